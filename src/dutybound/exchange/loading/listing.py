"""What loading an extract would change, row by row: files for their owner alone, because they hold ids and values."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.loading.comparing import KNOWN_FROM
from dutybound.exchange.loading.incoming import Incoming
from dutybound.exchange.loading.refusing import undatable_withdrawal
from dutybound.exchange.private import private_csv

NEW, FILLED, RESTATED, GONE, LEFT_OUT = "new.csv", "filled_in.csv", "restated.csv", "gone.csv", "left_out.csv"
GONE_HEAD = ("table", "id")


def write_listing(one: Incoming, folder: Path) -> None:
    """A file for each kind of change."""
    for name, kind in ((NEW, "new"), (FILLED, "filled")):
        rows = ((table, each) for table, found in one.tables.items() for each in _ids(getattr(found, kind)))
        private_csv(folder / name, GONE_HEAD, rows)
    private_csv(folder / RESTATED, ("table", "id", "column", "before", "after", "known_from"), _restated(one))
    gone = [(table, each) for table, found in one.tables.items() for each in found.gone]
    private_csv(folder / GONE, GONE_HEAD, gone)
    private_csv(folder / LEFT_OUT, ("table", "id", "file", "row", "column", "what"), _left_out(one))


def _ids(rows: pa.Table) -> list[str]:
    found: list[str] = rows.column("id").to_pylist()
    return found


def _restated(one: Incoming) -> Iterator[tuple[str, ...]]:
    """A line for each column that differs; a withdrawn row that came back unchanged has one without a column."""
    for name, table in one.tables.items():
        for before, after in zip(table.before.to_pylist(), table.restated.to_pylist(), strict=True):
            known = f"{after[KNOWN_FROM]}"
            differing = [each for each in table.table.columns if before[each] != after[each]]
            for column in differing or [""]:
                yield name, after["id"], column, f"{before.get(column, '')}", f"{after.get(column, '')}", known


def _left_out(one: Incoming) -> Iterator[tuple[str, ...]]:
    for each in one.extract.exclusions:
        yield each.table, "", each.file, f"{each.row}", each.column, each.what
    for refused in one.refused:
        yield refused.table, refused.record, "", "", refused.column, refused.what


def withdrawn_in(file: Path, one: Incoming) -> dict[str, list[str]]:
    """The rows that a person withdraws by naming the list of those that are no longer delivered, or a part of it."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.reader(opened))
    problems = []
    if not lines or tuple(lines[0]) != GONE_HEAD:
        problems.append(
            Problem(f"{file}", "is no list of rows", f"Take {GONE} of the preview: its columns are table, id.")
        )
    gone = {(table, each) for table, found in one.tables.items() for each in found.gone}
    for number, line in enumerate(lines[1:], start=2):
        if tuple(line) not in gone and line:
            what = f"names {' '.join(line)!r}, which this extract still delivers, or which is not on record"
            problems.append(Problem(f"{file}, line {number}", what, "Only what is no longer delivered is withdrawn."))
    problems += undatable_withdrawal(one)
    if problems:
        raise DutyboundError(problems, "Nothing is withdrawn")
    found: dict[str, list[str]] = {}
    for table, each in sorted({(line[0], line[1]) for line in lines[1:] if line}):
        found.setdefault(table, []).append(each)
    return found
