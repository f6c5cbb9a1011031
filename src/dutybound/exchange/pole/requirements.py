"""Completeness: what the minimum asks of a record, what is blank, and what an extract without a column cannot tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.casting import mask
from dutybound.exchange.pole.defects import Defect, Dimension
from dutybound.exchange.pole.minimum import AtLeast, Entity, When
from dutybound.exchange.pole.values import Values
from dutybound.exchange.zones import Mask

AGE, BORN = "age", "date_of_birth"


@dataclass(frozen=True)
class Asked:
    """What came of asking for everything: defects, what was not delivered, and in which rows that leaves a doubt."""

    defects: tuple[Defect, ...]
    not_delivered: tuple[str, ...]
    untold: Mask = field(repr=False)


def asked(entity: Entity, values: Mapping[str, Values], rows: int) -> Asked:
    """Hold every row to the mandatory attributes, to each choice among several, and to what depends on a value."""
    defects: list[Defect] = []
    lacking: list[str] = []
    untold = np.zeros(rows, np.bool_)
    for name in entity.mandatory:
        if name in values:
            defects.append(_blank(name, ~values[name].filled & ~values[name].filler))
        elif not (name == AGE and BORN in values):  # an age follows from a date of birth
            lacking.append(name)
            untold[:] = True
    for choice in entity.at_least:
        defect, doubt, absent = _chosen(choice, values, rows)
        defects.append(defect)
        lacking += absent
        untold |= doubt
    for one in entity.when:
        for defect in _where_needed(one, values, rows, lacking, untold):
            defects.append(defect)
    found = [*defects, *_fillers(values)]
    return Asked(tuple(one for one in found if len(one.rows)), tuple(dict.fromkeys(lacking)), untold)


def _blank(name: str, at: Mask) -> Defect:
    return Defect(name, Dimension.COMPLETENESS, "is blank", np.flatnonzero(at))


def _fillers(values: Mapping[str, Values]) -> Iterator[Defect]:
    for name, one in values.items():
        what = "holds a filler; a blank is better"
        yield Defect(name, Dimension.COMPLETENESS, what, np.flatnonzero(one.filler))


def _chosen(choice: AtLeast, values: Mapping[str, Values], rows: int) -> tuple[Defect, Mask, list[str]]:
    """Too few of several: certain where those that were not delivered could not make it up, and else a doubt."""
    count = np.zeros(rows, np.int64)
    absent: list[str] = []
    open_to = 0
    for group in choice.of:
        missing = [name for name in group if name not in values]
        absent += missing
        open_to += bool(missing)
        if not missing:
            count += np.logical_and.reduce([values[name].filled for name in group])
    short = count + open_to < choice.n
    what = f"has fewer than {choice.n} of these"
    doubt: Mask = (count < choice.n) & ~short
    absent = absent if doubt.any() else []
    return Defect(choice.name, Dimension.COMPLETENESS, what, np.flatnonzero(short)), doubt, absent


def _where_needed(
    one: When, values: Mapping[str, Values], rows: int, lacking: list[str], untold: Mask
) -> Iterator[Defect]:
    """What is needed because of another value; where that value is blank or not delivered, it may be needed."""
    needed, perhaps = _needed(one, values.get(one.attribute), rows)
    if one.attribute not in values and perhaps.any():
        lacking.append(one.attribute)
    for name in one.needs:
        given = values.get(name)
        if given is None and (needed | perhaps).any():
            lacking.append(name)
        empty = np.ones(rows, np.bool_) if given is None else ~given.filled
        untold |= empty & (perhaps if given is not None else needed | perhaps)
        if given is not None:
            what = f"is blank, and needed because of {one.attribute.replace('_', ' ')}"
            yield Defect(name, Dimension.COMPLETENESS, what, np.flatnonzero(needed & empty & ~given.filler))


def _needed(one: When, given: Values | None, rows: int) -> tuple[Mask, Mask]:
    """The rows whose value asks for more, and those of which nobody can tell.

    What is needed wherever an attribute is filled is not needed where it is blank or not delivered: that is an answer.
    """
    if given is None:
        return np.zeros(rows, np.bool_), np.full(rows, bool(one.values))
    known = mask(pc.is_in(pc.utf8_lower(given.distinct), value_set=_lowered(one)))
    return given.rows(~known if one.otherwise else known), ~given.filled & bool(one.values)


def _lowered(one: When) -> pa.Array:
    return pa.array([value.casefold() for value in one.values], pa.string())
