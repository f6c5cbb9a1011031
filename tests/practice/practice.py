"""The standards of practice as they come: no force has laid its own figures over theirs."""

from functools import cache
from pathlib import Path

import pyarrow as pa

from dutybound.base.errors import Problem
from dutybound.duties.calendar import Calendar
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.mapping import SourceMapping
from dutybound.exchange.packs import packs
from dutybound.records.schema import schema_of_records
from dutybound.simulator.small import small_force
from dutybound.standards.discovery import Library
from dutybound.standards.own import all_of

CALENDAR = Calendar("Europe/London", "GB-ENG")


@cache
def declaration() -> Declaration:
    nowhere = Path("no folder")
    schema = schema_of_records()
    return Declaration(nowhere, "practice", CALENDAR, schema, SourceMapping(), packs(), nowhere, records=True)


@cache
def library() -> Library:
    """Every standard and measure of practice, on or off."""
    return all_of(declaration())


@cache
def force() -> dict[str, pa.Table]:
    """The small made-up force that tests of practice are tried on."""
    return small_force(seed=1, cases=150)


def named(problems: list[Problem]) -> str:
    return "\n".join(f"{one.where}: {one.what} {one.remedy}" for one in problems)
