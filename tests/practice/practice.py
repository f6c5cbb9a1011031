"""The standards of practice as they come: no force has laid its own figures over theirs."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from dutybound.base.errors import Problem
from dutybound.duties.calendar import Calendar
from dutybound.engine.relation import Judgment
from dutybound.engine.source import Source, source_of
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


@cache
def source() -> Source:
    """The small force, ready to be judged."""
    return source_of(force(), declaration().schema, CALENDAR)


def in_order(judgments: Iterable[Judgment]) -> list[dict[str, Any]]:
    """All duty rows, in one order, whichever the engine found them in."""
    rows = [row for one in judgments for row in one.rows().to_pylist()]
    names = ("standard", "version", "subject", "anchor", "owed_from", "known_from", "known_to")
    return sorted(rows, key=lambda row: tuple(f"{row[name]}" for name in names))


def named(problems: list[Problem]) -> str:
    return "\n".join(f"{one.where}: {one.what} {one.remedy}" for one in problems)
