"""Where one declared column comes from (a column of the file, several, a constant), and how it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.base.errors import Problem, nearest
from dutybound.duties.schema import Column, ColumnType
from dutybound.exchange.casting import cast
from dutybound.exchange.times import Clock, format_fault, has_clock

SOURCES = ("column", "join", "constant")
KEYS = (*SOURCES, "by", "format", "zone", "precision", "codes", "rules", "empty")
BY_DAY = "day"  # the one precision that has to be said: the source has the day of something, and not its time


@dataclass(frozen=True)
class Rule:
    """A text that the pattern matches means `value`; without a pattern, whatever no rule before it matched."""

    matches: str | None
    value: str


@dataclass(frozen=True)
class ColumnMapping:
    """One declared column, from the `columns` of the file (several are joined `by`) or always the `constant`.

    With the `precision` of a day an instant is read as a date, and is one wherever the source is judged.
    """

    columns: tuple[str, ...] = ()
    by: str = ":"
    constant: str | None = None
    format: str | None = None
    zone: str | None = None
    precision: str | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    empty: tuple[str, ...] = ()


def column_mapping(column: Column, declared: Any, where: str, problems: list[Problem]) -> ColumnMapping | None:
    """Read one entry under `columns`; a plain text is the name of the file's column."""
    body = {"column": declared} if isinstance(declared, str) else declared
    if not isinstance(body, dict):
        remedy = "Write the column's name in quotes, or { constant = ... }."
        problems.append(Problem(where, f"{declared!r} names no column of a file", remedy))
        return None
    found = len(problems)
    _check_shape(body, where, problems)
    if len(problems) > found:
        return None
    mapped = ColumnMapping(
        tuple(body["join"]) if "join" in body else (body["column"],) if "column" in body else (),
        body.get("by", ":"),
        written(body["constant"]) if "constant" in body else None,
        body.get("format"),
        body.get("zone"),
        body.get("precision"),
        {code: written(meant) for code, meant in body.get("codes", {}).items()},
        tuple(_rule(one) for one in body.get("rules", ())),
        tuple(body.get("empty", ())),
    )
    _check_meaning(column, mapped, where, problems)
    return mapped


def as_precise(column: Column, mapped: ColumnMapping) -> Column:
    """A column as the source has it: a date, where the mapping says that only the day is known."""
    return replace(column, type=ColumnType.DATE, by_day=True) if mapped.precision == BY_DAY else column


def written(value: Any) -> str:
    """A TOML value as it would stand in a file."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


def _rule(body: Mapping[str, Any]) -> Rule:
    return Rule(body.get("matches"), written(body["is"] if "is" in body else body["otherwise"]))


def _check_shape(body: Mapping[str, Any], where: str, problems: list[Problem]) -> None:
    problems += [Problem(where, f"unknown key {key!r}", nearest(key, KEYS)) for key in sorted(set(body) - set(KEYS))]
    named = [key for key in SOURCES if key in body]
    if len(named) != 1:
        what = f"names {' and '.join(named)}" if named else "does not say where its values come from"
        problems.append(Problem(where, what, "Give exactly one of column, join or constant."))
    problems += [
        Problem(where, f"{key} = {body[key]!r} is not {wanted}")
        for key, wanted, fits in (
            ("column", "a text", isinstance(body.get("column", ""), str)),
            ("join", "a list of at least two columns", _is_texts(body.get("join", ["", ""]), 2)),
            ("by", "a text", isinstance(body.get("by", ""), str)),
            ("format", "a text", isinstance(body.get("format", ""), str)),
            ("zone", "a text", isinstance(body.get("zone", ""), str)),
            ("precision", f"{BY_DAY!r}", body.get("precision", BY_DAY) == BY_DAY),
            ("codes", "a list of codes and meanings", _is_codes(body.get("codes", {"": ""}))),
            ("empty", "a list of texts", _is_texts(body.get("empty", []), 0)),
        )
        if not fits
    ]
    _check_rules(body, where, problems)
    idle = sorted(set(body) & ({"by"} if "join" not in body else set()))
    idle += sorted(set(body) & {"codes", "rules", "empty"}) if "constant" in body else []
    idle += ["rules"] if {"codes", "rules"} <= set(body) else []
    problems += [Problem(where, f"{key} means nothing here", "Leave it out.") for key in idle]


def _check_rules(body: Mapping[str, Any], where: str, problems: list[Problem]) -> None:
    rules = body.get("rules", [])
    if not isinstance(rules, list):
        problems.append(Problem(where, "rules is not a list", 'Write [ { matches = "...", is = "..." } ].'))
        return
    for number, rule in enumerate(rules, start=1):
        last = number == len(rules)
        if not isinstance(rule, dict) or set(rule) not in ({"matches", "is"}, {"otherwise"}):
            remedy = 'Each is { matches = "...", is = "..." }; the last may be { otherwise = "..." }.'
            problems.append(Problem(where, f"rule {number} cannot be understood", remedy))
        elif "otherwise" in rule and not last:
            problems.append(Problem(where, f"rule {number} hides those after it", "Put `otherwise` last."))
        elif "matches" in rule and (fault := _pattern_fault(rule["matches"])):
            problems.append(Problem(where, f"rule {number}: {rule['matches']!r} is no regular expression: {fault}"))


def _check_meaning(column: Column, mapped: ColumnMapping, where: str, problems: list[Problem]) -> None:
    if mapped.precision is not None and column.type is not ColumnType.INSTANT:
        problems.append(Problem(where, f"precision is for instants; this column is {column.type}", "Leave it out."))
    column = as_precise(column, mapped)
    meant = [*mapped.codes.values(), *(rule.value for rule in mapped.rules)]
    meant += [mapped.constant] if mapped.constant is not None else []
    if column.codes:
        problems += [
            Problem(where, f"{one!r} is not one of its codes", nearest(one, column.codes))
            for one in dict.fromkeys(meant)
            if one not in column.codes
        ]
    problems += _unfit(column, mapped, meant, where)
    for key in ("format", "zone"):
        if getattr(mapped, key) is not None and not column.type.is_time:
            problems.append(Problem(where, f"{key} is for dates and instants; this column is {column.type}"))
    if mapped.zone is not None and not _is_zone(mapped.zone):
        problems.append(Problem(where, f"no time zone {mapped.zone!r}", "Name one like Europe/London."))
    if mapped.format is not None:
        problems += _format_problems(column, mapped.format, where)


def _unfit(column: Column, mapped: ColumnMapping, meant: list[str], where: str) -> list[Problem]:
    """What the mapping itself says (a constant, the meaning of a code) must be of the column's type."""
    if (
        not meant
        or (mapped.zone is not None and not _is_zone(mapped.zone))
        or (mapped.format and format_fault(mapped.format))
    ):
        return []
    read = cast(pa.array(meant, pa.string()), column.type, Clock("UTC", mapped.format, mapped.zone))
    return [
        Problem(where, f"{meant[at]!r} {wrong.what}", wrong.remedy)
        for wrong in read.wrong
        for at in wrong.at.nonzero()[0]
    ]


def _format_problems(column: Column, pattern: str, where: str) -> list[Problem]:
    if fault := format_fault(pattern):
        return [Problem(where, f"format = {pattern!r} cannot be used: {fault}", 'Write it like "%d/%m/%Y %H:%M".')]
    if column.type is ColumnType.INSTANT and not has_clock(pattern):
        remedy = f'Add the time to the format, or say that only the day is known: precision = "{BY_DAY}".'
        return [Problem(where, f"format = {pattern!r} reads no time of day, and the column is an instant", remedy)]
    return []


def _pattern_fault(pattern: Any) -> str:
    try:
        pc.match_substring_regex(pa.array([""]), pattern)
    except (pa.ArrowInvalid, TypeError) as error:
        return str(error).partition("expression: ")[2] or str(error)
    return ""


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (KeyError, ValueError, OSError):
        return False


def _is_texts(value: Any, least: int) -> bool:
    return isinstance(value, list) and len(value) >= least and all(isinstance(one, str) for one in value)


def _is_codes(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and not any(isinstance(one, dict | list) for one in value.values())
