"""The compiled fold and the reference say the same of drawn worlds, fifty subjects at once."""

from hypothesis import given

from tests.columnar.agreeing import agree
from tests.columnar.drawn import Batch, batches
from tests.generative import examples


@examples(300)
@given(batches())
def test_row_for_row(batch: Batch) -> None:
    agree(*batch)
