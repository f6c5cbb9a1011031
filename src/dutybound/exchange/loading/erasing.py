"""Rows erased from the records: every version of them, and what refers to them; a hash remains, and nothing else."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connections

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.schema import OPTIONAL, Column, Schema
from dutybound.exchange.loading.databases import MIGRATE, Databases
from dutybound.exchange.loading.erasing_audited import empty_audited
from dutybound.exchange.loading.erasures import Erasures, hashed
from dutybound.exchange.references import References
from dutybound.records.models.loads import ErasedRow, Load, SupersededVersion
from dutybound.records.models.organised_crime_diversion import ErasedDiversionRow, SupersededDiversionVersion
from dutybound.records.schema import record_models
from dutybound.records.stores import TOGETHER, store_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SOME = 500  # ids asked for at once: SQLite takes a thousand values in one question
ALSO = "Put these rows on the list too, or have the source say what they belong to now."
Ids = Mapping[str, list[str]]


def erase_rows(
    ids: Ids, erasures: Erasures, databases: Databases, references: References, now: datetime, schema: Schema
) -> None:
    """Delete rows with all their versions, inside the caller's transaction. What needs them stops everything.

    Every id of the list is remembered, also of rows that are not on record: they may be delivered yet.
    """
    if not erasures.count:
        return
    _one_at_a_time(databases)
    _overwriting(databases)
    problems = [*_without_memory(erasures, databases), *_dependants(ids, databases, schema)]
    if problems:
        raise DutyboundError(problems, "Nothing was erased")
    models = {model._meta.db_table: model for model in record_models()}
    empty_links(ids, databases, schema)
    empty_audited(ids, databases, references)
    for name, some in ids.items():
        for few in _few(some):
            kept = kept_versions_of(models[name])
            kept.objects.using(databases.alias(kept)).filter(record_table=name, record__in=few).delete()
    for name, some in ids.items():
        model = models[name]
        for few in _few(some):
            chosen = model.objects.using(databases.alias(model)).filter(pk__in=few)
            chosen._raw_delete(databases.alias(model))
    for name in erasures.rows:
        _remember(name, models[name], erasures, databases, references, now)


def on_record(erasures: Erasures, databases: Databases) -> dict[str, list[str]]:
    """What of a list there is in some databases, by table."""
    models = {model._meta.db_table: model for model in record_models()}
    found = {}
    for name in erasures.rows:
        model = models.get(name)
        if model is None or not databases.keeps(model):
            continue
        rows = model.objects.using(databases.alias(model))
        found[name] = sorted(
            one for few in _few(erasures.ids(name)) for one in rows.filter(pk__in=few).values_list("pk", flat=True)
        )
    return {name: ids for name, ids in found.items() if ids}


def _remember(
    name: str, model: Any, erasures: Erasures, databases: Databases, references: References, now: datetime
) -> None:
    erased = erased_rows_of(model)
    if not databases.keeps(erased):
        return  # a database that does not keep this table either
    made = [
        erased(
            id=hashed(name, one, references), record_table=name, erased_at=now,
            asked_at=None if at is None else EPOCH + timedelta(microseconds=at),
        )
        for one, at in erasures.rows[name].items()
    ]  # fmt: skip
    erased.objects.using(databases.alias(erased)).bulk_create(made, batch_size=SOME, ignore_conflicts=True)


def _without_memory(erasures: Erasures, databases: Databases) -> Iterator[Problem]:
    """A database that has no place for what was erased would let it in again with the next extract."""
    models = {model._meta.db_table: model for model in record_models()}
    lacking = {databases.alias(models[name]) for name in erasures.rows
               if databases.keeps(models[name]) and not databases.keeps(erased_rows_of(models[name]))}  # fmt: skip
    for alias in sorted(lacking):
        what = "was made by an earlier version of Dutybound, and cannot remember what is erased from it"
        yield Problem(f"{databases.address(alias)}", what, MIGRATE + alias)


def _one_at_a_time(databases: Databases) -> None:
    """Erasing and loading wait for one another: what is being erased does not enter by the way."""
    if databases.keeps(Load):
        list(Load.objects.using(databases.alias(Load)).select_for_update().order_by("id").values_list("id"))


def _dependants(ids: Ids, databases: Databases, schema: Schema) -> Iterator[Problem]:
    """Rows that cannot stand without one that is to be erased, and are not on the list themselves."""
    models = {model._meta.db_table: model for model in record_models()}
    for name, some in ids.items():
        needing = [(table, column.name) for table, column in _links_to(name, schema) if column.required]
        needing += [(one, "subject") for one in OPTIONAL]
        for table, column in needing:
            model = models[table]
            if not databases.keeps(model):
                continue
            found: set[str] = set()
            for few in _few(some):
                rows = model.objects.using(databases.alias(model)).filter(**{f"{column}__in": few})
                rows = rows.filter(subject_table=name) if table == "holding" else rows
                found |= set(rows.values_list("pk", flat=True))
            if left := found - set(ids.get(table, ())):
                what = (
                    f"{len(left):,} of its rows belong to rows of {name!r} that are to be erased, and stay themselves"
                )
                yield Problem(f"[{table}] {column}", what, ALSO)


def _links_to(name: str, schema: Schema) -> list[tuple[str, Column]]:
    return [
        (table.name, column)
        for table in schema.tables.values()
        for column in table.columns.values()
        if column.refers_to == name
    ]


def empty_links(ids: Ids, databases: Databases, schema: Schema) -> None:
    """References are emptied, in the rows as they stand and in the versions before them."""
    models = {model._meta.db_table: model for model in record_models()}
    into: dict[str, dict[str, Ids]] = {name: {"subject": ids} for name in OPTIONAL}
    for name, some in ids.items():
        for table, column in _links_to(name, schema):
            into.setdefault(table, {})[column.name] = {name: some}
            if column.required or not databases.keeps(models[table]):
                continue
            for few in _few(some):
                rows = models[table].objects.using(databases.alias(models[table]))
                rows.filter(**{f"{column.name}__in": few}).update(**{column.name: None})
    for table, links in into.items():
        if databases.keeps(models[table]):
            _empty_versions(models[table], links, databases)


def _empty_versions(model: Any, links: Mapping[str, Ids], databases: Databases) -> None:
    """The versions of one table are read once, whatever is erased: `links` has the ids by column and table."""
    kept = kept_versions_of(model)
    gone = {column: {name: set(some) for name, some in ids.items()} for column, ids in links.items()}
    versions = kept.objects.using(databases.alias(kept)).filter(record_table=model._meta.db_table)
    changed = []
    for version in versions.iterator(SOME):
        content = json.loads(version.content)
        if lost := {column: None for column, ids in gone.items() if _names(content, column, ids)}:
            version.content = json.dumps({**content, **lost})
            changed.append(version)
    kept.objects.using(databases.alias(kept)).bulk_update(changed, ["content"], batch_size=SOME)


def _names(content: Mapping[str, Any], column: str, gone: Mapping[str, set[str]]) -> bool:
    """Whether a version names an erased row; the subject of a holding is one of the table that it says."""
    table = content.get("subject_table") if column == "subject" else None
    return any(content.get(column) in ids for name, ids in gone.items() if table in (None, name))


def kept_versions_of(model: Any) -> Any:
    """Where the superseded versions of a record lie: in the same database as it."""
    return SupersededVersion if store_of(model) == TOGETHER else SupersededDiversionVersion


def erased_rows_of(model: Any) -> Any:
    """Where what was erased of a record is remembered: in the same database as it."""
    return ErasedRow if store_of(model) == TOGETHER else ErasedDiversionRow


def _few(ids: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(ids), SOME):
        yield ids[first : first + SOME]


def emptied_log(databases: Databases) -> None:
    """SQLite writes into a log beside its file first: what was erased may stand in it until it is written home."""
    for alias in dict.fromkeys(databases.aliases.values()):
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _overwriting(databases: Databases) -> None:
    """SQLite leaves what is deleted in the free pages of its file unless it is told to write over it."""
    for alias in dict.fromkeys(databases.aliases.values()):
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")
