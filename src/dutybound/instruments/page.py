"""The page of all instruments: card, editions, questions, and every vector that the tests run."""

import csv
from collections.abc import Iterator
from pathlib import Path

from dutybound.instruments.discovery import FOLDER, instruments
from dutybound.instruments.instrument import Instrument
from dutybound.instruments.questions import questions

HEAD = """# Instruments

Scoring tools: answers in, a score out, with its reasons and with what was not answered. They are evidence for a person
who decides, and decide nothing. Made by `make reference` from the instruments; every vector is run by
`tests/vectors/test_vectors.py`. What is marked *project default* is no national guidance.
[How to score with one](../how-to/score-with-an-instrument.md).
"""
ASIDE = ("instrument", "tolerance", "source")  # columns of a vector that are no answer


def instruments_page() -> str:
    """Folder by folder: the card, then each edition with its questions, then the vectors."""
    parts = [HEAD]
    for folder in sorted(path.parent for path in FOLDER.glob("*/score.py")):
        here = [one for one in instruments().values() if one.score.__module__.split(".")[-2] == folder.name]
        parts += [_card(folder), *(_edition(one) for one in here), *_vectors(folder, here)]
    return "\n".join(parts)


def _card(folder: Path) -> str:
    """The README of a folder, its headings one step lower."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    return "\n".join(f"#{line}" if line.startswith("#") else line for line in text.splitlines()) + "\n"


def _edition(one: Instrument) -> str:
    first, last = one.valid_from or "any day", one.valid_to or "now"
    bands = f" Bands, lowest first: {', '.join(one.bands)}." if one.bands else ""
    dated = "" if one.dates_mark == one.mark else f" Mark of these dates: {one.dates_mark}."
    place = f"Family: {one.family}. Mark: {one.mark}. Applies from {first} to {last}.{dated}"
    about = f"{one.version}. {place} {one.source}.{bands}"
    table = "| question | asks | answered by |\n| --- | --- | --- |"
    lines = [f"### `{one.name}`: {one.title}", "", about, "", table]
    lines += [
        f"| `{asked.name}` | {_cell(asked.about)} | {_cell(asked.kind)}{', always' if asked.needed else ''} |"
        for asked in questions(one)
    ]
    return "\n".join(lines) + "\n"


def _vectors(folder: Path, here: list[Instrument]) -> Iterator[str]:
    with (folder / "vectors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        return
    yield f"#### Vectors of {folder.name}\n"
    yield "| instrument | answers | expected | whence |\n| --- | --- | --- | --- |"
    for row in rows:
        cells = (row.get("instrument") or here[0].name, _answers(row), _expected(row), row["source"])
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
    yield ""


def _answers(row: dict[str, str]) -> str:
    """What was answered, those with yes and those with no each in one go."""
    given = {name: value for name, value in row.items() if value and name not in ASIDE and ":" not in name}
    said = [f"{name} = {value}" for name, value in given.items() if value not in ("true", "false")]
    for word, value in (("yes", "true"), ("no", "false")):
        names = [name for name in given if given[name] == value]
        said += [f"{word}: {', '.join(names)}"] if names else []
    return "; ".join(said) or "nothing"


def _expected(row: dict[str, str]) -> str:
    found = [
        f"{name.partition(':')[2]}: {value}" for name, value in row.items() if name.startswith("expect:") and value
    ]
    return "; ".join(found) + (f" (to {row['tolerance']})" if row.get("tolerance") else "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
