"""Holdings that hold nothing: rows that name a table or a record that is not there."""

from collections.abc import Iterator, Mapping

import pyarrow.compute as pc

from dutybound.base.errors import nearest
from dutybound.duties.schema import HOLDING, OPTIONAL, Schema
from dutybound.exchange.assembling import Assembled


def holding_notes(delivered: Mapping[str, Assembled], schema: Schema) -> Iterator[str]:
    """What to say of them: nothing is left out on their account, but the duties they were meant for have no unit."""
    holdings = delivered[HOLDING.name].table
    declared = [name for name in schema.tables if name not in OPTIONAL]
    for named in pc.unique(holdings.column("subject_table")).drop_null().to_pylist():
        subjects = holdings.column("subject").filter(pc.equal(holdings.column("subject_table"), named))
        if named not in declared:
            yield no_table(named, len(subjects), declared)
        elif named in delivered:
            known = pc.is_in(subjects, value_set=delivered[named].table.column("id").combine_chunks())
            if lost := len(subjects) - int(pc.sum(known).as_py() or 0):
                yield no_subject(named, lost)


def no_table(named: str, rows: int, declared: list[str]) -> str:
    return f"[holding] {_rows(rows)} {named!r}, which is no declared table. {nearest(named, declared)}"


def no_subject(named: str, rows: int) -> str:
    return f"[holding] {_rows(rows)} a subject that is not in {named!r}: no duty gets its unit from them"


def _rows(count: int) -> str:
    return "1 row names" if count == 1 else f"{count:,} rows name"
