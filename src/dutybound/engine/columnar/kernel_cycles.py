"""Compiled: one chain of duties, fact by fact as each became known (`cycles.py`)."""

# mypy: disable-error-code="no-any-return"
# ruff: noqa: SIM110  (any() of a generator is slow when compiled)

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_arising import bear, change_terms, learn_due
from dutybound.engine.columnar.kernel_clock import day_of, resume, suspend
from dutybound.engine.columnar.kernel_ledger import (
    end,
    goes_on,
    in_force,
    is_placed,
    matured,
    meet,
    no_longer_there,
    notice,
    suspensions_changed,
    time_left,
    until_of,
    withdraw,
)
from dutybound.engine.columnar.kernel_order import BY_PLACE, BY_PLACE_AS_GIVEN, put_in_order
from dutybound.engine.columnar.shapes import (
    BAND,
    DONE,
    DUE,
    EACH,
    END,
    END_WHILE_CLOSED,
    EVERY,
    EXCUSE,
    FOREVER,
    FULFIL,
    LATE_ENTRY,
    LIMIT,
    NO_TERMS,
    NONE,
    NOTHING,
    OPEN,
    OPENING_BEFORE_END,
    OPENING_WHILE_OPEN,
    RELEASE,
    RESUME,
    SUSPEND,
    TRIGGER,
    TRIGGER_AFTER,
    Kit,
)


@compiled
def start_chain(k: Kit) -> None:
    s = k.s[0]
    s.is_open, s.opened_at, s.ended_at, s.has_left = int(s.form != EVERY), NONE, NONE, 0
    s.clocks = s.live = s.drafts = s.superseded = s.seen = s.bands_known = s.own_known = s.dues = s.excusals = 0
    s.opened_by = s.closed_by = s.cut_short = s.suspensions = s.stops = 0


@compiled
def run_chain(k: Kit, trigger: int) -> None:
    """Take the facts known before `until`, then let pass what the clock alone brings by then."""
    start_chain(k)
    until = k.s[0].until
    floor = in_force(k, anchor_known(k, trigger))
    n = chain_order(k, trigger, floor)
    for i in range(n):
        fact = k.w[i].order
        known = max(k.f[fact].known, floor)
        if known >= until:
            break
        if k.s[0].excusals:
            let_pass(k, known)
        take(k, fact, known)
        if k.s[0].form == EVERY:
            goes_on(k, known, k.s[0].is_open != 0)
    let_pass(k, until)


@compiled
def anchor_known(k: Kit, trigger: int) -> int:
    """When the first anchor of the chain became known; `until` where there is none."""
    if trigger != NOTHING:
        return k.f[trigger].known
    for i in range(k.s[0].standing):  # by when they became known: the first is the earliest
        if k.f[k.w[i].standing].kind == OPEN:
            return k.f[k.w[i].standing].known
    return k.s[0].until


@compiled
def chain_order(k: Kit, trigger: int, floor: int) -> int:
    """The facts of the chain in the order in which they are taken: what was known before the anchor, by place."""
    n = early = 0
    for i in range(k.s[0].standing):
        fact = k.w[i].standing
        one = k.f[fact]
        if one.kind == TRIGGER and fact != trigger:
            continue
        if trigger != NOTHING and is_of_another(k, fact, trigger):
            continue
        k.w[n].order = fact
        n += 1
        if one.known <= floor:
            early = n
    if early > 1:
        for i in range(early):
            k.w[i].sorting = k.w[i].order
        put_in_order(k, early, BY_PLACE_AS_GIVEN)
        for i in range(early):
            k.w[i].order = k.w[i].sorting
    return n


@compiled
def is_of_another(k: Kit, fact: int, trigger: int) -> bool:
    """A band or limit that stands on another trigger's record."""
    f = k.f[fact]
    return (f.kind == BAND or f.kind == LIMIT) and f.of != NONE and f.of != k.f[trigger].id


@compiled
def let_pass(k: Kit, before: int) -> None:
    """Excusals take effect without a record: a recurring duty begins again at the end of the span (rule 9)."""
    if k.s[0].excusals == 0:
        return
    while True:
        moment, draft, excusal = matured(k, before)
        if draft == NOTHING:
            return
        if k.s[0].form == EVERY:
            if is_retold(k, draft, moment):
                no_longer_there(k, draft)
            bear(k, excusal, until_of(k, excusal), k.f[excusal].recorded, moment, 0, 0, k.f[excusal].happened)


@compiled
def take(k: Kit, fact: int, known: int) -> None:
    """One fact, at the moment it became known."""
    f, s = k.f[fact], k.s[0]
    if f.kind == FULFIL:
        if not fulfil(k, fact, known) and came_too_late(k, fact, known):
            notice(k, LATE_ENTRY, fact, known)
    elif f.kind == OPEN:
        if f.terms != NO_TERMS:
            change_terms(k, fact, known)
        if open_span(k, fact, known):
            go_through_again(k, fact, known)
    elif f.kind == TRIGGER:
        if f.terms != NO_TERMS:
            change_terms(k, fact, known)
        take_trigger(k, fact, known)
    elif f.kind == SUSPEND:
        suspend(k, f.id if f.of == NONE else f.of, f.happened)
        suspensions_changed(k, known)
    elif f.kind == RESUME:
        resume(k, f.id if f.of == NONE else f.of, f.happened)
        suspensions_changed(k, known)
    elif f.kind == BAND or f.kind == LIMIT:
        change_terms(k, fact, known)
    elif f.kind == DUE:
        k.w[s.dues].dues = fact
        s.dues += 1
        for i in range(s.drafts):
            learn_due(k, k.w[i].drafts, fact, known)
    elif f.kind == EXCUSE:
        k.w[s.excusals].excusals = fact
        s.excusals += 1
    elif f.kind == RELEASE:
        release(k, fact)
    elif f.kind == END and close(k, fact, known):
        go_through_again(k, fact, known)
    k.w[s.seen].seen = fact
    s.seen += 1


# --- arising ---


@compiled
def take_trigger(k: Kit, fact: int, known: int) -> None:
    f, s = k.f[fact], k.s[0]
    if not s.is_open and s.ended_at != NONE and f.happened > s.ended_at:
        notice(k, TRIGGER_AFTER, fact, known)
        return
    bear(k, fact, f.happened, f.recorded, known, 0, 0, NONE)
    if s.or_within == NOTHING:
        return
    n = 0
    for i in range(s.seen):
        if k.f[k.w[i].seen].kind == FULFIL and is_placed(k, k.w[i].seen, fact):
            k.w[n].sorting = k.w[i].seen
            n += 1
    put_in_order(k, n, BY_PLACE)
    for i in range(n):
        fulfil(k, k.w[i].sorting, known)


@compiled
def open_span(k: Kit, fact: int, known: int) -> bool:
    """A span begins: a recurring duty with it, and what an end had cut short is owed again (rule 5)."""
    f, s = k.f[fact], k.s[0]
    if s.is_open and (s.form == EVERY or s.opened_at != NONE):
        notice(k, OPENING_WHILE_OPEN, fact, known)
        return False
    if s.form != EVERY and s.opened_at == NONE and s.ended_at != NONE and f.happened <= s.ended_at:
        s.opened_at = f.happened  # the first opening on record is the beginning, and reopens nothing (rule 5)
        return False
    begins = f.happened
    if s.ended_at != NONE:
        if day_of(k, f.happened) < day_of(k, s.ended_at):
            notice(k, OPENING_BEFORE_END, fact, known)
            return False
        begins = max(begins, s.ended_at)
    s.is_open, s.opened_at = 1, begins
    k.w[s.opened_by].opened_by = fact
    s.opened_by += 1
    if s.form == EVERY:
        bear(k, fact, in_force(k, begins), f.recorded, known, s.has_left, 0, NONE)
    again, s.cut_short = s.cut_short, 0
    for i in range(again):
        cut = k.w[i]
        s.left_amount, s.left_elapsed, s.left_without = cut.cut_amount, cut.cut_elapsed, cut.cut_without
        bear(k, cut.cut_trigger, begins, f.recorded, known, 1, 0, NONE)
    return True


# --- while it is owed ---


# --- being settled ---


@compiled
def snapshot_of_live(k: Kit) -> int:
    """The live duties as they are now: settling them changes the list."""
    for i in range(k.s[0].live):
        k.w[i].snapshot = k.w[i].live
    return k.s[0].live


@compiled
def fulfil(k: Kit, fact: int, known: int) -> bool:
    """What the standard asks for was done: every open duty that it counts for is met (rule 4)."""
    f, hit = k.f[fact], False
    for i in range(snapshot_of_live(k)):
        draft = k.w[i].snapshot
        row = k.rows[draft]
        if row.gap_from != NONE and known < row.owed_from:
            if row.gap_from <= f.happened and f.happened < row.owed_from:
                withdraw(k, draft, known)
                bear(k, fact, f.happened, f.recorded, known, 0, 1, NONE)
                hit = True
        elif counts(k, fact, draft):
            meet(k, draft, f.happened, f.recorded, fact)
            hit = True
            if k.s[0].form == EVERY:
                bear(k, fact, f.happened, f.recorded, known, 0, 1, NONE)
    return hit


@compiled
def may_answer(k: Kit, fact: int, trigger: int) -> bool:
    """Where each trigger needs its own fulfilment, only one that names it (rule 4)."""
    return not (k.s[0].named != 0 or k.s[0].form == EACH) or k.f[fact].of == k.f[trigger].id


@compiled
def counts(k: Kit, fact: int, draft: int) -> bool:
    row, happened = k.rows[draft], k.f[fact].happened
    if not may_answer(k, fact, row.trigger):
        return False
    if not row.after:
        return happened >= row.counts_from
    if row.clock != NOTHING and not k.w[row.clock].clock_elapsed:
        return day_of(k, happened) > day_of(k, row.owed_from)
    return happened > row.owed_from


@compiled
def came_too_late(k: Kit, fact: int, known: int) -> bool:
    """Whether it was entered late, and would have counted for a duty that is settled by now (rule 12b)."""
    happened = k.f[fact].happened
    if known <= happened:
        return False
    for i in range(k.s[0].drafts):
        row = k.rows[k.w[i].drafts]
        if row.is_live or row.unassessable != NOTHING or (row.met != NONE and happened >= row.met):
            continue
        if counts(k, fact, k.w[i].drafts):
            return True
    return False


@compiled
def release(k: Kit, fact: int) -> None:
    f = k.f[fact]
    for i in range(snapshot_of_live(k)):
        row = k.rows[k.w[i].snapshot]
        if row.owed_from <= f.happened and (f.of == NONE or f.of == k.f[row.trigger].id):
            end(k, k.w[i].snapshot, f.happened, f.recorded)


@compiled
def close(k: Kit, fact: int, known: int) -> bool:
    """The span ends: what arose before lapses or is missed, what arose after it is closed (rule 5)."""
    f, s = k.f[fact], k.s[0]
    if not s.is_open or (s.opened_at != NONE and f.happened < s.opened_at):
        notice(k, END_WHILE_CLOSED, fact, known)
        return False
    s.is_open, s.ended_at, s.has_left = 0, f.happened, 0
    k.w[s.closed_by].closed_by = fact
    s.closed_by += 1
    for i in range(s.drafts):
        met = k.rows[k.w[i].drafts].met
        if met != NONE and met > f.happened:
            notice(k, LATE_ENTRY, fact, known)
            break
    for i in range(snapshot_of_live(k)):
        draft = k.w[i].snapshot
        if k.rows[draft].owed_from > f.happened:
            withdraw(k, draft, known)
            continue
        time_left(k, draft, f.happened, known)
        if s.form != EVERY:
            cut = k.w[s.cut_short]
            cut.cut_trigger, cut.cut_amount = k.rows[draft].trigger, s.left_amount
            cut.cut_elapsed, cut.cut_without = s.left_elapsed, s.left_without
            s.cut_short += 1
        end(k, draft, f.happened, f.recorded)
    return True


@compiled
def go_through_again(k: Kit, since: int, known: int) -> None:
    """What was known already and happened after a late opening or end, in the order in which it happened."""
    one, n, after = k.f[since], 0, since
    if k.s[0].closed_by > 0:
        last = k.w[k.s[0].closed_by - 1].closed_by
        if day_of(k, k.f[last].happened) == day_of(k, one.happened) and is_placed(k, since, last):
            after = last  # a reopening on the day of an end is taken after it (rule 2)
    for i in range(k.s[0].seen):
        fact = k.w[i].seen
        if is_placed(k, after, fact) or (
            one.kind == END and k.f[fact].kind == OPEN and day_of(k, k.f[fact].happened) == day_of(k, one.happened)
        ):
            k.w[n].sorting = fact
            n += 1
    if n == 0:
        return
    put_in_order(k, n, BY_PLACE)
    for i in range(n):
        k.w[i].later = k.w[i].sorting
    for i in range(n):
        if k.s[0].error != DONE:
            return
        take_again(k, k.w[i].later, known)
    drop_retold(k, known)


@compiled
def drop_retold(k: Kit, known: int) -> None:
    """A duty that was settled before is not there again, where a span is gone through again from its beginning."""
    n = 0
    for i in range(k.s[0].drafts):
        draft = k.w[i].drafts
        if k.rows[draft].met == NONE or not is_retold(k, draft, known):
            k.w[n].drafts = draft
            n += 1
    k.s[0].drafts = n


@compiled
def is_retold(k: Kit, draft: int, known: int) -> bool:
    """Whether a duty that arose now was settled before."""
    row = k.rows[draft]
    if row.born != known:
        return False
    for i in range(k.s[0].drafts):
        other = k.rows[k.w[i].drafts]
        is_settled = other.met != NONE or other.ended != NONE or other.excused != NONE
        if (
            is_settled
            and other.born < known
            and other.owed_from == row.owed_from
            and k.f[other.anchor].id == k.f[row.anchor].id
        ):
            return True
    return False


@compiled
def take_again(k: Kit, fact: int, known: int) -> None:
    kind = k.f[fact].kind
    if kind == FULFIL:
        fulfil(k, fact, known)
    elif kind == OPEN:
        if not has_opened(k, fact):
            open_span(k, fact, known)
    elif kind == END:
        if not has_closed(k, fact):
            close(k, fact, known)
    elif kind == RELEASE:
        release(k, fact)
    elif kind == TRIGGER and not stands(k):
        take_trigger(k, fact, known)


@compiled
def has_opened(k: Kit, fact: int) -> bool:
    for i in range(k.s[0].opened_by):
        if k.f[k.w[i].opened_by].id == k.f[fact].id:
            return True
    return False


@compiled
def has_closed(k: Kit, fact: int) -> bool:
    for i in range(k.s[0].closed_by):
        if k.f[k.w[i].closed_by].id == k.f[fact].id:
            return True
    return False


@compiled
def stands(k: Kit) -> bool:
    """Whether any duty of the chain has not been withdrawn."""
    for i in range(k.s[0].drafts):
        if k.rows[k.w[i].drafts].known_to == FOREVER:
            return True
    return False
