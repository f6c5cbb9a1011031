"""What each attribute may hold: good and bad values, one table."""

from datetime import date

import pyarrow as pa
import pycountry
import pytest

from dutybound.duties.calendar import day_number
from dutybound.exchange.pole.days import Seen, ages
from dutybound.exchange.pole.minimum import minimum
from dutybound.exchange.pole.rules import RULES, amiss

SEEN = Seen(day_number(date(2026, 6, 30)))
ATTRIBUTES = minimum().attributes

GOOD = {
    "postcode": ["ST16 2DB", "M1 1AE", "M60 1NW", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "GIR 0AA", "ZE1 0AA",
                 "SW1P 3AD", "st5 1aa"],
    "latitude": ["+52.8053", "-02.1", "+90.0", "52°48′19.1″N", "+00"],
    "longitude": ["-002.1164", "+180.0", "002°06′59.0″W", "+000.5"],
    "country": ["GBR", "POL", "ROU"],
    "given_name": ["Mary", "Mary-Ann", "O'Neil", "O’Neil", "Zoë", "Mrsha"],
    "surname": ["de Souza", "Smith-Jones", "Mac Aodha"],
    "gender": ["Male", "non-binary", "Not Known"],
    "self_defined_ethnicity": ["1", "19"],
    "officer_defined_ethnicity": ["0", "7"],
    "date_of_birth": ["2026-06-29", "1905-07-01", "1980-02-29", "1990-01-31 00:00:00"],
    "date_of_death": ["2026-06-30", "1999-12-31"],
    "expected_due_date": ["2026-06-30", "2027-03-30"],
    "time_of_offence": ["00:00", "23:59", "10:30:15", "2026-01-01 10:30:00", "2026-01-01T10:30"],
    "national_insurance_number": ["AB123456C", "AB123456"],
    "uk_driving_licence_number": ["MORGA657054SM9IJ", "99999707310AB9XY"],
    "uk_passport_number": ["123456789", "A123456", "123456A"],
    "home_office_class": ["008/06"],
    "offence_code": ["MD71101", "TH68001A", "COML001", "XX00123I"],
    "collar_number": ["1234", "PC1234"],
    "vrm": ["AB12CDE", "A1"],
    "mo": ["Entered by the rear window", "x" * 300],
    "hate_crime": ["N/A", "Race", "disability", "Other"],
    "age": ["0", "9", "18", "120"],
    "email": ["a.b@example.org"],
    "uprn": ["010012345678"],
    "nsir_opening_code": ["001"],
    "asb_class": ["Personal"],
    "telephone_extension": ["1234"],
}  # fmt: skip
BAD = {
    "postcode": ["ST162DB", "ST16  2DB", "QA1 1AA", "VA1 1AA", "XA1 1AA", "AI1 1AA", "ST16 2CB", "ST16 DBB", "ST16",
                 "90210", "A1I 1AA"],
    "latitude": ["52.8054", "+2.1", "+91.0", "+90.5", "N52", "90°00′01.0″N"],
    "longitude": ["-2.1165", "+181.0", "002.1165", "180°00′00.1″E"],
    "country": ["XXX", "gbr", "UK"],
    "given_name": ["Mary Ann", "Dr Mary", "mr", "J0hn", "Jo  Ann", "Anna (Annie)", "Shop Ltd", "x" * 36],
    "surname": ["Smith1", "Smith/Jones", "Sweets Limited", "Smith  Jones"],
    "gender": ["F", "Woman"],
    "self_defined_ethnicity": ["0", "20", "W1"],
    "officer_defined_ethnicity": ["8", "IC1"],
    "date_of_birth": ["2026-06-30", "2030-01-01", "1905-06-30", "1990-02-30", "01/02/1990", "32874"],
    "date_of_death": ["2026-07-01", "31-12-1999"],
    "expected_due_date": ["2026-06-29", "2027-03-31"],
    "time_of_offence": ["24:00", "9:30", "10.30", "noon"],
    "national_insurance_number": ["QQ123456C", "AO123456C", "GB123456A", "TN123456A", "ZZ123456A", "AB12345C",
                                  "AB123456E"],
    "uk_driving_licence_number": ["MORGA697054SM9IJ", "MORGA657324SM9IJ", "MORGA657004SM9IJ", "MORGA657054SM9I1",
                                  "SHORT"],
    "uk_passport_number": ["12345678", "AA12345"],
    "home_office_class": ["8/6", "008-06", "0086", "008/6"],
    "offence_code": ["M71101", "MD7110", "MD71101X", "COM001"],
    "collar_number": ["12 34", "12345678901"],
    "vrm": ["AB12 CDE", "ABCDEFGHIJKL"],
    "mo": ["See log", "x" * 301],
    "hate_crime": ["Yes", "Gender"],
    "age": ["121", "-1", "4 months"],
    "email": ["a.example.org", "a@", "a b@example.org", "a@b"],
    "uprn": ["10012345678", "A10012345678"],
    "nsir_opening_code": ["1", "A01"],
    "asb_class": ["Loud"],
    "telephone_extension": ["1234567"],
}  # fmt: skip


def wrong(attribute: str, values: list[str]) -> list[bool]:
    found = amiss(pa.array(values), ATTRIBUTES[attribute], SEEN)
    return [any(one.at[place] for one in found) for place in range(len(values))]


@pytest.mark.parametrize("attribute", GOOD)
def test_good_values_are_let_be(attribute: str) -> None:
    assert dict(zip(GOOD[attribute], wrong(attribute, GOOD[attribute]), strict=True)) == dict.fromkeys(
        GOOD[attribute], False
    )


@pytest.mark.parametrize("attribute", BAD)
def test_bad_values_are_found(attribute: str) -> None:
    assert dict(zip(BAD[attribute], wrong(attribute, BAD[attribute]), strict=True)) == dict.fromkeys(
        BAD[attribute], True
    )


def test_every_attribute_with_a_form_has_good_and_bad_values_here() -> None:
    """Those alike share theirs; check letters and telephones have tests of their own."""
    elsewhere = {"text", "pnc_id", "cro_number", "arrest_summons_number", "telephone"}
    shown = {_meaning(name) for name in GOOD} & {_meaning(name) for name in BAD}
    lists = {("list", one.values) for one in ATTRIBUTES.values() if one.rule == "list"}
    wanted = {_meaning(name) for name, one in ATTRIBUTES.items() if one.rule not in elsewhere}
    assert wanted - shown <= {(*one, "") for one in lists}


def _meaning(name: str) -> tuple[object, ...]:
    one = ATTRIBUTES[name]
    return (one.rule, one.values, one.pattern)


@pytest.mark.parametrize("attribute", [name for name, one in ATTRIBUTES.items() if one.rule == "list"])
def test_a_list_takes_its_values_and_no_other(attribute: str) -> None:
    values = list(ATTRIBUTES[attribute].values)
    assert wrong(attribute, [*values, values[0].upper(), "something else"]) == [False] * (len(values) + 1) + [True]


def test_dates_are_read_in_the_form_that_the_extract_says() -> None:
    form = Seen(SEEN.day, "%d/%m/%Y")
    found = amiss(pa.array(["01/02/1990", "1990-02-01", "31/02/1990"]), ATTRIBUTES["date_of_birth"], form)
    assert [(one.at.tolist(), one.what) for one in found] == [
        ([False, True, True], "is not a date that there is, written as DD/MM/YYYY")
    ]


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("1990-06-30", "2026-06-30", 36),
        ("1990-07-01", "2026-06-30", 35),
        ("2026-06-30", "2026-06-30", 0),
        ("2000-02-29", "2001-02-28", 0),
        ("2000-02-29", "2001-03-01", 1),
    ],
)
def test_ages(born: str, on: str, age: int) -> None:
    (found,) = ages(pa.array([day_number(date.fromisoformat(born))]).to_numpy(), day_number(date.fromisoformat(on)))
    assert found == age


def test_no_word_about_a_value_holds_the_value() -> None:
    """Values are about people: what is said of them stands in files that others read."""
    for attribute, values in BAD.items():
        for one in amiss(pa.array(values), ATTRIBUTES[attribute], SEEN):
            assert not any(len(value) > 4 and value in one.what for value in values), one.what


def test_every_rule_is_known_and_every_country_too() -> None:
    assert {one.rule for one in ATTRIBUTES.values()} <= set(RULES)
    assert set(wrong("country", [one.alpha_3 for one in pycountry.countries])) == {False}
