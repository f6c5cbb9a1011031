"""Which files are read: drawn by chance from a frame that is written down, so that anybody can draw them again.

The order of a record is a hash of the seed and its id, and the first so many of each stratum are drawn. No generator of
random numbers has a part in it: the same seed draws the same files on every machine and in every year, and a larger
sample from the same frame begins with the smaller one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.inspection.audits.hands import Hands

LEAST = 2  # files of a stratum, where a total is shared out: from one nothing can be told of how they differ


@dataclass(frozen=True)
class Frame:
    """The records that may be drawn, by id with the stratum of each; and how many may not, by reason."""

    table: str
    strata_by: str | None
    words: str  # from which records, as a reader would say it
    records: Mapping[str, str] = field(repr=False)
    left_out: Mapping[str, int] = field(default_factory=dict)
    hands: Hands = field(default_factory=Hands, repr=False)

    @property
    def populations(self) -> dict[str, int]:
        """How many records each stratum has."""
        found = dict.fromkeys(sorted(set(self.records.values())), 0)
        for stratum in self.records.values():
            found[stratum] += 1
        return found

    @property
    def hash(self) -> str:
        """SHA-256 of ids and strata: the same frame has the same."""
        hashing = sha256()
        for identity, stratum in sorted(self.records.items()):
            hashing.update(f"{len(identity)}:{identity}{len(stratum)}:{stratum}".encode())
        return hashing.hexdigest()


@dataclass(frozen=True)
class Drawn:
    """A sample: the frame, the seed, and the ids that were drawn, by stratum."""

    frame: Frame
    seed: str
    files: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return sum(map(len, self.files.values()))


def draw(frame: Frame, seed: str, wanted: Mapping[str, int]) -> Drawn:
    """So many files of each stratum, or all where there are fewer."""
    if not frame.records:
        said = "; ".join(f"{count:,} {reason}" for reason, count in frame.left_out.items()) or "the source has none"
        what = f"no record can be drawn: {said}"
        raise DutyboundError(Problem(f"the frame: {frame.words}", what, "Widen the frame, then draw again."))
    unknown = sorted(set(wanted) - set(frame.populations))
    if unknown:
        known = frame.populations
        raise DutyboundError(Problem(one, "is no stratum of the frame", nearest(one, known)) for one in unknown)
    order = sorted(frame.records, key=lambda one: _place(seed, frame.table, one))
    by_stratum: dict[str, list[str]] = {name: [] for name in frame.populations}
    for one in order:
        by_stratum[frame.records[one]].append(one)
    return Drawn(frame, seed, {name: tuple(ids[: wanted.get(name, 0)]) for name, ids in by_stratum.items()})


def of_each(frame: Frame, files: int, others: Mapping[str, int]) -> dict[str, int]:
    """The same number of every stratum, but for those that are named."""
    return dict.fromkeys(frame.populations, files) | dict(others)


def in_all(frame: Frame, total: int) -> dict[str, int]:
    """A total shared out by the size of strata (largest remainders), each with two at least where it has so many."""
    sizes, records = frame.populations, len(frame.records)
    found = {name: min(size, max(LEAST, total * size // records)) for name, size in sizes.items()}
    for name in _by_remainder(sizes, total, records):
        if sum(found.values()) < total and found[name] < sizes[name]:
            found[name] += 1
    return found


def _by_remainder(sizes: Mapping[str, int], total: int, records: int) -> Sequence[str]:
    return sorted(sizes, key=lambda one: (-(total * sizes[one] % records), one))


def _place(seed: str, table: str, identity: str) -> bytes:
    return sha256(f"{seed}\n{table}\n{identity}".encode()).digest()
