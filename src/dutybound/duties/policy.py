"""The figures that standards read: dated, sourced, marked and approved, in three layers (law, guidance, force)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.limits import Limit, days, limit_from

LAYERS = ("law", "guidance", "force")
MARKS = ("published", "force policy", "project default")
KEYS = (
    "id", "layer", "valid_from", "valid_to", "recorded", "value", "grace", "source", "mark", "owner", "approved_by",
    "restates", "about", "checked_on",
)  # fmt: skip

Value = Limit | float


@dataclass(frozen=True)
class PolicyEntry:
    """One figure, in force from `valid_from` to the end of `valid_to` (None: until further notice).

    `value` is by band; None is the figure where there are no bands. `recorded` is when it was put on record: it acts
    on duties that arise from the later of that and `valid_from`, unless it `restates` what stood there wrongly.
    """

    id: str
    layer: str
    valid_from: date
    valid_to: date | None
    recorded: date
    value: Mapping[str | None, Value]
    grace: Limit
    source: str
    mark: str
    owner: str
    approved_by: str
    restates: str = ""
    about: str = ""
    checked_on: date | None = None  # when somebody last held it against its source

    @property
    def label(self) -> str:
        recorded = "" if self.recorded == self.valid_from else f", recorded {self.recorded}"
        return f"{self.id} ({self.layer}) from {self.valid_from}{recorded}"

    @property
    def acts_from(self) -> date:
        return max(self.valid_from, self.recorded)

    @property
    def acts_until(self) -> date:
        """The first day on which it no longer acts."""
        return date.max if self.valid_to is None else self.valid_to + timedelta(days=1)

    def written(self) -> str:
        """The figure as a person reads it."""
        return ", ".join(f"{band}: {self.figure(band)}" if band else self.figure(band) for band in self.value)

    def figure(self, band: str | None) -> str:
        """The figure for a band; all of them where it has none of its own."""
        value = self.value.get(band)
        if value is None:
            return self.written()
        return f"{value:g}" if isinstance(value, float) else f"{value}"


@dataclass(frozen=True)
class Stretch:
    """A stretch of time over which one entry acts, after layers were laid over one another."""

    begins: date
    entry: PolicyEntry | None


@dataclass(frozen=True)
class PolicyBook:
    """All policy entries of a force."""

    entries: tuple[PolicyEntry, ...] = ()

    @property
    def ids(self) -> set[str]:
        return {entry.id for entry in self.entries}

    def of(self, identity: str) -> list[PolicyEntry]:
        return [entry for entry in self.entries if entry.id == identity]

    def bands(self, identity: str) -> set[str]:
        return {band for entry in self.of(identity) for band in entry.value if band is not None}

    def stretches(self, identity: str) -> list[Stretch]:
        """Which entry acts from when: the force's own over guidance (over law nothing can be laid).

        An entry acts until the one that takes its place does, which may be put on record only after it came into force.
        """
        acting = [entry for entry in self.of(identity) if not entry.restates]
        ends = [self._acts_until(entry, acting) for entry in acting]
        edges = sorted({entry.acts_from for entry in acting} | {*ends} - {date.max})
        stretches: list[Stretch] = []
        for edge in edges:
            held = [entry for entry, until in zip(acting, ends, strict=True) if entry.acts_from <= edge < until]
            top = max(held, key=lambda entry: (LAYERS.index(entry.layer), entry.valid_from), default=None)
            if not stretches or stretches[-1].entry is not top:
                stretches.append(Stretch(edge, top))
        return stretches

    def _acts_until(self, entry: PolicyEntry, acting: list[PolicyEntry]) -> date:
        """The first day on which an entry no longer acts."""
        next_ones = (one.acts_from for one in acting if (one.layer, one.valid_from) == (entry.layer, entry.acts_until))
        return max(entry.acts_until, *next_ones, entry.acts_until)

    def restatements(self, identity: str) -> list[PolicyEntry]:
        return [entry for entry in self.of(identity) if entry.restates]

    def joined(self, other: "PolicyBook") -> "PolicyBook":
        """Two packs as one book; checked again, because layers may clash across files."""
        return checked(self.entries + other.entries, "policy packs together")


def policy_from(declared: Mapping[str, Any], where: str = "policy") -> PolicyBook:
    """Read `[[policy]]` entries as they stand in a TOML file; everything wrong is reported at once."""
    problems: list[Problem] = []
    extra = sorted(set(declared) - {"policy"})
    problems += [Problem(where, f"unknown section {one!r}", "Entries are written as [[policy]].") for one in extra]
    entries: list[PolicyEntry] = []
    for number, body in enumerate(declared.get("policy", []), start=1):
        spot = f"{where}: entry {number} ({body.get('id', 'no id')})"
        found = len(problems)
        entry = _entry(body, spot, problems)
        if entry is not None and len(problems) == found:
            entries.append(entry)
    problems += _clashes(entries, where)
    if problems:
        raise DutyboundError(problems, f"The policy in {where} cannot be used")
    return PolicyBook(tuple(entries))


def checked(entries: Iterable[PolicyEntry], where: str) -> PolicyBook:
    entries = tuple(entries)
    if problems := _clashes(entries, where):
        raise DutyboundError(problems, f"The policy in {where} cannot be used")
    return PolicyBook(entries)


def _entry(body: Mapping[str, Any], where: str, problems: list[Problem]) -> PolicyEntry | None:
    problems += [Problem(where, f"unknown key {key!r}", nearest(key, KEYS)) for key in sorted(set(body) - set(KEYS))]
    needed = ["id", "layer", "valid_from", "recorded", "value", "source", "mark", "owner"]
    if body.get("layer") == "force":
        needed.append("approved_by")
    missing = [key for key in needed if body.get(key) in (None, "")]
    problems += [
        Problem(where, f"{key} is missing", "Every figure says where it comes from and whose it is.") for key in missing
    ]
    if body.get("layer") not in (*LAYERS, None):
        problems.append(Problem(where, f"layer {body['layer']!r} is unknown", f"Layers: {', '.join(LAYERS)}."))
    if body.get("mark") not in (*MARKS, None):
        problems.append(Problem(where, f"mark {body['mark']!r} is unknown", f"Marks: {', '.join(MARKS)}."))
    dates = {key: body[key] for key in ("valid_from", "valid_to", "recorded", "checked_on") if key in body}
    wrong = [key for key, day in dates.items() if type(day) is not date]
    problems += [
        Problem(where, f"{key} = {dates[key]!r} is not a date", "Write it as 2016-04-01, without quotes.")
        for key in wrong
    ]
    value = _value(body.get("value"), where, problems)
    grace = _limit(body.get("grace", "0 days"), f"{where}, grace", problems)
    if missing or wrong or value is None or grace is None:
        return None
    if "valid_to" in body and body["valid_to"] < body["valid_from"]:
        problems.append(Problem(where, "valid_to lies before valid_from"))
    return PolicyEntry(
        body["id"], body["layer"], body["valid_from"], body.get("valid_to"), body["recorded"], value, grace,
        body["source"], body["mark"], body["owner"], body.get("approved_by", ""), body.get("restates", ""),
        body.get("about", ""), body.get("checked_on"),
    )  # fmt: skip


def _value(written: Any, where: str, problems: list[Problem]) -> Mapping[str | None, Value] | None:
    bands: dict[str | None, Any] = dict(written) if isinstance(written, Mapping) else {None: written}
    read: dict[str | None, Value] = {}
    for band, figure in bands.items():
        if isinstance(figure, int | float) and not isinstance(figure, bool):
            read[band] = float(figure)
        elif (limit := _limit(figure, f"{where}, value{f' for {band}' if band else ''}", problems)) is not None:
            read[band] = limit
    return read if len(read) == len(bands) else None


def _limit(written: Any, where: str, problems: list[Problem]) -> Limit | None:
    try:
        return limit_from(written) if isinstance(written, str) else days(-1)
    except DutyboundError as error:
        problems += [Problem(where, f"cannot read {written!r}", one.remedy) for one in error.problems]
        return None


def _clashes(entries: Iterable[PolicyEntry], where: str) -> list[Problem]:
    """Overlaps and gaps within a layer, bands that differ between entries, and a force laying its own over law."""
    entries = tuple(entries)
    problems: list[Problem] = []
    groups: dict[tuple[str, str], list[PolicyEntry]] = {}
    for entry in entries:
        if not entry.restates:
            groups.setdefault((entry.id, entry.layer), []).append(entry)
    for (identity, layer), group in groups.items():
        spot = f"{where}: {identity} ({layer})"
        if layer != "law" and (identity, "law") in groups:
            problems.append(Problem(spot, "is law, and law cannot be laid over", "Give the figure an id of its own."))
        ordered = sorted(group, key=lambda entry: entry.valid_from)
        for earlier, later in pairwise(ordered):
            if earlier.acts_until > later.valid_from:
                what = f"the entries from {earlier.valid_from} and {later.valid_from} overlap"
                problems.append(
                    Problem(spot, what, f"End the first: valid_to = {later.valid_from - timedelta(days=1)}.")
                )
            elif earlier.acts_until < later.valid_from:
                problems.append(Problem(spot, f"nothing is in force from {earlier.acts_until} to {later.valid_from}"))
    return problems + _differing_bands(entries, where)


def _differing_bands(entries: Iterable[PolicyEntry], where: str) -> list[Problem]:
    """All entries of a figure set the same bands, in every layer and in restatements, or one would be unknown."""
    bands: dict[str, set[frozenset[str | None]]] = {}
    for entry in entries:
        bands.setdefault(entry.id, set()).add(frozenset(entry.value))
    problems = []
    for name, sets in bands.items():
        if len(sets) > 1:
            named = ", ".join(sorted({str(band) for one in sets for band in one}))
            problems.append(Problem(f"{where}: {name}", f"its entries do not set the same bands ({named})"))
    return problems
