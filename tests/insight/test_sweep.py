"""What the sweep counts on every day is what one would count, day by day, duty by duty."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import State
from dutybound.engine.facts import Fact, Programme
from dutybound.engine.judging import SubjectJudged
from dutybound.engine.reference import Judged, judge
from dutybound.engine.relation import Judgment, judgment_of
from dutybound.insight.compliance import Standing, day_spans
from dutybound.insight.days import Days, days_of_judgment
from dutybound.insight.holders import nobody
from dutybound.insight.states import PLACE
from tests.columnar.drawn import Batch, batches
from tests.generative import examples
from tests.insight.test_compliance import A_STANDARD

SIXTY = examples(60)


def judged_batch(batch: Batch) -> list[tuple[Programme, list[Judged], Judgment]]:
    """Each programme of a batch with what the reference says of its subjects."""
    programmes, subjects = batch
    found = []
    for place, programme in enumerate(programmes):
        own: list[list[Fact]] = [facts for at, facts in subjects if at == place]
        judged = [judge(programme, str(number), facts) for number, facts in enumerate(own)]
        pairs = zip(own, judged, strict=True)
        some = [SubjectJudged(str(number), tuple(facts), one) for number, (facts, one) in enumerate(pairs)]
        found.append((programme, judged, judgment_of(A_STANDARD, programme, some)))
    return found


def swept(judgment: Judgment, as_at: int) -> Days:
    spans = day_spans(judgment, as_at)
    return days_of_judgment(judgment, spans, nobody(len(judgment.subjects)), as_at)


def last_moment(judgment: Judgment, calendar: Calendar) -> int:
    known = judgment.numbers("known_from").tolist()
    return calendar.ends_at(calendar.day_of(max(known, default=0)) + 20)


@SIXTY
@given(batches(12))
def test_states_are_those_of_every_duty_on_every_day(batch: Batch) -> None:
    for programme, judged, judgment in judged_batch(batch):
        calendar = programme.calendar
        days = swept(judgment, last_moment(judgment, calendar))
        for day in range(days.first - 2, days.last + 1):
            moment = calendar.ends_at(day)
            counted = Counter(state for one in judged for duty in one.duties if (state := duty.state_at(moment)))
            at = day - days.first
            found = days.states[0, :, at] if at >= 0 else np.zeros(8, np.int32)
            assert found.tolist() == [counted[state] for state in State], (day, counted)


@SIXTY
@given(batches(12))
def test_standings_are_those_of_every_subject(batch: Batch) -> None:
    for programme, _, judgment in judged_batch(batch):
        as_at = last_moment(judgment, programme.calendar)
        spans, days = day_spans(judgment, as_at), swept(judgment, as_at)
        for at in range(days.states.shape[2]):
            day = at + days.first
            counted = Counter(spans.on(day, place) for place in range(len(judgment.subjects)))
            assert days.standings[0, :, at].tolist() == [counted[standing] for standing in Standing]
        totals = spans.totals(len(judgment.subjects)).sum(axis=0)
        assert days.standings[0].sum(axis=1).tolist() == totals.tolist()
        within, of = days.in_compliance(days.first, days.last)
        assert (within, of) == (int(totals[Standing.WITHIN]), int(totals[:2].sum()))


@SIXTY
@given(batches(12))
def test_halves_add_up(batch: Batch) -> None:
    for programme, _, judgment in judged_batch(batch):
        as_at = last_moment(judgment, programme.calendar)
        whole = swept(judgment, as_at)
        cut = len(judgment.subjects) // 2
        halves = [
            swept(part, as_at) for part in (_part(judgment, 0, cut), _part(judgment, cut, len(judgment.subjects)))
        ]
        both = halves[0].plus(halves[1])
        lead = whole.first - both.first
        assert np.array_equal(both.states[:, :, lead:], whole.states)
        assert np.array_equal(both.standings[:, :, lead:], whole.standings)
        assert not both.states[:, :, :lead].any()


def _part(judgment: Judgment, begin: int, end: int) -> Judgment:
    import pyarrow as pa

    places = judgment.numbers("place")
    rows = judgment.duties.filter(pa.array((places >= begin) & (places < end)))
    rows = rows.set_column(0, "place", pa.array(np.asarray(rows.column("place")) - begin))
    own = (judgment.courses[0] >= begin) & (judgment.courses[0] < end)
    courses = judgment.courses[:, own].copy()
    courses[0] -= begin
    return Judgment(
        judgment.standard, judgment.programme, judgment.subjects.slice(begin, end - begin), rows, courses,
        judgment.notices,
    )  # fmt: skip


@pytest.mark.parametrize("day", [-1, 3])
def test_a_day_on_which_nothing_held_is_no_day_in_date(day: int) -> None:
    standings = np.zeros((1, len(Standing), 3), np.int32)
    states = np.zeros((1, len(PLACE), 3), np.int32)
    assert Days(0, states, standings).in_date(day) is None
