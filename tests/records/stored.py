"""Records in a database, as Django keeps them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.db import connections, transaction

from dutybound.records.making import make_tables
from dutybound.records.schema import record_columns, record_models

NAME = "stored"


def stored(file: Path, tables: Mapping[str, pa.Table]) -> Path:
    """A SQLite file of records, with these rows in it."""
    store({"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}, tables)
    return file


def store(database: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> None:
    """A database of records, with these rows in it; foreign keys are checked at the end."""
    connections.databases[NAME] = connections.databases["default"] | {"OPTIONS": {}} | dict(database)
    try:
        make_tables(NAME)
        with transaction.atomic(using=NAME):
            for model in record_models():
                columns = record_columns(model)
                rows = tables[model._meta.db_table].to_pylist()
                made = [model(**{one.attname: row[one.name] for one in columns}) for row in rows]
                model.objects.using(NAME).bulk_create(made)
    finally:
        connections[NAME].close()
        del connections[NAME]
        del connections.databases[NAME]
