"""A third opinion: what duties of one subject are seen at the end of a day, told day by day from the sentences of 3.1.

The reference and the columnar engine are two folds of one shape and would share their mistakes. This is not that
shape: for each day looked at, the story is told again from the beginning with what is on record then (so corrections
and restatements need no rule of their own); every day has its morning, when the records that became known that day
are taken, and its evening, when clocks are read. Due dates are counted day by day. Only worlds of whole days.
"""

from typing import NamedTuple

from dutybound.duties.duty import State
from dutybound.engine.facts import Fact, Kind, Programme
from tests.laws.oracle_cover import AtMost, Throughout
from tests.laws.oracle_days import NEVER, Said, in_days
from tests.laws.oracle_story import Owed, Story, TimeLeft


class Seen(NamedTuple):
    """A duty as it looks at the end of a day."""

    anchor: str
    state: str
    due: int | None


class OneOff(Story):
    """`within`, `before`, `each`: what follows from one trigger, its anchor; before that is known, nothing is."""

    anchors_are = Kind.TRIGGER

    def __init__(self, programme: Programme, looking: int, anchor: str | None = None) -> None:
        super().__init__(programme, looking, anchor)
        self.spans = [[-NEVER, NEVER]]
        self.has_begun = False  # whether its first opening is on record, which says since when it is open

    def opens(self, opening: Said) -> bool:
        """The subject is open from the beginning; its first opening is that, unless it comes after an end."""
        is_first, self.has_begun = not self.has_begun, True
        if is_first and self.is_open():
            self.spans[0][0] = opening.day
            self.use(opening)
        return not (is_first and opening.day <= self.spans[0][1]) and super().opens(opening)

    def take(self, one: Said) -> None:
        match one.fact.kind:
            case Kind.TRIGGER if not self.shown():
                self.trigger(one)
            case Kind.FULFIL:
                for duty in self.live():
                    self.fulfil(duty, one)
            case Kind.RELEASE:
                self.end_duties([duty for duty in self.live() if duty.start <= one.day], one, by_end=False)
            case Kind.END if self.ends(one):
                self.end_duties(self.live(), one, by_end=True)
            case Kind.OPEN if self.opens(one):
                self.owe_again(one)
                self.bring_back(one)

    def trigger(self, one: Said) -> None:
        """A trigger after the end owes nothing. What was done before it may count (rule 3)."""
        if not self.is_open() and one.day > self.spans[-1][1]:
            return
        duty = Owed(one.fact.id, one.day, self.today)
        self.duties.append(duty)
        done = [other for other in self.record if other.fact.kind is Kind.FULFIL and other.place < one.place]
        for other in sorted(done, key=lambda other: other.place):
            if duty.is_live:
                self.fulfil(duty, other)

    def fulfil(self, duty: Owed, one: Said) -> None:
        """Rule 3: before the trigger nothing counts, unless the standard says how long before it does."""
        earliest, before = duty.start, self.programme.or_within
        if before is not None:
            earliest = self.programme.calendar.days_back(duty.start, before)
        names = (duty.anchor,) if self.programme.named else (duty.anchor, None)
        if one.day >= earliest and one.fact.of in names:
            self.read_clock(duty, self.record)
            duty.met_on = one.day

    def owe_again(self, opening: Said) -> None:
        """A one-off duty that lapsed or was missed at the end is owed again, anchored at the new span."""
        for duty in [one for one in self.duties if one.by_end]:
            duty.by_end = False
            self.duties.append(Owed(duty.anchor, opening.day, self.today, left=duty.time_left))


class Recurring(Story):
    """`every`: one cycle after the other while a span is open; the next begins when the fulfilment happened."""

    anchors_are = Kind.OPEN
    waiting: Said | None = None  # the excusal after whose span the duty begins again
    left: TimeLeft | None = None

    def take(self, one: Said) -> None:
        match one.fact.kind:
            case Kind.OPEN if self.opens(one):
                self.begin(one.fact.id, one.day, left=self.left)
                self.bring_back(one)
            case Kind.FULFIL if self.counts(one):
                for duty in self.live():
                    self.read_clock(duty, self.record)
                    duty.met_on = one.day
                self.begin(one.fact.id, one.day, after_fulfilment=True)
            case Kind.END if self.ends(one):
                ended = [duty for duty in self.live() if duty.start <= one.day]
                self.end_duties(self.live(), one, by_end=True)
                self.left, self.waiting = ended[0].time_left if ended else None, None

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
    """The same for several moments, in order. The stories are told from the beginning again after each correction."""
    day_of, basis = programme.calendar.day_of, None
    answers, stories = [], list[Story]()
    for looking in map(day_of, moments):
        record, standing = in_days(programme, facts, looking), corrections(programme, facts, looking)
        if standing != basis:
            basis, stories = standing, stories_of(programme, facts, looking)
        for story in stories:
            story.go_on(record, looking)
        shown = [duty for story in stories for duty in story.shown() if duty.start <= looking]
        seen = [Seen(one.anchor, str(one.state(looking)), one.due) for one in shown]
        missing = [one for one in record if one.fact.kind is Kind.UNASSESSABLE]
        seen += [Seen(one.fact.id, str(State.UNASSESSABLE), None) for one in missing]
        answers.append(sorted(seen, key=repr))
    return answers


def stories_of(programme: Programme, facts: list[Fact], looking: int) -> list[Story]:
    """One for each trigger; one for a subject whose duties follow one another."""
    kind = STORIES[programme.form]
    if not issubclass(kind, OneOff):
        return [kind(programme, looking)]
    anchors = sorted({fact.id for fact in facts if fact.kind is Kind.TRIGGER})
    return [kind(programme, looking, anchor) for anchor in anchors]


def corrections(programme: Programme, facts: list[Fact], looking: int) -> tuple[list[Fact], list[int]]:
    """What had been taken off the record by then, and the restatements of policy that were on it."""
    end = programme.calendar.ends_at(looking)
    taken_off = [fact for fact in facts if fact.withdrawn is not None and fact.withdrawn <= end]
    return taken_off, [one.recorded for one in programme.book.entries if one.restates and one.recorded <= end]
