"""What is measured. Each part runs in a process of its own, so that its memory is its own, and says what it found."""

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from tools.bench.drawn import NONE, fact_table, investigations, loading, recurring

from dutybound.engine.columnar.columns import DutyColumns
from dutybound.engine.columnar.judging import BATCH, ahead, judge_columns
from dutybound.engine.columnar.loading import Loading, by_subject
from dutybound.engine.facts import Fact, Kind, Programme
from dutybound.engine.reference import judge

READ = ["kind", "subject", "id", "happened", "recorded"]
BEST_OF = 3
Figures = dict[str, float | int | str]
DATA = Path("build/bench")


def facts_file(subjects: int) -> Path:
    """The facts of so many investigations, clustered by subject; made where they are not there."""
    file = DATA / f"facts-{subjects}.parquet"
    if not file.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        pq.write_table(fact_table(investigations(subjects)), file, row_group_size=1 << 20, compression="zstd")
    return file


def made(subjects: int) -> Figures:
    """The facts made, in a process of its own: a process remembers what the one that began it had held."""
    return {"bytes": facts_file(subjects).stat().st_size}


def batches(file: Path, columns: list[str] | None = None) -> Iterator[pa.RecordBatch]:
    return pq.ParquetFile(file).iter_batches(BATCH, columns=columns)


def seconds(run: Callable[[], object], times: int = BEST_OF) -> float:
    """The best of several."""
    best = np.inf
    for _ in range(times):
        began = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - began)
    return float(best)


def slope(sizes: list[int], took: list[float]) -> float:
    """The exponent with which times grow."""
    return float(np.polyfit(np.log(sizes), np.log(took), 1)[0])


def memory() -> int:
    """The most that this process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def judged(file: Path, programmes: list[Programme]) -> Iterator[list[DutyColumns]]:
    """The facts of a file read, loaded and judged by each programme, batch by batch."""
    load = loading(programmes)
    return ahead(partial(_judged, load, programmes), by_subject(batches(file)))


def _judged(load: Loading, programmes: list[Programme], table: pa.Table) -> list[DutyColumns]:
    return judge_columns(programmes, load.columns(table))


def _tables(load: Loading, programmes: list[Programme], table: pa.Table) -> list[pa.Table]:
    return [found.duty_table() for found in _judged(load, programmes, table)]


def write(tables: Iterable[pa.Table], file: Path) -> int:
    """Write tables of one schema one after another; returns how many rows."""
    rows, writer = 0, None
    for table in tables:
        writer = writer or pq.ParquetWriter(file, table.schema, compression="zstd")
        writer.write_table(table)
        rows += table.num_rows
    if writer is not None:
        writer.close()
    return rows


# --- parts ------------------------------------------------------------------------------------------------------------


def rows(subjects: int, standards: int) -> Figures:
    """All duty rows of several standards written, from facts that lie clustered."""
    file, programmes, out = facts_file(subjects), recurring(standards), DATA / "rows.parquet"
    load = loading(programmes)

    def written() -> int:
        made = ahead(partial(_tables, load, programmes), by_subject(batches(file)))
        return write((table for tables in made for table in tables), out)

    began, count = time.perf_counter(), written()
    return {"rows": count, "seconds": time.perf_counter() - began, "peak MiB": memory()}


def rows_floor(subjects: int, standards: int) -> Figures:
    """The same columns streamed, and as many rows written as there are duties: one batch of them again and again."""
    file, out = facts_file(subjects), DATA / "rows.parquet"
    wanted = pq.ParquetFile(out).metadata.num_rows
    batch = next(pq.ParquetFile(out).iter_batches(BATCH))
    sample = pa.Table.from_batches([batch])

    def again() -> Iterator[pa.Table]:
        for written in range(0, wanted, len(batch)):
            yield sample.slice(0, wanted - written)

    began = time.perf_counter()
    streamed = sum(len(one) for one in batches(file, READ))
    write(again(), DATA / "floor.parquet")
    return {"events": streamed, "seconds": time.perf_counter() - began, "peak MiB": memory()}


def stream(subjects: int) -> Figures:
    """The columns that are judged, read and thrown away."""
    file = facts_file(subjects)
    return {"seconds": seconds(lambda: sum(len(one) for one in batches(file, READ))), "peak MiB": memory()}


def duties_only(subjects: int, standards: int) -> Figures:
    """The same standards judged, reading and loading included, and no row made into text or written."""
    file, programmes = facts_file(subjects), recurring(standards)

    def count() -> int:
        return sum(len(one) for found in judged(file, programmes) for one in found)

    count()
    return {"seconds": seconds(count, 2), "duties": count(), "peak MiB": memory()}


def one_subject(subjects: int) -> Figures:
    """One subject after another judged by the reference, from facts at hand: as live does at every write."""
    (programme,), drawn, took = recurring(1), investigations(subjects), []
    reviews = np.split(drawn.reviewed, np.cumsum(np.bincount(drawn.of, minlength=subjects))[:-1])
    for place, reviewed in enumerate(reviews):
        facts = [Fact(Kind.OPEN, "opened", int(drawn.opened[place]))]
        facts += [Fact(Kind.FULFIL, f"review {number}", int(at)) for number, at in enumerate(reviewed)]
        facts += [Fact(Kind.END, "opened", int(drawn.closed[place]))] if drawn.closed[place] != NONE else []
        began = time.perf_counter()
        judge(programme, f"{place}", facts)
        took.append((time.perf_counter() - began) * 1000)
    median, last = np.percentile(took, [50, 99])
    return {"median ms": float(median), "99th percentile ms": float(last), "subjects": subjects}


def growth(sizes: list[int]) -> Figures:
    """How the time of one standard grows with the number of subjects: the slope of the logarithms."""
    took = [seconds(lambda size=size: sum(1 for _ in judged(facts_file(size), recurring(1))), 2) for size in sizes]
    named: Figures = {f"{size:,} subjects, seconds": one for size, one in zip(sizes, took, strict=True)}
    return {**named, "exponent": slope(sizes, took)}
