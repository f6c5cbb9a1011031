"""Traps of a scenario: what makes records mislead whoever reads them carelessly, written down as data and checked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args, get_type_hints

from dutybound.base.errors import Problem, nearest
from dutybound.simulator.parts import made_of


@dataclass(frozen=True)
class LateReviews:
    """Supervisors of a unit enter so many `reviews` from one day to another, each some `days` after the day that it
    claims: whoever looks only at when they are said to have been held finds nothing wrong."""

    unit: str
    begins: date
    until: date
    reviews: int
    days: tuple[int, int] = (7, 40)


@dataclass(frozen=True)
class Merger:
    """On a day the team named first becomes part of the second, and so many `cases`, those that were looked at longest
    ago, change owner with it: what falls due the week after was inherited. The work itself goes on as it was."""

    units: tuple[str, str]
    on: date
    cases: int


@dataclass(frozen=True)
class NoRecordedTime:
    """The source of one unit does not say when anything in its cases was entered: its past is known as it is now."""

    unit: str


@dataclass(frozen=True)
class LikePeople:
    """Pairs of people who were wronged that are one person entered twice, twins, or siblings, each pair at one address:
    whoever joins people by name and address joins too many or too few. What is so is in `truth`."""

    duplicates: int = 0
    twins: int = 0
    siblings: int = 0


@dataclass(frozen=True)
class LeaveCover:
    """So many investigators of a unit are on leave for the same weeks, and one sergeant answers for all of them."""

    unit: str
    begins: date
    until: date
    officers: int


@dataclass(frozen=True)
class Traps:
    """What is planted, at most one of each kind."""

    late_reviews: LateReviews | None = None
    merger: Merger | None = None
    no_recorded_time: NoRecordedTime | None = None
    like_people: LikePeople | None = None
    leave_cover: LeaveCover | None = None


def read_traps(content: Mapping[str, Any], units: Collection[str], problems: list[Problem]) -> Traps:
    """The traps of a scenario; what is wrong with them is added to the problems."""
    known = {name: get_args(kind)[0] for name, kind in get_type_hints(Traps).items()}
    problems += [
        Problem("[traps]", f"unknown trap {name!r}", nearest(name, known)) for name in sorted({*content} - {*known})
    ]
    made = {
        name: made_of(known[name], body, f"[traps.{name}]", problems) for name, body in content.items() if name in known
    }
    for name, one in made.items():
        told = [*getattr(one, "units", ()), *([one.unit] if hasattr(one, "unit") else [])]
        problems += [
            Problem(f"[traps.{name}]", f"{unit!r} is no unit", nearest(unit, units))
            for unit in told
            if unit not in units
        ]
    return Traps(**made)
