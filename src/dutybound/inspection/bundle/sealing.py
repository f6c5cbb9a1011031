"""An assessment sealed: its files checked against what may leave the force, hashed cell by cell, and signed."""

import csv
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.manifest import sha256
from dutybound.exchange.private import private, write_private
from dutybound.inspection.bundle.allowed import refused_in_definitions, refused_in_figures, refused_in_parquet
from dutybound.inspection.bundle.cells import cell_hashes
from dutybound.inspection.bundle.contents import (
    CELLED,
    DECLARED,
    DEFINITIONS,
    EXCLUDED,
    FILES,
    FORMAT,
    MANIFEST,
    MARKS,
    MEASURES,
    README,
    README_TEXT,
    SIGNATURE,
    TABLES,
)
from dutybound.inspection.bundle.row_marks import row_marks, write_marks
from dutybound.inspection.bundle.signing import Signer, fingerprint

#: The time of every file in the archive: the same bundle is the same to the byte.
NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Sealed:
    """What was sealed: how many duties and figures, the names of units that go out in it, and the key's fingerprint."""

    duties: int
    cells: int
    units: tuple[str, ...]
    fingerprint: str


def seal(assessed: Path, out: Path, signer: Signer, *, at: str) -> Sealed:
    """Write a bundle of what `dutybound assess` wrote; `at` is when, as text. Refused where anything is not allowed."""
    missing = [
        name for name in (MEASURES, DECLARED, DEFINITIONS, *TABLES, "excluded.csv") if not (assessed / name).is_file()
    ]
    if missing:
        remedy = "Name a folder that `dutybound assess` has written, and assess anew if that was an earlier version."
        raise DutyboundError(Problem(f"{assessed}", f"lacks {', '.join(missing)}", remedy))
    with TemporaryDirectory(prefix=".sealing-", dir=out.resolve().parent) as made:
        folder = Path(made)
        _fill(assessed, folder)
        problems = list(refused(folder))
        if problems:
            raise DutyboundError(problems, "Nothing was sealed")
        _mark(folder)
        cells = _sign(folder, signer, at)
        _pack(folder, out)
        duties = pq.read_table(folder / "duties.parquet", columns=["unit"])
    units = sorted(one for one in duties.column("unit").unique().to_pylist() if one is not None)
    return Sealed(len(duties), cells, tuple(units), fingerprint(signer.public))


def refused(folder: Path) -> Iterator[Problem]:
    """What the files of a bundle hold that may not be in one."""
    definitions = _json(folder / DEFINITIONS)
    yield from refused_in_definitions(definitions)
    yield from refused_in_figures(MEASURES, _json(folder / MEASURES), definitions["standards"])
    yield from refused_in_figures(DECLARED, _json(folder / DECLARED), definitions["measures"])
    yield from refused_in_parquet(folder, definitions)


def _fill(assessed: Path, folder: Path) -> None:
    """The files, without who marked a mapping, and without what a Parquet file says of itself."""
    measures = _json(assessed / MEASURES)
    for one in measures.values():
        for told in (one.get("mapping") or {}).values():
            (told or {}).pop("marked_by", None)
    write_private(folder / MEASURES, measures)
    for name in (DECLARED, DEFINITIONS):
        write_private(folder / name, _json(assessed / name))
    write_private(folder / EXCLUDED, _excluded(assessed / "excluded.csv"))
    for name in TABLES:
        table = pq.read_table(assessed / name).replace_schema_metadata(None)
        pq.write_table(table, private(folder / name), compression="zstd", row_group_size=100_000)
    private(folder / README).write_text(README_TEXT, encoding="utf-8")


def _excluded(file: Path) -> dict[str, int]:
    """How many rows were left out by table and column: what stood in them stays where it is."""
    with file.open(encoding="utf-8", newline="") as opened:
        found = Counter((row["table"], row["column"]) for row in csv.DictReader(opened))
    return {f"{table}.{column}": count for (table, column), count in sorted(found.items())}


def _mark(folder: Path) -> None:
    for name, marks in MARKS.items():
        write_marks(row_marks(folder / name), private(folder / marks))


def _sign(folder: Path, signer: Signer, at: str) -> int:
    cells = {name: cell_hashes(_json(folder / name)) for name in CELLED}
    definitions = _json(folder / DEFINITIONS)
    content = {
        "format": FORMAT,
        "sealed_at": at,
        "as_at": definitions["as_at"],
        "made_by": definitions["made_by"],
        "files": {name: sha256(folder / name) for name in FILES},
        "cells": cells,
    }
    write_private(folder / MANIFEST, content)
    signature = signer.sign((folder / MANIFEST).read_bytes())
    write_private(folder / SIGNATURE, {"algorithm": "Ed25519", "key": signer.public, "signature": signature})
    return sum(len(one) for one in cells.values())


def _pack(folder: Path, out: Path) -> None:
    with zipfile.ZipFile(private(out), "w") as packed:
        for name in (README, MANIFEST, SIGNATURE, *(one for one in FILES if one != README)):
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.external_attr = 0o600 << 16
            kind = zipfile.ZIP_STORED if name.endswith(".parquet") else zipfile.ZIP_DEFLATED
            packed.writestr(entry, (folder / name).read_bytes(), kind)


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
