"""What a record is: every column says what it is, how sensitive, and where it comes from; migrations are up to date."""

import pytest
from django.core.management import call_command

from dutybound.duties.schema import EXCUSAL, HOLDING
from dutybound.records.columns import MARKS, Mark, Sensitivity
from dutybound.records.schema import record_columns, record_models, schema_of_records


@pytest.mark.parametrize("model", record_models(), ids=lambda one: one.__name__)
def test_every_column_says_what_it_is(model) -> None:  # type: ignore[no-untyped-def]
    assert (model.__doc__ or "").strip(), model
    for column in record_columns(model):
        assert column.about.endswith("."), column
        assert isinstance(column.sensitivity, Sensitivity), column
        assert isinstance(column.mark, Mark), column
        assert column.mark.kind in MARKS, column
    plain = [one for one in model._meta.concrete_fields if one not in record_columns(model)]
    assert not plain, "a column of Django's own says neither"


def test_what_every_schema_has_is_here_too() -> None:
    tables = schema_of_records().tables
    assert tables[EXCUSAL.name] == EXCUSAL
    excusal = next(one for one in record_models() if one._meta.db_table == EXCUSAL.name)
    assert [one.name for one in record_columns(excusal)] == list(EXCUSAL.columns)
    held = tables[HOLDING.name]
    assert {name: one.type for name, one in HOLDING.columns.items()}.items() <= {
        name: one.type for name, one in held.columns.items()
    }.items()
    assert (held.began, held.ended, held.began_recorded, held.ended_recorded) == (
        HOLDING.began, HOLDING.ended, HOLDING.began_recorded, HOLDING.ended_recorded,
    )  # fmt: skip


def test_migrations_are_up_to_date() -> None:
    call_command("makemigrations", "records", check=True, dry_run=True, verbosity=0)
