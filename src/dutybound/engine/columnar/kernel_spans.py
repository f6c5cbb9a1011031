"""Compiled: the spans of a subject as they became known (`spans.py`)."""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.kernel_clock import day_of
from dutybound.engine.columnar.kernel_ledger import is_placed
from dutybound.engine.columnar.kernel_order import BY_PLACE, put_in_order
from dutybound.engine.columnar.shapes import END, NONE, NOTHING, OPEN, Kit


@compiled
def find_spans(k: Kit) -> None:
    """Openings and ends taken in the order in which they became known (rule 5), into the spans of the state."""
    s = k.s[0]
    s.spans = s.waiting = 0
    s.is_spanned = 1
    early = known_by_first_opening(k)
    for i in range(early):
        k.w[i].sorting = k.w[i].spanning
    put_in_order(k, early, BY_PLACE)
    for i in range(early):
        k.w[i].later = k.w[i].sorting
    for i in range(s.spanning):
        take_spanning(k, k.w[i].later if i < early else k.w[i].spanning)


@compiled
def known_by_first_opening(k: Kit) -> int:
    """How many openings and ends were known by the first opening; they are taken together with it."""
    floor, early = NONE, 0
    for i in range(k.s[0].spanning):
        fact = k.f[k.w[i].spanning]
        if fact.kind == OPEN and floor == NONE:
            floor = fact.known
    for i in range(k.s[0].spanning):
        if k.f[k.w[i].spanning].known <= floor:
            early = i + 1
    return early


@compiled
def take_spanning(k: Kit, fact: int) -> None:
    if open_or_close(k, fact):
        take_waiting(k, fact)
    else:
        k.w[k.s[0].waiting].waiting = fact
        k.s[0].waiting += 1


@compiled
def open_or_close(k: Kit, fact: int) -> bool:
    s, f, last = k.s[0], k.f[fact], k.s[0].spans - 1
    is_open = last >= 0 and k.w[last].span_closing == NOTHING
    if f.kind == END:
        if not is_open or f.happened < k.w[last].span_begins:
            return False
        k.w[last].span_closing = fact
        return True
    if is_open:
        return False
    begins = f.happened
    if last >= 0:
        ended = k.f[k.w[last].span_closing].happened
        if day_of(k, begins) < day_of(k, ended):
            return False
        begins = max(begins, ended)
    span = k.w[s.spans]
    span.span_opening, span.span_begins, span.span_closing = fact, begins, NOTHING
    s.spans += 1
    return True


@compiled
def take_waiting(k: Kit, since: int) -> None:
    """What had to wait for this, in the order in which it happened."""
    one, n = k.f[since], 0
    for i in range(k.s[0].waiting):
        fact = k.w[i].waiting
        if is_placed(k, since, fact) or (
            one.kind == END and k.f[fact].kind == OPEN and day_of(k, k.f[fact].happened) == day_of(k, one.happened)
        ):
            k.w[n].sorting = fact
            n += 1
    put_in_order(k, n, BY_PLACE)
    for i in range(n):
        if open_or_close(k, k.w[i].sorting):
            no_longer_waiting(k, k.w[i].sorting)


@compiled
def no_longer_waiting(k: Kit, fact: int) -> None:
    n = 0
    for i in range(k.s[0].waiting):
        if k.w[i].waiting != fact:
            k.w[n].waiting = k.w[i].waiting
            n += 1
    k.s[0].waiting = n
