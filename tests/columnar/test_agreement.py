"""The compiled fold and the reference say the same of drawn worlds, many subjects of one obligation at once.

`EXAMPLES=20000 python -m pytest tests/columnar` makes a long, random run.
"""

import os

from hypothesis import HealthCheck, given, settings

from tests.columnar.agreeing import agree
from tests.columnar.drawn import Batch, batches

EXAMPLES = int(os.environ.get("EXAMPLES", 0))
CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]


@settings(
    max_examples=EXAMPLES or 300, derandomize=not EXAMPLES, database=None, deadline=None, suppress_health_check=CHECKS
)
@given(batches())
def test_row_for_row(batch: Batch) -> None:
    agree(*batch)
