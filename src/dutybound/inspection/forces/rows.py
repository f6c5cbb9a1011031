"""Rows of the compiled files, each as a grade; what cannot be one is a problem with its file and line."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dutybound.base.errors import Problem, nearest
from dutybound.inspection.forces.graded import Basis, Graded
from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.grades import Grade, NoGrade, grade_in

Row = dict[str, str]
BASES = {"stated": Basis.STATED, "carried_over": Basis.CARRIED_OVER, "inferred_from_narrative": Basis.INFERRED}
ORIGIN = re.compile(r"\bfrom (20\d\d(?:/\d\d)?)\b")
INFERRED = re.compile(r"^inferred\b", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """A file of the folder: the columns it must have, and the key of what each row grades."""

    name: str
    columns: tuple[str, ...]
    key: Callable[[Row], str]
    cycle: str = ""  # of every row, where the file is about one


SOURCES = (
    Source(
        "peel_pillar_grades.csv",
        ("force_slug", "cycle", "pillar", "grade", "grade_basis", "published", "source_url", "note"),
        lambda row: row["pillar"],
    ),
    Source(
        "peel_question_grades_2014_2019.csv",
        ("force_slug", "cycle", "pillar", "question_no", "grade", "grade_basis", "source_url", "note"),
        lambda row: f"{row['pillar']}.{row['question_no']}",
    ),
    Source(
        "peel_area_grades_2021_onward.csv",
        ("force_slug", "cycle", "area", "grade", "valid_from", "valid_to", "source_url", "note"),
        lambda row: row["area"].replace("_", "-"),
    ),
    Source(
        "peel_2016_effectiveness_all43.csv",
        ("force_slug", "official_name", "grade"),
        lambda row: "effectiveness",
        cycle="2016",
    ),
)


@dataclass(frozen=True)
class Ground:
    """What rows are checked against, and where their problems go."""

    forces: dict[str, str]
    revisions: dict[str, list[Framework]]  # by cycle
    problems: list[Problem] = field(default_factory=list)


def read_rows(path: Path, columns: Sequence[str], problems: list[Problem]) -> Iterator[tuple[str, Row]]:
    """Each row with its place; a file that cannot be read as such a table is a problem."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows_in(path.name, csv.DictReader(file, strict=True), columns, problems)
    except UnicodeDecodeError:
        problems.append(Problem(path.name, "is not UTF-8", "Save the file as UTF-8."))
    except csv.Error as error:
        problems.append(Problem(path.name, f"cannot be read as CSV: {error}", "Save it as CSV with commas."))


def _rows_in(
    name: str, table: "csv.DictReader[str]", columns: Sequence[str], problems: list[Problem]
) -> Iterator[tuple[str, Row]]:
    missing = [one for one in columns if one not in (table.fieldnames or ())]
    if missing:
        problems.append(Problem(name, f"has no column {', '.join(missing)}", f"It needs: {', '.join(columns)}."))
        return
    for row in table:
        yield f"{name}, line {table.line_num}", {one: (row[one] or "").strip() for one in columns}


def graded_of(source: Source, place: str, row: Row, ground: Ground) -> Graded | None:
    """The grade that a row says, or None with all that is wrong with it among the problems."""
    found: list[Problem] = []
    cycle, key, force = source.cycle or row["cycle"], source.key(row), row["force_slug"]
    if force not in ground.forces:
        found.append(Problem(place, f"{force!r} is no force of forces.csv", nearest(force, ground.forces)))
    grade = _grade(place, row["grade"], ground.revisions.get(cycle, []), found)
    found += _where(place, cycle, key, ground)
    basis = _basis(place, row, found)
    published, valid_from, valid_to = (
        _day(place, name, row.get(name, ""), found) for name in ("published", "valid_from", "valid_to")
    )
    if found or grade is None or basis is None:
        ground.problems.extend(found)
        return None
    origin = _origin(cycle, row.get("note", "")) if basis == Basis.CARRIED_OVER else ""
    address, note = row.get("source_url", ""), row.get("note", "")
    return Graded(force, cycle, key, grade, basis, place, address, note, published, valid_from, valid_to, origin)


def _grade(place: str, text: str, revisions: Sequence[Framework], found: list[Problem]) -> Grade | NoGrade | None:
    grade = grade_in(text)
    if grade is None:
        found.append(Problem(place, f"{text!r} is no grade", nearest(text, [*Grade, *NoGrade])))
    elif isinstance(grade, Grade) and revisions and all(grade not in one.scale for one in revisions):
        names, scale = " and ".join(one.key for one in revisions), ", ".join(revisions[-1].scale)
        found.append(Problem(place, f"{grade} is no grade of {names}", f"There is: {scale}."))
    return grade


def _where(place: str, cycle: str, key: str, ground: Ground) -> Iterator[Problem]:
    """Whether there is such a question or pillar in that year."""
    revisions = ground.revisions.get(cycle, [])
    if not revisions:
        yield Problem(place, f"no framework is of {cycle!r}", nearest(cycle, ground.revisions))
        return
    keys = {one.key for framework in revisions for one in framework.parts()}
    if key not in keys:
        yield Problem(place, f"{key} is no question, area or pillar of {cycle}", nearest(key, keys))


def _basis(place: str, row: Row, found: list[Problem]) -> Basis | None:
    """As the row says; a file without the column is of stated grades, but where a note says that one is inferred."""
    if "grade_basis" not in row:
        return Basis.INFERRED if INFERRED.match(row.get("note", "")) else Basis.STATED
    if row["grade_basis"] not in BASES:
        found.append(Problem(place, f"{row['grade_basis']!r} is no basis", nearest(row["grade_basis"], BASES)))
    return BASES.get(row["grade_basis"])


def _day(place: str, name: str, text: str, found: list[Problem]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        found.append(Problem(place, f"{name} is {text!r}, which is no date", "Write it as 2017-03-02."))
        return None


def _origin(cycle: str, note: str) -> str:
    """Where it came from, as the note says; in 2017 what was not looked at kept its grade of 2016."""
    said = ORIGIN.search(note)
    return said[1] if said else "2016" if cycle == "2017" else ""
