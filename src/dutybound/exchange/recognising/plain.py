"""A file that is neither records of practice nor an event log: one table, as it stands."""

from collections.abc import Mapping
from typing import Any

from dutybound.duties.schema import RESERVED
from dutybound.exchange.placing import stem
from dutybound.exchange.recognising.columns import Look, several_words
from dutybound.exchange.recognising.drafts import DraftColumn, DraftTable, time_body, time_words
from dutybound.exchange.recognising.files import Recognised
from dutybound.exchange.recognising.words import SAME_WORDS, likeness, slug, span_words, words


def table_of(file: Recognised, looks: Mapping[str, Look]) -> tuple[DraftTable | None, list[str]]:
    """The one table of a file; None where it has no time or nothing that tells its rows apart, with why."""
    times = [one for one in looks.values() if one.times is not None]
    if not times:
        crowded = [f"{one.name!r} {several_words(one)}" for one in looks.values() if one.several]
        serial = [repr(one.name) for one in looks.values() if one.serials]
        excel = f"; {', '.join(serial)} may be dates as Excel stores them, and are not read as such" if serial else ""
        return None, [
            f"{file.label}: no column of it reads as dates or times, so nothing in it can be late{excel}",
            *crowded,
        ]
    identity = _identity(looks)
    if identity is None:
        return None, [f"{file.label}: {_not_told_apart(looks)}"]
    happened = next((one for one in times if one.filled == one.rows), times[0])
    named = {look.name: name for name, look in _named(looks, identity).items()}
    columns = [DraftColumn("id", identity.name, _unique(identity))]
    columns += [
        mapped_column(look, named[look.name], "", required=look is happened and not look.has_blanks)
        for look in looks.values()
        if look.name in named
    ]
    said = (
        "which says the month alone and is read as its first day" if happened.times and happened.times.is_month else ""
    )
    declared = {"about": f"One row of {file.label}.", "happened": named[happened.name]}
    because = f"it happened when its first full column of times says ({happened.name!r}){', ' * bool(said)}{said}"
    if happened.has_blanks:
        without = happened.rows - happened.filled
        because = f"no column of times is full; it happened when {happened.name!r} says"
        because += f", and in {without:,} of {happened.rows:,} rows nothing says when"
    because = "; ".join(one for one in (because, looks_like_span(looks, named)) if one)
    name = slug(stem(file.label), "table")
    return DraftTable(name, file.label, file.form, tuple(columns), because, {}, None, declared), []


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
    named = [one for one in looks.values() if one.times is None and likeness(one.name, _references())[0]]
    better = [one for one in named if one.different >= 0.95 * one.filled and one.filled]
    return next(iter([*[one for one in full if one in named], *full, *better]), None)


def _not_told_apart(looks: Mapping[str, Look]) -> str:
    """Which column came nearest to telling rows apart, and the ways on from there."""
    said, tried = "no column tells its rows apart", [one for one in looks.values() if one.times is None and one.filled]
    if not tried:
        return f"{said}: have the record system export its reference"
    best = max(tried, key=lambda one: (likeness(one.name, _references())[0], one.different))
    return (
        f"{said}: {best.name!r} comes nearest, with {best.different:,} different values in {best.rows:,} rows. Have "
        "the record system export a reference of each row. If its rows are of one case each and a case has several, "
        "rename the column to what cases of its kind are called ('URN', 'Case Number'): then they are read as records "
        f'of practice; or write the mapping yourself, with id = {{ join = ["{best.name}", "ANOTHER"], by = "/" }}'
    )


def looks_like_span(looks: Mapping[str, Look], named: Mapping[str, str]) -> str:
    """That two columns look like start and end, and what to write if they are; `named` has the columns declared."""
    pair = [_called_like(role, looks, named) for role in ("began", "ended")]
    if pair[0] is None or pair[1] is None:
        return ""
    began, ended = (named[one.name] for one in pair if one is not None)
    return (
        f"{pair[0].name!r} and {pair[1].name!r} look like start and end, and it is drafted as a moment, so that "
        f'nothing ends: if they are, write began = "{began}" and ended = "{ended}" in tables.toml in place of '
        "`happened`"
    )


def _called_like(role: str, looks: Mapping[str, Look], named: Mapping[str, str]) -> Look | None:
    fit = [one for one in looks.values() if one.times is not None and one.name in named]
    known = span_words()[role]
    return next((one for one in fit if likeness(one.name.removeprefix("case:"), known)[0] >= SAME_WORDS), None)


def _references() -> list[str]:
    return [name for one in words().values() for name in one.columns.get("id", ())]


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
