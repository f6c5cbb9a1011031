"""Groups of records that links hold together: worked out from the links when asked for, and kept nowhere."""

from collections.abc import Iterable

from dutybound.linkage.proposals import RecordOf

Pair = tuple[RecordOf, RecordOf]


def groups_of(pairs: Iterable[Pair]) -> dict[RecordOf, RecordOf]:
    """Each linked record, and the first record of its group by which the group is called.

    Without a link the groups are what they were before it: no record knows to which group it belongs.
    """
    from scipy.sparse import coo_array  # slow to load, and every command knows this module
    from scipy.sparse.csgraph import connected_components

    linked = list(pairs)
    records = sorted({record for pair in linked for record in pair})
    place = {record: number for number, record in enumerate(records)}
    ends = tuple([place[pair[side]] for pair in linked] for side in (0, 1))
    found = connected_components(coo_array(([True] * len(linked), ends), shape=(len(records),) * 2), directed=False)[1]
    first: dict[int, RecordOf] = {}
    return {record: first.setdefault(int(found[place[record]]), record) for record in records}
