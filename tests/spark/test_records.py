"""Drawn records joined on Spark: what holds in stretches, on versions and voids, beside the columnar engine."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.engine.relation import Judgment
from dutybound.engine.spark.judging import judged_by_spark
from tests.records.drawn import Records, records, source_with
from tests.records.force import POLICY, standards

pytestmark = pytest.mark.xdist_group("spark")

ASKED = ("answered for all", "visited for either")
CHECKS = [
    HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example,
    HealthCheck.function_scoped_fixture,
]  # fmt: skip


@settings(
    max_examples=1, derandomize=True, database=None, deadline=None, suppress_health_check=CHECKS,
    phases=[Phase.generate],
)  # fmt: skip
@given(drawn=records(cases=12))
def test_what_holds_in_stretches_says_the_same_on_spark(spark: Any, drawn: Records) -> None:
    source = source_with(drawn)
    asked = [one for name, one in standards() if name in ASKED]
    wanted = rows(judged_by_columns(asked, source, POLICY))
    assert wanted
    assert rows(judged_by_spark(asked, source, POLICY)) == wanted


def rows(judgments: Iterable[Judgment]) -> list[str]:
    """All duty rows and notices, in one order; standards that have one name are told apart by their place."""
    found: list[str] = []
    for judgment in judgments:
        name = f"{judgment.standard.id} {judgment.standard.applies}"
        found += [f"{name} {row}" for row in judgment.rows().to_pylist()]
        subjects = judgment.subjects.to_pylist()
        found += [f"{name} {subjects[one.pop('place')]} {one}" for one in judgment.notices.to_pylist()]
    return sorted(found)
