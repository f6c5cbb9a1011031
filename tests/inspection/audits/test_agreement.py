"""Agreement beside published figures, and where kappa misleads."""

from math import sqrt

import pytest

from dutybound.insight.agreement import agreement_of, gwet_ac1

#: 100 patients sorted by two abstractors; table, AC1, kappa and interval: Gwet, Handbook of Inter-Rater Reliability,
#: 4th edition, 2014, as the library irrCAC gives them.
ABSTRACTORS = {("a", "a"): 13, ("b", "b"): 20, ("b", "c"): 7, ("c", "b"): 4, ("c", "c"): 56}


def spread(table: dict[tuple[str, str], int]) -> list[tuple[str, str]]:
    return [pair for pair, count in table.items() for _ in range(count)]


def test_ac1_is_that_of_the_published_example() -> None:
    found = agreement_of(spread(ABSTRACTORS), "abc")
    assert found is not None
    assert found.share == 0.89
    assert found.ac1.value == pytest.approx(0.84933, abs=5e-6)
    half = (found.ac1.high - found.ac1.low) / 2  # the book divides by n files where we divide by n - 1
    assert half * sqrt(99 / 100) == pytest.approx((0.93508 - 0.76358) / 2, abs=5e-6)


def test_ac1_holds_where_kappa_falls() -> None:
    """118 of 125 alike and nearly all of them yes: kappa is near 0 (Feinstein and Cicchetti's paradox, 1990)."""
    found = agreement_of(spread({("yes", "yes"): 118, ("yes", "no"): 5, ("no", "yes"): 2}), ("yes", "no"))
    assert found is not None
    assert found.kappa is not None
    assert found.kappa.value < 0 < 0.9 < found.ac1.value


def test_one_answer_alone_has_no_kappa() -> None:
    found = agreement_of([("yes", "yes")] * 12, ("yes", "no"))
    assert found is not None
    assert found.kappa is None
    assert found.ac1.value == 1
    assert found.low < 0.8, "12 of 12 do not show that they always agree"


def test_of_nothing_nothing_is_known() -> None:
    assert agreement_of([], ("yes", "no")) is None
    one = gwet_ac1([("yes", "yes")], ("yes", "no"))
    assert (one.low, one.high) == (-1, 1)
