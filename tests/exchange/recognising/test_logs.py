"""An event log becomes a table of cases and one for each activity, with a first standard that holds."""

from pathlib import Path

import pytest

from dutybound.cli.assessing import checked_library, judge, prepare_ground
from dutybound.exchange.duty_file import DutyFile
from dutybound.exchange.recognising.drafting import drafted
from dutybound.exchange.recognising.drafts import Draft
from dutybound.exchange.recognising.writing import texts_of
from dutybound.records.schema import schema_of_records

EVENTS = "case,activity,time,channel,officer\n" + "".join(
    f"C{case},Receive form,2016-02-{case:02}T10:00,post,o{case}\nC{case},Where,2016-02-{case + 2:02}T10:00,post,o9\n"
    for case in range(1, 21)
)


def folder_of(draft: Draft, source: Path, folder: Path) -> Path:
    for name, text in texts_of(draft, str(source), "a log").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def log(tmp_path: Path) -> tuple[Draft, Path]:
    (tmp_path / "log.csv").write_text(EVENTS)
    draft = drafted(tmp_path / "log.csv", schema_of_records())
    return draft, folder_of(draft, tmp_path / "log.csv", tmp_path / "declared")


def test_a_log_is_a_table_of_cases_and_one_for_each_activity(log: tuple[Draft, Path]) -> None:
    draft, _ = log
    assert not draft.records
    cases, *others = draft.tables
    assert (cases.name, cases.one_per) == ("case_record", "case")
    assert [one.name for one in cases.columns] == ["id", "first_event", "channel"]
    assert [(one.name, one.where) for one in others] == [
        ("receive_form", {"activity": "Receive form"}),
        ("where_done", {"activity": "Where"}),  # `where` is a word of the language
    ]
    assert draft.latest == "2016-02-22"


def test_its_first_standard_holds_and_judges(log: tuple[Draft, Path], tmp_path: Path) -> None:
    _, folder = log
    ground = prepare_ground(folder, None, lambda _: None)
    (standard,) = checked_library(ground.declaration).standards
    assert standard.sentence == "Where is done within 2 days of Receive form."
    with DutyFile(tmp_path / "duties.parquet", None, moment := ground.moment("2016-03-31", "a test")) as duties:
        tally = judge(ground, moment, duties, lambda _: None).tallies[standard.id]
    rate = tally.rate()
    assert rate is not None
    assert (rate.part, rate.whole) == (20, 20)
    assert not ground.extract.exclusions


def test_one_date_a_row_is_counted(tmp_path: Path) -> None:
    (tmp_path / "street.csv").write_text(
        "Crime ID,Month,Crime type\n" + "".join(f"c{n},2024-01,Burglary\n" for n in range(9))
    )
    draft = drafted(tmp_path / "street.csv", schema_of_records())
    assert not draft.records
    folder = folder_of(draft, tmp_path / "street.csv", tmp_path / "declared")
    (measure,) = checked_library(prepare_ground(folder, None, lambda _: None).declaration).measures
    assert measure.id == "first_measure"
    assert "month alone" in draft.tables[0].because


def test_two_dates_a_row_are_a_standard(tmp_path: Path) -> None:
    rows = "".join(f"p{n},2016-02-{n:02},2016-03-{n:02}\n" for n in range(1, 10))
    (tmp_path / "permits.csv").write_text(f"permit,asked on,granted on\n{rows}")
    draft = drafted(tmp_path / "permits.csv", schema_of_records())
    folder = folder_of(draft, tmp_path / "permits.csv", tmp_path / "declared")
    (standard,) = checked_library(prepare_ground(folder, None, lambda _: None).declaration).standards
    assert standard.sentence == "granted_on comes within 28 days of asked_on."


def test_without_a_time_or_an_id_nothing_is_drafted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,size\nx,42461\nx,42462\n")
    draft = drafted(tmp_path / "a.csv", schema_of_records())
    assert not draft.tables
    assert "as Excel stores them" in draft.unplaced[0]
    (tmp_path / "b.csv").write_text("name,day\nx,2016-02-01\nx,2016-02-01\n")
    assert "no column tells its rows apart" in drafted(tmp_path / "b.csv", schema_of_records()).unplaced[0]
