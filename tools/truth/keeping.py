"""What a run has found is kept by what made it: it goes on where it broke off, and a rule is tried anew quickly.

The evidence of a force takes most of the time, and no rule of finding changes it: it is kept apart from what was found.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import grimp
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from tools.truth import judging
from tools.truth.cells import Cell

import dutybound
from dutybound.insight import finder
from dutybound.insight.evidence import Evidence
from dutybound.insight.finder import Rule
from dutybound.simulator import faulting

DATA = (".toml", ".csv")
BY_NAME = ("records", "standards")  # packages whose modules are loaded by their names
NUMBERS = {"unit": np.int16, "day": np.int32, "subject": np.int32, "supervisor": np.int32}


@dataclass(frozen=True)
class Kept:
    """The folders of what the code as it stands makes of forces of a size, and finds in them by a rule."""

    evidence: Path
    cells: Path

    def cells_of(self, number: int, found: Callable[[], list[Cell]]) -> list[Cell]:
        """The cells of a force, as they were kept or as they are now found."""
        file = self.cells / f"{number}.json"
        if not file.exists():
            cells = json.dumps([asdict(one) for one in found()])
            _put(file, lambda unfinished: unfinished.write_text(cells, encoding="utf-8"))
        return [Cell(**one) for one in json.loads(file.read_text(encoding="utf-8"))]

    def evidence_of(self, number: int, made: Callable[[], Mapping[str, Evidence]]) -> Mapping[str, Evidence]:
        """The evidence of a force by standard, as it was kept or as it is now made."""
        file = self.evidence / f"{number}.parquet"
        if not file.exists():
            table = _as_table(made())
            _put(file, lambda unfinished: pq.write_table(table, unfinished, compression="zstd"))
        return _as_evidence(pq.read_table(file))


def kept_under(folder: Path, size: float, rule: Rule) -> Kept:
    """What must not be mixed lies apart: by size, and by all code and data that made it."""
    evidence = f"{size:g}-{_hash(behind_evidence())[:12]}"
    cells = f"{size:g}-{_hash([*behind_evidence(), *behind_cells()], str(rule))[:12]}"
    found = Kept(folder / f"evidence-{evidence}", folder / f"cells-{cells}")
    found.evidence.mkdir(parents=True, exist_ok=True)
    found.cells.mkdir(parents=True, exist_ok=True)
    return found


def behind_evidence() -> list[Path]:
    """The code and data that evidence comes from: no rule of finding is among them."""
    return [*_code_of(judging.__name__, faulting.__name__), Path(__file__).with_name("running.py")]


def behind_cells() -> list[Path]:
    """What they come from beside evidence."""
    return [*_code_of(finder.__name__), Path(__file__).with_name("cells.py")]


@cache
def _code_of(*modules: str) -> list[Path]:
    """The modules, what they import, and what is loaded by name in the packages of these."""
    graph = grimp.build_graph("dutybound", "tools")
    imports = {*modules}.union(*(graph.find_upstream_modules(one) for one in modules))
    own = [one for one in imports if one.startswith(("dutybound.", "tools.")) and one.count(".") > 1]
    found = [Path(str(find_spec(one).origin)) for one in own]
    for part in {one.split(".")[1] for one in own if one.startswith("dutybound.")}:
        kinds = (".py", *DATA) if part in BY_NAME else DATA
        found += [one for one in (Path(dutybound.__file__).parent / part).rglob("*") if one.suffix in kinds]
    return sorted(set(found))


def _hash(files: Iterable[Path], rule: str = "") -> str:
    found = sha256(rule.encode())
    for file in files:
        found.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _put(file: Path, write: Callable[[Path], object]) -> None:
    """Whole, or not at all."""
    unfinished = file.with_suffix(".unfinished")
    write(unfinished)
    unfinished.replace(file)


def _as_table(evidence: Mapping[str, Evidence]) -> pa.Table:
    """One table of all standards; that a standard has units and no duty stands in its metadata."""
    names = {standard: seen.units for standard, seen in evidence.items()}
    codes = np.repeat(np.arange(len(evidence), dtype=np.int16), [len(one) for one in evidence.values()])
    columns = {"standard": codes, "met": _joined(evidence, "met").astype(np.bool_)}
    columns |= {name: _joined(evidence, name).astype(kind) for name, kind in NUMBERS.items()}
    return pa.table(columns).replace_schema_metadata({"units": json.dumps(names)})


def _joined(evidence: Mapping[str, Evidence], column: str) -> np.ndarray:
    return np.concatenate([getattr(one, column) for one in evidence.values()])


def _as_evidence(table: pa.Table) -> dict[str, Evidence]:
    names = json.loads(table.schema.metadata[b"units"])
    columns = {name: table.column(name).to_numpy().astype(np.int64) for name in NUMBERS}
    met, ends = table.column("met").to_numpy(), np.bincount(table.column("standard").to_numpy(), minlength=len(names))
    ends = np.cumsum(np.pad(ends, (1, 0)))
    return {
        standard: Evidence(standard, tuple(units), met[begin:end], *(one[begin:end] for one in columns.values()))
        for (standard, units), begin, end in zip(names.items(), ends, ends[1:], strict=False)
    }
