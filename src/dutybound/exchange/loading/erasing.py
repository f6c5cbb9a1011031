"""Rows erased from the records: every version of them, and what refers to them; a hash remains, and nothing else."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connections

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.schema import OPTIONAL, Column, Schema
from dutybound.exchange.loading.databases import Databases
from dutybound.exchange.loading.erasures import Erasures, hashed
from dutybound.exchange.references import References
from dutybound.records.models.loads import ErasedRow, SupersededVersion
from dutybound.records.models.organised_crime_diversion import SupersededDiversionVersion
from dutybound.records.schema import record_models
from dutybound.records.stores import TOGETHER, store_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SOME = 500  # ids asked for at once: SQLite takes a thousand values in one question
ALSO = "Put these rows on the list too, or have the source say what they belong to now."
Ids = Mapping[str, list[str]]


def erase_rows(
    ids: Ids, erasures: Erasures, databases: Databases, references: References, now: datetime, schema: Schema
) -> None:
    """Delete rows with all their versions, inside the caller's transaction. What needs them stops everything."""
    if not ids:
        return
    _overwriting(databases)
    problems = list(_dependants(ids, databases, schema))
    if problems:
        raise DutyboundError(problems, "Nothing was erased")
    models = {model._meta.db_table: model for model in record_models()}
    for name, some in ids.items():
        for table, column in _links_to(name, schema):
            if not databases.keeps(models[table]):
                continue
            _empty_links(models[table], column, some, databases)
        for few in _few(some):
            kept = kept_versions_of(models[name])
            kept.objects.using(databases.alias(kept)).filter(record_table=name, record__in=few).delete()
    for name, some in ids.items():
        model = models[name]
        for few in _few(some):
            chosen = model.objects.using(databases.alias(model)).filter(pk__in=few)
            chosen._raw_delete(databases.alias(model))
        _remember(name, some, erasures, databases, references, now)


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
    name: str, ids: list[str], erasures: Erasures, databases: Databases, references: References, now: datetime
) -> None:
    asked = erasures.rows.get(name, {})
    made = [
        ErasedRow(
            id=hashed(name, one, references), record_table=name, erased_at=now,
            asked_at=None if (at := asked.get(one)) is None else EPOCH + timedelta(microseconds=at),
        )
        for one in ids
    ]  # fmt: skip
    if databases.keeps(ErasedRow):
        ErasedRow.objects.using(databases.alias(ErasedRow)).bulk_create(made, batch_size=SOME, ignore_conflicts=True)


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


def _empty_links(model: Any, column: Column, ids: list[str], databases: Databases) -> None:
    """References are emptied, in the rows as they stand and in the versions before them."""
    kept = kept_versions_of(model)
    for few in _few(ids):
        if not column.required:
            rows = model.objects.using(databases.alias(model)).filter(**{f"{column.name}__in": few})
            rows.update(**{column.name: None})
    gone = set(ids)
    versions = kept.objects.using(databases.alias(kept)).filter(record_table=model._meta.db_table)
    for version in versions.iterator(SOME):
        content = json.loads(version.content)
        if content.get(column.name) in gone:
            version.content = json.dumps({**content, column.name: None})
            version.save(using=databases.alias(kept), update_fields=["content"])


def kept_versions_of(model: Any) -> Any:
    """Where the superseded versions of a record lie: in the same database as it."""
    return SupersededVersion if store_of(model) == TOGETHER else SupersededDiversionVersion


def _few(ids: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(ids), SOME):
        yield ids[first : first + SOME]


def _overwriting(databases: Databases) -> None:
    """SQLite leaves what is deleted in the free pages of its file unless it is told to write over it."""
    for alias in dict.fromkeys(databases.aliases.values()):
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute("PRAGMA secure_delete = ON")
