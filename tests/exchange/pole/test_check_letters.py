"""Check letters of PNC ids, CRO numbers and arrest summons numbers. No id here is of a real person.

The ids stand in tests of public code of the Ministry of Justice (MIT): PNC ids and CRO numbers in hmpps-person-record
(PNCIdentifierTest, CROIdentifierTest) and in the validators of its person pages, arrest summons numbers in
bichard7-next-core (Asn.test.ts) and bichard7-next-ui (isAsnFormatValid.test.ts).
"""

import pyarrow as pa
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dutybound.exchange.pole.check_letters import (
    LETTERS,
    OLD,
    amiss_arrest_summons_numbers,
    amiss_cro_numbers,
    amiss_pnc_ids,
)
from dutybound.exchange.pole.defects import Dimension
from tests.generative import examples

CHECKS = {"pnc": amiss_pnc_ids, "cro": amiss_cro_numbers, "asn": amiss_arrest_summons_numbers}
DIGITS = "0123456789"


def wrong(kind: str, value: str) -> list[Dimension]:
    return [one.dimension for one in CHECKS[kind](pa.array([value])) if one.at[0]]


RIGHT = [
    *(("pnc", one) for one in ("2001/0171310W", "2003/0062845E", "1979/0163001B", "2000/0160946Q", "2024/0070623D")),
    *(("pnc", one) for one in ("81/34U", "02/73319Z", "00/223R", "03/3Y", "20/83779T", "2001/171310W", "01/0171310w")),
    *(("cro", one) for one in ("265416/21G", "65656/91H", "065656/91H", "6697/56U", "991/66G", "288242/01M")),
    *(("cro", one) for one in ("SF05/482703J", "SF83/50058Z", "SF80/41396X", "SF89/25862Y", "SF 83/50058Z")),
    *(("asn", one) for one in ("1101ZD0100000410836V", "11/01ZD/01/00000410836V", "1101ZD0100000448754K")),
    *(("asn", one) for one in ("2005FF0500000000555P", "9700000000000123456K", "22FD112200001234560X")),
    ("asn", "2202XC0200000000021R"),
    ("asn", "11B01ZD0100000410836V"),  # of 21 characters the third is left out (preProcessAsn)
]
WRONG_LETTER = [
    ("pnc", "90/570L"),  # the dictionary's own example of a PNC id; its letter would be N
    ("pnc", "81/35U"),
    ("cro", "85227/65G"),
    ("cro", "265416/21H"),
    ("cro", "SF05/482703K"),
    ("asn", "1101ZD0100000448754J"),
    ("asn", "2202XC0200000000021D"),
]
NO_FORM = [
    *(
        ("pnc", one)
        for one in ("20030062845E", "033Y", "2003/00628451E", "2003/0062845", "203/0062845E", "2003-0062845E")
    ),
    *(("cro", one) for one in ("SF05482703J", "99166G", "1234567/21G", "265416/2021G")),
    *(("asn", one) for one in ("1101ZD01410836V", "1101ZD010000041083V", "1101ZD010000041083AV")),
]


@pytest.mark.parametrize(("kind", "value"), RIGHT)
def test_published_ids_are_right(kind: str, value: str) -> None:
    assert wrong(kind, value) == []


@pytest.mark.parametrize(("kind", "value"), WRONG_LETTER)
def test_a_letter_of_another_number_is_inaccurate(kind: str, value: str) -> None:
    assert wrong(kind, value) == [Dimension.ACCURACY]


@pytest.mark.parametrize(("kind", "value"), NO_FORM)
def test_another_form_does_not_conform(kind: str, value: str) -> None:
    assert wrong(kind, value) == [Dimension.CONFORMITY]


def test_the_letter_of_the_dictionary_s_example_is_another() -> None:
    assert [letter for letter in LETTERS if not wrong("pnc", f"90/570{letter}")] == ["N"]


def test_a_column_is_checked_value_by_value() -> None:
    values = ["2001/0171310W", "90/570L", "x", "81/34U"]
    form, letter = amiss_pnc_ids(pa.array(values))
    assert form.at.tolist() == [False, False, True, False]
    assert letter.at.tolist() == [False, True, False, False]
    assert [one.at.tolist() for one in amiss_pnc_ids(pa.array([], pa.string()))] == [[], []]


def digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=least, max_size=most)


def with_right_letter(kind: str, form: str) -> str:
    """The number with the letter that is right for it; of old SF numbers two may be, and the first is taken."""
    return next(form.replace("?", letter) for letter in LETTERS if not wrong(kind, form.replace("?", letter)))


NUMBERS = st.one_of(
    st.tuples(st.just("pnc"), st.tuples(digits(2, 2), digits(1, 7)).map(lambda part: f"{part[0]}/{part[1]}?")),
    st.tuples(st.just("cro"), st.tuples(digits(1, 6), digits(2, 2)).map(lambda part: f"{part[0]}/{part[1]}?")),
    st.tuples(st.just("cro"), st.tuples(digits(2, 2), digits(1, 6)).map(lambda part: f"SF{part[0]}/{part[1]}?")),
    st.tuples(st.just("asn"), digits(19, 19).map(lambda number: f"{number}?")),
)


@examples(100)
@given(NUMBERS, st.data())
def test_one_changed_digit_is_always_caught(number: tuple[str, str], data: st.DataObject) -> None:
    kind, form = number
    is_old = form.startswith("SF") and int(form[2:4]) in OLD  # either of two letters is taken
    right = with_right_letter(kind, form)
    unchecked = (4, 5) if kind == "asn" else ()  # the unit is no part of the check
    places = [place for place, sign in enumerate(right) if sign.isdigit() and place not in unchecked]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from(DIGITS.replace(right[place], "")))
    changed = right[:place] + other + right[place + 1 :]
    assume(not is_old and not (changed.startswith("SF") and int(changed[2:4]) in OLD))
    assert wrong(kind, changed) == [Dimension.ACCURACY]


@examples(100)
@given(st.tuples(digits(2, 2), digits(7, 7)), st.data())
def test_two_neighbours_swapped_are_always_caught(parts: tuple[str, str], data: st.DataObject) -> None:
    year, serial = parts
    place = data.draw(st.integers(0, 5))
    assume(serial[place] != serial[place + 1])
    letter = with_right_letter("pnc", f"{year}/{serial}?")[-1]
    swapped = serial[:place] + serial[place + 1] + serial[place] + serial[place + 2 :]
    assert wrong("pnc", f"{year}/{swapped}{letter}") == [Dimension.ACCURACY]


def test_what_the_letter_cannot_catch_is_known() -> None:
    """The century of a PNC id, the unit and the letters of an arrest summons number are no part of the check."""
    assert wrong("pnc", "1901/0171310W") == []
    assert wrong("asn", "1101XX0100000410836V") == []
    assert wrong("asn", "22FE112200001234560X") == []


def test_of_an_old_number_without_fingerprints_either_reading_is_taken() -> None:
    """The dictionary checks the serial alone before 1965, public code always year and serial. The number is made up."""
    assert [letter for letter in LETTERS if not wrong("cro", f"SF64/12345{letter}")] == sorted(
        {LETTERS[12345 % 23], LETTERS[6412345 % 23]}, key=LETTERS.index
    )
    assert [letter for letter in LETTERS if not wrong("cro", f"SF65/12345{letter}")] == [LETTERS[6512345 % 23]]
