"""Names of people: letters, hyphens and apostrophes; one given name; no title, no number, no business."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.casting import mask
from dutybound.exchange.pole.defects import Amiss, Dimension
from dutybound.exchange.zones import Mask

LETTERS = r"^[\pL\pM'\x{2019} \-]*$"  # with the apostrophe that a word processor makes
DIGIT = "[0-9]"
TITLE = r"(?i)^(mr|mrs|ms|miss|mx|dr|prof|professor|rev|sir|dame|lord|lady)\.?( |$)"
#: Words that a person's name does not have (project default).
BUSINESS = r"(?i)\b(ltd|limited|plc|llp|council|company)\b"


def amiss_names(values: pa.Array) -> Iterator[Amiss]:
    """What the general notes refuse in any name."""
    digit, business = _has(values, DIGIT), _has(values, BUSINESS)
    signs = ~_has(values, LETTERS) & ~digit
    for at, what in (
        (_has(values, "  "), "holds two spaces together"),
        (digit, "holds a digit: a name has none, and a local reference is no name"),
        (signs, "holds a sign other than a hyphen or an apostrophe"),
        (business, "has a word of a business, which is no person"),
    ):
        yield Amiss(at, Dimension.CONFORMITY, what)


def amiss_given_names(values: pa.Array) -> Iterator[Amiss]:
    """Besides: no title, and one name in the field."""
    yield from amiss_names(values)
    title = _has(values, TITLE)
    several = _has(values, r"\S \S") & ~title & ~_has(values, BUSINESS)
    yield Amiss(title, Dimension.CONFORMITY, "begins with a title, which has a field of its own")
    yield Amiss(several, Dimension.CONFORMITY, "holds several names; a field has one, or one with a hyphen")


def _has(values: pa.Array, pattern: str) -> Mask:
    return mask(pc.match_substring_regex(values, pattern))
