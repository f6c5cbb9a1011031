"""Telephone numbers: international form, and a number that its country has, by the plans of libphonenumber.

The library reads about 40,000 numbers a second. Its own patterns, asked of a whole column at once, read some millions;
that both agree is tested.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.casting import mask
from dutybound.exchange.pole.defects import Amiss, Dimension
from dutybound.exchange.zones import Mask

FORM = r"^\+[1-9][0-9]{6,14}$"  # E.164
KINDS = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan",
    "voicemail",
)  # fmt: skip
LONGEST = 3  # digits of a country's code


def amiss_telephones(values: pa.Array) -> Iterator[Amiss]:
    """A plus sign, the country's code and the number without its leading zero; no spaces."""
    formed = mask(pc.match_substring_regex(values, FORM))
    form = "is not in international form: +, the code of the country, and the number without its 0 and without spaces"
    yield Amiss(~formed, Dimension.CONFORMITY, form)
    yield Amiss(formed & ~_exists(values, formed), Dimension.ACCURACY, "is no number of the country that it names")


def _exists(values: pa.Array, formed: Mask) -> Mask:
    found: Mask = np.full(len(values), False)
    for code, rows in _by_code(values, formed):
        own = pc.utf8_slice_codeunits(values.take(pa.array(rows)), len(str(code)) + 1)
        found[rows] = mask(pc.match_substring_regex(own, _plan(code)))
    return found


def _by_code(values: pa.Array, formed: Mask) -> Iterator[tuple[int, np.ndarray]]:
    """The numbers of each country's code: no code begins with another."""
    for length in range(1, LONGEST + 1):
        prefixes = pc.utf8_slice_codeunits(values, 1, 1 + length).dictionary_encode()
        indices = np.asarray(pc.fill_null(prefixes.indices, -1), dtype=np.int64)
        for place, prefix in enumerate(prefixes.dictionary.to_pylist()):
            if prefix.isdigit() and int(prefix) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE and prefix[0] != "0":
                yield int(prefix), np.flatnonzero((indices == place) & formed)


@cache
def _plan(code: int) -> str:
    """What a number of a country's code is after it, as one pattern over all kinds of number and all its regions."""
    patterns = []
    for region in phonenumbers.COUNTRY_CODE_TO_REGION_CODE[code]:
        plan = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(code, region)
        kinds = (getattr(plan, kind) for kind in KINDS)
        patterns += [one.national_number_pattern for one in kinds if one is not None and one.national_number_pattern]
    return f"^(?:{'|'.join(dict.fromkeys(patterns))})$"
