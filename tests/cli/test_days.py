"""days.parquet of the made-up investigations, against duties.parquet and measures.json of the same run."""

import json
import stat
from pathlib import Path

import duckdb
import pytest

from dutybound.cli.assessing import judge, prepare_ground, write_assessment
from dutybound.exchange.duty_file import DutyFile

INVESTIGATIONS = Path(__file__).parents[2] / "examples" / "investigations"
AS_AT = "2016-09-30"

#: What is the state of a row at a moment, written down a second time, in SQL.
STATE = """
CASE WHEN unassessable IS NOT NULL THEN 'unassessable'
     WHEN met_at <= $at AND coalesce(met_recorded_at <= $at, true)
       THEN CASE WHEN met_at > due_at AND coalesce(due_recorded_at <= $at, true) THEN 'met_late' ELSE 'met' END
     WHEN due_at < $at AND coalesce(due_recorded_at <= $at, true) AND excused_recorded_at <= $at THEN 'excused'
     WHEN ended_at <= $at AND coalesce(ended_recorded_at <= $at, true)
       THEN CASE WHEN ended_at > due_at AND coalesce(due_recorded_at <= $at, true) THEN 'missed' ELSE 'lapsed' END
     WHEN due_at < $at AND coalesce(due_recorded_at <= $at, true) THEN 'overdue' ELSE 'pending' END
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("days")
    ground = prepare_ground(INVESTIGATIONS, None, lambda _: None)
    moment = ground.moment(AS_AT, "test")
    with DutyFile(folder / "duties.parquet", None, moment) as duties:
        assessment = judge(ground, moment, duties, lambda _: None)
    write_assessment(assessment, folder)
    return folder


@pytest.mark.parametrize("day", ["2015-06-30", "2016-03-27", "2016-07-01", AS_AT])
def test_the_duties_of_a_day_are_those_of_the_duty_file(results: Path, day: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Europe/London'")
        at = f"({day!r}::DATE + 1)::TIMESTAMPTZ - INTERVAL 1 MICROSECOND"
        state = STATE.replace("$at", at)
        rows = f"SELECT standard, {state} AS state, count(*) FROM '{results}/duties.parquet' WHERE known_from <= {at} "
        rows += f"AND (known_to > {at} OR known_to IS NULL) AND owed_from <= {at} GROUP BY ALL"
        wanted = {(standard, state): count for standard, state, count in connection.execute(rows).fetchall()}
        days = f"UNPIVOT (SELECT * FROM '{results}/days.parquet' WHERE day = {day!r}) ON pending, overdue, met, "
        days += "met_late, missed, lapsed, excused, unassessable INTO NAME state VALUE number"
        rows = f"SELECT standard, state, sum(number) FROM ({days}) WHERE number > 0 GROUP BY ALL"
        found = {(standard, state): count for standard, state, count in connection.execute(rows).fetchall()}
    assert found == wanted
    assert len(wanted) > 15


def test_the_last_day_and_the_whole_are_those_of_the_measures(results: Path) -> None:
    told = json.loads((results / "measures.json").read_text())
    query = "SELECT sum(in_date), sum(live) FROM '{}/days.parquet' WHERE standard = ? AND day = ?"
    days = "SELECT sum(subjects_within), sum(subjects_overdue) FROM '{}/days.parquet' WHERE standard = ?"
    recurring = [name for name, one in told.items() if one["days_in_compliance"]]
    assert {"supervised", "held"} <= set(recurring)
    for name in recurring:
        for end, figure in told[name]["in_date_by_month_end"].items():
            assert duckdb.execute(query.format(results), [name, end]).fetchone() == (figure["in_date"], figure["live"])
        within, overdue = duckdb.execute(days.format(results), [name]).fetchone() or (0, 0)
        share = told[name]["days_in_compliance"]
        assert (within, within + overdue) == (share["part"], share["whole"])


def test_no_day_is_there_on_which_nothing_is_counted_and_only_the_owner_may_read(results: Path) -> None:
    file = results / "days.parquet"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    names = ["pending", "overdue", "met", "met_late", "missed", "lapsed", "excused", "unassessable"]
    sums = " + ".join(names) + " + coalesce(live + subjects_unassessable, 0)"
    assert duckdb.execute(f"SELECT count(*) FROM '{file}' WHERE {sums} = 0").fetchone() == (0,)
    held = duckdb.execute(f"DESCRIBE FROM '{file}'").fetchall()
    assert not {name for name, *_ in held} & {"subject", "officer", "anchor", "met_by"}


def test_the_backlog_is_that_of_the_duty_file(results: Path) -> None:
    told = json.loads((results / "measures.json").read_text())["supervised"]["backlog"]
    query = f"""SELECT count(*), median(date_diff('day', owed_from, TIMESTAMPTZ '{AS_AT} 23:00 Europe/London')),
                max(date_diff('day', owed_from, TIMESTAMPTZ '{AS_AT} 23:00 Europe/London'))
                FROM '{results}/duties.parquet' WHERE standard = 'supervised' AND state IN ('pending', 'overdue')"""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Europe/London'")
        found = connection.execute(query).fetchone()
    owed = told["days_since_owed"]
    assert found == (owed["duties"], owed["median"], owed["oldest"])
    assert sum(owed["bands"].values()) == owed["duties"] > 0


def test_on_the_last_day_units_have_what_duties_and_measures_say(results: Path) -> None:
    """Also of duties that are settled: days tell them by the unit whose they were, as the file of duties does."""
    names = "pending, overdue, met, met_late, missed, lapsed, excused, unassessable"
    days = f"UNPIVOT (SELECT * FROM '{results}/days.parquet' WHERE day = '{AS_AT}') ON {names} INTO NAME s VALUE n"
    found = duckdb.execute(f"SELECT standard, unit, s, n FROM ({days}) WHERE n > 0").fetchall()
    rows = (
        f"SELECT standard, unit, state, count(*) FROM '{results}/duties.parquet' WHERE state IS NOT NULL GROUP BY ALL"
    )
    assert set(found) == set(duckdb.execute(rows).fetchall())
    told = json.loads((results / "measures.json").read_text())
    by_unit = {
        (name, unit or None, state, one[state])
        for name, measure in told.items() for unit, one in measure["by_unit"].items()
        for state in names.split(", ") if one[state]
    }  # fmt: skip
    assert set(found) == by_unit
    assert len({unit for _, unit, _, _ in found}) == 4


def test_units_are_those_of_the_file_of_holdings(results: Path) -> None:
    """Asked of the delivered file itself: who held the investigation, or last, when the duty fell due or was met."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'Europe/London'")
        held = f"""SELECT subject, unit, began_at::TIMESTAMPTZ AS began, ended_at::TIMESTAMPTZ AS ended
                   FROM '{INVESTIGATIONS}/data/holding.csv' WHERE subject_table = 'investigation'"""
        query = f"""
        WITH held AS ({held}),
             duty AS (SELECT *, row_number() OVER () AS number, least(coalesce(met_at, ended_at), due_at) AS at
                      FROM '{results}/duties.parquet'
                      WHERE standard = 'supervised' AND state IN ('met', 'met_late', 'missed'))
        SELECT count(*), count(*) FILTER (unit IS NOT DISTINCT FROM found), count(DISTINCT unit) FROM (
          SELECT d.number, any_value(d.unit) AS unit, arg_max(h.unit, (least(h.ended, d.at), h.began)) AS found
          FROM duty d LEFT JOIN held h ON h.subject = d.subject AND h.began <= d.at
          GROUP BY ALL)"""
        count, same, units = connection.execute(query).fetchone() or (0, 0, 0)
    assert count == same > 500
    assert units == 3


def test_no_officer_is_written_anywhere(results: Path) -> None:
    officers = {line.split(",")[4] for line in (INVESTIGATIONS / "data" / "holding.csv").read_text().splitlines()[1:]}
    columns = [name for name, *_ in duckdb.execute(f"DESCRIBE FROM '{results}/duties.parquet'").fetchall()]
    assert "officer" not in columns
    assert len(officers - {""}) == 12
    written = (results / "measures.json").read_text()
    assert not [one for one in officers - {""} if one in written]
