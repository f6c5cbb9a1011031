"""Compiled: local days, and when a limit runs out on a clock that stands still (`calendar.py`, `stopped_clock.py`)."""

# mypy: disable-error-code="no-any-return"

from dutybound.duties.calendar import FIRST_DAY, LAST_DAY
from dutybound.duties.limits import DAY
from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.shapes import DONE, NONE, NOTHING, OUTSIDE, SCRATCH_FULL, Kit

DAYS = LAST_DAY - FIRST_DAY + 1


@compiled
def fail(k: Kit, error: int, culprit: int) -> None:
    """Remember what went wrong first; the subject is given up when it has been walked through."""
    if k.s[0].error == DONE:
        k.s[0].error, k.s[0].culprit = error, culprit


# --- local days ---


@compiled
def day_of(k: Kit, instant: int) -> int:
    day = instant // DAY
    if day < FIRST_DAY or day > LAST_DAY:
        fail(k, OUTSIDE, instant)
        return 0
    if instant < k.starts[day]:
        day -= 1
    elif instant >= k.starts[day + 1]:
        day += 1
    if day < FIRST_DAY:
        fail(k, OUTSIDE, instant)
        return 0
    return day


@compiled
def starts_at(k: Kit, day: int) -> int:
    if day < FIRST_DAY or day > LAST_DAY + 1:
        fail(k, OUTSIDE, day * DAY)
        return 0
    return k.starts[day]


@compiled
def ends_at(k: Kit, day: int) -> int:
    """The last microsecond of a local day."""
    return starts_at(k, day + 1) - 1


@compiled
def end_of_day(k: Kit, instant: int) -> int:
    return ends_at(k, day_of(k, instant))


@compiled
def add_months(k: Kit, day: int, count: int) -> int:
    """The same day of the month `count` months on, or the last day of that month."""
    month = k.days[day].month + count
    if month < 0 or month + 1 >= DAYS or k.days[month + 1].month_begins == NONE:
        fail(k, OUTSIDE, day * DAY)
        return day
    begins = k.days[month].month_begins
    last = k.days[month + 1].month_begins - begins
    return begins + min(k.days[day].day_of_month, last) - 1


@compiled
def day_count(k: Kit, day: int, limit: int) -> int:
    """How many counted days a limit in days, weeks or months is, from a given day."""
    amount = k.limits[limit].amount
    if k.limits[limit].is_months:
        return add_months(k, day, amount) - day
    return amount


@compiled
def is_left_out(k: Kit, day: int, without: int) -> bool:
    if day > LAST_DAY:
        fail(k, OUTSIDE, day * DAY)
        return False
    return k.days[without * DAYS + day].is_left_out != 0


@compiled
def counted_day(k: Kit, number: int, without: int) -> int:
    """The counted day of that number."""
    if number < 0 or number >= DAYS or k.days[without * DAYS + number].counted == NONE:
        fail(k, OUTSIDE, NONE)
        return 0
    return k.days[without * DAYS + number].counted


@compiled
def add_days(k: Kit, day: int, count: int, without: int) -> int:
    """The day on which `count` counted days after `day` have passed: two look-ups."""
    if without == 0 or count == 0:
        return day + count
    return counted_day(k, k.days[without * DAYS + day].rank + count - 1, without)


@compiled
def days_back(k: Kit, day: int, limit: int) -> int:
    """The day that lies a limit in days, weeks or months before another."""
    one = k.limits[limit]
    if one.is_months:
        return add_months(k, day, -one.amount)
    if one.without == 0 or one.amount == 0:
        return day - one.amount
    at = one.without * DAYS + day
    return counted_day(k, k.days[at].rank - (1 - k.days[at].is_left_out) - one.amount, one.without)


# --- suspensions ---


@compiled
def suspend(k: Kit, name: int, at: int) -> None:
    resumed = _forget(k, name)
    _insert(k, name, at, resumed)


@compiled
def resume(k: Kit, name: int, at: int) -> None:
    for i in range(k.s[0].suspensions):
        if k.w[i].suspension == name:
            k.w[i].resumed = at
            return
    _insert(k, name, NONE, at)


@compiled
def _forget(k: Kit, name: int) -> int:
    """Takes a suspension of this name out of the list; when it was resumed, as far as known."""
    for i in range(k.s[0].suspensions):
        if k.w[i].suspension == name:
            resumed: int = k.w[i].resumed
            for j in range(i, k.s[0].suspensions - 1):
                k.w[j].suspension = k.w[j + 1].suspension
                k.w[j].suspended = k.w[j + 1].suspended
                k.w[j].resumed = k.w[j + 1].resumed
            k.s[0].suspensions -= 1
            return resumed
    return NONE


@compiled
def _insert(k: Kit, name: int, suspended: int, resumed: int) -> None:
    """Keeps them in the order in which they began, so that merging them is one walk."""
    i = k.s[0].suspensions
    while i > 0 and k.w[i - 1].suspended > suspended:
        k.w[i].suspension = k.w[i - 1].suspension
        k.w[i].suspended = k.w[i - 1].suspended
        k.w[i].resumed = k.w[i - 1].resumed
        i -= 1
    k.w[i].suspension, k.w[i].suspended, k.w[i].resumed = name, suspended, resumed
    k.s[0].suspensions += 1


@compiled
def merge_stops(k: Kit, now: int) -> None:
    """The stretches in which the clock stands still; an open suspension counts as if it ended `now`."""
    n = 0
    for i in range(k.s[0].suspensions):
        begins, ends = k.w[i].suspended, k.w[i].resumed
        if begins == NONE:
            continue
        if ends == NONE:
            ends = max(now, begins)
        if begins >= ends:
            continue
        if n > 0 and begins <= k.w[n - 1].stop_ends:
            k.w[n - 1].stop_ends = max(k.w[n - 1].stop_ends, ends)
        else:
            k.w[n].stop_begins, k.w[n].stop_ends = begins, ends
            n += 1
    k.s[0].stops = n


@compiled
def overlap(k: Kit, begins: int, ends: int) -> int:
    """How much of a stretch the clock stands still."""
    total = 0
    for i in range(k.s[0].stops):
        if k.w[i].stop_begins >= ends:
            break
        total += max(0, min(ends, k.w[i].stop_ends) - max(begins, k.w[i].stop_begins))
    return total


@compiled
def is_stopped(k: Kit, day: int) -> bool:
    """Whether suspensions cover a local day for at least half of it."""
    begins, ends = starts_at(k, day), starts_at(k, day + 1)
    return 2 * overlap(k, begins, ends) >= ends - begins


# --- clocks ---


@compiled
def new_clock(k: Kit, start: int, amount: int, elapsed: int, without: int, then: int) -> int:
    """A clock, followed by `then` in the chain of those that a duty has."""
    i: int = k.s[0].clocks
    if i >= k.s[0].room:
        fail(k, SCRATCH_FULL, NOTHING)
        return 0
    clock = k.w[i]
    clock.clock_start, clock.clock_amount = start, amount
    clock.clock_elapsed, clock.clock_without, clock.clock_next = elapsed, without, then
    k.s[0].clocks = i + 1
    return i


@compiled
def clock_of(k: Kit, start: int, limit: int, then: int) -> int:
    """The clock of a limit. Months become the number of days that they are from here."""
    one = k.limits[limit]
    if one.elapsed:
        return new_clock(k, start, one.amount, 1, one.without, then)
    days = day_count(k, day_of(k, start), limit) if one.is_months else one.amount
    return new_clock(k, start, days, 0, one.without, then)


@compiled
def runs_out(k: Kit, clock: int, now: int) -> tuple[int, bool]:
    """When the last of these clocks runs out, and whether an open suspension is in the way of knowing."""
    if k.s[0].suspensions:
        merge_stops(k, now)
    else:
        k.s[0].stops = 0
    due = run(k, clock)
    clock = k.w[clock].clock_next
    while clock != NOTHING and k.s[0].error == DONE:
        due = max(due, run(k, clock))
        clock = k.w[clock].clock_next
    for i in range(k.s[0].suspensions):
        if k.w[i].suspended != NONE and k.w[i].resumed == NONE and k.w[i].suspended <= due:
            return due, True
    return due, False


@compiled
def run(k: Kit, clock: int) -> int:
    one = k.w[clock]
    return ran_out(k, one.clock_start, one.clock_amount, one.clock_elapsed != 0, one.clock_without)


@compiled
def ran_out(k: Kit, start: int, amount: int, elapsed: bool, without: int) -> int:
    """When so much has passed from `start`, leaving out days as told and the stretches in which the clock stands."""
    stops = k.s[0].stops
    if elapsed:
        if without == 0 and stops == 0:
            return start + amount
        return _run_elapsed(k, start, amount, without)
    day = day_of(k, start)
    if stops == 0 or k.w[stops - 1].stop_ends <= start:
        return ends_at(k, add_days(k, day, amount, without))
    return ends_at(k, _run_days(k, day, amount, without))


@compiled
def _run_days(k: Kit, day: int, left: int, without: int) -> int:
    while left and k.s[0].error == DONE:
        day += 1
        if not is_left_out(k, day, without) and not is_stopped(k, day):
            left -= 1
    while is_stopped(k, day) and k.s[0].error == DONE:
        day += 1
    return day


@compiled
def _run_elapsed(k: Kit, at: int, left: int, without: int) -> int:
    day = day_of(k, at)
    while k.s[0].error == DONE:
        begins, ends = max(at, starts_at(k, day)), starts_at(k, day + 1)
        if not is_left_out(k, day, without):
            for i in range(k.s[0].stops):
                if k.w[i].stop_ends <= begins or k.w[i].stop_begins >= ends:
                    continue
                if k.w[i].stop_begins > begins:
                    if left <= k.w[i].stop_begins - begins:
                        return begins + left
                    left -= k.w[i].stop_begins - begins
                begins = max(begins, k.w[i].stop_ends)
            if begins < ends:
                if left <= ends - begins:
                    return begins + left
                left -= ends - begins
        day += 1
    return at


@compiled
def left_of(k: Kit, clock: int, at: int, due: int, now: int) -> int:
    """What of the allowance of a clock is left at `at` when it runs out at `due`, in the same kind of time."""
    merge_stops(k, now)
    without, total = k.w[clock].clock_without, 0
    if not k.w[clock].clock_elapsed:
        for day in range(day_of(k, at) + 1, day_of(k, due) + 1):
            if not is_left_out(k, day, without) and not is_stopped(k, day):
                total += 1
        return total
    for day in range(day_of(k, at), day_of(k, due) + 1):
        begins, ends = max(at, starts_at(k, day)), min(due, starts_at(k, day + 1))
        if begins < ends and not is_left_out(k, day, without):
            total += ends - begins - overlap(k, begins, ends)
    return total
