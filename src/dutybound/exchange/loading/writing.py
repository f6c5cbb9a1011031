"""A compared extract written: everything or nothing, and what it supersedes kept."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.loading.comparing import KNOWN_FROM, Compared
from dutybound.exchange.loading.databases import Databases, in_one
from dutybound.exchange.loading.erasing import emptied_log, erase_rows, kept_versions_of
from dutybound.exchange.loading.incoming import Incoming, standing_of
from dutybound.exchange.loading.refusing import undatable_withdrawal, written_ahead
from dutybound.exchange.references import References
from dutybound.exchange.scratch import scratch
from dutybound.records.models.loads import KeptVersion, Load, RecordSource
from dutybound.records.schema import record_models

BATCH = 5_000  # rows written at once
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Withdrawn = Mapping[str, list[str]]


def write_load(
    one: Incoming, databases: Databases, references: References, now: datetime, withdrawn: Withdrawn, by: str = ""
) -> str:
    """Write a load; its id. `by` says who decided what is withdrawn.

    In one transaction for each database: the one that lies apart is committed first, so that a failure in either leaves
    both as they were, unless the machine fails between the two commits.
    """
    if problems := [*written_ahead(one, now), *(undatable_withdrawal(one) if withdrawn else ())]:
        raise DutyboundError(problems, f"{one.source} cannot be loaded")
    databases.ready()
    with in_one(databases):
        _refuse_overtaken(one, databases)
        writer = _Writer(one, databases, now, by)
        erase_rows(one.to_erase, one.erasures, databases, references, now, one.declaration.schema)
        writer.source_and_load()
        for name, table in one.tables.items():
            writer.table(name, table)
        for name, ids in withdrawn.items():
            writer.withdraw(name, ids)
    emptied_log(databases)
    return writer.id


def _refuse_overtaken(one: Incoming, databases: Databases) -> None:
    """What is compared was read before: nobody may have loaded or erased since."""
    loads = Load.objects.using(databases.alias(Load)).select_for_update().order_by("id")
    known = sorted(one.stored["load"].column("id").to_pylist())
    if sorted(loads.values_list("id", flat=True)) != known or databases.erased_hashes() != one.hashes:
        what = "was loaded into, or erased from, by somebody else while this extract was compared"
        raise DutyboundError(Problem("the records", what, "Nothing was written. Load it again."))


class _Writer:
    """Writes one load; versions are numbered as they are superseded."""

    def __init__(self, one: Incoming, databases: Databases, now: datetime, by: str) -> None:
        self.one, self.databases, self.now, self.by = one, databases, now, by
        number = 1 + max((int(row.rpartition("/")[2]) for row in self._own_loads()), default=0)
        self.id = f"{one.source}/{number}"
        self.numbers = count(1)
        self.models = {model._meta.db_table: model for model in record_models()}

    def _own_loads(self) -> list[str]:
        rows = self.one.stored["load"].select(["id", "source"]).to_pylist()
        return [row["id"] for row in rows if row["source"] == self.one.source]

    def source_and_load(self) -> None:
        alias, one = self.databases.alias(Load), self.one
        RecordSource.objects.using(alias).get_or_create(
            id=one.source, defaults={"name": one.source, "began_at": self.now, "recorded_at": self.now}
        )
        Load.objects.using(alias).create(
            id=self.id, source_id=one.source, happened_at=self.now, recorded_at=self.now,
            data_as_at=None if one.as_at is None else EPOCH + timedelta(microseconds=one.as_at),
            feed=one.declaration.feeds.usual, content_hash=one.content_hash,
            tables=json.dumps({name: self._told(name, table) for name, table in one.tables.items()}),
        )  # fmt: skip

    def _told(self, name: str, table: Compared) -> dict[str, Any]:
        """What a load says of a table: the counts, the columns that it did not bring, and how often it arrives."""
        undelivered = sorted(one for of, one in self.one.extract.unmapped if of == name)
        return {**table.counts, "undelivered": undelivered, "feed": self.one.declaration.feeds.of(name)}

    def table(self, name: str, table: Compared) -> None:
        """New rows entered, others completed or restated; what was restated is kept."""
        model = self.models[name]
        alias = self.databases.alias(model)
        known = _zoned(table.restated).column(KNOWN_FROM).to_pylist()
        self._keep(model, table.before, known, table.returned)
        for made in _made(model, table.new):
            model.objects.using(alias).bulk_create(made)
        columns = [one for one in table.table.columns if one != "id"]
        for rows in (table.filled, table.restated.drop_columns([KNOWN_FROM])):
            for made in _made(model, rows):
                model.objects.using(alias).bulk_create(
                    made, update_conflicts=True, unique_fields=["id"], update_fields=columns
                )

    def _keep(self, model: Any, before: pa.Table, known: list[datetime], returned: frozenset[str]) -> None:
        """What stood of restated rows. One that was withdrawn, and is delivered again, ends its withdrawal."""
        kept = kept_versions_of(model)
        alias, name = self.databases.alias(kept), model._meta.db_table
        ids, contents = before.column("id").to_pylist(), as_json(before)
        stood = _zoned(before).column("stood_from").to_pylist()
        versions = []
        for identity, content, since, until in zip(ids, contents, stood, known, strict=True):
            if identity in returned:
                open_ones = kept.objects.using(alias).filter(record_table=name, record=identity, known_to=None)
                open_ones.update(known_to=until)
            else:
                versions.append(self._version(kept, name, identity, content, since, until))
        kept.objects.using(alias).bulk_create(versions, batch_size=BATCH)

    def _version(self, kept: Any, name: str, identity: str, content: str, since: Any, until: Any,
                 is_void: bool = False) -> KeptVersion:  # fmt: skip
        made: KeptVersion = kept(
            id=f"{self.id}-{next(self.numbers)}", record_table=name, record=identity, content=content,
            known_from=since, known_to=until, is_void=is_void, load=self.id,
            decided_by=self.by if is_void else None,
        )  # fmt: skip
        return made

    def withdraw(self, name: str, ids: list[str]) -> None:
        """Rows are void from the moment to which the extract reaches that no longer has them; they stay on record."""
        model = self.models[name]
        kept = kept_versions_of(model)
        assert self.one.as_at is not None
        since = EPOCH + timedelta(microseconds=self.one.as_at)
        stored = self.one.stored[name]
        rows = stored.filter(pc.is_in(stored.column("id"), value_set=pa.array(ids, pa.string())))
        standing = {row["record"]: row["known"] for row in _zoned(standing_of(name, self.one.versions)).to_pylist()}
        versions = []
        for identity, content in zip(rows.column("id").to_pylist(), as_json(rows), strict=True):
            versions.append(self._version(kept, name, identity, content, standing.get(identity), since))
            versions.append(self._version(kept, name, identity, content, since, None, is_void=True))
        kept.objects.using(self.databases.alias(kept)).bulk_create(versions, batch_size=BATCH)


def as_json(rows: pa.Table) -> list[str]:
    """Each row as a JSON object of texts, which lose nothing; beside the columns of the record, none."""
    named = [one for one in rows.column_names if one != "stood_from"]
    pairs = ", ".join(f"'{one}': CAST(t.\"{one}\" AS VARCHAR)" for one in named)
    with scratch() as connection:
        connection.register("t", rows)
        query = f"SELECT CAST(to_json({{{pairs}}}) AS VARCHAR) AS content FROM t"
        found: list[str] = connection.sql(query).to_arrow_table().column(0).to_pylist()
        return found


def _made(model: Any, rows: pa.Table) -> Iterator[list[Any]]:
    """Rows in lists of BATCH at most: a million at once would need gigabytes."""
    names = {one.column: one.attname for one in model._meta.concrete_fields}
    for batch in _zoned(rows).to_batches(BATCH):
        yield [model(**{names[name]: value for name, value in row.items()}) for row in batch.to_pylist()]


def _zoned(rows: pa.Table) -> pa.Table:
    """With instants that say that they are UTC, as Django wants them."""
    kinds = [
        one.with_type(pa.timestamp("us", "UTC")) if pa.types.is_timestamp(one.type) else one for one in rows.schema
    ]
    return rows.cast(pa.schema(kinds))
