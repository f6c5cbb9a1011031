"""What was found, counted: by entity, attribute, dimension and unit, always n of N. Never by person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.pole.checked import Checked
from dutybound.exchange.pole.checking import Conformance
from dutybound.exchange.pole.defects import Defect, Dimension
from dutybound.exchange.pole.minimum import minimum
from dutybound.exchange.zones import Mask, Whole

NO_UNIT = ""  # the name of what no unit is known to hold


@dataclass(frozen=True)
class DefectCount:
    """One kind of defect, and in how many records."""

    dimension: Dimension
    what: str
    records: int


@dataclass(frozen=True)
class AttributeFigure:
    """Of all records of an entity, those in which an attribute is wrong. `filled` is None where it is no attribute."""

    name: str
    title: str
    short: int
    filled: int | None
    defects: tuple[DefectCount, ...]
    by_unit: Mapping[str, int]


@dataclass(frozen=True)
class UnitFigure:
    """The records of a unit: all, those that fall short, and those of which not all can be told."""

    unit: str
    records: int
    short: int
    untold: int


@dataclass(frozen=True)
class EntityFigure:
    """`short` records have a defect; `untold` have none, and the extract lacks something that is asked of them."""

    name: str
    number: str
    title: str
    records: int
    short: int
    untold: int
    dimensions: Mapping[Dimension, int]
    attributes: tuple[AttributeFigure, ...]
    units: tuple[UnitFigure, ...]
    not_delivered: tuple[str, ...]
    links_checked: bool

    @property
    def meets(self) -> int:
        """Records of which all that is asked can be told, and is so."""
        return self.records - self.short - self.untold


def figures_of(conformance: Conformance) -> tuple[EntityFigure, ...]:
    """The figures of every entity, in the order of pole.toml."""
    return tuple(_entity(one) for one in conformance.entities)


def title_of(name: str) -> str:
    """What an attribute, or several that are asked for together, are called."""
    known = minimum().attributes
    count, _, listed = name.partition(" of ")
    if listed:
        groups = [" and ".join(known[part].title for part in one.split(" + ")) for one in listed.split(", ")]
        return f"at least {count} of: {', '.join(groups)}"
    return " and ".join(known[part].title if part in known else part for part in name.split(" + "))


def _entity(one: Checked) -> EntityFigure:
    names, place = _slots(one.units)
    short = one.short()
    untold = one.untold & ~short
    of_dimension = {
        dimension: int(one.short(tuple(found for found in one.defects if found.dimension is dimension)).sum())
        for dimension in Dimension
    }
    return EntityFigure(
        one.held.entity.name,
        one.held.entity.number,
        one.held.entity.title,
        one.rows,
        int(short.sum()),
        int(untold.sum()),
        of_dimension,
        tuple(_attributes(one, names, place)),
        _units(names, place, short, untold),
        one.not_delivered,
        bool(one.held.linked) or one.held.entity.kind != "person",
    )


def _units(names: Sequence[str], place: Whole, short: Mask, untold: Mask) -> tuple[UnitFigure, ...]:
    everything = np.ones(len(place), np.bool_)
    counts = (np.bincount(place[at], minlength=len(names)).tolist() for at in (everything, short, untold))
    return tuple(UnitFigure(name, *own) for name, *own in zip(names, *counts, strict=True) if own[0])


def _attributes(one: Checked, names: Sequence[str], place: Whole) -> list[AttributeFigure]:
    """Those delivered first, in the order of pole.toml, then what is asked of several together."""
    found: dict[str, list[Defect]] = {name: [] for name in one.values}
    for defect in one.defects:
        found.setdefault(defect.attribute, []).append(defect)
    return [_attribute(one, name, defects, names, place) for name, defects in found.items()]


def _attribute(one: Checked, name: str, defects: list[Defect], names: Sequence[str], place: Whole) -> AttributeFigure:
    short: Mask = one.short(tuple(defects))
    counts = np.bincount(place[short], minlength=len(names))
    return AttributeFigure(
        name,
        title_of(name),
        int(short.sum()),
        int(one.values[name].filled.sum()) if name in one.values else None,
        tuple(DefectCount(found.dimension, found.what, len(found.rows)) for found in defects),
        {unit: int(number) for unit, number in zip(names, counts, strict=True) if number},
    )


def _slots(units: pa.Array) -> tuple[list[str], Whole]:
    """The units by name, the one without a name first, and the place of each row among them."""
    encoded = pc.fill_null(units, NO_UNIT).dictionary_encode()
    own = encoded.dictionary.to_pylist()
    names = sorted({NO_UNIT, *own})
    place = np.array([names.index(name) for name in own], np.int64)
    return names, place[np.asarray(encoded.indices, dtype=np.int64)] if own else np.zeros(0, np.int64)


def as_content(conformance: Conformance, figures: Sequence[EntityFigure], source: str, minimum_source: str) -> object:
    """The figures as conformance.json holds them."""
    return {
        "source": source,
        "as_at": conformance.ground.as_at.isoformat(),
        "minimum": minimum_source,
        "notes": list(conformance.notes),
        "entities": {one.name: _entity_content(one) for one in figures},
        "choices": [dict(one) for one in minimum().choices],
    }


def _entity_content(one: EntityFigure) -> dict[str, object]:
    return {
        "number": one.number,
        "title": one.title,
        "records": one.records,
        "meets": one.meets,
        "falls_short": one.short,
        "cannot_be_told": one.untold,
        "not_delivered": list(one.not_delivered),
        "links_checked": one.links_checked,
        "dimensions": {dimension.value: count for dimension, count in one.dimensions.items()},
        "attributes": {each.name: _attribute_content(each, one) for each in one.attributes},
        "by_unit": {
            unit.unit: {"records": unit.records, "falls_short": unit.short, "cannot_be_told": unit.untold}
            for unit in one.units
        },
    }


def _attribute_content(each: AttributeFigure, one: EntityFigure) -> dict[str, object]:
    records = {unit.unit: unit.records for unit in one.units}
    return {
        "title": each.title,
        "falls_short": each.short,
        "records": one.records,
        "filled": each.filled,
        "defects": [
            {"dimension": found.dimension.value, "what": found.what, "records": found.records} for found in each.defects
        ],
        "by_unit": {unit: {"falls_short": n, "records": records[unit]} for unit, n in each.by_unit.items()},
    }
