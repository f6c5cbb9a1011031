"""Investigations made up for measuring: open over three years, with durations as chance has them, and reviews.

Nobody is meant by them: a subject is a number. The same number of them is always the same investigations.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dutybound.duties.calendar import Calendar, day_number
from dutybound.duties.limits import DAY, HOUR, days
from dutybound.engine.columnar.layout import bands_of
from dutybound.engine.columnar.loading import Loading
from dutybound.engine.columnar.shapes import FOREVER, NONE, NOTHING, READING
from dutybound.engine.columnar.strands import Strand, Strands
from dutybound.engine.facts import Book, Entry, Kind, Programme

LONDON = Calendar("Europe/London", "GB-ENG")
FIRST_DAY = day_number(date(2014, 1, 1))
YEARS = 3 * 365
TEAMS = 40
MEAN_DURATION = 67  # days
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Investigations:
    """When each was opened and closed (microseconds since 1970, UTC; NONE: still open), its team, and its reviews."""

    opened: Numbers
    closed: Numbers
    team: Numbers
    of: Numbers  # of each review, the place of its investigation; in order
    reviewed: Numbers

    def __len__(self) -> int:
        return len(self.opened)


def investigations(count: int, seed: int = 2016) -> Investigations:
    """A review every 8 to 42 days while an investigation is open: about 2.6 for each on the average."""
    chance = np.random.default_rng(seed)
    opened = chance.integers(0, YEARS, count) * DAY + chance.integers(8 * HOUR, 18 * HOUR, count)
    duration = chance.exponential(MEAN_DURATION, count)
    every = chance.uniform(8, 42, count)
    number = np.floor(duration / every).astype(np.int64)
    of = np.repeat(np.arange(count), number)
    nth = np.arange(len(of)) - np.repeat(np.cumsum(number) - number, number) + 1
    reviewed = opened[of] + (nth * every[of] * DAY).astype(np.int64)
    closed = opened + (duration * DAY).astype(np.int64) + HOUR
    closed[closed >= YEARS * DAY] = NONE
    seen, begins = reviewed < YEARS * DAY, FIRST_DAY * DAY
    closed = np.where(closed == NONE, NONE, closed + begins)
    return Investigations(
        opened + begins, closed, chance.integers(0, TEAMS, count), of[seen], reviewed[seen] + begins
    )  # fmt: skip


def fact_table(drawn: Investigations) -> pa.Table:
    """Their facts as the query of three strands brings them: openings, reviews and ends, subject by subject."""
    ended = np.flatnonzero(drawn.closed != NONE)
    place = np.concatenate([np.arange(len(drawn)), drawn.of, ended])
    strand = np.repeat(np.arange(3, dtype=np.int16), [len(drawn), len(drawn.of), len(ended)])
    happened = np.concatenate([drawn.opened, drawn.reviewed, drawn.closed[ended]])
    order = np.lexsort((happened, place))
    count = len(order)
    subjects = pa.array(np.arange(len(drawn))).cast(pa.string())
    nothing = {name: pa.nulls(count, kind) for name, kind in (
        ("superseded", pa.int64()), ("of", pa.string()), ("until", pa.int64()), ("value", pa.string()),
    )}  # fmt: skip
    return pa.table({
        "kind": strand[order], "subject": subjects.take(pa.array(place[order])),
        "id": pa.array(np.arange(count)).cast(pa.string()), "happened": happened[order], "recorded": happened[order],
        **nothing, "weight": np.ones(count),
    })  # fmt: skip


def recurring(count: int) -> list[Programme]:
    """So many standards of review: every 14, 17, 20 ... days."""
    return [
        Programme(f"reviewed {place}", "1", "every", LONDON, Book((
            Entry("made up", -(1 << 61), -(1 << 61), {None: days(14 + 3 * place)}),
        )))
        for place in range(count)
    ]  # fmt: skip


def loading(programmes: list[Programme]) -> Loading:
    """How these standards read the three strands."""
    queries = tuple(Strand("", None, False, False, place) for place in range(3))
    kinds = np.array([[Kind.OPEN, Kind.FULFIL, Kind.END]] * len(programmes), np.int8)
    readings = np.array([(NONE, FOREVER, NOTHING)] * len(programmes), READING).view(np.recarray)
    return Loading(Strands(queries, (), kinds, readings), bands_of(programmes), LONDON, FOREVER, True)
