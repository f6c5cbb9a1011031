"""A made-up first extract: four columns of open and closed crimes, a row for each review, days written day-first."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from making_up.chance import Chance
from making_up.csv_writing import write

COLUMNS = ("URN", "Allocated", "Reviewed", "Closed")
FIRST, LAST = date(2016, 1, 4), date(2016, 6, 30)
Row = dict[str, str]


def first_extract(folder: Path, number: int = 200) -> None:
    """So many rows; the case that the last of them belongs to may lack its later reviews."""
    chance = Chance(2016)
    rows: list[Row] = []
    while len(rows) < number:
        rows += _case(chance, len({row["URN"] for row in rows}) + 1)
    write(folder / "crimes.csv", COLUMNS, rows[:number])


def _case(chance: Chance, number: int) -> Iterator[Row]:
    """One case: reviewed about every four weeks until it was closed, by some supervisors far less often."""
    allocated = FIRST + timedelta(chance.whole(0, 150))
    closed = allocated + timedelta(round(chance.wait(70)))
    last = min(closed, LAST)
    often = 26 if number % 4 else 55
    reviews = []
    day = allocated + timedelta(chance.whole(often - 12, often + 10))
    while day <= last:
        reviews.append(_written(day))
        day += timedelta(chance.whole(often - 12, often + 10))
    told = {
        "URN": f"MADE-UP-{number:04}",
        "Allocated": _written(allocated),
        "Closed": _written(closed) if closed <= LAST else "",
    }
    for review in reviews or [""]:
        yield {**told, "Reviewed": review}


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
