"""The tables of the records as a database makes them: the statements that Django would run, without any database."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from dutybound.records.schema import record_models
from dutybound.records.stores import TOGETHER, store_of

DIALECTS = ("sqlite", "postgresql")
BACKENDS = {"sqlite": "sqlite3", "postgresql": "postgresql"}
APART = """-- The tables that follow lie in a database of their own ({store}): no query on the others reaches them."""


def statements(dialect: str) -> Iterator[tuple[str, list[str]]]:
    """For each store by its name the statements that make its tables, each ending with a semicolon."""
    stores = dict.fromkeys([TOGETHER, *(store_of(model) for model in record_models())])
    for store in stores:
        yield store, _statements(dialect, [model for model in record_models() if store_of(model) == store])


def ddl_page(dialect: str) -> str:
    """All statements as one text of SQL."""
    lines = [f"-- The tables of the records, for {dialect}. Made by `dutybound schema` from the models."]
    for store, made in statements(dialect):
        lines += ["", APART.format(store=store)] if store != TOGETHER else []
        lines += made
    return "\n".join([*lines, ""])


def _statements(dialect: str, models: list[Any]) -> list[str]:
    """What is asked of the database is only collected, so none is opened."""
    backend = import_module(f"django.db.backends.{BACKENDS[dialect]}.base")
    settings: dict[str, Any] = {"NAME": ":memory:", "TIME_ZONE": None, "OPTIONS": {}, "AUTOCOMMIT": True, "TEST": {}}
    settings |= {"USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    with backend.DatabaseWrapper(settings, "made").schema_editor(collect_sql=True, atomic=False) as editor:
        for model in models:
            editor.create_model(model)
    return list(editor.collected_sql)
