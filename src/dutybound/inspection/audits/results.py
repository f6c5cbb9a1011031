"""What an audit found: of each question and of all gates, n of N with an interval, and whether it may be relied on.

No result is of a person: files stand for strata, and readers are never told apart.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dutybound.base.errors import DutyboundError, Problem
from dutybound.insight.sampled import Sampled, StratumRead, sampled_share
from dutybound.inspection.audits.agreeing import Reliability, reliability
from dutybound.inspection.audits.apart import Apart, all_apart
from dutybound.inspection.audits.calibrating import Agreed, agreed_in_pairs, calibrated
from dutybound.inspection.audits.counting import Counted, counted
from dutybound.inspection.audits.readings import FileRead, SampleRead, Standing, standing_of

#: The share of what was drawn that may be unread, or of what was read that may not tell, before no share is shown
#: (rule 10 of the meaning: no rate where more than 20% cannot be assessed).
MOST_UNKNOWN = 0.2
ALL_GATES = "Files that pass every gate that applies"
METHOD = (
    "Each file read stands for its part of its stratum; the interval is Wilson's (95%), corrected for a finite "
    "population, after Cochran's variance of a ratio within strata. This is our method: that of HMICFRS was not seen. "
    "Answers on which two readers differ, and nobody has decided, are inside the interval either way; a file that was "
    "read once counts as far as single readings were upheld where two were made."
)


@dataclass(frozen=True)
class AuditResult:
    """One figure of an audit: `good` of `of` files that tell, out of a `population` of records in the frame.

    `share`, `low` and `high` are of the population. They stand there also where the figure may not be relied on;
    `because` says why not, and a reader who needs a figure to be relied on looks at `relied_on` first. A figure is
    None where no file tells anything.
    """

    sample: str
    question_set: str
    question: str  # what is asked, in words
    key: str  # investigation-quality.plan, or investigation-quality for all gates
    good: int
    of: int
    population: int
    share: float | None
    low: float | None
    high: float | None
    stratum: str | None
    not_applicable: int
    cannot_tell: int
    undecided: int
    unread: int
    relied_on: bool
    because: tuple[str, ...] = ()
    agreed: Agreed | None = None  # how far readers agree; of all strata together
    apart: Apart | None = None  # how far units lie apart; of all strata together


def audit_results(sample: SampleRead, exercises: Sequence[SampleRead] = ()) -> list[AuditResult]:
    """All gates first, then each question; each over all strata, then by stratum where there are several.

    `exercises` are calibrations: where one is of the same questions, it says how far readers agree, for it asks more of
    them than two. A calibration has no results of its own.
    """
    if sample.calibration:
        what = "is a calibration of readers, of which no result is taken"
        raise DutyboundError(Problem(f"the sample {sample.id}", what, f"dutybound audit agreement {sample.id}"))
    found = []
    exercise = _exercise(sample, exercises)
    between = all_apart(sample, [key for key, _ in _asked(sample)])
    for key, words in _asked(sample):
        trust, count = reliability(sample, key), counted(sample, key)
        strata: list[str | None] = [None, *(sample.populations if len(sample.populations) > 1 else ())]
        whole, *parts = (_result(sample, key, words, count, stratum, trust) for stratum in strata)
        agreed = exercise.get(key) or agreed_in_pairs(trust.agreement, sample.questions)
        found += [replace(whole, agreed=agreed, apart=between.get(key)), *parts]
    return found


def _exercise(sample: SampleRead, exercises: Sequence[SampleRead]) -> dict[str, Agreed]:
    """What the calibration of these questions, in this version, says; of several, that of the most files."""
    of_them = [one for one in exercises if one.calibration and one.questions == sample.questions]
    return max((calibrated(one) for one in of_them), key=lambda one: max((o.files for o in one.values()), default=0),
               default={})  # fmt: skip


def _asked(sample: SampleRead) -> Iterator[tuple[str, str]]:
    yield sample.questions.key, ALL_GATES
    for question in sample.questions.questions:
        yield sample.questions.key_of(question), question.asks


def _result(
    sample: SampleRead, key: str, words: str, count: Counted, stratum: str | None, trust: Reliability
) -> AuditResult:
    files = sample.in_stratum(stratum)
    seen = Counter(standing_of(one, sample.questions, key) for one in files)
    good, of = seen[Standing.GOOD], seen[Standing.GOOD] + seen[Standing.NOT_GOOD]
    share = _share(sample, files, count)
    population = sample.population if stratum is None else sample.populations[stratum]
    because = (*trust.because, *_gaps(sample, files, seen, stratum))
    return AuditResult(
        sample.id, sample.questions.key, words, key, good, of, population, *share, stratum,
        seen[Standing.NOT_APPLICABLE], seen[Standing.CANNOT_TELL], seen[Standing.UNDECIDED], seen[Standing.UNREAD],
        share[0] is not None and not because, because if of else (*because, "no file tells anything of it"),
    )  # fmt: skip


def _gaps(sample: SampleRead, files: Sequence[FileRead], seen: Counter[Standing], stratum: str | None) -> Iterator[str]:
    if seen[Standing.UNREAD] > MOST_UNKNOWN * len(files):
        yield f"{seen[Standing.UNREAD]:,} of {len(files):,} files drawn are not read yet"
    told = seen[Standing.GOOD] + seen[Standing.NOT_GOOD] + seen[Standing.CANNOT_TELL]
    if seen[Standing.CANNOT_TELL] > MOST_UNKNOWN * told:
        yield f"{seen[Standing.CANNOT_TELL]:,} of {told:,} files do not show it either way"
    if stratum is None:
        read = {one.stratum for one in files if one.readings}
        if missing := {name: count for name, count in sample.populations.items() if name not in read}:
            records = sum(missing.values())
            if records > MOST_UNKNOWN * sample.population:
                yield f"nothing was read of {', '.join(missing)}: {records:,} of {sample.population:,} records"


def _share(
    sample: SampleRead, files: Sequence[FileRead], count: Counted
) -> tuple[float | None, float | None, float | None]:
    """The share and its interval, with what is undecided counted out, as bad, and as good."""
    plain, worst, best = (_sampled(sample, files, count, one) for one in (None, 0.0, 1.0))
    if plain is None or worst is None or best is None:
        return None, None, None
    return plain.value, min(plain.low, worst.low), max(plain.high, best.high)


def _sampled(
    sample: SampleRead, files: Sequence[FileRead], count: Counted, undecided: float | None
) -> Sampled | None:  # fmt: skip
    """`undecided`: what such a file counts as, from 0 to 1; None: it is left out."""
    strata = []
    for name, population in sample.populations.items():
        told = [count.value(one.id, undecided) for one in files if one.stratum == name and one.readings]
        part = np.array([one or 0.0 for one in told])
        whole = np.array([float(one is not None) for one in told])
        strata.append(StratumRead(population, part, whole))
    return sampled_share(strata, count.certainty)
