"""Compiled: the moments at which another threshold comes into force, as facts among the others (`excursions.py`)."""

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_clock import fail
from dutybound.engine.columnar.kernel_ledger import counts_from, entry_in_force
from dutybound.engine.columnar.kernel_order import BY_KNOWN, put_in_order
from dutybound.engine.columnar.shapes import FOREVER, NO_TERMS, NONE, NOTHING, SCRATCH_FULL, TURN, Kit

#: Ids of turns come after those of all facts of the subject: the labels of policy entries.
FIRST_ID = 1 << 40


@compiled
def add_turns(k: Kit) -> None:
    """A load may be too much, or no longer, from such a moment. Those before anything happened say nothing."""
    s, first = k.s[0], k.f[k.w[0].standing].happened
    for i in range(s.standing):
        first = min(first, k.f[k.w[i].standing].happened)
    had = s.turns
    for entry in range(s.first_entry, s.last_entry):
        _, starts = counts_from(k, entry, s.as_of)
        add_turn(k, entry, starts, first, had)
        if k.entries[entry].until != FOREVER:
            add_turn(k, entry, k.entries[entry].until, first, had)
    if s.turns > had:
        for i in range(s.standing):
            k.w[i].sorting = k.w[i].standing
        for i in range(had, s.turns):
            k.w[s.standing].sorting = s.facts + i
            s.standing += 1
        put_in_order(k, s.standing, BY_KNOWN)
        for i in range(s.standing):
            k.w[i].standing = k.w[i].sorting


@compiled
def add_turn(k: Kit, entry: int, at: int, first: int, had: int) -> None:
    """A fact of its own for each moment, known by the entry that comes into force, or, where none does, that ended.

    Rows go on naming the turns of earlier passes, so those stay where they are.
    """
    s = k.s[0]
    if at <= first:
        return
    place = s.facts + had
    while place < s.facts + s.turns and k.f[place].happened != at:
        place += 1
    if place >= s.room:
        fail(k, SCRATCH_FULL, NOTHING)
        return
    s.turns = max(s.turns, place + 1 - s.facts)
    following = entry_in_force(k, at, s.as_of)
    label = k.entries[entry if following == NOTHING else following].label
    f = k.f[place]
    f.kind, f.happened, f.known, f.id, f.index = TURN, at, at, FIRST_ID + label, s.columns + label
    f.recorded = f.of = f.until = f.withdrawn = NONE
    f.terms, f.weight = NO_TERMS, 1.0
