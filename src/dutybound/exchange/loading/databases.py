"""The databases in which the records are kept: where they are, made ready when they are new, and read as a source."""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.schema import Schema
from dutybound.exchange.databases.address import postgres_address
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.given import Given
from dutybound.exchange.mapping import SourceMapping
from dutybound.exchange.pieces import arrow_schema
from dutybound.exchange.reading import read_source, read_versions
from dutybound.exchange.versions import VERSIONS
from dutybound.records.schema import record_models
from dutybound.records.stores import APART, TOGETHER, store_of

#: The name in Django of the database behind each store.
USUAL: Mapping[str, str] = {one: one for one in (TOGETHER, *APART.values())}
BESIDE = "beside"
MIGRATE = "Copy the database; then run: python -m django migrate --settings dutybound.config.settings --database "
ANEW = "Set it aside and load its extracts into a new one; what people wrote in it the version that made it can read."
SHOWN = 5


@dataclass(frozen=True)
class Databases:
    """Each store of the records, and what Django calls its database."""

    aliases: Mapping[str, str] = field(default_factory=lambda: dict(USUAL))

    def alias(self, model: Any) -> str:
        return self.aliases[store_of(model)]

    def address(self, alias: str) -> Given:
        """Where a database is, to be read as a source."""
        from django.db import connections

        said = connections.databases[alias]
        if said["ENGINE"].endswith("sqlite3"):
            return Path(said["NAME"])
        user, password = (quote(str(said.get(one) or ""), safe="") for one in ("USER", "PASSWORD"))
        place = "&".join(f"{one.lower()}={said[one]}" for one in ("HOST", "PORT") if said.get(one))
        who = f"{user}{':' if password else ''}{password}@" if user else ""
        return postgres_address(f"postgresql://{who}/{quote(said['NAME'], safe='')}?{place}")

    def is_there(self, alias: str) -> bool:
        """Whether a database has tables of records."""
        from django.db import connections

        address = self.address(alias)
        if isinstance(address, Path) and not address.is_file():
            return False
        return "load" in connections[alias].introspection.table_names() or self._is_old(alias)

    def _is_old(self, alias: str) -> bool:
        from django.db import connections

        return "django_migrations" in connections[alias].introspection.table_names()

    def ready(self) -> None:
        """Make the tables of a new database, for its owner alone; one that stands is never migrated by the way."""
        from dutybound.records.making import make_tables  # Django's machinery, which not every command needs

        self.refuse_behind("The records cannot be written")
        for alias in self.aliases.values():
            if self.is_there(alias):
                continue
            address = self.address(alias)
            if isinstance(address, Path):
                address.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(address, os.O_WRONLY | os.O_CREAT, 0o600))
            make_tables(alias)
        self._let_read()

    def refuse_behind(self, headline: str = "The records cannot be read") -> None:
        """Refuse databases whose tables are not those of this version, before a query fails on them."""
        there = [one for one in dict.fromkeys(self.aliases.values()) if self.is_there(one)]
        if problems := [problem for alias in there for problem in self._behind(alias)]:
            raise DutyboundError(problems, headline)

    def _let_read(self) -> None:
        """A SQLite file is written by a log beside it (WAL), so that who reads need not wait; the file keeps that."""
        from django.db import connections

        with locked_in_words(self):
            for alias in dict.fromkeys(self.aliases.values()):
                if connections[alias].vendor == "sqlite":
                    with connections[alias].cursor() as cursor:
                        cursor.execute("PRAGMA journal_mode = WAL")

    def _behind(self, alias: str) -> list[Problem]:
        from django.db import connections
        from django.db.migrations.executor import MigrationExecutor

        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            what = "was made by an earlier version of Dutybound, and its tables have to be changed first"
            return [Problem(f"{self.address(alias)}", what, MIGRATE + alias)]
        return list(self._without_columns(alias))

    def _without_columns(self, alias: str) -> Iterator[Problem]:
        from dutybound.records.making import lacking

        if found := list(lacking(alias)):
            more = f" and {len(found) - SHOWN:,} more" if len(found) > SHOWN else ""
            names = ", ".join(one.name for one in found[:SHOWN])
            what = f"was made by an earlier version of Dutybound, and lacks {names}{more}"
            adding = [one.addable for one in found if one.addable is not None]
            remedy = f"Copy the database; then run in it: {'; '.join(adding)}" if len(adding) == len(found) else ANEW
            yield Problem(f"{self.address(alias)}", what, remedy)

    def erased_hashes(self) -> frozenset[str]:
        """What is known of rows that were erased here."""
        from dutybound.records.models.loads import ErasedRow
        from dutybound.records.models.organised_crime_diversion import ErasedDiversionRow

        found: set[str] = set()
        for model in (ErasedRow, ErasedDiversionRow):
            alias = self.alias(model)
            if self.is_there(alias) and self.keeps(model):
                found.update(model.objects.using(alias).values_list("id", flat=True))
        return frozenset(found)

    def keeps(self, model: Any) -> bool:
        """Whether the database of a record has its table: one that is opened by its file may be of one store alone."""
        from django.db import connections

        return model._meta.db_table in connections[self.alias(model)].introspection.table_names()

    def tables(self, alias: str) -> list[str]:
        """The tables of records that a database keeps."""
        return [one._meta.db_table for one in record_models() if self.alias(one) == alias]

    def read(self, declaration: Declaration, wanted: Collection[str]) -> tuple[dict[str, pa.Table], pa.Table]:
        """What is on record of some tables, and all superseded versions; of the others, nothing."""
        plain = replace(declaration, mapping=SourceMapping(), restated=frozenset(), kept=False)
        tables = {name: arrow_schema(one).empty_table() for name, one in declaration.schema.tables.items()}
        versions = [arrow_schema(VERSIONS).empty_table()]
        for alias in dict.fromkeys(self.aliases.values()):
            if not self.is_there(alias):
                continue
            address, names = self.address(alias), [one for one in self.tables(alias) if one in wanted]
            schema = Schema({name: one for name, one in plain.schema.tables.items() if name in names})
            if not schema.tables:
                continue
            found = read_source(address, replace(plain, schema=schema, source=address))
            if found.exclusions:
                raise _unsound(address, len(found.exclusions), found.exclusions[0].what)
            tables |= {name: _held(found.tables[name]) for name in names if name in schema.tables}
            versions.append(read_versions(address, plain))
        return tables, pa.concat_tables(versions)


@contextmanager
def in_one(databases: Databases) -> Iterator[None]:
    """One transaction for each database, all begun before anything is written."""
    from django.db import transaction

    with locked_in_words(databases), ExitStack() as stack:
        for alias in dict.fromkeys(databases.aliases.values()):
            stack.enter_context(transaction.atomic(using=alias))
        yield


@contextmanager
def locked_in_words(databases: Databases) -> Iterator[None]:
    """A database that cannot be written now, mostly because another is writing, is refused in words."""
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        remedy = "Nothing was written. If somebody else is loading or erasing, wait for that, then repeat this."
        places = " and ".join(f"{databases.address(one)}" for one in dict.fromkeys(databases.aliases.values()))
        raise DutyboundError(Problem(places, f"cannot be written now: {error}", remedy)) from error


@contextmanager
def opened_beside(address: Given) -> Iterator[Databases]:
    """A database of records that is named by its file or address, whichever store it is."""
    from django.db import connections

    connections.databases[BESIDE] = connections.databases[TOGETHER] | _as_django_says(address)
    try:
        yield Databases(dict.fromkeys(USUAL, BESIDE))
    finally:
        connections[BESIDE].close()
        del connections[BESIDE], connections.databases[BESIDE]


def _as_django_says(address: Given) -> dict[str, Any]:
    if isinstance(address, Path):
        options = {"transaction_mode": "IMMEDIATE"}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{address}", "OPTIONS": options}
    from psycopg.conninfo import conninfo_to_dict

    said = conninfo_to_dict(address.uri)
    named = {"NAME": said.pop("dbname", ""), "USER": said.pop("user", ""), "PASSWORD": said.pop("password", "")}
    return {"ENGINE": "django.db.backends.postgresql", **named, "HOST": said.pop("host", ""), "OPTIONS": said}


def _held(rows: Any) -> pa.Table:
    return rows if isinstance(rows, pa.Table) else rows.to_table()


def _unsound(address: Given, count: int, what: str) -> DutyboundError:
    said = f"{count:,} rows on record break a constraint, the first: {what}; nothing can be compared with them"
    return DutyboundError(Problem(f"{address}", said, "Assess the database to have them listed, and mend them there."))
