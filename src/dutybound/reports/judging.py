"""Which standards could be judged, which only in part, which not, and why: to be known before any figure is read."""

from collections.abc import Iterator, Sequence

from dutybound.duties.duty import State
from dutybound.reports.contents import Judged, StandardShown
from dutybound.reports.saying import counted

HEADINGS = ("Judged", "Judged in part", "Not judged", "Nothing owed")
JUDGED, PART, NOT, NOTHING = range(4)


def judged_of(standards: Sequence[StandardShown]) -> tuple[Judged, ...]:
    """Every standard once, those of which least is lost first; each group in the order of the catalogue."""
    found = [(_group(one), one) for one in standards]
    return tuple(
        Judged(HEADINGS[group], one.place, one.title, "; ".join(_because(group, one)))
        for group, one in sorted(found, key=lambda pair: pair[0])
    )


def _group(one: StandardShown) -> int:
    if one.absent:
        return NOT
    if not one.owed:
        return NOTHING
    lost = one.count(State.UNASSESSABLE)
    return JUDGED if not lost else NOT if lost == one.owed else PART


def _because(group: int, one: StandardShown) -> Iterator[str]:
    """What was judged, and what was missing of how many duties; of a table that did not come, that alone."""
    lost = one.count(State.UNASSESSABLE)
    if one.absent:
        yield f"the table {one.absent} was not delivered, so nobody can tell whether anything was owed"
        return
    if group == NOTHING:
        yield "no record delivered gives rise to it"
    if group in (JUDGED, PART):
        yield f"{one.owed - lost:,} of {counted(one.owed, 'duty', 'duties')}"
    for reason, count in one.reasons if lost else ():
        yield f"{reason} ({count:,})"
