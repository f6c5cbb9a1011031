"""Compiled: puts facts and rows in order. Almost always they are in order already, and one look tells."""

# mypy: disable-error-code="no-any-return"

from dutybound.engine.columnar.compiled import compiled
from dutybound.engine.columnar.shapes import Kit

#: By what: when they became known, then place; place; place, then as they were given; rows as they are written.
BY_KNOWN, BY_PLACE, BY_PLACE_AS_GIVEN, AS_GIVEN, BY_ROW = range(5)
SHORT = 24


@compiled
def is_before(k: Kit, one: int, other: int, by: int) -> bool:
    if by == BY_ROW:
        r, q = k.rows[one], k.rows[other]
        if r.owed_from != q.owed_from:
            return r.owed_from < q.owed_from
        if k.f[r.anchor].id != k.f[q.anchor].id:
            return k.f[r.anchor].id < k.f[q.anchor].id
        return r.known_from < q.known_from
    if by == AS_GIVEN:
        return one < other
    a, b = k.f[one], k.f[other]
    if by == BY_KNOWN and a.known != b.known:
        return a.known < b.known
    if a.happened != b.happened:
        return a.happened < b.happened
    if a.kind != b.kind:
        return a.kind < b.kind
    if a.id != b.id:
        return a.id < b.id
    return by == BY_PLACE_AS_GIVEN and one < other


@compiled
def put_in_order(k: Kit, n: int, by: int) -> None:
    """Sorts the first `n` of the list `sorting`; what ties stays as it was."""
    begins = 1
    while begins < n and not is_before(k, k.w[begins].sorting, k.w[begins - 1].sorting, by):
        begins += 1
    if begins >= n:
        return
    if n <= SHORT:
        insert_in_order(k, 0, n, by)
        return
    for first in range(0, n, SHORT):
        insert_in_order(k, first, min(first + SHORT, n), by)
    width = SHORT
    while width < n:
        for first in range(0, n - width, 2 * width):
            merge(k, first, first + width, min(first + 2 * width, n), by)
        width *= 2


@compiled
def insert_in_order(k: Kit, first: int, last: int, by: int) -> None:
    for i in range(first + 1, last):
        one = k.w[i].sorting
        j = i
        while j > first and is_before(k, one, k.w[j - 1].sorting, by):
            k.w[j].sorting = k.w[j - 1].sorting
            j -= 1
        k.w[j].sorting = one


@compiled
def merge(k: Kit, first: int, middle: int, last: int, by: int) -> None:
    for i in range(first, middle):
        k.w[i].merging = k.w[i].sorting
    i, j, at = first, middle, first
    while i < middle and j < last:
        if is_before(k, k.w[j].sorting, k.w[i].merging, by):
            k.w[at].sorting = k.w[j].sorting
            j += 1
        else:
            k.w[at].sorting = k.w[i].merging
            i += 1
        at += 1
    while i < middle:
        k.w[at].sorting = k.w[i].merging
        i += 1
        at += 1
