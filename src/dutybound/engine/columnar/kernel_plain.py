"""Compiled: the ordinary subject, judged without a fold (`kernel_cycles.py` says what it means).

Most subjects have nothing odd: a span or a trigger, acts in the order in which they became known, perhaps an end; no
suspension, no change of band, nothing corrected, nothing entered out of order. Their duties follow one from another.
Whether a subject is such a one is asked of its facts; every other goes through the fold, and both say the same.
"""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_arising import limit_by, policy_label
from dutybound.engine.columnar.kernel_clock import day_count, day_of, ran_out
from dutybound.engine.columnar.kernel_ledger import cannot_assess, entry_in_force
from dutybound.engine.columnar.shapes import (
    ALWAYS,
    END,
    EVERY,
    FOREVER,
    FULFIL,
    NO_TERMS,
    NONE,
    NOTHING,
    OPEN,
    TRIGGER,
    WITHIN,
    Array,
    Kit,
)

#: The most courses that a plain subject has.
PLAIN_COURSES = 3
#: A subject of which something else is known is not plain.
PLAIN_EVERY = 1 << OPEN | 1 << FULFIL | 1 << END
PLAIN_WITHIN = 1 << TRIGGER | 1 << FULFIL | 1 << END


@compiled
def is_plain(k: Kit) -> bool:
    """Whether an opening or a trigger comes first, then acts, each later than the last, then at most one end."""
    s = k.s[0]
    if s.moments or s.facts == 0 or s.or_within != NOTHING or s.named or s.due_from_record:
        return False
    if not ((s.form == EVERY and not s.kinds & ~PLAIN_EVERY) or (s.form == WITHIN and not s.kinds & ~PLAIN_WITHIN)):
        return False
    first = k.f[k.w[0].by_known]
    if first.kind != (OPEN if s.form == EVERY else TRIGGER) or first.happened < s.valid_from:
        return False
    for i in range(1, s.facts):
        f, before = k.f[k.w[i].by_known], k.f[k.w[i - 1].by_known]
        if f.kind == FULFIL:
            if f.happened <= before.happened:
                return False
        elif f.kind != END or i + 1 < s.facts or f.happened < before.happened:
            return False
    return True


@compiled
def write_plain(k: Kit, group: int, out: Array, n: int) -> int:
    """Write the rows of a plain subject, in order; returns how many."""
    s, first, begins, recurs = k.s[0], k.w[0].by_known, n, k.s[0].form == EVERY
    s.stops = 0
    terms = 0 if k.f[first].terms == NO_TERMS else k.f[first].terms
    is_live, day, by_elapsed = arise(k, first, terms, group, out, n)
    n += 1
    for i in range(1, s.facts):
        if not is_live:
            break
        f = k.f[k.w[i].by_known]
        if f.kind == END:
            out[9, n - 1], out[10, n - 1] = f.happened, f.recorded
        elif n == begins + 1 or by_elapsed or day_of(k, f.happened) > day:
            out[6, n - 1], out[7, n - 1], out[8, n - 1] = f.happened, f.recorded, f.index
            is_live = False
            if recurs:
                is_live, day, by_elapsed = arise(k, k.w[i].by_known, terms, group, out, n)
                n += 1
    return n - begins


@compiled
def arise(k: Kit, anchor: int, terms: int, group: int, out: Array, n: int) -> tuple[bool, int, bool]:
    """A duty with its due date, from an opening, a trigger or an act.

    Says whether it can be assessed, the local day from which it is owed, and whether its limit is elapsed time.
    """
    f = k.f[anchor]
    entry = entry_in_force(k, f.happened, ALWAYS)
    limit = NOTHING if entry == NOTHING else limit_by(k, entry, terms)
    cannot = cannot_assess(k, limit, entry)
    out[0, n], out[1, n], out[2, n], out[3, n] = group, f.index, f.happened, f.recorded
    out[4, n] = out[5, n] = out[6, n] = out[7, n] = out[9, n] = out[10, n] = out[11, n] = NONE
    out[8, n] = out[13, n] = NOTHING
    out[12, n], out[14, n], out[15, n] = cannot, f.known, FOREVER
    if cannot != NOTHING:
        return False, 0, False
    one, day = k.limits[limit], day_of(k, f.happened)
    by_elapsed = one.elapsed != 0
    amount = one.amount if by_elapsed else day_count(k, day, limit)
    out[4, n] = ran_out(k, f.happened, amount, by_elapsed, one.without)
    out[13, n] = policy_label(k, entry, terms)
    return True, day, by_elapsed


@compiled
def write_plain_course(k: Kit, group: int, courses: Array, n: int) -> int:
    """Nothing held before the opening; it held from then until the end, where there is one. Returns how many rows."""
    s = k.s[0]
    if s.form != EVERY:
        return 0
    begun, last = k.f[k.w[0].by_known].known, k.f[k.w[s.facts - 1].by_known]
    write_course(courses, n, group, ALWAYS, 0)
    write_course(courses, n + 1, group, begun, 1)
    if last.kind != END:
        return 2
    at_once = last.known == begun
    write_course(courses, n + 1 if at_once else n + 2, group, last.known, 0)
    return 2 if at_once else 3


@compiled
def write_course(courses: Array, n: int, group: int, known: int, holds: int) -> None:
    courses[0, n], courses[1, n], courses[2, n], courses[3, n] = group, known, holds, 0
