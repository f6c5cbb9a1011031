"""A folder of compiled grades: read and checked whole, or refused with every problem at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.inspection.forces.doubting import doubts_of
from dutybound.inspection.forces.graded import Basis, Compiled, Graded
from dutybound.inspection.forces.rows import SOURCES, Ground, graded_of, read_rows
from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.frameworks.likes import order_of
from dutybound.inspection.frameworks.reading import frameworks

FORCES = "forces.csv"
FAMILIES = ("peel", "paf")  # what the grades of all forces are given under


def revisions_by_cycle(known: Iterable[Framework]) -> dict[str, list[Framework]]:
    """The frameworks of each year, in the order in which they came; a year may have had two revisions."""
    found: dict[str, list[Framework]] = defaultdict(list)
    for one in sorted(known, key=order_of):
        if one.family in FAMILIES:
            found[one.version].append(one)
    return dict(found)


def compiled_in(folder: Path) -> Compiled:
    """The grades in a folder. A grade that is printed twice is one; two that contradict each other are refused."""
    problems: list[Problem] = []
    forces = _forces(folder, problems)
    ground = Ground(forces, revisions_by_cycle(frameworks().values()), problems)
    there = [one for one in SOURCES if (folder / one.name).is_file()]
    if not there and not problems:
        names = ", ".join(one.name for one in SOURCES)
        problems.append(Problem(str(folder), "holds no grades", f"They are read from: {names}."))
    read = [
        graded
        for source in there
        for place, row in read_rows(folder / source.name, source.columns, problems)
        for graded in (graded_of(source, place, row, ground),)
        if graded is not None
    ]
    kept = list(_settled(read, problems))
    if problems:
        raise DutyboundError(problems, "The grades of forces cannot be used")
    absent = tuple(f"{one.name} is not there" for one in SOURCES if one not in there)
    return Compiled(forces, tuple(kept), tuple(doubts_of(read, kept, ground.revisions)), absent)


def _forces(folder: Path, problems: list[Problem]) -> dict[str, str]:
    """Official names by slug."""
    file = folder / FORCES
    if not file.is_file():
        remedy = "Name the folder with the compiled grades: it holds forces.csv (force_slug, official_name)."
        problems.append(Problem(str(file), "there is no such file", remedy))
        return {}
    found: dict[str, str] = {}
    for place, row in read_rows(file, ("force_slug", "official_name"), problems):
        if row["force_slug"] in found:
            problems.append(Problem(place, f"{row['force_slug']} stands there twice"))
        found[row["force_slug"]] = row["official_name"]
    return found


def _settled(read: Iterable[Graded], problems: list[Problem]) -> Iterator[Graded]:
    """One grade for each thing graded and each time; what somebody printed before what was only inferred."""
    by_about: dict[tuple[str, str, str], list[Graded]] = defaultdict(list)
    for one in read:
        by_about[one.about].append(one)
    for found in by_about.values():
        printed = [one for one in found if one.basis != Basis.INFERRED]
        chosen = printed or found
        problems += [
            Problem(b.place, f"says {b.grade} of {', '.join(b.about)}, and {a.place} says {a.grade}", _AMENDED)
            for a, b in combinations(chosen, 2)
            if a.grade != b.grade and a.overlaps(b)
        ]
        yield from _once(chosen)


_AMENDED = "Mend the one that is wrong. If the grade was amended, say until when the first was valid (valid_to)."


def _once(chosen: Iterable[Graded]) -> Iterator[Graded]:
    """A grade that several rows print, from the row that has an address."""
    kept: dict[tuple[object, ...], Graded] = {}
    for one in chosen:
        key = (one.grade, one.valid_from, one.valid_to)
        if key not in kept or (one.source and not kept[key].source):
            kept[key] = one
    yield from kept.values()
