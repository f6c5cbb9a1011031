"""A third opinion: what duties of one subject are seen at the end of a day, told day by day from the sentences of 3.1.

The reference and the columnar engine are two folds of one shape and would share their mistakes. This is not that
shape: for each day looked at, the story is told again from the beginning with what is on record then (so corrections
and restatements need no rule of their own); every day has its morning, when the records that became known that day
are taken, and its evening, when clocks are read. Due dates are counted day by day. Only worlds of whole days.
"""

from typing import NamedTuple

from dutybound.engine.facts import Fact, Kind, Programme
from tests.laws.oracle_cover import AtMost, Throughout
from tests.laws.oracle_days import NEVER, Said, in_days
from tests.laws.oracle_story import Owed, Story, TimeLeft


class Seen(NamedTuple):
    """A duty as it looks at the end of a day."""

    anchor: str
    state: str
    due: int | None
    due_is_open: bool = False  # the rules do not say which facts count for the date of what was settled unseen

    def same_as(self, other: "Seen") -> bool:
        due = self.due_is_open or other.due_is_open or self.due == other.due
        return self[:2] == other[:2] and due


class OneOff(Story):
    """`within`, `before`, `each`: a duty for every trigger, which is its anchor; one fulfilment may meet several."""

    def __init__(self, programme: Programme, looking: int) -> None:
        super().__init__(programme, looking)
        self.spans = [[-NEVER, NEVER]]

    def opens(self, opening: Said) -> bool:
        """The subject is open from the beginning; its first opening says when that was."""
        if self.spans == [[-NEVER, NEVER]]:
            self.spans[0][0] = opening.day
            self.use(opening)
            return False
        return super().opens(opening)

    def take(self, one: Said, anchor: str | None) -> None:
        """`anchor` is that of a duty that became known after the record, for which alone it is taken again."""
        duties = [duty for duty in self.live() if anchor in (None, duty.anchor)]
        match one.fact.kind:
            case Kind.TRIGGER:
                self.trigger(one)
            case Kind.FULFIL:
                for duty in duties:
                    self.fulfil(duty, one)
            case Kind.RELEASE:
                self.end_duties([duty for duty in duties if duty.start <= one.day], one, by_end=False)
            case Kind.END if anchor or self.ends(one):
                self.end_duties(duties, one, by_end=True)
            case Kind.OPEN if anchor:
                self.owe_again(one, anchor)
            case Kind.OPEN if self.opens(one):
                self.owe_again(one, None)
                self.bring_back(one)
            case Kind.UNASSESSABLE:
                self.duties.append(Owed(one.fact.id, one.day, one.known, unassessable=True))

    def trigger(self, one: Said) -> None:
        """A trigger after the end owes nothing. For a duty, no fact is known before its anchor is."""
        held = any(begin <= one.day <= end for begin, end in [(-NEVER, self.spans[0][1]), *self.spans])
        if not held or any((duty.anchor, duty.start) == (one.fact.id, one.day) for duty in self.shown()):
            return
        self.duties.append(Owed(one.fact.id, one.day, self.today))
        acts = [other for other in self.record if other.fact.kind in (Kind.FULFIL, Kind.RELEASE)]
        spans = [other for other in self.used if self.place(other) > self.place(one)]
        self.agenda += [(other, one.fact.id) for other in (*acts, *spans)]

    def fulfil(self, duty: Owed, one: Said) -> None:
        """Rule 3: before the trigger nothing counts, unless the standard says how long before it does."""
        earliest, before = duty.start, self.programme.or_within
        if before is not None:
            earliest = self.programme.calendar.days_back(duty.start, before)
        names = (duty.anchor,) if self.programme.named else (duty.anchor, None)
        if one.day >= earliest and one.fact.of in names:
            self.settle_clock(duty, one)
            duty.met_on = one.day

    def owe_again(self, opening: Said, anchor: str | None) -> None:
        """A one-off duty that lapsed or was missed at the end is owed again, anchored at the new span."""
        for duty in [one for one in self.duties if one.by_end and anchor in (None, one.anchor)]:
            duty.by_end = False
            self.duties.append(Owed(duty.anchor, opening.day, self.today, left=duty.time_left))


class Recurring(Story):
    """`every`: one cycle after the other while a span is open; the next begins when the fulfilment happened."""

    waiting: Said | None = None  # the excusal after whose span the duty begins again
    left: TimeLeft | None = None

    def take(self, one: Said, _: str | None) -> None:
        match one.fact.kind:
            case Kind.OPEN if self.opens(one):
                self.begin(one.fact.id, one.day, left=self.left)
                self.bring_back(one)
            case Kind.FULFIL if self.counts(one):
                for duty in self.live():
                    self.settle_clock(duty, one)
                    duty.met_on = one.day
                self.begin(one.fact.id, one.day, after_fulfilment=True)
            case Kind.END if self.ends(one):
                ended = [duty for duty in self.live() if duty.start <= one.day]
                self.end_duties(self.live(), one, by_end=True)
                self.left, self.waiting = ended[0].time_left if ended else None, None
            case Kind.UNASSESSABLE:
                self.duties.append(Owed(one.fact.id, one.day, one.known, unassessable=True))

    def shown(self) -> list[Owed]:
        """A duty is known by its anchor and start; one that was settled is not there again when a span is retold."""
        told: dict[tuple[str, int], Owed] = {}
        for duty in super().shown():
            if not told.setdefault((duty.anchor, duty.start), duty).is_settled:
                told[duty.anchor, duty.start] = duty
        return list(told.values())

    def begin(self, anchor: str, start: int, after_fulfilment: bool = False, left: TimeLeft | None = None) -> None:
        self.duties.append(Owed(anchor, start, self.today, after_fulfilment, left=left))
        self.waiting = None

    def counts(self, one: Said) -> bool:
        """The day of the start counts for a cycle begun by an opening or an excusal, not by a fulfilment (rule 3)."""
        if self.waiting:
            return self.waiting.day <= one.day <= self.last_day(self.waiting)
        return any(one.day >= duty.start + duty.after_fulfilment for duty in self.live())

    def morning(self, today: int, news: list[Said]) -> None:
        """Rule 9: a duty that is excused begins again on the last day of the span, before the records of that day."""
        self.today = today
        self.begin_again()
        super().morning(today, news)

    def evening(self) -> None:
        super().evening()
        while self.begin_again():
            super().evening()

    def begin_again(self) -> bool:
        if self.waiting is None or self.last_day(self.waiting) > self.today:
            return False
        self.duties.append(Owed(self.waiting.fact.id, self.last_day(self.waiting), self.today, after_excusal=True))
        self.waiting = None
        return True

    def excuse(self, duty: Owed) -> None:
        self.waiting = None if duty.unassessable else self.excusal(duty)
        duty.excused = self.waiting is not None


STORIES: dict[str, type[Story]] = {
    "within": OneOff, "before": OneOff, "each": OneOff, "every": Recurring, "throughout": Throughout, "at_most": AtMost,
}  # fmt: skip


def seen_at(programme: Programme, facts: list[Fact], moment: int) -> list[Seen]:
    """The duties that are seen at the end of the local day of a moment, with their states and due days."""
    return seen_each(programme, facts, [moment])[0]


def seen_each(programme: Programme, facts: list[Fact], moments: list[int]) -> list[list[Seen]]:
    """The same for several moments, in order. The story is told from its beginning again after each correction."""
    day_of, answers, basis, story = programme.calendar.day_of, [], None, None
    for looking in map(day_of, moments):
        standing = corrections(programme, facts, looking)
        if story is None or standing != basis:
            basis, record = standing, in_days(programme, facts, looking)
            story = STORIES[programme.form](programme, looking)
            story.today = min((one.known for one in record), default=looking) - 1
        news = in_days(programme, facts, looking)
        for today in range(story.today + 1, looking + 1):
            story.morning(today, [one for one in news if one.known == today])
            story.evening()
        shown = [one for one in story.shown() if one.start <= looking]
        seen = [Seen(one.anchor, str(one.state(looking)), one.due, one.due_is_open) for one in shown]
        answers.append(sorted(seen, key=repr))
    return answers


def corrections(programme: Programme, facts: list[Fact], looking: int) -> tuple[list[Fact], list[int]]:
    """What had been taken off the record by then, and the restatements of policy that were on it."""
    end = programme.calendar.ends_at(looking)
    taken_off = [fact for fact in facts if fact.withdrawn is not None and fact.withdrawn <= end]
    return taken_off, [one.recorded for one in programme.book.entries if one.restates and one.recorded <= end]
