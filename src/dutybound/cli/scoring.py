"""dutybound score: answers in a file, a score in words or as JSON. Nothing is stored, and nothing is decided."""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.own_instruments import days, who_decides
from dutybound.exchange.toml_files import read_toml
from dutybound.instruments.instrument import Instrument, Reason, Score
from dutybound.instruments.own import Own

UNREAD = "The answers cannot be read"
QUOTES = 'Write words in quotes ("high"), yes and no as true and false, and a day as 1995-03-14 or "14/03/1995".'
BARE = re.compile(r"^(\s*[\w-]+\s*=\s*)(yes|no|\d{1,2}/\d{1,2}/\d{2,4})(?=\s*(?:#.*)?$)", re.IGNORECASE | re.MULTILINE)
NOTHING = "Nothing was stored. A person decides; this is evidence for them."


def answers_in(path: Path) -> dict[str, Any]:
    """The answers of a TOML file, by question; also where yes, no and days first are written without quotes."""
    problems: list[Problem] = []
    content = read_toml(path, problems)
    if content is None:
        content = _plainly_written(path)
    if content is None:
        raise DutyboundError([replace(one, remedy=f"{one.remedy} {QUOTES}".strip()) for one in problems], UNREAD)
    return content


def _plainly_written(path: Path) -> dict[str, Any] | None:
    """A file as a person writes it, where TOML refuses it for that alone."""
    try:
        text = BARE.sub(r'\1"\2"', path.read_text(encoding="utf-8-sig"))
        return tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None


def ranked(score: Score) -> list[Reason]:
    """The reasons, those with most points first; those without points after them, as the instrument orders them."""
    return sorted(score.reasons, key=lambda one: (one.points is None, -(one.points or 0)))


def as_record(one: Instrument, score: Score, own: Sequence[Own]) -> str:
    """A score as JSON."""
    told = {
        "instrument": one.name,
        "title": one.title,
        "version": one.version,
        "mark": one.mark,
        "source": one.source,
        "value": score.value,
        "unit": score.unit,
        "band": score.band,
        "bands": score.bands,
        "treat_as": score.treat_as,
        "parts": score.parts,
        "reasons": [{"text": reason.text, "points": reason.points} for reason in ranked(score)],
        "unanswered": [{"question": name, "asks": asks(one, name)} for name in score.unanswered],
        "who_decides": who_decides(one, own),
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def in_words(one: Instrument, score: Score, own: Sequence[Own]) -> Iterator[str]:
    """A score line by line."""
    yield f"{one.title} ({one.name}; {one.version}; {days(one)})"
    yield f"{one.mark}: {one.source}"
    yield ""
    if score.value is not None:
        yield f"Score: {figure(score.value)} {score.unit}"
    yield from (f"  {name}: {figure(part)}" for name, part in score.parts.items())
    yield from band_words(score)
    yield "Reasons:"
    yield from (f"  {points(reason)}{reason.text}" for reason in ranked(score))
    if score.unanswered:
        yield f"Not answered ({len(score.unanswered)}):"
        yield from (f"  {name}: {asks(one, name)}" for name in score.unanswered)
    else:
        yield "Not answered: nothing."
    yield f"Who decides: {who_decides(one, own)}"
    yield NOTHING


def asks(one: Instrument, name: str) -> str:
    """What a question asks about."""
    asked = one.answers.model_fields.get(name)
    return str(asked.title) if asked and asked.title else name


def band_words(score: Score) -> Iterator[str]:
    """The band, or all that are possible and which to act on."""
    if score.band:
        yield f"Band: {score.band}"
    elif score.bands:
        yield f"Band: {' or '.join(score.bands)}. Treat it as {score.treat_as} until the rest is answered."


def figure(value: float) -> str:
    """A figure as it is read: no more digits than it has."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0").rstrip(".")


def points(reason: Reason) -> str:
    """What a reason brought, with its sign."""
    return "" if reason.points is None else f"{'+' if reason.points >= 0 else '-'}{figure(abs(reason.points))}  "
