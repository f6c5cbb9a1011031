"""dutybound forms: whether each assessment on record names the form that was in force on its day. Counts, no ids."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import declaration_for
from dutybound.cli.own_instruments import own_of
from dutybound.duties.calendar import date_of
from dutybound.duties.schema import Schema
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.given import Given
from dutybound.exchange.reading import read_source
from dutybound.instruments.own import FOLDER, Own

COLUMN = "form"
RIGHT, OTHER, EMPTY, NO_FORM = "the form of the day", "another form", "no form named", "no form in force that day"


@dataclass(frozen=True)
class Named:
    """So many assessments of a table that name a form, beside the one in force when they were made."""

    table: str
    written: str | None
    in_force: str | None
    count: int

    @property
    def is_so(self) -> str:
        """What that comes to."""
        if self.in_force is None:
            return NO_FORM
        return RIGHT if self.written == self.in_force else OTHER if self.written else EMPTY


def forms_named(source: Given, folder: Path | None) -> list[Named]:
    """Every form that assessments name, by table, beside the one that was in force on their day."""
    declaration = declaration_for(source, folder)
    slots = [one for one in own_of(declaration.folder) if one.table]
    tables = sorted({one.table for one in slots if one.table})
    if problems := _not_checked(slots, declaration):
        raise DutyboundError(problems, "No form can be checked")
    extract = read_source(source, declaration, tables)
    found: Counter[tuple[str, str | None, str | None]] = Counter()
    for table in tables:
        happened = declaration.schema.table(table).happened or ""
        days = _days(extract.column(table, happened), declaration)
        for written, day in zip(extract.column(table, COLUMN).to_pylist(), days, strict=True):
            found[table, (written or "").strip() or None, _in_force(slots, table, day)] += 1
    ordered = sorted(found.items(), key=lambda item: (item[0][0], item[0][2] or "", -item[1], item[0][1] or ""))
    return [Named(*key, count) for key, count in ordered]


def in_words(found: Sequence[Named]) -> Iterator[str]:
    """Each table with what its assessments name, and how many name the form of their day."""
    for table in dict.fromkeys(one.table for one in found):
        rows = [one for one in found if one.table == table]
        right = sum(one.count for one in rows if one.is_so == RIGHT)
        yield f"{table}: {right:,} of {sum(one.count for one in rows):,} name the form in force on their day."
        for one in rows:
            yield f"    {one.count:,}: {one.is_so} (written: {one.written or '-'}; in force: {one.in_force or '-'})"
    if not found:
        yield "There is no assessment on record."


def _not_checked(slots: Sequence[Own], declaration: Declaration) -> list[Problem]:
    if not slots:
        what = "has no slot that says which records it is written on"
        remedy = "Say written_as and table in a file of that folder: see docs/how-to/score-with-an-instrument.md."
        return [Problem(f"{declaration.folder / FOLDER}", what, remedy)]
    schema = declaration.schema
    return [problem for one in slots for problem in _no_form(one, schema)]


def _no_form(slot: Own, schema: Schema) -> list[Problem]:
    table = schema.tables.get(slot.table or "")
    if table and table.happened and COLUMN in table.columns:
        return []
    holding = sorted(name for name, one in schema.tables.items() if one.happened and COLUMN in one.columns)
    what = f"table = {slot.table!r} names no records that say by which form something was assessed"
    return [Problem(slot.instrument.name, what, f"Such records are: {', '.join(holding) or 'none'}.")]


def _days(moments: pa.ChunkedArray, declaration: Declaration) -> Iterator[date | None]:
    """The local day of each moment; a date is one already."""
    if not pa.types.is_timestamp(moments.type):
        yield from moments.to_pylist()
        return
    for instant in moments.cast(pa.int64()).to_pylist():
        yield None if instant is None else date_of(declaration.calendar.day_of(instant))


def _in_force(slots: Sequence[Own], table: str, day: date | None) -> str | None:
    held = (one for one in slots if one.table == table and day and one.instrument.holds_on(day))
    return next((one.written_as for one in held), None)
