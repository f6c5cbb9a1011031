"""Frameworks as files: read whole, or refused with every problem at once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.toml_files import read_toml
from dutybound.inspection.frameworks.framework import Framework, Question

FOLDER = Path(__file__).parent
#: What the library says of a slip, in words of the file.
SAID = {"missing": "is missing", "extra_forbidden": "is nothing that may stand here: look at how it is spelt"}


@cache
def frameworks() -> dict[str, Framework]:
    """The frameworks that come with Dutybound, by key."""
    problems: list[Problem] = []
    read = [one for file in sorted(FOLDER.glob("*.toml")) if (one := _read(file, problems)) is not None]
    problems += [
        Problem(key, "is the key of two files") for key, count in Counter(o.key for o in read).items() if count > 1
    ]
    known = {one.key: one for one in read}
    problems += [problem for one in read for problem in _astray(one, known)]
    if problems:
        raise DutyboundError(problems, "The frameworks cannot be used")
    return known


def framework_named(name: str) -> Framework:
    """A framework that comes with Dutybound by its key, or the file of a force's own."""
    if name.endswith(".toml"):
        problems: list[Problem] = []
        found = _read(Path(name), problems)
        if found is not None:
            problems += _clash(found)
            problems += _astray(found, frameworks() | {found.key: found})
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


def _astray(framework: Framework, known: Mapping[str, Framework]) -> Iterator[Problem]:
    """Edges that lead to nothing."""
    for edge in framework.edges:
        other, question = edge.other.split(":")
        where = f"{framework.key}: edge to {edge.other}"
        if other not in known:
            yield Problem(where, f"{other} is no framework", nearest(other, known))
        elif question not in (keys := _keys(known[other])):
            yield Problem(where, f"{question} is no question of {other}", nearest(question, keys))


def _keys(framework: Framework) -> set[str]:
    return {one.key for one in framework.parts()}


def _read(file: Path, problems: list[Problem]) -> Framework | None:
    content = read_toml(file, problems)
    if content is None:
        return None
    try:
        framework = Framework.model_validate(content)
    except ValidationError as error:
        problems += [
            Problem(f"{file.name}: {_place(one['loc'])}", SAID.get(one["type"], one["msg"].lower()))
            for one in error.errors()
        ]
        return None
    found = list(_contradictions(file.name, framework))
    problems += found
    return None if found else framework


def _place(parts: tuple[int | str, ...]) -> str:
    """Where in the file, counted as people count: pillars, 1, questions, 2."""
    return ", ".join(str(part + 1) if isinstance(part, int) else part for part in parts)


def _contradictions(name: str, framework: Framework) -> Iterator[Problem]:
    """What is right in each line and wrong between them."""
    questions = list(framework.questions())
    if framework.valid_from and framework.valid_to and framework.valid_to < framework.valid_from:
        yield Problem(
            f"{name}: valid_to", "lies before valid_from", "Say until when the framework holds, or leave it out."
        )
    for key, count in Counter(one.key for one in questions).items():
        if count > 1:
            yield Problem(f"{name}: question {key}", "stands there twice", "Give each question a key of its own.")
    for one in questions:
        yield from _of_bearings(f"{name}: question {one.key}", one)
    keys = _keys(framework)
    for edge in framework.edges:
        if edge.question not in keys:
            yield Problem(f"{name}: edges", f"{edge.question} is no question here", nearest(edge.question, keys))


def _of_bearings(where: str, question: Question) -> Iterator[Problem]:
    topics = {one.key for one in question.topics}
    for one in question.bears:
        if sum(given is not None for given in (one.standard, one.measure, one.audit, one.gap)) != 1:
            yield Problem(
                f"{where}, {one.key}", "looks at none or at several", "Give one of standard, measure, audit, gap."
            )
        if one.topic is not None and one.topic not in topics:
            yield Problem(f"{where}, {one.key}", f"{one.topic} is no topic of the question", nearest(one.topic, topics))
    for key, count in Counter(one.key for one in question.bears).items():
        if count > 1:
            yield Problem(f"{where}, {key}", "stands there twice")
