"""Small extracts held to the minimum, and what was found in them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dutybound.exchange.pole.checked import Checked
from dutybound.exchange.pole.checking import Conformance, conformance_of, ground_of

TODAY = date(2026, 6, 30)


def conformed(folder: Path, files: dict[str, str], pole: str, source: Path | None = None) -> Conformance:
    """Files written into a folder and checked, by default as at 30 June 2026."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "pole.toml").write_text(pole, encoding="utf-8")
    return conformance_of(ground_of(source or folder, folder, None, TODAY), lambda _: None)


def defects(conformance: Conformance) -> set[tuple[str, str, str]]:
    """Record, attribute and what is wrong, of every defect."""
    return {found for one in conformance.entities for found in _defects(one)}


def _defects(one: Checked) -> Iterator[tuple[str, str, str]]:
    for defect in one.defects:
        for row in defect.rows.tolist():
            yield one.ids[row].as_py(), defect.attribute, defect.what


def entity(name: str, columns: str, table: str = "t", more: str = "") -> str:
    """A section of pole.toml whose columns are called as their attributes are, or as `columns` says."""
    named = [part if "=" in part else f'{part} = "{part}"' for part in columns.split(", ")]
    return f'[{name}]\ntable = "{table}"\nid = "id"\n{more}\n[{name}.columns]\n' + "\n".join(named) + "\n"
