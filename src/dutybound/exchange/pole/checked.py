"""One entity of an extract, held to the minimum: its rows, their units, and all that was found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.casting import mask
from dutybound.exchange.pole.agreement import disagreements
from dutybound.exchange.pole.days import Seen
from dutybound.exchange.pole.defects import Defect
from dutybound.exchange.pole.links import broken_links, named_in, written
from dutybound.exchange.pole.mapping import Held, PoleMap
from dutybound.exchange.pole.minimum import minimum
from dutybound.exchange.pole.requirements import asked
from dutybound.exchange.pole.rules import amiss
from dutybound.exchange.pole.tables import Tables
from dutybound.exchange.pole.values import Values, values_of
from dutybound.exchange.zones import Mask


@dataclass(frozen=True)
class Checked:
    """`ids` and `units` are those of its rows, null where there is none; `untold`: rows of which not all can be told.

    `not_delivered`: attributes that the minimum asks for and the extract does not have.
    """

    held: Held
    ids: pa.Array = field(repr=False)
    units: pa.Array = field(repr=False)
    values: Mapping[str, Values] = field(repr=False)
    defects: tuple[Defect, ...]
    not_delivered: tuple[str, ...]
    untold: Mask = field(repr=False)

    @property
    def rows(self) -> int:
        return len(self.ids)

    def with_defects(self, more: list[Defect]) -> "Checked":
        return replace(self, defects=(*self.defects, *(one for one in more if len(one.rows))))

    def short(self, defects: tuple[Defect, ...] | None = None) -> Mask:
        """The rows that any of some defects, by default of all, is about."""
        found = np.zeros(self.rows, np.bool_)
        for one in self.defects if defects is None else defects:
            found[one.rows] = True
        return found


def checked(one: Held, tables: Tables, pole: PoleMap, seen: Seen, units: Mapping[str, str]) -> Checked:
    """Hold the rows of one entity to everything that can be told from them alone, and from what they link to.

    `units` gives the unit of an id, where no column of its table says it.
    """
    rows = _chosen(one, tables)
    ids = written(rows.column(one.id))
    known = minimum().attributes
    values = {
        name: values_of(rows, columns, known[name], pole.codes.get(name, {})) for name, columns in one.columns.items()
    }
    wanted = asked(one.entity, values, rows.num_rows)
    targets = {other.entity.name: other for other in pole.held}
    found = [
        *wanted.defects,
        *_amiss(values, seen),
        *disagreements(values, seen),
        *broken_links(one, ids, rows, tables, targets),
    ]
    kept = tuple(defect for defect in found if len(defect.rows))
    return Checked(one, ids, _units(one, rows, ids, units), values, kept, wanted.not_delivered, wanted.untold)


def _chosen(one: Held, tables: Tables) -> pa.Table:
    """The rows of a table that are of this entity."""
    rows = tables.read(one.table, one.uses)
    kept = np.ones(rows.num_rows, np.bool_)
    for column, wanted in one.where.items():
        kept &= mask(pc.is_in(pc.fill_null(rows.column(column), ""), value_set=pa.array(wanted, pa.string())))
    for column in one.not_empty:
        kept &= mask(written(rows.column(column)).is_valid())
    if one.only is not None:
        kept &= named_in(written(rows.column(one.id)), one.only, tables)
    return rows if kept.all() else rows.filter(pa.array(kept))


def _amiss(values: Mapping[str, Values], seen: Seen) -> Iterator[Defect]:
    for name, one in values.items():
        for wrong in amiss(one.distinct, minimum().attributes[name], seen):
            yield Defect(name, wrong.dimension, wrong.what, np.flatnonzero(one.rows(wrong.at)))


def _units(one: Held, rows: pa.Table, ids: pa.Array, units: Mapping[str, str]) -> pa.Array:
    if one.unit is not None:
        return written(rows.column(one.unit))
    if not units:
        return pa.nulls(len(ids), pa.string())
    place = pc.index_in(ids, value_set=pa.array(list(units), pa.string()))
    return pa.array(list(units.values()), pa.string()).take(place)
