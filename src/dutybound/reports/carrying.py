"""The fewest that carry most of a shortfall together."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

#: Those named carry this much of the shortfall together (project default).
CARRIED = 0.8


class Short(Protocol):
    @property
    def short(self) -> int:
        """How much of what was due was not met in time."""


Part = TypeVar("Part", bound=Short)


def carrying(parts: Iterable[Part], whole: int) -> list[Part]:
    """The first of `parts`, the greatest shortfall first, until they carry four fifths of the `whole` shortfall."""
    found: list[Part] = []
    for one in parts:
        if not one.short or sum(done.short for done in found) >= CARRIED * whole:
            break
        found.append(one)
    return found
