"""Extracts loaded again and again: nothing is edited, nothing is lost, and what was known then does not change."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.exchange.extract import NOTHING_READ
from dutybound.exchange.loading.comparing import KNOWN_FROM
from dutybound.exchange.loading.databases import Databases
from dutybound.exchange.loading.listing import withdrawn_in, write_listing
from dutybound.exchange.reaching import reach_of
from dutybound.exchange.reading import read_source
from tests.cli.test_assess import run
from tests.exchange.postgres_server import PASSWORD, USER, Server
from tests.exchange.test_postgres import server  # noqa: F401  a fixture
from tests.inspection.conftest import kept_at
from tests.records.kept import CASES, GRADINGS, HEAD, REVIEWS, SPANS, Kept, opened


def changed(rows: str, identity: str, this: str, to_this: str) -> str:
    """An extract in which one row says something else."""
    lines = [line.replace(this, to_this) if line.startswith(f"{identity},") else line for line in rows.splitlines()]
    assert lines != rows.splitlines()
    return "\n".join(lines)


def without(rows: str, identity: str) -> str:
    return "\n".join(line for line in rows.splitlines() if not line.startswith(f"{identity},"))


#: The second review of the first case turns out to have been decided by nobody.
CORRECTED = changed(REVIEWS, "R2", "a sergeant", "")
MARCH, APRIL = "2016-03-31", "2016-04-20"


def refused(kept: Kept, *said: object, **files: str | None) -> str:
    with pytest.raises(DutyboundError) as refusal:
        kept.load(*said, **files)  # type: ignore[arg-type]
    return refusal.value.render()


def test_the_same_extract_again_changes_nothing(kept: Kept) -> None:
    first = kept.load()
    assert {name: one.new.num_rows for name, one in first.tables.items()} == {
        "investigation": 2, "investigation_span": 2, "risk_grading": 2, "review": 3, "direction": 0, "suspension": 0,
    }  # fmt: skip
    before, duties = sha256(kept.file.read_bytes()).hexdigest(), kept.duties(MARCH)
    again = kept.load()
    assert again.is_the_same
    assert again.tables["review"].unchanged == 3
    assert sha256(kept.file.read_bytes()).hexdigest() == before, "not one byte is written"
    assert kept.duties(MARCH) == duties


def test_a_correction_is_known_from_the_extract_that_brought_it(kept: Kept) -> None:
    """As at a moment before it, everything is as it was reported; later, the correction shows."""
    kept.load(MARCH)
    moments = ("2016-03-20", MARCH, "2016-04-19")
    before = kept.duties(*moments)
    assert ("C1", "met", "R2") in kept.states(MARCH)[MARCH]
    one = kept.load(APRIL, review=CORRECTED)
    assert one.tables["review"].columns == {"decided_by": 1}
    assert kept.duties(*moments) == before
    later = kept.states("2016-04-30")["2016-04-30"]
    assert ("C1", "met", "R2") not in later, "what met it was no review, as is known now (rule 12d)"
    assert ("C1", "overdue", "") in later


def test_a_correction_that_adds_a_review_shows_from_then_on(kept: Kept) -> None:
    """A review that nobody had decided was none; corrected, it is one, from when that was known."""
    kept.load(MARCH, review=CORRECTED)
    before = kept.states(MARCH, "2016-04-19")
    assert not [one for one in before[MARCH] if one[2] == "R2"]
    kept.load(APRIL, review=REVIEWS)
    after = kept.states(MARCH, "2016-04-19", "2016-04-21")
    assert {moment: after[moment] for moment in before} == before
    assert [one for one in after["2016-04-21"] if one[2] == "R2"], "known from the end of the day it reaches to"


def test_a_tenure_that_ends_is_no_correction(kept: Kept) -> None:
    """The row says itself when its end was entered, so it needs no version."""
    kept.load(MARCH)
    before = kept.duties(MARCH)
    ended = changed(SPANS, "S1", ",,2016-02-01 09:30,", ",2016-04-10 12:00,2016-02-01 09:30,2016-04-10 12:30")
    one = kept.load(APRIL, investigation_span=ended)
    assert (one.tables["investigation_span"].filled.num_rows, one.tables["investigation_span"].restated.num_rows) == (
        1,
        0,
    )
    assert kept.duties(MARCH) == before
    assert kept.declaration().restated == frozenset()
    assert not any(state in ("pending", "overdue") for case, state, _ in kept.states(APRIL)[APRIL] if case == "C1")


def test_an_end_of_which_nobody_says_when_it_was_entered_is_known_from_the_extract(kept: Kept) -> None:
    kept.load(MARCH)
    ended = changed(SPANS, "S1", ",,2016-02-01 09:30,", ",2016-03-20 12:00,2016-02-01 09:30,")
    before = kept.duties(MARCH)
    one = kept.load(APRIL, investigation_span=ended)
    assert one.tables["investigation_span"].restated.num_rows == 1
    assert kept.duties(MARCH) == before


def test_a_time_of_the_source_itself_comes_before_that_of_the_extract(kept: Kept) -> None:
    kept.load(MARCH)
    told = changed(CORRECTED, "R2", "2016-03-10 10:00", "2016-04-05 08:15")
    (row,) = kept.load(APRIL, review=told).tables["review"].restated.to_pylist()
    assert f"{row[KNOWN_FROM]}" == "2016-04-05 07:15:00", "in UTC"


def test_a_time_before_the_last_load_ended_is_not_believed(kept: Kept) -> None:
    """What had been known by then would change: so it is known from this extract."""
    kept.load(MARCH)
    told = changed(CORRECTED, "R2", "2016-03-10 10:00", "2016-03-25 08:15")
    (row,) = kept.load(APRIL, review=told).tables["review"].restated.to_pylist()
    assert f"{row[KNOWN_FROM]}" == "2016-04-20 22:59:59.999999"


def test_changes_that_nobody_can_date_are_refused(kept: Kept) -> None:
    kept.load(MARCH)
    said = refused(kept, None, review=CORRECTED)
    assert "[review]: 1 rows differ from what is on record, and nobody says from when that is known" in said
    assert "data_as_at: is the same as that of the last load" in refused(kept, MARCH, review=CORRECTED)
    said = refused(kept, "2016-03-01", review=CORRECTED)
    assert "lies before 2016-03-31, up to when the records of 'Case system' reach already" in said
    kept.load(
        None, review=f"{REVIEWS}R4,C2,2016-03-29 09:00,2016-03-29 10:00,continue,a sergeant,awaiting a statement\n"
    )


def test_rows_that_disappear_stay_until_a_person_withdraws_them(kept: Kept, tmp_path: Path) -> None:
    kept.load(MARCH)
    one = kept.load(APRIL, review=without(REVIEWS, "R2"))
    assert one.tables["review"].gone == ("R2",)
    assert ("C1", "met", "R2") in kept.states("2016-04-21")["2016-04-21"]
    again = kept.compare("2016-04-27", review=without(REVIEWS, "R2"))
    assert again.tables["review"].gone == ("R2",), "they are listed each time"
    (tmp_path / "lists").mkdir()
    write_listing(again, tmp_path / "lists")
    assert (tmp_path / "lists" / "gone.csv").read_text() == "table,id\nreview,R2\n"
    assert (tmp_path / "lists" / "gone.csv").stat().st_mode & 0o077 == 0
    named = withdrawn_in(tmp_path / "lists" / "gone.csv", again)
    moments = (MARCH, "2016-04-26")
    before = kept.duties(*moments)
    kept.load("2016-04-27", review=without(REVIEWS, "R2"), withdrawn=named)
    assert kept.duties(*moments) == before
    assert kept.compare("2016-05-02", review=without(REVIEWS, "R2")).tables["review"].gone == ()
    back = kept.load("2016-05-04", review=REVIEWS)
    assert back.tables["review"].returned == frozenset({"R2"})
    assert kept.duties(*moments) == before


def test_only_what_is_no_longer_delivered_is_withdrawn(kept: Kept, tmp_path: Path) -> None:
    kept.load(MARCH)
    (tmp_path / "list.csv").write_text("table,id\nreview,R1\n")
    with pytest.raises(DutyboundError, match="names 'review R1', which this extract still delivers"):
        withdrawn_in(tmp_path / "list.csv", kept.compare(APRIL, review=without(REVIEWS, "R2")))


def test_what_is_not_delivered_is_not_changed(kept: Kept) -> None:
    """A column that an extract lacks stays as it is on record; a table that it lacks is said."""
    kept.load(MARCH)
    narrow = "\n".join(line.rpartition(",")[0] for line in REVIEWS.splitlines())
    one = kept.load(APRIL, review=narrow, suspension=None)
    assert one.tables["review"].unchanged == 3
    assert one.untold == ("suspension",)
    assert ("C1", "met", "R2") in kept.states(APRIL)[APRIL]


def test_a_table_that_nobody_ever_delivered_is_not_empty_but_unknown(kept: Kept) -> None:
    kept.load(MARCH, direction=None)
    assert {state for _, state, _ in kept.states(MARCH)[MARCH]} == {"unassessable"}


def test_tables_that_nobody_ever_delivered_are_one_line(kept: Kept) -> None:
    """A warning for each of them hides the one that matters: a table that was brought and is empty now."""
    kept.load(MARCH, direction=None, suspension=None)
    notes = read_source(kept.address, kept.declaration()).notes
    assert not any(note.startswith(NOTHING_READ) and "suspension" in note for note in notes)
    assert sum("never brought by a load" in note for note in notes) == 1


def test_a_row_whose_parent_is_not_there_is_left_out_and_listed(kept: Kept) -> None:
    one = kept.load(MARCH, investigation=without(CASES, "C2"))
    assert one.extract.excluded("review") == 1, "the parents are in the extract: reading it leaves the row out"
    alone = kept.compare(APRIL, investigation=None, risk_grading=GRADINGS.replace("C2", "C9"), investigation_span=None,
                         review=None, direction=None, suspension=None)  # fmt: skip
    assert [(one.table, one.record, one.column) for one in alone.refused] == [("risk_grading", "G2", "investigation")]


def test_a_table_comes_from_one_source(kept: Kept) -> None:
    kept.load(MARCH)
    said = refused(kept, APRIL, HEAD.replace("Case system", "Other system"))
    assert "[review]: comes from 'Case system' on record, not from 'Other system'" in said


def test_what_was_entered_before_the_last_load_and_not_in_it_is_counted(kept: Kept) -> None:
    kept.load(MARCH, review=without(REVIEWS, "R3"))
    assert kept.load(APRIL).tables["review"].late == 1


def test_the_data_reach_to_the_last_load_of_the_source_that_reaches_least(kept: Kept) -> None:
    kept.load(MARCH)
    declaration = kept.declaration()
    reach = reach_of(read_source(kept.address, declaration), declaration)
    assert reach is not None
    assert (reach.at, reach.told_by) == (MARCH, "the last load of Case system")


@pytest.mark.xdist_group("postgres")
def test_it_is_the_same_in_postgresql(tmp_path: Path, server: Server) -> None:  # noqa: F811
    """A correction, a withdrawal and an erasure, with the past as it was."""
    server.run("DROP SCHEMA IF EXISTS public CASCADE", "CREATE SCHEMA public")
    there = {"HOST": f"{server.folder}", "NAME": "postgres", "USER": USER, "PASSWORD": PASSWORD}
    with opened({"kept": {"ENGINE": "django.db.backends.postgresql", **there}}):
        kept = Kept(tmp_path, Databases({"default": "kept", "diversion": "kept"}))
        kept.load(MARCH)
        before = kept.duties(MARCH)
        assert kept.load(MARCH).is_the_same
        kept.load(APRIL, review=CORRECTED)
        kept.load("2016-04-27", review=without(CORRECTED, "R3"), withdrawn={"review": ["R3"]})
        assert kept.duties(MARCH) == before
        later = kept.states("2016-04-30")["2016-04-30"]
        assert not [one for one in later if one[2] in ("R2", "R3")]
        kept.load("2016-05-02", review=without(CORRECTED, "R3"), erasure="table,id,when\nreview,R1,2016-05-01\n")
        assert not [one for one in kept.states("2016-05-03")["2016-05-03"] if one[2]]


def test_the_command_loads_what_it_showed(tmp_path: Path, empty: Path) -> None:
    """Databases as they are named, a preview that writes nothing, and a list of what was restated.

    The first load is a process of its own, as it is installed, which is told of its databases by the environment; the
    others are commands in this one, on the same files.
    """
    files = {"default": tmp_path / "records.sqlite3", "diversion": tmp_path / "diversion.sqlite3"}
    for file in files.values():
        shutil.copy(empty, file)
    kept = Kept(tmp_path, Databases({}))

    def typed(*words: str) -> str:
        with kept_at(files):
            done = run(tmp_path / "settings", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    first, second = kept.extract(MARCH), kept.extract(APRIL, review=CORRECTED)
    before = files["default"].read_bytes()
    assert "Case system, data as at 2016-03-31, feed nightly" in typed("import", f"{first}", "--preview")
    assert files["default"].read_bytes() == before
    assert "Loaded as Case system/1" in installed(tmp_path / "settings", files, "import", f"{first}")
    assert "Nothing was written: this extract was loaded before" in typed("import", f"{first}")
    said = typed("import", f"{second}", "--out", f"{tmp_path / 'lists'}")
    assert "decided_by 1" in said
    assert "Loaded as Case system/2" in said
    written = (tmp_path / "lists" / "restated.csv").read_text().splitlines()
    assert written[1:] == ["review,R2,decided_by,a sergeant,None,2016-04-20 22:59:59.999999"]


def installed(settings: Path, files: Mapping[str, Path], *words: str) -> str:
    """What the command says as a process of its own, with databases that the environment names."""
    named = {"default": "DUTYBOUND_DATABASE", "diversion": "DUTYBOUND_DIVERSION_DATABASE"}
    environment = {**os.environ, "DUTYBOUND_SETTINGS": f"{settings}", "COLUMNS": "160"}
    environment |= {named[alias]: f"{file}" for alias, file in files.items()}
    command = [sys.executable, "-c", "from dutybound.cli.main import run; run()", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
