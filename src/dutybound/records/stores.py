"""Which database keeps which records: diversion lies in a store of its own, which no investigator's query reaches."""

from typing import Any

from django.apps import apps

#: The files of records that lie apart, and the database that keeps each.
APART = {"organised_crime_diversion": "diversion"}
TOGETHER = "default"


def store_of(model: Any) -> str:
    """The database of a model."""
    return APART.get(model.__module__.rpartition(".")[2], TOGETHER)


class Apart:
    """Django's router: every record to its own store, and no table made where its rows may not be."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return store_of(model) if model._meta.app_label == "records" else None

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        """A project names the group that it is aimed at, which lies in the other store, by its id alone."""
        return True

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        if app_label != "records" or model_name is None:
            return None
        if db not in (TOGETHER, *APART.values()):
            return True  # a database that is opened beside the stores, by its file: what it lacks nobody can miss
        try:
            return db == store_of(apps.get_model(app_label, model_name))
        except LookupError:  # a table of an older migration that is no longer a record
            return db == TOGETHER
