"""When a limit runs out, on a clock that stands still while the subject is suspended (rules 1 and 8)."""

from collections.abc import Iterable
from dataclasses import dataclass

from dutybound.base.intervals import Interval, merged, overlap, subtracted
from dutybound.duties.calendar import Calendar
from dutybound.duties.limits import Limit


@dataclass(frozen=True)
class Allowance:
    """So much running time: whole counted days, or microseconds of elapsed time."""

    amount: int
    elapsed: bool
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Clock:
    """An allowance that runs from a moment."""

    start: int
    allowance: Allowance


def clock_of(start: int, limit: Limit, calendar: Calendar) -> Clock:
    """The clock of a limit. Months become the number of days that they are from here."""
    if limit.is_elapsed:
        return Clock(start, Allowance(limit.microseconds, True, limit.without))
    return Clock(start, Allowance(calendar.day_count(calendar.day_of(start), limit), False, limit.without))


class StoppedClock:
    """The suspensions of one subject as known so far, and what they do to clocks."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._began: dict[str, int] = {}
        self._ended: dict[str, int] = {}

    def suspend(self, name: str, at: int) -> None:
        self._began[name] = at

    def resume(self, name: str, at: int) -> None:
        self._ended[name] = at

    @property
    def is_stopped(self) -> bool:
        """Whether a suspension is open as known."""
        return any(name not in self._ended for name in self._began)

    def runs_out(self, clocks: Iterable[Clock], now: int) -> tuple[int, bool]:
        """When the last of `clocks` runs out, and whether an open suspension is in the way of knowing.

        An open suspension counts as if it ended `now`.
        """
        stops = merged((began, self._ended.get(name, max(now, began))) for name, began in self._began.items())
        due = max(self._run(clock, stops) for clock in clocks)
        is_open = any(began <= due for name, began in self._began.items() if name not in self._ended)
        return due, is_open

    def left(self, allowance: Allowance, at: int, due: int, now: int) -> Allowance:
        """What of an allowance is left at `at` when it runs out at `due`, in the same kind of time."""
        stops = merged((began, self._ended.get(name, max(now, began))) for name, began in self._began.items())
        calendar, without = self.calendar, allowance.without
        if not allowance.elapsed:
            ahead = range(calendar.day_of(at) + 1, calendar.day_of(due) + 1)
            counted = [day for day in ahead if not calendar.is_left_out(day, without) and not self._stopped(day, stops)]
            return Allowance(len(counted), False, without)
        days = range(calendar.day_of(at), calendar.day_of(due) + 1)
        left_out = [self._day(day) for day in days if calendar.is_left_out(day, without)]
        running = subtracted([(at, due)], [*stops, *left_out]) if at < due else []
        return Allowance(sum(end - begin for begin, end in running), True, without)

    def _run(self, clock: Clock, stops: list[Interval]) -> int:
        if clock.allowance.elapsed:
            return self._run_elapsed(clock, stops)
        return self.calendar.ends_at(self._run_days(clock, stops))

    def _run_days(self, clock: Clock, stops: list[Interval]) -> int:
        day, left, without = self.calendar.day_of(clock.start), clock.allowance.amount, clock.allowance.without
        if not stops or stops[-1][1] <= clock.start:
            return self.calendar.add_days(day, left, without)
        while left:
            day += 1
            left -= not self.calendar.is_left_out(day, without) and not self._stopped(day, stops)
        while self._stopped(day, stops):
            day += 1
        return day

    def _run_elapsed(self, clock: Clock, stops: list[Interval]) -> int:
        at, left = clock.start, clock.allowance.amount
        if not clock.allowance.without and not stops:
            return at + left
        day = self.calendar.day_of(at)
        while True:
            begins, ends = self._day(day)
            if not self.calendar.is_left_out(day, clock.allowance.without):
                for begin, end in subtracted([(max(at, begins), ends)], stops):
                    if left <= end - begin:
                        return begin + left
                    left -= end - begin
            day += 1

    def _stopped(self, day: int, stops: list[Interval]) -> bool:
        """Whether suspensions cover a local day for at least half of it."""
        begins, ends = self._day(day)
        return 2 * overlap((begins, ends), stops) >= ends - begins

    def _day(self, day: int) -> Interval:
        return self.calendar.starts_at(day), self.calendar.starts_at(day + 1)
