"""Every standard of practice gives the same duty rows by both engines on the small force, and some of each."""

import pytest

from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.engine.relation import judged_by_reference
from tests.practice.practice import declaration, in_order, library, source


@pytest.mark.parametrize("identity", sorted({one.id for one in library().standards}))
def test_the_engines_give_the_same_rows(identity: str) -> None:
    terms = (library().versions(identity), source(), declaration().policy)
    by_reference = in_order(judged_by_reference(*terms))
    assert by_reference, "the small force has no record on which it is owed"
    assert in_order(judged_by_columns(*terms)) == by_reference
