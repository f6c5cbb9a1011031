"""conformance.csv: every record that falls short, and in what. Values are about people, and stay out of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from dutybound.exchange.pole.checked import Checked
from dutybound.exchange.pole.checking import Conformance
from dutybound.exchange.private import private

COLUMNS = ("record", "table", "entity", "attribute", "dimension", "what", "unit")
SCHEMA = pa.schema([(name, pa.string()) for name in COLUMNS])


def write_listing(conformance: Conformance, file: Path, reference: Callable[[str], str] | None) -> int:
    """Write a line for each record and defect; how many. Without a `reference`, ids stand as they are."""
    lines = 0
    with private(file).open("wb") as opened, csv.CSVWriter(opened, SCHEMA) as writer:
        for one in conformance.entities:
            for table in _tables(one, reference):
                writer.write_table(table)
                lines += table.num_rows
    return lines


def _tables(one: Checked, reference: Callable[[str], str] | None) -> Iterator[pa.Table]:
    """The defects of an entity, one kind at a time."""
    references = _referred(one, reference)
    for defect in one.defects:
        rows = pa.array(defect.rows)
        said = (one.held.table, one.held.entity.name, defect.attribute, defect.dimension.value, defect.what)
        same = [pa.repeat(pa.scalar(text, pa.string()), len(rows)) for text in said]
        unit = pc.fill_null(one.units.take(rows), "")
        yield pa.Table.from_arrays([references.take(rows), *same, unit], schema=SCHEMA)


def _referred(one: Checked, reference: Callable[[str], str] | None) -> pa.Array:
    """What is written for the id of each row; nothing where it has none, or no defect."""
    ids = pc.if_else(pa.array(one.short()), one.ids, None)
    if reference is None:
        return pc.fill_null(ids, "")
    encoded = ids.dictionary_encode()
    written = pa.array([reference(each) for each in encoded.dictionary.to_pylist()], pa.string())
    return pc.fill_null(written.take(encoded.indices), "")
