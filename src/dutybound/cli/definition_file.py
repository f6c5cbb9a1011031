"""definitions.json: what the figures of an assessment mean, so that another can work them out again."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import dutybound
from dutybound.cli.assessing import Assessment
from dutybound.cli.placing import ASSESSMENT
from dutybound.duties.measure import Count, DutySet, Lateness, Measure, Median, Share
from dutybound.duties.policy import PolicyEntry
from dutybound.duties.schema import Table
from dutybound.duties.standard import Standard
from dutybound.exchange.private import write_private
from dutybound.insight.tally import Tally
from dutybound.reports.showing_standards import policies_of

#: What of our own decides a figure: the program, and the data that it reads.
CODE = (".py", ".toml", ".csv")


def write_definitions(assessment: Assessment, folder: Path) -> None:
    """Standards by version, the policies that they read, the calendar, the moment, and the code that judged."""
    ground, calendar = assessment.ground, assessment.ground.declaration.calendar
    book = ground.declaration.policy
    content = {
        "title": ground.declaration.title,
        "made_by": {"name": "dutybound", "version": version("dutybound"), "code": code_hash()},
        "as_at": calendar.local_text(assessment.as_at),
        "as_at_instant": assessment.as_at,
        "known_at": None if ground.known_at is None else calendar.local_text(ground.known_at),
        "suspensions": "heeded" if assessment.suspensions else "ignored",
        "calendar": {"zone": calendar.zone, "region": calendar.region},
        "has_units": len(next(iter(assessment.tallies.values())).holders.units) > 1 if assessment.tallies else False,
        "standards": {
            name: {**_standard(tally), "policies": [_policy(one) for one in policies_of(_versions(tally), book)]}
            for name, tally in assessment.tallies.items()
        },
        "measures": {one.id: _measure(one) for one in ground.library.measures},
    }
    write_private(folder / ASSESSMENT, content)


@cache
def code_hash() -> str:
    """SHA-256 over every file of the package that decides a figure, by name."""
    root = Path(dutybound.__file__).parent
    found = sha256()
    for file in sorted(one for one in root.rglob("*") if one.suffix in CODE and one.is_file()):
        found.update(file.relative_to(root).as_posix().encode() + b"\0" + sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _versions(tally: Tally) -> tuple[Standard, ...]:
    return tuple(standard for standard, _ in tally.judged_by)


def _standard(tally: Tally) -> dict[str, Any]:
    return {
        "form": tally.standard.form,
        "recurs": tally.standard.recurs,
        "versions": [_version(one) for one in _versions(tally)],
    }


def _version(one: Standard) -> dict[str, Any]:
    """`meaning` is a hash of the obligation as it was read: two standards that mean the same have the same."""
    return {
        "version": one.version,
        "sentence": one.sentence,
        "valid_from": one.valid_from.isoformat(),
        "valid_to": one.valid_to.isoformat() if one.valid_to else None,
        "source": one.source,
        "mark": one.mark,
        "owed_by": one.owed_by,
        "missing": one.missing,
        "meaning": _hash((one.obligation, one.applies, one.missing, one.expected_within)),
    }


def _hash(parts: Iterable[Any]) -> str:
    return sha256("\n".join(_told(part) for part in parts).encode()).hexdigest()


def _told(part: Any) -> str:
    """A node of an obligation as text: the same in every run, whatever the order in which a set is walked."""
    if isinstance(part, Table):
        return part.name
    if isinstance(part, Enum):
        return f"{part.value}"
    if isinstance(part, Set):
        return f"{{{', '.join(sorted(_told(one) for one in part))}}}"
    if isinstance(part, Mapping):
        return f"{{{', '.join(sorted(f'{_told(key)}: {_told(value)}' for key, value in part.items()))}}}"
    if isinstance(part, (tuple, list)):
        return f"({', '.join(_told(one) for one in part)})"
    if is_dataclass(part):
        own = ", ".join(f"{one.name}={_told(getattr(part, one.name))}" for one in fields(part))
        return f"{type(part).__name__}({own})"
    return repr(part)


def _policy(one: PolicyEntry) -> dict[str, Any]:
    """Without who owns and who approved it: these may be people."""
    return {
        "id": one.id,
        "layer": one.layer,
        "valid_from": one.valid_from.isoformat(),
        "valid_to": one.valid_to.isoformat() if one.valid_to else None,
        "recorded": one.recorded.isoformat(),
        "label": one.label,
        "bands": [band for band in one.value if band is not None],
        "value": one.written(),
        "grace": f"{one.grace}",
        "source": one.source,
        "mark": one.mark,
    }


def _measure(one: Measure) -> dict[str, Any]:
    """`counts`: how it is made from duties; null where it is made from records."""
    return {
        "sentence": one.sentence, "version": one.version, "unit": one.unit, "better": one.better,
        "source": one.source, "counts": _counts(one),
    }  # fmt: skip


def _counts(one: Measure) -> dict[str, Any] | None:
    match one.figure:
        case Count(DutySet() as of):
            return {"kind": "count", "standard": of.standard, "of": _states(of)}
        case Share(DutySet() as part, DutySet() as of):
            return {"kind": "share", "standard": of.standard, "part": _states(part), "of": _states(of)}
        case Median(Lateness(standard)):
            return {"kind": "median days late", "standard": standard}
    return None


def _states(one: DutySet) -> list[str]:
    return sorted(one.states)
