"""What an inspector's machine makes of the times of a duty is what the language says they mean."""

import random
from dataclasses import replace

import numpy as np
import pytest

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import FOREVER, Duty
from dutybound.inspection.bundle import day_rows
from dutybound.inspection.bundle.day_rows import daily_states
from dutybound.inspection.bundle.duty_rows import NEVER, STATES, DutyRows

DAY = 86_400_000_000
CALENDAR = Calendar("Europe/London", "GB-ENG")
BEGINS = CALENDAR.starts_at(17_000)
SECOND = 1_000_000
#: What a time of a duty may be: moments that often coincide with others, or with midnight.
MOMENTS = [BEGINS + step * DAY + part for step in range(6) for part in (-1, 0, 9 * 3600 * SECOND)]


def drawn(chance: random.Random, number: int) -> list[Duty]:
    """Duties of which any time may be missing, and any two may be the same."""

    def some(missing: float) -> int | None:
        return None if chance.random() < missing else chance.choice(MOMENTS)

    found = []
    for place in range(number):
        due, met, ended = some(0.2), some(0.4), some(0.5)
        found.append(
            Duty(
                "planned", "1", f"{place}", "a", chance.choice(MOMENTS), None, due,
                None if due is None else some(0.6), met,
                None if met is None else some(0.3), None, ended, None if ended is None else some(0.3), some(0.7),
                "a.b is missing" if chance.random() < 0.1 else None, None, chance.choice(MOMENTS),
                chance.choice([FOREVER, FOREVER, chance.choice(MOMENTS)]),
            )
        )  # fmt: skip
    return found


def as_rows(duties: list[Duty]) -> DutyRows:
    def times(name: str) -> np.ndarray:
        return np.array(
            [NEVER if (at := getattr(one, name)) is None or at >= FOREVER else at for one in duties], np.int64
        )

    nothing = np.zeros(len(duties), np.int64)
    return DutyRows(
        subject=np.arange(len(duties)), anchor=nothing, version=nothing, unit=nothing - 1, said=nothing,
        unassessable=np.array([one.unassessable is not None for one in duties]), inherited=nothing.astype(bool),
        **{name: times(name) for name in DutyRows.__dataclass_fields__ if name.endswith(("_at", "_from", "_to"))},
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_states_are_those_of_the_language(seed: int) -> None:
    duties = drawn(random.Random(seed), 400)
    rows = as_rows(duties)
    for moment in MOMENTS:
        found = [STATES[place] if place >= 0 else None for place in rows.states_at(moment).tolist()]
        assert found == [one.state_at(moment) for one in duties]


@pytest.mark.parametrize("seed", range(12))
def test_days_are_states_at_the_end_of_each(seed: int) -> None:
    rows = as_rows(drawn(random.Random(seed), 400))
    counted = daily_states(rows, CALENDAR, 17_010)
    for day in range(16_997, 17_011):
        states = rows.states_at(CALENDAR.ends_at(day))
        assert counted[day].tolist() == [int((states == place).sum()) for place in range(len(STATES))], day


def test_the_oracle_would_see_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a due date taken for passed a moment too early, both tests above fail."""
    rows = as_rows(drawn(random.Random(1), 400))
    early = replace(rows, due_at=np.where(rows.due_at == NEVER, NEVER, rows.due_at - 1))
    monkeypatch.setattr(day_rows, "known", lambda at, _: at)
    assert (daily_states(early, CALENDAR, 17_010) != daily_states(rows, CALENDAR, 17_010)).any() or any(
        (early.states_at(one) != rows.states_at(one)).any() for one in MOMENTS
    )
