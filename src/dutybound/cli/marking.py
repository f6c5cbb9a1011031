"""A mapping measured: rows drawn for a person to mark, and what the marks say of each interpreted column."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.settings import log_disclosure
from dutybound.exchange.declaration import Declaration, read_declaration
from dutybound.exchange.interpreting import FILE, Measured, precision_text
from dutybound.exchange.private import private_csv
from dutybound.exchange.sampling import Mark, sampled
from dutybound.insight.precision import Stratum, precision_of

MARKS = "marks.csv"
ANSWERS = {"yes": True, "y": True, "no": False, "n": False}


def draw_marks(folder: Path, number: int, seed: int) -> tuple[Path, int]:
    """Write the rows to be marked; it holds what the source says, so its owner alone may read it."""
    marks = sampled(read_declaration(folder), number, seed)
    path = folder / MARKS
    if path.exists():
        remedy = "Measure what is marked in it (--marks), or move it away."
        raise DutyboundError(Problem(str(path), "is there already, and may hold somebody's marks", remedy))
    log_disclosure("rows to be marked, with the ids of records", folder, path)
    private_csv(path, Mark.header(), (one.cells() for one in marks))
    return path, len(marks)


def measure_marks(folder: Path, file: Path, by: str) -> list[Measured]:
    """Measure each column that was marked, write it beside the mapping, and keep what was measured of the others."""
    declaration = read_declaration(folder)
    marks = _read(file)
    _refuse_other_mappings(declaration, marks, file)
    measured = list(_measured(marks, by))
    again = {(one.table, one.column) for one in measured}
    kept = [one.measured for one in declaration.interpreted if one.measured and (one.table, one.column) not in again]
    with all_or_nothing(folder) as partial:
        (partial / FILE).write_text(precision_text([*kept, *measured]), encoding="utf-8")
    return measured


def _measured(marks: Iterable[Mark], by: str) -> Iterator[Measured]:
    found: dict[tuple[str, str, str], dict[str, Stratum]] = {}
    for one in marks:
        strata = found.setdefault((one.table, one.column, one.mapping), {})
        was = strata.get(one.meaning, Stratum(one.of, 0, 0))
        if one.right:
            was = replace(was, marked=was.marked + 1, right=was.right + ANSWERS[one.right])
        strata[one.meaning] = was
    for (table, column, mapping), strata in found.items():
        told = precision_of(list(strata.values()))
        if told is not None:
            shares = (round(told.share, 4), round(told.low, 4), round(told.high, 4))
            yield Measured(table, column, mapping, told.marked, told.right, *shares, by, now().date())


def _read(file: Path) -> list[Mark]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        if missing := set(Mark.header()) - set(reader.fieldnames or ()):
            what = f"lacks the columns {', '.join(sorted(missing))}"
            raise DutyboundError(Problem(str(file), what, "Mark the file that --sample wrote, and keep its columns."))
        rows = [(number, row) for number, row in enumerate(reader, start=2)]
    problems = [
        Problem(f"{file}, row {number}, column right", f"{row['right']!r} is no mark", nearest("", ("yes", "no")))
        for number, row in rows
        if _answer(row["right"]) not in (*ANSWERS, "")
    ]
    if problems:
        raise DutyboundError(problems)
    marks = [
        Mark(**{**row, "row": int(row["row"]), "of": int(row["of"]), "right": _answer(row["right"])})  # type: ignore[arg-type]
        for _, row in rows
    ]
    if not any(one.right for one in marks):
        raise DutyboundError(Problem(str(file), "has no mark in it", "Write yes or no in the column `right`."))
    return marks


def _answer(text: str | None) -> str:
    return (text or "").strip().lower()


def _refuse_other_mappings(declaration: Declaration, marks: Iterable[Mark], file: Path) -> None:
    now_so = {(one.table, one.column): one.mapping for one in declaration.interpreted}
    stale = {(one.table, one.column) for one in marks if now_so.get((one.table, one.column)) != one.mapping}
    remedy = "Draw rows anew (--sample): these show what another mapping made of the source."
    if stale:
        raise DutyboundError(
            Problem(f"{file}: {table}.{column}", "was mapped otherwise when these rows were drawn", remedy)
            for table, column in sorted(stale)
        )
