"""Facts of very many subjects made at once, as arrays: reviews under `every`, and one-off duties under `within`."""

import numpy as np
import pyarrow as pa

from dutybound.duties.calendar import Calendar, day_number
from dutybound.duties.limits import DAY, HOUR, days
from dutybound.engine.columnar.columns import FactColumns, by_kind
from dutybound.engine.columnar.shapes import Array, Columns
from dutybound.engine.facts import Book, Entry, Kind, Programme
from tests.spec.worlds import DAY_ZERO

LONDON = Calendar("Europe/London", "GB-ENG")
LONG_AGO = -(1 << 61)
NOTHING = np.empty(0, np.int64)


def programmes() -> list[Programme]:
    """Reviews every 28 days; an act within 9 days."""
    every, within = (Book((Entry("policy", LONG_AGO, LONG_AGO, {None: days(count)}),)) for count in (28, 9))
    return [Programme("reviewed", "1", "every", LONDON, every), Programme("done", "1", "within", LONDON, within)]


def many(subjects: int, seed: int = 1) -> FactColumns:
    """Each subject twice: an opening, six to eighteen reviews and an end; a trigger, one to three acts and an end."""
    chance = np.random.default_rng(seed)
    reviews = _facts(chance, chance.integers(6, 19, subjects), Kind.OPEN, 40 * DAY)
    acts = _facts(chance, chance.integers(1, 4, subjects), Kind.TRIGGER, 20 * DAY)
    kind, identity, happened, recorded = (np.concatenate(pair) for pair in zip(reviews[:-1], acts[:-1], strict=True))
    strand = kind.astype(np.int16) + np.repeat([0, len(Kind)], [len(reviews[0]), len(acts[0])]).astype(np.int16)
    sizes = np.concatenate([reviews[-1], acts[-1]])
    numbers = Columns(
        strand, identity, happened, recorded, NOTHING, NOTHING, NOTHING, np.empty(0, np.int32), np.empty(0)
    )
    return FactColumns(
        pa.array(np.tile(np.arange(subjects), 2)).cast(pa.string()),
        np.concatenate([[0], np.cumsum(sizes)]),
        numbers, pa.array(identity).cast(pa.string()), *by_kind(2), (), (),
    )  # fmt: skip


def _facts(chance: np.random.Generator, acts: Array, opens: Kind, longest: int) -> tuple[Array, ...]:
    """Kind, id, happened and recorded of the facts of each subject, as they became known; and how many they are."""
    sizes = acts + 2
    begins = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    subject = np.repeat(np.arange(len(sizes)), sizes)
    number = np.arange(len(subject)) - begins[subject]
    kind = np.full(len(subject), Kind.FULFIL, np.int8)
    kind[number == 0], kind[number == sizes[subject] - 1] = opens, Kind.END
    gaps = np.where(number == 0, 0, chance.integers(HOUR, longest, len(subject)))
    since = np.cumsum(gaps)
    first = LONDON.starts_at(day_number(DAY_ZERO)) + chance.integers(0, 365 * DAY, len(sizes))
    happened = first[subject] + since - since[begins][subject]
    recorded = happened + chance.integers(0, HOUR, len(subject))
    late = chance.random(len(subject)) < 0.3
    recorded[late] += chance.integers(0, DAY, int(late.sum()))
    order = np.lexsort((number, kind, happened, recorded, subject))
    return kind[order], number[order], happened[order], recorded[order], sizes
