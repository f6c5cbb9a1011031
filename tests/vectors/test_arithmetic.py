"""Ages, months and roundings, as the published predictors do them."""

from datetime import date

import pytest

from dutybound.instruments.arithmetic import (
    age_on,
    complete_months,
    half_up,
    logistic,
    percentage,
    whole_percentage,
)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("1988-02-29", "2009-02-28", 20),
        ("1988-02-29", "2009-03-01", 21),
        ("1988-02-29", "2012-02-29", 24),
        ("1990-06-15", "2020-06-14", 29),
        ("1990-06-15", "2020-06-15", 30),
        ("2020-01-01", "2020-01-01", 0),
    ],
)
def test_age_in_whole_years(born: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2025-01-31", "2025-02-28", 0),
        ("2025-01-31", "2025-03-31", 2),
        ("2025-01-15", "2026-01-14", 11),
        ("2025-01-15", "2026-01-15", 12),
        ("2026-01-15", "2025-01-15", 0),
        ("2020-01-01", "2023-01-01", 36),
        ("2020-01-01", "2022-12-31", 35),
        ("1990-01-01", "2026-01-01", 36),
    ],
)
def test_complete_months_stop_at_36_and_never_run_backwards(start: str, end: str, months: int) -> None:
    assert complete_months(date.fromisoformat(start), date.fromisoformat(end), 36) == months


def test_half_up_and_the_ends() -> None:
    assert [half_up(0.5), half_up(1.5), half_up(2.5), half_up(0.125, 2)] == [1.0, 2.0, 3.0, 0.13]
    assert [whole_percentage(one) for one in (0.0, 0.004, 0.005, 0.125, 0.994, 0.995, 1.0)] == [1, 1, 1, 13, 99, 99, 99]
    assert [percentage(one) for one in (0.0, 0.00125, 0.99994, 0.99996, 1.0)] == [0.0, 0.13, 99.99, 99.99, 99.99]
    assert (logistic(-1000), logistic(0), logistic(1000)) == (0.0, 0.5, 1.0)
