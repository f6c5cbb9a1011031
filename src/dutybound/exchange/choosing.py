"""Which rows of a file a table takes: those that hold the named values or any at all, and perhaps one of each case."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.casting import as_text, mask, plain
from dutybound.exchange.hints import Held, held
from dutybound.exchange.plans import Plan
from dutybound.exchange.zones import Mask, Whole


def chosen_rows(plan: Plan, content: pa.Table, noted: dict[str, Held], choices: list[str]) -> Whole:
    """The positions of the rows that a table takes, in the order of the file; what looks like a slip is noted."""
    kept: Mask = np.full(content.num_rows, True)
    for name, wanted in plan.mapped.where.items():
        texts = pc.fill_null(as_text(plain(content.column(name))), "")
        noted[name] = held(texts, wanted)
        kept &= mask(pc.is_in(texts, value_set=pa.array(wanted, pa.string())))
    for name in plan.mapped.not_empty:  # blanks alone say nothing, as everywhere else
        said = pc.utf8_trim_whitespace(pc.fill_null(as_text(plain(content.column(name))), ""))
        filled = mask(pc.not_equal(said, ""))
        noted[name] = Held(frozenset(), (), len(filled) - int(filled.sum()), len(filled))
        kept &= filled
    positions = np.flatnonzero(kept)
    if plan.mapped.one_per is not None:
        positions = _first_of_each(plan, content, positions, plan.mapped.one_per, choices)
    return positions


def _first_of_each(plan: Plan, content: pa.Table, positions: Whole, key: str, notes: list[str]) -> Whole:
    """The first row of each value of the key; rows without one stay, for their missing id to be reported."""
    keys = plain(content.column(key)).take(pa.array(positions)).dictionary_encode().indices
    groups = np.asarray(pc.fill_null(keys, -1), dtype=np.int64)
    _, first, group_of = np.unique(groups, return_index=True, return_inverse=True)
    for name, mapped in plan.columns.items():
        for own in mapped.columns:
            notes += _differing(plan, name, own, content, positions, first[group_of], groups)
    chosen = np.sort(np.concatenate([first[np.unique(groups) >= 0], np.flatnonzero(groups < 0)]))
    return np.take(positions, chosen)


def _differing(
    plan: Plan, name: str, own: str, content: pa.Table, positions: Whole, first: Whole, groups: Whole
) -> list[str]:
    """How many cases do not say the same in all their rows, so that taking the first is a choice."""
    encoded = plain(content.column(own)).take(pa.array(positions)).dictionary_encode().indices
    values = np.asarray(pc.fill_null(encoded, -1), dtype=np.int64)
    differs = np.unique(groups[(values != values[first]) & (groups >= 0)]).size
    cases = np.unique(groups[groups >= 0]).size
    said = f"[{plan.table.name}] {name}: {differs:,} of {cases:,} rows made from {plan.file.label} have several values"
    return [f"{said} of {own!r}; the first is taken"] if differs else []
