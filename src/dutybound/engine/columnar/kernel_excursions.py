"""Compiled: each gap in cover, and each excursion above a threshold, is a duty (`excursions.py`)."""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_clock import clock_of, resume, suspend
from dutybound.engine.columnar.kernel_ledger import (
    born,
    cannot_assess,
    draft_of,
    end,
    entry_in_force,
    first_due,
    goes_on,
    in_force,
    is_placed,
    matured,
    meet,
    notice,
    suspensions_changed,
    withdraw,
)
from dutybound.engine.columnar.kernel_sweeping import (
    covers,
    find_gaps,
    find_overloads,
    in_span,
    is_load_over,
    is_same,
    still_holds,
)
from dutybound.engine.columnar.shapes import (
    COVER,
    EXCUSE,
    FOREVER,
    LATE_ENTRY,
    NONE,
    NOTHING,
    OPEN,
    RESUME,
    SUSPEND,
    THROUGHOUT,
    TURN,
    UNCOVER,
    Kit,
)
from dutybound.engine.columnar.shapes import END as ENDING


@compiled
def run_excursions(k: Kit) -> None:
    """Take the facts known before `until`, one moment at a time, then let pass what the clock brings by then."""
    s, until = k.s[0], k.s[0].until
    s.clocks = s.live = s.drafts = s.superseded = s.excusals = s.suspensions = s.stops = 0
    s.spanning = s.began = s.over = s.found = s.excused = s.is_spanned = s.waiting = s.spans = 0
    s.turned, s.first_closing = 0, NOTHING
    i = 0
    while i < s.standing:
        known = in_force(k, k.f[k.w[i].standing].known)
        if known >= until:
            break
        pass_until(k, known)
        while i < s.standing and in_force(k, k.f[k.w[i].standing].known) == known:
            take_in(k, k.w[i].standing)
            i += 1
        suspensions_changed(k, known)
        reconcile(k, known)
        goes_on(k, known, still_holds(k))
    pass_until(k, until)


@compiled
def pass_until(k: Kit, before: int) -> None:
    while k.s[0].excusals > 0:
        moment, draft, excusal = matured(k, before)
        if draft == NOTHING:
            return
        excuse(k, draft, excusal)
        reconcile(k, moment)


@compiled
def excuse(k: Kit, draft: int, excusal: int) -> None:
    """An excursion of this anchor and moment is excused by this fact, the last that says so."""
    row = k.rows[draft]
    for i in range(k.s[0].excused):
        if k.w[i].excused_owed == row.owed_from and k.f[k.w[i].excused_anchor].id == k.f[row.anchor].id:
            k.w[i].excused_by = excusal
            return
    one = k.w[k.s[0].excused]
    one.excused_anchor, one.excused_owed, one.excused_by = row.anchor, row.owed_from, excusal
    k.s[0].excused += 1


@compiled
def take_in(k: Kit, fact: int) -> None:
    f = k.f[fact]
    name = f.id if f.of == NONE else f.of
    if f.kind == OPEN or f.kind == ENDING:
        k.w[k.s[0].spanning].spanning = fact
        k.s[0].spanning += 1
        k.s[0].is_spanned = 0
        if f.kind == ENDING and (k.s[0].first_closing == NOTHING or is_placed(k, fact, k.s[0].first_closing)):
            k.s[0].first_closing = fact
    elif f.kind == COVER:
        take_cover(k, fact, name)
    elif f.kind == UNCOVER:
        take_uncover(k, fact, name)
    elif f.kind == SUSPEND:
        suspend(k, name, f.happened)
    elif f.kind == RESUME:
        resume(k, name, f.happened)
    elif f.kind == TURN:
        k.w[k.s[0].turned].turned = fact
        k.s[0].turned += 1
    elif f.kind == EXCUSE:
        k.w[k.s[0].excusals].excusals = fact
        k.s[0].excusals += 1


@compiled
def take_cover(k: Kit, fact: int, name: int) -> None:
    """Tenures stay in the order in which they began; a later version of one takes its place."""
    n = k.s[0].began
    for i in range(n):
        if k.w[i].began_name == name:
            for j in range(i, n - 1):
                move_tenure(k, j + 1, j)
            n -= 1
            break
    k.s[0].began = n + 1
    while n > 0 and is_placed(k, fact, k.w[n - 1].began):
        move_tenure(k, n - 1, n)
        n -= 1
    k.w[n].began_name, k.w[n].began, k.w[n].began_over = name, fact, NOTHING
    for i in range(k.s[0].over):
        if k.w[i].over_name == name:
            k.w[n].began_over = k.w[i].over


@compiled
def take_uncover(k: Kit, fact: int, name: int) -> None:
    """The ends of tenures, whose begins may not be known yet."""
    for i in range(k.s[0].began):
        if k.w[i].began_name == name:
            k.w[i].began_over = fact
    n = k.s[0].over
    for i in range(n):
        if k.w[i].over_name == name:
            for j in range(i, n - 1):
                k.w[j].over_name, k.w[j].over = k.w[j + 1].over_name, k.w[j + 1].over
            n -= 1
            break
    k.s[0].over = n + 1
    while n > 0 and is_placed(k, fact, k.w[n - 1].over):
        k.w[n].over_name, k.w[n].over = k.w[n - 1].over_name, k.w[n - 1].over
        n -= 1
    k.w[n].over_name, k.w[n].over = name, fact


@compiled
def move_tenure(k: Kit, source: int, target: int) -> None:
    one, other = k.w[source], k.w[target]
    other.began_name, other.began, other.began_over = one.began_name, one.began, one.began_over


# --- bringing the ledger into line ---


@compiled
def reconcile(k: Kit, known: int) -> None:
    """A live duty goes on in the excursion that it lies in, however early that is now known to have begun.

    Of an excursion that goes on after it was excused or relieved, that is the last part: the earlier are settled.
    """
    s = k.s[0]
    s.found = 0
    if s.form == THROUGHOUT:
        find_gaps(k)
    else:
        find_overloads(k)
    live = s.live
    for i in range(live):
        k.w[i].snapshot = k.w[i].live
    for i in range(live):
        go_on(k, k.w[i].snapshot, known)
    had, at = s.drafts, 0
    for i in range(s.found):
        if k.w[i].found_anchor == NOTHING:
            continue
        at = known_draft(k, i, at, had)
        if at == had:
            arise(k, i, known)
            at = 0
        else:
            at += 1


@compiled
def go_on(k: Kit, draft: int, known: int) -> None:
    """The last excursion that holds a live duty is its own; it is no longer among those found."""
    owed_from, holding = k.rows[draft].owed_from, NOTHING
    for i in range(k.s[0].found):
        one = k.w[i]
        if one.found_anchor == NOTHING or one.found_begins > owed_from:
            continue
        if is_same(k, draft, one.found_anchor, one.found_begins):
            holding = i
            break
        if one.found_ends == NONE or owed_from < one.found_ends:
            holding = i  # what opens as it ends does not lie in it
    if holding == NOTHING:
        vanish(k, draft, known)
        return
    own = k.w[holding]
    own.found_anchor = NOTHING
    if own.found_ends != NONE:
        settle(k, draft, own.found_by, own.found_ends, known)


@compiled
def known_draft(k: Kit, found: int, at: int, had: int) -> int:
    """Which of the `had` drafts an excursion is, or `had`. Mostly it is the next, `at`."""
    anchor, begins = k.w[found].found_anchor, k.w[found].found_begins
    for i in range(at, had):
        if k.rows[k.w[i].drafts].known_to == FOREVER and is_same(k, k.w[i].drafts, anchor, begins):
            return i
    for i in range(min(at, had)):
        if k.rows[k.w[i].drafts].known_to == FOREVER and is_same(k, k.w[i].drafts, anchor, begins):
            return i
    return had


@compiled
def arise(k: Kit, found: int, known: int) -> None:
    """A new duty, unless it lies in one already settled, or reaches over one: that is a late entry (rule 12b)."""
    one = k.w[found]
    anchor, begins, ends = one.found_anchor, one.found_begins, one.found_ends
    for i in range(k.s[0].drafts):
        row = k.rows[k.w[i].drafts]
        settled = row.ended if row.met == NONE else row.met
        if settled != NONE and (
            (row.owed_from <= begins and begins < settled) or is_load_over(k, k.w[i].drafts, begins, ends)
        ):
            notice(k, LATE_ENTRY, anchor, known)
            return
    draft = draft_of(k, anchor, begins, k.f[anchor].recorded, known)
    row = k.rows[draft]
    row.gap_from = k.f[anchor].happened if k.f[anchor].kind == EXCUSE else NONE
    entry = entry_in_force(k, begins, k.s[0].as_of)
    limit = NOTHING if entry == NOTHING else k.cells[entry * k.s[0].bands].limit
    row.unassessable = cannot_assess(k, limit, entry)
    if row.unassessable == NOTHING:
        row.entry, row.policy = entry, k.entries[entry].label
        row.clock = clock_of(k, begins, limit, NOTHING)
        first_due(k, draft, known)
    born(k, draft)
    if one.found_ends != NONE and row.is_live:
        settle(k, draft, one.found_by, one.found_ends, known)


@compiled
def settle(k: Kit, draft: int, by: int, at: int, known: int) -> None:
    """Over, from when the last of what it follows from was known."""
    recorded = k.f[by].recorded if k.f[by].known >= known else known
    if k.f[by].kind == ENDING:
        end(k, draft, at, recorded)
    else:
        meet(k, draft, at, recorded, by)


@compiled
def vanish(k: Kit, draft: int, known: int) -> None:
    """As is now known there was none: relieved at its very start, or its subject had ended before it."""
    last, at = NOTHING, k.rows[draft].owed_from
    for i in range(k.s[0].began):
        fact = k.w[i].began
        if k.s[0].form == THROUGHOUT and not covers(k, i, at):
            continue  # cover is relieved by cover that is there
        if k.f[fact].known == known and (last == NOTHING or is_placed(k, last, fact)):
            last = fact
    for i in range(k.s[0].over if k.s[0].form != THROUGHOUT else 0):
        fact = k.w[i].over
        if k.f[fact].known == known and (last == NOTHING or is_placed(k, last, fact)):
            last = fact
    if last != NOTHING and in_span(k, at):
        meet(k, draft, at, known, last)
    else:
        withdraw(k, draft, known)
