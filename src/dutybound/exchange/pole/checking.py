"""A whole extract held to the national minimum."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.calendar import day_number
from dutybound.duties.schema import HOLDING
from dutybound.exchange.declaration import Declaration, is_declaration, read_declaration
from dutybound.exchange.given import Given
from dutybound.exchange.pole.checked import Checked, checked
from dutybound.exchange.pole.days import Seen
from dutybound.exchange.pole.defects import Defect
from dutybound.exchange.pole.duplicates import duplicates
from dutybound.exchange.pole.holders import units_by_table
from dutybound.exchange.pole.mapping import FILE, PoleMap, delivered, map_of_records, read_pole_map
from dutybound.exchange.pole.tables import Tables, opened_tables, tables_as_declared
from dutybound.exchange.reading import read_source

Said = Callable[[str], None]


@dataclass(frozen=True)
class Ground:
    """What an extract is held to: where its entities are, who declared it, and the day that it is looked at."""

    source: Given
    pole: PoleMap
    declaration: Declaration | None
    as_at: date
    as_records: bool = False


@dataclass(frozen=True)
class Conformance:
    """All that was found, entity by entity, in the order of pole.toml. `excluded` rows could not be read at all."""

    ground: Ground
    entities: tuple[Checked, ...]
    notes: tuple[str, ...] = field(default=())


def ground_of(source: Given, folder: Path, as_at: date | None, today: date) -> Ground:
    """Read pole.toml, and the folder's own declaration where it has one; the day said, or the data's, or today."""
    declaration = read_declaration(folder) if is_declaration(folder) else None
    as_records = declaration is not None and declaration.records and not (folder / FILE).is_file()
    if not (folder / FILE).is_file() and not as_records:
        what = f"holds no {FILE}, so nobody says which columns of the extract hold which attribute"
        remedy = f"Write {FILE} there (docs/how-to/check-against-pole.md), or name its folder with --with."
        raise DutyboundError(Problem(f"{folder}", what, remedy))
    pole = map_of_records() if as_records else read_pole_map(folder)
    declared = None if declaration is None or not declaration.data_as_at else declaration.data_as_at[:10]
    if declaration is not None and isinstance(source, Path) and source.resolve() == folder.resolve():
        source = declaration.source
    day = as_at or pole.data_as_at or (date.fromisoformat(declared) if declared else today)
    return Ground(source, pole, declaration, day, as_records)


def conformance_of(ground: Ground, said: Said) -> Conformance:
    """Hold every entity to the minimum, each by itself and then all beside one another."""
    said("Reading")
    with _tables(ground) as (tables, pole, notes):
        _refuse_what_is_not_there(pole, tables)
        units = _units(ground)
        seen = Seen(day_number(ground.as_at), ground.pole.dates)
        found = []
        for one in pole.held:
            said(f"Checking {one.entity.title}")
            found.append(checked(one, tables, pole, seen, units.get(one.table, {})))
    said("Looking for duplicates")
    more: dict[str, list[Defect]] = {}
    for name, defect in duplicates(found):
        more.setdefault(name, []).append(defect)
    return Conformance(ground, tuple(one.with_defects(more.get(one.held.entity.name, [])) for one in found), notes)


@contextmanager
def _tables(ground: Ground) -> Iterator[tuple[Tables, PoleMap, tuple[str, ...]]]:
    """The tables as they are written; those of records as they are read, since nothing else says where they are."""
    if not ground.as_records or ground.declaration is None:
        with opened_tables(ground.source, ground.pole.form) as tables:
            yield tables, ground.pole, ()
        return
    extract = read_source(ground.source, ground.declaration)
    left = sum(extract.excluded(name) for name in extract.tables)
    said = "left out of the source as it is declared, and not checked; `dutybound assess` lists each in excluded.csv"
    notes = (f"{left:,} rows were {said}",) if left else ()
    pole = delivered(ground.pole, extract.unmapped)
    if not pole.held:
        what = f"delivers none of the tables that the minimum is about: {', '.join(_asked_of(ground.pole))}"
        remedy = f"Map one of them in mapping.toml, or write {FILE} over the files as they are."
        raise DutyboundError(Problem(f"{ground.source}", what, remedy), "Nothing was held to the national minimum")
    yield tables_as_declared(extract), pole, notes


def _asked_of(pole: PoleMap) -> list[str]:
    return list(dict.fromkeys(one.table for one in pole.held))


def _refuse_what_is_not_there(pole: PoleMap, tables: Tables) -> None:
    problems: list[Problem] = []
    for one in pole.held:
        where = f"{FILE}: [{one.entity.name}]"
        tables.check(one.table, one.uses, where, problems)
        for link in (*one.linked, *([one.only] if one.only else [])):
            if link.table is not None:
                tables.check(link.table, (link.column,), where, problems)
    if problems:
        raise DutyboundError(dict.fromkeys(problems), "The extract is not as pole.toml says")


def _units(ground: Ground) -> Mapping[str, Mapping[str, str]]:
    """By table and id, from the holdings of a declared source."""
    if ground.declaration is None:
        return {}
    extract = read_source(ground.source, ground.declaration, only=(HOLDING.name,))
    return units_by_table(extract, ground.declaration.calendar, ground.as_at)
