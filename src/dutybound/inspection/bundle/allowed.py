"""What may be in a bundle: columns and shapes of values that are listed here, and nothing else.

A bundle leaves the force. Ids and units are codes, units by name only where the force has declared the name; what is
not known to be harmless is refused, and said with its place, never with its content. What standards and policies say
is words that people wrote: of these only what looks like a person or an address is refused, and that is no proof.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dutybound.base.errors import Problem
from dutybound.duties.duty import State
from dutybound.engine.columnar.shapes import NOTICES, REASONS
from dutybound.exchange.duty_file import COLUMNS, TIMES
from dutybound.inspection.bundle.cells import Cell, cells_of
from dutybound.inspection.bundle.day_rows import DAYS, SUBJECTS

REFERENCE = re.compile(r"[0-9a-f]{24}")
IDENTITY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})*")
MISSING = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+(, [a-z0-9_]+\.[a-z0-9_]+)* is missing")
#: What is said of the source of a policy of the force's own: what was written there may name who decided it.
OWN_SOURCE = "the force's own"
EXCLUDED_FROM = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9_]*")
#: A declared unit is named by a few words: no figure as in an address or a number, no mark as in an e-mail or a list.
UNIT = re.compile(r"[A-Za-z][A-Za-z&'()/_-]*( [A-Za-z&'()/_-]+){0,5}( [0-9]{1,2})?")
#: What goes before or after the name of a person.
TITLES = frozenset(
    """mr mrs miss ms mx dr prof sir dame rev pc pcso dc sgt sergeant ds
    insp inspector di dci dsupt supt superintendent constable det acc dcc""".split()  # noqa: SIM905
)
BAND = re.compile(r"( \[(?P<band>[^\]]*)\])?")
OWN_LIMIT = re.compile(r"[0-9]+ (minute|hour|day|week|month|working day)s?( without [a-z, ]+)?, from the record")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?")
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
TOLD_BY = re.compile(r"the declaration|the latest [a-z0-9_]+\.[a-z0-9_]+|the last load of [a-z0-9_]{1,40}")
FEED = re.compile(r"[a-z]+(; [a-z0-9_]+ [a-z]+)*")

Fits = Callable[[str], bool]
STATES = frozenset(state.value for state in State)


def is_unit(name: str) -> bool:
    """Whether a declared name has the shape of a unit's; a person's may have it too, so it is not enough."""
    words = re.split(r"[\s_.-]+", name.casefold())
    return bool(UNIT.fullmatch(name)) and len(name) <= 60 and not TITLES.intersection(words)


def units_of(definitions: Mapping[str, Any]) -> Fits:
    """What a unit may be called: by a code, or by a name that the force has declared."""
    declared = frozenset(definitions["units"])
    return lambda name: bool(REFERENCE.fullmatch(name)) or name in declared


def refused_in_parquet(folder: Path, definitions: Mapping[str, Any]) -> Iterator[Problem]:
    """What the files of duties and days hold that is not listed."""
    standards = frozenset(definitions["standards"])
    known: dict[str, Fits] = {"standard": standards.__contains__, "unit": units_of(definitions)}
    ids = {name: _full(REFERENCE) for name in ("subject", "anchor", "met_by")}
    duty: dict[str, Fits] = {
        **known, **ids, "version": _full(VERSION), "state": STATES.__contains__, "policy": _policies(definitions),
        "unassessable": lambda text: text in REASONS or bool(MISSING.fullmatch(text)),
    }  # fmt: skip
    texts = {name for name in COLUMNS if name not in TIMES} | {"state", "unit"}
    yield from _refused(folder / "duties.parquet", {name: duty[name] for name in texts}, set(TIMES), {"inherited"})
    counts = {*STATES, "in_date", "live", *SUBJECTS}
    yield from _refused(folder / "days.parquet", known, {"day"}, counts)
    yield from _refused(
        folder / "subject_days.parquet", {"standard": known["standard"], "subject": ids["subject"]}, set(), set(DAYS)
    )


def _refused(file: Path, texts: Mapping[str, Fits], times: set[str], numbers: set[str]) -> Iterator[Problem]:
    table = pq.read_table(file)
    for name in table.column_names:
        kind = table.schema.field(name).type
        where = f"{file.name}, column {name}"
        if name in texts and pa.types.is_string(kind):
            yield from _texts_refused(where, table.column(name), texts[name])
        elif not (
            (name in times and (pa.types.is_timestamp(kind) or pa.types.is_date(kind)))
            or (name in numbers and (pa.types.is_integer(kind) or pa.types.is_boolean(kind)))
        ):
            yield Problem(where, "is not one that a bundle may have", "Assess anew, and seal what was written.")


def _texts_refused(where: str, column: pa.ChunkedArray, fits: Fits) -> Iterator[Problem]:
    bad = [one for one in pc.unique(column).to_pylist() if one is not None and not fits(one)]
    if bad:
        rows = pc.is_in(column, pa.array(bad, pa.string()))
        first = pc.index(rows, True).as_py() + 1
        count = pc.sum(rows).as_py()
        yield Problem(
            where,
            f"holds what may be a name, an address or free text: row {first:,}, {count:,} rows",
            REMEDIES.get(where.rpartition(" ")[2], ""),
        )


REMEDIES = {
    **dict.fromkeys(
        ("subject", "anchor", "met_by"), "Assess without --identified: then ids are written as references."
    ),
    "unit": "Seal anew: units go out as codes, or by names that `--units` declares.",
}


def _full(pattern: re.Pattern[str]) -> Fits:
    return lambda text: bool(pattern.fullmatch(text))


def _policies(definitions: Mapping[str, Any]) -> Fits:
    """The labels of the policies that were used, alone or with a band that one of them has."""
    entries = [one for standard in definitions["standards"].values() for one in standard["policies"]]
    bands = {one["label"]: {*one["bands"], "unknown"} for one in entries}

    def fits(text: str) -> bool:
        for label, known in bands.items():
            if text.startswith(label) and (found := BAND.fullmatch(text, len(label))):
                band = found["band"]
                return band is None or band in known or bool(OWN_LIMIT.fullmatch(band))
        return False

    return fits


# --- files of figures -------------------------------------------------------------------------------------------------

#: The texts that may stand in measures.json, by the last part of the name of the cell.
FIGURE_TEXTS: dict[str, Fits] = {
    "as_at": _full(DAY), "known_at": _full(DAY), "data_as_at": _full(DAY), "data_as_at_told_by": _full(TOLD_BY),
    "suspensions": frozenset({"heeded", "ignored"}).__contains__, "feed": _full(FEED),
    "history": frozenset({"as it was known", "as now known"}).__contains__,
    "better": frozenset({"more", "fewer", "neither"}).__contains__, "marked_on": _full(DAY),
    "by": frozenset({"supervisor", "unit", "subject"}).__contains__,
}  # fmt: skip
#: What is said of a standard or a measure: it must be what the definitions say.
DEFINED = ("sentence", "source", "mark", "owed_by", "form", "unit")
NUMBERS = frozenset(
    """owed pending overdue met met_late missed lapsed excused unassessable subjects unassessable_subjects coverage part
    whole value low high level over_subjects in_date live duties median oldest born_overdue inherited unknown delivered
    right marked share clusters worth""".split()  # noqa: SIM905
)
SECTIONS = frozenset(
    """rate rate_with_excused rate_heeding_clusters days_heeding_clusters in_date days_in_compliance
    days_in_compliance_with_stopped_days backlog days_since_owed days_since_due by_month_due
    in_date_by_month_end by_unit
    mapping noticed""".split()  # noqa: SIM905
)
AGES = re.compile(r"bands / ([0-9]+-[0-9]+|over [0-9]+)")


def refused_in_figures(
    name: str, content: Mapping[str, Any], defined: Mapping[str, Any], units: Fits
) -> Iterator[Problem]:
    """What a file of figures holds that is not listed; `defined` are the standards, or the measures, that it is of."""
    for cell, value in cells_of(content):
        first, *parts = cell.split(" / ")
        if first not in defined or not _fits(parts, value, defined[first], units):
            yield Problem(
                f"{name}: {_named(cell, defined)}",
                "is not one that a bundle may have",
                "Assess anew, and seal what was written.",
            )


def _named(cell: str, defined: Mapping[str, Any]) -> str:
    """The place of a cell, without what somebody may have written into it."""
    first, *parts = cell.split(" / ")
    known = [
        part if part in {*NUMBERS, *SECTIONS, *FIGURE_TEXTS, *DEFINED, "versions", "bands"} else "..." for part in parts
    ]
    return " / ".join([first if first in defined else "...", *known])


def _fits(parts: list[str], value: Cell, defined: Mapping[str, Any], units: Fits) -> bool:
    if not parts:
        return False
    last, within = parts[-1], parts[:-1]
    if parts[0] == "versions":
        return isinstance(value, str) and value in [one["version"] for one in defined["versions"]]
    if last in DEFINED and not within:
        return value in _said(last, defined)
    if last in FIGURE_TEXTS and isinstance(value, str):
        return len(within) in (0, 1, 2) and FIGURE_TEXTS[last](value)
    if value == "{}":
        return last in SECTIONS and not within
    return (value is None or isinstance(value, (int, float, bool))) and _path_fits(parts, units)


def _said(what: str, defined: Mapping[str, Any]) -> list[Any]:
    own = defined.get("versions", [defined])
    return [defined.get(what), *(one.get(what) for one in own)]


def _path_fits(parts: list[str], units: Fits) -> bool:
    """Whether a number, or nothing, may stand at a place."""
    match parts:
        case [("known_at" | "data_as_at" | "data_as_at_told_by" | "feed")]:
            return True
        case [one]:
            return one in NUMBERS or one in SECTIONS
        case ["noticed", what]:
            return what in NOTICES
        case ["mapping", column, *rest]:
            return bool(IDENTITY.fullmatch(column)) and (not rest or rest[0] in NUMBERS)
        case ["by_month_due", month, state]:
            return bool(MONTH.fullmatch(month)) and state in NUMBERS
        case ["in_date_by_month_end", day, what]:
            return bool(DAY.fullmatch(day)) and what in NUMBERS
        case ["by_unit", unit, *rest]:
            return (not unit or units(unit)) and len(rest) in (1, 2) and all(one in NUMBERS | SECTIONS for one in rest)
        case ["backlog", _, "bands", band]:
            return bool(AGES.fullmatch(f"bands / {band}"))
        case [section, *rest]:
            return section in SECTIONS and all(one in NUMBERS | SECTIONS for one in rest)
    return False


def refused_in_excluded(content: Any) -> Iterator[Problem]:
    """What excluded.json holds beside a count of rows for each table and column; said by its place in the file."""
    if not isinstance(content, Mapping):
        yield Problem("excluded.json", "is no count of rows by table and column", "Seal anew.")
        return
    for place, (name, count) in enumerate(content.items(), 1):
        if not EXCLUDED_FROM.fullmatch(name) or not isinstance(count, int) or isinstance(count, bool):
            what = "is not a table and a column, with how many rows were left out"
            yield Problem(f"excluded.json, entry {place}", what, "Look what excluded.csv says there, and assess anew.")


# --- what is said of standards and policies ---------------------------------------------------------------------------

#: What a text of a definition must not hold, with what it is called: a sentence of a standard names nobody.
PERSONAL = {
    "an e-mail address": re.compile(r"[^\s@]+@[^\s@]+\.[a-z]+", re.IGNORECASE),
    "a postcode": re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b"),
    "a telephone number": re.compile(r"(?:\+|\b0)(?:[ ()-]*[0-9]){9,}"),
    "a person with rank or title": re.compile(
        r"\b(?:Mr|Mrs|Miss|Ms|Dr|PC|PCSO|DC|DS|DI|DCI|Supt|Superintendent|Sgt|Sergeant|Inspector|Constable|Insp)\.? "
        r"[A-Z][a-z]+"
    ),
    "a house in a street": re.compile(r"\b[0-9]+[a-z]? [A-Z][a-z]+ (?:Street|Road|Lane|Avenue|Close|Drive|Way)\b"),
}


def refused_in_definitions(content: Mapping[str, Any]) -> Iterator[Problem]:
    """Texts of definitions that look like a person or a place where one lives, and those that stay in the force."""
    if "title" in content:
        yield Problem("definitions.json: title", "is not one that a bundle may have", "Seal anew.")
    for place, name in enumerate(content["units"]):
        if not (isinstance(name, str) and is_unit(name)):
            remedy = "Declare units by a few words, without rank, title or number of a house, or leave the line out."
            yield Problem(f"definitions.json: units / {place}", "is declared a unit, and not named like one", remedy)
    for name, standard in content["standards"].items():
        if any(one["layer"] == "force" and one["source"] != OWN_SOURCE for one in standard["policies"]):
            yield Problem(f"definitions.json: {name}", "says who decided a policy of the force", "Seal anew.")
    for cell, value in cells_of(content):
        for what, pattern in PERSONAL.items():
            if isinstance(value, str) and pattern.search(value):
                yield Problem(
                    f"definitions.json: {cell}",
                    f"holds what looks like {what}",
                    "Say it otherwise there, and assess anew.",
                )
