"""Compiled: all duties of one subject after the other, restated where a record was corrected (`reference.py`)."""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.bare import bare
from dutybound.engine.columnar.compiled import compiled, entry
from dutybound.engine.columnar.kernel_cycles import may_answer, run_chain
from dutybound.engine.columnar.kernel_excursions import run_excursions
from dutybound.engine.columnar.kernel_ledger import draft_of, notice
from dutybound.engine.columnar.kernel_order import AS_GIVEN, BY_KNOWN, BY_ROW, is_before, put_in_order
from dutybound.engine.columnar.kernel_plain import (
    PLAIN_COURSES,
    is_plain,
    may_be_plain,
    write_plain,
    write_plain_course,
)
from dutybound.engine.columnar.kernel_restating import restate
from dutybound.engine.columnar.kernel_turning import add_turns
from dutybound.engine.columnar.kernel_writing import write_courses, write_notices, write_rows
from dutybound.engine.columnar.shapes import (
    ALWAYS,
    AT_MOST,
    COURSES_FULL,
    COVER,
    DONE,
    DONE_BEFORE,
    DUE,
    EVERY,
    FOREVER,
    FULFIL,
    LIMIT,
    MISSING,
    NO_TERMS,
    NONE,
    NOTHING,
    NOTICES_FULL,
    OPEN,
    OWN_LIMIT,
    ROWS_FULL,
    THROUGHOUT,
    TRIGGER,
    UNASSESSABLE,
    Array,
    Columns,
    Given,
    Kit,
    Reading,
    Scratch,
    Tables,
)


@entry
def judge_rows(
    tables: Tables, columns: Columns, offsets: Array, reading: Reading, programme: int, first: int, last: int,
    scratch: Scratch, out: Array, notices: Array, courses: Array,
) -> tuple[int, int, int, int, int]:  # fmt: skip
    """Judges the subjects from `first` to before `last` under a programme into `out`, `notices` and `courses`.

    Returns how it came back, the subject at which it stopped, and how many of each were written. A subject is
    written whole or not at all, so after making room the caller goes on with the subject at which this stopped.
    """
    k = Kit(
        bare(scratch.state), bare(scratch.facts), bare(scratch.rows), bare(scratch.lists), bare(tables.entries),
        bare(tables.cells), bare(tables.limits), bare(tables.starts), bare(tables.days),
    )  # fmt: skip
    c = Given(
        bare(columns.strand), bare(columns.id), bare(columns.happened), bare(columns.recorded),
        bare(columns.withdrawn), bare(columns.of), bare(columns.until), bare(columns.code), bare(columns.weight),
        bare(reading.kinds),
    )  # fmt: skip
    written = noticed = coursed = 0
    s = k.s[0]
    read_programme(k, tables, programme)
    read_columns(k, columns, reading)
    maybe_plain = may_be_plain(k)
    for group in range(first, last):
        s.error = DONE
        if maybe_plain and is_plain(k, c, offsets[group], offsets[group + 1]):
            if written + s.facts > out.shape[1]:
                return ROWS_FULL, group, written, noticed, coursed
            if coursed + PLAIN_COURSES > courses.shape[1]:
                return COURSES_FULL, group, written, noticed, coursed
            added = write_plain(k, c, group, out, written)
            if s.error != DONE:
                return s.error, group, written, noticed, coursed
            written += added
            coursed += write_plain_course(k, group, courses, coursed)
            continue
        load(k, c, offsets[group], offsets[group + 1])
        find_moments(k)
        judge(k)
        if k.s[0].error != DONE:
            return k.s[0].error, group, written, noticed, coursed
        if written + k.s[0].duties > out.shape[1]:
            return ROWS_FULL, group, written, noticed, coursed
        if noticed + k.s[0].notices > notices.shape[1]:
            return NOTICES_FULL, group, written, noticed, coursed
        if coursed + k.s[0].courses > courses.shape[1]:
            return COURSES_FULL, group, written, noticed, coursed
        write_rows(k, group, out, written)
        write_notices(k, group, notices, noticed)
        write_courses(k, group, courses, coursed)
        written += k.s[0].duties
        noticed += k.s[0].notices
        coursed += k.s[0].courses
    return DONE, last, written, noticed, coursed


# --- one subject ---


@compiled
def judge(k: Kit) -> None:
    """Fold the facts of one subject into rows, of which the list `sorting` holds the order, and into notices.

    A correction, a void or a back-dated policy makes everything be judged again as from the moment it was recorded.
    """
    s = k.s[0]
    s.rows = s.duties = s.notices = s.courses = 0
    if s.moments == 0:
        s.as_of, s.until = ALWAYS, FOREVER
        judge_once(k)
        for i in range(s.now):
            k.w[i].sorting = k.w[i].now
        s.duties = s.now
    else:
        judge_as_corrected(k)
    put_in_order(k, s.duties, BY_ROW)


@compiled
def judge_as_corrected(k: Kit) -> None:
    """Judged again as from each correction; the rows are in the list `duties`, at last in `sorting`."""
    s = k.s[0]
    s.until = ALWAYS
    for i in range(s.moments + 1):
        s.as_of, s.until = s.until, k.w[i].moment if i < s.moments else FOREVER
        noticed = s.notices
        judge_once(k)
        if s.error != DONE:
            return
        if i == 0:
            for j in range(s.now):
                k.w[j].duties = k.w[j].now
            s.duties = s.now
        else:
            restate(k, s.as_of)
            only_since(k, noticed, s.as_of)
    for i in range(s.duties):
        k.w[i].sorting = k.w[i].duties


@compiled
def read_programme(k: Kit, tables: Tables, programme: int) -> None:
    s, one = k.s[0], tables.programmes[programme]
    s.form, s.by_day, s.or_within, s.named = one.form, one.by_day, one.or_within, one.named
    s.due_from_record, s.valid_from = one.due_from_record, one.valid_from
    s.first_entry, s.last_entry, s.bands, s.own_limits = one.first_entry, one.last_entry, one.bands, one.own_limits


@compiled
def read_columns(k: Kit, columns: Columns, reading: Reading) -> None:
    """How the programme reads the facts, and which columns of theirs are there."""
    s, terms = k.s[0], reading.terms[0]
    s.anchors_from, s.anchors_until, s.own_end = terms.anchors_from, terms.anchors_until, terms.own_end
    s.columns = columns.strand.size
    s.has_of, s.has_until, s.has_withdrawn = columns.of.size, columns.until.size, columns.withdrawn.size
    s.has_code, s.has_weight = columns.code.size, columns.weight.size


@compiled
def load(k: Kit, c: Given, first: int, last: int) -> None:
    """What of the facts of the subject the programme reads, into the scratch, in the order in which it became known."""
    s, n, is_sorted, before, others = k.s[0], 0, True, NONE, 0
    s.turns = s.kinds = s.corrected = 0
    has_of, has_until, has_withdrawn = s.has_of > 0, s.has_until > 0, s.has_withdrawn > 0
    has_code, has_weight = s.has_code > 0, s.has_weight > 0
    for j in range(first, last):
        kind = c.kinds[c.strand[j]]
        if kind == NOTHING:
            continue
        f = k.f[n]
        f.index, f.kind, f.id, f.happened, f.recorded = j, kind, c.id[j], c.happened[j], c.recorded[j]
        f.known = max(f.happened, f.recorded)  # none recorded is the least of all numbers
        f.of = c.of[j] if has_of else NONE
        f.until = c.until[j] if has_until else NONE
        f.withdrawn = c.withdrawn[j] if has_withdrawn else NONE
        f.terms = c.code[j] if has_code else NO_TERMS
        f.weight = c.weight[j] if has_weight else 1.0
        if is_out_of_force(k, n) or says_nothing(k, n):
            continue
        others += c.strand[j] != s.own_end
        if f.kind == LIMIT and f.terms >= 0:
            f.terms += OWN_LIMIT + s.own_limits
        if f.withdrawn != NONE:
            s.corrected = 1
        s.kinds |= 1 << f.kind
        is_sorted = is_sorted and (f.known > before or (f.known == before and not is_before(k, n, n - 1, BY_KNOWN)))
        before = f.known
        k.w[n].by_known = n
        n += 1
    s.facts = n if others else 0  # a standard that goes out of force ends nothing where there was nothing
    if not is_sorted:
        for i in range(s.facts):
            k.w[i].sorting = i
        put_in_order(k, s.facts, BY_KNOWN)
        for i in range(s.facts):
            k.w[i].by_known = k.w[i].sorting


@compiled
def is_out_of_force(k: Kit, fact: int) -> bool:
    """A trigger outside the standard's dates, or an opening after them: it owes nothing."""
    f, form = k.f[fact], k.s[0].form
    has_course = form in (EVERY, THROUGHOUT, AT_MOST)
    is_anchor = f.kind == TRIGGER or (f.kind == UNASSESSABLE and f.happened > 0 and not has_course)
    if is_anchor and f.happened < k.s[0].anchors_from:
        return True
    return (is_anchor or f.kind == OPEN or f.kind == COVER) and f.happened >= k.s[0].anchors_until


@compiled
def says_nothing(k: Kit, fact: int) -> bool:
    """A limit or a due date of the record that is not there."""
    f = k.f[fact]
    return (f.kind == LIMIT and f.terms == NO_TERMS) or (f.kind == DUE and f.until == NONE)


@compiled
def find_moments(k: Kit) -> None:
    """The moments at which a record or the policy was corrected, each once, in order."""
    k.s[0].moments = 0
    if k.s[0].corrected:
        for i in range(k.s[0].facts):
            if k.f[i].withdrawn != NONE:
                add_moment(k, k.f[i].withdrawn)
    for i in range(k.s[0].first_entry, k.s[0].last_entry):
        if k.entries[i].restates:
            add_moment(k, k.entries[i].recorded)


@compiled
def add_moment(k: Kit, moment: int) -> None:
    i = k.s[0].moments
    while i > 0 and k.w[i - 1].moment >= moment:
        i -= 1
    if i < k.s[0].moments and k.w[i].moment == moment:
        return
    for j in range(k.s[0].moments, i, -1):
        k.w[j].moment = k.w[j - 1].moment
    k.w[i].moment = moment
    k.s[0].moments += 1


@compiled
def judge_once(k: Kit) -> None:
    """All duties as the facts stand at `as_of`, taken as far as `until`, in the list `now`."""
    s = k.s[0]
    s.now = s.standing = 0
    for i in range(s.facts):
        fact = k.w[i].by_known
        if k.f[fact].withdrawn == NONE or k.f[fact].withdrawn > s.as_of:
            k.w[s.standing].standing = fact
            s.standing += 1
    if s.kinds & (1 << UNASSESSABLE):
        add_unassessable(k)
    if s.form == EVERY or s.form == THROUGHOUT or s.form == AT_MOST:
        s.courses += 1  # for how things stand as it begins
        s.first_course = s.courses
        if s.form == EVERY:
            run_chain(k, s.none)
        else:
            if s.form == AT_MOST and s.standing:
                add_turns(k)
            run_excursions(k)
        collect(k)
        begin_course(k)
    else:
        judge_triggers(k)


@compiled
def begin_course(k: Kit) -> None:
    """How things stand as of now, by what was known before, takes the place of what was noted of that."""
    s, early = k.s[0], k.s[0].first_course
    while early < s.courses and k.w[early].course_known <= s.as_of:
        early += 1
    first, last = k.w[s.first_course - 1], k.w[early - 1]
    was_noted = early > s.first_course
    first.course_holds = last.course_holds if was_noted else 0
    first.course_stopped = last.course_stopped if was_noted else 0
    first.course_known = s.as_of
    for i in range(early, s.courses):
        one, other = k.w[i], k.w[s.first_course + i - early]
        other.course_known, other.course_holds, other.course_stopped = (
            one.course_known, one.course_holds, one.course_stopped
        )  # fmt: skip
    s.courses -= early - s.first_course


@compiled
def collect(k: Kit) -> None:
    """The rows that were superseded, then the duties as they came to be."""
    s = k.s[0]
    for i in range(s.superseded):
        k.w[s.now + i].now = k.w[i].superseded
    s.now += s.superseded
    for i in range(s.drafts):
        k.w[s.now + i].now = k.w[i].drafts
    s.now += s.drafts


@compiled
def add_unassessable(k: Kit) -> None:
    """A duty that cannot be assessed for each fact that says so, in the order given."""
    n = of_kind(k, UNASSESSABLE)
    for i in range(n):
        f = k.f[k.w[i].sorting]
        if f.known < k.s[0].until:
            row = draft_of(k, k.w[i].sorting, f.happened, f.recorded, f.known)
            k.rows[row].unassessable = MISSING + f.terms
            k.w[k.s[0].now].now = row
            k.s[0].now += 1


@compiled
def of_kind(k: Kit, kind: int) -> int:
    """The standing facts of a kind in the list `sorting`, as they were given."""
    n = 0
    for i in range(k.s[0].standing):
        if k.f[k.w[i].standing].kind == kind:
            k.w[n].sorting = k.w[i].standing
            n += 1
    if n > 1:
        put_in_order(k, n, AS_GIVEN)
    return n


@compiled
def judge_triggers(k: Kit) -> None:
    """Each trigger with all that is shared; what several of them notice is noticed once."""
    n, noticed = of_kind(k, TRIGGER), k.s[0].notices
    for i in range(n):
        k.w[i].triggers = k.w[i].sorting
    for i in range(n):
        trigger = k.w[i].triggers
        run_chain(k, trigger)
        if k.s[0].error != DONE:
            return
        notice_done_before(k, trigger)
        collect(k)
    only_once(k, noticed)


@compiled
def notice_done_before(k: Kit, trigger: int) -> None:
    """What was done before the trigger of a duty that nothing met since: an odd order, and it counts for nothing."""
    s = k.s[0]
    if s.drafts == 0:
        return
    for i in range(s.drafts):
        if k.rows[k.w[i].drafts].met != NONE:
            return
    n = of_kind(k, FULFIL) if s.kinds & (1 << FULFIL) else 0
    for i in range(n):
        fact = k.w[i].sorting
        f, t = k.f[fact], k.f[trigger]
        if f.happened < t.happened and may_answer(k, fact, trigger):
            notice(k, DONE_BEFORE, fact, max(f.known, t.known))


@compiled
def only_once(k: Kit, first: int) -> None:
    """Of the notices from `first` on, each only where it was first made."""
    n = first
    for i in range(first, k.s[0].notices):
        if not is_noticed(k, first, n, i):
            copy_notice(k, i, n)
            n += 1
    k.s[0].notices = n


@compiled
def is_noticed(k: Kit, first: int, last: int, notice: int) -> bool:
    one = k.w[notice]
    for i in range(first, last):
        other = k.w[i]
        is_same = other.notice_known == one.notice_known and other.notice == one.notice
        if is_same and k.f[other.notice_fact].id == k.f[one.notice_fact].id:
            return True
    return False


@compiled
def only_since(k: Kit, first: int, start: int) -> None:
    n = first
    for i in range(first, k.s[0].notices):
        if k.w[i].notice_known >= start:
            copy_notice(k, i, n)
            n += 1
    k.s[0].notices = n


@compiled
def copy_notice(k: Kit, source: int, target: int) -> None:
    one, other = k.w[source], k.w[target]
    other.notice, other.notice_fact, other.notice_known = one.notice, one.notice_fact, one.notice_known
