"""Frameworks as files: read whole, or refused with every problem at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.toml_files import read_toml
from dutybound.inspection.frameworks.framework import Framework

FOLDER = Path(__file__).parent
#: What the library says of a slip, in words of the file.
SAID = {"missing": "is missing", "extra_forbidden": "is nothing that may stand here: look at how it is spelt"}


@dataclass(frozen=True)
class Sketch:
    """A file of a framework as far as it can be understood, whatever else is wrong with it: rows as written there."""

    name: str
    content: Mapping[str, Any]

    @property
    def questions(self) -> list[Mapping[str, Any]]:
        return [one for pillar in self.pillars for one in _rows(pillar.get("questions"))]

    @property
    def pillars(self) -> list[Mapping[str, Any]]:
        return _rows(self.content.get("pillars"))

    @property
    def edges(self) -> list[Mapping[str, Any]]:
        return _rows(self.content.get("edges"))

    @property
    def keys(self) -> set[str]:
        """Of whatever may have a grade."""
        return {key for one in (*self.pillars, *self.questions) if (key := _text(one, "key")) is not None}


@cache
def frameworks() -> dict[str, Framework]:
    """The frameworks that come with Dutybound, by key."""
    problems: list[Problem] = []
    read = [(sketch, one) for file in sorted(FOLDER.glob("*.toml")) for sketch, one in [_read(file, problems)]]
    known = {one.key: one for _, one in read if one is not None}
    counts = Counter(one.key for _, one in read if one is not None)
    problems += [Problem(key, "is the key of two files") for key, count in counts.items() if count > 1]
    problems += [problem for sketch, _ in read if sketch is not None for problem in _astray(sketch, known)]
    if problems:
        raise DutyboundError(problems, "The frameworks cannot be used")
    return known


def framework_named(name: str) -> Framework:
    """A framework that comes with Dutybound by its key, or the file of a force's own."""
    if name.endswith(".toml"):
        problems: list[Problem] = []
        sketch, found = _read(Path(name), problems)
        if sketch is not None:
            own = {} if found is None else {found.key: found}
            problems += _clash(found) if found is not None else ()
            problems += _astray(sketch, frameworks() | own)
        if found is None or problems:
            raise DutyboundError(problems, "The framework cannot be used")
        return found
    if name not in frameworks():
        remedy = f"{nearest(name, frameworks())} A framework of your own is the path of a .toml file."
        raise DutyboundError(Problem(name, "is no framework", remedy))
    return frameworks()[name]


def _clash(own: Framework) -> Iterator[Problem]:
    """One that comes with Dutybound is not replaced by another of its name."""
    if own.key in frameworks():
        yield Problem(own.key, "is the key of a framework that comes with Dutybound", "Name another family or version.")


def _astray(sketch: Sketch, known: Mapping[str, Framework]) -> Iterator[Problem]:
    """Edges that lead to nothing."""
    for edge in sketch.edges:
        other, colon, question = (_text(edge, "other") or "").partition(":")
        where = f"{sketch.name}: edge to {other}:{question}"
        if not (other and colon and question):
            continue  # said already
        if other not in known:
            yield Problem(where, f"{other} is no framework", nearest(other, known))
        elif question not in (keys := {one.key for one in known[other].parts()}):
            yield Problem(where, f"{question} is no question of {other}", nearest(question, keys))


def _read(file: Path, problems: list[Problem]) -> tuple[Sketch | None, Framework | None]:
    """What stands in a file, as far as it can be understood; and the framework, where nothing is wrong with it."""
    content = read_toml(file, problems)
    if content is None:
        return None, None
    sketch, found = Sketch(file.name, content), None
    wrong = list(_contradictions(sketch))
    try:
        found = Framework.model_validate(content)
    except ValidationError as error:
        problems += [
            Problem(f"{file.name}: {_place(one['loc'])}", SAID.get(one["type"], one["msg"].lower()))
            for one in error.errors()
        ]
    problems += wrong
    return sketch, None if wrong else found


def _place(parts: tuple[int | str, ...]) -> str:
    """Where in the file, counted as people count: pillars, 1, questions, 2."""
    return ", ".join(str(part + 1) if isinstance(part, int) else part for part in parts)


def _rows(told: Any) -> list[Mapping[str, Any]]:
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def _contradictions(sketch: Sketch) -> Iterator[Problem]:
    """What is right in each line and wrong between them."""
    name, days = sketch.name, [sketch.content.get(one) for one in ("valid_from", "valid_to")]
    if type(days[0]) is type(days[1]) is date and days[1] < days[0]:  # a datetime is a date too, and no day
        yield Problem(
            f"{name}: valid_to", "lies before valid_from", "Say until when the framework holds, or leave it out."
        )
    for key in _twice(sketch.questions):
        yield Problem(f"{name}: question {key}", "stands there twice", "Give each question a key of its own.")
    for one in sketch.questions:
        yield from _of_bearings(f"{name}: question {_text(one, 'key') or 'without a key'}", one)
    for edge in sketch.edges:
        if (question := _text(edge, "question")) is not None and question not in sketch.keys:
            yield Problem(f"{name}: edges", f"{question} is no question here", nearest(question, sketch.keys))


def _text(row: Mapping[str, Any], name: str) -> str | None:
    """What stands there, where it is a text: what is none is said when the file is held to its form."""
    told = row.get(name)
    return told if isinstance(told, str) else None


def _twice(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The keys that stand there more than once."""
    counts = Counter(key for one in rows if (key := _text(one, "key")) is not None)
    return [key for key, count in counts.items() if count > 1]


LOOKED_AT = ("standard", "measure", "audit", "gap")


def _of_bearings(where: str, question: Mapping[str, Any]) -> Iterator[Problem]:
    topics = {key for one in _rows(question.get("topics")) if (key := _text(one, "key")) is not None}
    bears = _rows(question.get("bears"))
    for one in bears:
        here = f"{where}, {_text(one, 'key') or 'a bearing without a key'}"
        if sum(name in one for name in LOOKED_AT) != 1:
            yield Problem(here, "looks at none or at several", "Give one of standard, measure, audit, gap.")
        if (topic := _text(one, "topic")) is not None and topic not in topics:
            yield Problem(here, f"{topic} is no topic of the question", nearest(topic, topics))
    for key in _twice(bears):
        yield Problem(f"{where}, {key}", "stands there twice")
