"""The schema command: what the records hold, for people, for programs and for databases."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from dutybound.records.ddl import ddl_page
from dutybound.records.dictionary import whole_dictionary
from dutybound.records.json_schema import json_schema


class Form(StrEnum):
    """For whom it is written."""

    DICTIONARY = "dictionary"
    JSON_SCHEMA = "json-schema"
    DDL = "ddl"


class Dialect(StrEnum):
    """The databases in which the records may lie."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


def print_schema(
    form: Annotated[
        Form, typer.Option("--as", help="The data dictionary in Markdown, a JSON Schema (2020-12), or SQL.")
    ] = Form.DICTIONARY,
    dialect: Annotated[Dialect, typer.Option(help="Whose SQL.")] = Dialect.SQLITE,
) -> None:
    """Print what the records hold: every table and column, derived from the models."""
    if form is Form.JSON_SCHEMA:
        typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    elif form is Form.DDL:
        typer.echo(ddl_page(dialect))
    else:
        typer.echo(whole_dictionary())
