"""One area of practice as somebody reads it who knows policing and not Python: practice by practice, then figures."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.measure import Measure
from dutybound.duties.policy import PolicyBook, PolicyEntry
from dutybound.duties.standard import Standard
from dutybound.exchange.packs import PRACTICE
from dutybound.exchange.toml_files import read_toml
from dutybound.records.dictionary import recorded_areas
from dutybound.standards.discovery import Library
from dutybound.standards.own import ON_BY_DEFAULT, area_of

INTRODUCTION = """Made by `make reference` from the standards, their policy and the records. A standard is judged from
the start where it says *on*; a force switches on any other, with somebody who answers for it. *Q2 AFI 1* is the first
area for improvement under question 2 of the inspection report on Staffordshire Police (March 2017); *Q2d* the fourth
paragraph of its answer. Below each standard stand its examples: what happened, and what is then said of the duty
([the states](../../../GLOSSARY.md#the-eight-states-of-a-duty)).{records}
"""


@dataclass(frozen=True)
class Practice:
    """What stands in one file: standards in all versions and parts, and the measures beside them."""

    title: str
    standards: tuple[Standard, ...]
    measures: tuple[Measure, ...]


def practice_page(area: str, library: Library, policy: PolicyBook) -> str:
    """The page of an area, in the order in which its work is done."""
    standards = tuple(one for one in library.standards if area_of(one) == area)
    measures = tuple(one for one in library.measures if area_of(one) == area)
    names = len({one.name for one in standards})
    records = f" [What the records hold](records-{area}.md)." if area in recorded_areas() else ""
    lines = [f"# {area.replace('_', ' ').capitalize()}", "", INTRODUCTION.format(records=records)]
    lines += [f"{names} standards and {len(measures)} measures.", ""]
    for practice in practices_of(area, Library(standards, measures)):
        lines += [*_practice(practice, policy), ""]
    lines += ["## The figures, with their sources", "", *_figures(standards, policy)]
    return "\n".join(lines) + "\n"


def practices_of(area: str, library: Library) -> list[Practice]:
    """The practices of an area in the order that its area.toml names; it must name every one."""
    folder, problems = PRACTICE / area, list[Problem]()
    order = (read_toml(folder / "area.toml", problems) or {}).get("practices", [])
    there = {path.stem for path in folder.glob("*.py")}
    where = f"{area}/area.toml"
    problems += [Problem(where, f"{one!r} is not a file of the area") for one in order if one not in there]
    problems += [Problem(where, f"does not say where {one!r} comes") for one in sorted(there - set(order))]
    if problems:
        raise DutyboundError(problems, f"The page of {area} cannot be made")
    return [_practice_in(folder / f"{name}.py", library) for name in order]


def _practice_in(file: Path, library: Library) -> Practice:
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or file.stem
    inside = f"{file}:"
    return Practice(
        said.partition("\n\n")[0].replace("\n", " ").rstrip("."),
        tuple(one for one in library.standards if one.where.startswith(inside)),
        tuple(one for one in library.measures if one.where.startswith(inside)),
    )


def _practice(practice: Practice, policy: PolicyBook) -> Iterator[str]:
    yield f"## {practice.title}"
    for name, group in groupby(practice.standards, key=lambda one: (one.name, one.version)):
        yield ""
        yield from _standard(name[0], list(group), policy)
    for measure in practice.measures:
        yield ""
        good = {"more": "more is better", "fewer": "fewer is better", "neither": "neither way is better"}
        yield f"**`{measure.id}`** (measure, in {measure.unit}; {good[measure.better]}). {measure.sentence}"


def _standard(name: str, parts: list[Standard], policy: PolicyBook) -> Iterator[str]:
    """A standard in one version: sentence, whose it is, its limits, and its examples part by part."""
    one = parts[0]
    on = "*on* " if name in ON_BY_DEFAULT else ""
    until = f" to {one.valid_to}" if one.valid_to else ""
    yield f"**`{name}`** {on}{one.sentence}"
    yield ""
    yield f"- Owed by the {one.owed_by}, from {one.valid_from}{until}. Source: {one.source} ({one.mark})."
    for entry in _read(parts, policy):
        yield f"- Limit `{entry.id}`: {entry.written()}, {_since(entry)} ({entry.mark}, {entry.layer})."
    if one.feed in ("hourly", "live"):
        yield f"- Needs data at least {'every hour' if one.feed == 'hourly' else 'as they are entered'}."
    for part in parts:
        named = f"{part.id.partition('.')[2].replace('_', ' ')}: " if "." in part.id else ""
        for example in part.examples:
            yield f"- {named}{example.sentence} - {_states(example.expect)}"


def _states(expected: tuple[str, ...]) -> str:
    return ", then ".join(f"*{state.replace('_', ' ')}*" for state in expected) or "*nothing is owed*"


def _figures(standards: tuple[Standard, ...], policy: PolicyBook) -> Iterator[str]:
    yield "What is law cannot be laid over; a force's own figure takes the place of any other."
    yield ""
    yield "| figure | value | in force | source | mark | layer | last checked on |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for entry in _read(standards, policy):
        about = f"`{entry.id}`: {entry.about}"
        cells = (about, entry.written(), _since(entry), entry.source, entry.mark, entry.layer, f"{entry.checked_on}")
        yield f"| {' | '.join(cells)} |"


def _since(entry: PolicyEntry) -> str:
    return f"from {entry.valid_from}{f' to {entry.valid_to}' if entry.valid_to else ''}"


def _read(standards: tuple[Standard, ...] | list[Standard], policy: PolicyBook) -> list[PolicyEntry]:
    """The figures that standards read, those that were in force while one of them was."""
    read = [
        entry
        for entry in policy.entries
        for one in standards
        if entry.id in one.policies()
        and (one.valid_to is None or entry.valid_from <= one.valid_to)
        and (entry.valid_to is None or one.valid_from <= entry.valid_to)
    ]
    return sorted({(one.id, one.valid_from): one for one in read}.values(), key=lambda one: (one.id, one.valid_from))
