"""A source too large to be held, read piece by piece: its tables lie on disk, and are read as they are needed."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.schema import HOLDING, Schema
from dutybound.exchange.assembling import FIRST_ROW, assembled
from dutybound.exchange.checking import whole_rows
from dutybound.exchange.extract import Exclusion
from dutybound.exchange.faults import ROOM, Fault, fault_problems, too_many
from dutybound.exchange.hints import Noticed
from dutybound.exchange.links_on_disk import Links
from dutybound.exchange.outcome import Outcome, TableRead
from dutybound.exchange.pieces import Pieces
from dutybound.exchange.plans import DataFile, Plan


@dataclass
class Stream:
    """One table while its file goes by: what was noticed, what is wrong, and the pieces written so far."""

    plan: Plan
    pieces: Pieces
    rows: int = 0
    noticed: Noticed = field(default_factory=Noticed)
    exclusions: list[Exclusion] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unreadable: list[Fault] = field(default_factory=list)  # of rows that are left out
    is_refused: bool = False

    def take(self, content: pa.Table, first: int, home: str, problems: list[Problem]) -> None:
        """Draw and check the rows of a piece; once something cannot be read, the rest is read for what else cannot."""
        if self.is_refused:
            return
        faults: list[Fault] = []
        found = len(problems)
        one = assembled(self.plan, content, home, faults, problems, first)
        self.is_refused = len(problems) > found
        self.faults += faults
        if one is None or self.faults:
            return
        self.unreadable += one.faults
        whole = whole_rows(one, home, self.exclusions)
        self.pieces.add(one, whole)
        self.rows += one.table.num_rows
        self.noticed += one.noticed


def read_in_pieces(plans: list[Plan], schema: Schema, home: str, problems: list[Problem]) -> Outcome:
    """Every table whose file can be read, in pieces on disk; what its constraints leave out, and what was noticed."""
    streams = {plan.table.name: Stream(plan, Pieces(plan.table)) for plan in plans}
    faults: list[Fault] = []
    empty: list[str] = []
    for file in {id(plan.file): plan.file for plan in plans}.values():
        readers = [one for one in streams.values() if one.plan.file is file]
        read = _go_by(file, readers, home, problems)
        if read == 0:
            empty.append(file.label)
        if read is not None:
            faults += (fault for one in readers for fault in _summed(one))
    problems += fault_problems(faults, max(1, ROOM - len(problems)))
    if problems:
        return Outcome({}, [])
    for one in streams.values():
        if not one.pieces.files:
            one.pieces.add_nothing()
    with tempfile.TemporaryDirectory(prefix="dutybound-") as folder:
        return replace(_linked(streams, schema, Path(folder)), empty=tuple(empty))


def _go_by(file: DataFile, readers: list[Stream], home: str, problems: list[Problem]) -> int | None:
    """Hand every piece of a file to the tables that are read from it; how many rows it has, None if it is not whole."""
    ready = [one for one in readers if set(one.plan.uses) <= set(file.columns)]
    uses = tuple(dict.fromkeys(name for one in readers for name in one.plan.uses if name in file.columns))
    first = FIRST_ROW
    try:
        for content in _contents(file, ready, uses):
            for one in ready:
                one.take(content, first, home, problems)
            first += content.num_rows
    except DutyboundError as error:
        problems += error.problems
        return None
    return first - FIRST_ROW


def _contents(file: DataFile, readers: Iterable[Stream], uses: tuple[str, ...]) -> Iterator[pa.Table]:
    """The pieces of a file; all of it at once where one row is chosen of many, which may lie far apart."""
    if any(one.plan.mapped.one_per is not None for one in readers):
        return iter([file.read(uses)])
    return file.pieces(uses)


def _summed(one: Stream) -> list[Fault]:
    """The faults of all pieces, those of one kind as one, in the order of the columns."""
    found: dict[tuple[str, str], Fault] = {}
    for fault in (*one.faults, *too_many(one.unreadable, one.rows)):
        key = (fault.column, fault.what)
        same = found.get(key)
        found[key] = fault if same is None else _both(same, fault)
    order = [one.plan.named(name) for name in one.plan.columns]
    return sorted(found.values(), key=lambda fault: order.index(fault.column))


def _both(one: Fault, other: Fault) -> Fault:
    return replace(one, examples=[*one.examples, *other.examples][:ROOM], count=one.count + other.count)


def _linked(streams: dict[str, Stream], schema: Schema, folder: Path) -> Outcome:
    """The tables without the rows that repeat an id or belong to nobody."""
    links = Links({name: (one.pieces, one.plan.file.label) for name, one in streams.items()}, folder)
    with closing(links.database):
        exclusions = [exclusion for one in streams.values() for exclusion in one.exclusions]
        exclusions += [exclusion for name in streams for exclusion in links.repeated(name)]
        exclusions += links.orphans()
        notes = tuple(links.holding_notes(schema)) if HOLDING.name in streams else ()
        excusals = links.excusal_rows()
        dropped = {name: links.dropped(name) for name in streams}
    tables = {}
    for name, one in streams.items():
        rows, kept = one.pieces.kept(dropped[name])
        tables[name] = TableRead(rows, one.rows, kept, tuple(one.noticed.notes(one.plan)), one.plan.file.label)
    return Outcome(tables, exclusions, notes, excusals)
