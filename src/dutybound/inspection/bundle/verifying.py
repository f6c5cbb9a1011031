"""A bundle checked: who signed it, which cells are not those that were sealed, and whether the figures follow."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.manifest import sha256
from dutybound.inspection.bundle.cells import cell_hashes, cells_of
from dutybound.inspection.bundle.contents import (
    CELLED,
    DECLARED,
    DEFINITIONS,
    FILES,
    FORMAT,
    MANIFEST,
    MARKS,
    MEASURES,
    SIGNATURE,
)
from dutybound.inspection.bundle.recomputing import work_out
from dutybound.inspection.bundle.row_marks import changed_cells, read_marks, row_marks
from dutybound.inspection.bundle.sealing import refused
from dutybound.inspection.bundle.signing import fingerprint, is_signed

#: No file of a bundle is larger once unpacked: a file that says otherwise is no bundle.
LARGEST = 8 << 30
TWICE = (
    "{0}: was sealed as another value",
    "{0}: was not there when the bundle was sealed",
    "{0}: was sealed, and is gone",
)


@dataclass(frozen=True)
class Verified:
    """What was found.

    `changed`: cells, rows and files that are not those that were sealed. `differing`: figures that do not follow from
    the duties. `refused`: what a bundle may not hold. `taken`: figures that nobody can work out from duties alone.
    """

    fingerprint: str
    sealed_at: str
    as_at: str
    code: str
    is_signed: bool
    changed: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    worked_out: int = 0

    @property
    def is_sound(self) -> bool:
        return self.is_signed and not (self.changed or self.differing or self.refused)


def verify(bundle: Path) -> Verified:
    """Check a bundle and work its figures out anew. Needs neither a network, nor settings, nor any record."""
    with TemporaryDirectory(prefix="dutybound-") as made:
        folder = Path(made)
        _unpack(bundle, folder)
        manifest, signature = _json(folder / MANIFEST), _json(folder / SIGNATURE)
        _check_form(manifest, signature)
        found = Verified(
            fingerprint(signature["key"]), f"{manifest['sealed_at']}", f"{manifest['as_at']}",
            f"{manifest['made_by']['version']}, code {manifest['made_by']['code'][:16]}",
            is_signed((folder / MANIFEST).read_bytes(), signature["signature"], signature["key"]),
            tuple(_changed(folder, manifest)),
        )  # fmt: skip
        return _worked_out(folder, found)


def _worked_out(folder: Path, found: Verified) -> Verified:
    """With the figures worked out anew; where a file can no longer be read as what it was, that is said."""
    try:
        definitions = _json(folder / DEFINITIONS)
        worked = work_out(folder, definitions)
        forbidden = tuple(f"{one.where} {one.what}" for one in refused(folder))
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, pa.ArrowException, DutyboundError):
        return replace(found, differing=("the figures cannot be worked out: a file is not what it was when sealed",))
    differing = [*worked.odd]
    count = 0
    for name, figures in ((MEASURES, worked.measures), (DECLARED, worked.declared)):
        said = _json(folder / name)
        differing += _differing(name, said, figures)
        count += sum(1 for _ in cells_of(figures))
    return replace(found, differing=tuple(differing), refused=forbidden, taken=worked.taken, worked_out=count)


def _differing(name: str, said: Mapping[str, Any], figures: Mapping[str, Any]) -> Iterator[str]:
    """Figures that do not follow from the duties: what stands there, and what follows."""
    for key, own in figures.items():
        here, worked = (dict(cells_of(one)) for one in ({k: said.get(key, {}).get(k) for k in own}, own))
        for cell in [*worked, *(one for one in here if one not in worked)]:
            if here.get(cell, ABSENT) != worked.get(cell, ABSENT):
                told = f"it says {_word(here, cell)}, and the duties say {_word(worked, cell)}"
                yield f"{name}: {key} / {cell}: {told}"
    for key in said:
        if name == MEASURES and key not in figures:
            yield f"{name}: {key}: is no standard of definitions.json"


ABSENT = object()


def _word(cells: Mapping[str, Any], name: str) -> str:
    return json.dumps(cells[name]) if name in cells else "nothing"


def _changed(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    for name in FILES:
        if sha256(folder / name) == manifest["files"].get(name):
            continue
        if name in CELLED:
            cells = list(_changed_cells(folder / name, manifest["cells"][name]))
        elif name in MARKS:
            cells = list(_changed_rows(folder, name, manifest))
        else:
            cells = []
        yield from (
            f"{name}: {one}"
            for one in cells
            or ["was written anew, and none of its cells changed" if name in (*CELLED, *MARKS) else "was changed"]
        )


def _changed_cells(file: Path, sealed: Mapping[str, str]) -> Iterator[str]:
    try:
        now = cell_hashes(_json(file))
    except ValueError:
        yield "can no longer be read"
        return
    for cell in sorted(set(sealed) | set(now)):
        if sealed.get(cell) != now.get(cell):
            yield TWICE[0 if cell in sealed and cell in now else 1 if cell in now else 2].format(cell)


def _changed_rows(folder: Path, name: str, manifest: Mapping[str, Any]) -> Iterator[str]:
    marks = folder / MARKS[name]
    try:
        if sha256(marks) != manifest["files"].get(MARKS[name]):
            yield "was changed, and so were the marks that would say where"
            return
        yield from changed_cells(read_marks(marks), row_marks(folder / name))
    except Exception as error:  # whatever a broken file makes a reader raise
        yield f"can no longer be read ({type(error).__name__})"


def _unpack(bundle: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(bundle) as packed:
            names = [one.filename for one in packed.infolist()]
            wanted = {*FILES, MANIFEST, SIGNATURE}
            problems = [
                Problem(f"{bundle}", f"lacks {one}", "It is not whole: ask for it again.")
                for one in sorted(wanted - set(names))
            ]
            problems += [
                Problem(f"{bundle}", f"holds {one!r}, which no bundle does") for one in sorted(set(names) - wanted)
            ]
            problems += [Problem(f"{bundle}", f"holds {one} twice") for one in sorted(wanted) if names.count(one) > 1]
            problems += [
                Problem(f"{bundle}", f"{one.filename} is too large")
                for one in packed.infolist()
                if one.file_size > LARGEST
            ]
            if problems:
                raise DutyboundError(problems, "This is no sealed bundle")
            for one in packed.infolist():
                (folder / one.filename).write_bytes(packed.read(one))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise DutyboundError(
            Problem(f"{bundle}", f"cannot be unpacked: {error}", "Ask for it again."), "This is no sealed bundle"
        ) from error


def _check_form(manifest: Any, signature: Any) -> None:
    """Whether the manifest and the signature can be read as such at all."""
    try:
        sound = manifest["format"] == FORMAT and set(manifest["cells"]) == set(CELLED)
        texts = (manifest["sealed_at"], manifest["as_at"], manifest["made_by"]["version"], manifest["made_by"]["code"])
        sound = sound and all(isinstance(one, str) for one in (*texts, signature["key"], signature["signature"]))
        sound = sound and all(isinstance(one, dict) for one in (manifest["files"], *manifest["cells"].values()))
    except (KeyError, TypeError):
        sound = False
    if not sound:
        remedy = "It was made by another version, or changed: ask for it again."
        raise DutyboundError(
            Problem(MANIFEST, "is not that of a bundle that this version reads", remedy), "This is no sealed bundle"
        )


def _json(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
