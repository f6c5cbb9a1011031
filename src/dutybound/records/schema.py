"""The tables of the records as standards know them, derived from the models: no column is declared twice."""

from functools import cache

from django.apps import apps
from django.db import models

from dutybound.duties.schema import EXCUSAL, Column, ColumnType, Relation, Schema, Table
from dutybound.records import columns as kinds
from dutybound.records import setting_up  # noqa: F401  before any model
from dutybound.records.bases import Occurrence, Record, Tenure

TYPES: dict[type[kinds.Column], ColumnType] = {
    kinds.Text: ColumnType.TEXT,
    kinds.Code: ColumnType.TEXT,
    kinds.Whole: ColumnType.INTEGER,
    kinds.Number: ColumnType.NUMBER,
    kinds.YesNo: ColumnType.BOOLEAN,
    kinds.Day: ColumnType.DATE,
    kinds.Instant: ColumnType.INSTANT,
    kinds.Of: ColumnType.TEXT,
}


@cache
def schema_of_records() -> Schema:
    """Every table of the records, and how their rows belong to one another."""
    found = record_models()
    tables = {model._meta.db_table: _table(model) for model in found if issubclass(model, Occurrence | Tenure)}
    relations = tuple(
        Relation(field.rows, field.related_model._meta.db_table, model._meta.db_table, field.name)
        for model in found
        for field in model._meta.get_fields()
        if isinstance(field, kinds.Of) and field.rows
    )
    return Schema({**tables, EXCUSAL.name: EXCUSAL}, relations)


def record_models() -> list[type[Record]]:
    """The models of the records, in the order in which they are declared."""
    return [model for model in apps.get_app_config("records").get_models() if issubclass(model, Record)]


def area_of(model: type[Record]) -> str:
    """The area that a model belongs to: the name of its file."""
    return model.__module__.rpartition(".")[2]


def record_columns(model: type[Record]) -> list[kinds.Column]:
    """The columns of a model, in the order in which a reader meets them: its own after those of its base."""
    return [field for field in model._meta.get_fields() if isinstance(field, kinds.Column)]


def _table(model: type[Record]) -> Table:
    columns = {field.name: _column(field) for field in record_columns(model)}
    about = " ".join((model.__doc__ or "").split())
    if issubclass(model, Tenure):
        return Table(
            model._meta.db_table, columns, about, began="began_at", ended="ended_at",
            began_recorded="recorded_at", ended_recorded="end_recorded_at",
        )  # fmt: skip
    return Table(model._meta.db_table, columns, about, happened="happened_at", recorded="recorded_at")


def _column(field: kinds.Column) -> Column:
    codes = tuple(code for code, _ in field.choices or ())
    parent = field.related_model._meta.db_table if isinstance(field, models.ForeignKey) else None
    kind = next(TYPES[one] for one in type(field).__mro__ if one in TYPES)
    return Column(
        field.name, kind, field.about, field.required, codes, field.recorded, parent, field.planned,
        sensitivity=f"{field.sensitivity or ''}",
    )  # fmt: skip
