"""Compiled: what holds, as known: gaps in cover and excursions of the load (`excursions.py`)."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: SIM110  (any() of a generator is slow when compiled)

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_clock import fail
from dutybound.engine.columnar.kernel_ledger import entry_in_force, in_force, is_placed, until_of
from dutybound.engine.columnar.kernel_order import BY_PLACE, put_in_order
from dutybound.engine.columnar.kernel_spans import find_spans
from dutybound.engine.columnar.shapes import NONE, NOTHING, SCRATCH_FULL, THROUGHOUT, Kit


@compiled
def is_same(k: Kit, draft: int, anchor: int, begins: int) -> bool:
    return k.rows[draft].owed_from == begins and k.f[k.rows[draft].anchor].id == k.f[anchor].id


OPEN_END = 1 << 62


@compiled
def find(k: Kit, anchor: int, begins: int, ends: int, by: int) -> None:
    """An excursion, again from where it was excused, or where its relief proved to have been none."""
    first = k.s[0].found
    while not is_found(k, first, anchor, begins):
        if k.s[0].found >= k.s[0].room:
            fail(k, SCRATCH_FULL, NOTHING)
            return
        one = k.w[k.s[0].found]
        one.found_anchor, one.found_begins, one.found_ends, one.found_by = anchor, begins, ends, by
        k.s[0].found += 1
        excusal = excused_by(k, anchor, begins)
        resumes = NONE if excusal == NOTHING else until_of(k, excusal)
        if excusal != NOTHING and (ends == NONE or ends > resumes):
            anchor, begins = excusal, resumes
            continue
        relieved, rest = relieved_by(k, anchor, begins, ends)
        if rest == NOTHING or (ends != NONE and ends <= relieved):
            return
        anchor, begins = rest, relieved


@compiled
def is_found(k: Kit, first: int, anchor: int, begins: int) -> bool:
    for i in range(first, k.s[0].found):
        if k.w[i].found_begins == begins and k.f[k.w[i].found_anchor].id == k.f[anchor].id:
            return True
    return False


@compiled
def excused_by(k: Kit, anchor: int, begins: int) -> int:
    for i in range(k.s[0].excused):
        if k.w[i].excused_owed == begins and k.f[k.w[i].excused_anchor].id == k.f[anchor].id:
            return k.w[i].excused_by
    return NOTHING


@compiled
def relieved_by(k: Kit, anchor: int, begins: int, ends: int) -> tuple[int, int]:
    """It was met by what is now known not to have lasted, or to have been too little: when, and the rest's anchor."""
    for i in range(k.s[0].drafts):
        row = k.rows[k.w[i].drafts]
        lies_within = (row.owed_from <= begins and begins < row.met) or is_load_over(k, k.w[i].drafts, begins, ends)
        if row.met != NONE and (lies_within or is_same(k, k.w[i].drafts, anchor, begins)):
            if k.s[0].form != THROUGHOUT:
                return row.met, begun_last(k, row.met)
            for j in range(k.s[0].over):
                if k.w[j].over_name == k.f[row.met_by].id:
                    return row.met, k.w[j].over
            return NONE, NOTHING
    return NONE, NOTHING


@compiled
def is_load_over(k: Kit, draft: int, begins: int, ends: int) -> bool:
    """Whether a load that was learned late reaches over a duty: only what lies after it is owed (rule 12e)."""
    owed_from = k.rows[draft].owed_from
    return k.s[0].form != THROUGHOUT and begins < owed_from and (ends == NONE or owed_from < ends)


@compiled
def begun_last(k: Kit, moment: int) -> int:
    """Of the tenures in force at a moment the one that began last: it is what keeps the load up."""
    last = NOTHING
    for i in range(k.s[0].began):
        tenure, over = k.w[i].began, k.w[i].began_over
        if not lasts(k, tenure, over) or k.f[tenure].weight <= 0 or k.f[tenure].happened > moment:
            continue
        if over != NOTHING and k.f[over].happened <= moment:
            continue
        if last == NOTHING or is_placed(k, last, tenure):
            last = tenure
    return last


@compiled
def in_span(k: Kit, moment: int) -> bool:
    if k.s[0].form != THROUGHOUT:
        return True
    for i in range(k.s[0].spans):
        by = k.w[i].span_closing
        has_begun = owes_cover(k, i) and in_force(k, k.w[i].span_begins) <= moment
        if has_begun and (by == NOTHING or moment <= k.f[by].happened):
            return True
    return False


@compiled
def still_holds(k: Kit) -> bool:
    """Whether cover is owed as known; or, for a holder, whether anything is held."""
    if k.s[0].form == THROUGHOUT:
        if not k.s[0].is_spanned:
            find_spans(k)
        return k.s[0].spans > 0 and k.w[k.s[0].spans - 1].span_closing == NOTHING
    if k.s[0].first_closing != NOTHING:
        return False
    for i in range(k.s[0].began):
        if k.w[i].began_over == NOTHING:
            return True
    return False


@compiled
def owes_cover(k: Kit, span: int) -> bool:
    """Whether the standard was in force before a span ended."""
    by = k.w[span].span_closing
    return by == NOTHING or k.f[by].happened >= in_force(k, k.f[by].happened)


@compiled
def lasts(k: Kit, tenure: int, over: int) -> bool:
    """Whether a tenure has a length; one that ended as it began covers nothing and adds nothing."""
    return over == NOTHING or k.f[over].happened > k.f[tenure].happened


@compiled
def covers(k: Kit, tenure: int, moment: int) -> bool:
    """Whether the tenure at a place among those begun gives cover at a moment."""
    begun, over = k.w[tenure].began, k.w[tenure].began_over
    if not lasts(k, begun, over) or k.f[begun].happened > moment:
        return False
    return over == NOTHING or moment < k.f[over].happened


@compiled
def find_gaps(k: Kit) -> None:
    """The uncovered parts of each span. A span covered from its start owes, and has, cover at that moment."""
    if not k.s[0].is_spanned:
        find_spans(k)
    for i in range(k.s[0].spans):
        if owes_cover(k, i):
            find_gaps_in(k, k.w[i].span_opening, in_force(k, k.w[i].span_begins), k.w[i].span_closing)


@compiled
def find_gaps_in(k: Kit, opening: int, begins: int, closing: int) -> None:
    ends = OPEN_END if closing == NOTHING else k.f[closing].happened
    anchor, at = opening, begins
    for i in range(k.s[0].began):
        tenure, over = k.w[i].began, k.w[i].began_over
        last = OPEN_END if over == NOTHING else k.f[over].happened
        if not lasts(k, tenure, over) or last <= at or k.f[tenure].happened > ends:
            continue
        if k.f[tenure].happened > at or anchor == opening:
            find(k, anchor, at, max(at, k.f[tenure].happened), tenure)
        anchor, at = tenure if over == NOTHING else over, last
        if at >= ends:
            break
    if at < ends or (at == ends and ends == begins):
        find(k, anchor, at, NONE if closing == NOTHING else ends, closing)


@compiled
def find_overloads(k: Kit) -> None:
    """When the load lay above the threshold of the policy then in force, by the tenure that began last by then."""
    s, load, anchor, begins, i, j = k.s[0], 0.0, NOTHING, NONE, 0, 0
    last = s.first_closing  # the standard itself went out of force
    n, m = add_changes(k)
    while i < n or j < m:
        at = k.f[next_change(k, i, n, j, m)].happened
        if last != NOTHING and at >= k.f[last].happened:
            break
        change, taken, fact = 0.0, NOTHING, NOTHING
        while (i < n or j < m) and k.f[next_change(k, i, n, j, m)].happened == at:
            fact = next_change(k, i, n, j, m)
            if j < m and fact == k.w[j].sorting:
                j += 1
            else:
                i += 1
            change += k.f[fact].load
            if k.f[fact].load < 0:
                taken = fact
        load += change
        entry = entry_in_force(k, at, s.as_of)
        is_over = entry != NOTHING and load > k.entries[entry].threshold  # no threshold is not a number
        if is_over and anchor == NOTHING:
            anchor, begins = begun_last(k, at), in_force(k, at)
        elif not is_over and anchor != NOTHING:
            if at >= begins:
                find(k, anchor, begins, at, fact if taken == NOTHING else taken)
            anchor = NOTHING
    if anchor != NOTHING:
        find(k, anchor, begins, NONE if last == NOTHING else k.f[last].happened, last)


@compiled
def add_changes(k: Kit) -> tuple[int, int]:
    """The begins of tenures that last into the list `later`, each with what it adds; what else changes in `sorting`.

    That is the ends of those tenures, and the turns of the policy, which add nothing.
    """
    n = m = 0
    for i in range(k.s[0].began):
        tenure, over = k.w[i].began, k.w[i].began_over
        if not lasts(k, tenure, over):
            continue
        k.f[tenure].load = k.f[tenure].weight
        k.w[n].later = tenure
        n += 1
        if over != NOTHING:
            k.f[over].load = -k.f[tenure].weight
            k.w[m].sorting = over
            m += 1
    for i in range(k.s[0].turned):
        k.f[k.w[i].turned].load = 0.0
        k.w[m].sorting = k.w[i].turned
        m += 1
    put_in_order(k, m, BY_PLACE)
    return n, m


@compiled
def next_change(k: Kit, i: int, n: int, j: int, m: int) -> int:
    """Of the begins from `i` and the other changes from `j` the one that comes first."""
    if j >= m or (i < n and is_placed(k, k.w[i].later, k.w[j].sorting)):
        return k.w[i].later
    return k.w[j].sorting
