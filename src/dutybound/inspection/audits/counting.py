"""What each file of a sample counts as: good or not, as far as one or two readings tell.

Where all files are read twice, the answers that stand are taken as they are. Where only some are, those tell how often
a single reading is upheld, and each file that was read once counts as that share of a good one; the interval grows by
what a single reading leaves open (double sampling: Tenenbein, Journal of the American Statistical Association 65,
1970).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dutybound.inspection.audits.readings import FileRead, SampleRead, Standing, standing_of

TELLS = (Standing.GOOD, Standing.NOT_GOOD)


@dataclass(frozen=True)
class Counted:
    """By file, how much of a good one it is, 0 to 1; those that count nothing are not there.

    `undecided` wait for a third person. `certainty` is what a file tells beside one that was read twice, 1 where all
    were.
    """

    good: Mapping[str, float]
    undecided: frozenset[str]
    certainty: float

    def value(self, file: str, undecided: float | None) -> float | None:
        """What a file counts as, where undecided ones count as this, or (None) not at all."""
        return undecided if file in self.undecided else self.good.get(file)


def counted(sample: SampleRead, key: str, weights: Mapping[str, float] | None = None) -> Counted:
    """What each file counts as by a question, or by all gates.

    `weights`: how much each file weighs in what is made of it (its duties). A file that weighs much may be good less
    often than others, so how often a first reading is upheld is learnt with the same weights.
    """
    weigh = dict.fromkeys((one.id for one in sample.files), 1.0) if weights is None else weights
    stands = {one.id: standing_of(one, sample.questions, key) for one in sample.files}
    undecided = frozenset(file for file, standing in stands.items() if standing is Standing.UNDECIDED)
    told = [one for one in sample.files if stands[one.id] in TELLS]
    twice = [(_first(one, sample, key), stands[one.id], weigh[one.id]) for one in told if len(one.readings) > 1]
    twice = [one for one in twice if one[0] in TELLS]
    pairs = [(first, standing) for first, standing, _ in twice]
    upheld = {first: _upheld(twice, first) for first in TELLS}
    single = {one.id for one in told if len(one.readings) == 1}
    good = {
        one.id: upheld[stands[one.id]] if one.id in single else float(stands[one.id] is Standing.GOOD) for one in told
    }
    return Counted(good, undecided, _certainty(pairs, len(told)) if single else 1.0)


def _first(file: FileRead, sample: SampleRead, key: str) -> Standing:
    """What the first reading alone says."""
    return standing_of(FileRead(file.id, file.subject, file.stratum, file.readings[:1]), sample.questions, key)


def _upheld(twice: Sequence[tuple[Standing, Standing, float]], first: Standing) -> float:
    """How often a file is good where the first reading says so, or says that it is not; itself, where none tells.

    Where all that tell weigh nothing (none of them has a duty that was met), they are counted: files read twice still
    say how often a reading is upheld.
    """
    decided = [(stands is Standing.GOOD, weight) for one, stands, weight in twice if one is first]
    if not decided:
        return float(first is Standing.GOOD)
    if not any(weight for _, weight in decided):
        decided = [(good, 1.0) for good, _ in decided]
    return sum(weight for good, weight in decided if good) / sum(weight for _, weight in decided)


def _certainty(pairs: Sequence[tuple[Standing, Standing]], files: int) -> float:
    """What the files tell together, beside as many read twice: Tenenbein's variance, by how far the first reading
    foretells what stands (the square of their correlation)."""
    twice = len(pairs)
    if not twice:
        return 1.0  # that nothing is known of how readers agree is said, and the result is not relied on
    foretells = _foretells(pairs)
    return min(1.0, 1 / (files * ((1 - foretells) / twice + foretells / files)))


def _foretells(pairs: Sequence[tuple[Standing, Standing]]) -> float:
    both, neither, up, down = (
        sum((one is Standing.GOOD, stands is Standing.GOOD) == kind for one, stands in pairs)
        for kind in ((True, True), (False, False), (False, True), (True, False))
    )
    if not up and not down:
        return 1.0
    sides = (both + down) * (neither + up) * (both + up) * (neither + down)
    return float((both * neither - up * down) ** 2 / sides) if sides else 0.0
