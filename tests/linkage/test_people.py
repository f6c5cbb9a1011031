"""Records of people as they are compared: one spelling, whatever the source writes; what is wrong is said at once."""

import duckdb
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.linkage.people import People, PeopleColumns, columns_from, compared_rows
from tests.linkage.people import source


def compared(people: People, *identifiers: str) -> list[dict[str, str | None]]:
    with duckdb.connect(":memory:") as connection:
        return compared_rows(connection, people, identifiers).to_pylist()


def test_names_are_compared_without_case_marks_and_apostrophes_in_any_script() -> None:
    names = ("  O'Brien-Żółć ", "O\u2019Brien Zolc", "Іваненко", "-", "")
    rows = compared(source("x", *({"id": f"{place}", "surname": name} for place, name in enumerate(names))))
    assert [row["surname"] for row in rows] == ["obrien zołc", "obrien zolc", "іваненко", None, None]


def test_the_last_word_of_a_whole_name_is_the_surname() -> None:
    columns = PeopleColumns("id", name="name", born_on="born_on")
    rows = compared(source("x", {"id": "1", "name": "Ana María Silva"}, {"id": "2", "name": "Silva"}, columns=columns))
    assert [(row["given_name"], row["surname"]) for row in rows] == [("ana maria", "silva"), (None, "silva")]


@pytest.mark.parametrize(
    ("written", "form", "read"),
    [
        ("1984-02-29", "%Y-%m-%d", "19840229"),
        ("29/02/1984", "%d/%m/%Y", "19840229"),
        ("19391302", "%Y%m%d", "19391302"),  # no date, and evidence still
        ("unknown", "%Y-%m-%d", None),
        ("", "%Y-%m-%d", None),
    ],
)
def test_dates_of_birth_are_eight_digits_year_first(written: str, form: str, read: str | None) -> None:
    columns = PeopleColumns("id", surname="surname", born_on="born_on", born_on_format=form)
    (row,) = compared(source("x", {"id": "1", "born_on": written}, columns=columns))
    assert row["born_on"] == read


def test_postcode_sex_and_identifiers_lose_blanks_and_words() -> None:
    columns = PeopleColumns("id", surname="s", born_on="b", postcode="p", sex="g", identifiers={"pnc": "PNC ID"})
    (row,) = compared(
        source("x", {"id": "1", "p": "ZZ1 9ab", "g": "Female", "PNC ID": "95/12 X"}, columns=columns), "pnc"
    )
    assert (row["postcode"], row["sex"], row["identifier_pnc"]) == ("zz19ab", "f", "9512x")


def test_all_that_is_wrong_with_columns_is_said_at_once() -> None:
    with pytest.raises(DutyboundError) as refused:
        columns_from({"surnam": "Last", "postcode": 3, "identifiers": "PNC"}, "custody")
    said = refused.value.render()
    assert "4 problems" in said
    assert "'surnam' is not something that is compared" in said
    assert "Did you mean 'surname'" in said
    assert "[custody] postcode: is not text" in said
    assert "[custody] identifiers: is not a section" in said
    assert "does not say which column is the id" in said


def test_identifiers_have_plain_names_and_name_a_column() -> None:
    given = {"id": "id", "identifiers": {"pnc id": "pnc", "nhs": 5, "pnc_id": "pnc", 'x" OR 1=1 --': "x", "Pnc": "y"}}
    with pytest.raises(DutyboundError) as refused:
        columns_from(given, "custody")
    said = refused.value.render()
    assert "4 problems" in said
    for part in (
        "'pnc id' is no name",
        "identifiers.nhs: is not text",
        "'x\" OR 1=1 --' is no name",
        "'Pnc' is no name",
    ):
        assert part in said, part


def test_ids_must_be_there_and_differ() -> None:
    people = source("x", {"id": "1"}, {"id": "1"}, {"id": None})
    assert [problem.what for problem in people.problems()] == [
        "rows without an id: 1",
        "rows with an id that another has: 1",
    ]
