"""No figure of insight names a person, and none could (practitioners' rule H13: no ranking of people anywhere)."""

import dataclasses
import re
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest

from dutybound import insight
from dutybound.insight.clustered import clustered_share
from dutybound.insight.spread import spread

MODULES = [import_module(f"dutybound.insight.{one.name}") for one in iter_modules(insight.__path__)]
PEOPLE = re.compile(r"officer|supervisor|sergeant|person|people|staff|holder$|name|who$|owner|author|by_whom")
#: Working stores that never leave the layer: they tell officers apart by a number, to say what was inherited.
INSIDE = {
    ("Holdings", "officer"), ("Tally", "holders"), ("Evidence", "supervisor"), ("_Part", "supervisor"),
    ("Gathering", "supervisors"),
}  # fmt: skip


def fields() -> list[tuple[str, str]]:
    classes = [
        one for module in MODULES for one in vars(module).values()
        if isinstance(one, type) and dataclasses.is_dataclass(one) and one.__module__ == module.__name__
    ]  # fmt: skip
    named_tuples = [
        one for module in MODULES for one in vars(module).values()
        if isinstance(one, type) and hasattr(one, "_fields") and one.__module__ == module.__name__
    ]  # fmt: skip
    found = [(one.__name__, field.name) for one in classes for field in dataclasses.fields(one)]
    return found + [(one.__name__, str(field)) for one in named_tuples for field in one._fields]


def test_no_result_has_a_place_for_a_person() -> None:
    assert len(fields()) > 80  # or nothing was looked at
    assert {one for one in fields() if PEOPLE.search(one[1])} <= INSIDE


def test_the_pattern_would_find_one() -> None:
    assert all(PEOPLE.search(one) for one in ("officer", "supervisor_id", "worst_sergeants", "holder", "named", "who"))


@pytest.mark.parametrize("figure", [clustered_share, spread])
def test_what_is_said_of_people_together_is_the_same_whoever_is_who(figure: object) -> None:
    """A figure that does not change when all codes are dealt out anew can carry none of them."""
    rng = np.random.default_rng(1)
    codes = 7_000_001 + np.repeat(np.arange(12), 30)
    met, ones = rng.binomial(1, rng.beta(3, 2, 12)[codes - 7_000_001]), np.ones(360, np.int64)
    others = 9_000_001 + rng.permutation(12)[codes - 7_000_001]

    def said(clusters: np.ndarray) -> str:
        found = (
            spread(met, ones, clusters) if figure is spread else clustered_share(met, ones, {"supervisor": clusters})
        )
        return re.sub(r"\d+\.\d+(e-\d+)?", lambda one: f"{float(one[0]):.6g}", repr(found))  # sums differ at the end

    assert said(codes) == said(others)
    assert not re.search("[79]0000", said(codes))
