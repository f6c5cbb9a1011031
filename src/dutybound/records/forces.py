"""The 43 territorial police forces of England and Wales by name: one list for all who read, keep or make up records.

Slugs are those of the addresses of published reports; other names are those in use beside the official one.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("forces.csv")
#: How many forces something may be made to.
SCOPES = ("one force", "some forces", "all forces")


@dataclass(frozen=True)
class Force:
    """A force: its slug as in addresses, its official name, other names of it, and whether it is one of the 43."""

    slug: str
    name: str
    other_names: tuple[str, ...] = ()
    is_listed: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.other_names)


@cache
def listed_forces() -> tuple[Force, ...]:
    """The 43 forces."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return tuple(
            Force(row["slug"], row["name"], tuple(filter(None, row["other_names"].split(";"))))
            for row in csv.DictReader(file)
        )
