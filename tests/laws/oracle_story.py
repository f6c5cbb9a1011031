"""One subject's story, a day at a time: the sentences of 3.1 that all forms share."""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dutybound.duties.duty import State
from dutybound.duties.limits import Limit
from dutybound.engine.facts import Fact, Kind, Programme
from tests.laws.oracle_days import NEVER, Clock, Run, Said, entry_for, limit_changes, limit_steps, stopped_days


class TimeLeft(NamedTuple):
    """The days that were left when the subject ended, and which days they leave out."""

    days: int
    without: frozenset[str]


@dataclass
class Owed:
    """One duty, in days."""

    anchor: str
    start: int
    known: int
    after_fulfilment: bool = False  # rule 3: then the day of its start does not count
    after_excusal: bool = False
    is_gap: bool = False
    left: TimeLeft | None = None  # for a duty that is owed again, when its subject is reopened
    due: int | None = None
    due_looked_at: bool = False  # until then there is no date that could be moved
    clock: Clock | None = None  # as it stood when the due date was last read
    without: frozenset[str] = frozenset()
    met_on: int | None = None
    met_by: str | None = None  # the tenure that gave cover
    excused: bool = False
    ended_on: int | None = None
    withdrawn: bool = False
    time_left: TimeLeft | None = None
    by_end: bool = False  # settled by the end of the subject, and not owed again since
    unassessable: bool = False

    @property
    def settled_on(self) -> int | None:
        """The day on which it was met or ended."""
        return self.ended_on if self.met_on is None else self.met_on

    @property
    def is_settled(self) -> bool:
        return self.met_on is not None or self.ended_on is not None or self.excused

    @property
    def is_live(self) -> bool:
        return not self.is_settled and not self.withdrawn

    def state(self, today: int) -> State:
        due = NEVER if self.due is None else self.due
        if self.unassessable:
            return State.UNASSESSABLE
        if self.met_on is not None:
            return State.MET if self.met_on <= due else State.MET_LATE
        if self.excused:
            return State.EXCUSED
        if self.ended_on is not None:
            return State.LAPSED if self.ended_on <= due else State.MISSED
        return State.PENDING if today <= due else State.OVERDUE


class Story:
    """One subject's duties under one obligation, as they stand on the day that has been reached."""

    anchors_are: Kind | None = None  # before the first of these is known, nothing is

    def __init__(self, programme: Programme, looking: int, anchor: str | None = None) -> None:
        self.programme, self.looking, self.today, self.anchor = programme, looking, -NEVER, anchor
        self.floor = -NEVER  # the day on which the first anchor became known
        self.record: list[Said] = []
        self.duties: list[Owed] = []
        self.spans: list[list[int]] = []  # first day and last day (NEVER while open) of each span
        self.used: dict[Said, int] = {}  # the openings and ends that took effect, with their rank among kinds

    def go_on(self, record: list[Said], until: int) -> None:
        """The story from where it stands to the evening of a day."""
        mine = [one for one in record if one.fact.kind is not Kind.TRIGGER or one.fact.id == self.anchor]
        anchors = [one.known for one in mine if self.anchors_are in (None, one.fact.kind)]
        if not anchors:
            return
        if self.today == -NEVER:
            self.today, self.floor = min(anchors) - 1, min(anchors)
        for today in range(self.today + 1, until + 1):
            self.morning(today, [one for one in mine if max(one.known, self.floor) == today])
            self.evening()

    # --- a day ---

    def morning(self, today: int, news: list[Said]) -> None:
        """Records that became known today are taken in the order in which they happened."""
        self.today = today
        self.agenda = list(news)
        self.sooner: list[Said] = []
        while self.agenda:
            one = min(self.agenda, key=lambda one: (one not in self.sooner, self.place(one)))
            self.agenda.remove(one)
            if one not in self.record:
                self.record.append(one)
            self.take(one)

    def take(self, one: Said) -> None:
        """What one record does to the duties."""
        raise NotImplementedError

    def take_again(self, records: list[Said]) -> None:
        """What is brought back comes with what brings it back, before the other records of today."""
        fresh = [one for one in records if one not in self.used and one not in self.agenda]
        self.agenda += fresh
        self.sooner += fresh

    def evening(self) -> None:
        """After the records of the day, clocks are read and excusals take effect."""
        for duty in [one for one in self.duties if not one.withdrawn]:
            if duty.is_live:
                self.read_clock(duty, self.record)
                self.excuse(duty)
            elif self.programme.due_from_record and duty.due is None:
                duty.due = self.due_on_record(duty, self.record, first=True)  # learned after it was done

    def place(self, one: Said) -> tuple[int, int, str]:
        return (one.day, self.used.get(one, int(one.fact.kind)), one.fact.id)

    def live(self) -> list[Owed]:
        return [duty for duty in self.duties if duty.is_live]

    def shown(self) -> list[Owed]:
        return [duty for duty in self.duties if not duty.withdrawn]

    # --- spans (rule 5) ---

    def is_open(self) -> bool:
        return bool(self.spans) and self.spans[-1][1] == NEVER

    def opens(self, opening: Said) -> bool:
        """Opening while open does nothing; one that happened before the end of the last span lay within it."""
        if self.is_open() or (self.spans and opening.day < self.spans[-1][1]):
            return False
        self.use(opening)
        self.spans.append([opening.day, NEVER])
        return True

    def ends(self, end: Said) -> bool:
        """Ending while closed does nothing, nor does an end that lies before the span that is open."""
        if not self.is_open() or end.day < self.spans[-1][0]:
            return False
        self.spans[-1][1] = end.day
        self.use(end)
        seeming = [one for one in self.record if one.fact.kind is Kind.OPEN and one.day >= end.day]
        self.take_again(seeming)  # they had seemed to open what was open
        return True

    def use(self, one: Said) -> None:
        """An opening on the day of an end is taken after the end, and a further end of that day after it."""
        before = next(((other, rank) for other, rank in reversed(self.used.items()) if other.day == one.day), None)
        self.used[one] = max(int(one.fact.kind), before[1] + 1 if before else 0)

    def bring_back(self, opening: Said) -> None:
        """For a duty, no fact is known before its anchor is: what happened since the opening is taken now."""
        acts = (Kind.TRIGGER, Kind.FULFIL, Kind.RELEASE)
        since = [one for one in self.record if one.fact.kind in acts and self.place(one) > self.place(opening)]
        closing = [one.place for one in self.used if one.fact.kind is Kind.END and one.day == opening.day]
        after = max([opening.place, *closing[-1:]])  # an opening on the day of an end is taken after that end
        ends = [one for one in self.record if one.fact.kind is Kind.END and one.place > after]
        self.take_again([*since, *ends])

    def end_duties(self, duties: list[Owed], end: Said, by_end: bool) -> None:
        """What arose after the end is closed without successor; what arose before lapses or is missed."""
        for duty in duties:
            if duty.start > end.day:
                duty.withdrawn = True
            else:
                self.read_clock(duty, self.record)
                duty.ended_on, duty.by_end = end.day, by_end
                duty.time_left = self.time_left(duty)

    # --- due dates (rules 1, 7, 8, 12c) ---

    def read_clock(self, duty: Owed, record: list[Said]) -> None:
        """The due date moves only while it has not passed, and never to before the day on which the reason came.

        Facts that were on record when the duty became known count from its start: nothing moves then (case 9).
        """
        if duty.due_looked_at and duty.due is not None and duty.due < self.today:
            return
        due = self.due_now(duty, record)
        if duty.due_looked_at and due is not None and due != duty.due:
            due = max(due, self.today)
            stopped = duty.clock is not None and due == self.today and duty.clock.stands_still(due)
            due = None if stopped else due  # rule 8: while a suspension is open, and it counts on the due day
        duty.due, duty.due_looked_at = due, not self.programme.due_from_record or due is not None

    def due_now(self, duty: Owed, record: list[Said]) -> int | None:
        if self.programme.due_from_record:
            return self.due_on_record(duty, record)
        entry = entry_for(self.programme, duty.start, self.looking)
        changes = limit_changes(record, duty.anchor)
        begins = duty.start if duty.after_excusal else duty.start + 1  # that begins before the records of its day
        steps = limit_steps(changes, entry, begins, duty.known, self.floor) if entry else []
        if entry is None or any(step.limit is None or step.limit.is_elapsed for step in steps):
            duty.unassessable = True
            return None
        duty.clock, duty.without = self.clock_by(record), steps[-1].limit.without
        running = self.first_runs(duty, steps[0].limit, entry.grace)
        for before, step in pairwise(steps):
            then = self.clock_then(record, max(step.recorded, duty.known))
            passed = then.latest(running) < step.recorded <= duty.known  # later ones: read_clock looks to it
            if not passed:
                running = changed(then, duty.start, running, (before.limit, step.limit), step.recorded, entry.grace)
        due = duty.clock.latest(running)
        return None if due >= NEVER else due

    def clock_by(self, record: list[Said]) -> Clock:
        return Clock(self.programme.calendar, stopped_days(record))

    def clock_then(self, record: list[Said], day: int) -> Clock:
        """As it stood when a change of limit became known; a suspension open by then counts as ended then (case 11)."""
        known = [one for one in record if one.known <= day]
        return self.clock_by([*known, *resumptions(known, day)])

    def first_runs(self, duty: Owed, limit: Limit, grace: Limit) -> list[Run]:
        """For a duty that is owed again: the later of the grace and the time that was left, both from the reopening."""
        clock = self.clock_by(self.record)
        if duty.left is None:
            return [clock.run(duty.known if self.programme.form == "each" else duty.start, limit)]
        left, least = Run(duty.start, *duty.left), clock.run(duty.start, grace)
        duty.without = duty.left.without
        return [left, least]

    def due_on_record(self, duty: Owed, record: list[Said], first: bool = False) -> int | None:
        """Rule 11: the due date as last said. An event before the trigger is not the one that the duty waits for."""
        dues = [one for one in record if one.fact.kind is Kind.DUE and one.fact.of in (None, duty.anchor)]
        if self.programme.form == "before":
            dues = [one for one in dues if one.day >= duty.start]
        if first:  # of what was said only after it was done, the first
            return self.programme.calendar.day_of(dues[0].fact.until) if dues else None
        latest = max((one for one in dues if one.known <= duty.known), key=lambda one: one.place, default=None)
        due = latest and self.programme.calendar.day_of(latest.fact.until)
        for one in dues:  # in the order in which they became known
            day = self.programme.calendar.day_of(one.fact.until)
            if due is None:
                due, latest = day, one
            elif one.known <= duty.known:
                continue
            elif one.day >= latest.day and due >= one.known:
                due, latest = max(day, one.known) if day != due else due, one
        return due

    def time_left(self, duty: Owed) -> TimeLeft | None:
        """The days that were left at the end; an open suspension is read as if it had ended with the subject."""
        due = duty.due
        if due is None:
            due = self.due_now(duty, [*self.record, *resumptions(self.record, duty.ended_on)])
        if due is None or duty.clock is None:
            return None
        clock = self.clock_by(self.record) if duty.due is not None else duty.clock
        return TimeLeft(clock.counted(duty.ended_on, due, duty.without), duty.without)

    # --- excusals (rule 9) ---

    def excusal(self, duty: Owed) -> Said | None:
        """The first, as they happened, of those in whose span the due date lies, once it has passed."""
        if duty.due is None or duty.due >= self.today:
            return None
        excusals = [one for one in self.record if one.fact.kind is Kind.EXCUSE]
        over = duty.start if duty.after_excusal else 0  # what begins as a span ends is not excused by it again
        found = [one for one in excusals if one.day <= duty.due <= self.last_day(one) and self.last_day(one) > over]
        return min(found, key=lambda one: one.place, default=None)

    def last_day(self, excusal: Said) -> int:
        return self.programme.calendar.day_of(excusal.fact.until)

    def excuse(self, duty: Owed) -> None:
        if not duty.unassessable and self.excusal(duty):
            duty.excused = True


def resumptions(record: list[Said], day: int) -> list[Said]:
    """What would be on record if every open suspension had ended on a day."""
    ended = {one.fact.of for one in record if one.fact.kind is Kind.RESUME}
    open_ones = [one for one in record if one.fact.kind is Kind.SUSPEND and one.fact.of not in ended]
    return [Said(Fact(Kind.RESUME, one.fact.id, 0, of=one.fact.of), max(day, one.day), day) for one in open_ones]


def changed(
    then: Clock, start: int, running: list[Run], limits: tuple[Limit, Limit], recorded: int, grace: Limit
) -> list[Run]:
    """Rule 7: a shorter limit leaves a grace from when it was recorded; a longer one runs from the start."""
    old, new = limits
    renewed = then.run(start, new)
    if new.length > old.length:
        return [renewed, *running]
    shorter = [renewed, then.run(recorded, grace)]
    return shorter if new.length < old.length and then.latest(shorter) < then.latest(running) else running
