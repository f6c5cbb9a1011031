"""What the texts of a file mean, type by type."""

import datetime
import random
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest

from dutybound.duties.calendar import instant_of
from dutybound.engine.source import source_of
from dutybound.exchange.reading import read_source
from dutybound.exchange.zones import zone
from tests.exchange.worlds import LONDON, ROME, column, declared, loaded, one_column, refusal, written

UTC = datetime.UTC


def read(folder: Path, kind: str, *texts: str, how: str = "", head: str = LONDON) -> list[object]:
    rows = "".join(f'{number},"{text}"\n' for number, text in enumerate(texts))
    mapping = f'[case.columns]\nid = "id"\nv = {{ column = "v"{how} }}\n'
    return column(loaded(folder, {"case.csv": "id,v\n" + rows}, one_column(kind), mapping, head), "v")


def said(folder: Path, kind: str, *texts: str, how: str = "", head: str = LONDON) -> list[str]:
    rows = "".join(f'{number},"{text}"\n' for number, text in enumerate(texts))
    mapping = f'[case.columns]\nid = "id"\nv = {{ column = "v"{how} }}\n'
    problems = refusal(folder, {"case.csv": "id,v\n" + rows}, tables=one_column(kind), mapping=mapping, head=head)
    return [str(one) for one in problems]


def utc(*parts: int) -> datetime.datetime:
    return datetime.datetime(*parts)  # type: ignore[arg-type]


def zoned(*times: datetime.datetime) -> pa.Array:
    return pa.array(times, pa.timestamp("us", "UTC"))


def test_integers_numbers_and_booleans(tmp_path: Path) -> None:
    assert read(tmp_path, "integer", "1", " -20 ", "+3", "4.0", "") == [1, -20, 3, 4, None]
    assert read(tmp_path, "number", "1", ".5", "+2.5e3", " 7. ", "") == [1.0, 0.5, 2500.0, 7.0, None]
    wanted = [True] * 5 + [False] * 5 + [None]
    texts = ("true", "YES", "1", "T", " yes", "false", "No", "0", "f", "FALSE", "")
    assert read(tmp_path, "boolean", *texts) == wanted


@pytest.mark.parametrize(
    ("kind", "text", "what"),
    [
        ("integer", "1,250", "is not a whole number\n    Write it like 1250, without separators."),
        ("integer", "1.5", "is not a whole number"),
        ("integer", "99999999999999999999", "is not a whole number"),
        ("number", "12,5", "is not a number\n    Write it like 1250.5: a decimal point, no separators, no currency."),
        ("number", "nan", "is not a number"),
        ("number", "1e999", "is too large a number"),
        ("boolean", "ja", "is neither true nor false"),
        ("date", "01/02/2016", "is not a date or time that can be read\n    Write it like 2016-04-01T09:30, or give"),
        ("date", "2016-02-30", "names a day that does not exist\n    Correct the day or the month"),
        ("date", "1799-12-31", "lies outside 1800 to 2099"),
        ("date", "2100-01-01", "lies outside 1800 to 2099"),
        ("instant", "9999-12-31T00:00:00", "lies outside 1970 to 2099"),
        ("instant", "0001-01-01T00:00:00Z", "lies outside 1970 to 2099"),
        ("instant", "2016-04-01T24:10", "is not a date or time that can be read"),
        ("instant", "2016-04-01", "has no time of day\n    Declare the column as a `date` in tables.toml"),
        ("instant", "2016-03-27T01:30", "does not exist in Europe/London: the clocks went forward"),
    ],
)
def test_what_cannot_be_read_is_refused_with_file_row_and_column(
    tmp_path: Path, kind: str, text: str, what: str
) -> None:
    (problem,) = said(tmp_path, kind, "", text)
    assert problem.startswith(f"case.csv, row 3, column 'v': {text!r} {what}")


def test_a_day_that_is_none_says_how_to_go_on_without_it(tmp_path: Path) -> None:
    (problem,) = said(tmp_path, "date", "", "2016-02-30")
    assert 'say in mapping.toml that it means nothing in this column: empty = ["2016-02-30"].' in problem


def test_a_date_long_past_is_data_unless_rows_are_placed_by_it(tmp_path: Path) -> None:
    """A date of birth may lie before 1970, from which days are counted; when something happened may not."""
    assert [str(day) for day in read(tmp_path / "born", "date", "1950-02-03", "1800-01-01")] == [
        "1950-02-03", "1800-01-01",
    ]  # fmt: skip
    content = {"case.csv": "id,v,opened_on\n1,1950-02-03,1969-12-31\n"}
    (problem,) = refusal(tmp_path / "happened", content, tables=one_column("date"))
    assert str(problem).startswith("case.csv, row 2, column 'opened_on': '1969-12-31' lies outside 1970 to 2099")


def test_times_are_iso_in_all_its_forms(tmp_path: Path) -> None:
    assert read(
        tmp_path,
        "instant",
        "2016-07-01T10:00+02:00",
        "2016-07-01 10:00:05.25+0200",
        "2016-07-01T10:00:00Z",
        "2016-07-01 10:00:00,123456789 -05",
        "2016-07-01 10:00",
        "2016-01-01T10:00",
        "",
    ) == [
        utc(2016, 7, 1, 8),
        utc(2016, 7, 1, 8, 0, 5, 250000),
        utc(2016, 7, 1, 10),
        utc(2016, 7, 1, 15, 0, 0, 123456),
        utc(2016, 7, 1, 9),
        utc(2016, 1, 1, 10),
        None,
    ]


def test_the_first_of_an_ambiguous_hour_is_meant(tmp_path: Path) -> None:
    assert read(tmp_path, "instant", "2016-10-30T01:30", "2016-10-30T02:00") == [
        utc(2016, 10, 30, 0, 30),
        utc(2016, 10, 30, 2),
    ]


def test_a_date_is_the_local_day_of_an_instant_or_as_written(tmp_path: Path) -> None:
    texts = ("2006-07-24T00:00:00+02:00", "2006-07-23T22:00:00Z", "2006-07-24", "2006-07-24 23:59", "1970-01-01")
    days = read(tmp_path, "date", *texts, head=ROME)
    assert [str(day) for day in days] == ["2006-07-24"] * 4 + ["1970-01-01"]


def test_a_date_with_a_time_in_a_named_zone_is_a_local_day_too(tmp_path: Path) -> None:
    days = read(tmp_path, "date", "2016-07-01T23:30", "2016-07-01", how=', zone = "UTC"')
    assert [str(day) for day in days] == ["2016-07-02", "2016-07-01"]


def test_formats_and_zones_of_the_mapping(tmp_path: Path) -> None:
    how = ', format = "%d/%m/%Y %H:%M", zone = "Europe/London"'
    assert read(tmp_path, "instant", "01/07/2016 10:00", "", how=how, head=ROME) == [utc(2016, 7, 1, 9), None]
    assert [str(day) for day in read(tmp_path, "date", "01/07/16", how=', format = "%d/%m/%y"')] == ["2016-07-01"]
    offset = ', format = "%d/%m/%Y %H:%M %z"'
    assert read(tmp_path, "instant", "01/07/2016 10:00 +0200", how=offset) == [utc(2016, 7, 1, 8)]
    (problem,) = said(tmp_path, "date", "2016-07-01", how=', format = "%d/%m/%Y"')
    assert "'2016-07-01' is not a time written as %d/%m/%Y" in problem


@pytest.mark.parametrize(
    ("text", "form", "lacks"),
    [
        ("31/02/2016", "%d/%m/%Y", True),
        ("30/02/16 10:00", "%d/%m/%y %H:%M", True),
        ("29/02/2015", "%-d/%m/%Y", True),
        ("02/31/2016", "%d/%m/%Y", False),  # the month comes first: another form, and not another day
        ("00/02/2016", "%d/%m/%Y", False),
        ("31.02.2016", "%d/%m/%Y", False),
        ("31/02/2016", "%Y-%m-%d", False),
    ],
)
def test_a_day_that_does_not_exist_is_told_from_another_form(tmp_path: Path, text: str, form: str, lacks: bool) -> None:
    (problem,) = said(tmp_path, "date", text, how=f', format = "{form}"')
    assert ("names a day that does not exist" in problem) == lacks
    assert (f"is not a time written as {form}" in problem) != lacks


def test_everything_unreadable_is_reported_at_once_and_the_rest_is_counted(tmp_path: Path) -> None:
    tables = one_column("number") + 'w = { type = "boolean" }\n'
    rows = "".join(f"{number},x{number},maybe\n" for number in range(100))
    problems = refusal(tmp_path, {"case.csv": "id,v,w\n" + rows}, tables=tables)
    assert len(problems) == 40
    assert str(problems[18]).startswith("case.csv, row 20, column 'v': 'x18' is not a number")
    assert str(problems[19]) == "case.csv, column 'v': 81 further rows: the value is not a number"
    assert str(problems[39]) == "case.csv, column 'w': 81 further rows: the value is neither true nor false"


def test_parquet_brings_its_own_types(tmp_path: Path) -> None:
    noon = datetime.datetime(2016, 7, 1, 12)
    tables = one_column("instant") + "".join(
        f'{name} = {{ type = "{kind}" }}\n'
        for name, kind in (
            ("aware", "instant"),
            ("local_day", "date"),
            ("n", "number"),
            ("i", "integer"),
            ("b", "boolean"),
        )
    )
    content = pa.table(
        {
            "id": pa.array([7, 8]),
            "opened_on": pa.array([noon.date(), None]),
            "v": pa.array([noon, None], pa.timestamp("ns")),
            "aware": pa.array([noon, None], pa.timestamp("ms", "America/New_York")),
            "local_day": pa.array([datetime.datetime(2016, 7, 1, 23, 30), None], pa.timestamp("us", "UTC")),
            "n": pa.array([1.5, float("nan")]),
            "i": pa.array([3.0, float("nan")]),
            "b": pa.array([True, None]),
        }
    )
    found = loaded(tmp_path, {"case.parquet": content}, tables=tables).tables["case"].to_pylist()
    assert found[0] == {
        "id": "7",
        "opened_on": noon.date(),
        "v": utc(2016, 7, 1, 11),
        "aware": utc(2016, 7, 1, 12),
        "local_day": datetime.date(2016, 7, 2),
        "n": 1.5,
        "i": 3,
        "b": True,
    }
    assert set(found[1].values()) == {"8", None}


def test_parquet_texts_are_read_like_csv(tmp_path: Path) -> None:
    content = pa.table(
        {
            "id": pa.array(["a", "b"], pa.large_string()),
            "v": pa.array(["2016-07-01T10:00", None]).dictionary_encode(),
            "opened_on": pa.nulls(2),
        }
    )
    found = loaded(tmp_path, {"case.parquet": content}, tables=one_column("instant"))
    assert column(found, "v") == [utc(2016, 7, 1, 9), None]


def test_an_instant_with_its_zone_is_the_same_as_its_text(tmp_path: Path) -> None:
    times = [utc(1970, 1, 1), utc(2016, 3, 27, 1, 30), None, utc(2016, 10, 30, 0, 30), utc(2099, 12, 31, 12), None]
    texts = pa.array([None if one is None else f"{one.isoformat()}Z" for one in times])
    for name, values in (("text", texts), ("own", zoned(*times))):
        (tmp_path / name).mkdir()
        content = pa.table({"id": pa.array([f"{row}" for row in range(len(times))]), "v": values})
        found = loaded(tmp_path / name, {"case.parquet": content}, tables=one_column("instant"))
        assert column(found, "v") == times, name


@pytest.mark.parametrize(
    ("kind", "values", "said_of_it"),
    [
        ("text", pa.array([[1]]), "holds values of the type list<element: int64>, which cannot be read as one value"),
        ("text", pa.array([1.5]), "holds values of the type double, which cannot be text"),
        ("instant", pa.array([5]), "holds values of the type int64, which cannot be an instant"),
        ("instant", pa.array([datetime.date(2016, 7, 1)]), "'2016-07-01' has no time of day"),
        ("instant", zoned(utc(2016, 7, 1), utc(2100, 1, 1)), "'2100-01-01 00:00:00+00:00' lies outside 1970 to 2099"),
        ("instant", zoned(utc(2016, 7, 1), utc(1969, 12, 31)), "lies outside 1970 to 2099"),
        ("integer", pa.array([1.5]), "'1.5' is not a whole number"),
        ("date", pa.array([datetime.time(10)]), "holds values of the type time64[us], which cannot be date"),
    ],
)
def test_parquet_types_that_do_not_fit_are_refused(
    tmp_path: Path, kind: str, values: pa.Array, said_of_it: str
) -> None:
    content = pa.table({"id": pa.array([f"{row}" for row in range(len(values))]), "v": values})
    (problem,) = refusal(tmp_path, {"case.parquet": content}, tables=one_column(kind))
    assert said_of_it in str(problem)
    assert "column 'v'" in problem.where


def test_what_is_read_is_what_the_engine_takes(tmp_path: Path) -> None:
    tables = one_column("instant") + "".join(
        f'{kind}_ = {{ type = "{kind}" }}\n' for kind in ("text", "integer", "number", "boolean", "date")
    )
    content = "id,v,integer_,date_\n1,2016-07-01T00:30,4,2016-07-01\n2,,,\n"
    declaration = declared(tmp_path, tables)
    extract = read_source(written(tmp_path / "delivered", {"case.csv": content}), declaration)
    source = source_of(extract.tables, declaration.schema, declaration.calendar, extract.unmapped)
    found = source.connection.execute('SELECT v - "v@day", v, "date_", integer_, text_ FROM "case" ORDER BY id')
    midnight = instant_of(datetime.datetime(2016, 6, 30, 23, tzinfo=UTC))
    half_hour = 30 * 60 * 1_000_000
    assert found.fetchall() == [(half_hour, midnight + half_hour, midnight, 4, None), (None,) * 5]
    assert set(source.unmapped) == {("case", name) for name in ("opened_on", "text_", "number_", "boolean_")}


@pytest.mark.parametrize("name", ["Europe/London", "Europe/Rome", "America/New_York", "Australia/Lord_Howe", "UTC"])
def test_zones_say_what_the_standard_library_says_to_2099(name: str) -> None:
    draw = random.Random(name)
    tz, hours = ZoneInfo(name), 130 * 365 * 24
    walls = [
        datetime.datetime(1970, 1, 2) + datetime.timedelta(minutes=30 * draw.randrange(2 * hours - 100))
        for _ in range(4000)
    ]
    walls += [
        datetime.datetime(year, month, 25, 0, 30) + datetime.timedelta(minutes=30 * step)
        for year in (2016, 2080)
        for month in (3, 10)
        for step in range(350)
    ]
    expected = [instant_of(wall.replace(tzinfo=tz).astimezone(UTC)) for wall in walls]
    real = [wall.replace(tzinfo=tz).astimezone(UTC).astimezone(tz).replace(tzinfo=None) == wall for wall in walls]
    shown = np.array([instant_of(wall.replace(tzinfo=UTC)) for wall in walls])
    found, missing = zone(name).instants(shown)
    assert (~missing).tolist() == real
    assert found[~missing].tolist() == [one for one, exists in zip(expected, real, strict=True) if exists]
    assert (zone(name).local(found[~missing]) == shown[~missing]).all()
