"""The list of words: all that it names is there, and names are alike as people would say."""

import pytest

from dutybound.duties.schema import HOLDING
from dutybound.exchange.recognising.words import SAME, SAME_WORDS, likeness, slug, words
from dutybound.records.schema import schema_of_records

TABLES = schema_of_records().tables


@pytest.mark.parametrize("name", words())
def test_all_that_the_list_names_is_there(name: str) -> None:
    one, table = words()[name], TABLES[name]
    assert set(one.columns) <= set(table.columns)
    for column, codes in one.codes.items():
        assert set(codes) <= set(table.columns[column].codes)
    for instead in one.instead:
        assert instead.column == table.starts
        assert instead.other in TABLES[instead.table].columns
        assert set(instead.leave_out) <= set(words())


@pytest.mark.parametrize("name", [name for name in words() if name != HOLDING.name])
def test_every_table_belongs_to_one_that_is_listed_or_is_a_subject(name: str) -> None:
    parents = {one.refers_to for one in TABLES[name].columns.values() if one.refers_to in words()}
    assert parents or "id" in words()[name].columns


@pytest.mark.parametrize(
    ("name", "known", "worth"),
    [
        ("CrimeNumber", "crime number", SAME),
        ("CRIME_NO.", "crime no", SAME),
        ("Date of Review", "review date", SAME_WORDS),
        ("Reviewed On", "reviewed", SAME_WORDS),
        ("Next review", "review", 0),
        ("Date", "reviewed", 0),
        ("OIC", "OIS", 0),
        ("Superviser review", "supervisor review", 1),
    ],
)
def test_names_are_alike(name: str, known: str, worth: int) -> None:
    assert likeness(name, [known])[0] == worth


def test_names_become_those_of_tables() -> None:
    assert slug("T02 Check: receipt", "activity") == "t02_check_receipt"
    assert slug("01_HOOFD", "activity") == "activity_01_hoofd"
    assert slug("é", "activity") == "activity"
