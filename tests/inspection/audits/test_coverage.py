"""Whether 95% intervals hold what was planted: rubber stamps behind ticks, readers who err, strata of many sizes."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from dutybound.exchange.references import References
from dutybound.insight.sampled import Sampled
from dutybound.inspection.audits.question_set import Answer
from dutybound.inspection.audits.readings import FileRead, Reading, SampleRead
from dutybound.inspection.audits.results import audit_results
from dutybound.inspection.audits.sampling import Frame, draw, of_each
from dutybound.inspection.audits.ticks import Owed, behind_ticks
from tests.inspection.audits.made_up import NO, YES, asked, sample_of

ONE, SEEDS, RUBBER_STAMPS = asked("plan"), 300, 0.3
REFERENCES = References(b"k" * 32)
SIZES = {"burglary": 900, "robbery": 120, "violence": 300, "stalking": 40}
Readers = Callable[[Random, bool], tuple[tuple[Reading, ...], dict[str, Answer]]]


def read_once(chance: Random, good: bool) -> tuple[tuple[Reading, ...], dict[str, Answer]]:
    return (Reading("A", True, {"plan": YES if good else NO}),), {}


def err_and_a_third_read_twice(chance: Random, good: bool) -> tuple[tuple[Reading, ...], dict[str, Answer]]:
    """The first reader is too kind to two files in five that are not good, and too strict to one in twenty that is.

    A third of the files are read again and decided rightly.
    """
    seen = not good if chance.random() < (0.05 if good else 0.4) else good
    first, truth = YES if seen else NO, YES if good else NO
    if chance.random() > 1 / 3:
        return (Reading("A", True, {"plan": first}),), {}
    return (Reading("A", True, {"plan": first}), Reading("B", True, {"plan": truth})), {"plan": truth}


def half_undecided(chance: Random, good: bool) -> tuple[tuple[Reading, ...], dict[str, Answer]]:
    """Both read everything; where they differ, half still waits for a decision."""
    truth = YES if good else NO
    first, second = (truth if chance.random() < 0.9 else (NO if good else YES) for _ in range(2))
    readings = (Reading("A", True, {"plan": first}), Reading("B", True, {"plan": second}))
    return readings, ({"plan": truth} if first is second or chance.random() < 0.5 else {})


def planted(seed: int, readers: Readers, files: int) -> tuple[SampleRead, dict[str, bool], dict[str, Owed]]:
    """A force in which strata differ, and which ticks are real is known."""
    chance = Random(seed)
    records = {f"{name}{one}": name for name, size in SIZES.items() for one in range(size)}
    worse = {name: RUBBER_STAMPS * factor for name, factor in zip(SIZES, (1.0, 0.4, 1.2, 1.5), strict=True)}
    good = {one: chance.random() >= worse[name] for one, name in records.items()}
    owed = {one: Owed(met + chance.randint(0, 2), met) for one in records for met in [chance.randint(1, 6)]}
    drawn = draw(Frame("investigation", "category", "made up", records), f"{seed}", of_each_of(files))
    read = []
    for name, ids in drawn.files.items():
        for one in ids:
            readings, moderated = readers(chance, good[one])
            read.append(FileRead(f"made-up/{one}", one, name, readings, moderated))
    return sample_of(ONE, SIZES, read), good, owed


def of_each_of(files: int) -> dict[str, int]:
    return of_each(Frame("x", None, "", dict(zip(SIZES, SIZES, strict=True))), files // len(SIZES), {})


@pytest.mark.parametrize("readers", [read_once, err_and_a_third_read_twice, half_undecided])
@pytest.mark.parametrize(("files", "seeds"), [(40, 100), (120, SEEDS)])
def test_the_true_share_of_good_files_lies_in_the_interval(readers: Readers, files: int, seeds: int) -> None:
    held = 0
    for seed in range(seeds):
        sample, good, _ = planted(seed, readers, files)
        one = audit_results(sample)[0]
        held += one.low <= sum(good.values()) / len(good) <= one.high  # type: ignore[operator]
    assert held >= 0.93 * seeds, held / seeds


@pytest.mark.parametrize("readers", [read_once, err_and_a_third_read_twice, half_undecided])
def test_the_true_rate_behind_the_ticks_lies_in_the_interval(readers: Readers) -> None:
    """30% of ticks are rubber stamps, 120 files are read: what is planted is found in 93 of 100 forces at the least."""
    behind = rate = 0
    for seed in range(SEEDS):
        sample, good, owed = planted(seed, readers, 120)
        found = behind_ticks(sample, "supervised", owed, REFERENCES)
        real = sum(one.met * good[name] for name, one in owed.items())
        behind += holds(found.share, real / sum(one.met for one in owed.values()))
        rate += holds(found.rate, real / sum(one.due for one in owed.values()))
    assert min(behind, rate) >= 0.93 * SEEDS, (behind / SEEDS, rate / SEEDS)


def holds(one: Sampled | None, truth: float) -> bool:
    return one is not None and one.low <= truth <= one.high


def test_what_readers_get_wrong_is_not_taken_for_practice() -> None:
    """With the same errors and no second reading the interval misses far too often: the test above can fail."""
    held = 0
    for seed in range(SEEDS):
        sample, good, _ = planted(seed, err_and_a_third_read_twice, 120)
        single = tuple(FileRead(one.id, one.subject, one.stratum, one.readings[:1]) for one in sample.files)
        one = audit_results(sample_of(ONE, SIZES, single))[0]
        held += one.low <= sum(good.values()) / len(good) <= one.high  # type: ignore[operator]
    assert held < 0.9 * SEEDS


def test_the_duties_may_name_subjects_by_reference() -> None:
    sample, _, owed = planted(1, read_once, 120)
    hashed = {REFERENCES.of(name): one for name, one in owed.items()}
    assert behind_ticks(sample, "s", hashed, REFERENCES) == behind_ticks(sample, "s", owed, REFERENCES)


def test_so_many_more_files_do_make_the_interval_so_narrow() -> None:
    halves = []
    for seed in range(20):
        sample, _, owed = planted(seed, read_once, 60)
        found = behind_ticks(sample, "supervised", owed, REFERENCES, half_width=0.08)
        assert found.more is not None
        again, _, owed = planted(seed, read_once, 60 + found.more)
        share = behind_ticks(again, "supervised", owed, REFERENCES, half_width=0.08).share
        assert share is not None
        halves.append((share.high - share.low) / 2)
    assert 0.06 < sum(halves) / len(halves) < 0.095


def test_no_more_where_it_is_known_well_enough(tmp_path: Path) -> None:
    sample, _, owed = planted(1, read_once, 120)
    assert behind_ticks(sample, "supervised", owed, REFERENCES, half_width=0.3).more == 0
