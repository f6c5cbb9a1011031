"""An extract beside everything that is on record: what loading it would change, and what stands against that."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.schema import OPTIONAL
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.extract import Extract
from dutybound.exchange.given import MARKER, Given
from dutybound.exchange.loading.admitting import Refused, admitted, left_of
from dutybound.exchange.loading.comparing import Compared, Moments, compared
from dutybound.exchange.loading.databases import Databases
from dutybound.exchange.loading.erasures import Erasures, brought_by, erased_among, is_list
from dutybound.exchange.loading.printing import print_of
from dutybound.exchange.loading.recordable import idle_links, unrecordable, without_links
from dutybound.exchange.loading.refusing import undatable
from dutybound.exchange.reaching import declared_moment
from dutybound.exchange.reading import read_source
from dutybound.exchange.references import References
from dutybound.exchange.scratch import scratch
from dutybound.exchange.versions import OWN, latest
from dutybound.records.deeds import tables_by_actions


@dataclass(frozen=True)
class LastLoad:
    """What was loaded before. `id` and `content_hash` are of the latest load; `as_at` is the furthest that any load of
    the source reached, `tables` all that it ever delivered: an undated or narrow load takes nothing of that back.
    """

    id: str
    content_hash: str
    as_at: int | None
    tables: frozenset[str]


@dataclass(frozen=True)
class Incoming:
    """An extract compared. `tables` has those that it delivers, `untold` those that an earlier load delivered.

    `to_erase` is what is to be erased and is on record, by table; `stored` is already without it, and without links to
    it. `hashes` is what was known of erased rows when this was compared.
    """

    declaration: Declaration
    extract: Extract = field(repr=False)
    tables: Mapping[str, Compared]
    refused: tuple[Refused, ...]
    erasures: Erasures
    as_at: int | None
    last: LastLoad | None
    content_hash: str
    untold: tuple[str, ...]
    stored: Mapping[str, pa.Table] = field(repr=False)
    versions: pa.Table = field(repr=False)
    to_erase: Mapping[str, list[str]] = field(repr=False)
    hashes: frozenset[str] = field(repr=False)

    @property
    def source(self) -> str:
        return self.declaration.title

    @property
    def is_the_same(self) -> bool:
        """Whether it is what was loaded last, to the byte: then nothing is written, not even that it came again."""
        return self.last is not None and self.last.content_hash == self.content_hash and not self.changes_anything

    @property
    def changes_anything(self) -> bool:
        return any(one.changes_anything for one in self.tables.values()) or bool(self.to_erase)


def incoming(source: Given, declaration: Declaration, databases: Databases, references: References) -> Incoming:
    """Read a source with all its checks, and compare it with the records table by table."""
    if not declaration.records:
        remedy = f"Say records = true in its {MARKER}; a log of your own is assessed as it is, and not kept."
        raise DutyboundError(Problem(f"{declaration.folder}", "is no source of records", remedy))
    extract = read_source(source, declaration)
    erasures = brought_by(source, declaration)
    delivered = [name for name in declaration.schema.tables if _is_delivered(name, extract)]
    stored, versions = databases.read(declaration, _needed(delivered, erasures, declaration))
    last, owners = last_load(declaration.title, stored), owners_of(stored)
    problems = [*_done_here(delivered), *_against(delivered, declaration, owners)]
    problems += [*_not_its_own(erasures, delivered, declaration, owners)]
    problems += unrecordable(extract, declaration.schema, delivered)
    if problems:  # what follows compares with the records, and a day cannot be compared with an instant
        raise DutyboundError(problems, f"{declaration.title} cannot be loaded")
    extract = without_links(extract, idle_links(extract, stored, declaration.schema, delivered), declaration.schema)
    hashes, to_erase = databases.erased_hashes(), _on_record(erasures, stored)
    erased = _erased(extract, delivered, stored, erasures, hashes, references, declaration)
    stored = {**stored, **left_of(stored, to_erase, declaration.schema)}
    kept, refused = admitted(extract, stored, erased, declaration.schema, delivered)
    as_at = declared_moment(declaration)
    moments = Moments(as_at, None if last is None else last.as_at)
    tables = {name: _compared(name, kept[name], extract, stored[name], versions, declaration, moments, refused)
              for name in delivered}  # fmt: skip
    untold = tuple(sorted((last.tables if last else frozenset()) - set(delivered)))
    printed = print_of({name: kept[name] for name in delivered}, declaration, erasures.rows)
    made = Incoming(declaration, _without_list(extract), tables, tuple(refused), erasures, as_at, last, printed, untold,
                    stored, versions, to_erase, hashes)  # fmt: skip
    if problems := list(undatable(made)):
        raise DutyboundError(problems, f"{declaration.title} cannot be loaded")
    return made


def _needed(delivered: list[str], erasures: Erasures, declaration: Declaration) -> set[str]:
    """The tables to compare with: those delivered, those that they belong to, and those to be erased from."""
    columns = [one for name in delivered for one in declaration.schema.tables[name].columns.values()]
    return {*delivered, *OWN, *erasures.rows, *(one.refers_to for one in columns if one.refers_to)}


def last_load(source: str, stored: Mapping[str, pa.Table]) -> LastLoad | None:
    """What is known of the loads of a source; None where there was none."""
    loads = [one for one in _loads(stored) if one["source"] == source]
    if not loads:
        return None
    one = max(loads, key=lambda row: (row["happened_at"], int(row["id"].rpartition("/")[2])))
    reaches = [at for row in loads if (at := _micro(row["data_as_at"])) is not None]
    tables = frozenset(name for row in loads for name in json.loads(row["tables"]))
    return LastLoad(one["id"], one["content_hash"], max(reaches, default=None), tables)


def owners_of(stored: Mapping[str, pa.Table]) -> dict[str, str]:
    """The source that each table comes from: rows of two sources could not be told apart when some disappear."""
    return {table: one["source"] for one in _loads(stored) for table in json.loads(one["tables"])}


def _loads(stored: Mapping[str, pa.Table]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stored["load"].to_pylist()
    return found


def _micro(at: datetime | None) -> int | None:
    return None if at is None else int(pc.cast(pa.scalar(at, pa.timestamp("us")), pa.int64()).as_py())


def _is_delivered(name: str, extract: Extract) -> bool:
    """Whether a source delivers a table at all; of those that none needs to deliver, whether it has rows."""
    if name in OWN:
        return False
    return bool(extract.delivered[name]) if name in OPTIONAL else (name, "id") not in extract.unmapped


def _done_here(delivered: list[str]) -> list[Problem]:
    """Audits, findings and judgments are made here, by rules that a row from elsewhere has passed none of."""
    what = "is written by what people do here, and never loaded: nobody could tell that its rules were kept"
    remedy = "Leave the table out of this extract. Use dutybound audit, dutybound findings or dutybound judge."
    return [Problem(f"[{name}]", what, remedy) for name in delivered if name in tables_by_actions()]


def _against(delivered: list[str], declaration: Declaration, owners: Mapping[str, str]) -> list[Problem]:
    others = {name: owners[name] for name in delivered if owners.get(name, declaration.title) != declaration.title}
    remedy = (
        "A table comes from one source, or nobody could tell what one of two no longer delivers. Leave it out of this "
        "extract, deliver both in one, or give this source the title that the records know it by."
    )
    return [Problem(f"[{name}]", f"comes from {owner!r} on record, not from {declaration.title!r}", remedy)
            for name, owner in others.items()]  # fmt: skip


def _not_its_own(
    erasures: Erasures, delivered: list[str], declaration: Declaration, owners: Mapping[str, str]
) -> list[Problem]:
    """A source says what is erased of its own tables alone: the rows of another are not its to delete."""
    mine = {**dict.fromkeys(delivered, declaration.title), **owners}
    others = [name for name in sorted(erasures.rows) if mine.get(name) != declaration.title]
    remedy = (
        "A source lists what it erased in tables that it delivers itself. Let the source of that table list these "
        "rows, or erase them by a list of your own: dutybound erase LIST DATABASE."
    )
    return [Problem(f"erasure, table {name}", f"lists rows to be erased of a table that comes from {mine[name]!r}"
                    if name in mine else "lists rows to be erased of a table that this source never delivered", remedy)
            for name in others]  # fmt: skip


def _erased(
    extract: Extract, delivered: list[str], stored: Mapping[str, pa.Table], erasures: Erasures, hashes: frozenset[str],
    references: References, declaration: Declaration,
) -> dict[str, set[str]]:  # fmt: skip
    """By table, the ids that may not enter: erased here before, or to be erased now."""
    found: dict[str, set[str]] = {name: set(erasures.ids(name)) for name in declaration.schema.tables}
    if hashes:
        for name, ids in _named(extract, delivered, declaration).items():
            unknown = ids - set(stored[name].column("id").to_pylist())
            found[name] |= set(erased_among(name, unknown, hashes, references))
    return {name: ids for name, ids in found.items() if ids}


def _named(extract: Extract, delivered: list[str], declaration: Declaration) -> dict[str, set[str]]:
    """By table, the ids that an extract delivers or refers to."""
    found: dict[str, set[str]] = {}
    for name in delivered:
        for column in declaration.schema.tables[name].columns.values():
            table = name if column.name == "id" else column.refers_to
            if table in declaration.schema.tables:
                ids = pc.unique(pc.drop_null(extract.column(name, column.name))).to_pylist()
                found.setdefault(table or name, set()).update(ids)
    return found


def _compared(
    name: str, rows: pa.Table, extract: Extract, stored: pa.Table, versions: pa.Table, declaration: Declaration,
    moments: Moments, refused: list[Refused],
) -> Compared:  # fmt: skip
    table = declaration.schema.tables[name]
    columns = [one for one in table.columns if (name, one) not in extract.unmapped]
    out = extract.excluded(name) + len({one.record for one in refused if one.table == name})
    return compared(table, rows, stored, standing_of(name, versions), columns, moments, out)


def standing_of(name: str, versions: pa.Table) -> pa.Table:
    """Of the rows of a table that have versions: record, known, withdrawn."""
    versions = versions.filter(pc.equal(versions.column("record_table"), name))
    with scratch() as connection:
        connection.register("versions", versions)
        some = f"(SELECT * FROM versions WHERE record_table = '{name}')"
        return connection.sql(latest(some)).to_arrow_table()


def _on_record(erasures: Erasures, stored: Mapping[str, pa.Table]) -> dict[str, list[str]]:
    found = {}
    for name in erasures.rows:
        there = pc.is_in(
            pa.array(erasures.ids(name), pa.string()), value_set=stored[name].column("id").combine_chunks()
        )
        if some := pa.array(erasures.ids(name), pa.string()).filter(there).to_pylist():
            found[name] = some
    return found


def _without_list(extract: Extract) -> Extract:
    """Without the remark that nobody reads the list of erasures."""
    return replace(extract, unused=tuple(one for one in extract.unused if not is_list(Path(one.partition(":")[0]))))
