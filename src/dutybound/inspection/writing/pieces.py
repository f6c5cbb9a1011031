"""Sentences made of words and of numbers that say where they come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from dutybound.inspection.writing.origins import Origin, Ratio, Said
from dutybound.reports.saying import percent


@dataclass(frozen=True)
class Number:
    """A number as it is written, what it is, and where it comes from."""

    text: str
    value: float
    origin: Origin


@dataclass(frozen=True)
class Quoted:
    """Words with numbers in them that are carried over whole, and from where."""

    text: str
    origin: Said


Piece = str | Number | Quoted
Sentence = tuple[Piece, ...]


def words(*parts: "Piece | Sentence") -> Sentence:
    """Pieces and sentences as one sentence."""
    found: list[Piece] = []
    for part in parts:
        found += part if isinstance(part, tuple) else [part]
    return tuple(found)


def joined(parts: Iterable[Sentence], last: str = " and ") -> Sentence:
    """ "a, b and c"."""
    listed = list(parts)
    found: list[Piece] = []
    for place, part in enumerate(listed):
        found += part
        if place < len(listed) - 1:
            found.append(last if place == len(listed) - 2 else ", ")
    return tuple(found)


def plain(sentence: Sentence) -> str:
    """A sentence as text alone."""
    return "".join(one if isinstance(one, str) else one.text for one in sentence)


def count(value: float, origin: Origin) -> Number:
    return Number(f"{value:,.0f}", value, origin)


def share(part: float, whole: float, part_from: Origin, whole_from: Origin) -> Number:
    return Number(percent(part / whole), part / whole, Ratio(part_from, whole_from))


def counted(number: Number, one: str, several: str = "") -> Sentence:
    """ "1 unit", "2 units"."""
    return number, f" {one if number.value == 1 else several or one + 's'}"
