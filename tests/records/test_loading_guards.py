"""What was reported stays as it was, whatever a source delivers, and whoever loads or erases meanwhile."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dutybound.records.schema  # noqa: F401  Django is set up before a model is imported
from dutybound.base.errors import DutyboundError
from dutybound.cli.assessing import declaration_for
from dutybound.cli.clustering import cluster_source
from dutybound.cli.erasing import erase_listed
from dutybound.cli.importing import remarks
from dutybound.config.settings import DATABASES
from dutybound.exchange.loading.comparing import KNOWN_FROM
from dutybound.exchange.loading.listing import withdrawn_in
from dutybound.exchange.loading.writing import write_load
from dutybound.records.models.loads import Load, SupersededVersion
from tests.records.kept import CASES, EXTRACT, GRADINGS, HEAD, NOW, REVIEWS, SPANS, Kept, kept_in
from tests.records.test_loading import APRIL, CORRECTED, MARCH, changed, refused, without

LISTED = "table,id,when\n"
R4 = "R4,C2,2016-04-10 09:00,2016-04-10 10:00,continue,a sergeant,awaiting a statement\n"
PERSON = "id,happened_at,recorded_at,name,born_on\nP1,2016-02-01 09:00,2016-02-01 09:30,Simulated Person,1980-01-01\n"
ANSWER = (
    "id,happened_at,recorded_at,person,survey,question,score\nQ1,2016-02-10 09:00,2016-02-10 09:30,P1,victims,how,3\n"
)
PROJECT = "id,began_at,recorded_at,name\nDP1,2016-02-01 09:00,2016-02-01 09:30,A project\n"
PLACE = "id,project,began_at,recorded_at,reference\nX1,DP1,2016-02-01 09:00,2016-02-01 09:30,K-1\n"
NONE: dict[str, Any] = {name.removesuffix(".csv"): None for name in EXTRACT}


@pytest.fixture
def kept(tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.setenv("DUTYBOUND_SETTINGS", str(tmp_path / "settings"))
    yield from kept_in(tmp_path, empty)


def listed(kept: Kept, *rows: str) -> Path:
    file = kept.folder / "list.csv"
    file.write_text(LISTED + "".join(f"{row},2016-04-01\n" for row in rows))
    return file


def versions() -> list[Any]:
    return list(SupersededVersion.objects.using("kept").all())


def test_a_source_erases_from_its_own_tables_alone(kept: Kept) -> None:
    kept.load(MARCH)
    other = HEAD.replace("Case system", "Other system")
    said = refused(kept, APRIL, other, person=PERSON, erasure=f"{LISTED}review,R2,2016-04-19\n", **NONE)
    assert "table review: lists rows to be erased of a table that comes from 'Case system'" in said
    said = refused(kept, APRIL, other, person=PERSON, erasure=f"{LISTED}unit,U1,\n", **NONE)
    assert "that this source never delivered" in said
    said = refused(kept, APRIL, erasure=f"{LISTED}load,Case system/1,\n")
    assert "lists rows of 'load', which loading writes itself" in said
    with pytest.raises(DutyboundError, match="lists rows of 'load'"):
        erase_listed(listed(kept, "load,Case system/1"), [kept.file], kept.declared)


def test_an_older_extract_is_refused_even_if_it_changes_nothing(kept: Kept) -> None:
    kept.load(APRIL, review=REVIEWS + R4)
    kept.load(None, review=REVIEWS + R4)
    assert "lies before 2016-04-20" in refused(kept, MARCH), "an undated load takes nothing back"


def test_rows_are_withdrawn_only_from_a_later_moment(kept: Kept, tmp_path: Path) -> None:
    kept.load(MARCH)
    one = kept.compare(MARCH, review=without(REVIEWS, "R2"))
    (tmp_path / "gone.csv").write_text("table,id\nreview,R2\n")
    with pytest.raises(DutyboundError, match="does not lie after 2016-03-31"):
        withdrawn_in(tmp_path / "gone.csv", one)
    with pytest.raises(DutyboundError, match="does not lie after 2016-03-31"):
        write_load(one, kept.databases, kept.references, NOW, {"review": ["R2"]})
    later = kept.compare(APRIL, review=without(REVIEWS, "R2"))
    write_load(later, kept.databases, kept.references, NOW, {"review": ["R2"]}, "a detective inspector")
    assert [(each.is_void, each.decided_by) for each in versions()] == [(False, None), (True, "a detective inspector")]


def test_an_end_that_was_entered_before_the_last_load_and_not_in_it_is_a_restatement(kept: Kept) -> None:
    kept.load(MARCH)
    before = kept.states("2016-03-20", MARCH)
    ended = changed(SPANS, "S1", ",,2016-02-01 09:30,", ",2016-03-05 12:00,2016-02-01 09:30,2016-03-06 12:30")
    one = kept.load(APRIL, investigation_span=ended)
    assert one.tables["investigation_span"].restated.num_rows == 1
    after = kept.states("2016-03-20", MARCH, "2016-04-30")
    assert {moment: after[moment] for moment in before} == before
    assert ("C1", "pending", "") not in after["2016-04-30"]


def test_a_time_after_the_extract_is_not_believed(kept: Kept) -> None:
    kept.load(MARCH)
    told = changed(CORRECTED, "R2", "2016-03-10 10:00", "2061-04-05 08:15")
    one = kept.load(APRIL, review=told)
    assert [f"{row[KNOWN_FROM]}" for row in one.tables["review"].restated.to_pylist()] == ["2016-04-20 22:59:59.999999"]
    assert "Entered after this extract was made, as they say themselves: 1 row" in " ".join(remarks(one))
    kept.load("2016-04-27", review=CORRECTED)
    assert all(one.known_from is None or one.known_from < one.known_to for one in versions())
    assert "1 changed rows say that they were entered after today" in refused(kept, None, review=told)
    assert "data_as_at: lies after today" in refused(kept, "2061-01-01")


def test_an_erased_id_is_left_in_no_row_that_names_it(kept: Kept) -> None:
    kept.load(MARCH, person=PERSON, survey_response=ANSWER)
    erasure = f"{LISTED}person,P1,2016-04-19\n"
    one = kept.load(APRIL, person=PERSON, survey_response=ANSWER, erasure=erasure)
    assert one.tables["survey_response"].restated.num_rows == 0, "that its link was emptied is no restatement"
    assert one.tables["person"].gone == (), "what is erased is not listed as gone, nor could it be withdrawn"
    assert versions() == []
    kept.close()
    assert b"Simulated Person" not in kept.file.read_bytes()
    assert b"P1" not in kept.file.read_bytes()


def test_what_lies_apart_is_remembered_apart(kept: Kept) -> None:
    apart = {"diversion_project": PROJECT, "diversion_place": PLACE}
    kept.load(MARCH, **apart)
    kept.close()
    # as the product makes it: the database that lies apart has no table of the other
    connection = sqlite3.connect(kept.folder / "diversion.sqlite3")
    connection.executescript("DROP TABLE erased_row; DROP TABLE load;")
    connection.close()
    erase_listed(listed(kept, "diversion_place,X1"), [kept.folder / "diversion.sqlite3"], kept.declared)
    again = kept.compare(APRIL, **apart)
    assert [(one.table, one.record) for one in again.refused] == [("diversion_place", "X1")]


def test_what_is_listed_before_it_came_does_not_come(kept: Kept) -> None:
    early = without(REVIEWS, "R3")
    kept.load(MARCH, review=without(early, "R1"), erasure=f"{LISTED}review,R3,2016-03-30\n")
    kept.close()
    erase_listed(listed(kept, "review,R1"), [kept.file], kept.declared)
    assert {one.record for one in kept.compare(APRIL).refused} == {"R1", "R3"}


def test_what_is_erased_or_loaded_meanwhile_stops_a_load(kept: Kept) -> None:
    kept.load(MARCH)
    one, other = kept.compare(APRIL, review=CORRECTED), kept.compare(APRIL)
    kept.close()
    erase_listed(listed(kept, "review,R2"), [kept.file], kept.declared)
    with pytest.raises(DutyboundError, match="or erased from, by somebody else"):
        write_load(one, kept.databases, kept.references, NOW, {})
    kept.load(APRIL)
    with pytest.raises(DutyboundError, match="was loaded into"):
        write_load(other, kept.databases, kept.references, NOW, {})


def test_the_versions_of_a_holding_forget_an_erased_subject(kept: Kept) -> None:
    holding = (
        "id,subject_table,subject,unit,began_at,recorded_at\nH1,investigation,C2,U1,2016-02-01 09:00,2016-02-01 09:30\n"
    )
    unit = "id,began_at,recorded_at,name\nU1,2015-01-01 09:00,2015-01-01 09:30,Unit\n"
    moved = holding.replace("C2", "C1")
    kept.load(MARCH, holding=holding, unit=unit)
    kept.load(APRIL, holding=moved, unit=unit)
    rows = "investigation,C2,\nreview,R3,\ninvestigation_span,S2,\nrisk_grading,G2,\n"
    kept.load(
        "2016-04-27", holding=moved, unit=unit, erasure=LISTED + rows, investigation=without(CASES, "C2"),
        investigation_span=without(SPANS, "S2"), risk_grading=without(GRADINGS, "G2"), review=without(REVIEWS, "R3"),
    )  # fmt: skip
    assert not any('"C2"' in one.content for one in versions())


def test_a_table_that_vanished_is_named_each_time(kept: Kept) -> None:
    kept.load(MARCH)
    kept.load(APRIL, suspension=None)
    assert kept.compare("2016-04-27", suspension=None).untold == ("suspension",)


def test_a_database_that_is_being_written_is_refused_in_words(kept: Kept) -> None:
    assert DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    kept.load(MARCH)
    assert sqlite3.connect(kept.file).execute("PRAGMA journal_mode").fetchone() == ("wal",)
    one = kept.compare(APRIL)
    other = sqlite3.connect(kept.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(DutyboundError, match="cannot be written now: database is locked"):
            write_load(one, kept.databases, kept.references, NOW, {})
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert Load.objects.using("kept").count() == 1


def test_records_arrive_no_sooner_than_they_were_loaded(kept: Kept, tmp_path: Path) -> None:
    """Who declares the records cannot make data come sooner; a table that comes otherwise is known by itself."""
    kept.load(MARCH, f'{HEAD}feed = "weekly"\nfeeds = {{ review = "live" }}\n')
    kept.close()
    feeds = kept.declaration().feeds
    assert (feeds.usual, feeds.of("investigation"), feeds.of("review")) == ("weekly", "weekly", "nightly")
    cluster_source(kept.file, kept.declared, tmp_path / "clustered", lambda _: None)
    assert declaration_for(tmp_path / "clustered", kept.declared).feeds.of("investigation") == "weekly"
