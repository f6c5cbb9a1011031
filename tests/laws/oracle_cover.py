"""The oracle for cover and for load: tenures that are looked at day by day."""

from collections.abc import Callable

from dutybound.engine.facts import Kind, Programme
from tests.laws.oracle_days import NEVER, Said, entry_for
from tests.laws.oracle_story import Owed, Story


class Watch(Story):
    """Duties that follow one another: owed from the first bad day, met on the first good one."""

    def __init__(self, programme: Programme, looking: int) -> None:
        super().__init__(programme, looking)
        self.until = NEVER
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
                self.read_clock(duty)
                duty.met_on = self.good_since = day
            day = None if self.good_since is None else self.first(self.good_since, lambda day: not self.is_good(day))
            if day is None:
                return
            self.owe(Owed(self.cause(day), day, self.today))

    def evening(self) -> None:
        self.follow()
        super().evening()


class Throughout(Watch):
    """Cover is owed at the start of a span and after each gap."""

    def is_good(self, day: int) -> bool:
        return any(one.day <= day < end for one, end in self.tenures())

    def cause(self, day: int) -> str:
        """A gap is known by the tenure that ended last before it; one that began that day too covered nothing."""
        ended = [(end, one.day < end, one.fact.id) for one, end in self.tenures() if end <= day]
        return min(name for *last, name in ended if tuple(last) == max(ended)[:2])

    def take(self, one: Said, _: str | None) -> None:
        match one.fact.kind:
            case Kind.OPEN if self.opens(one):
                self.owe(Owed(one.fact.id, one.day, self.today))
                self.bring_back(one)
            case Kind.END:
                self.until = one.day  # nothing that happened after it counts
                self.follow()
                self.until = NEVER
                if self.ends(one):
                    self.end_duties(self.live(), one.day, by_end=True)
                    self.good_since = None


class AtMost(Watch):
    """A holder's load may not exceed a threshold; an excursion is known by the tenure that brought it about."""

    def take(self, one: Said, _: str | None) -> None:
        """From the first tenure on, there is a load to watch."""
        if one.fact.kind is Kind.COVER and not self.duties:
            self.good_since = min(day for day in (one.day, self.good_since) if day is not None)

    def load(self, day: int) -> float:
        return sum(one.fact.weight for one, end in self.tenures() if one.day <= day < end)

    def is_good(self, day: int) -> bool:
        entry = entry_for(self.programme, day, self.looking)
        return entry is None or entry.threshold is None or self.load(day) <= entry.threshold

    def cause(self, day: int) -> str:
        return max(one.place for one, end in self.tenures() if one.day <= day < end)[2]
