"""A source read through its declaration: refused with all that is wrong, or loaded with every row accounted for."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.schema import EXCUSAL, HOLDING, OPTIONAL, Schema
from dutybound.exchange.assembling import Assembled, assembled
from dutybound.exchange.checking import checked
from dutybound.exchange.clustered import read_clustered
from dutybound.exchange.databases.address import PostgresAddress
from dutybound.exchange.databases.placing import placed_in_database
from dutybound.exchange.databases.postgres import opened_postgres
from dutybound.exchange.databases.sqlite import is_sqlite, opened_sqlite
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.extract import NOTHING_READ, Extract
from dutybound.exchange.faults import ROOM, Fault, fault_problems, too_many
from dutybound.exchange.given import Given
from dutybound.exchange.holdings import holding_notes
from dutybound.exchange.manifest import is_clustered
from dutybound.exchange.mapping import FileForm, SourceMapping, TableMapping
from dutybound.exchange.outcome import Outcome, TableRead
from dutybound.exchange.pieces import arrow_schema
from dutybound.exchange.placing import Place, Places, placed, stem
from dutybound.exchange.plans import DataFile, Plan, alike, planned
from dutybound.exchange.streaming import read_in_pieces
from dutybound.exchange.toml_files import collected
from dutybound.exchange.versions import LOAD, VERSIONS, stores_in, undelivered, united, without_versions
from dutybound.exchange.zones import Mask

MANY = 20  # tables not delivered that are named one by one
HELD = 1 << 30  # bytes; a source of more text than that is not held in memory
Opened = dict[tuple[Place, FileForm], DataFile | None]


def read_source(source: Given, declaration: Declaration, only: Collection[str] | None = None) -> Extract:
    """Read one event log, a folder of CSV and Parquet files, or a database in one snapshot, as the declaration says.

    A file (or a table of a database) that cannot be read as declared refuses the whole source, with everything wrong
    in any of its files. A row that breaks a declared constraint is left out, counted and listed. With `only`, the
    other tables are not opened, and are empty.
    """
    if isinstance(source, Path) and source.resolve() == declaration.folder.resolve() and not is_clustered(source):
        source = declaration.source
    if isinstance(source, Path) and is_clustered(source):
        return read_clustered(source, declaration, only)
    if declaration.kept:
        return _from_records(source, declaration, only)
    problems: list[Problem] = []
    with _placed(source, declaration) as places:
        problems += places.problems
        wanted = {name: place for name, place in places.found.items() if only is None or name in only}
        plans = _plans(replace(places, found=wanted), declaration, problems)
        outcome = _read(plans, declaration.schema, declaration.calendar.zone, problems)
    if problems:
        raise DutyboundError(problems, f"{source} cannot be read")
    return _extract(outcome, plans, places, declaration)


def unmapped_in(source: Given, declaration: Declaration) -> frozenset[tuple[str, str]]:
    """The (table, column) pairs that a source does not deliver; told by its files and their headers alone."""
    problems: list[Problem] = []
    if isinstance(source, Path) and is_clustered(source):
        return read_clustered(source, declaration).unmapped
    with _placed(source, declaration) as places:
        problems += places.problems
        plans = _plans(places, declaration, problems)
    if problems:
        raise DutyboundError(problems, f"{source} cannot be read")
    return frozenset(_unmapped(declaration.schema, plans))


def assembled_tables(declaration: Declaration, only: Collection[str]) -> dict[str, Assembled]:
    """Some tables of a declaration's own source, with what stood in the file; their constraints are not checked."""
    problems: list[Problem] = []
    with _placed(declaration.source, declaration) as places:
        problems += places.problems
        wanted = {name: place for name, place in places.found.items() if name in only}
        plans = _plans(replace(places, found=wanted), declaration, problems)
        found = _delivered(plans, declaration.calendar.zone, problems, [])
    if problems:
        raise DutyboundError(problems, f"{declaration.source} cannot be read")
    return found


def _from_records(source: Given, declaration: Declaration, only: Collection[str] | None) -> Extract:
    """A database of records: the rows as they stand, and the versions that they superseded.

    What was loaded from there says what is not delivered: a table is not empty because nobody ever filled it.
    """
    restated = declaration.restated if only is None else declaration.restated & set(only)
    schema = without_versions(declaration.schema, declaration.restated)
    plain = replace(declaration, schema=schema, mapping=SourceMapping(), restated=frozenset(), kept=False)
    loads = read_source(source, plain, {LOAD}).tables[LOAD] if LOAD in schema.tables else None
    found = read_source(source, plain, only)
    unknown = undelivered(loads, found, schema)
    found = replace(found, unmapped=found.unmapped | unknown, notes=_without_unbrought(found, unknown))
    return united(found, read_versions(source, plain), declaration.schema, restated) if restated else found


def _without_unbrought(found: Extract, unknown: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """The notes; in place of a warning for each table that no load ever brought, one line with their number."""
    empty = (name for name, rows in found.tables.items() if {(name, one) for one in rows.schema.names} <= set(unknown))
    said = {_nothing_read(name, [name]) for name in empty} & set(found.notes)
    if not said:
        return found.notes
    kept = [note for note in found.notes if note not in said]
    number = "1 table was" if len(said) == 1 else f"{len(said)} tables were"
    return (*kept, f"{number} never brought by a load: what happened there is not known, and nothing is assessed by it")


def read_versions(source: Given, declaration: Declaration) -> pa.Table:
    """All superseded versions that a database of records keeps."""
    found = []
    for name in stores_in(source):
        mapping = SourceMapping({VERSIONS.name: TableMapping(VERSIONS.name, stored=name)})
        told = replace(declaration, schema=Schema({VERSIONS.name: VERSIONS}), mapping=mapping, restated=frozenset())
        found.append(read_source(source, told).tables[VERSIONS.name])
    return pa.concat_tables(found) if found else arrow_schema(VERSIONS).empty_table()


@contextmanager
def _placed(source: Given, declaration: Declaration) -> Iterator[Places]:
    """Where each table is; a database stays open, and its snapshot held, as long as they are read."""
    schema, mapping = declaration.schema, declaration.mapping
    if isinstance(source, PostgresAddress):
        with opened_postgres(source) as server:
            yield placed_in_database(source.name, server.tables(), schema, mapping)
    elif is_sqlite(source):
        with opened_sqlite(source) as file:
            yield placed_in_database(source.name, file.tables(), schema, mapping)
    else:
        yield placed(source, schema, mapping)


def _plans(places: Places, declaration: Declaration, problems: list[Problem]) -> list[Plan]:
    opened: Opened = {}
    plans: list[Plan] = []
    for name, place in places.found.items():
        mapped = declaration.mapping.of(name)
        key = (place, mapped.form)
        if key not in opened:
            opened[key] = collected(problems, place.open, mapped.form)
        file = opened[key]
        if file is not None:
            plans.append(planned(declaration.schema.table(name), mapped, file, problems, places.zone))
    return plans


def _delivered(plans: list[Plan], home: str, problems: list[Problem], empty: list[str]) -> dict[str, Assembled]:
    """Every table whose file can be read, file by file, so that each is read once and none is held for long."""
    found: dict[str, Assembled] = {}
    faults: list[Fault] = []
    for file in {id(plan.file): plan.file for plan in plans}.values():
        readers = [plan for plan in plans if plan.file is file]
        uses = dict.fromkeys(name for plan in readers for name in plan.uses if name in file.columns)
        content = collected(problems, file.read, tuple(uses))
        if content is not None and not content.num_rows:
            empty.append(file.label)
        for plan in readers:
            if content is None or not set(plan.uses) <= set(file.columns):
                continue
            table = assembled(plan, content, home, faults, problems)
            if table is not None:
                found[plan.table.name] = table
                faults += too_many(table.faults, table.table.num_rows)
    problems += fault_problems(faults, max(1, ROOM - len(problems)))
    return found


def _warnings(outcome: Outcome, plans: list[Plan]) -> Iterator[str]:
    """Files without rows, unless they hold only what no source needs to deliver."""
    for label in outcome.empty:
        names = [plan.table.name for plan in plans if plan.file.label == label and plan.table.name not in OPTIONAL]
        if names:
            yield _nothing_read(label, names)


def _nothing_read(label: str, names: list[str]) -> str:
    """What a header without rows means: most often a delivery that failed, and not that nothing happened."""
    tables = f"the table {names[0]!r} is" if len(names) == 1 else f"all {len(names)} tables that are read from it are"
    return (
        f"{NOTHING_READ}{label}: it has the names of its columns and no row below them, so {tables} empty, as if "
        "nothing had happened. If that is not so, deliver it again"
    )


def _read(plans: list[Plan], schema: Schema, home: str, problems: list[Problem]) -> Outcome:
    """Held in memory where there is room for it, which is quicker; in pieces on disk where there may not be."""
    if sum(file.size for file in {id(plan.file): plan.file for plan in plans}.values()) > HELD:
        return read_in_pieces(plans, schema, home, problems)
    empty: list[str] = []
    delivered = _delivered(plans, home, problems, empty)
    return Outcome({}, []) if problems else replace(_held(delivered, schema, home), empty=tuple(empty))


def _held(delivered: Mapping[str, Assembled], schema: Schema, home: str) -> Outcome:
    kept, exclusions = checked(delivered, home)
    tables = {}
    for name, one in delivered.items():
        rows = one.table if kept[name].all() else one.table.filter(pa.array(kept[name]))
        tables[name] = TableRead(rows, one.table.num_rows, rows.num_rows, tuple(one.notes), one.plan.file.label)
    notes = tuple(holding_notes(delivered, schema)) if HOLDING.name in delivered else ()
    return Outcome(tables, exclusions, notes, _excusal_rows(delivered, kept))


def _extract(outcome: Outcome, plans: list[Plan], places: Places, declaration: Declaration) -> Extract:
    schema = declaration.schema
    why = {name: one.not_delivered for name, one in declaration.mapping.tables.items() if one.not_delivered}
    read, order = outcome.tables, {name: place for place, name in enumerate(schema.tables)}
    warnings = list(_warnings(outcome, plans))
    return Extract(
        {name: read[name].rows if name in read else _empty(schema, name) for name in order},
        frozenset(_unmapped(schema, plans)),
        tuple(sorted(outcome.exclusions, key=lambda one: (order[one.table], one.row, one.column))),
        {name: read[name].delivered if name in read else 0 for name in order},
        {name: read[name].loaded if name in read else 0 for name in order},
        tuple(_unused(plans, places, schema, why)),
        (
            *warnings,
            *(f"[{name}] is not delivered: {text}" for name, text in why.items()),
            *_notes(outcome, schema, plans, warnings),
        ),
        tuple(outcome.excusal_rows),
    )


def _excusal_rows(delivered: Mapping[str, Assembled], kept: Mapping[str, Mask]) -> list[tuple[str, int]]:
    """Where each excusal stands, for the check against the standards, which are not known here."""
    if EXCUSAL.name not in delivered:
        return []
    one = delivered[EXCUSAL.name]
    return [(one.plan.file.label, int(row)) for row in one.rows[kept[EXCUSAL.name]]]


def _empty(schema: Schema, name: str) -> pa.Table:
    return arrow_schema(schema.tables[name]).empty_table()


def _unmapped(schema: Schema, plans: list[Plan]) -> set[tuple[str, str]]:
    """What the source does not deliver. Without excusals nothing is excused, and without holdings nobody holds."""
    read = {plan.table.name for plan in plans}
    absent = [table for name, table in schema.tables.items() if name not in read and name not in OPTIONAL]
    found = {(table.name, column) for table in absent for column in table.columns}
    return found.union(*(plan.unmapped for plan in plans))


def _unused(plans: list[Plan], places: Places, schema: Schema, said: Collection[str]) -> list[str]:
    """Files and columns that nothing reads, each with the unmapped column that it may be."""
    found = [f"{name}: no table is read from it{_perhaps(name, places, schema, said)}" for name in places.unread]
    for file in {id(plan.file): plan.file for plan in plans}.values():
        readers = [plan for plan in plans if plan.file is file]
        used = {name for plan in readers for name in plan.uses}
        waiting = {f"{table}.{column}": column for plan in readers for table, column in plan.unmapped}
        plain = []
        for name in (name for name in file.columns if name not in used):
            close = [full for full, column in sorted(waiting.items()) if alike(name, [column])]
            if close:
                found.append(f"{file.label}: column {name!r}; is it {' or '.join(close)}, which is not mapped?")
            else:
                plain.append(name)
        if plain:
            found.append(f"{file.label}: {', '.join(plain)}")
    return found


def _perhaps(name: str, places: Places, schema: Schema, said: Collection[str]) -> str:
    """The undelivered table that a file may be, by its name, unless somebody said that it is not."""
    close = alike(stem(name), [table for table in schema.tables if table not in (*places.found, *said)])
    return f"; is it {' or '.join(repr(one) for one in close)}, which is not delivered?" if close else ""


def _notes(outcome: Outcome, schema: Schema, plans: list[Plan], warnings: list[str]) -> list[str]:
    notes = [note for file in {id(plan.file): plan.file for plan in plans}.values() for note in file.notes]
    read = outcome.tables
    for name, one in read.items():
        notes += one.notes
        if name == HOLDING.name:
            notes += outcome.holding_notes
        is_said = any(text.startswith(f"{NOTHING_READ}{one.file}:") for text in warnings)
        if not one.delivered and not is_said:
            notes.append(f"[{name}] {one.file} holds no rows of it")
    absent = [name for name in schema.tables if name not in read and name not in OPTIONAL]
    if len(absent) > MANY:
        notes.append(f"{len(absent)} tables are not delivered: standards that read them cannot be assessed")
    for name, table in schema.tables.items():
        if name in absent and len(absent) <= MANY:
            notes.append(f"[{name}] is not delivered: standards that read it cannot be assessed")
        drawn = next((plan.columns for plan in plans if plan.table.name == name), {})
        parents = {one.refers_to for one in table.columns.values() if one.refers_to and one.name in drawn} - set(read)
        if name in read and parents:
            notes.append(f"[{name}] could not be checked against {', '.join(sorted(parents))}, not delivered")
    return notes
