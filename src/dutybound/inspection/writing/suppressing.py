"""Small numbers kept out of what is published, so that nobody can work them out from what is shown.

A count of 1 to 4 is not shown, nor what it leaves of its whole, nor the share of the two; nor any figure, however
large, behind which stand 1 to 4 subjects: "200 of 365 days" may be all that is to be told of one person. Leaving a line
out is not enough: it is the total less the other lines. So lines with a small count are put together, with as many
other lines as it takes, into one line of which neither count is small, and which stands for two lines at least. What is
published is then a table without small counts and its total, and from it nothing smaller follows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

#: Counts from 1 to this are small (DESIGN section 5).
SMALL = 4


@dataclass(frozen=True)
class Line:
    """One line of a table: `part` of `whole`; `members` are the names of the lines that it stands for."""

    name: str
    part: int
    whole: int
    members: tuple[str, ...]


def is_small(number: int) -> bool:
    return 0 < number <= SMALL


def shows(part: int, whole: int) -> bool:
    """Whether "part of whole" may be published: neither it, nor what is left of the whole, is small."""
    return not (is_small(part) or is_small(whole - part) or is_small(whole))


def published_lines(
    lines: Mapping[str, tuple[int, int]], together: str, subjects: Mapping[str, int]
) -> tuple[Line, ...] | None:
    """The lines that may be published, their sums unchanged; None where not even the total may be.

    `subjects` behind each line; one without any named there is taken to have few.
    `together` is what the line is called in which lines with small counts, and others with them, are put together.
    Lines without anything in them are left out: that they are empty is no secret.
    """
    filled = {name: one for name, one in lines.items() if one[1]}
    total = sum(part for part, _ in filled.values()), sum(whole for _, whole in filled.values())
    if not shows(*total):
        return None
    few = {name for name in filled if subjects.get(name, 0) <= SMALL}
    hidden = [name for name, one in filled.items() if name in few or not shows(*one)]
    rest = sorted((name for name in filled if name not in hidden), key=lambda name: (filled[name][1], name))
    while hidden and rest and (few.issuperset(hidden) or not _is_safe([filled[name] for name in hidden])):
        hidden.append(rest.pop(0))
    if hidden and few.issuperset(hidden):  # the subjects of several lines may be the same ones
        return None
    shown = tuple(Line(name, *filled[name], (name,)) for name in filled if name not in hidden)
    if not hidden:
        return shown
    sums = sum(filled[name][0] for name in hidden), sum(filled[name][1] for name in hidden)
    return (*shown, Line(together, *sums, tuple(name for name in filled if name in hidden)))


def _is_safe(lines: list[tuple[int, int]]) -> bool:
    """Whether some lines may be published as one: it stands for two at least, and no count of it is small.

    Nor may there be so few in all that each line, none of which is empty, can have but few.
    """
    part, whole = sum(part for part, _ in lines), sum(whole for _, whole in lines)
    return len(lines) > 1 and shows(part, whole) and whole - len(lines) >= SMALL
