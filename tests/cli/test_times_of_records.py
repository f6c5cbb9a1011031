"""Times that records hold beside those by which they are placed: dates long past, and when something was recorded."""

import json
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from dutybound.cli.main import app

HEAD = 'title = "made up"\nsource = "data"\n[calendar]\nzone = "Europe/Rome"\nregion = "IT"\n'
TABLES = """
[crime]
happened = "reported_at"
recorded = "recorded_at"
[crime.columns]
reported_at = { type = "instant", required = true }
recorded_at = { type = "instant" }
born_on = { type = "date" }
finished_at = { type = "instant", recorded = "finish_entered_at" }
finish_entered_at = { type = "instant" }
"""
STANDARDS = '''
from dutybound.duties import Subject, days, duration, hours, measure, median, standard, within

SAID = dict(version="1", valid_from="2015-01-01", source="made up", owed_by="officer", missing="not_owed")

@standard(**SAID, applies=lambda crime: crime.born_on.is_known())
def recorded(crime: Subject["crime"]):
    """A crime against a person is recorded by the day after its report."""
    return within(days(1), of=crime.reported_at).met_by(crime.recorded_at)

VICTIM = {"reported_at": "2016-01-03T10:00", "born_on": "1950-06-01"}
recorded.example("in time", as_at="2016-02-02", expect="met", **VICTIM, recorded_at="2016-01-03T11:00")
recorded.example("late", as_at="2016-02-02", expect="met_late", **VICTIM, recorded_at="2016-01-13T11:00")
recorded.example("not", as_at="2016-02-02", expect="overdue", **VICTIM)
recorded.example("yet", as_at="2016-01-03", expect="pending", **VICTIM)

@standard(**SAID)
def finish_entered(crime: Subject["crime"]):
    """That a crime is finished is entered within 240 hours of its report."""
    return within(hours(240), of=crime.reported_at).met_by(crime.finish_entered_at)

FINISHED = {"reported_at": "2016-01-03T10:00", "recorded_at": "2016-01-03T11:00"}
finish_entered.example("in time", as_at="2016-02-02", expect="met", **FINISHED, finish_entered_at="2016-01-04T10:00")
finish_entered.example("late", as_at="2016-02-02", expect="met_late", **FINISHED, finish_entered_at="2016-01-31T10:00")
finish_entered.example("not", as_at="2016-02-02", expect="overdue", **FINISHED)
finish_entered.example("yet", as_at="2016-01-03", expect="pending", **FINISHED)

@measure(source="made up", unit="hours", better="fewer")
def hours_to_record(crime: Subject["crime"]):
    """Hours from report to record: the middle."""
    return median(duration(crime.reported_at, crime.recorded_at))

hours_to_record.example("one", as_at="2016-12-31", expect=1, subjects=[FINISHED])

@measure(source="made up", unit="days", better="neither")
def age(crime: Subject["crime"]):
    """Age of the victim in days: the middle."""
    return median(duration(crime.born_on, crime.reported_at))

age.example("one", as_at="2016-12-31", expect=23957, subjects=[VICTIM])
'''
BY_BIRTH = """
from dutybound.duties import Subject, standard, within

@standard(version="1", valid_from="2015-01-01", source="made up", owed_by="officer", missing="not_owed")
def kept(crime: Subject["crime"]):
    '''A crime is finished by the day that its record says.'''
    return within(by=crime.born_on, of=crime.reported_at).met_by(crime.finished_at)

SAID = {"reported_at": "2016-01-03T10:00", "recorded_at": "2016-01-03T11:00", "born_on": "2016-01-09"}
LATE = {"finished_at": "2016-01-04T10:00", "finish_entered_at": "2016-01-05T10:00"}
kept.example("in time", as_at="2016-02-02", expect="met", **SAID, **LATE)
kept.example("late", as_at="2016-02-02", expect="met_late", **SAID, finished_at="2016-01-12T10:00")
kept.example("not", as_at="2016-02-02", expect="overdue", **SAID)
kept.example("yet", as_at="2016-01-04", expect="pending", **SAID)
"""
CRIMES = """\
id,reported_at,recorded_at,born_on,finished_at,finish_entered_at
a,2016-01-03T10:00,2016-01-03T11:00,1950-06-01,2016-01-05T10:00,2016-02-20T10:00
b,2016-01-03T10:00,2016-01-08T11:00,1950-06-02,2016-01-05T10:00,2016-01-31T10:00
c,2016-01-03T10:00,,1980-06-02,,
d,2016-01-03T10:00,2016-01-08T11:00,,2016-01-05T10:00,2016-01-10T10:00
"""


@pytest.fixture(params=["csv", "parquet", "stamped"])
def force(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A force whose crimes are in a file of each kind; `stamped`: dates of birth as midnights in Rome."""
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "dutybound.toml").write_text(HEAD)
    (tmp_path / "tables.toml").write_text(TABLES)
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "kept.py").write_text(STANDARDS)
    file = data / "crime.csv"
    file.write_text(CRIMES)
    if request.param != "csv":
        table = pc.read_csv(file)
        if request.param == "stamped":
            midnights = table.column("born_on").cast(pa.timestamp("us"))
            born = pa.compute.assume_timezone(midnights, "Europe/Rome").cast(pa.timestamp("us", "UTC"))
            table = table.set_column(3, "born_on", born)
        pq.write_table(table, data / "crime.parquet")
        file.unlink()
    return tmp_path


def assessed(force: Path, *more: str, engine: str = "columnar", code: int = 0) -> Path:
    out = force / "out"
    said = ["assess", f"{force}", "--as-at", "2016-02-01", "--engine", engine, "--out", f"{out}", *more]
    done = CliRunner().invoke(app, said, env={"DUTYBOUND_SETTINGS": f"{force / 'settings'}"})
    assert done.exit_code == code, (done.output, done.exception)
    return out


def states(out: Path, standard: str) -> dict[str, int]:
    duties = pq.read_table(out / "duties.parquet").to_pylist()
    return dict(Counter(duty["state"] for duty in duties if duty["standard"].endswith(standard)))


@pytest.mark.parametrize("engine", ["reference", "columnar"])
def test_a_date_of_birth_long_before_1970_is_data(force: Path, engine: str) -> None:
    out = assessed(force, engine=engine)
    assert states(out, "recorded") == {"met": 1, "met_late": 1, "overdue": 1}
    figures = json.loads((out / "declared_measures.json").read_text())
    ages = {name: figure["value"] for name, figure in figures.items() if name.endswith("age")}
    assert list(ages.values()) == [23956.0]


@pytest.mark.parametrize("engine", ["reference", "columnar"])
def test_hindsight_keeps_when_something_was_recorded_as_a_time_to_ask_for(force: Path, engine: str) -> None:
    """What was not on record by then is not: a's finish was entered on 20 February."""
    out = assessed(force, "--known-at", "2016-02-10", engine=engine)
    assert states(out, "recorded") == {"met": 1, "met_late": 1, "overdue": 1}
    assert states(out, "finish_entered") == {"met": 1, "met_late": 1, "overdue": 2}
    figures = json.loads((out / "declared_measures.json").read_text())
    assert [one["value"] for name, one in figures.items() if name.endswith("hours_to_record")] == [121.0]


@pytest.mark.parametrize("engine", ["reference", "columnar"])
def test_where_days_are_counted_from_it_a_date_before_1970_is_refused(force: Path, engine: str) -> None:
    """A trigger of 1950 is before any standard; a due date of 1950 is a slip, and the days to it are not counted."""
    (force / "standards" / "kept.py").write_text(BY_BIRTH)
    said = ["assess", f"{force}", "--as-at", "2016-02-01", "--engine", engine, "--out", f"{force / 'out'}"]
    done = CliRunner().invoke(app, said, env={"DUTYBOUND_SETTINGS": f"{force / 'settings'}"})
    assert done.exit_code != 0
    assert "1950-06-01" in f"{done.exception}"
    assert "outside 1970 to 2099" in f"{done.exception}"
