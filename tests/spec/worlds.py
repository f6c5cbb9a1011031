"""Reads the worlds of rules.csv: a form, its facts and what is expected, all in one line of plain words.

Times are days since Monday 2016-02-01 (`5`, `5T10:30`) or ISO dates (`2016-03-27T13:00`), local to the calendar.
`5@9` happened on day 5 and was recorded on day 9; `5@?` has no recorded time. A world whose times are all whole days
is compared by local date, as rule 1 says. As at a day means at the end of it.
"""

import csv
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from dutybound.duties.calendar import Calendar, day_number, instant_of
from dutybound.duties.limits import limit_from
from dutybound.engine.facts import Book, Entry, Fact, Kind, Programme

DAY_ZERO = date(2016, 2, 1)
RULES = Path(__file__).with_name("rules.csv")
POINTS = {
    "open": Kind.OPEN, "trigger": Kind.TRIGGER, "fulfil": Kind.FULFIL, "band": Kind.BAND, "limit": Kind.LIMIT,
    "due": Kind.DUE, "release": Kind.RELEASE, "end": Kind.END, "missing": Kind.UNASSESSABLE, "excuse": Kind.EXCUSE,
}  # fmt: skip
TENURES = {"suspend": (Kind.SUSPEND, Kind.RESUME), "cover": (Kind.COVER, Kind.UNCOVER)}


@dataclass(frozen=True)
class Held:
    """Who held the subject, from when until when, each with when it was recorded."""

    holder: str
    began: int
    began_known: int
    ended: int | None
    ended_known: int | None


@dataclass(frozen=True)
class Expected:
    """One duty expected at one moment; what is None is not looked at."""

    anchor: str
    state: str
    due: int | None = None
    due_is_null: bool = False
    by: str | None = None
    holder: str | None = None
    inherited: bool = False


@dataclass
class World:
    """One row of the table."""

    rule: str
    case: str
    programme: Programme
    facts: list[Fact]
    held: list[Held]
    expected: list[tuple[int, list[Expected]]] = field(default_factory=list)
    late: int | None = None


class Times:
    """Turns written times into instants of one calendar; by day, an instant becomes the start of its local day."""

    def __init__(self, calendar: Calendar, by_day: bool) -> None:
        self.calendar, self.by_day = calendar, by_day

    def day(self, text: str) -> int:
        if re.fullmatch(r"-?\d+", text):
            return day_number(DAY_ZERO + timedelta(days=int(text)))
        return day_number(date.fromisoformat(text))

    def at(self, text: str) -> int:
        head, _, clock = text.partition("T")
        start = self.calendar.starts_at(self.day(head))
        if not clock or self.by_day:
            return start
        hour, minute = map(int, clock.split(":"))
        local = datetime.combine(DAY_ZERO, datetime.min.time()) + timedelta(days=self.day(head) - day_number(DAY_ZERO))
        return instant_of(local.replace(hour=hour, minute=minute, tzinfo=ZoneInfo(self.calendar.zone)))

    def end(self, text: str) -> int:
        """A moment to look at, or a due date: a whole day means its last microsecond."""
        return self.at(text) if "T" in text else self.calendar.ends_at(self.day(text))

    def pair(self, text: str) -> tuple[int, int | None]:
        """`5@9`: when it happened and when it was recorded."""
        happened, _, recorded = text.partition("@")
        at = self.at(happened)
        return at, None if recorded == "?" else self.at(recorded) if recorded else at


def read_rules() -> list[World]:
    with RULES.open(encoding="utf-8", newline="") as file:
        return [read_world(row) for row in csv.DictReader(file)]


def read_world(row: dict[str, str]) -> World:
    parts = [part.strip() for part in row["form"].split(";")]
    by_day = "by day" in parts or not re.search(r"\dT\d", row["facts"] + row["expected"])
    calendar = Calendar("Europe/London", "GB-ENG")
    for part in parts:
        if part.startswith("calendar "):
            calendar = Calendar(*part.split()[1:])
    times = Times(calendar, by_day)
    world = World(row["rule"], row["case"], _programme(parts, times), *_facts(row["facts"], times))
    body, _, late = row["expected"].partition("; late ")
    world.late = int(late) if late else None
    for moment in body.split("|"):
        at, _, duties = moment.strip().partition(":") if "T" not in moment.split(" ")[0] else _clocked(moment.strip())
        wanted = [_expected(one, times) for one in duties.split(",") if one.strip() != "-"]
        world.expected.append((times.end(at), wanted))
    return world


def _clocked(moment: str) -> tuple[str, str, str]:
    at, _, rest = moment.partition(": ")
    return at, ":", rest


def _expected(text: str, times: Times) -> Expected:
    words = text.split()
    option = dict(zip(words[2::2], words[3::2], strict=False))
    due = option.get("due")
    return Expected(
        words[0],
        words[1],
        None if due in (None, "-") else times.end(due),
        due == "-",
        option.get("by"),
        option.get("of"),
        "inherited" in words,
    )


def _programme(parts: list[str], times: Times) -> Programme:
    form, _, rest = parts[0].partition(" ")
    options = {part.split()[0]: part for part in parts[1:]}
    grace = limit_from(options["grace"].removeprefix("grace ")) if "grace" in options else limit_from("0 days")
    threshold = float(rest) if form == "at_most" and rest != "nothing" else None
    limits = next(part for part in parts[1:] if part[0].isdigit()) if form == "at_most" else rest
    entries = [] if rest == "nothing" else [_entry("first", -10_000, -10_000, False, limits, grace, threshold, times)]
    for part in parts[1:]:
        if dated := re.fullmatch(r"from (\S+?)(?: recorded (\S+))?( restates)?: (.+)", part):
            starts, recorded, restates, limits = dated.groups()
            entries.append(_entry(part, starts, recorded or starts, bool(restates), limits, grace, threshold, times))
    or_within = limit_from(options["or_within"].removeprefix("or_within ")) if "or_within" in options else None
    return Programme(
        "standard", "1", "within" if form == "by" else form, times.calendar, Book(tuple(entries)), times.by_day,
        or_within, "named" in options, form in ("before", "by"),
    )  # fmt: skip


def _entry(label, starts, recorded, restates, limits, grace, threshold, times) -> Entry:  # type: ignore[no-untyped-def]
    if own := re.fullmatch(r"at_most (\d+) (.+)", limits):
        threshold, limits = float(own[1]), own[2]
    banded = re.findall(r"(\w+)=(\d+ \w+)", limits)
    read = {band: limit_from(text) for band, text in banded} or {None: limit_from(limits or "0 days")}
    start, known = (times.at(str(one)) for one in (starts, recorded))
    return Entry(label, start, known, read, grace, restates, threshold)


def _facts(text: str, times: Times) -> tuple[list[Fact], list[Held]]:
    facts: list[Fact] = []
    held: list[Held] = []
    counts: dict[str, int] = {}
    for piece in (piece.strip() for piece in text.split(";") if piece.strip()):
        word, rest = piece.split(maxsplit=1)
        counts[word] = counts.get(word, 0) + 1
        letter = {"excuse": "x", "suspend": "s"}.get(word, word[0])
        name = re.search(r"#(\w+)", rest)
        identity = name[1] if name else f"{letter}{counts[word]}"
        if word == "held":
            held.append(_held(rest, times))
        elif word in TENURES:
            facts += _tenure(TENURES[word], identity, rest, times)
        else:
            facts.append(_point(POINTS[word], identity, rest, times))
    return facts, held


def _point(kind: Kind, identity: str, rest: str, times: Times) -> Fact:
    words = rest.split()
    when, _, value = words[0].partition("=")
    if value and kind is not Kind.LIMIT and "@" in value:  # band 3=high@7
        value, _, recorded = value.partition("@")
        when = f"{when}@{recorded}"
    withdrawn = next((times.at(word.removeprefix("withdrawn@")) for word in words if "withdrawn@" in word), None)
    of = words[words.index("for") + 1] if "for" in words else None
    until = limit = None
    if kind is Kind.EXCUSE:
        span, _, recorded = when.partition("@")
        first, _, last = span.partition("..")
        until, when = times.at(last), f"{first}@{recorded or first}"
    if kind is Kind.DUE:
        until = times.end(when.partition("@")[0])
        when = words[words.index("said") + 1] if "said" in words else when
    if kind is Kind.LIMIT:
        limit = limit_from(rest.partition("=")[2])
    happened, recorded_at = times.pair(when)
    band = None if value in ("", "?") or kind is Kind.LIMIT else value
    has_band = kind in (Kind.OPEN, Kind.TRIGGER) and bool(value)
    return Fact(kind, identity, happened, recorded_at, band, of, until, limit, has_band=has_band, withdrawn=withdrawn)


def _span(rest: str, times: Times) -> tuple[tuple[int, int | None], tuple[int, int | None] | None]:
    began, _, ended = rest.partition("..")
    return times.pair(began), times.pair(ended) if ended else None


def _tenure(kinds: tuple[Kind, Kind], identity: str, rest: str, times: Times) -> list[Fact]:
    began, ended = _span(rest, times)
    facts = [Fact(kinds[0], identity, *began, of=identity)]
    return facts + ([Fact(kinds[1], identity, *ended, of=identity)] if ended else [])


def _held(rest: str, times: Times) -> Held:
    span, _, holder = rest.partition("=")
    began, ended = _span(span, times)
    known = ended[1] if ended else None
    return Held(holder, began[0], began[1] or began[0], ended[0] if ended else None, known)
