"""Marks of a Parquet file by which a changed cell is found: one of each row, and one of each column in each block.

The hash of the file says that something changed; where its row and its column were changed, the two marks say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

#: How many rows have their marks of columns together: fewer names a cell more sharply, and takes more room.
BLOCK = 4096
MARK = 16  # hexadecimal digits of SHA-256: enough to name a cell, for the hash of the file is what nobody can forge


@dataclass(frozen=True)
class RowMarks:
    """`rows`: a mark of each row; `columns`: of each column, a mark of each block of rows."""

    rows: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]


def row_marks(file: Path) -> RowMarks:
    """The marks of a file, its rows taken in their order."""
    names = pq.read_schema(file).names
    texts = {name: f"coalesce({_quoted(name)}::VARCHAR, chr(0))" for name in names}
    with duckdb.connect() as connection:
        connection.execute(
            "SET threads = 2; SET enable_progress_bar = false; "
            "SET TimeZone = 'UTC'; SET preserve_insertion_order = true"
        )
        rows = f"read_parquet('{_escaped(file)}', file_row_number = true)"
        whole = f"substr(sha256(concat_ws(chr(31), {', '.join(texts.values())})), 1, {MARK})"
        found = connection.sql(f"SELECT {whole} AS mark FROM {rows} ORDER BY file_row_number").to_arrow_table()
        blocks = ", ".join(
            f"substr(sha256(string_agg({text}, chr(31) ORDER BY file_row_number)), 1, {MARK}) AS c{place}"
            for place, text in enumerate(texts.values())
        )
        query = f"SELECT {blocks} FROM {rows} GROUP BY file_row_number // {BLOCK} ORDER BY file_row_number // {BLOCK}"
        by_block = connection.sql(query).to_arrow_table()
    columns = {name: tuple(by_block.column(f"c{place}").to_pylist()) for place, name in enumerate(names)}
    return RowMarks(tuple(found.column("mark").to_pylist()), columns)


def write_marks(marks: RowMarks, file: Path) -> None:
    """As a Parquet file: a row for each row, and after them one for each column and block."""
    kinds = [""] * len(marks.rows) + [name for name, blocks in marks.columns.items() for _ in blocks]
    values = [*marks.rows, *(mark for blocks in marks.columns.values() for mark in blocks)]
    table = pa.table(
        {
            "column": pa.array(kinds).dictionary_encode(),
            "mark": pa.array([bytes.fromhex(one) for one in values], pa.binary(MARK // 2)),
        }
    )
    pq.write_table(table, file, compression="zstd")


def read_marks(file: Path) -> RowMarks:
    table = pq.read_table(file)
    names, values = table.column("column").to_pylist(), [one.hex() for one in table.column("mark").to_pylist()]
    columns: dict[str, list[str]] = {}
    for name, value in zip(names, values, strict=True):
        columns.setdefault(name, []).append(value)
    return RowMarks(tuple(columns.pop("", ())), {name: tuple(blocks) for name, blocks in columns.items()})


def changed_cells(was: RowMarks, now: RowMarks) -> Iterator[str]:
    """Each row that changed, with the columns that changed in its block; rows are counted from 1."""
    for name in sorted(set(was.columns) ^ set(now.columns)):
        yield f"column {name}: {'was added' if name in now.columns else 'is gone'}"
    if len(was.rows) != len(now.rows):
        yield f"{len(was.rows):,} rows were sealed, and there are {len(now.rows):,}"
    for row, (one, other) in enumerate(zip(was.rows, now.rows, strict=False)):
        if one != other:
            columns = [
                name
                for name in was.columns
                if name in now.columns and _differ(was.columns[name], now.columns[name], row)
            ]
            yield f"row {row + 1:,}, {_columns(columns)}"


def _differ(was: Sequence[str], now: Sequence[str], row: int) -> bool:
    block = row // BLOCK
    return was[block : block + 1] != now[block : block + 1]


def _columns(names: list[str]) -> str:
    return f"column {names[0]}" if len(names) == 1 else f"columns {', '.join(names)}"


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def _escaped(file: Path) -> str:
    return f"{file}".replace("'", "''")
