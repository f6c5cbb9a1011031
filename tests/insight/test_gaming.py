"""Patterns of gaming: each planted and found, and honest records left alone."""

import numpy as np
import pytest
import statsmodels.api as sm

from dutybound.insight.compliance import Standing
from dutybound.insight.gaming import Around, at_once, bunched_before_due, entered_late_before, paused, step_at_due

AROUND = Around(reach=20, window=3, degree=3)


def honest_entries(rng: np.random.Generator, count: int = 1200) -> tuple[np.ndarray, np.ndarray]:
    """A year of entries, most of them on the day, one in twelve a week late or more."""
    happened = rng.integers(0, 365, count)
    return happened, happened + np.where(
        rng.random(count) < 1 / 12, rng.integers(7, 30, count), rng.integers(0, 3, count)
    )


def test_back_filling_before_a_visit_is_found_in_nine_of_ten_units_and_honest_ones_seldom() -> None:
    """A tenth of a unit's entries, made in the fortnight before the visit, 7 to 40 days after the day claimed."""
    rng, found, false = np.random.default_rng(1), 0, 0
    for _ in range(200):
        happened, entered = honest_entries(rng)
        plain = entered_late_before(happened, entered, 360, 14, 7)
        assert plain is not None
        false += plain.p < 0.01
        filled = rng.integers(346, 360, 120)
        claimed = filled - rng.integers(7, 41, 120)
        pattern = entered_late_before(np.append(happened, claimed), np.append(entered, filled), 360, 14, 7)
        assert pattern is not None
        found += pattern.p < 0.01
        assert pattern.excess.low < 120
    assert false / 200 <= 0.02
    assert found / 200 >= 0.9


def test_a_unit_that_always_enters_late_has_done_nothing_before_the_visit() -> None:
    rng = np.random.default_rng(2)
    happened = rng.integers(0, 365, 1200)
    pattern = entered_late_before(happened, happened + rng.integers(5, 30, 1200), 360, 14, 7)
    assert pattern is not None
    assert pattern.p > 0.01


def test_what_is_entered_after_the_visit_and_too_short_a_past_are_no_pattern() -> None:
    days = np.arange(300, 360)
    assert entered_late_before(days, days, 360, 14, 7) is None
    assert entered_late_before(days + 100, days + 100, 360, 14, 7) is None
    assert entered_late_before(np.arange(300), np.arange(300), 360, 14, 7) is None  # none in the last fortnight


def test_a_unit_whose_fortnights_vary_is_not_told_off_for_one_of_them() -> None:
    """Late entry comes and goes with who is on leave: between 2% and 30% of a fortnight's entries."""
    rng, false = np.random.default_rng(6), 0
    for _ in range(200):
        entered = rng.integers(0, 360, 1500)
        lateness = rng.beta(1.2, 8, 26)[entered // 14]
        pattern = entered_late_before(entered - 10 * (rng.random(1500) < lateness), entered, 360, 14, 7)
        assert pattern is not None
        false += pattern.p < 0.01
    assert false / 200 <= 0.06


def test_the_window_runs_from_its_first_day_to_the_day_before_the_visit() -> None:
    past = np.arange(200, 346)
    for day, seen in ((345, 0), (346, 5), (359, 5), (360, 0)):
        happened = np.concatenate([past, np.full(5, day - 20), [350]])
        found = entered_late_before(happened, np.concatenate([past, np.full(5, day), [350]]), 360, 14, 7)
        assert found is not None
        assert found.seen == seen


def smooth_days(rng: np.random.Generator, count: int) -> np.ndarray:
    return np.round(rng.normal(-6, 9, count)).astype(np.int64)


def test_bunching_is_found_in_nine_of_ten_units_and_honest_ones_seldom() -> None:
    """A tenth of a unit's duties moved from the days after to the last three in time."""
    rng, found, false = np.random.default_rng(3), 0, 0
    for _ in range(200):
        days = smooth_days(rng, 1000)
        plain = bunched_before_due(days, AROUND)
        late = np.flatnonzero((days > 0) & (days < 12))
        moved = days.copy()
        moved[rng.choice(late, 100, replace=False)] = rng.integers(-2, 1, 100)
        pattern = bunched_before_due(moved, AROUND)
        assert plain is not None
        assert pattern is not None
        false += plain.p < 0.01
        found += pattern.p < 0.01
    assert false / 200 <= 0.03
    assert found / 200 >= 0.9


def test_the_expected_is_what_a_regression_that_leaves_the_window_out_says() -> None:
    """By a second way: the window's own days as dummies give the same curve through the others."""
    days = smooth_days(np.random.default_rng(4), 4000)
    axis = np.arange(-20, 21)
    counts = np.array([(days == day).sum() for day in axis])
    inside = np.isin(axis, (-2, -1, 0))
    dummies = (axis[:, None] == np.array([-2, -1, 0])).astype(float)
    design = np.column_stack([np.vander(axis / 20, 4), dummies])
    peer = sm.GLM(counts, design, family=sm.families.Poisson()).fit()
    wanted = np.exp(design[:, :4] @ peer.params[:4])[inside].sum()
    found = bunched_before_due(days, AROUND)
    assert found is not None
    assert found.expected == pytest.approx(wanted, rel=1e-6)
    assert found.seen == counts[inside].sum()


def test_a_step_at_the_due_day_is_told_with_its_interval() -> None:
    rng, held, false = np.random.default_rng(5), 0, 0
    for _ in range(150):
        before, after = rng.poisson(60, 15), rng.poisson(30, 14)
        days = np.repeat(np.arange(-14, 15), np.append(before, after))
        step = step_at_due(days, 14)
        assert step is not None
        held += step.low <= 2 <= step.high
        even = step_at_due(np.repeat(np.arange(-14, 15), rng.poisson(40, 29)), 14)
        assert even is not None
        false += even.low > 1
    assert 0.9 <= held / 150 <= 0.99
    assert false / 150 <= 0.06
    assert step_at_due(np.array([-3, -2]), 14) is None


def test_the_share_of_days_paused_is_over_subjects_and_leaves_out_what_cannot_be_assessed() -> None:
    days = np.zeros((4, len(Standing)), np.int64)
    days[:, Standing.WITHIN] = 80
    days[:, Standing.UNASSESSABLE] = 900
    days[0, Standing.SUSPENDED] = 80
    found = paused(days)
    assert found is not None
    assert (found.part, found.whole, found.subjects) == (80, 400, 4)
    assert found.high - found.low > 0.4  # it is one subject's


def test_many_at_once() -> None:
    days = np.array([5] * 21 + [6] * 20 + [7])
    assert at_once(days, more_than=20) == {5: 21}
