"""One standard over all its subjects, as at a moment: its states, rate, coverage, days, months and oddities."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.calendar import Calendar, add_months, date_of, day_number
from dutybound.duties.duty import State
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.facts import Programme
from dutybound.engine.local_days import days_of
from dutybound.engine.lowering import programme_of
from dutybound.engine.relation import Judgment, Numbers
from dutybound.insight.backlog import Ages
from dutybound.insight.by_subject import BySubject
from dutybound.insight.by_unit import ByUnit
from dutybound.insight.compliance import Standing, day_spans, last_day
from dutybound.insight.days import Days, days_of_judgment
from dutybound.insight.holders import Holders, Holdings
from dutybound.insight.shares import Share, share_of
from dutybound.insight.states import NOT_SEEN, PLACE, STATES, states_at

#: Above this share of subjects, or of duties, that cannot be assessed no rate is shown (rule 10).
UNASSESSABLE_AT_MOST = 0.2


def may_show(subjects: int, untold_subjects: int, owed: int, untold: int) -> bool:
    """Whether a rate is shown, of so many subjects and duties of which so many cannot be assessed (rule 10)."""
    few_untold = untold_subjects <= UNASSESSABLE_AT_MOST * subjects and untold <= UNASSESSABLE_AT_MOST * owed
    return subjects > 0 and few_untold


@dataclass(frozen=True)
class Seen:
    """Each row of some duties at the moment: its state (`states_at`), the slot of its unit, and if inherited."""

    states: Numbers
    slot: Numbers
    inherited: npt.NDArray[np.bool_]


@dataclass
class Tally:
    """Fed with judgments, each of whole subjects; asked for figures at the end."""

    as_at: int
    judged_by: list[tuple[Standard, Programme]] = field(default_factory=list)  # the versions of the standard
    parts: list[BySubject] = field(default_factory=list)
    notices: Counter[str] = field(default_factory=Counter)
    born_overdue: int = 0
    months: dict[str, Counter[State]] = field(default_factory=dict)
    late_days: list[Numbers] = field(default_factory=list)
    days: Days | None = None  # every local day, as then known
    ages: Ages = field(default_factory=Ages)
    holders: Holders = field(default_factory=lambda: Holders(None))
    by_unit: ByUnit = field(default_factory=lambda: ByUnit((None,)))

    def __post_init__(self) -> None:
        if self.by_unit.units != self.holders.units:
            self.by_unit = ByUnit(self.holders.units)

    @property
    def standard(self) -> Standard:
        """The standard in its newest version."""
        return self.judged_by[-1][0]

    @property
    def calendar(self) -> Calendar:
        return self.judged_by[-1][1].calendar

    @property
    def versions(self) -> list[str]:
        return [standard.version for standard, _ in self.judged_by]

    def take(self, judgment: Judgment) -> Seen:
        """Count some subjects under one version; returns what each row of their duties is."""
        holdings = self.holders.of(judgment)
        states, number = states_at(judgment, self.as_at), judgment.numbers
        place, due, count = number("place"), number("due_at"), len(judgment.subjects)
        seen = states != NOT_SEEN
        by_state = np.bincount(place[seen] * len(STATES) + states[seen], minlength=count * len(STATES))
        counted = np.isin(states, IN_RATE) & (due != NONE) & (due <= self.as_at)
        in_rate = np.bincount(place[counted], minlength=count)
        in_time = np.bincount(place[counted & (states == PLACE[State.MET])], minlength=count)
        self.parts.append(
            BySubject(judgment.subjects, by_state.reshape(count, len(STATES)), in_rate, in_time,
                      self._days(judgment, holdings))
        )  # fmt: skip
        slot, inherited = holdings.of_rows(judgment, states, self.as_at)
        self.by_unit.take(judgment.subjects, place, slot, states, counted, inherited)
        self.ages.take(states, number("owed_from"), due, self.as_at, self.calendar)
        self._months(due[counted], states[counted])
        self._late(states, due, number("met_at"))
        self._notice(judgment)
        self.born_overdue += born_overdue(judgment, seen)
        return Seen(states, slot, inherited)

    def _months(self, due: Numbers, states: Numbers) -> None:
        """A duty not yet due is in no rate, even if it is met; a one-off duty belongs to the month of its due date."""
        if self.standard.recurs or not len(due):
            return
        months = days_of(due, self.calendar).astype("datetime64[D]").astype("datetime64[M]")
        first = int(months.min().astype(np.int64))
        counts = np.bincount((months.astype(np.int64) - first) * len(STATES) + states)
        for slot in np.flatnonzero(counts).tolist():
            month = str(np.datetime64(first + slot // len(STATES), "M"))
            self.months.setdefault(month, Counter())[STATES[slot % len(STATES)]] += int(counts[slot])

    def _late(self, states: Numbers, due: Numbers, met: Numbers) -> None:
        """By how many local days what is, or was met, late is late."""
        late = (due != NONE) & ((states == PLACE[State.MET_LATE]) | (states == PLACE[State.OVERDUE]))
        until = np.where(states[late] == PLACE[State.MET_LATE], met[late], self.as_at)
        self.late_days.append(days_of(until, self.calendar) - days_of(due[late], self.calendar))

    def _notice(self, judgment: Judgment) -> None:
        if not judgment.notices.num_rows:  # as nearly always; grouping none takes as long as grouping many
            return
        odd = judgment.notices.filter(pc.less_equal(judgment.notices.column("known"), self.as_at))
        distinct = odd.group_by(["place", "what", "fact"]).aggregate([]).column("what")
        self.notices.update({one["values"]: one["counts"] for one in distinct.value_counts().to_pylist()})

    def _days(self, judgment: Judgment, holdings: Holdings) -> Numbers:
        count = len(judgment.subjects)
        spans = day_spans(judgment, self.as_at) if self.standard.recurs else None
        days = days_of_judgment(judgment, spans, holdings, self.as_at)
        self.days = days if self.days is None else self.days.plus(days)
        return np.zeros((count, len(Standing)), np.int64) if spans is None else spans.totals(count)

    @property
    def last_day(self) -> int:
        """The last day that was over at the moment asked for."""
        return last_day(self.calendar, self.as_at)

    @property
    def by_subject(self) -> BySubject:
        """All subjects, each once, whatever the versions of the standard that it is judged by."""
        if not self.parts:
            return BySubject(pa.array([], pa.string()), NO_STATES, NO_SUBJECT, NO_SUBJECT, NO_DAYS)
        if len(self.parts) > 1:
            self.parts = [self._together()]
        return self.parts[0]

    def _together(self) -> BySubject:
        columns = ("states", "in_rate", "in_time", "days")
        whole = [np.concatenate([getattr(part, name) for part in self.parts]) for name in columns]
        subjects = pa.concat_arrays([part.subjects for part in self.parts])
        joined = BySubject(subjects, *whole)
        if len(self.judged_by) == 1:
            return joined
        coded = subjects.dictionary_encode()
        return joined.added(np.asarray(coded.indices), coded.dictionary)

    # --- figures -------------------------------------------------------------------------------------------------

    @property
    def states(self) -> Counter[State]:
        counts = zip(STATES, self.by_subject.by_state, strict=True)
        return Counter({state: count for state, count in counts if count})

    @property
    def subjects(self) -> int:
        """How many subjects have a duty."""
        return self.by_subject.owing

    @property
    def unassessable_subjects(self) -> int:
        """Subjects of whose duties none can be assessed."""
        return self.by_subject.unassessable

    @property
    def owed(self) -> int:
        return sum(self.by_subject.by_state)

    @property
    def coverage(self) -> float | None:
        """The share of subjects that can be assessed."""
        return 1 - self.unassessable_subjects / self.subjects if self.subjects else None

    @property
    def shows_rate(self) -> bool:
        return may_show(self.subjects, self.unassessable_subjects, self.owed, self.states[State.UNASSESSABLE])

    def rate(self) -> Share | None:
        """Met in time, of all that fell due: met / (met + met_late + overdue + missed)."""
        return share_of(self.by_subject.in_time, self.by_subject.in_rate) if self.shows_rate else None

    def unit_rates(self) -> dict[int, Share]:
        """The rate of each unit, by its slot, where one is shown of the whole."""
        return self.by_unit.rates(UNASSESSABLE_AT_MOST) if self.shows_rate else {}

    def rate_with_excused(self) -> Share | None:
        """The same with excused duties kept among those that fell due (rule 9)."""
        found = self.by_subject
        whole = found.in_rate + found.states[:, PLACE[State.EXCUSED]]
        return share_of(found.in_time, whole) if self.shows_rate else None

    def days_in_compliance(self, stopped_count: bool = False) -> Share | None:
        """The share of days within the standard; with `stopped_count`, suspended and excused days are such days."""
        if not self.standard.recurs or not self.shows_rate:
            return None
        within, overdue, suspended, excused, _ = self.by_subject.days.T
        if stopped_count:
            within = within + suspended + excused
        return share_of(within, within + overdue)

    def in_date(self, day: int) -> tuple[int, int] | None:
        """Of the subjects that the standard held for at the end of a day, those with nothing overdue."""
        return None if self.days is None else self.days.in_date(day)

    @property
    def month_ends(self) -> list[int]:
        """The last days of months on which the standard held for anybody, and the last day that was over."""
        days = [] if self.days is None else self.days.live_days()
        ends = {*month_ends(days[0], days[-1] + 1), self.last_day} if days else set()
        return sorted(day for day in ends if self.in_date(day))


def tallies_of(
    standards: Iterable[Standard], policy: PolicyBook, calendar: Calendar, as_at: int, holders: Holders | None = None
) -> dict[str, Tally]:
    """A tally for each standard, by its id, whatever the number of its versions; nothing is counted yet."""
    tallies: dict[str, Tally] = {}
    whose = holders or Holders(None)
    for standard in standards:
        tally = tallies.setdefault(standard.id, Tally(as_at, holders=whose))
        tally.judged_by.append((standard, programme_of(standard, policy, calendar)))
    return tallies


IN_RATE = [PLACE[state] for state in State if state.in_rate]
NO_SUBJECT = np.empty(0, np.int64)
NO_STATES, NO_DAYS = np.empty((0, len(STATES)), np.int64), np.empty((0, len(Standing)), np.int64)


def born_overdue(judgment: Judgment, seen: npt.NDArray[np.bool_]) -> int:
    """How many of the duties seen became known, in their first row, only after their due date."""
    number = judgment.numbers
    place, owed, known, due = (number(name) for name in ("place", "owed_from", "known_from", "due_at"))
    late = (due != NONE) & (known > due)
    rows = np.flatnonzero(np.isin(place, place[late & np.isin(place, place[seen])]))
    anchors = judgment.duties.column("anchor").take(pa.array(rows)).to_pylist()
    first: dict[tuple[int, str, int], int] = {}
    for row, anchor in sorted(zip(rows.tolist(), anchors, strict=True), key=lambda one: int(known[one[0]])):
        first.setdefault((int(place[row]), anchor, int(owed[row])), row)
    shown = {
        (int(place[row]), anchor, int(owed[row]))
        for row, anchor in zip(rows.tolist(), anchors, strict=True) if seen[row]
    }  # fmt: skip
    return sum(bool(late[row]) for key, row in first.items() if key in shown)


def month_ends(first: int, last: int) -> list[int]:
    """The last days of months from one day to before another."""
    month = day_number(date_of(first).replace(day=1))
    ends = []
    while (end := add_months(month, 1) - 1) < last:
        if end >= first:
            ends.append(end)
        month = add_months(month, 1)
    return ends


def states_by_name(states: Mapping[State, int]) -> dict[str, int]:
    """A count for each of the eight states, in their order."""
    return {state.value: states.get(state, 0) for state in State}
