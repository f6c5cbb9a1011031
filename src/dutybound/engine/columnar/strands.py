"""What several standards ask of one kind of subject, asked once: a strand is a query that any of them may read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dutybound.duties.standard import Standard
from dutybound.engine.columnar.shapes import NOTHING, READING, Array
from dutybound.engine.facts import Kind, Programme
from dutybound.engine.lowering import valid_stretch
from dutybound.engine.preparing import Preparing, united
from dutybound.engine.source import Source

#: Of these, the text that comes with them is coded; each in a way of its own.
CODED = (Kind.BAND, Kind.LIMIT, Kind.UNASSESSABLE)


@dataclass(frozen=True)
class Strand:
    """One query of events, as some standards read it."""

    select: str
    coded: Kind | None  # what its text is coded as
    to_day_end: bool  # whether what it says lasts to the end of the local day
    goes_on: bool  # whether a later version that is so too only continues the one before
    again: int  # one query may be several things to one standard


@dataclass(frozen=True)
class Strands:
    """The strands of some standards. After those that are queries come the ends of standards that go out of force."""

    queries: tuple[Strand, ...]
    ends: tuple[int, ...]  # when each of the others ends everything
    kinds: Array  # programmes by strands: what a fact of the strand is to the programme; NOTHING where it is not read
    readings: Array  # READING, one for each programme

    def query(self) -> str:
        """All facts, subject by subject; `kind` is the strand."""
        return united((place, strand.select) for place, strand in enumerate(self.queries))

    def flags(self, name: str, value: object = True) -> Array:
        """Of each strand, whether it is so."""
        return np.array([getattr(strand, name) is value for strand in self.queries] + [False] * len(self.ends))


def of_one_table(standards: Sequence[Standard]) -> list[list[Standard]]:
    """Standards together whose subjects are the same."""
    tables: dict[str, list[Standard]] = {}
    for standard in standards:
        tables.setdefault(standard.subject.name, []).append(standard)
    return list(tables.values())


def strands_of(standards: Sequence[Standard], programmes: Sequence[Programme], source: Source) -> Strands:
    """Each query once, whatever the number of standards that read it. Tables of days that they need are made."""
    found: dict[Strand, int] = {}
    read: list[tuple[int, int, Kind]] = []
    for place, (standard, programme) in enumerate(zip(standards, programmes, strict=True)):
        preparing = Preparing(standard, source)
        source.look_up(preparing.asking.windows)
        again: Counter[str] = Counter()
        for kind, select in preparing.selects:
            strand = _strand(kind, select, programme, again[select])
            read.append((place, found.setdefault(strand, len(found)), kind))
            again[select] += 1
    ends = {place: one.valid_to for place, one in enumerate(programmes) if one.valid_to is not None}
    own = {place: len(found) + number for number, place in enumerate(ends)}
    read += [(place, strand, Kind.END) for place, strand in own.items()]
    kinds = np.full((len(programmes), len(found) + len(own)), NOTHING, np.int8)
    for place, strand_read, kind in read:
        kinds[place, strand_read] = kind
    stretches = [valid_stretch(standard, one.calendar) for standard, one in zip(standards, programmes, strict=True)]
    readings = [(*stretch, own.get(place, NOTHING)) for place, stretch in enumerate(stretches)]
    return Strands(tuple(found), tuple(ends.values()), kinds, np.array(readings, READING).view(np.recarray))


def _strand(kind: Kind, select: str, programme: Programme, again: int) -> Strand:
    to_day_end = kind is (Kind.DUE if programme.by_day else Kind.EXCUSE)
    goes_on = programme.form == "each" and kind is Kind.FULFIL
    return Strand(select, kind if kind in CODED else None, to_day_end, goes_on, again)


def without_suspensions(kinds: Array) -> Array:
    """As if nothing had ever stood still."""
    return np.where((kinds == Kind.SUSPEND) | (kinds == Kind.RESUME), np.int8(NOTHING), kinds)
