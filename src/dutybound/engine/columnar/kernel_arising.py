"""Compiled: how a duty arises, and what decides by when it is due (`cycles.py`)."""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_clock import clock_of, day_of, days_back, end_of_day, runs_out, starts_at
from dutybound.engine.columnar.kernel_ledger import (
    born,
    cannot_assess,
    clocks_again,
    draft_of,
    entry_in_force,
    first_due,
    is_frozen,
    move_due,
    recalculate,
)
from dutybound.engine.columnar.shapes import (
    BEFORE,
    EACH,
    LIMIT,
    NO_TERMS,
    NONE,
    NOTHING,
    OWN_LABEL,
    OWN_LIMIT,
    UNREADABLE,
    Kit,
)


@compiled
def bear(
    k: Kit, anchor: int, owed_from: int, recorded: int, known: int, has_left: int, after: int, gap_from: int
) -> None:
    """A duty arises: its limit is that of the entry in force then, by the band known for then (rule 7).

    With `has_left` it is owed again, with the time left that stands in the state.
    """
    s = k.s[0]
    draft = draft_of(k, anchor, owed_from, recorded, known)
    row = k.rows[draft]
    row.after, row.gap_from = after, gap_from
    row.counts_from = owed_from if s.or_within == NOTHING else earliest(k, owed_from)
    if has_left:
        row.has_left = 1
        row.left_amount, row.left_elapsed, row.left_without = s.left_amount, s.left_elapsed, s.left_without
    if s.due_from_record:
        for i in range(s.dues):
            learn_due(k, draft, k.w[i].dues, known)
    else:
        reckon(k, draft, known)
    born(k, draft)


@compiled
def reckon(k: Kit, draft: int, known: int) -> None:
    """The due date of a duty that arises now, from all that is known by now; again with what is learned at once."""
    row = k.rows[draft]
    entry = entry_in_force(k, row.owed_from, k.s[0].as_of)
    terms = terms_at(k, row.owed_from)
    limit = NOTHING if entry == NOTHING else limit_by(k, entry, terms)
    row.unassessable = cannot_assess(k, limit, entry)
    if row.unassessable != NOTHING:
        return
    row.entry, row.policy = entry, policy_label(k, entry, terms)
    start = clock_of(k, known if k.s[0].form == EACH else row.owed_from, limit, NOTHING)
    if row.has_left:
        start = clocks_again(k, entry, row.owed_from, row.left_amount, row.left_elapsed, row.left_without)
    row.clock = start
    if k.s[0].bands_known or k.s[0].own_known:
        replay_terms(k, draft, entry, terms, known)
    first_due(k, draft, known)


@compiled
def earliest(k: Kit, owed_from: int) -> int:
    """From when a fulfilment counts: as long before the trigger as the standard says (`or_within=`)."""
    limit = k.s[0].or_within
    if k.limits[limit].elapsed:
        return owed_from - k.limits[limit].amount
    return starts_at(k, days_back(k, day_of(k, owed_from), limit))


@compiled
def terms_at(k: Kit, moment: int) -> int:
    """What decides the limit at a moment, as known: its own limit, else the band, else band 0: None."""
    for i in range(k.s[0].own_known - 1, -1, -1):
        if k.w[i].own_at <= moment:
            return k.w[i].own
    for i in range(k.s[0].bands_known - 1, -1, -1):
        if k.w[i].band_at <= moment:
            return k.w[i].band
    return 0


@compiled
def change_terms(k: Kit, fact: int, known: int) -> None:
    """A band or limit of the record changes; an older one learned late is already superseded (rule 7)."""
    was = terms_at(k, k.s[0].forever)
    if k.f[fact].kind == LIMIT:
        insert_own_limit(k, fact)
    else:
        insert_band(k, fact)
    now = terms_at(k, k.s[0].forever)
    for i in range(k.s[0].live):
        draft = k.w[i].live
        entry = k.rows[draft].entry
        if entry == NOTHING:
            continue
        if k.rows[draft].born == known or k.rows[draft].owed_from > known:  # what has not begun yet begins with it
            reckon(k, draft, known)
        elif now != was and not is_frozen(k, draft, known):
            rebind(k, draft, entry, was, now, known, known)
            recalculate(k, draft, policy_label(k, entry, now), known)


@compiled
def insert_band(k: Kit, fact: int) -> None:
    f, i = k.f[fact], k.s[0].bands_known
    while i > 0 and k.w[i - 1].band_at > f.happened:
        one, other = k.w[i - 1], k.w[i]
        other.band_at, other.band_known, other.band = one.band_at, one.band_known, one.band
        i -= 1
    k.w[i].band_at, k.w[i].band_known, k.w[i].band = f.happened, f.known, f.terms
    k.s[0].bands_known += 1


@compiled
def insert_own_limit(k: Kit, fact: int) -> None:
    f, i = k.f[fact], k.s[0].own_known
    while i > 0 and k.w[i - 1].own_at > f.happened:
        one, other = k.w[i - 1], k.w[i]
        other.own_at, other.own_known, other.own = one.own_at, one.own_known, one.own
        i -= 1
    k.w[i].own_at, k.w[i].own_known, k.w[i].own = f.happened, f.known, f.terms
    k.s[0].own_known += 1


@compiled
def replay_terms(k: Kit, draft: int, entry: int, terms: int, known: int) -> None:
    """Changes already known that happened after this duty arose: each acts on it as a change mid-cycle."""
    row, own, band = k.rows[draft], 0, 0
    while own < k.s[0].own_known or band < k.s[0].bands_known:
        if own < k.s[0].own_known and (band >= k.s[0].bands_known or k.w[own].own_at <= k.w[band].band_at):
            at, learned = k.w[own].own_at, k.w[own].own_known
            own += 1
            is_last = own == k.s[0].own_known or k.w[own].own_at != at
        else:
            at, learned = k.w[band].band_at, k.w[band].band_known
            band += 1
            is_last = band == k.s[0].bands_known or k.w[band].band_at != at
        if at <= row.owed_from or not is_last:  # several of one moment are one change, known when the last was
            continue
        now = terms_at(k, at)
        if now == terms:
            continue
        due, suspended = runs_out(k, row.clock, known)
        if due < learned and not suspended:
            continue
        rebind(k, draft, entry, terms, now, learned, known)
        terms = now
        row.policy = policy_label(k, entry, now)


@compiled
def rebind(k: Kit, draft: int, entry: int, old: int, new: int, changed: int, known: int) -> None:
    """Shorter: the earlier of the old due and the later of grace and new limit. Longer: never earlier than old."""
    shorter, longer = limit_by(k, entry, new), limit_by(k, entry, old)
    if shorter == NOTHING or longer == NOTHING:
        return
    row, unused = k.rows[draft], k.s[0].clocks
    if k.limits[shorter].length < k.limits[longer].length:
        clocks = clock_of(k, changed, k.entries[entry].grace, NOTHING)
        clocks = clock_of(k, row.owed_from, shorter, clocks)
        if runs_out(k, clocks, known)[0] < runs_out(k, row.clock, known)[0]:
            row.clock = clocks
        else:
            k.s[0].clocks = unused
    elif k.limits[shorter].length > k.limits[longer].length:
        row.clock = clock_of(k, row.owed_from, shorter, row.clock)


@compiled
def learn_due(k: Kit, draft: int, fact: int, known: int) -> None:
    """A due date on the record: the first that is learned, then, while pending, what it is moved to (rule 11)."""
    f, row = k.f[fact], k.rows[draft]
    is_event = k.s[0].form == BEFORE
    if f.until == NONE or (f.of != NONE and f.of != k.f[row.trigger].id):
        return
    if is_event and f.happened < row.owed_from:
        return
    if row.due == NONE and row.due_recorded == NONE:
        row.due, row.due_recorded = f.until, known
    elif is_event or is_said_since(k, fact, draft):
        return
    elif row.born == known:
        row.due = f.until if row.met == NONE and row.ended == NONE else row.due
    elif row.is_live and not is_frozen(k, draft, known):
        due = max(f.until, moment_of(k, known))
        if f.until != row.due and due != row.due:
            move_due(k, draft, due, NOTHING, known)
            row.due_recorded = known


@compiled
def is_said_since(k: Kit, fact: int, draft: int) -> bool:
    """Whether a later saying of the due date is already known: an older one learned late is superseded."""
    for i in range(k.s[0].dues):
        due = k.w[i].dues
        if k.f[due].happened <= k.f[fact].happened:
            continue
        if k.f[due].of == NONE or k.f[due].of == k.f[k.rows[draft].trigger].id:
            return True
    return False


@compiled
def moment_of(k: Kit, known: int) -> int:
    """A moment as a due date; by day, the end of its day."""
    return end_of_day(k, known) if k.s[0].by_day else known


@compiled
def limit_by(k: Kit, entry: int, terms: int) -> int:
    """The limit that an entry sets for a band, unless the record has its own; `NOTHING` where there is neither."""
    if terms < NO_TERMS:
        return NOTHING
    if terms >= OWN_LIMIT:
        return terms - OWN_LIMIT
    return k.cells[entry * k.s[0].bands + min(terms, k.s[0].bands - 1)].limit


@compiled
def policy_label(k: Kit, entry: int, terms: int) -> int:
    """What a row says of its policy: a label in the table of labels, or an entry with a limit of the record."""
    if terms >= OWN_LIMIT:
        return OWN_LABEL + k.entries[entry].label * OWN_LIMIT + (terms - OWN_LIMIT)
    if terms < NO_TERMS:
        return OWN_LABEL + k.entries[entry].label * OWN_LIMIT + UNREADABLE + (-2 - terms)
    return k.cells[entry * k.s[0].bands + min(terms, k.s[0].bands - 1)].label
