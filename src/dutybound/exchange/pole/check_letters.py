"""The check letters of PNC ids, CRO numbers and arrest summons numbers: what is left of the number, divided by 23.

Sources: the dictionary (attributes 071 to 073) and public code of the Ministry of Justice under the MIT licence:
hmpps-person-record (CROIdentifier, PNCIdentifier), its NOMIS data compliance service (IdentifierValidation) and
bichard7-next-core (Asn, preProcessAsn). Ten and its powers have no divisor in common with 23, so that one digit
changed, or two unequal neighbours swapped, always gives another letter, as long as both are digits of what is checked:
the century of a PNC id is not, nor are letters and characters 5 and 6 of an arrest summons number. An SF number of
before 1965, of which either of two letters is taken, may hide one.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.casting import mask
from dutybound.exchange.pole.defects import Amiss, Dimension
from dutybound.exchange.zones import Mask, Whole

#: The letter for each remainder: the alphabet without I, O and S, and Z for nothing left.
LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
PNC_ID = r"(?i)^(?:[0-9]{2})?(?P<year>[0-9]{2})/(?P<serial>[0-9]{1,7})(?P<letter>[A-Z])$"
CRO_NUMBER = r"(?i)^(?P<serial>[0-9]{1,6})/(?P<year>[0-9]{2})(?P<letter>[A-Z])$"
WITHOUT_PRINTS = r"(?i)^SF ?(?P<year>[0-9]{2})/(?P<serial>[0-9]{1,6})(?P<letter>[A-Z])$"
ARREST_SUMMONS = (
    r"(?i)^(?P<year>[0-9]{2})[A-Z0-9]?(?P<force>[A-Z0-9]{2})[A-Z0-9]{2}(?P<system>[A-Z0-9]{2})"
    r"(?P<serial>[0-9]{11})(?P<letter>[A-Z])$"
)
OLD = range(39, 65)  # years of SF numbers of which the dictionary checks the serial alone


def letters_of(numbers: Whole) -> Whole:
    """The check letter of each number, as a code point."""
    return np.frombuffer(LETTERS.encode(), np.uint8).astype(np.int64)[numbers % len(LETTERS)]


def amiss_pnc_ids(values: pa.Array) -> Iterator[Amiss]:
    """YY/NNNNNNNL or YYYY/NNNNNNNL: the letter is that of the year's last two digits and the serial in seven."""
    parts, fits = _parts(values, PNC_ID)
    right = _letter(parts) == letters_of(_numbers(_joined(parts, "year", "serial", 7)))
    yield from _said(fits, right, "a PNC id (YYYY/NNNNNNNL or YY/NNNNNNNL)")


def amiss_cro_numbers(values: pa.Array) -> Iterator[Amiss]:
    """NNNNNN/YYL, or SFYY/NNNNNL where no fingerprints are held, each with the letter of year and serial."""
    full, is_full = _parts(values, CRO_NUMBER)
    right = _letter(full) == letters_of(_numbers(_joined(full, "year", "serial", 6)))
    without, is_without = _parts(values, WITHOUT_PRINTS)
    letter, serial = _letter(without), without.field("serial")
    with_year = letters_of(_numbers(_joined(without, "year", "serial", 5)))
    old = np.isin(_numbers(without.field("year")), OLD)
    right_without = (letter == with_year) | (old & (letter == letters_of(_numbers(serial))))
    yield from _said(
        is_full | is_without, np.where(is_full, right, right_without), "a CRO number (NNNNNN/YYL or SFYY/NNNNNNL)"
    )


def amiss_arrest_summons_numbers(values: pa.Array) -> Iterator[Amiss]:
    """Of 20 or 21 characters, strokes between its parts left out: the letter of force, system, year and serial."""
    parts, fits = _parts(pc.replace_substring(values, "/", ""), ARREST_SUMMONS)
    digits = [pc.replace_substring_regex(parts.field(name), "^.*[^0-9].*$", "") for name in ("force", "system")]
    number = pc.binary_join_element_wise(*digits, parts.field("year"), parts.field("serial"), "")
    right = _letter(parts) == letters_of(_numbers(number))
    yield from _said(fits, right, "an arrest summons number of 20 or 21 characters")


def _said(fits: Mask, right: Mask, form: str) -> Iterator[Amiss]:
    yield Amiss(~fits, Dimension.CONFORMITY, f"is not in the form of {form}")
    yield Amiss(fits & ~right, Dimension.ACCURACY, "has a check letter that does not belong to its number")


def _parts(values: pa.Array, pattern: str) -> tuple[pa.StructArray, Mask]:
    """The parts of each value, and whether it has them; those of others are to be read as nothing."""
    found = pc.extract_regex(values, pattern)
    return found, mask(found.is_valid())


def _joined(parts: pa.StructArray, first: str, second: str, width: int) -> pa.Array:
    return pc.binary_join_element_wise(
        parts.field(first), pc.utf8_lpad(parts.field(second), width=width, padding="0"), ""
    )


def _numbers(texts: pa.Array) -> Whole:
    """Texts of digits as numbers, 0 where there are none. Of up to 17 digits, which 64 bits hold."""
    digits = pc.if_else(pc.match_substring_regex(texts, "^[0-9]+$"), texts, "0")
    return np.asarray(pc.fill_null(digits, "0").cast(pa.int64()), dtype=np.int64)


def _letter(parts: pa.StructArray) -> Whole:
    """The letter of each as a code point; 0 where there is none."""
    letters = pc.fill_null(pc.utf8_upper(parts.field("letter")), "")
    encoded = letters.dictionary_encode()
    codes = np.array([ord(one) if one else 0 for one in encoded.dictionary.to_pylist()] or [0], np.int64)
    return codes[np.asarray(encoded.indices, dtype=np.int64)] if len(letters) else np.zeros(0, np.int64)
