"""Compiled: the ordinary subject, judged without a fold (`kernel_cycles.py` says what it means).

Most subjects have nothing odd: a span or a trigger, acts in the order in which they became known, perhaps an end; no
suspension, no change of band, nothing corrected, nothing entered out of order. Their duties follow one from another.
Whether a subject is such a one is asked of its facts; every other goes through the fold, and both say the same.
"""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_arising import limit_by, policy_label
from dutybound.engine.columnar.kernel_clock import day_count, day_of, ends_at, ran_out
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
    Given,
    Kit,
)

#: The most courses that a plain subject has.
PLAIN_COURSES = 3
#: A subject of which something else is known is not plain.
PLAIN_EVERY = 1 << OPEN | 1 << FULFIL | 1 << END
PLAIN_WITHIN = 1 << TRIGGER | 1 << FULFIL | 1 << END


@compiled
def may_be_plain(k: Kit) -> bool:
    """Whether the programme leaves nothing to be reckoned with but what a plain subject has."""
    s = k.s[0]
    for i in range(s.first_entry, s.last_entry):
        if k.entries[i].restates:
            return False
    is_simple = s.or_within == NOTHING and not s.named and not s.due_from_record
    return is_simple and (s.form == EVERY or s.form == WITHIN)


@compiled
def is_plain(k: Kit, c: Given, first: int, last: int) -> bool:
    """Whether an opening or a trigger comes first, then acts, each later than the last, then at most one end.

    Of the facts it notes no more than where each lies, what it is and when, in the order in which they became known.
    """
    s, n = k.s[0], 0
    begins, allowed = (OPEN, PLAIN_EVERY) if s.form == EVERY else (TRIGGER, PLAIN_WITHIN)
    has_withdrawn = s.has_withdrawn > 0
    for j in range(first, last):
        kind = int(c.kinds[c.strand[j]])  # uncompiled it is a number of 8 bits, too narrow for what is shifted by it
        if kind == NOTHING:
            continue
        if not (allowed >> kind) & 1 or (has_withdrawn and c.withdrawn[j] != NONE):
            return False
        note(k, n, j, kind, c.happened[j], max(c.happened[j], c.recorded[j]))
        n += 1
    s.facts = n
    if n == 0:
        return True
    opening = k.f[0]
    if opening.kind != begins or opening.happened < max(s.valid_from, s.anchors_from):
        return False
    if opening.happened >= s.anchors_until:
        return False
    for i in range(1, n):
        f, before = k.f[i], k.f[i - 1]
        if f.kind == FULFIL:
            if f.happened <= before.happened:
                return False
        elif f.kind != END or i + 1 < n or f.happened < before.happened:
            return False
    return True


@compiled
def note(k: Kit, n: int, index: int, kind: int, happened: int, known: int) -> None:
    """Put a fact among the `n` noted before it: by when it became known, then when it happened, then what it is."""
    i = n
    while i > 0:
        one, other = k.f[i - 1], k.f[i]
        if one.known < known or (one.known == known and one.happened < happened):
            break
        if one.known == known and one.happened == happened and one.kind <= kind:
            break
        other.index, other.kind, other.happened, other.known = one.index, one.kind, one.happened, one.known
        i -= 1
    f = k.f[i]
    f.index, f.kind, f.happened, f.known = index, kind, happened, known


@compiled
def write_plain(k: Kit, c: Given, group: int, out: Array, first: int) -> int:
    """Write the rows of a plain subject, in order; returns how many."""
    s, n, i, entry = k.s[0], first, 0, NOTHING
    s.stops = 0
    terms = c.code[k.f[0].index] if s.has_code and s.facts else NO_TERMS
    terms = 0 if terms == NO_TERMS else terms
    while i < s.facts:
        f = k.f[i]
        if n == first or s.last_entry - s.first_entry != 1 or f.happened >= k.entries[entry].until:
            entry = entry_in_force(k, f.happened, ALWAYS)
            limit = NOTHING if entry == NOTHING else limit_by(k, entry, terms)
            cannot = cannot_assess(k, limit, entry)
        write_owed(out, n, group, f.index, f.happened, c.recorded[f.index], f.known, cannot)
        n += 1
        if cannot != NOTHING:
            break
        one, day = k.limits[limit], day_of(k, f.happened)
        if one.elapsed or one.is_months or one.without:
            amount = one.amount if one.elapsed else day_count(k, day, limit)
            out[4, n - 1] = ran_out(k, f.happened, amount, one.elapsed != 0, one.without)
        else:
            out[4, n - 1] = ends_at(k, day + one.amount)
        out[13, n - 1] = policy_label(k, entry, terms)
        i += 1
        while i < s.facts and n > first + 1 and k.f[i].kind == FULFIL and not one.elapsed:
            if day_of(k, k.f[i].happened) > day:
                break
            i += 1  # several acts of one day are one
        if i < s.facts:
            settle(out, n - 1, k.f[i].kind == END, k.f[i].happened, c.recorded[k.f[i].index], k.f[i].index)
            if k.f[i].kind == END or s.form != EVERY:
                break
    return n - first


@compiled
def write_owed(
    out: Array, n: int, group: int, anchor: int, happened: int, recorded: int, known: int, cannot: int
) -> None:  # fmt: skip
    out[0, n], out[1, n], out[2, n], out[3, n] = group, anchor, happened, recorded
    out[4, n] = out[5, n] = out[6, n] = out[7, n] = out[9, n] = out[10, n] = out[11, n] = NONE
    out[8, n] = out[13, n] = NOTHING
    out[12, n], out[14, n], out[15, n] = cannot, known, FOREVER


@compiled
def settle(out: Array, n: int, has_ended: bool, at: int, recorded: int, by: int) -> None:
    if has_ended:
        out[9, n], out[10, n] = at, recorded
    else:
        out[6, n], out[7, n], out[8, n] = at, recorded, by


@compiled
def write_plain_course(k: Kit, group: int, courses: Array, n: int) -> int:
    """Nothing held before the opening; it held from then until the end, where there is one. Returns how many rows."""
    s = k.s[0]
    if s.form != EVERY:
        return 0
    write_course(courses, n, group, ALWAYS, 0)
    if s.facts == 0:
        return 1
    begun, last = k.f[0].known, k.f[s.facts - 1]
    write_course(courses, n + 1, group, begun, 1)
    if last.kind != END:
        return 2
    at_once = last.known == begun
    write_course(courses, n + 1 if at_once else n + 2, group, last.known, 0)
    return 2 if at_once else 3


@compiled
def write_course(courses: Array, n: int, group: int, known: int, holds: int) -> None:
    courses[0, n], courses[1, n], courses[2, n], courses[3, n] = group, known, holds, 0
