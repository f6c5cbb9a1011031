"""Compiled: one chain of duties, fact by fact as each became known (`cycles.py`)."""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_clock import (
    clock_of,
    day_of,
    days_back,
    end_of_day,
    resume,
    runs_out,
    starts_at,
    suspend,
)
from dutybound.engine.columnar.kernel_ledger import (
    born,
    cannot_assess,
    clocks_again,
    draft_of,
    end,
    entry_in_force,
    first_due,
    in_force,
    is_frozen,
    is_placed,
    matured,
    meet,
    move_due,
    no_longer_live,
    notice,
    recalculate,
    suspensions_changed,
    time_left,
    until_of,
    withdraw,
)
from dutybound.engine.columnar.kernel_order import BY_PLACE, put_in_order
from dutybound.engine.columnar.shapes import (
    BAND,
    BEFORE,
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
    OWN_LABEL,
    OWN_LIMIT,
    RELEASE,
    RESUME,
    SUSPEND,
    TRIGGER,
    TRIGGER_AFTER,
    UNREADABLE,
    Kit,
)


@compiled
def start_chain(k: Kit) -> None:
    s = k.s
    s.is_open, s.opened_at, s.ended_at, s.has_left = int(s.form != EVERY), NONE, NONE, 0
    s.clocks = s.live = s.drafts = s.superseded = s.seen = s.terms = s.dues = s.excusals = s.opened_by = 0
    s.cut_short = s.suspensions = s.stops = 0


@compiled
def run_chain(k: Kit, trigger: int, until: int) -> None:
    """Take the facts known before `until`, then let pass what the clock alone brings by then."""
    start_chain(k)
    floor = in_force(k, anchor_known(k, trigger, until))
    n = chain_order(k, trigger, floor)
    for i in range(n):
        fact = k.w[i].order
        known = max(k.f[fact].known, floor)
        if known >= until:
            break
        let_pass(k, known)
        take(k, fact, known)
    let_pass(k, until)


@compiled
def anchor_known(k: Kit, trigger: int, until: int) -> int:
    """When the first anchor of the chain became known; `until` where there is none."""
    if trigger != NOTHING:
        return k.f[trigger].known
    for i in range(k.s.standing):  # by when they became known: the first is the earliest
        if k.f[k.w[i].standing].kind == OPEN:
            return k.f[k.w[i].standing].known
    return until


@compiled
def chain_order(k: Kit, trigger: int, floor: int) -> int:
    """The facts of the chain in the order in which they are taken: what was known before the anchor, by place."""
    n = early = 0
    for i in range(k.s.standing):
        fact = k.w[i].standing
        one = k.f[fact]
        if one.kind == TRIGGER and fact != trigger:
            continue
        if trigger != NOTHING and (one.kind == BAND or one.kind == LIMIT):
            if one.of != NONE and one.of != k.f[trigger].id:
                continue  # a band or limit that stands on another trigger's record
        k.w[n].order = fact
        n += 1
        if one.known <= floor:
            early = n
    if early > 1:
        for i in range(early):
            k.w[i].sorting = k.w[i].order
        put_in_order(k, early, BY_PLACE)
        for i in range(early):
            k.w[i].order = k.w[i].sorting
    return n


@compiled
def let_pass(k: Kit, before: int) -> None:
    """Excusals take effect without a record: a recurring duty begins again at the end of the span (rule 9)."""
    if k.s.excusals == 0:
        return
    while True:
        moment, draft, excusal = matured(k, before)
        if draft == NOTHING:
            return
        if k.s.form == EVERY:
            bear(k, excusal, until_of(k, excusal), k.f[excusal].recorded, moment, 0, 0, k.f[excusal].happened)


@compiled
def take(k: Kit, fact: int, known: int) -> None:
    """One fact, at the moment it became known."""
    f, s = k.f[fact], k.s
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
def bear(
    k: Kit, anchor: int, owed_from: int, recorded: int, known: int, has_left: int, after: int, gap_from: int
) -> None:
    """A duty arises: its limit is that of the entry in force then, by the band known for then (rule 7).

    With `has_left` it is owed again, with the time left that stands in the state.
    """
    s = k.s
    draft = draft_of(k, anchor, owed_from, recorded, known)
    row = k.rows[draft]
    row.after, row.gap_from = after, gap_from
    row.counts_from = owed_from if s.or_within == NOTHING else earliest(k, owed_from)
    if s.due_from_record:
        born(k, draft)
        for i in range(s.dues):
            learn_due(k, draft, k.w[i].dues, known)
        return
    entry = entry_in_force(k, owed_from, s.as_of)
    terms = terms_at(k, owed_from)
    limit = NOTHING if entry == NOTHING else limit_by(k, entry, terms)
    row.unassessable = cannot_assess(k, limit, entry)
    if row.unassessable == NOTHING:
        row.entry, row.policy = entry, policy_label(k, entry, terms)
        start = clock_of(k, known if s.form == EACH else owed_from, limit, NOTHING)
        if has_left:
            row.clock = clocks_again(k, entry, owed_from, s.left_amount, s.left_elapsed, s.left_without)
        else:
            row.clock = start
        replay_terms(k, draft, entry, terms, known)
        first_due(k, draft, known)
    born(k, draft)


@compiled
def terms_at(k: Kit, moment: int) -> int:
    """The band or limit that held at a moment, as known; band 0, which is None, where there was none."""
    for i in range(k.s.terms - 1, -1, -1):
        if k.w[i].terms_at <= moment:
            return k.w[i].terms
    return 0


@compiled
def earliest(k: Kit, owed_from: int) -> int:
    """From when a fulfilment counts: as long before the trigger as the standard says (`or_within=`)."""
    limit = k.s.or_within
    if k.limits[limit].elapsed:
        return owed_from - k.limits[limit].amount
    return starts_at(k, days_back(k, day_of(k, owed_from), limit))


@compiled
def take_trigger(k: Kit, fact: int, known: int) -> None:
    f, s = k.f[fact], k.s
    if not s.is_open and s.ended_at != NONE and f.happened > s.ended_at:
        notice(k, TRIGGER_AFTER, fact, known)
        return
    bear(k, fact, f.happened, f.recorded, known, 0, 0, NONE)
    if s.or_within == NOTHING:
        return
    n = 0
    for i in range(s.seen):
        if k.f[k.w[i].seen].kind == FULFIL:
            k.w[n].sorting = k.w[i].seen
            n += 1
    put_in_order(k, n, BY_PLACE)
    for i in range(n):
        fulfil(k, k.w[i].sorting, known)


@compiled
def open_span(k: Kit, fact: int, known: int) -> bool:
    """A span begins: a recurring duty with it, and what an end had cut short is owed again (rule 5)."""
    f, s = k.f[fact], k.s
    if s.is_open and (s.form == EVERY or s.opened_at != NONE):
        notice(k, OPENING_WHILE_OPEN, fact, known)
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


@compiled
def change_terms(k: Kit, fact: int, known: int) -> None:
    """A band or limit of the record changes; an older one learned late is already superseded (rule 7)."""
    s, terms, at = k.s, k.f[fact].terms, k.f[fact].happened
    was = k.w[s.terms - 1].terms if s.terms else 0
    i = s.terms
    while i > 0 and k.w[i - 1].terms_at > at:
        k.w[i].terms_at, k.w[i].terms = k.w[i - 1].terms_at, k.w[i - 1].terms
        i -= 1
    k.w[i].terms_at, k.w[i].terms = at, terms
    s.terms += 1
    if i < s.terms - 1:
        return
    for j in range(s.live):
        draft = k.w[j].live
        entry = k.rows[draft].entry
        if entry != NOTHING and not is_frozen(k, draft, known):
            rebind(k, draft, entry, was, terms, known, known)
            recalculate(k, draft, policy_label(k, entry, terms), known)


@compiled
def replay_terms(k: Kit, draft: int, entry: int, terms: int, known: int) -> None:
    """Changes already known that happened after this duty arose: each acts on it as a change mid-cycle."""
    row = k.rows[draft]
    for i in range(k.s.terms):
        at = k.w[i].terms_at
        if at <= row.owed_from:
            continue
        due, suspended = runs_out(k, row.clock, known)
        if due < at and not suspended:
            return
        rebind(k, draft, entry, terms, k.w[i].terms, at, known)
        terms = k.w[i].terms
        row.policy = policy_label(k, entry, terms)


@compiled
def rebind(k: Kit, draft: int, entry: int, old: int, new: int, changed: int, known: int) -> None:
    """Shorter: the earlier of the old due and the later of grace and new limit. Longer: never earlier than old."""
    shorter, longer = limit_by(k, entry, new), limit_by(k, entry, old)
    if shorter == NOTHING or longer == NOTHING:
        return
    row, unused = k.rows[draft], k.s.clocks
    if k.limits[shorter].length < k.limits[longer].length:
        clocks = clock_of(k, changed, k.entries[entry].grace, NOTHING)
        clocks = clock_of(k, row.owed_from, shorter, clocks)
        if runs_out(k, clocks, known)[0] < runs_out(k, row.clock, known)[0]:
            row.clock = clocks
        else:
            k.s.clocks = unused
    elif k.limits[shorter].length > k.limits[longer].length:
        row.clock = clock_of(k, row.owed_from, shorter, row.clock)


@compiled
def learn_due(k: Kit, draft: int, fact: int, known: int) -> None:
    """A due date on the record: the first that is learned, then, while pending, what it is moved to (rule 11)."""
    f, row = k.f[fact], k.rows[draft]
    is_event = k.s.form == BEFORE
    if f.until == NONE or (f.of != NONE and f.of != k.f[row.trigger].id):
        return
    if is_event and f.happened < row.owed_from:
        return
    if row.due == NONE and row.due_recorded == NONE:
        row.due, row.due_recorded = f.until, known
    elif not is_event and row.is_live and not is_frozen(k, draft, known):
        move_due(k, draft, max(f.until, moment_of(k, known)), NOTHING, known)
        row.due_recorded = known


@compiled
def moment_of(k: Kit, known: int) -> int:
    """A moment as a due date; by day, the end of its day."""
    return end_of_day(k, known) if k.s.by_day else known


# --- being settled ---


@compiled
def snapshot_of_live(k: Kit) -> int:
    """The live duties as they are now: settling them changes the list."""
    for i in range(k.s.live):
        k.w[i].snapshot = k.w[i].live
    return k.s.live


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
            if k.s.form == EVERY:
                bear(k, fact, f.happened, f.recorded, known, 0, 1, NONE)
    return hit


@compiled
def may_answer(k: Kit, fact: int, trigger: int) -> bool:
    """Where each trigger needs its own fulfilment, only one that names it (rule 4)."""
    return not (k.s.named or k.s.form == EACH) or k.f[fact].of == k.f[trigger].id


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
    for i in range(k.s.drafts):
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
    f, s = k.f[fact], k.s
    if not s.is_open or (s.opened_at != NONE and f.happened < s.opened_at):
        notice(k, END_WHILE_CLOSED, fact, known)
        return False
    s.is_open, s.ended_at, s.has_left = 0, f.happened, 0
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
    one, n = k.f[since], 0
    for i in range(k.s.seen):
        fact = k.w[i].seen
        if is_placed(k, since, fact) or (
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
        if k.s.error != DONE:
            return
        take_again(k, k.w[i].later, known)


@compiled
def take_again(k: Kit, fact: int, known: int) -> None:
    kind = k.f[fact].kind
    if kind == FULFIL:
        fulfil(k, fact, known)
    elif kind == OPEN:
        if not has_opened(k, fact):
            open_span(k, fact, known)
    elif kind == END:
        close(k, fact, known)
    elif kind == RELEASE:
        release(k, fact)
    elif kind == TRIGGER and not stands(k):
        take_trigger(k, fact, known)


@compiled
def has_opened(k: Kit, fact: int) -> bool:
    for i in range(k.s.opened_by):
        if k.f[k.w[i].opened_by].id == k.f[fact].id:
            return True
    return False


@compiled
def stands(k: Kit) -> bool:
    """Whether any duty of the chain has not been withdrawn."""
    for i in range(k.s.drafts):
        if k.rows[k.w[i].drafts].known_to == FOREVER:
            return True
    return False


@compiled
def limit_by(k: Kit, entry: int, terms: int) -> int:
    """The limit that an entry sets for a band, unless the record has its own; `NOTHING` where there is neither."""
    if terms < NO_TERMS:
        return NOTHING
    if terms >= OWN_LIMIT:
        return terms - OWN_LIMIT
    return k.cells[entry * k.s.bands + terms].limit


@compiled
def policy_label(k: Kit, entry: int, terms: int) -> int:
    """What a row says of its policy: a label in the table of labels, or an entry with a limit of the record."""
    if terms >= OWN_LIMIT:
        return OWN_LABEL + k.entries[entry].label * OWN_LIMIT + (terms - OWN_LIMIT)
    if terms < NO_TERMS:
        return OWN_LABEL + k.entries[entry].label * OWN_LIMIT + UNREADABLE + (-2 - terms)
    return k.cells[entry * k.s.bands + terms].label
