"""Telephone numbers, read a column at once, as libphonenumber reads them one by one."""

import phonenumbers
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.exchange.pole.defects import Dimension
from dutybound.exchange.pole.telephones import amiss_telephones
from tests.generative import examples


def wrong(values: list[str]) -> list[list[Dimension]]:
    found = list(amiss_telephones(pa.array(values, pa.string())))
    return [[one.dimension for one in found if one.at[place]] for place in range(len(values))]


@pytest.mark.parametrize("number", ["+441214960123", "+442079460123", "+448081570123", "+12025550123", "+33123456789"])
def test_numbers_that_their_country_has(number: str) -> None:
    assert wrong([number]) == [[]]


@pytest.mark.parametrize(
    "number", ["01214 960123", "01214960123", "+44 1214960123", "441214960123", "+0441214960123", "+441234"]
)
def test_other_forms_do_not_conform(number: str) -> None:
    assert wrong([number]) == [[Dimension.CONFORMITY]]


@pytest.mark.parametrize("number", ["+4401214960123", "+44123456", "+999123456789", "+44999999999999"])
def test_numbers_that_no_country_has_are_inaccurate(number: str) -> None:
    assert wrong([number]) == [[Dimension.ACCURACY]]


CODES = st.sampled_from(sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE))


@examples(100)
@given(st.lists(st.tuples(CODES, st.text("0123456789", min_size=6, max_size=12)), min_size=1, max_size=30))
def test_a_column_is_read_as_the_library_reads_each_number(numbers: list[tuple[int, str]]) -> None:
    """But for a 0 after the code: the library leaves it out for some countries, and is lenient where we are not."""
    values = [f"+{code}{own}" for code, own in numbers if len(f"{code}{own}") <= 15 and own[0] != "0"]
    for value, found in zip(values, wrong(values), strict=True):
        assert (found == []) is _is_valid(value), value


@pytest.mark.parametrize("code", sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE))
def test_the_example_of_every_kind_and_region_is_taken(code: int) -> None:
    found = []
    for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]:
        for kind in range(11):  # some are shorter than any number of E.164 written in full
            example = phonenumbers.example_number_for_type(region, kind) if region != "001" else None
            if (
                example is not None
                and len(f"{example.national_number}{code}") > 6
                and phonenumbers.is_valid_number(example)
            ):
                found.append(phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164))
    assert [value for value, one in zip(found, wrong(found), strict=True) if one] == []


def _is_valid(value: str) -> bool:
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return False
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written == value and phonenumbers.is_valid_number(number)
