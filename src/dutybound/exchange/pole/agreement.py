"""Values of one record that contradict each other."""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow.compute as pc

from dutybound.exchange.pole.days import NO_DAY, Seen, ages, days_of
from dutybound.exchange.pole.defects import Defect, Dimension
from dutybound.exchange.pole.values import Values
from dutybound.exchange.zones import Whole

#: What cannot come before what, and what to say of the second where it does.
IN_ORDER = (
    ("date_of_birth", "date_of_death", "lies before the date of birth"),
    ("date_of_offence", "date_of_offence_to", "lies before the first date of the offence"),
    ("date_of_offence", "reported_date", "lies before the date of the offence"),
)
NO_AGE = -1


def disagreements(values: Mapping[str, Values], seen: Seen) -> Iterator[Defect]:
    """Dates in the wrong order, and an age above the one that the date of birth gives."""
    for first, second, what in IN_ORDER:
        if first in values and second in values:
            before, after = _days(values[first], seen), _days(values[second], seen)
            at = (before != NO_DAY) & (after != NO_DAY) & (after < before)
            yield Defect(second, Dimension.ACCURACY, what, np.flatnonzero(at))
    if "age" in values and "date_of_birth" in values:
        yield _too_old(values["age"], values["date_of_birth"], seen)


def _days(values: Values, seen: Seen) -> Whole:
    return values.spread(days_of(values.distinct, seen)[0], NO_DAY)


def _too_old(age: Values, born: Values, seen: Seen) -> Defect:
    days, told = days_of(born.distinct, seen)
    oldest = born.spread(np.where(told, ages(np.where(told, days, seen.day), seen.day), NO_AGE), NO_AGE)
    digits = pc.if_else(pc.match_substring_regex(age.distinct, "^[0-9]{1,3}$"), age.distinct, f"{NO_AGE}")
    stated = age.spread(np.asarray(digits.cast("int64"), dtype=np.int64), NO_AGE)
    at = (oldest != NO_AGE) & (stated > oldest)
    return Defect("age", Dimension.ACCURACY, "is above the age that the date of birth gives", np.flatnonzero(at))
