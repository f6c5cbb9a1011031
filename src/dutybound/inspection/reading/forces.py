"""Which of the forces of England and Wales a text names."""

import re
from collections.abc import Iterator
from functools import cache

from dutybound.inspection.reading.lines import plain
from dutybound.records.forces import Force, listed_forces


def force_of_place(place: str) -> Force | None:
    """The listed force that a title calls by its place: "Devon & Cornwall", "Dyfed-Powys"."""
    words = _slug(place)
    for force in listed_forces():
        if words == force.slug or words in {_slug(one) for one in force.names}:
            return force
    return None


def force_named(place: str) -> Force:
    """The force of a title; one that is not listed is called as the title calls it."""
    return force_of_place(place) or Force(_slug(place), " ".join(place.split()), is_listed=False)


def force_of_address(address: str) -> Force | None:
    """The listed force that an address names in its path."""
    parts = re.split(r"[/?#]", address.casefold())
    for force in listed_forces():
        if any(re.fullmatch(rf"{re.escape(force.slug)}(?:-\d[\d-]*)?", part) for part in parts):
            return force
    return None


@cache
def _all_names() -> re.Pattern[str]:
    names = sorted((name for force in listed_forces() for name in force.names), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(one) for one in names) + r")\b")


def forces_in(text: str) -> Iterator[tuple[Force, int]]:
    """The listed forces that a text names in full, each with where it stands."""
    for found in _all_names().finditer(text):
        if (force := force_of_place(found[0])) is not None:
            yield force, found.start()


def _slug(place: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(place).replace("&", "and")).strip("-")
