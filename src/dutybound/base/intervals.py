"""Half-open intervals of whole numbers (microseconds or days): [begin, end)."""

from collections.abc import Iterable

Interval = tuple[int, int]


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The same ground covered by intervals that neither touch nor overlap, in order; empty ones are dropped."""
    result: list[Interval] = []
    for begin, end in sorted(one for one in intervals if one[0] < one[1]):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((begin, end))
    return result


def subtracted(ground: Iterable[Interval], holes: Iterable[Interval]) -> list[Interval]:
    """What of `ground` lies outside `holes`."""
    result: list[Interval] = []
    taken = merged(holes)
    for begin, end in merged(ground):
        for hole_begin, hole_end in taken:
            if hole_end <= begin or hole_begin >= end:
                continue
            if hole_begin > begin:
                result.append((begin, hole_begin))
            begin = max(begin, hole_end)
        if begin < end:
            result.append((begin, end))
    return result


def overlap(one: Interval, intervals: Iterable[Interval]) -> int:
    """How much of `one` is covered by `intervals`, which must already be merged."""
    return sum(max(0, min(one[1], end) - max(one[0], begin)) for begin, end in intervals)
