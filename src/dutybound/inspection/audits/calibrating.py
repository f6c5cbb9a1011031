"""How far readers differ on the same files, question by question: of questions, and never of readers.

In a calibration exercise all who read are to read every file, blind. What comes of it says which questions are read
differently, so that they can be talked about and said better; it is no result about the files. Of a reader nothing is
told, and neither is how many they differ from.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
import numpy.typing as npt

from dutybound.insight.agreement import Agreement, Coefficient
from dutybound.insight.looks import Dependence, Look, judged
from dutybound.insight.shares import LEVEL
from dutybound.inspection.audits.question_set import Answer, QuestionSet
from dutybound.inspection.audits.readings import FileRead, Reading, SampleRead, Standing, overall_of

Floats = npt.NDArray[np.float64]
BY_DOUBLE_READING, BY_CALIBRATION = "two blind readings", "calibration"
CHANCE = 0.05
FEWEST = 3  # readers, for a figure of them all: of two, each would know the other's


@dataclass(frozen=True)
class Agreed:
    """How far readers agree on one question, or on all gates: AC1 (Gwet) decides, kappa stands beside it.

    `alike` of `files` were answered the same by all. Kappa is Cohen's of two readings, Fleiss's of more; None where
    only one answer was ever given. `read_differently`: AC1 is below what the question set asks for; `surely`: its whole
    interval is. `stricter`: whether some readers are stricter than others (Cochran's Q), as the share of chance finds
    among the questions if the line were drawn here; None where that was not asked.
    """

    how: str
    files: int
    alike: int
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None
    ac1: float
    ac1_low: float
    ac1_high: float
    read_differently: bool
    surely: bool
    stricter: float | None = None


def agreed_in_pairs(found: Agreement | None, questions: QuestionSet) -> Agreed | None:
    """The same of two blind readings."""
    if found is None:
        return None
    return _agreed(BY_DOUBLE_READING, found.pairs, found.same, found.kappa, found.ac1, questions, None)


def calibrated(sample: SampleRead) -> dict[str, Agreed]:
    """Of all gates, then of each question; nothing where fewer than three read, or fewer than two files were read."""
    keys = (sample.questions.key, *(sample.questions.key_of(one) for one in sample.questions.questions))
    found = {key: one for key in keys if (one := _calibrated(sample, key)) is not None}
    looks = [Look("question", key, one.stricter) for key, one in found.items()]
    told = judged(looks, CHANCE, Dependence.POSITIVE)
    return {key: replace(one, stricter=q) for (key, one), q in zip(found.items(), told.q, strict=True)}


def readers_of(sample: SampleRead) -> int:
    """How many read any file of a sample, blind."""
    return len({each.auditor for one in sample.files for each in one.readings if each.blind})


def _calibrated(sample: SampleRead, key: str) -> Agreed | None:
    answers = [_answers(file, sample.questions, key) for file in sample.files]
    answers = [one for one in answers if len(one) > 1]
    if readers_of(sample) < FEWEST or len(answers) < 2:
        return None
    counts = _counts([list(one.values()) for one in answers], _closed(sample, key))
    alike = sum(len(set(one.values())) == 1 for one in answers)
    kappa = _with_interval(fleiss_kappa, counts) if (counts.sum(axis=0) > 0).sum() > 1 else None
    ac1 = _with_interval(many_ac1, counts)
    assert ac1 is not None
    return _agreed(BY_CALIBRATION, len(answers), alike, kappa, ac1, sample.questions, _stricter(answers))


def _agreed(
    how: str, files: int, alike: int, kappa: Coefficient | None, ac1: Coefficient, questions: QuestionSet,
    stricter: float | None,
) -> Agreed:  # fmt: skip
    value, low, high = (None, None, None) if kappa is None else (kappa.value, kappa.low, kappa.high)
    least = questions.reliance.agreement
    return Agreed(how, files, alike, value, low, high, ac1.value, ac1.low, ac1.high, ac1.value < least,
                  ac1.high < least, stricter)  # fmt: skip


def _answers(file: FileRead, questions: QuestionSet, key: str) -> dict[str, str]:
    """What each blind reading of a file says, by reader; readers are told apart and never named."""
    return {one.auditor: _answer(one, questions, key) for one in file.readings if one.blind}


def _answer(reading: Reading, questions: QuestionSet, key: str) -> str:
    if key == questions.key:
        return overall_of(reading, questions)
    return reading.answers[key.removeprefix(f"{questions.key}.")]


def _closed(sample: SampleRead, key: str) -> list[str]:
    if key == sample.questions.key:
        return [one for one in Standing if one not in (Standing.UNDECIDED, Standing.UNREAD)]
    return list(Answer)


def _counts(answers: Sequence[Sequence[str]], closed: Sequence[str]) -> Floats:
    """Files by answers: how many gave it."""
    return np.array([[Counter(one)[each] for each in closed] for one in answers], np.float64)


def many_ac1(counts: Floats) -> float:
    """Gwet's AC1 of any number of readers a file (British Journal of Mathematical and Statistical Psychology 61, 2008);
    all of the closed list counts, given or not.
    """
    shares = (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0)
    by_chance = float((shares * (1 - shares)).sum()) / (counts.shape[1] - 1)
    return float((_observed(counts) - by_chance) / (1 - by_chance))


def fleiss_kappa(counts: Floats) -> float:
    """Fleiss's kappa (Psychological Bulletin 76, 1971), of any number of readers a file; 1 where one answer is left."""
    shares = (counts / counts.sum(axis=1, keepdims=True)).mean(axis=0)
    by_chance = float((shares**2).sum())
    return 1.0 if by_chance >= 1 else (_observed(counts) - by_chance) / (1 - by_chance)


def _observed(counts: Floats) -> float:
    """The share of pairs of readers of a file who answer alike, each file counted once."""
    readers = counts.sum(axis=1)
    return float(np.mean((counts * (counts - 1)).sum(axis=1) / (readers * (readers - 1))))


def _with_interval(figure: Callable[[Floats], float], counts: Floats) -> Coefficient:
    """With its 95% interval over files, these readers given: each file is left out in turn (the jackknife: Quenouille,
    Biometrika 43, 1956), and Student's t drawn at its standard error.
    """
    from scipy.stats import t  # slow to load, and not every command needs it

    number, value = len(counts), figure(counts)
    without = np.array([figure(np.delete(counts, one, axis=0)) for one in range(number)]) if number > 2 else None
    if without is None:
        return Coefficient(value, -1.0, 1.0)
    error = sqrt((number - 1) / number * float(((without - without.mean()) ** 2).sum()))
    reach = float(t.ppf(0.5 + LEVEL / 2, number - 1)) * error
    return Coefficient(value, max(-1.0, value - reach), min(1.0, value + reach))


def _stricter(answers: Sequence[dict[str, str]]) -> float | None:
    """Whether some readers are stricter than others: of the files that all of them read, how often each says yes."""
    from statsmodels.stats.contingency_tables import cochrans_q

    everybody = sorted({reader for one in answers for reader in one})
    rows = [[one[each] in (Answer.YES, Standing.GOOD) for each in everybody] for one in answers
            if set(one) == set(everybody)]  # fmt: skip
    if not any(0 < sum(one) < len(one) for one in rows):
        return None  # where nobody differs there is nothing to ask
    return float(cochrans_q(np.array(rows, np.int64)).pvalue)
