"""The oracle for cover and for load: tenures that are looked at day by day."""

from collections.abc import Callable

from dutybound.engine.facts import Kind, Programme
from tests.laws.oracle_days import NEVER, Said, entry_for
from tests.laws.oracle_story import Owed, Story


class Watch(Story):
    """Duties that follow one another: owed from the first bad day, met on the first good one."""

    def __init__(self, programme: Programme, looking: int, anchor: str | None = None) -> None:
        super().__init__(programme, looking, anchor)
        self.until = NEVER
        self.waiting: tuple[Said, int] | None = None  # an excusal, and the start of the duty that it excused
        self.good_since: int | None = None  # the day on which the last duty was met; None while nothing is watched

    def tenures(self) -> list[tuple[Said, int]]:
        """Each tenure on record with the day on which it ended, as far as is known."""
        ends = {one.fact.of: one.day for one in self.record if one.fact.kind is Kind.UNCOVER}
        return [(one, ends.get(one.fact.of, NEVER)) for one in self.record if one.fact.kind is Kind.COVER]

    def first(self, start: int, wanted: Callable[[int], bool]) -> int | None:
        return next((day for day in range(start, min(self.today, self.until) + 1) if wanted(day)), None)

    def follow(self) -> None:
        """From where the story stands to today, as cover is now known; what is settled stays."""
        while True:
            for duty in self.live():
                day = self.first(duty.start, self.is_good)
                if day is None:
                    return
                self.read_clock(duty, self.record)
                duty.met_on, duty.met_by = day, self.relief(duty, day)
                self.good_since = day
            day = None if self.good_since is None else self.first(self.good_since, lambda day: not self.is_good(day))
            if day is None or day == self.until:  # a gap that opens with the end is none
                return
            if within := self.settled_over(day):
                self.good_since = max(within)  # it is there already
            else:
                self.duties.append(Owed(self.cause(day), day, self.today, is_gap=True))

    def settled_over(self, day: int) -> list[int]:
        """When the duties were settled that were owed on a day."""
        settled = [(duty.start, duty.settled_on) for duty in self.shown() if duty.settled_on is not None]
        return [until for start, until in settled if start <= day < until]

    def evening(self) -> None:
        self.follow()
        super().evening()
        self.begin_again()
        super().evening()

    def relief(self, duty: Owed, day: int) -> str | None:
        """The tenure that gave cover, where it is cover that is owed."""
        return None

    def touches(self, duty: Owed, begins: int, ends: int) -> bool:
        until = NEVER if duty.settled_on is None else duty.settled_on
        return begins <= duty.start < ends or duty.start <= begins < until

    def learn(self, begins: int, ends: int, end: int = NEVER) -> None:
        """A bad stretch learned late: of one that reaches over settled duties only what lies after the last is owed.

        `end` is that of the span which cuts it off. A settled duty is not reopened, and none is there twice.
        """
        touched = [duty for duty in self.shown() if self.touches(duty, begins, ends)]
        settled = [duty.settled_on for duty in touched if duty.settled_on is not None]
        if len(settled) < len(touched):
            return
        begins = max(settled, default=begins)
        if begins >= ends or (self.cause(begins), begins) in [(duty.anchor, duty.start) for duty in touched]:
            return
        duty = Owed(self.cause(begins), begins, self.today)
        self.duties.append(duty)
        self.read_clock(duty, self.record)
        if ends <= self.today and self.is_good(ends):
            duty.met_on, duty.met_by = ends, self.relief(duty, ends)
        elif end <= self.today:
            duty.ended_on = end

    def stretches(self, begins: int, ends: int) -> list[tuple[int, int]]:
        """From when until when it was bad between two days, as known; NEVER where it still is."""
        found, since = [], None
        for day in range(begins, min(self.today + 1, ends)):
            if not self.is_good(day):
                since = day if since is None else since
            elif since is not None:
                found.append((since, day))
                since = None
        return found if since is None else [*found, (since, ends)]

    def excuse(self, duty: Owed) -> None:
        found = None if duty.unassessable else self.excusal(duty)
        if found:
            duty.excused, self.waiting, self.good_since = True, (found, duty.start), None

    def begin_again(self) -> None:
        """Rule 9: at the end of the span of the excusal, or where it became good before that."""
        if not self.waiting:
            return
        excusal, start = self.waiting
        self.good_since = self.first(start, lambda day: self.is_good(day) and day <= self.last_day(excusal))
        if self.good_since is not None:
            self.waiting = None
            self.follow()
        elif self.last_day(excusal) <= self.today:
            self.waiting = None
            self.duties.append(Owed(excusal.fact.id, self.last_day(excusal), self.today, after_excusal=True))


class Throughout(Watch):
    """Cover is owed at the start of a span and after each gap."""

    def morning(self, today: int, news: list[Said]) -> None:
        """Cover is looked at as it is known at the end of a day."""
        self.cut_off: list[Owed] = []  # gaps that an end of today shows to lie after it
        self.record += [one for one in news if one.fact.kind in (Kind.COVER, Kind.UNCOVER)]
        super().morning(today, news)

    def evening(self) -> None:
        """A gap before an end that is learned after it is a duty all the same."""
        super().evening()
        for first, last in self.spans:
            for begins, ends in self.stretches(first, last) if last <= self.today else []:
                self.learn(begins, ends, last)

    def is_good(self, day: int) -> bool:
        return any(one.day <= day < end for one, end in self.tenures())

    def cause(self, day: int) -> str:
        """A gap is known by the tenure that ended last before it; the one that began first where several did.

        Where relief proved to be none, what is owed again is known by the tenure that had seemed to relieve.
        """
        seeming = [duty.met_by for duty in self.shown() if duty.met_on == day and duty.met_by]
        if seeming:
            return seeming[-1]
        ended = [(-end, one.day == end, one.place) for one, end in self.tenures() if end <= day]
        return min(ended)[2][2]

    def take(self, one: Said) -> None:
        match one.fact.kind:
            case Kind.OPEN if self.opens(one):
                self.owe(one)
                self.bring_back(one)
            case Kind.END:
                self.until = one.day  # nothing that happened after it counts
                self.follow()
                self.until = NEVER
                if self.ends(one):
                    self.cut_off = [duty for duty in self.live() if duty.start >= one.day and duty.is_gap]
                    for gap in self.cut_off:
                        gap.withdrawn = True
                    self.end_duties(self.live(), one, by_end=True)
                    self.good_since = self.waiting = None

    def relief(self, duty: Owed, day: int) -> str | None:
        """The first that began of those that last beyond the start; what was there at the start is what came today."""
        lasting = [(one, end) for one, end in self.tenures() if one.day < end and duty.start < end]
        new = [one for one, end in lasting if one.day <= day and one.known == self.today]
        if duty.is_gap and day == duty.start:
            return max((one.place for one in new), default=(0, 0, None))[2]
        return min(one.place for one, _ in lasting)[2]

    def owe(self, opening: Said) -> None:
        """Cover at the start, unless this turns out to lie in what was owed, and settled, already."""
        going_on = [gap for gap in self.cut_off if gap.start == opening.day]
        if going_on:
            going_on[0].withdrawn = False  # it had seemed to open within a span, and opens with the next
        elif within := self.settled_over(opening.day):
            self.good_since = max(within)
        else:
            self.duties.append(Owed(opening.fact.id, opening.day, self.today))


class AtMost(Watch):
    """A holder's load may not exceed a threshold; an excursion is known by the tenure that brought it about."""

    def take(self, one: Said) -> None:
        """Every evening the load is looked at as it is then known, from the first tenure on."""

    def follow(self) -> None:
        """Each stretch of too high a load is one duty; of one that reaches over duties what lies after the last."""
        for duty in self.live():
            day = self.first(duty.start, self.is_good)
            if day is not None:
                self.read_clock(duty, self.record)
                duty.met_on = day
        first = min((one.day for one, _ in self.tenures()), default=self.today)
        for begins, ends in self.stretches(first, NEVER):
            self.learn(begins, ends)

    def load(self, day: int) -> float:
        return sum(one.fact.weight for one, end in self.tenures() if one.day <= day < end)

    def is_good(self, day: int) -> bool:
        entry = entry_for(self.programme, day, self.looking)
        return entry is None or entry.threshold is None or self.load(day) <= entry.threshold

    def cause(self, day: int) -> str:
        return max(one.place for one, end in self.tenures() if one.day <= day < end)[2]
