"""Which standards of practice a force has switched on or off, by whom and why: standards.toml beside its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dutybound.base.errors import Problem, nearest
from dutybound.exchange.given import MARKER
from dutybound.exchange.toml_files import read_toml

FILE = "standards.toml"
ON_KEYS = ("standard", "owner", "approved_by", "since")
OFF_KEYS = ("standard", "reason", "approved_by", "since")


@dataclass(frozen=True)
class Switches:
    """What a force decided: standards switched on with their owner, and those switched off with why."""

    on: Mapping[str, str] = field(default_factory=dict)  # the standard, and the post that answers for it
    off: Mapping[str, str] = field(default_factory=dict)  # the standard, and why it is off


def read_switches(folder: Path, problems: list[Problem]) -> Switches:
    """What stands in standards.toml; without one, the standards that are on by themselves are judged."""
    path = folder / FILE
    content = (read_toml(path, problems) if path.is_file() else None) or {}
    known = ("on", "off")
    if "feed" in content:  # until November 2026 it stood here, one for all tables
        remedy = (
            f'Write feed = "{content["feed"]}" into {MARKER} beside it, above its first section, and take it out here.'
        )
        problems.append(Problem(f"{FILE}: feed", f"has moved: how often data arrive stands in {MARKER}", remedy))
    problems += [
        Problem(FILE, f"unknown entry {one!r}", nearest(one, known)) for one in sorted(set(content) - {*known, "feed"})
    ]
    on = _entries(content, "on", ON_KEYS, "owner", problems)
    off = _entries(content, "off", OFF_KEYS, "reason", problems)
    problems += [Problem(f"{FILE}: {one}", "is switched on and off", "Keep one of the two.") for one in {*on} & {*off}]
    return Switches(on, off)


def _entries(
    content: Mapping[str, Any], name: str, keys: tuple[str, ...], kept: str, problems: list[Problem]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, body in enumerate(content.get(name, []), start=1):
        where = f"{FILE}: [[{name}]] {number}"
        if not isinstance(body, dict):
            problems.append(Problem(where, "is not an entry", f"Write each under [[{name}]]."))
            continue
        problems += [Problem(where, f"unknown key {one!r}", nearest(one, keys)) for one in sorted(set(body) - {*keys})]
        lacking = [key for key in keys if not body.get(key)]
        problems += [
            Problem(where, f"{key} is missing", "Every switch has somebody who answers for it.") for key in lacking
        ]
        if "since" in body and type(body["since"]) is not date:
            problems.append(Problem(where, f"since = {body['since']!r} is not a date", "Write it as 2016-04-01."))
        if name == "on" and not lacking and body["owner"] == body["approved_by"]:
            problems.append(Problem(where, "owner and approved_by are the same", "Somebody else decides it."))
        if not lacking:
            found[str(body["standard"])] = str(body[kept])
    return found
