"""The duties of one subject while they are being judged: born, moved, settled, withdrawn, excused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dutybound.duties.duty import FOREVER, Duty
from dutybound.duties.limits import Limit
from dutybound.engine.facts import Entry, Fact, Programme
from dutybound.engine.stopped_clock import Allowance, Clock, StoppedClock, clock_of


@dataclass(frozen=True)
class Notice:
    """Something odd but possible that a fact brought with it; counted and listed beside the duties."""

    what: str  # late entry | done before its trigger | trigger after the end | opening while open | ...
    fact: str
    known: int


@dataclass(frozen=True)
class Course:
    """From `known` on, as then known: whether the obligation holds for the subject, and its clock stands still."""

    known: int
    holds: bool
    is_stopped: bool


@dataclass
class Draft:
    """A duty that may still change. Its clocks all have to run out: the latest is the due date."""

    anchor: str
    trigger: str
    owed_from: int
    owed_recorded: int | None
    born: int  # the moment at which it became known: nothing is late, frozen or superseded within it
    entry: Entry | None = None
    policy: str | None = None
    clocks: tuple[Clock, ...] = ()
    after: bool = False  # begun by a fulfilment: the same instant (or day) does not count again
    counts_from: int = 0  # the earliest moment at which a fulfilment counts
    gap_from: int | None = None  # begun by an excusal, whose span began here
    left: Allowance | None = None  # of its limit, where it is owed again after a reopening
    due: int | None = None
    due_recorded: int | None = None
    met: int | None = None
    met_recorded: int | None = None
    met_by: str | None = None
    ended: int | None = None
    ended_recorded: int | None = None
    excused_recorded: int | None = None
    unassessable: str | None = None
    known_from: int = -1
    known_to: int = FOREVER

    def __post_init__(self) -> None:
        self.known_from = self.born

    def is_frozen(self, now: int) -> bool:
        """The due date has passed: nothing moves it any more (rule 12c)."""
        return self.due is not None and self.due < now


@dataclass
class Ledger:
    """What every form shares: drafts, the rows that they supersede, suspensions and excusals."""

    programme: Programme
    subject: str
    as_of: int
    clock: StoppedClock = field(init=False)
    drafts: list[Draft] = field(default_factory=list)
    live: list[Draft] = field(default_factory=list)
    superseded: list[Duty] = field(default_factory=list)
    excusals: list[Fact] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    course: list["Course"] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.calendar = self.programme.calendar
        self.clock = StoppedClock(self.calendar)

    def goes_on(self, known: int, holds: bool) -> None:
        """Note how things stand after what became known at a moment."""
        stands = Course(known, holds, self.clock.is_stopped)
        if self.course and self.course[-1].known == known:
            self.course[-1] = stands
        elif not self.course or (holds, stands.is_stopped) != (self.course[-1].holds, self.course[-1].is_stopped):
            self.course.append(stands)

    def rows(self) -> list[Duty]:
        return self.superseded + [self.row(draft) for draft in self.drafts]

    def row(self, draft: Draft, known_to: int | None = None) -> Duty:
        return Duty(
            self.programme.standard, self.programme.version, self.subject, draft.anchor, draft.owed_from,
            draft.owed_recorded, draft.due, draft.due_recorded, draft.met, draft.met_recorded, draft.met_by,
            draft.ended, draft.ended_recorded, draft.excused_recorded, draft.unassessable, draft.policy,
            draft.known_from, draft.known_to if known_to is None else known_to,
        )  # fmt: skip

    def born(self, draft: Draft) -> None:
        self.drafts.append(draft)
        if draft.unassessable is None:
            self.live.append(draft)

    def in_force(self, moment: int) -> int:
        """The moment, or when the standard came into force if that is later."""
        return moment if self.programme.valid_from is None else max(moment, self.programme.valid_from)

    def cannot_assess(self, limit: Limit | None, entry: Entry | None) -> str | None:
        """Why a limit cannot be applied, in words, or None."""
        if limit is None and (entry is None or entry.nothing):
            return "no policy was in force when it arose"
        if limit is None:
            return "the record sets no limit that can be read"
        if self.programme.by_day and limit.is_elapsed:
            return "an hour limit cannot be judged on dates"
        return None

    def move_due(self, draft: Draft, due: int | None, policy: str | None, known: int) -> None:
        """The due date is another from `known` on: the row that said otherwise is closed, and a successor opened."""
        if (due, policy) == (draft.due, draft.policy):
            return
        if draft.known_from < known:
            self.superseded.append(self.row(draft, known_to=known))
            draft.known_from = known
        draft.due, draft.policy = due, policy

    def recalculate(self, draft: Draft, policy: str | None, known: int) -> None:
        """Work the due date out again; it never moves to before `known` (rule 12c)."""
        due, suspended = self.clock.runs_out(draft.clocks, known)
        if not suspended and due < known:
            last = draft.clocks[0].allowance
            draft.clocks = (*draft.clocks, Clock(known, Allowance(0, last.elapsed, last.without)))
            due, suspended = self.clock.runs_out(draft.clocks, known)
        self.move_due(draft, None if suspended else due, policy, known)

    def first_due(self, draft: Draft, known: int) -> None:
        due, suspended = self.clock.runs_out(draft.clocks, known)
        draft.due = None if suspended else due

    def suspensions_changed(self, known: int) -> None:
        for draft in self.live:
            if draft.clocks and draft.born == known:
                self.first_due(draft, known)
            elif draft.clocks and not draft.is_frozen(known):
                self.recalculate(draft, draft.policy, known)

    def meet(self, draft: Draft, at: int, recorded: int | None, by: str) -> None:
        draft.met, draft.met_recorded, draft.met_by = at, recorded, by
        self.live.remove(draft)

    def end(self, draft: Draft, at: int, recorded: int | None) -> None:
        draft.ended, draft.ended_recorded = at, recorded
        self.live.remove(draft)

    def withdraw(self, draft: Draft, known: int) -> None:
        """It should not have arisen: closed without successor; if it was never seen, it never was."""
        self.live.remove(draft)
        if draft.known_from < known:
            draft.known_to = known
        else:
            self.drafts.remove(draft)

    def time_left(self, draft: Draft, at: int, known: int) -> Allowance:
        """What of its limit a duty that ends at `at` had left (rule 5)."""
        if not draft.clocks:
            return Allowance(0, elapsed=False)
        allowance, now = draft.clocks[0].allowance, at if draft.due is None else known
        due, _ = self.clock.runs_out(draft.clocks, now)
        if draft.due is not None and draft.is_frozen(known):
            due = draft.due  # what was entered after it had passed moved nothing
        if draft.is_frozen(at) or due <= at:
            return Allowance(0, allowance.elapsed)
        return self.clock.left(allowance, at, due, now)

    def clocks_again(self, entry: Entry, start: int, left: Allowance) -> tuple[Clock, ...]:
        """After reopening: the later of the grace and the time that was left."""
        return (Clock(start, left), clock_of(start, entry.grace, self.calendar))

    def matured(self, before: int) -> Iterable[tuple[int, Draft, Fact]]:
        """Excusals that take effect before a moment, one at a time: at the later of recording and the due date."""
        while self.excusals:
            ripe = [
                (max(draft.due + 1, excusal.known, draft.known_from, draft.due_recorded or 0), draft, excusal)
                for draft in self.live
                if draft.due is not None
                for excusal in self.excusals
                if excusal.happened <= draft.due <= self.last_moment(excusal) and not _begun_by(draft, excusal)
            ]
            if not ripe or (first := min(ripe, key=lambda one: (one[0], one[2].place)))[0] >= before:
                return
            _, draft, excusal = first
            draft.excused_recorded = excusal.happened if excusal.recorded is None else excusal.recorded
            self.live.remove(draft)
            yield first

    def last_moment(self, excusal: Fact) -> int:
        """The last moment of an excusal's span; by day, the end of its last day."""
        until = excusal.happened if excusal.until is None else excusal.until
        return self.calendar.end_of_day(until) if self.programme.by_day else until

    def notice(self, what: str, fact: Fact, known: int) -> None:
        self.notices.append(Notice(what, fact.id, known))


def _begun_by(draft: Draft, excusal: Fact) -> bool:
    """What an excusal's end began is not excused by it again, nor by another that was over by then."""
    ends = excusal.happened if excusal.until is None else excusal.until
    return draft.gap_from is not None and draft.owed_from >= ends
