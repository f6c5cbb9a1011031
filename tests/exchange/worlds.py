"""Small sources in a folder: a declaration, some files, and what came of reading them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.declaration import Declaration, read_declaration
from dutybound.exchange.extract import Extract
from dutybound.exchange.reading import read_source

LONDON = '[calendar]\nzone = "Europe/London"\nregion = "GB-ENG"\n'
ROME = '[calendar]\nzone = "Europe/Rome"\nregion = "IT"\n'
CASES = """
[case]
happened = "opened_on"
[case.columns]
opened_on = { type = "date" }
risk = { type = "text", codes = ["high", "medium"] }
"""
Content = str | bytes | pa.Table


def written(folder: Path, files: Mapping[str, Content]) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, pa.Table):
            pq.write_table(content, path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def declared(folder: Path, tables: str = CASES, mapping: str = "", head: str = LONDON, **more: Content) -> Declaration:
    """The declaration of a source, read from its folder."""
    files: dict[str, Content] = {"dutybound.toml": head, "tables.toml": tables, **more}
    if mapping:
        files["mapping.toml"] = mapping
    return read_declaration(written(folder / "declared", files))


def loaded(
    folder: Path, files: Mapping[str, Content], tables: str = CASES, mapping: str = "", head: str = LONDON
) -> Extract:
    """A folder of files, read as declared."""
    return read_source(written(folder / "delivered", files), declared(folder, tables, mapping, head))


def refusal(folder: Path, files: Mapping[str, Content], **how: Any) -> tuple[Problem, ...]:
    """Everything for which a folder of files is refused."""
    with pytest.raises(DutyboundError) as refused:
        loaded(folder, files, **how)
    return refused.value.problems


def whats(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{one.where}: {one.what}" for one in problems]


def column(extract: Extract, name: str, table: str = "case") -> list[Any]:
    return extract.tables[table].column(name).to_pylist()


def one_column(kind: str, more: str = "") -> str:
    """A table whose column `v` has this type."""
    columns = f'opened_on = {{ type = "date" }}\nv = {{ type = "{kind}"{more} }}\n'
    return f'[case]\nhappened = "opened_on"\n[case.columns]\n{columns}'
