"""The instruments of a force, read from the `instruments` folder beside its declaration, and which one is meant."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.given import not_there
from dutybound.exchange.toml_files import read_toml
from dutybound.instruments.discovery import applying, card_of, instruments
from dutybound.instruments.instrument import Instrument
from dutybound.instruments.own import FOLDER, HEADLINE, Own, own_instruments


def own_of(folder: Path | None) -> tuple[Own, ...]:
    """The instruments of a force's own; none without a folder, or without an `instruments` folder in it."""
    if folder is None:
        return ()
    problems = not_there(folder, "folder", "--with")
    if problems:
        raise DutyboundError(problems)
    lie = folder / FOLDER
    contents = {path.name: read_toml(path, problems) for path in sorted(lie.glob("*.toml"))}
    if problems:
        raise DutyboundError(problems, HEADLINE)
    return own_instruments({name: content or {} for name, content in contents.items()}, lie)


def known(own: Sequence[Own]) -> list[Instrument]:
    """All instruments there are: those that come with Dutybound, then the force's own."""
    return [*instruments().values(), *(one.instrument for one in own)]


def meant(name: str, on: date | None, own: Sequence[Own]) -> Instrument:
    """The instrument of a name, or the edition of a family that applies on a day."""
    named = next((one for one in known(own) if one.name == name), None)
    if named and (on is None or named.holds_on(on)):
        return named
    slots = [one.instrument for one in own]
    if named and on:
        what = f"does not apply on {on}: {days(named)}"
        raise DutyboundError(Problem(name, what, f'Say "{named.family}" --on {on} for the edition of that day.'))
    editions = [one for one in known(own) if one.family == name]
    if not editions:
        raise DutyboundError(Problem(name, "is no instrument and no family", _offered(name, known(own))))
    if on:
        return applying(name, on, slots)
    if len(editions) == 1:
        return editions[0]
    listed = ", ".join(f"{one.name} ({days(one)})" for one in editions)
    raise DutyboundError(Problem(name, "has several editions", f"Say the day of the assessment, --on DATE: {listed}."))


def _offered(name: str, among: Sequence[Instrument]) -> str:
    """What a person may have meant: instruments that hold the word anywhere in what is said of them, or near names."""
    word = name.strip().lower()
    near = [one for one in among if word and word in " ".join((one.name, one.title, one.family, one.version)).lower()]
    if near:
        return f"Did you mean {' or '.join(f'{one.name} ({one.title}; {one.family}; {days(one)})' for one in near)}?"
    return nearest(name, [one.name for one in among] + [one.family for one in among])


def days(one: Instrument) -> str:
    """From when to when an edition applies."""
    first = f"from {one.valid_from}" if one.valid_from else ""
    last = f"to {one.valid_to}" if one.valid_to else ""
    words = " ".join(text for text in (first, last) if text)
    mark = f" (dates: {one.dates_mark})" if words and one.dates_mark != one.mark else ""
    return f"{words}{mark}" or "any day"


def who_decides(one: Instrument, own: Sequence[Own]) -> str:
    """Who decides: as the force's slot says, else as the card does."""
    slot = next((slot for slot in own if slot.instrument is one), None)
    return slot.who_decides if slot else " ".join(card_of(one)["Who decides"].split())
