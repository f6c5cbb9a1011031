"""Whose many duties are, at a moment and on every day, is what `whose` says of each one."""

from collections import Counter

import numpy as np
from hypothesis import Phase, given
from hypothesis import strategies as st

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import Duty, State
from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.facts import Book, Programme
from dutybound.engine.holding import Holding, whose
from dutybound.engine.judging import SubjectJudged
from dutybound.engine.reference import Judged
from dutybound.engine.relation import Judgment, judgment_of
from dutybound.insight.compliance import Standing, day_spans
from dutybound.insight.days import days_of_judgment
from dutybound.insight.holders import Holdings
from dutybound.insight.states import NOT_SEEN, STATES, states_at
from dutybound.insight.sweep_held import NEVER
from tests.columnar.drawn import batches
from tests.generative import examples
from tests.insight.test_compliance import A_STANDARD
from tests.insight.test_sweep import judged_batch, last_moment

SIXTY = examples(60, phases=(Phase.explicit, Phase.generate))
UNITS = (None, "North", "South", "West")
HOUR = 3_600_000_000


LAG = st.none() | st.sampled_from([0, HOUR, 30 * HOUR, 200 * HOUR])


@st.composite
def held_by(draw: st.DrawFn, times: list[int]) -> list[Holding]:
    """Up to four holdings of one subject, near times that matter to it, entered late, overlapping or with gaps."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        near = st.sampled_from(times).flatmap(
            lambda at: st.sampled_from([at, at, at - 1, at + 9 * HOUR, at - 60 * HOUR])
        )
        began = draw(near)
        ended = draw(st.none() | near.map(lambda at, began=began: max(at, began)))
        lags = draw(st.tuples(LAG, LAG))
        recorded = [
            None if lag is None or at is None else at + lag for at, lag in zip((began, ended), lags, strict=True)
        ]
        officer = draw(st.sampled_from([None, "one", "two"]))
        found.append(Holding(draw(st.sampled_from(UNITS[1:])), began, recorded[0], ended, recorded[1], officer))
    return found


def laid_out(holdings: list[list[Holding]]) -> Holdings:
    rows = [one for own in holdings for one in own]
    none = lambda value, otherwise: otherwise if value is None else value
    ended = [none(one.ended_at, NEVER) for one in rows]
    officers = {None: -1, "one": 0, "two": 1}
    return Holdings(
        UNITS,
        np.cumsum([0, *map(len, holdings)]),
        *(np.array(values, np.int64) for values in (
            [one.began_at for one in rows],
            [max(one.began_at, none(one.began_recorded_at, NONE)) for one in rows],
            ended,
            [max(end, none(one.ended_recorded_at, NONE)) for one, end in zip(rows, ended, strict=True)],
            [UNITS.index(one.holder) for one in rows],
            [officers[one.officer] for one in rows],
        )),
    )  # fmt: skip


Drawn = list[tuple[Programme, list[list[Duty]], Judgment, list[list[Holding]]]]


@st.composite
def held_worlds(draw: st.DrawFn) -> Drawn:
    found = []
    for programme, judged, judgment in judged_batch(draw(batches(10))):
        duties = [one.duties for one in judged]
        times = [sorted({at for duty in own for at in (duty.owed_from, duty.due_at, duty.met_at, duty.ended_at)
                         if at is not None and at > 0}) or [17_000 * 24 * HOUR] for own in duties]  # fmt: skip
        found.append((programme, duties, judgment, [draw(held_by(own)) for own in times]))
    return found


@SIXTY
@given(held_worlds())
def test_row_by_row(worlds: Drawn) -> None:
    for programme, duties, judgment, holdings in worlds:
        calendar, every = programme.calendar, [duty for own in duties for duty in own]
        place = judgment.numbers("place").tolist()
        last = calendar.day_of(last_moment(judgment, calendar))
        for moment in {
            calendar.ends_at(last - back) - shift for back in (0, 15, 22, 28, 33) for shift in (0, 9 * HOUR)
        }:
            states = states_at(judgment, moment)
            slot, inherited = laid_out(holdings).of_rows(judgment, states, moment)
            for at, duty in enumerate(every):
                if states[at] == NOT_SEEN:
                    assert (slot[at], inherited[at]) == (0, False)
                    continue
                wanted = whose(duty, moment, holdings[place[at]])
                assert (UNITS[slot[at]], bool(inherited[at])) == (wanted.holder, wanted.inherited), (duty, moment)


@SIXTY
@given(held_worlds())
def test_on_every_day_as_then_known(worlds: Drawn) -> None:
    for programme, duties, judgment, holdings in worlds:
        calendar: Calendar = programme.calendar
        as_at = last_moment(judgment, calendar)
        spans = day_spans(judgment, as_at)
        days = days_of_judgment(judgment, spans, laid_out(holdings), as_at)
        for at in range(days.states.shape[2]):
            moment = calendar.ends_at(days.first + at)
            counted: Counter[tuple[str | None, State]] = Counter()
            standing: Counter[tuple[str | None, Standing]] = Counter()
            for place, own in enumerate(duties):
                for duty in own:
                    if (state := duty.state_at(moment)) is not None:
                        counted[whose(duty, moment, holdings[place]).holder, state] += 1
                if (what := spans.on(days.first + at, place)) is not None:
                    standing[whose(LIVE, moment, holdings[place]).holder, what] += 1
            for slot, unit in enumerate(UNITS):
                wanted = [counted[unit, state] for state in STATES]
                assert days.states[slot, :, at].tolist() == wanted, (unit, moment)
                assert days.standings[slot, :, at].tolist() == [standing[unit, one] for one in Standing]


#: A duty that is live whenever one looks: whose it is, is whose the subject is now.
LIVE = Duty("s", "1", "x", "a", owed_from=0)


def test_the_closing_of_a_subject_leaves_its_duties_with_who_closed_it() -> None:
    done = Duty("s", "1", "x", "a", owed_from=0, due_at=50, ended_at=90, known_from=0)
    held = [Holding("North", 0, ended_at=60), Holding("South", 60, ended_at=90)]
    assert whose(done, 100, held).holder == "North"  # it was missed when it fell due
    lapsed = Duty("s", "1", "x", "a", owed_from=0, due_at=95, ended_at=90, known_from=0)
    assert whose(lapsed, 100, held).holder == "South"
    assert whose(LIVE, 100, held).holder == "South"  # which has closed it with the duty open


def test_the_same_hands_are_no_handover() -> None:
    day = 24 * HOUR
    live = Duty("s", "1", "x", "a", owed_from=0, due_at=10 * day, known_from=0)
    same = [Holding("North", 0, ended_at=8 * day, officer="one"), Holding("North", 8 * day, officer="one")]
    assert not whose(live, 9 * day, same).inherited
    other = [same[0], Holding("North", 8 * day, officer="two")]
    assert whose(live, 9 * day, other).inherited


def test_an_end_that_becomes_known_later_may_change_whose_a_settled_duty_was() -> None:
    """Met on day 10 and known so; on day 20 it is entered that the subject had ended on day 5, when North held it."""
    calendar = Calendar("Europe/London", "GB-ENG")
    at = lambda day: calendar.starts_at(16_000 + day) + 9 * HOUR
    duty = Duty(
        "s", "1", "x", "a", owed_from=at(0), due_at=at(12), met_at=at(10), ended_at=at(5), ended_recorded_at=at(20),
        known_from=at(0),
    )  # fmt: skip
    held = [Holding("North", at(0), ended_at=at(7)), Holding("South", at(7))]
    programme = Programme("s", "1", "within", calendar, Book(()))
    judged = SubjectJudged("x", (), Judged([duty], [], []))
    judgment, as_at = judgment_of(A_STANDARD, programme, [judged]), calendar.ends_at(16_025)
    days = days_of_judgment(judgment, None, laid_out([held]), as_at)
    met = days.states[:, STATES.index(State.MET)]
    for number in range(26):
        wanted = whose(duty, calendar.ends_at(16_000 + number), held).holder
        shown = [unit for slot, unit in enumerate(UNITS) if met[slot, number]]
        assert shown == ([] if number < 10 else [wanted])
    assert [UNITS[int(met[:, number].argmax())] for number in (10, 19, 20, 25)] == ["South", "South", "North", "North"]
