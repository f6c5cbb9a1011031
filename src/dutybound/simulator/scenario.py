"""A scenario: a force, what comes to it, how it works, and what is wrong with it. Read from TOML, checked whole."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.simulator.parts import made_of
from dutybound.simulator.traps import Traps, read_traps

FOLDER = Path(__file__).parent / "scenarios"
CAUSES = ("posts", "demand", "habit", "quality", "effort", "interval", "looks", "entry", "capacity", "external")
SHAPES = ("step", "ramp", "adoption")
KEYS = (
    "title", "begins", "ends", "seed", "warm_up", "demand", "seasons", "practice", "unit", "shortcoming", "traps",
    "sources", "random",
)  # fmt: skip
SHIFTS = ("early", "late", "night")


@dataclass(frozen=True)
class Unit:
    """Part of the force: whom it has, and which share of a kind of demand comes to it."""

    name: str
    kind: str
    under: str = ""
    posts: Mapping[str, int] = field(default_factory=dict)  # role: how many
    shares: Mapping[str, float] = field(default_factory=dict)  # kind of demand: its share of the force's


@dataclass(frozen=True)
class Practice:
    """How one thing is done when nothing is wrong.

    `effort` minutes; `urgency` 0 (first) to 5; `habit` the chance that it is thought of each time it should be; `looks`
    the days after which it is looked at again if it was not (0: never); `interval` days between two times; `quality`
    the chance that it is complete; `spread` how far people differ in habit (standard deviation of the log-odds);
    `wait` days (mean) that it waits for others; `entry` the share that is entered days later than it was done;
    `capacity` how many can be dealt with at one time, where time is not what is short.
    """

    effort: float = 15
    urgency: int = 3
    habit: float = 1
    looks: float = 0
    interval: float = 0
    quality: float = 1
    spread: float = 0
    wait: float = 0
    entry: float = 0.03
    capacity: float = 0
    source: str = "project default"


@dataclass(frozen=True)
class Shortcoming:
    """What is planted: in which units, when, in which practice (or kind of demand, or role), by which cause.

    `to` is the value that the cause takes there: for posts, demand and external the factor on what there was; for the
    others the value itself. A ramp reaches it at `until`; an adoption is a logistic curve towards it around `middle`.
    """

    name: str
    practice: str
    cause: str
    to: float
    units: tuple[str, ...] = ()  # empty: everywhere
    begins: date | None = None  # None: from the start
    until: date | None = None
    shape: str = "step"
    shift: str = ""  # only at these hours
    from_value: float | None = None  # what it was before, where that is not the practice's own
    source: str = "planted"


@dataclass(frozen=True)
class Scenario:
    """Everything that a simulated force is made from. `found` says what is to be found in it, and what is not."""

    name: str
    title: str
    begins: date
    ends: date
    seed: int
    units: tuple[Unit, ...]
    demand: Mapping[str, float]  # kind: a year
    seasons: Mapping[str, tuple[float, ...]]  # kind: by quarter or month, January first; 1 is the year's average
    practices: Mapping[str, Practice]
    shortcomings: tuple[Shortcoming, ...] = ()
    traps: Traps = field(default_factory=Traps)
    warm_up: int = 150  # days that the force has worked before the records begin
    sources: Mapping[str, str] = field(default_factory=dict)
    random: Mapping[str, Any] = field(default_factory=dict)  # what may go wrong by chance (see faulting.py)

    def without(self, *names: str) -> "Scenario":
        """The same force without these shortcomings, or without any."""
        return replace(self, shortcomings=tuple(one for one in self.shortcomings if names and one.name not in names))

    def scaled(self, factor: float) -> "Scenario":
        """A force of another size: so many times the demand, and the posts that go with it, one at least."""
        units = tuple(
            replace(one, posts={role: max(1, round(posts * factor)) for role, posts in one.posts.items()})
            for one in self.units
        )
        return replace(self, units=units, demand={kind: number * factor for kind, number in self.demand.items()})


def scenario_named(name: str) -> Scenario:
    """A scenario that comes with Dutybound, or that of a file."""
    return read_scenario(_path_of(name, Path() if name.endswith(".toml") else FOLDER))


def read_scenario(path: Path) -> Scenario:
    """Read a scenario; everything that is wrong with it is reported at once. `like` names one that it differs from."""
    content = _laid_over(path, ())
    problems: list[Problem] = []
    practices = {
        name: made_of(Practice, body, f"[practice.{name}]", problems)
        for name, body in content.get("practice", {}).items()
    }
    units = tuple(made_of(Unit, body, f"[[unit]] {n}", problems) for n, body in enumerate(content.get("unit", []), 1))
    wrong = tuple(
        made_of(Shortcoming, body, f"[[shortcoming]] {body.get('name', n)}", problems)
        for n, body in enumerate(content.get("shortcoming", []), 1)
    )
    traps = read_traps(content.get("traps", {}), [one.name for one in units if one], problems)
    problems += _wrong_head(path, content)
    if not problems:
        problems += [problem for one in wrong for problem in _misplaced(one, units, practices, content["demand"])]
    if problems:
        raise DutyboundError(problems, f"{path} is no scenario")
    plain = {key: content[key] for key in ("title", "begins", "ends", "seed", "demand", "warm_up") if key in content}
    seasons = {kind: tuple(values) for kind, values in content.get("seasons", {}).items()}
    return Scenario(
        path.stem,
        units=units,
        practices=practices,
        shortcomings=wrong,
        seasons=seasons,
        traps=traps,
        sources=content.get("sources", {}),
        random=content.get("random", {}),
        **plain,
    )


def _wrong_head(path: Path, content: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with what stands outside the sections, and with the names of these."""
    problems = [Problem(path.name, f"unknown key {key!r}", nearest(key, KEYS)) for key in sorted({*content} - {*KEYS})]
    needed = ("title", "begins", "ends", "seed", "demand", "unit", "practice")
    problems += [Problem(path.name, f"{key} is missing") for key in needed if key not in content]
    days = [content.get(key) for key in ("begins", "ends")]
    problems += [
        Problem(path.name, f"{key} is {day!r}", "Write a day: 2016-05-01.")
        for key, day in zip(("begins", "ends"), days, strict=True)
        if day is not None and type(day) is not date
    ]
    if all(type(day) is date for day in days) and days[1] < days[0]:  # type: ignore[operator]
        problems.append(Problem(path.name, f"ends on {days[1]}, before it begins on {days[0]}"))
    return problems


def _laid_over(path: Path, above: tuple[Path, ...]) -> dict[str, Any]:
    """The content of a scenario, over that of the one it is `like`: sections are joined, lists take their place."""
    if path in above:
        raise DutyboundError(Problem(path.name, "is like a scenario that is like itself", "Take one `like` out."))
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DutyboundError(Problem(f"{path}", f"is no TOML: {error}")) from error
    if "like" not in content:
        return content
    return _joined(_laid_over(_path_of(str(content.pop("like")), path.parent), (*above, path)), content)


def _path_of(name: str, folder: Path) -> Path:
    """A scenario by its name: one of the folder, or one that comes with Dutybound; a file by its path."""
    if name.endswith(".toml"):
        path = folder / name
        if path.is_file():
            return path
        raise DutyboundError(Problem(f"{path}", "is not there", "Give the path of a scenario, from where you are."))
    places = [folder / f"{name}.toml", FOLDER / f"{name}.toml"]
    found = next((one for one in places if one.is_file()), None)
    if found is None:
        known = [one.stem for one in (*FOLDER.glob("*.toml"), *folder.glob("*.toml"))]
        raise DutyboundError(Problem(name, "is no scenario", f"{nearest(name, known)} Or name a file: NAME.toml."))
    return found


def _joined(beneath: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _joined(beneath[key], value) if isinstance(value, dict) and isinstance(beneath.get(key), dict) else value
        for key, value in over.items()
    }
    return {**beneath, **both}


def _misplaced(
    one: Shortcoming, units: tuple[Unit, ...], practices: Mapping[str, Practice], demand: Mapping[str, float]
) -> list[Problem]:
    where = f"[[shortcoming]] {one.name}"
    roles = {role for unit in units for role in unit.posts}
    about = {"posts": roles, "demand": {*demand}}.get(one.cause, {*practices})
    told = [(one.cause, CAUSES), (one.shape, SHAPES), (one.shift or "early", SHIFTS), (one.practice, about)]
    told += [(unit, [each.name for each in units]) for unit in one.units]
    return [
        Problem(where, f"{value!r} is not known", nearest(value, known)) for value, known in told if value not in known
    ]
