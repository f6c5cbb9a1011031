"""One attribute in the rows of an entity: its distinct values, and in which rows nothing stands, or a filler."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.casting import mask
from dutybound.exchange.drawing import filled
from dutybound.exchange.pole.minimum import Attribute
from dutybound.exchange.zones import Mask, Whole

#: What is written where nothing is known: signs alone, one character repeated, and these words (project default).
FILLER = (
    r"(?i)^([^\pL\pN]+|a{3,}|x{2,}|z{3,}|0{2,}|9{4,}|n/?k|n/a|tbc|tba|tbd|none|nil|unk|u/k|unknown|not known"
    r"|not stated|not given|not applicable|refused|anon|anonymous)$"
)


@dataclass(frozen=True)
class Values:
    """`distinct` are the values, none of them empty; `index` says for each row which, -1 where there is none.

    `filler` marks the rows whose value says only that nobody knows; they are among those without one.
    """

    distinct: pa.Array = field(repr=False)
    index: Whole = field(repr=False)
    filler: Mask = field(repr=False)

    @property
    def filled(self) -> Mask:
        present: Mask = self.index >= 0
        return present

    def rows(self, at: Mask) -> Mask:
        """The rows whose value is one of those marked."""
        if not len(at):
            return np.zeros(len(self.index), np.bool_)
        found: Mask = at[self.index] & self.filled
        return found

    def spread(self, values: Whole, otherwise: int) -> Whole:
        """A number of each distinct value, for every row."""
        if not len(values):
            return np.full(len(self.index), otherwise, np.int64)
        found: Whole = np.where(self.filled, values[self.index], otherwise)
        return found


def values_of(table: pa.Table, columns: tuple[str, ...], attribute: Attribute, codes: Mapping[str, str]) -> Values:
    """The values of some columns, joined where several, without blanks around them, in the codes of the minimum."""
    parts = [filled(pc.utf8_trim_whitespace(table.column(name).combine_chunks())) for name in columns]
    joined = parts[0] if len(parts) == 1 else filled(_joined(parts))
    encoded = joined.dictionary_encode()
    distinct = _translated(encoded.dictionary, codes)
    index = np.asarray(pc.fill_null(encoded.indices, -1), dtype=np.int64)
    is_filler = np.zeros(len(distinct), np.bool_)
    if attribute.rule != "list":
        is_filler = mask(pc.match_substring_regex(distinct, FILLER))
    filler = Values(distinct, index, is_filler).rows(is_filler)
    return Values(distinct, np.where(filler, -1, index), filler)


def _joined(parts: list[pa.Array]) -> pa.Array:
    """Those of the parts that are there, with a blank between them.

    `null_handling="skip"` would say so too, and gives too few rows where all parts of one are null (Arrow 26.0.1).
    """
    joined = pc.binary_join_element_wise(*parts, " ", null_handling="replace", null_replacement="")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(joined, " +", " "))


def _translated(distinct: pa.Array, codes: Mapping[str, str]) -> pa.Array:
    if not codes:
        return distinct
    found = pa.array(list(codes.values()), pa.string()).take(
        pc.index_in(distinct, value_set=pa.array(list(codes), pa.string()))
    )
    return pc.coalesce(found, distinct)
