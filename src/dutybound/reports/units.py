"""Which units carry a shortfall: never persons, and no unit so small that it would be one."""

from collections.abc import Sequence

from dutybound.reports.carrying import carrying
from dutybound.reports.contents import UnitShare, UnitsShown

#: A unit with fewer subjects than this is not shown alone (project default).
SUBJECTS = 5


def units_shown(shares: Sequence[UnitShare]) -> UnitsShown | None:
    """The fewest units that carry four fifths of what was not met in time, the greatest part first; None without."""
    whole, part = sum(one.whole for one in shares), sum(one.part for one in shares)
    if not whole:
        return None
    large = [one for one in shares if one.subjects >= SUBJECTS]
    shown = carrying(sorted(large, key=lambda share: (-share.short, share.unit)), whole - part)
    return UnitsShown(tuple(shown), len(shares), whole - part, part / whole, len(shares) - len(large))
