"""Compiled: the ordinary subject, judged without a fold (`kernel_cycles.py` says what it means).

Most subjects have nothing odd: a span or a trigger, acts in the order in which they became known, perhaps an end; no
suspension, no change of band, nothing corrected, nothing entered out of order. Their duties follow one from another.
Whether a subject is such a one is asked of its facts; every other goes through the fold, and both say the same.
"""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_arising import limit_by, policy_label
from dutybound.engine.columnar.kernel_clock import clock_of, run
from dutybound.engine.columnar.kernel_cycles import counts
from dutybound.engine.columnar.kernel_ledger import cannot_assess, draft_of, entry_in_force, goes_on
from dutybound.engine.columnar.shapes import (
    ALWAYS,
    END,
    EVERY,
    FOREVER,
    FULFIL,
    NO_TERMS,
    NOTHING,
    OPEN,
    TRIGGER,
    WITHIN,
    Kit,
)

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
def judge_plain(k: Kit) -> None:
    """The rows of a plain subject, in order, in the list `sorting`; how things stood in the list of courses."""
    s, first, recurs = k.s[0], k.w[0].by_known, k.s[0].form == EVERY
    s.as_of, s.until, s.suspensions, s.stops = ALWAYS, FOREVER, 0, 0
    terms = 0 if k.f[first].terms == NO_TERMS else k.f[first].terms
    row = arise(k, first, terms)
    for i in range(1, s.facts):
        if row == NOTHING or k.rows[row].unassessable != NOTHING:
            break
        fact = k.w[i].by_known
        f = k.f[fact]
        if f.kind == END:
            k.rows[row].ended, k.rows[row].ended_recorded = f.happened, f.recorded
        elif counts(k, fact, row):
            k.rows[row].met, k.rows[row].met_recorded, k.rows[row].met_by = f.happened, f.recorded, fact
            row = NOTHING
            if recurs:
                row = arise(k, fact, terms)
                k.rows[row].after = 1
    s.duties = s.rows
    for i in range(s.rows):
        k.w[i].sorting = i
    if recurs:
        note_course(k)


@compiled
def arise(k: Kit, anchor: int, terms: int) -> int:
    """A duty with its due date, from an opening, a trigger or an act."""
    f = k.f[anchor]
    draft = draft_of(k, anchor, f.happened, f.recorded, f.known)
    row, entry = k.rows[draft], entry_in_force(k, f.happened, ALWAYS)
    limit = NOTHING if entry == NOTHING else limit_by(k, entry, terms)
    row.counts_from, row.unassessable = f.happened, cannot_assess(k, limit, entry)
    if row.unassessable == NOTHING:
        row.policy, k.s[0].clocks = policy_label(k, entry, terms), 0
        row.clock = clock_of(k, f.happened, limit, NOTHING)
        row.due = run(k, row.clock)
    return draft


@compiled
def note_course(k: Kit) -> None:
    """Nothing held before the opening; it held from then until the end, where there is one."""
    s = k.s[0]
    k.w[0].course_known, k.w[0].course_holds, k.w[0].course_stopped = ALWAYS, 0, 0
    s.courses = s.first_course = 1
    goes_on(k, k.f[k.w[0].by_known].known, True)
    last = k.w[s.facts - 1].by_known
    if k.f[last].kind == END:
        goes_on(k, k.f[last].known, False)
