"""The page of instruments shows every edition, every question and every vector."""

import csv

import pytest

from dutybound.instruments.discovery import FOLDER, instruments
from dutybound.instruments.page import ASIDE, instruments_page
from dutybound.instruments.questions import questions

PAGE = instruments_page()


def section(folder: str) -> list[str]:
    """The rows of the vectors of a folder."""
    text = PAGE.partition(f"#### Vectors of {folder}\n")[2].partition("\n#")[0]
    return [line for line in text.splitlines() if line.startswith("| ")][2:]


@pytest.mark.parametrize("name", instruments())
def test_every_edition_and_question_is_there(name: str) -> None:
    one = instruments()[name]
    text = PAGE.partition(f"### `{name}`: ")[2].partition("\n#")[0]
    assert all(f"| `{asked.name}` | " in text for asked in questions(one))
    assert f"Mark: {one.mark}." in text


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in FOLDER.glob("*/vectors.csv")))
def test_every_vector_is_there(folder: str) -> None:
    with (FOLDER / folder / "vectors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shown = section(folder)
    assert len(shown) == len(rows)
    for row, line in zip(rows, shown, strict=True):
        assert " ".join(row["source"].split()) in line
        answered = [name for name, value in row.items() if value and ":" not in name and name not in ASIDE]
        assert (line.split("|")[2].strip() == "nothing") == (not answered)


def test_a_question_says_how_it_is_answered() -> None:
    kinds = {asked.name: asked.kind for one in instruments().values() for asked in questions(one)}
    assert kinds["grade"].startswith("one of: ")
    assert kinds["injury"] == "yes or no"
    assert kinds["weeks_waiting"] == "a whole number"
    assert kinds["offences"] == "by name, a whole number"
    assert kinds["override_by"] == "a text"
    assert kinds["kinds"].startswith("a list; each one of: death, ")
