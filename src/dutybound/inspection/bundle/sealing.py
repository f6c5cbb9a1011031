"""An assessment sealed: its files checked against what may leave the force, hashed cell by cell, and signed."""

import csv
import json
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.manifest import sha256
from dutybound.exchange.private import private, write_private
from dutybound.exchange.references import References
from dutybound.inspection.bundle.allowed import (
    OWN_SOURCE,
    refused_in_definitions,
    refused_in_excluded,
    refused_in_figures,
    refused_in_parquet,
    units_of,
)
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

UNIT_TABLES = ("duties.parquet", "days.parquet")
#: The time of every file in the archive: the same bundle is the same to the byte.
NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Sealed:
    """What was sealed: how many duties and figures, the key's fingerprint, and every unit with what it goes out as."""

    duties: int
    cells: int
    units: Mapping[str, str]
    fingerprint: str


def seal(
    assessed: Path, out: Path, signer: Signer, references: References, *, at: str, declared: Collection[str] = ()
) -> Sealed:
    """Write a bundle of what `dutybound assess` wrote; `at` is when, as text. Refused where anything is not allowed.

    Units go out as references, like subjects; by their names those that are `declared` to be names of units.
    """
    missing = [
        name for name in (MEASURES, DECLARED, DEFINITIONS, *TABLES, "excluded.csv") if not (assessed / name).is_file()
    ]
    if missing:
        remedy = "Name a folder that `dutybound assess` has written, and assess anew if that was an earlier version."
        raise DutyboundError(Problem(f"{assessed}", f"lacks {', '.join(missing)}", remedy))
    with TemporaryDirectory(prefix=".sealing-", dir=out.resolve().parent) as made:
        folder = Path(made)
        units = {name: name if name in declared else references.of(name) for name in _units(assessed)}
        _fill(assessed, folder, units)
        problems = list(refused(folder))
        if problems:
            raise DutyboundError(problems, "Nothing was sealed")
        _mark(folder)
        cells = _sign(folder, signer, at)
        _pack(folder, out)
        duties = pq.read_metadata(folder / "duties.parquet").num_rows
    return Sealed(duties, cells, units, fingerprint(signer.public))


def refused(folder: Path) -> Iterator[Problem]:
    """What the files of a bundle hold that may not be in one."""
    definitions = _json(folder / DEFINITIONS)
    yield from refused_in_definitions(definitions)
    units = units_of(definitions)
    yield from refused_in_figures(MEASURES, _json(folder / MEASURES), definitions["standards"], units)
    yield from refused_in_figures(DECLARED, _json(folder / DECLARED), definitions["measures"], units)
    yield from refused_in_excluded(_json(folder / EXCLUDED))
    yield from refused_in_parquet(folder, definitions)


def _units(assessed: Path) -> list[str]:
    """Every unit that is named anywhere, in order."""
    columns = [pq.read_table(assessed / name, columns=["unit"]).column("unit").unique() for name in UNIT_TABLES]
    figures = [one.get("by_unit") or {} for one in _json(assessed / MEASURES).values()]
    return sorted({name for named in (*(one.to_pylist() for one in columns), *figures) for name in named if name})


def _fill(assessed: Path, folder: Path, units: Mapping[str, str]) -> None:
    """The files, without who marked a mapping, who decided a policy, and what a Parquet file says of itself."""
    measures = _json(assessed / MEASURES)
    for one in measures.values():
        for told in (one.get("mapping") or {}).values():
            (told or {}).pop("marked_by", None)
        if "by_unit" in one:
            one["by_unit"] = {units.get(name, name): told for name, told in one["by_unit"].items()}
    write_private(folder / MEASURES, measures)
    write_private(folder / DECLARED, _json(assessed / DECLARED))
    write_private(folder / DEFINITIONS, _defined(_json(assessed / DEFINITIONS), units))
    write_private(folder / EXCLUDED, _excluded(assessed / "excluded.csv"))
    for name in TABLES:
        table = pq.read_table(assessed / name).replace_schema_metadata(None)
        if name in UNIT_TABLES:
            table = _with_units(table, units)
        pq.write_table(table, private(folder / name), compression="zstd", row_group_size=100_000)
    private(folder / README).write_text(README_TEXT, encoding="utf-8")


def _defined(content: dict[str, Any], units: Mapping[str, str]) -> dict[str, Any]:
    """Definitions with the declared units, and without the title and the sources of the force's own policies."""
    for policy in (one for standard in content["standards"].values() for one in standard["policies"]):
        if policy["layer"] == "force":
            policy["source"] = OWN_SOURCE
    rest = {name: value for name, value in content.items() if name != "title"}
    return {**rest, "units": [name for name, out in units.items() if name == out]}


def _with_units(table: pa.Table, units: Mapping[str, str]) -> pa.Table:
    """The table with each unit as it goes out; a unit that is not known stays so."""
    coded = table.column("unit").combine_chunks().dictionary_encode()
    out = pa.array([units.get(one, one) for one in coded.dictionary.to_pylist()], pa.string())
    return table.set_column(table.column_names.index("unit"), "unit", out.take(coded.indices))


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
