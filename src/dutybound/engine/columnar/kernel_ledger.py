"""Compiled: the duties of one subject, born, moved, settled, withdrawn, excused (`ledger.py`)."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: SIM110  (any() of a generator is slow when compiled)

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_clock import clock_of, end_of_day, fail, left_of, new_clock, runs_out
from dutybound.engine.columnar.shapes import (
    DONE,
    ENDLESS,
    FOREVER,
    HOURS_ON_DATES,
    NO_LIMIT,
    NO_POLICY,
    NONE,
    NOTHING,
    SCRATCH_FULL,
    Kit,
)

#: So many more rows than facts are a rule that never ends, not a long history.
TOO_MANY = 1 << 16


@compiled
def notice(k: Kit, what: int, fact: int, known: int) -> None:
    n = k.s[0].notices
    if n >= k.s[0].room:
        fail(k, SCRATCH_FULL, NOTHING)
        return
    k.w[n].notice, k.w[n].notice_fact, k.w[n].notice_known = what, fact, known
    k.s[0].notices = n + 1


@compiled
def goes_on(k: Kit, known: int, holds: bool) -> None:
    """Note how things stand after what became known at a moment."""
    s, n, stops = k.s[0], k.s[0].courses, has_stopped(k)
    if n >= s.room:
        fail(k, SCRATCH_FULL, NOTHING)
        return
    if n > s.first_course:
        last = k.w[n - 1]
        if last.course_known == known:
            n -= 1
        elif (last.course_holds != 0) == holds and (last.course_stopped != 0) == stops:
            return
    stands = k.w[n]
    stands.course_known, stands.course_holds, stands.course_stopped = known, int(holds), int(stops)
    s.courses = n + 1


@compiled
def has_stopped(k: Kit) -> bool:
    """Whether a suspension is open as known."""
    for i in range(k.s[0].suspensions):
        if k.w[i].suspended != NONE and k.w[i].resumed == NONE:
            return True
    return False


@compiled
def new_row(k: Kit) -> int:
    n: int = k.s[0].rows
    if n >= k.s[0].room:
        fail(k, SCRATCH_FULL if n < TOO_MANY + 64 * k.s[0].facts else ENDLESS, NOTHING)
        return 0
    k.s[0].rows = n + 1
    return n


@compiled
def draft_of(k: Kit, anchor: int, owed_from: int, recorded: int, known: int) -> int:
    """A duty that may still change, with nothing settled yet."""
    i = new_row(k)
    row = k.rows[i]
    row.anchor = row.trigger = anchor
    row.owed_from, row.owed_recorded, row.known_from, row.known_to = owed_from, recorded, known, FOREVER
    row.due = row.due_recorded = row.met = row.met_recorded = row.ended = row.ended_recorded = NONE
    row.excused = row.gap_from = NONE
    row.met_by = row.unassessable = row.policy = row.entry = row.clock = NOTHING
    row.born = known
    row.after = row.is_live = row.counts_from = row.has_left = 0
    return i


@compiled
def born(k: Kit, draft: int) -> None:
    k.w[k.s[0].drafts].drafts = draft
    k.s[0].drafts += 1
    if k.rows[draft].unassessable == NOTHING:
        k.w[k.s[0].live].live = draft
        k.s[0].live += 1
        k.rows[draft].is_live = 1


@compiled
def copy_row(k: Kit, source: int, target: int) -> None:
    """The columns of a row, without what only a draft needs."""
    one, other = k.rows[source], k.rows[target]
    other.anchor, other.owed_from, other.owed_recorded = one.anchor, one.owed_from, one.owed_recorded
    other.due, other.due_recorded = one.due, one.due_recorded
    other.met, other.met_recorded, other.met_by = one.met, one.met_recorded, one.met_by
    other.ended, other.ended_recorded, other.excused = one.ended, one.ended_recorded, one.excused
    other.unassessable, other.policy = one.unassessable, one.policy
    other.known_from, other.known_to = one.known_from, one.known_to


@compiled
def is_frozen(k: Kit, draft: int, now: int) -> bool:
    """The due date has passed: nothing moves it any more (rule 12c)."""
    due = k.rows[draft].due
    return due != NONE and due < now


@compiled
def in_force(k: Kit, moment: int) -> int:
    """The moment, or when the standard came into force if that is later. (`NONE` is the least of all numbers.)"""
    return max(moment, k.s[0].valid_from)


@compiled
def entry_in_force(k: Kit, moment: int, as_of: int) -> int:
    """The entry in force at `moment` and then on record; a restatement counts back once it is recorded itself."""
    best, best_restating, best_starts = NOTHING, False, NONE
    for i in range(k.s[0].first_entry, k.s[0].last_entry):
        entry = k.entries[i]
        restating, starts = counts_from(k, i, as_of)
        if starts > moment or moment >= entry.until or (best != NOTHING and restating < best_restating):
            continue
        if best == NOTHING or restating > best_restating or entry.starts >= best_starts:
            best, best_restating, best_starts = i, restating, entry.starts
    return best


@compiled
def counts_from(k: Kit, entry: int, as_of: int) -> tuple[bool, int]:
    """Whether it is a restatement on record by `as_of`; and from when it counts, which then is before that."""
    one = k.entries[entry]
    restating = one.restates != 0 and one.recorded <= as_of
    return restating, one.starts if restating else max(one.starts, one.recorded)


@compiled
def cannot_assess(k: Kit, limit: int, entry: int) -> int:
    """Why a limit cannot be applied, or `NOTHING`."""
    if limit == NOTHING:
        return NO_POLICY if entry == NOTHING or k.entries[entry].nothing else NO_LIMIT
    return HOURS_ON_DATES if k.s[0].by_day and k.limits[limit].elapsed else NOTHING


@compiled
def move_due(k: Kit, draft: int, due: int, policy: int, known: int) -> None:
    """The due date is another from `known` on: the row that said otherwise is closed, and a successor opened."""
    row = k.rows[draft]
    if row.due == due and row.policy == policy:
        return
    if row.known_from < known:
        i = new_row(k)
        copy_row(k, draft, i)
        k.rows[i].known_to = known
        k.w[k.s[0].superseded].superseded = i
        k.s[0].superseded += 1
        row.known_from = known
    row.due, row.policy = due, policy


@compiled
def recalculate(k: Kit, draft: int, policy: int, known: int) -> None:
    """Work the due date out again; it never moves to before `known` (rule 12c)."""
    first = k.rows[draft].clock
    due, suspended = runs_out(k, first, known)
    if not suspended and due < known:
        one = k.w[first]
        one.clock_next = new_clock(k, known, 0, one.clock_elapsed, one.clock_without, one.clock_next)
        due, suspended = runs_out(k, first, known)
    move_due(k, draft, NONE if suspended else due, policy, known)


@compiled
def first_due(k: Kit, draft: int, known: int) -> None:
    due, suspended = runs_out(k, k.rows[draft].clock, known)
    k.rows[draft].due = NONE if suspended else due


@compiled
def suspensions_changed(k: Kit, known: int) -> None:
    for i in range(k.s[0].live):
        draft = k.w[i].live
        if k.rows[draft].clock == NOTHING:
            continue
        if k.rows[draft].born == known:
            first_due(k, draft, known)
        elif not is_frozen(k, draft, known):
            recalculate(k, draft, k.rows[draft].policy, known)


@compiled
def no_longer_live(k: Kit, draft: int) -> None:
    last = k.s[0].live - 1
    i = last
    while i > 0 and k.w[i].live != draft:
        i -= 1
    for j in range(i, last):
        k.w[j].live = k.w[j + 1].live
    k.s[0].live = last
    k.rows[draft].is_live = 0


@compiled
def meet(k: Kit, draft: int, at: int, recorded: int, by: int) -> None:
    row = k.rows[draft]
    row.met, row.met_recorded, row.met_by = at, recorded, by
    no_longer_live(k, draft)


@compiled
def end(k: Kit, draft: int, at: int, recorded: int) -> None:
    k.rows[draft].ended, k.rows[draft].ended_recorded = at, recorded
    no_longer_live(k, draft)


@compiled
def withdraw(k: Kit, draft: int, known: int) -> None:
    """It should not have arisen: closed without successor; if it was never seen, it never was."""
    no_longer_live(k, draft)
    if k.rows[draft].known_from < known:
        k.rows[draft].known_to = known
        return
    no_longer_there(k, draft)


@compiled
def no_longer_there(k: Kit, draft: int) -> None:
    last = k.s[0].drafts - 1
    i = last
    while i > 0 and k.w[i].drafts != draft:
        i -= 1
    for j in range(i, last):
        k.w[j].drafts = k.w[j + 1].drafts
    k.s[0].drafts = last


@compiled
def time_left(k: Kit, draft: int, at: int, known: int) -> None:
    """What of its limit a duty that ends at `at` had left (rule 5), into the state."""
    s, clock = k.s[0], k.rows[draft].clock
    s.has_left, s.left_amount, s.left_elapsed, s.left_without = 1, 0, 0, 0
    if clock == NOTHING:
        return
    s.left_elapsed = k.w[clock].clock_elapsed
    now = at if k.rows[draft].due == NONE else known
    due, _ = runs_out(k, clock, now)
    if is_frozen(k, draft, known):
        due = k.rows[draft].due  # what was entered after it had passed moved nothing
    if is_frozen(k, draft, at) or due <= at:
        return
    s.left_amount, s.left_without = left_of(k, clock, at, due, now), k.w[clock].clock_without


@compiled
def clocks_again(k: Kit, entry: int, start: int, amount: int, elapsed: int, without: int) -> int:
    """After reopening: the later of the grace and the time that was left."""
    return new_clock(k, start, amount, elapsed, without, clock_of(k, start, k.entries[entry].grace, NOTHING))


@compiled
def matured(k: Kit, before: int) -> tuple[int, int, int]:
    """The next excusal that takes effect before a moment: when, on which duty, by which fact; or no duty.

    It takes effect at the later of being recorded and the due date. What follows from it may be excused in its turn,
    so this is asked again until there is nothing more.
    """
    first, by_draft, by_excusal = NONE, NOTHING, NOTHING
    if k.s[0].excusals == 0 or k.s[0].error != DONE:
        return first, by_draft, by_excusal
    for i in range(k.s[0].live):
        row = k.rows[k.w[i].live]
        if row.due == NONE:
            continue
        for j in range(k.s[0].excusals):
            excusal = k.w[j].excusals
            if k.f[excusal].happened > row.due or row.due > last_moment(k, excusal):
                continue
            if row.gap_from != NONE and row.owed_from >= until_of(k, excusal):
                continue  # what an excusal's end began is not excused by it again, nor by one that was over by then
            learned = 0 if row.due_recorded == NONE else row.due_recorded
            moment = max(row.due + 1, k.f[excusal].known, row.known_from, learned)
            if by_draft == NOTHING or moment < first or (moment == first and is_placed(k, excusal, by_excusal)):
                first, by_draft, by_excusal = moment, k.w[i].live, excusal
    if by_draft == NOTHING or first >= before:
        return NONE, NOTHING, NOTHING
    fact = k.f[by_excusal]
    k.rows[by_draft].excused = fact.happened if fact.recorded == NONE else fact.recorded
    no_longer_live(k, by_draft)
    return first, by_draft, by_excusal


@compiled
def is_placed(k: Kit, one: int, other: int) -> bool:
    """Whether a fact lies before another in the order in which things happened."""
    a, b = k.f[one], k.f[other]
    if a.happened != b.happened:
        return a.happened < b.happened
    if a.kind != b.kind:
        return a.kind < b.kind
    return a.id < b.id


@compiled
def until_of(k: Kit, excusal: int) -> int:
    """When the span of an excusal ends; one without an end is a moment."""
    fact = k.f[excusal]
    return fact.happened if fact.until == NONE else fact.until


@compiled
def last_moment(k: Kit, excusal: int) -> int:
    """The last moment of an excusal's span; by day, the end of its last day."""
    return end_of_day(k, until_of(k, excusal)) if k.s[0].by_day else until_of(k, excusal)
