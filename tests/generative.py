"""How many worlds a generative test draws.

`make test` draws the same few each time, so that it is quick and stable. `make test-generative EXAMPLES=20000` draws so
many for every test that is marked `generative`, and others each time.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("EXAMPLES", 0))
SLOW = [
    HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example,
    HealthCheck.function_scoped_fixture,
]  # fmt: skip
Test = Callable[..., None]

generative = pytest.mark.generative  # for a test that calls what draws


def examples(ordinarily: int, **more: Any) -> Callable[[Test], Test]:
    """So many examples, always the same; or as many as EXAMPLES says, drawn anew. Marks the test as generative."""
    chosen = settings(
        max_examples=EXAMPLES or ordinarily, derandomize=not EXAMPLES, database=None, deadline=None,
        suppress_health_check=SLOW, **more,
    )  # fmt: skip
    return lambda test: generative(chosen(test))
