"""A whole extract held to the minimum: completeness, links, duplicates, contradictions, units."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.exchange.pole.checking import conformance_of, ground_of
from dutybound.exchange.pole.figures import figures_of
from dutybound.exchange.pole.mapping import map_of_records
from dutybound.records.schema import schema_of_records
from tests.exchange.pole.extracts import TODAY, conformed, defects, entity

NAMES = "given_name, surname, date_of_birth, gender"
VICTIM = entity("person.victim", f"{NAMES}, home_address, telephone, email")
HEAD = "id,given_name,surname,date_of_birth,gender,home_address,telephone,email\n"
WHOLE = "Ada,Example,1980-02-01,Female,1 Example Street,,"


def of_victims(folder: Path, *rows: str, pole: str = VICTIM) -> set[tuple[str, str, str]]:
    return defects(conformed(folder, {"t.csv": HEAD + "\n".join(rows) + "\n"}, pole))


def test_a_whole_record_meets_the_minimum(tmp_path: Path) -> None:
    found = conformed(tmp_path, {"t.csv": f"{HEAD}1,{WHOLE}\n"}, VICTIM)
    (figure,) = figures_of(found)
    assert defects(found) == set()
    assert (figure.records, figure.meets, figure.short, figure.untold, figure.not_delivered) == (1, 1, 0, 0, ())


def test_blanks_and_fillers_are_incomplete(tmp_path: Path) -> None:
    rows = [
        "1,,Example,1980-02-01,Female,a street,,",
        "2,Unknown,-,N/K,Female,a street,,",
        "3, ,xxx,1980-02-01,Female,x1,,",
    ]
    assert of_victims(tmp_path, *rows) == {
        ("1", "given_name", "is blank"),
        ("2", "given_name", "holds a filler; a blank is better"),
        ("2", "surname", "holds a filler; a blank is better"),
        ("2", "date_of_birth", "holds a filler; a blank is better"),
        ("3", "given_name", "is blank"),
        ("3", "surname", "holds a filler; a blank is better"),
    }


def test_names_that_look_like_fillers_are_names(tmp_path: Path) -> None:
    rows = [f"{number},{name},Nunn,1980-02-01,Male,a street,," for number, name in enumerate(("Xi", "Na", "Bo"))]
    assert of_victims(tmp_path, *rows) == set()


def test_at_least_one_means_any_one(tmp_path: Path) -> None:
    person = "Ada,Example,1980-02-01,Female"
    rows = [f"1,{person},,,", f"2,{person},,+441214960123,", f"3,{person},,,ada@example.org", f"4,{person},n/k,,"]
    name, what = "1 of home_address, telephone, email", "has fewer than 1 of these"
    assert of_victims(tmp_path, *rows, pole=VICTIM) >= {("1", name, what), ("4", name, what)}
    assert {record for record, attribute, _ in of_victims(tmp_path, *rows) if attribute == name} == {"1", "4"}


def test_at_least_four_of_a_description(tmp_path: Path) -> None:
    columns = "gender, build, complexion, eye_colour_left, eye_colour_right"
    content = (
        "id,gender,build,complexion,eye_colour_left,eye_colour_right\n1,Male,Slim,Pale,Blue,\n2,Male,Slim,Pale,,\n"
    )
    pole = entity("person.unknown_suspect", columns + ', distinguishing_features = "id", self_defined_ethnicity = "id"')
    found = {one for one in defects(conformed(tmp_path, {"t.csv": content}, pole)) if " of " in one[1]}
    assert found == set()  # five filled with the two columns that are always filled
    some = conformed(tmp_path, {"t.csv": content}, entity("person.unknown_suspect", columns))
    (figure,) = figures_of(some)
    assert (figure.short, figure.untold) == (0, 1)  # two were not delivered, and could make up for what 2 lacks
    assert figure.not_delivered == ("distinguishing_features", "self_defined_ethnicity")


def test_too_few_even_with_what_was_not_delivered_is_certain(tmp_path: Path) -> None:
    content = "id,gender,build,complexion,eye_colour_left,eye_colour_right\n1,Male,,,,\n"
    pole = entity("person.unknown_suspect", "gender, build, complexion, eye_colour_left, eye_colour_right")
    (figure,) = figures_of(conformed(tmp_path, {"t.csv": content}, pole))
    assert (figure.short, figure.untold) == (1, 0)


def test_what_is_not_delivered_is_no_pass_and_no_defect(tmp_path: Path) -> None:
    found = conformed(tmp_path, {"t.csv": f"{HEAD}1,{WHOLE}\n"}, entity("person.victim", "given_name, surname, gender"))
    (figure,) = figures_of(found)
    assert defects(found) == set()
    assert (figure.meets, figure.untold) == (0, 1)
    assert figure.not_delivered == ("date_of_birth", "age", "home_address", "telephone", "email")


def test_what_depends_on_a_value(tmp_path: Path) -> None:
    columns = "hate_crime, correct_checks, resolved, offender"
    rows = ("1,Race,,No,", "2,N/A,,Yes,", "3,Disability,Yes,Yes,P1", "4,n/a,,No,")
    content = "id,hate_crime,correct_checks,resolved,offender\n" + "\n".join(rows) + "\n"
    found = defects(conformed(tmp_path, {"t.csv": content}, entity("event.crime", columns)))
    assert found == {
        ("1", "correct_checks", "is blank, and needed because of hate crime"),
        ("2", "offender", "is blank, and needed because of resolved"),
    }


def test_a_need_without_a_column_cannot_be_told(tmp_path: Path) -> None:
    content = "id,passport_validity,passport_country\n1,Yes,GBR\n2,Yes,\n"
    (figure,) = figures_of(
        conformed(tmp_path, {"t.csv": content}, entity("object.passport", "passport_validity, passport_country"))
    )
    assert (figure.short, figure.untold) == (1, 1)
    assert figure.not_delivered == ("uk_passport_number", "foreign_passport_number")  # 2 may be of any country


CRIME = """\
id,home_office_class,crime_type,crime_outcome,crime_status,hate_crime,date_of_offence,time_of_offence,mo,reported_date,\
recording_officer,supervising_officer,postcode,correct_checks"""
CRIME_ROW = """\
008/06,Assault,Charged,Resolved,N/A,2026-06-10,10:00,Simulated struck with a fist outside,2026-06-11,1234,5678,\
ST16 2DB,Yes"""


def crimes(folder: Path, more: str, *ends: str) -> tuple[int, int, int, tuple[str, ...]]:
    """How many crimes meet the minimum, fall short and cannot be told, and what was not delivered."""
    rows = "".join(f"{number},{CRIME_ROW}{end}\n" for number, end in enumerate(ends))
    pole = entity("event.crime", (CRIME + more).partition(",")[2].replace(",", ", "))
    (figure,) = figures_of(conformed(folder, {"t.csv": f"{CRIME}{more}\n{rows}"}, pole))
    return figure.meets, figure.short, figure.untold, figure.not_delivered


def test_a_condition_that_is_not_delivered_or_blank_leaves_a_doubt(tmp_path: Path) -> None:
    """Whether the crime is resolved is what asks for its offender."""
    assert crimes(tmp_path / "a", "", "") == (0, 0, 1, ("resolved", "offender"))
    assert crimes(tmp_path / "b", ",offender", ",P1", ",") == (1, 0, 1, ("resolved",))
    assert crimes(tmp_path / "c", ",resolved", ",Yes", ",No", ",") == (1, 0, 2, ("offender",))
    assert crimes(tmp_path / "d", ",resolved,offender", ",,", ",,P1", ",No,", ",Yes,") == (2, 1, 1, ())


def test_what_is_needed_where_something_is_filled_is_not_where_it_is_not_delivered(tmp_path: Path) -> None:
    content = "id,property_category,property_description\n1,Jewellery,a ring\n"
    pole = entity("object.property", "property_category, property_description")
    (figure,) = figures_of(conformed(tmp_path, {"t.csv": content}, pole))
    assert (figure.untold, figure.not_delivered) == (0, ())


def test_dates_in_the_wrong_order_and_ages_too_high(tmp_path: Path) -> None:
    columns = "date_of_birth, date_of_death, age"
    content = (
        "id,date_of_birth,date_of_death,age\n1,1980-01-02,1980-01-01,46\n2,1980-01-02,1980-01-02,45\n3,1990-07-01,,36\n"
    )
    found = defects(conformed(tmp_path, {"t.csv": content}, entity("person.sudden_death", columns)))
    assert {one for one in found if one[2] != "is blank"} == {
        ("1", "date_of_death", "lies before the date of birth"),
        ("3", "age", "is above the age that the date of birth gives"),
    }


def test_who_is_linked_to_nothing(tmp_path: Path) -> None:
    more = 'linked = [{ table = "role", column = "person" }, { column = "crime", to = "event.crime" }]'
    pole = entity("person.officer", "collar_number", more=more) + entity("event.crime", "crime_type", "crime")
    files = {
        "t.csv": "id,collar_number,crime\n1,1,\n2,2,\n3,3,C1\n4,4,C9\n,5,\n",
        "role.csv": "person\n1\n",
        "crime.csv": "id,crime_type\nC1,burglary\n",
    }
    found = defects(conformed(tmp_path, files, pole))
    assert found == {
        ("2", "links", "is linked to nothing"),
        ("4", "links", "names no record of event.crime in 'crime'"),
        (None, "links", "is linked to nothing"),
    }


def test_without_links_orphans_are_not_looked_for_and_it_is_said(tmp_path: Path) -> None:
    (figure,) = figures_of(
        conformed(tmp_path, {"t.csv": "id,collar_number\n1,1\n"}, entity("person.officer", "collar_number"))
    )
    assert not figure.links_checked


def test_duplicates_are_records_not_rows(tmp_path: Path) -> None:
    """One person in two roles is one record; two ids with one name and day of birth may be one person."""
    pole = VICTIM + entity("person.witness", NAMES, "w")
    victims = [
        f"1,{WHOLE}",
        f"1,{WHOLE}",
        "2,ada, example,1980-02-01,Female,x1,,",
        "3,Ada,Example,1980-02-02,Female,x1,,",
    ]
    witnesses = ["7,ADA,EXAMPLE,1980-02-01,Female", "8,,Example,1980-02-01,Female", "9,Bob,Example,1980-02-01,Male"]
    files = {
        "t.csv": HEAD + "\n".join(victims) + "\n",
        "w.csv": HEAD.partition(",home")[0] + "\n" + "\n".join(witnesses) + "\n",
    }
    found = {record for record, attribute, _ in defects(conformed(tmp_path, files, pole)) if "surname +" in attribute}
    assert found == {"1", "2", "7"}
    alone = defects(conformed(tmp_path, {"t.csv": HEAD + "\n".join(victims[:2]) + "\n"}, VICTIM))
    assert alone == set()


def test_one_pnc_id_of_two_records_is_a_duplicate(tmp_path: Path) -> None:
    content = "id,pnc_id\n1,2001/0171310W\n2,2001/0171310W\n3,2003/0062845E\n4,\n5,\n"
    found = defects(conformed(tmp_path, {"t.csv": content}, entity("person.offender", "pnc_id")))
    assert found == {(number, "pnc_id", "shares its pnc id with another record") for number in "12"}


def test_codes_rows_and_joined_columns_are_as_pole_toml_says(tmp_path: Path) -> None:
    content = "id,role,first,second,sex\n1,V,Ada,,F\n2,W,Bob,,M\n3,IP,Mary,Ann,Q\n4,V,Dr,, \n"
    pole = """\
[codes.gender]
F = "Female"
[person.victim]
table = "t"
id = "id"
where = { role = ["V", "IP"], sex = { not_empty = true } }
columns = { given_name = ["first", "second"], gender = "sex" }
"""
    assert defects(conformed(tmp_path, {"t.csv": content}, pole)) == {
        ("3", "given_name", "holds several names; a field has one, or one with a hyphen"),
        ("3", "gender", "is none of the values of the national list"),
    }


@pytest.mark.parametrize("kind", ["csv", "parquet", "sqlite"])
def test_the_same_extract_in_other_clothes(tmp_path: Path, kind: str) -> None:
    rows = ["1,,Example,1980-02-01,Female,x1,,", f"2,{WHOLE}", "3,Bob,Example,1980-02-31,M,,+441,"]
    plain = conformed(tmp_path, {"t.csv": HEAD + "\n".join(rows) + "\n"}, VICTIM)
    folder = tmp_path / "other"
    folder.mkdir()
    table = pyarrow.csv.read_csv(
        tmp_path / "t.csv",
        convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(HEAD.strip().split(","), "string")),
    )
    source = folder / f"t.{kind}"
    if kind == "parquet":
        pyarrow.parquet.write_table(table, source)
    elif kind == "csv":
        source.write_bytes((tmp_path / "t.csv").read_bytes())
    else:
        with closing(sqlite3.connect(source)) as connection, connection:
            connection.execute(f"CREATE TABLE t ({HEAD})")
            connection.executemany(
                f"INSERT INTO t VALUES ({','.join('?' * 8)})", [tuple(one.values()) for one in table.to_pylist()]
            )
    assert defects(conformance_of(ground_of(source, tmp_path, None, TODAY), lambda _: None)) == defects(plain)


def test_dates_of_parquet_are_dates(tmp_path: Path) -> None:
    table = pyarrow.table(
        {
            "id": [1, 2],
            "date_of_photograph": [date(2026, 6, 30), date(2026, 7, 1)],
            "photograph_description": ["a", "b"],
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "t.parquet")
    found = conformed(tmp_path, {}, entity("object.photograph", "date_of_photograph, photograph_description"))
    assert defects(found) == {("2", "date_of_photograph", "lies in the future")}


def test_units_from_a_column(tmp_path: Path) -> None:
    content = "id,collar_number,team\n1,1,North\n2,,North\n3,,South\n4,4,\n"
    (figure,) = figures_of(
        conformed(tmp_path, {"t.csv": content}, entity("person.officer", "collar_number", more='unit = "team"'))
    )
    assert [(one.unit, one.short, one.records) for one in figure.units] == [
        ("", 0, 1),
        ("North", 1, 2),
        ("South", 1, 1),
    ]
    (attribute,) = figure.attributes
    assert attribute.by_unit == {"North": 1, "South": 1}


HOLDINGS = """\
id,subject_table,subject,unit,began_at,ended_at,recorded_at,end_recorded_at
1,t,1,North,2026-01-01T00:00:00,2026-03-01T00:00:00,,
2,t,1,South,2026-03-01T00:00:00,,,
3,t,2,North,2026-01-01T00:00:00,2026-06-29T00:00:00,,
4,t,3,North,2026-01-01T00:00:00,2026-06-29T00:00:00,,2026-07-05T00:00:00
5,t,4,North,2026-06-01T00:00:00,,2026-07-01T12:00:00,
6,other,5,North,2026-01-01T00:00:00,,,
7,t,6,North,2026-01-01T00:00:00,,,
8,t,6,South,2026-02-01T00:00:00,,,
9,t,7,South,2026-02-01T00:00:00,,,
a,t,7,North,2026-02-01T00:00:00,,,
"""


def test_units_from_holdings_as_known_at_the_day(tmp_path: Path) -> None:
    """Handed over; given up; given up, not yet known; taken on, not yet known; of another table; two at once."""
    files = {
        "t.csv": "id,collar_number,from\n" + "".join(f"{number},{number},2026-01-01\n" for number in range(1, 8)),
        "holding.csv": HOLDINGS,
        "dutybound.toml": '[calendar]\nzone = "Europe/London"\nregion = "GB-ENG"\n',
        "tables.toml": '[t]\nhappened = "from"\n[t.columns]\nfrom = { type = "date" }\n',
    }
    found = conformed(tmp_path, files, "data_as_at = 2026-06-30\n" + entity("person.officer", "collar_number"))
    assert found.entities[0].units.to_pylist() == ["South", "North", "North", None, None, "South", "South"]


def test_the_day_looked_at(tmp_path: Path) -> None:
    pole = entity("person.officer", "collar_number")
    (tmp_path / "t.csv").write_text("id,collar_number\n1,1\n")
    (tmp_path / "pole.toml").write_text(pole)
    assert ground_of(tmp_path, tmp_path, None, TODAY).as_at == TODAY
    (tmp_path / "pole.toml").write_text("data_as_at = 2026-05-01\n" + pole)
    assert ground_of(tmp_path, tmp_path, None, TODAY).as_at == date(2026, 5, 1)
    assert ground_of(tmp_path, tmp_path, date(2026, 4, 1), TODAY).as_at == date(2026, 4, 1)


def slips(folder: Path, pole: str) -> str:
    with pytest.raises(DutyboundError) as error:
        conformed(folder, {"t.csv": "id,Collar No\n1,1\n"}, pole)
    return error.value.render()


def test_every_slip_is_said_at_once_with_the_nearest_name(tmp_path: Path) -> None:
    pole = """\
data_as_at = "yesterday"
dates = 3
[codes.gender]
F = "Femal"
[codes.surname]
[person.oficer]
table = "t"
id = "id"
columns = { collar_nr = "Collar No" }
linked = ["crime"]
[person.victim]
colums = {}
[person.witness]
table = "t"
id = "id"
columns = { surname = "id" }
linked = [{ column = "id", to = "event.crime" }]
"""
    said = slips(tmp_path, pole)
    for word in ("'yesterday' is not a date", "3 is not a text", "'Female'", "'person.officer'", "'collar_number'",
                 "'crime' is no link", "table is missing", "unknown key 'colums'", "'event.crime' is no entity",
                 "[codes.surname]: is no attribute with a national list"):  # fmt: skip
        assert word in said, word


def test_what_is_not_in_the_extract_is_refused(tmp_path: Path) -> None:
    assert "Did you mean 'Collar No'?" in slips(tmp_path, entity("person.officer", 'collar_number = "collar_no"'))
    assert "table 'tt' is not in the extract" in slips(tmp_path, entity("person.officer", "collar_number", "tt"))
    linked = entity("person.officer", 'collar_number = "Collar No"', more='linked = [{ table = "role", column = "x" }]')
    assert "table 'role' is not in the extract" in slips(tmp_path, linked)


def test_without_pole_toml_it_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(DutyboundError, match=r"holds no pole\.toml"):
        ground_of(tmp_path, tmp_path, None, TODAY)


def test_an_empty_table_falls_short_in_nothing(tmp_path: Path) -> None:
    (figure,) = figures_of(conformed(tmp_path, {"t.csv": HEAD}, VICTIM))
    assert (figure.records, figure.short, figure.units) == (0, 0, ())


def test_our_own_records_are_where_the_map_says() -> None:
    schema = schema_of_records()
    for one in map_of_records().held:
        table = schema.table(one.table)
        assert set(one.uses) <= set(table.columns), one.entity.name
        for link in (*one.linked, *([one.only] if one.only else [])):
            assert link.column in schema.table(link.table or one.table).columns, link
