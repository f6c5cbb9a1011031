"""A made-up extract with what goes wrong in real ones, all at once. Everybody in it is simulated, and says so."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

CASES, NIGHT = 120, 40  # investigations; reviews that one supervisor enters in one night
FIRST, LAST = date(2016, 1, 4), date(2016, 6, 30)
SUPERVISOR = "SIMULATED Sgt Renée Ashgrove"
ENTERED = datetime(2016, 5, 28, 1, 5)  # that night, weeks after the days that the reviews claim
SPRING, AUTUMN = "27/03/2016 01:30", "25/10/2015 01:30"  # no such time; a time that came twice
NOWHERE = ("SIM-9001", "SIM-9002", "SIM-9003")  # cases that are not in the extract
CRIMES = ("Crime number", "Reported", "Created", "Closed", "Risk", "Offence", "Victim ID", "Team", "Simulated")
REVIEWS = ("Review ID", "Crime number", "Reviewed", "Review entered", "Reviewed by", "Rank", "Review decision",
           "Reason no direction")  # fmt: skip
CONTACTS = ("Crime number", "Victim contact date", "Reached")
OUTCOMES = ("Crime number", "Outcome date", "Outcome code")
PEOPLE = ("Person ID", "Name", "DOB", "Sex", "First known")


@dataclass(frozen=True)
class Made:
    """What was made, and what of it was spoiled: row numbers of the files, the header being row 1."""

    folder: Path
    spoiled: dict[str, list[int]]


def extract_in(folder: Path, seed: int = 7, corrected: bool = False) -> Made:
    """Write the files; `corrected` is what the force delivers after it was told what is wrong."""
    folder.mkdir(parents=True)
    draw = random.Random(seed)
    crimes = [_crime(draw, number) for number in range(1, CASES + 1)]
    reviews = _reviews(draw, crimes)
    contacts = [(row[0], _day(row[1], draw.randrange(3, 40)), draw.choice(("Yes", "No"))) for row in crimes]
    outcomes = [(row[0], row[3], str(draw.choice((1, 14, 18)))) for row in crimes if row[3]]
    people = [_person(number) for number in range(1, CASES + 1)]
    spoiled: dict[str, list[int]] = {}
    if not corrected:
        spoiled = {"crimes.csv": _spoil_crimes(crimes), "reviews.csv": _spoil_reviews(reviews)}
        people += _again(people)
    _write(folder / "crimes.csv", CRIMES, crimes, "utf-8-sig", line="\r\n")
    _write(folder / "reviews.csv", REVIEWS, reviews, "windows-1252")
    _write(folder / "contacts.csv", CONTACTS, contacts, "utf-16", "\t")
    _write(folder / "people.csv", PEOPLE, people, "utf-8", ";")
    _write(folder / "outcomes.csv", OUTCOMES, outcomes, "utf-8")
    _write(folder / "suspensions.csv", ("Crime number", "Suspended", "Resumed"), [], "utf-8")
    if not corrected:
        whole = (folder / "outcomes.csv").read_bytes()
        (folder / "outcomes.csv").write_bytes(whole[: whole.rindex(b",", 0, -9) - 4])
        (folder / "suspensions.csv").write_bytes(b"")
        (folder / "gradings.csv").write_bytes(b"PK\x03\x04 a workbook that was renamed")
    return Made(folder, spoiled)


def _crime(draw: random.Random, number: int) -> list[str]:
    day = FIRST + timedelta(days=draw.randrange(120))
    reported = datetime(day.year, day.month, day.day, draw.randrange(8, 23), draw.randrange(60))
    closed = reported + timedelta(days=draw.randrange(10, 150))
    return [
        f"SIM-{number:04}", _written(reported), _written(reported + timedelta(hours=draw.randrange(1, 30))),
        _written(closed) if closed.date() < LAST else "", draw.choice(("H", "M", "S", "S")),
        draw.choice(("Burglary dwelling", "Theft", "Assault", "Robbery")), f"SIM-P{number:04}",
        draw.choice(("North", "South")), "SIMULATED",
    ]  # fmt: skip


def _reviews(draw: random.Random, crimes: Sequence[Sequence[str]]) -> list[list[str]]:
    """Reviews of some cases every four weeks, entered within the hour; and those of one supervisor's one night."""
    found: list[list[str]] = []
    for row in crimes[NIGHT:]:
        when, ended = _read(row[1]) + timedelta(days=20), _read(row[3]) if row[3] else datetime(2016, 6, 29)
        while when < ended:
            found.append(_review(len(found), row[0], when, when + timedelta(minutes=40), "SIMULATED Sgt Ola Ferrier"))
            when += timedelta(days=draw.randrange(20, 36))
    for number, row in enumerate(crimes[:NIGHT]):
        claimed = min(_read(row[1]) + timedelta(days=25), ENTERED - timedelta(days=14))
        found.append(_review(len(found), row[0], claimed, ENTERED + timedelta(minutes=number), SUPERVISOR))
    return found


def _review(number: int, case: str, when: datetime, entered: datetime, by: str) -> list[str]:
    said = "awaiting a statement; loss put at £250"
    return [f"SIM-R{number:04}", case, _written(when), _written(entered), by, "Sgt", "Continue", said]


def _person(number: int) -> list[str]:
    born = date(1950, 1, 1) + timedelta(days=number * 211)
    return [f"SIM-P{number:04}", f"SIMULATED Person{number} Made-Up", born.isoformat(), "F" if number % 2 else "M",
            "2016-01-01 09:00"]  # fmt: skip


def _again(people: Sequence[Sequence[str]]) -> list[list[str]]:
    """Some people stand there twice: under another id, with blanks and small letters."""
    return [[f"{row[0]}X", f" {row[1].lower()} ", *row[2:]] for row in people[:15]]


def _spoil_crimes(rows: list[list[str]]) -> list[int]:
    """What is wrong in single rows; the numbers of those that cannot be read or say what cannot be."""
    for number, risk in ((3, "Amber"), (9, "amber"), (11, "THRIVE 4")):
        rows[number][4] = risk  # local codes that no list has
    rows[20][0] += "  "  # a blank after the id
    rows[30][1] = ""  # nobody says when it was reported
    rows[31][1] = AUTUMN  # read as the first of the two
    rows[41][1] = SPRING
    rows[42][3] = "42522.5"  # as Excel stores 2016-06-01 12:00
    rows[43][1] = "31/02/2016 10:00"
    rows.append([*rows[50][:4], "H", *rows[50][5:]])  # an id that stands there twice
    return [43, 44, 45]


def _spoil_reviews(rows: list[list[str]]) -> list[int]:
    rows[2][2] = ""  # a review without a time
    rows[4][0] = rows[5][0]  # an id that stands there twice
    rows += [_review(9_000 + number, case, datetime(2016, 4, 4, 9), datetime(2016, 4, 4, 10), "SIMULATED Ferrier")
             for number, case in enumerate(NOWHERE)]  # fmt: skip
    rows[7][2] = "42461.25"
    rows[8][6] = "CPA-7"  # a decision that is known here alone
    return [9]


def _day(text: str, later: int) -> str:
    return (_read(text) + timedelta(days=later)).strftime("%d/%m/%Y")


def _read(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def _written(when: datetime) -> str:
    return when.strftime("%d/%m/%Y %H:%M")


def _write(
    path: Path,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    encoding: str,
    delimiter: str = ",",
    line: str = "\n",
) -> None:
    text = line.join(delimiter.join(row) for row in (head, *rows)) + line
    path.write_bytes(text.encode(encoding))
