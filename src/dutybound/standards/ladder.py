"""The value ladder: what can be judged with what a source delivers, and what each further column would unlock."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from dutybound.duties.limits import Limit
from dutybound.duties.measure import Measure, standards_named
from dutybound.duties.nodes import time_columns, walk
from dutybound.duties.policy import PolicyBook
from dutybound.duties.schema import Column, Schema
from dutybound.duties.standard import Standard

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, order=True)
class Wanted:
    """One thing to deliver: a column of a table that is there, or (with no column) a table with these columns; or the
    `time_of_day` of a column of which only the day is delivered, where a limit in hours needs it.
    """

    table: str
    column: str = ""
    columns: tuple[str, ...] = ()
    time_of_day: bool = False

    def __str__(self) -> str:
        if self.column:
            return f"{self.table}.{self.column}" + (" with its time of day" if self.time_of_day else "")
        return f"the table {self.table} ({', '.join(self.columns)})"


@dataclass(frozen=True)
class Rung:
    """What is lacking, and which standards and measures could be judged if it were there."""

    wanted: tuple[Wanted, ...]
    standards: tuple[str, ...]
    measures: tuple[str, ...]
    near: bool  # the source delivers what they are about


@dataclass(frozen=True)
class Ladder:
    """What can be judged now, and the rungs above, cheapest first: the fewest things, then what unlocks most."""

    judged: tuple[str, ...]
    measured: tuple[str, ...]
    rungs: tuple[Rung, ...]


def ladder_of(
    standards: Iterable[Standard], measures: Iterable[Measure], schema: Schema, policy: PolicyBook, unmapped: Pairs
) -> Ladder:
    """The ladder for a source that does not deliver the (table, column) pairs of `unmapped`."""
    absent = {name for name, table in schema.tables.items() if {(name, one) for one in table.columns} <= unmapped}
    found: dict[tuple[Wanted, ...], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    near: set[tuple[Wanted, ...]] = set()
    judged: list[str] = []
    reads: dict[str, set[tuple[str, str]]] = {}  # by standard, in all its versions
    for standard in standards:
        read = standard.columns_read() | {(standard.subject.name, "id")}
        reads[standard.id] = reads.get(standard.id, set()) | read
        lacking = tuple(sorted({*_lacking(read & unmapped, absent), *_times_of_day(standard, policy, unmapped)}))
        if not lacking:
            judged.append(standard.id)
        else:
            found[lacking][0].append(standard.id)
            near |= {lacking} if standard.subject.name not in absent else set()
    measured: list[str] = []
    for measure in measures:
        counted = {pair for one in standards_named(measure) for pair in reads.get(one, ())}
        read = measure.columns_read() | {(measure.subject.name, "id")} | counted
        times = _by_day(time_columns(measure.figure), unmapped) if measure.lacks_hours() else ()
        lacking = tuple(sorted({*_lacking(read & unmapped, absent), *times}))
        (found[lacking][1] if lacking else measured).append(measure.id)
        near |= {lacking} if measure.subject.name not in absent else set()
    rungs = [Rung(wanted, _ids(ids), _ids(names), wanted in near) for wanted, (ids, names) in found.items()]
    rungs.sort(key=_cost)
    return Ladder(_ids(judged), _ids(measured), tuple(rungs))


def _lacking(pairs: Collection[tuple[str, str]], absent: Collection[str]) -> tuple[Wanted, ...]:
    """Missing columns as things to deliver: a table that is not there at all is one, whatever is read of it."""
    single = {Wanted(table, column) for table, column in pairs if table not in absent}
    tables = {
        Wanted(name, columns=tuple(sorted(column for table, column in pairs if table == name)))
        for name in {table for table, _ in pairs} & set(absent)
    }
    return tuple(sorted(single | tables))


def _times_of_day(standard: Standard, policy: PolicyBook, unmapped: Pairs) -> Iterator[Wanted]:
    """What is delivered by the day, where the limit is in hours: it cannot be judged on days."""
    if any(one.is_elapsed for one in _limits(standard, policy)):
        yield from _by_day(time_columns((standard.obligation, standard.applies)), unmapped)


def _by_day(read: Iterable[tuple[str, Column]], unmapped: Pairs) -> Iterator[Wanted]:
    for table, column in read:
        if column.by_day and (table, column.name) not in unmapped:
            yield Wanted(table, column.name, time_of_day=True)


def _cost(rung: Rung) -> tuple[int, bool, bool, int, int, tuple[Wanted, ...]]:
    """The fewest things first; among these what is about records that are delivered, then what unlocks a standard,
    then the fewest columns, then what unlocks most.
    """
    columns = sum(len(one.columns) or 1 for one in rung.wanted)
    return (
        len(rung.wanted),
        not rung.near,
        not rung.standards,
        columns,
        -len(rung.standards) - len(rung.measures),
        rung.wanted,
    )


def _limits(standard: Standard, policy: PolicyBook) -> Iterator[Limit]:
    yield from (node for node in walk(standard.obligation) if isinstance(node, Limit))
    values = [value for name in standard.policies() for entry in policy.of(name) for value in entry.value.values()]
    yield from (value for value in values if isinstance(value, Limit))


def _ids(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def ladder_page(ladder: Ladder, most: int | None = None) -> str:
    """The ladder in Markdown; of the rungs above at most so many of each number of things."""
    lines = ["# What can be judged, and what more would unlock", ""]
    lines += _now(ladder)
    counts = sorted({len(one.wanted) for one in ladder.rungs})
    for count in counts:
        rungs = [one for one in ladder.rungs if len(one.wanted) == count]
        things = "one column or table" if count == 1 else f"{count} columns or tables"
        lines += ["", f"## With {things} more", ""]
        lines += [_line(one) for one in rungs[:most]]
        if most is not None and len(rungs) > most:
            lines += [f"- and {len(rungs) - most} others"]
        if most is not None:
            break
    return "\n".join([*lines, ""])


def _now(ladder: Ladder) -> Iterator[str]:
    yield f"Standards that can be judged now: {', '.join(ladder.judged) or 'none'}."
    if ladder.measured:
        yield ""
        yield f"Measures that can be taken now: {', '.join(ladder.measured)}."


def _line(rung: Rung) -> str:
    told = [", ".join(rung.standards)] if rung.standards else []
    told += [f"measures {', '.join(rung.measures)}"] if rung.measures else []
    return f"- {'; '.join(str(one) for one in rung.wanted)}: {'; '.join(told)}"
