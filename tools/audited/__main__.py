"""Writes docs/explanation/audits-of-a-simulated-force.md: many audits of one made-up force, beside what is true of it.

A force of the random kind is simulated small, assessed, and audited again and again through the same actions as by the
commands: each audit is drawn with a seed of its own, read by two who err, and moderated.
"""

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from tools.audited.force import COPIED_EVERYWHERE, COPIED_THERE, STANDARD, Known, made
from tools.audited.reading import Readers, audited

from dutybound.exchange.loading.databases import opened_beside
from dutybound.inspection.audits.results import audit_results
from dutybound.inspection.audits.ticks import behind_ticks

PAGE = Path(__file__).parents[2] / "docs/explanation/audits-of-a-simulated-force.md"
MODELS = (
    Readers("all read twice"), Readers("a third read twice", read_again=1 / 3),
    Readers("three in ten copies seen by nobody", unseen=0.3),
)  # fmt: skip
FIGURES = ("good files", "real ticks", "met and real")
HEAD = """# Audits of a simulated force, beside what is true of it

Duties tell that a review was recorded; only somebody who reads the file can tell whether it was one. Here it is
measured whether the second is told rightly, from the draw to the estimate. A made-up force of the random kind, {size:g}
times the size of Staffordshire's (seed {seed}), copies reviews: {everywhere:.0%} everywhere, {there:.0%} in two units.
A copied review meets the duty of the standard `{standard}` like any other, so no duty shows it. A file is good where no
review in it is copied. Then it is audited {rounds} times by each kind of readers, through the same actions as by the
commands: a programme, a sample with a seed of its own ({files} files of each kind of offence), two readers, each with a
sheet of their own, a moderator where they differ, and the results. One reader is taken in by {taken_in:.0%} of files
with a copied review and doubts {doubts:.0%} of good ones; a moderator sees what is there. Written by
`python -m tools.audited`.

In the {records:,} records of the frame:

| | is true |
| --- | --- |
| good files | {good:.1%} |
| real ticks: of the duties met, those in a good file | {share:.1%} |
| met in time, as the duties alone say | {met:.1%} |
| met and real: of all duties due | {rate:.1%} |

How often the 95% interval of an audit held what is true, how far the estimate lay from it on average, and how wide the
interval was. Of {rounds} audits whose intervals were right 95 times in 100, {least} or more hold it in all but one or
two of a hundred such tables.

| readers | figure | held the truth | on average off by | width of the interval |
| --- | --- | --- | --- | --- |
"""
FOOT = """
Where only a third is read twice, those tell how often a single reading is upheld, and the interval is wider for what a
single reading leaves open. A file with many reviews has more often one that is copied; so what is weighed by duties
learns with the same weights how often a reading is upheld. Counted by files, each once, real ticks were told too
high in these same audits: that was found here, and mended.

What both readers overlook no interval knows of. Where three copies in ten are such that nobody sees them, the share of
good files is told too high by about what is unseen, and the intervals hold the truth as seldom as the table says: a
second reader helps against slips, and not against what the force has learnt to make look right. It is
one force, and the audits share its files; {rounds} audits tell a coverage to about {about:.0f} points.
"""


@dataclass(frozen=True)
class Told:
    """One figure of one audit."""

    value: float
    low: float
    high: float

    def holds(self, truth: float) -> bool:
        return self.low <= truth <= self.high


def truth_of(known: Known, records: Iterable[str]) -> dict[str, float]:
    """What is true of all records of the frame."""
    some = [(known.is_good(one), known.of(one)) for one in records]
    met, due = (sum(getattr(owed, name) for _, owed in some) for name in ("met", "due"))
    real = sum(owed.met for good, owed in some if good)
    return {FIGURES[0]: mean(good for good, _ in some), FIGURES[1]: real / met, FIGURES[2]: real / due,
            "met": met / due}  # fmt: skip


def told_by(known: Known, readers: Readers, rounds: int, files: int, folder: Path) -> dict[str, list[Told]]:
    """What so many audits told, figure by figure."""
    found: dict[str, list[Told]] = {name: [] for name in FIGURES}
    with opened_beside(folder / f"{readers.name}.sqlite3") as databases:
        for number in range(rounds):
            drawn = known.drawn(f"draw {number}", files)
            sample = audited(known, drawn, readers, number, databases)
            ticks = behind_ticks(sample, STANDARD, known.owed, known.references)
            for name, one in zip(FIGURES, (_whole(sample), ticks.share, ticks.rate), strict=True):
                assert one is not None
                found[name].append(Told(one.value, one.low, one.high))
    return found


def _whole(sample) -> Told:
    one = audit_results(sample)[0]
    return Told(one.share, one.low, one.high)


def rows_of(name: str, told: Mapping[str, list[Told]], truth: Mapping[str, float]) -> str:
    lines = []
    for figure, some in told.items():
        held = sum(one.holds(truth[figure]) for one in some)
        off = mean(one.value for one in some) - truth[figure]
        width = mean(one.high - one.low for one in some)
        lines.append(
            f"| {name} | {figure} | {held} of {len(some)} | {off * 100:+.1f} points | {width * 100:.0f} points |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=100)
    asked.add_argument("--size", type=float, default=0.1)
    asked.add_argument("--files", type=int, default=12)
    asked.add_argument("--seed", type=int, default=5)
    asked.add_argument("--out", type=Path, default=PAGE)
    given = asked.parse_args()
    with TemporaryDirectory() as folder:
        known = made(Path(folder), given.size, given.seed)
        records = known.drawn("any", 1).frame.records
        truth = truth_of(known, records)
        rows = "".join(
            rows_of(one.name, told_by(known, one, given.rounds, given.files, Path(folder)), truth) for one in MODELS
        )
    text = HEAD.format(size=given.size, seed=given.seed, rounds=given.rounds, files=given.files, standard=STANDARD,
                       records=len(records), good=truth[FIGURES[0]], share=truth[FIGURES[1]], rate=truth[FIGURES[2]],
                       met=truth["met"], least=_least(given.rounds), everywhere=COPIED_EVERYWHERE, there=COPIED_THERE,
                       taken_in=MODELS[0].taken_in, doubts=MODELS[0].doubts)  # fmt: skip
    given.out.write_text(text + rows + FOOT.format(rounds=given.rounds, about=_about(given.rounds)), encoding="utf-8")
    print(given.out.read_text(encoding="utf-8"))


def _least(rounds: int) -> int:
    from scipy.stats import binom

    return int(binom.ppf(0.015, rounds, 0.95))


def _about(rounds: int) -> float:
    return 196 * (0.95 * 0.05 / rounds) ** 0.5


if __name__ == "__main__":
    main()
