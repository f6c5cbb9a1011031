"""Which check a rule of attributes.toml names. Each is asked once about all distinct values of a column."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pycountry

from dutybound.exchange.casting import mask
from dutybound.exchange.pole import check_letters, days, names, telephones
from dutybound.exchange.pole.days import Seen
from dutybound.exchange.pole.defects import Amiss, Dimension
from dutybound.exchange.pole.minimum import Attribute

Rule = Callable[[pa.Array, Attribute, Seen], Iterator[Amiss]]


def amiss(values: pa.Array, attribute: Attribute, seen: Seen) -> list[Amiss]:
    """All that is amiss with distinct values, none of which is empty."""
    found = [*_lengths(values, attribute), *RULES[attribute.rule](values, attribute, seen)]
    return [one for one in found if one.at.any()]


def _lengths(values: pa.Array, attribute: Attribute) -> Iterator[Amiss]:
    length = np.asarray(pc.utf8_length(values), dtype=np.int64)
    short, long = f"fewer than {attribute.least} characters", f"more than {attribute.most} characters"
    yield Amiss(length < attribute.least, Dimension.CONFORMITY, f"has {short}")
    if attribute.most is not None:
        yield Amiss(length > attribute.most, Dimension.CONFORMITY, f"has {long}")


def _text(values: pa.Array, attribute: Attribute, seen: Seen) -> Iterator[Amiss]:
    yield from ()


def _listed(values: pa.Array, attribute: Attribute, seen: Seen) -> Iterator[Amiss]:
    known = pa.array([one.casefold() for one in attribute.values])
    at = ~mask(pc.is_in(pc.utf8_lower(values), value_set=known))
    yield Amiss(at, Dimension.CONFORMITY, "is none of the values of the national list")


def _matching(values: pa.Array, attribute: Attribute, seen: Seen) -> Iterator[Amiss]:
    at = ~mask(pc.match_substring_regex(values, attribute.pattern))
    if attribute.never:
        at |= mask(pc.match_substring_regex(values, attribute.never))
    yield Amiss(at, Dimension.CONFORMITY, attribute.says)


def _country(values: pa.Array, attribute: Attribute, seen: Seen) -> Iterator[Amiss]:
    at = ~mask(pc.is_in(values, value_set=pa.array(_countries())))
    yield Amiss(at, Dimension.CONFORMITY, "is no code of three letters of ISO 3166-1 (GBR)")


@cache
def _countries() -> tuple[str, ...]:
    return tuple(one.alpha_3 for one in pycountry.countries)


def _of_values(check: Callable[[pa.Array], Iterator[Amiss]]) -> Rule:
    return lambda values, attribute, seen: check(values)


def _of_days(check: Callable[[pa.Array, Seen], Iterator[Amiss]]) -> Rule:
    return lambda values, attribute, seen: check(values, seen)


RULES: Mapping[str, Rule] = {
    "text": _text,
    "list": _listed,
    "pattern": _matching,
    "country": _country,
    "name": _of_values(names.amiss_names),
    "given_name": _of_values(names.amiss_given_names),
    "pnc_id": _of_values(check_letters.amiss_pnc_ids),
    "cro_number": _of_values(check_letters.amiss_cro_numbers),
    "arrest_summons_number": _of_values(check_letters.amiss_arrest_summons_numbers),
    "telephone": _of_values(telephones.amiss_telephones),
    "past_day": _of_days(days.amiss_past_days),
    "day_of_birth": _of_days(days.amiss_days_of_birth),
    "due_day": _of_days(days.amiss_due_days),
    "time": _of_days(days.amiss_times),
}
