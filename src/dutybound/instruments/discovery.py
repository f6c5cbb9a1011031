"""Instruments are found by folder: `score.py`, `vectors.csv`, and `README.md`, its card. One not whole stops all."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.instruments.instrument import Instrument

FOLDER = Path(__file__).parent
FILES = ("score.py", "vectors.csv", "README.md")
#: What a card says, as headings of its README.
CARD = ("What it is for", "What it is not for", "Inputs", "Known disparities", "Who decides", "Source")


@cache
def instruments() -> dict[str, Instrument]:
    """Every instrument by name."""
    found = sorted(path for path in FOLDER.iterdir() if path.is_dir() and (path / "__init__.py").is_file())
    problems = [problem for path in found for problem in _lacking(path)]
    if problems:
        raise DutyboundError(problems, "Not every instrument is whole")
    loaded = [import_module(f"{__package__}.{path.name}.score").INSTRUMENTS for path in found]
    return {one.name: one for several in loaded for one in several}


def instrument(name: str) -> Instrument:
    """The instrument of this name."""
    if name not in instruments():
        raise DutyboundError(Problem(name, "is no instrument", nearest(name, instruments())))
    return instruments()[name]


def applying(family: str, on: date, own: Iterable[Instrument] = ()) -> Instrument:
    """The edition of a family that applies to an assessment on this day: the force's own, else the published one."""
    slots = [one for one in own if one.family == family]
    published = [one for one in instruments().values() if one.family == family]
    held = [one for one in slots if one.holds_on(on)] or [one for one in published if one.holds_on(on)]
    if len(held) != 1:
        known = sorted({one.family for one in (*instruments().values(), *slots)})
        editions = slots or published
        what = f"has {len(held) or 'no'} editions that apply on {on:%Y-%m-%d}" if editions else "is no family"
        raise DutyboundError(Problem(family, what, f"Families: {', '.join(known)}."))
    return held[0]


def card(name: str) -> dict[str, str]:
    """The card of an instrument that comes with Dutybound: each heading of its README with its text."""
    return card_of(instrument(name))


def card_of(one: Instrument) -> dict[str, str]:
    """The card of an instrument: each heading of the README beside what scores it, with its text."""
    path = FOLDER / one.score.__module__.split(".")[-2] / "README.md"
    parts = re.split(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {heading.strip(): text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def _lacking(folder: Path) -> list[Problem]:
    problems = [
        Problem(f"instruments/{folder.name}", f"has no {name}", "Every instrument has its score, vectors and card.")
        for name in FILES
        if not (folder / name).is_file()
    ]
    if problems:
        return problems
    text = (folder / "README.md").read_text(encoding="utf-8")
    return [
        Problem(f"instruments/{folder.name}/README.md", f"does not say {heading!r}", f"Write it under ## {heading}.")
        for heading in CARD
        if f"## {heading}\n" not in text
    ]
