"""A hostile extract, walked as an analyst of a force would: mapped, judged, checked, linked, and loaded twice."""

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.hostile import CASES, NIGHT, NOWHERE, extract_in
from tests.cli.test_assess import Done, run
from tests.inspection.conftest import kept_at

LAST = "2016-06-29"
PEOPLE = """
[person]
file = "people.csv"
delimiter = ";"
[person.columns]
id = "Person ID"
name = "Name"
born_on = "DOB"
sex = { column = "Sex", codes = { F = "female", M = "male" } }
happened_at = "First known"
"""


@dataclass(frozen=True)
class Walk:
    """The folder that was drafted, with results in it, and what each command said."""

    folder: Path
    mapped: Done
    judged: Done

    @property
    def settings(self) -> Path:
        return self.folder.parent / "settings"

    def measures(self, name: str = "results") -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / name / "measures.json").read_text())
        return found

    def left_out(self) -> list[dict[str, str]]:
        with (self.folder / "results" / "excluded.csv").open(newline="") as opened:
            return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Mapped, with the people that `map` does not know added by hand, and judged by the command that it offers."""
    base = tmp_path_factory.mktemp("hostile")
    extract_in(base / "data")
    extract_in(base / "later", corrected=True)
    folder = base / "drafted"
    mapped = run(base / "settings", "map", base / "data", "--out", folder)
    assert mapped.returncode == 0, mapped.stderr
    with (folder / "mapping.toml").open("a") as opened:
        opened.write(PEOPLE)
    (offered,) = re.findall(r"^Next: dutybound (.*)$", mapped.stdout, re.MULTILINE)
    judged = run(base / "settings", *str(offered).split())
    assert judged.returncode == 12, judged.stderr
    return Walk(folder, mapped, judged)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_files_that_cannot_be_read_cost_their_own_tables_alone(walk: Walk) -> None:
    said = plain(walk.mapped.stdout)
    assert "gradings.csv cannot be read: is an Excel workbook" in said
    assert "outcomes.csv cannot be read: ends in the middle of a row, so it was cut" in said
    assert "suspensions.csv cannot be read: is empty, without even a header" in said
    assert "contact from contacts.csv" in said, "UTF-16 with tabs"
    mapping = (walk.folder / "mapping.toml").read_text()
    for table in ("outcome", "suspension"):
        assert f"[{table}]\nnot_delivered = " in mapping
    assert 'encoding = "windows-1252"' in mapping
    assert 'unreadable = "left out"' in mapping


def test_every_row_is_judged_or_listed_with_its_reason(walk: Walk) -> None:
    found = walk.left_out()
    why = Counter((one["table"], one["column"], re.split(r"[:(]", one["what"])[0].strip()) for one in found)
    assert why["risk_grading", "level", "is required and missing"] == 3, "Amber, amber and THRIVE 4"
    assert why["investigation", "happened_at", "cannot be read"] == 2, "the hour left out, and 31 February"
    assert why["investigation_span", "ended_at", "cannot be read"] == 1, "an Excel serial date"
    assert why["review", "happened_at", "cannot be read"] == 1
    doubled = [one for one in found if one["what"].startswith("repeats the id of row")]
    assert [one["table"] for one in doubled] == ["review"]
    lost = [one for one in found if one["table"] == "review" and one["what"] == "names no row of 'investigation'"]
    assert len(lost) >= len(NOWHERE), "and those of the case with blanks in its id"
    assert not {one["what"] for one in found} & {"", "None"}
    assert "which is how Excel stores a date" in plain(walk.judged.stdout) + " ".join(one["what"] for one in found)
    assert "1 row has blanks before or after the id in crimes.csv" in plain(walk.judged.stdout)


def test_what_can_be_judged_is_and_every_number_follows_from_what_was_delivered(walk: Walk) -> None:
    measures = walk.measures()
    out = {one["row"] for one in walk.left_out() if one["table"] == "investigation"}
    cases = CASES - 1 - len(out)  # one has no time of report at all, and is no row of the table
    assert measures["supervised"]["unassessable"] == measures["supervised"]["owed"] == cases
    reviewed = measures["reviewed"]
    assert reviewed["coverage"] == 1.0
    assert reviewed["subjects"] <= cases
    states = ("pending", "overdue", "met", "met_late", "missed", "lapsed", "excused", "unassessable")
    assert sum(reviewed[one] for one in states) == reviewed["owed"]
    again = run(walk.settings, "assess", walk.folder, "--as-at", "2016-06-28", "--out", walk.folder / "r",
                "--engine", "reference")  # fmt: skip
    assert again.returncode == 12
    run(walk.settings, "assess", walk.folder, "--as-at", "2016-06-28", "--out", walk.folder / "c")
    assert walk.measures("r") == walk.measures("c"), "both engines say the same of it"


def test_reviews_entered_in_one_night_count_from_that_night(walk: Walk) -> None:
    """Whatever day they claim: the evening before, nobody could know of them, and that is counted as late entry."""
    seen = {}
    for day in ("2016-05-27", "2016-05-28"):
        done = run(walk.settings, "assess", walk.folder, "--as-at", day, "--out", walk.folder / day)
        assert done.returncode == 12, done.stderr
        seen[day] = walk.measures(day)["reviewed"]
    before, after = seen.values()
    assert before["overdue"] > after["overdue"]
    assert after["met"] > before["met"], "done in time as they claim, and only now known"
    fewer, more = (one["noticed"].get("late entry", 0) for one in seen.values())
    assert fewer < more <= NIGHT


def test_the_page_says_which_and_why(walk: Walk) -> None:
    page = (walk.folder / "results" / "report.html").read_text()
    assert '<a href="#judged">What could be judged, and what not</a>' in page
    section = unescape(plain(re.sub(r"<[^>]+>", " ", page.partition('id="judged">')[2].partition("</section>")[0])))
    assert re.search(r"Judged: 1, Not judged: \d+\.", section)
    owed = walk.measures()["reviewed"]["owed"]
    assert f"Reviewed Judged {owed} of {owed} duties" in section
    assert "Risk assessed Not judged the table domestic_incident was not delivered" in section
    assert re.search(r"Supervised Not judged [^()]*suspension\.reason is missing \(\d+\)", section)
    assert "[suspension] is not delivered: suspensions.csv cannot be read: is empty" in unescape(page)
    assert "SIMULATED Person" not in page


def test_the_terminal_counts_what_the_files_name(walk: Walk) -> None:
    said = plain(walk.judged.stdout)
    assert re.search(r"\d\d measures cannot be told: .* report.html names them", said)
    assert "risk_assessed domestic_incident was not delivered" in said, "which is not the same as nothing owed"
    declared = json.loads((walk.folder / "results" / "declared_measures.json").read_text())
    assert sum(one["value"] is None for one in declared.values()) >= 80
    assert len(walk.judged.stdout.splitlines()) < 170


def test_the_minimum_and_the_links(walk: Walk) -> None:
    held = run(walk.settings, "conformance", walk.folder, "--out", walk.folder.parent / "minimum")
    assert held.returncode == 12, held.stderr
    assert "rows were left out of the source as it is declared, and not checked" in plain(held.stdout)
    linked = run(walk.settings, "link", walk.folder, "--out", walk.folder.parent / "links")
    assert linked.returncode == 0, linked.stderr
    with (walk.folder.parent / "links" / "links.csv").open(newline="") as opened:
        pairs = list(csv.reader(opened))[1:]
    twice = [line for line in pairs if any(one.endswith("X") for one in line)]
    assert len(twice) == 15, "everybody who stands there twice is proposed, and nobody is linked"


def loading(walk: Walk, folder: Path, *words: str) -> tuple[int, str, str]:
    """By the command in this process, on the databases of the settings of the walk."""
    with kept_at({"default": walk.settings / "records.sqlite3", "diversion": walk.settings / "diversion.sqlite3"}):
        done = run(walk.settings, "import", folder, *words)
    return done.returncode, plain(done.stdout), plain(done.stderr)


def loading_apart(walk: Walk, folder: Path, *words: str) -> tuple[int, str, str]:
    """In a process of its own, which finds those databases by itself."""
    environment = {**os.environ, "DUTYBOUND_SETTINGS": f"{walk.settings}", "COLUMNS": "140"}
    environment = {name: text for name, text in environment.items() if not name.endswith("_DATABASE")}
    command = [sys.executable, "-c", "from dutybound.cli.main import run; run()", "import", f"{folder}", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, plain(done.stdout), plain(done.stderr)


def declared(walk: Walk, name: str, data: str, as_at: str) -> Path:
    """The drafted folder for an extract, with its day, and without the contacts, of which the day alone is known."""
    folder = walk.folder.parent / name
    folder.mkdir()
    mapping = (walk.folder / "mapping.toml").read_text()
    start = mapping.index("[contact]")
    rest = mapping[mapping.index("\n\n", start) :]
    (folder / "mapping.toml").write_text(f'{mapping[:start]}[contact]\nnot_delivered = "the day alone"{rest}')
    marker = (walk.folder / "dutybound.toml").read_text()
    marker = re.sub(r"(?m)^source = .*$", f'source = "../{data}"', marker)
    (folder / "dutybound.toml").write_text(re.sub(r"(?m)^# data_as_at = .*$", f'data_as_at = "{as_at}"', marker))
    return folder


def test_it_is_loaded_and_so_is_what_corrects_it(walk: Walk) -> None:
    code, _, errors = loading(walk, walk.folder, "--preview")
    assert code == 2
    assert "[contact] columns.happened_at: says the day alone, and a record holds the time too" in errors
    first, second = declared(walk, "first", "data", LAST), declared(walk, "second", "later", "2016-07-06")
    code, said, errors = loading(walk, first, "--preview", "--out", f"{walk.folder.parent / 'lists'}")
    assert code == 8, errors
    assert "left_out.csv, with --out" in said
    assert (walk.settings / "records.sqlite3").is_file() is False, "a preview writes nothing"
    code, said, errors = loading_apart(walk, first)
    assert code == 8, errors
    assert said.endswith("Loaded as data/1")
    code, said, errors = loading(walk, second)
    assert code == 8, "the units were never delivered, and holdings name them"
    assert said.endswith("Loaded as data/2")
    assert re.search(r" investigation 4 - 1 115 1 - happened_at 1 ", said), "the hour that came twice was corrected"
    assert "On record, and no longer delivered: 18 rows. What is on record stays" in said
    assert loading(walk, second)[1].endswith("Nothing was written: this extract was loaded before")


def test_forms_say_what_they_lack(walk: Walk) -> None:
    done = run(walk.settings, "forms", walk.folder)
    assert done.returncode == 2
    assert "has no slot that says which records it is written on" in done.stderr
