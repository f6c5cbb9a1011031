"""A file that is neither records of practice nor an event log: one table, as it stands."""

from collections.abc import Mapping
from typing import Any

from dutybound.duties.schema import RESERVED
from dutybound.exchange.placing import stem
from dutybound.exchange.recognising.columns import Look
from dutybound.exchange.recognising.drafts import DraftColumn, DraftTable, time_body, time_words
from dutybound.exchange.recognising.files import Recognised
from dutybound.exchange.recognising.words import likeness, slug, words


def table_of(file: Recognised, looks: Mapping[str, Look]) -> tuple[DraftTable | None, list[str]]:
    """The one table of a file; None where it has no time or nothing that tells its rows apart, with why."""
    times = [one for one in looks.values() if one.times is not None]
    if not times:
        serial = [repr(one.name) for one in looks.values() if one.serials]
        excel = f"; {', '.join(serial)} may be dates as Excel stores them, and are not read as such" if serial else ""
        return None, [f"{file.label}: no column of it reads as dates or times, so nothing in it can be late{excel}"]
    identity = _identity(looks)
    if identity is None:
        return None, [f"{file.label}: no column tells its rows apart: have the record system export its reference"]
    happened = next((one for one in times if one.filled == one.rows), times[0])
    named = {look.name: name for name, look in _named(looks, identity).items()}
    columns = [DraftColumn("id", identity.name, _unique(identity))]
    columns += [
        mapped_column(look, named[look.name], "", required=look is happened)
        for look in looks.values()
        if look.name in named
    ]
    said = (
        "which says the month alone and is read as its first day" if happened.times and happened.times.is_month else ""
    )
    declared = {"about": f"One row of {file.label}.", "happened": named[happened.name]}
    blank = {one.name: {"not_empty": True} for one in (identity, happened) if one.has_blanks}
    because = f"it happened when its first full column of times says ({happened.name!r}){', ' * bool(said)}{said}"
    name = slug(stem(file.label), "table")
    return DraftTable(name, file.label, file.form, tuple(columns), because, blank, None, declared), []


def mapped_column(look: Look, name: str, because: str, required: bool = False) -> DraftColumn:
    """A column taken as it stands, with the type that its values have. They may be names, so none is quoted."""
    more = {"required": True} if required else {}
    if look.times is not None:
        told = f"{because}; {time_words(look)}" if because else time_words(look)
        return DraftColumn(name, time_body(look, False), told, {**declared_column(look), **more})
    if look.serials:
        told = "bare numbers, which may be dates as Excel stores them; they are not read as dates"
        return DraftColumn(name, look.name, told, {"type": "text"})
    return DraftColumn(name, look.name, because, {**declared_column(look), **more})


def declared_column(look: Look) -> dict[str, Any]:
    """How tables.toml declares a column with such values."""
    if look.times is not None:
        return {"type": "instant" if look.times.clocked else "date"}
    return {"type": "text"}


def _identity(looks: Mapping[str, Look]) -> Look | None:
    """A column with another value in every row, first one that is called like a reference."""
    unique = [one for one in looks.values() if one.times is None and one.filled == one.different and one.filled]
    full = [one for one in unique if one.is_unique]
    known = [name for one in words().values() for name in one.columns.get("id", ())]
    named = [one for one in looks.values() if one.times is None and likeness(one.name, known)[0]]
    better = [one for one in named if one.different >= 0.95 * one.filled and one.filled]
    return next(iter([*[one for one in full if one in named], *full, *better]), None)


def _unique(look: Look) -> str:
    if look.is_unique:
        return "different in every row"
    blank = f"{look.rows - look.filled:,} rows have none and are left out" if look.has_blanks else ""
    again = f"{look.filled - look.different:,} rows repeat one and are left out" if look.filled > look.different else ""
    return "; ".join(one for one in (blank, again) if one)


def _named(looks: Mapping[str, Look], identity: Look) -> dict[str, Look]:
    named: dict[str, Look] = {}
    for look in looks.values():
        name = slug(look.name, "column")
        name = f"{name}_" if name in RESERVED or name == "id" else name
        if look is not identity and look.filled and name not in named:
            named[name] = look
    return named
