"""The words of degree in reports, each with one published test: from figures to a verdict, with its reason in words.

What each takes stands in degrees.toml, and in words on the page docs/explanation/words-of-degree.md, made from both.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from dutybound.insight.control_chart import ENOUGH, control_chart
from dutybound.insight.spread import spread
from dutybound.inspection.figures import COMPLETE, FILES, NOTHING, Count, Figures, Seen
from dutybound.inspection.frameworks.framework import Degree

FILE = Path(__file__).with_suffix(".toml")


class Verdict(StrEnum):
    """What a bearing comes to, best first."""

    HOLDS = "holds"
    SHORT = "short"
    FAR_SHORT = "far short"
    CANNOT_TELL = "cannot tell"

    @property
    def falls_short(self) -> bool:
        return self in (Verdict.SHORT, Verdict.FAR_SHORT)


@dataclass(frozen=True)
class Reading:
    """A verdict with its reason. `where`: the units that fall short; `wanted`: the share that would do."""

    verdict: Verdict
    reason: str
    where: tuple[str, ...] = ()
    wanted: float | None = None


Terms = Mapping[str, Mapping[str, float]]


@cache
def terms() -> Terms:
    """What each word takes, from degrees.toml."""
    read: dict[str, dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return read


def verdict_on(degree: Degree, figures: Figures, by: Terms | None = None) -> Reading:
    """The verdict on figures by one word of degree; "cannot tell" where there are none, or too few."""
    said = by or terms()
    if figures.force is None:
        return Reading(Verdict.CANNOT_TELL, figures.lacking or "nothing was counted")
    fewest = said["all"]["fewest_of_all" if figures.of == COMPLETE else "fewest"]
    if figures.independent < fewest:
        worth = f", worth {figures.independent:.0f} independent ones" if figures.worth < 1 else ""
        reason = f"{figures.force.words} of {figures.of}{worth}: fewer than the {fewest:.0f} that it takes"
        return Reading(Verdict.CANNOT_TELL, reason)
    return TESTS[degree](figures, said)


def _share(seen: Seen, at_least: float, far: float) -> Verdict:
    """Holds where the share is surely no less; short where surely less, and far short where surely far less."""
    if seen.low >= at_least:
        return Verdict.HOLDS
    if seen.high < at_least:
        return Verdict.FAR_SHORT if seen.high < at_least - far else Verdict.SHORT
    return Verdict.CANNOT_TELL


def _most(name: str) -> Callable[[Figures, Terms], Reading]:
    def test(figures: Figures, said: Terms) -> Reading:
        """Holds where the share is surely no less than is asked for, and is short where it is surely less; between, it
        cannot be told.
        """
        assert figures.force is not None
        at_least = said[name]["at_least"]
        verdict = _share(figures.force, at_least, said["all"]["far"])
        return Reading(verdict, _of(figures, figures.force, at_least), _low_units(figures, said, at_least), at_least)

    return test


def _of(figures: Figures, seen: Seen, at_least: float) -> str:
    return f"{seen.words} of {figures.of}, where {at_least:.0%} is asked for{_both_sides(seen, at_least)}"


def _both_sides(seen: Seen, at_least: float) -> str:
    """Why it cannot be told, where the share may as well be what is asked for as less."""
    return ", and the interval reaches both sides of that" if seen.low < at_least <= seen.high else ""


def _low_units(figures: Figures, said: Terms, at_least: float) -> tuple[str, ...]:
    """The units that surely lie below."""
    told = _told_units(figures, said)
    return tuple(sorted(unit for unit, one in told.items() if one.high < at_least))


def _told_units(figures: Figures, said: Terms) -> dict[str, Seen]:
    """The units of which there is enough to tell."""
    fewest = said["all"]["fewest_in_unit"]
    return {
        unit: one.seen(figures.worth) for unit, one in figures.by_unit().items() if one.whole * figures.worth >= fewest
    }


def _consistently(figures: Figures, said: Terms) -> Reading:
    """Holds where the force surely does it, no unit is behind the middle one, and units lie no further apart than is
    allowed. Where no two units are known, months are compared.
    """
    assert figures.force is not None
    own = said["consistently"]
    overall = _share(figures.force, own["at_least"], said["all"]["far"])
    parts, kind = _told_units(figures, said), "unit"
    if len(parts) < 2:
        fewest = said["all"]["fewest_in_unit"]
        months = {month: one for month, one in figures.by_month().items() if one.whole * figures.worth >= fewest}
        parts, kind = {month: one.seen(figures.worth) for month, one in months.items()}, "month"
    if len(parts) < 2:
        reason = f"{figures.force.words} of {figures.of}, and no two units or months have enough to be compared"
        return Reading(overall if overall.falls_short else Verdict.CANNOT_TELL, reason, wanted=own["at_least"])
    return _apart(figures, figures.force, overall, parts, kind, said)


def _apart(
    figures: Figures, force: Seen, overall: Verdict, parts: Mapping[str, Seen], kind: str, said: Terms
) -> Reading:
    own = said["consistently"]
    middle = median(one.value for one in parts.values())
    behind = tuple(sorted(name for name, one in parts.items() if one.high < middle - own["behind"]))
    far = [name for name in behind if parts[name].high < middle - own["far_behind"]]
    deviation = _deviation(parts.values(), figures.worth)
    told = f"; {kind}s differ by {deviation[0] * 100:.0f} points (standard deviation)" if deviation else ""
    apart = bool(behind) or (deviation is not None and deviation[1] > own["spread"])
    reason = f"{_of(figures, force, own['at_least'])}; the middle {kind} of {len(parts)} has {middle:.1%}{told}"
    if behind:
        reason += "; behind it: " + ", ".join(f"{name} {parts[name].words}" for name in behind)
    wanted = max(own["at_least"], middle - own["behind"])
    if overall is Verdict.FAR_SHORT or 3 * len(far) >= len(parts):
        verdict = Verdict.FAR_SHORT
    elif overall is Verdict.SHORT or apart:
        verdict = Verdict.SHORT
    else:
        verdict = overall
    where = behind if kind == "unit" else ()
    return Reading(verdict, reason, where or _low_units(figures, said, own["at_least"]), wanted)


def _deviation(parts: Any, worth: float) -> tuple[float, float] | None:
    """The spread between units and the least that it surely is; each unit with as many duties as it is worth."""
    seen = list(parts)
    whole = np.array([max(1, round(one.whole * worth)) for one in seen], np.int64)
    part = np.array([round(one.value * of) for one, of in zip(seen, whole.tolist(), strict=True)], np.int64)
    found = spread(part, whole, np.arange(len(seen), dtype=np.int64))
    return None if found is None else (found.deviation.value, found.deviation.low)


def _routine(figures: Figures, said: Terms) -> Reading:
    """Holds where every unit is at target in each of the last months, as far as chance allows, and in these months
    together neither a unit nor the force is surely below. Where the last months have too few to tell, of the force or
    of every unit, it cannot be told. Far short where more than half of the units are below.
    """
    assert figures.force is not None
    own = said["routine"]
    last = figures.months[-int(own["months"]) :]
    if len(last) < own["months"]:
        return Reading(Verdict.CANNOT_TELL, f"{len(last)} months are on record, and {own['months']:.0f} are asked for")
    units, recent = sorted(_told_units(figures, said)) or [""], _within(figures, last)
    missed = {unit: _missed(figures, unit, last, own["at_least"]) for unit in units}
    together = {"": recent.total, **recent.by_unit()}
    low = {name for name, one in together.items() if _surely_below(one, figures, said)}
    below = tuple(unit for unit, count in missed.items() if count >= own["missed"] or unit in low)
    reason = f"{figures.force.words} of {figures.of}; from {last[0]} to {last[-1]} {own['at_least']:.0%} in each month "
    if below or low:
        named = ", ".join(_missing_it(unit, missed.get(unit, 0), together) for unit in below or sorted(low))
        verdict = Verdict.FAR_SHORT if 2 * len(below) > len(units) else Verdict.SHORT
        where = tuple(filter(None, below or sorted(low)))
        return Reading(verdict, f"{reason}was surely missed by {named}", where, own["at_least"])
    return _held(figures, together, units, reason, said)


def _within(figures: Figures, months: list[str]) -> Figures:
    """The figures of some months alone."""
    return replace(figures, cells={key: one for key, one in figures.cells.items() if key[1] in months})


def _surely_below(one: Count, figures: Figures, said: Terms) -> bool:
    enough = one.whole * figures.worth >= said["all"]["fewest_in_unit"]
    return enough and one.seen(figures.worth).high < said["routine"]["at_least"]


def _missing_it(unit: str, months: int, together: Mapping[str, Count]) -> str:
    one = together.get(unit, NOTHING)
    return f"{unit or 'the force'} ({one.part:,} of {one.whole:,}; surely in {months} of the months)"


def _held(figures: Figures, together: Mapping[str, Count], units: list[str], reason: str, said: Terms) -> Reading:
    """Nothing is surely below: it held, where there was enough to see that it was not."""
    wanted, few = said["routine"]["at_least"], said["all"]["fewest_in_unit"]
    told = [unit for unit in units if together.get(unit, NOTHING).whole * figures.worth >= few]
    of_force = together[""].whole * figures.worth >= said["all"]["fewest"]
    if not told or not of_force or (figures.units and units == [""]):
        seen = f"{together[''].part:,} of {together[''].whole:,} in these months"
        return Reading(Verdict.CANNOT_TELL, f"{reason}cannot be told: {seen}, too few of each unit", wanted=wanted)
    held = "in the force" if units == [""] else f"in each of {len(told)} units"
    return Reading(Verdict.HOLDS, f"{reason}held {held}, as far as chance allows", wanted=wanted)


def _missed(figures: Figures, unit: str, months: list[str], at_least: float) -> int:
    cells = [figures.cells.get((unit, month)) for month in months] if unit else list(_force(figures, months))
    return sum(one is not None and one.whole > 0 and one.seen(figures.worth).high < at_least for one in cells)


def _force(figures: Figures, months: list[str]) -> list[Count | None]:
    by_month = figures.by_month()
    return [by_month.get(month) for month in months]


def _sustained(figures: Figures, said: Terms) -> Reading:
    """Holds where the share of the last months together is surely what *most* takes, and a control chart of them has no
    signal for the worse that matters: outside the limits, seven on one side of the mean, seven falling, two of three
    near a limit. What has lasted at a lower level is short of *most*, or cannot be told, as it is there.
    """
    assert figures.force is not None
    own = said["sustained"]
    last = figures.months[-int(own["months"]) :]
    by_month = {month: one for month, one in figures.by_month().items() if month in last}
    chart = control_chart([one.part / one.whole for one in by_month.values()])
    if chart is None or len(chart.values) < max(ENOUGH, own["months"]):
        counted = len(by_month)
        return Reading(Verdict.CANNOT_TELL, f"{counted} months have figures, and {own['months']:.0f} are asked for")
    worse = [
        month
        for place, (month, value) in enumerate(zip(by_month, chart.values, strict=True))
        if chart.direction(place) < 0 and value < chart.mean - own["matters"]
    ]
    level, at_least = _within(figures, last).total.seen(figures.worth), said["most"]["at_least"]
    kept = _share(level, at_least, said["all"]["far"])
    months = f"by month {min(chart.values):.1%} to {max(chart.values):.1%}"
    reason = f"{level.words} of {figures.of} in {len(by_month)} months, where {at_least:.0%} is asked for"
    reason += f"{_both_sides(level, at_least)}; {months}"
    if not worse:
        return Reading(kept, f"{reason}, and no signal for the worse", wanted=at_least)
    far = min(chart.values[list(by_month).index(month)] for month in worse) < chart.mean - said["all"]["far"]
    return Reading(
        Verdict.FAR_SHORT if far or kept is Verdict.FAR_SHORT else Verdict.SHORT,
        f"{reason}; signals for the worse in {', '.join(worse)}", wanted=max(at_least, chart.mean - own["matters"]),
    )  # fmt: skip


def _sufficient(figures: Figures, said: Terms) -> Reading:
    """As *most*, of files that a trained person read: a long text is not detail. Without an audit it cannot be told."""
    assert figures.force is not None
    at_least = said["sufficient"]["at_least"]
    if figures.of != FILES:
        return Reading(Verdict.CANNOT_TELL, "whether it is sufficient can only a trained person tell, from the files")
    verdict = _share(figures.force, at_least, said["all"]["far"])
    return Reading(verdict, _of(figures, figures.force, at_least), (), at_least)


TESTS: Mapping[Degree, Callable[[Figures, Terms], Reading]] = {
    Degree.MOST: _most("most"),
    Degree.VAST_MAJORITY: _most("vast majority"),
    Degree.CONSISTENTLY: _consistently,
    Degree.ROUTINE: _routine,
    Degree.SUSTAINED: _sustained,
    Degree.SUFFICIENT: _sufficient,
}
