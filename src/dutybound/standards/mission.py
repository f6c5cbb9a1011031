"""What the inspection report describes, item by item, and what answers each: mission.toml of every area of practice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.packs import PRACTICE
from dutybound.exchange.toml_files import read_toml
from dutybound.standards.discovery import Library

ITEMS = range(1, 111)  # the 110 things that the report on Staffordshire Police of March 2017 describes
KEYS = ("number", "says", "area", "answered_by", "commands", "audit", "waits")


@dataclass(frozen=True)
class Item:
    """One thing that the report describes: what answers it, what a trained reader asks of the file, what is lacking.

    `answered_by` are standards and measures, `commands` those of `dutybound`.
    """

    number: int
    says: str
    area: str
    answered_by: tuple[str, ...]
    commands: tuple[str, ...]
    audit: str
    waits: str


def mission(library: Library) -> list[Item]:
    """Every item once, in order; what is answered by something that does not exist is refused."""
    problems: list[Problem] = []
    found = [item for path in sorted(PRACTICE.glob("**/mission.toml")) for item in _items(path, problems)]
    known = {one.name for one in library.standards} | {one.id for one in library.measures}
    problems += [
        Problem(f"item {item.number}", f"is answered by {name!r}, which is not known", nearest(name, known))
        for item in found
        for name in item.answered_by
        if name not in known
    ]
    numbers = [item.number for item in found]
    problems += [Problem(f"item {one}", "is answered twice") for one in ITEMS if numbers.count(one) > 1]
    if nowhere := [f"{one}" for one in ITEMS if one not in numbers]:
        problems.append(Problem(f"items {', '.join(nowhere)}", "are answered nowhere", "Say what each waits for."))
    if problems:
        raise DutyboundError(problems, "The items of the report cannot be told")
    return sorted(found, key=lambda item: item.number)


def mission_page(items: list[Item]) -> str:
    """The items as a page, in Markdown."""
    answered = sum(bool(item.answered_by) for item in items)
    commanded = sum(not item.answered_by and bool(item.commands) for item in items)
    audited = sum(not item.answered_by and not item.commands and bool(item.audit) for item in items)
    lines = [
        f"{answered} of {len(items)} items are answered by standards or measures, {commanded} by a command,",
        f"{audited} by an audit question alone; the others say what they wait for.",
        "",
        "| # | the report describes | area | answered by | a reader of the file asks | waits for |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for item in items:
        answers = (*item.answered_by, *(f"dutybound {one}" for one in item.commands))
        ids = ", ".join(f"`{one}`" for one in answers)
        lines.append(f"| {item.number} | {item.says} | {item.area} | {ids} | {item.audit} | {item.waits} |")
    return "\n".join(lines) + "\n"


def _items(path: Path, problems: list[Problem]) -> Iterator[Item]:
    where = path.relative_to(PRACTICE).as_posix()
    for body in (read_toml(path, problems) or {}).get("item", []):
        spot = f"{where}: item {body.get('number')}"
        problems += [Problem(spot, f"unknown key {one!r}", nearest(one, KEYS)) for one in sorted(set(body) - {*KEYS})]
        if body.get("number") not in ITEMS or not body.get("says"):
            problems.append(Problem(spot, "needs a number from 1 to 110 and what it says"))
        elif not any(body.get(key) for key in ("answered_by", "commands", "audit", "waits")):
            problems.append(Problem(spot, "is answered by nothing", "Name what answers it, or say what it waits for."))
        else:
            yield _item(body, path.parent.name)


def _item(body: Mapping[str, Any], folder: str) -> Item:
    answered, commands = (tuple(body.get(key, ())) for key in ("answered_by", "commands"))
    told = (body.get("audit", ""), body.get("waits", ""))
    return Item(body["number"], body["says"], body.get("area", folder), answered, commands, *told)
