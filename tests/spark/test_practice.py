"""Standards of practice on Spark: one of each form gives the columnar engine's rows."""

from typing import Any

import pytest

from dutybound.duties.standard import Standard
from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.engine.spark.judging import judged_by_spark
from tests.practice.practice import declaration, in_order, library, source

pytestmark = pytest.mark.xdist_group("spark")


def sample() -> list[Standard]:
    by_form = {one.form: one for one in reversed(library().standards)}
    assert len(by_form) == 6
    return list(by_form.values())


def test_a_sample_of_practice_is_judged_alike(spark: Any) -> None:
    terms = (sample(), source(), declaration().policy)
    assert in_order(judged_by_spark(*terms)) == in_order(judged_by_columns(*terms))
