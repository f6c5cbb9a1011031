"""Drawn facts as the rows of the query of facts, so that they go into Spark as those of a source do."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from dutybound.duties.duty import FOREVER
from dutybound.engine.columnar.columns import by_kind
from dutybound.engine.columnar.layout import bands_of
from dutybound.engine.columnar.loading import Loading
from dutybound.engine.columnar.strands import CODED, Strand, Strands
from dutybound.engine.facts import Fact, Kind, Programme
from dutybound.engine.judging import _continued, limit_on_record
from tests.columnar.agreeing import Subjects

ROW = pa.schema(
    {
        "kind": pa.int32(), "subject": pa.string(), "id": pa.string(), "happened": pa.int64(), "recorded": pa.int64(),
        "superseded": pa.int64(), "of": pa.string(), "until": pa.int64(), "value": pa.string(), "weight": pa.float64(),
    }
)  # fmt: skip


def on_record(fact: Fact) -> Fact:
    """The fact as a row can say it: no first band beside it, and a limit in words."""
    if fact.kind is Kind.LIMIT:
        value = f"{fact.limit or fact.value or 'soon'}"
        return replace(fact, value=value, limit=limit_on_record(value))
    return replace(fact, limit=None, has_band=False, value=fact.value if fact.kind in CODED else None)


def told(programmes: Sequence[Programme], subjects: Subjects) -> Subjects:
    """The same subjects as the reference is told of them: versions that say the same are one fact."""
    return [(place, _continued([on_record(fact) for fact in facts], programmes[place])) for place, facts in subjects]


def rows_of(subjects: Subjects) -> pa.Table:
    """The rows of all facts in no order; `kind` is the place of the programme and the kind of the fact, in one."""
    rows = [
        (
            place * len(Kind) + fact.kind, f"subject {number}", fact.id, fact.happened, fact.recorded,
            fact.withdrawn, fact.of, fact.until, fact.value, fact.weight,
        )
        for number, (place, facts) in enumerate(subjects)
        for fact in map(on_record, facts)
    ]  # fmt: skip
    mixed = rows[::3] + rows[2::3] + rows[1::3]
    return pa.Table.from_pylist([dict(zip(ROW.names, row, strict=True)) for row in mixed], schema=ROW)


def loading_of(programmes: Sequence[Programme], as_at: int = FOREVER) -> Loading:
    """What a worker makes of such rows: each programme reads the facts that were drawn for it."""
    queries = [
        Strand("", kind if kind in CODED else None, False, one.form == "each" and kind is Kind.FULFIL, 0)
        for one in programmes
        for kind in Kind
    ]
    strands = Strands(tuple(queries), (), *by_kind(len(programmes)))
    return Loading(strands, bands_of(programmes), programmes[0].calendar, as_at, True)
