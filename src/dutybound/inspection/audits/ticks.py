"""Is the tick real? Duties that are met, and what share of them is good practice as audited."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.references import References
from dutybound.insight.sampled import Sampled, StratumRead, more_to_read, sampled_share
from dutybound.inspection.audits.agreeing import reliability
from dutybound.inspection.audits.counting import TELLS, Counted, counted
from dutybound.inspection.audits.readings import SampleRead, Standing, standing_of


@dataclass(frozen=True)
class Owed:
    """Of one subject: how many duties were due, and how many of them were met in time."""

    due: int
    met: int


@dataclass(frozen=True)
class BehindTicks:
    """What the audit makes of a standard's ticks, over the records of the sample's frame.

    `files` were read, tell, and have a duty that was met; `good` of them are good practice, `undecided` others wait.
    `share` is of the met duties: what of the ticks is good practice. `rate` is of all duties due: met, and good
    practice. `met` is what the duties alone say, as far as the files read tell it.
    """

    standard: str
    key: str
    files: int
    good: int
    undecided: int
    share: Sampled | None
    met: Sampled | None
    rate: Sampled | None
    half_width: float
    more: int | None  # files to read until the interval of `share` is so narrow
    because: tuple[str, ...] = ()  # why none of it is to be relied on; empty: it is


def owed_by_subject(duties: Path, standard: str) -> dict[str, Owed]:
    """What duties.parquet says of a standard, by subject as it stands there: an id, or its reference."""
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        rows = connection.execute(
            "SELECT subject, count(*), count(*) FILTER (state = 'met') FROM read_parquet(?) WHERE standard = ?"
            " AND state IN ('met', 'met_late', 'overdue', 'missed') GROUP BY subject",
            [str(duties), standard],
        ).fetchall()
        known = connection.execute("SELECT DISTINCT standard FROM read_parquet(?)", [str(duties)]).fetchall()
    if not rows and standard not in {one for (one,) in known}:
        what = f"has no duties of the standard {standard!r}"
        raise DutyboundError(Problem(f"{duties}", what, nearest(standard, [one for (one,) in known])))
    return {subject: Owed(due, met) for subject, due, met in rows}


def met_subjects(duties: Path, standard: str) -> frozenset[str]:
    """The subjects with a duty that was met."""
    return frozenset(subject for subject, one in owed_by_subject(duties, standard).items() if one.met)


def behind_ticks(
    sample: SampleRead,
    standard: str,
    owed: Mapping[str, Owed],
    references: References,
    key: str | None = None,
    half_width: float = 0.05,
) -> BehindTicks:
    """Join the files that were read with their duties; `key` is a question, and by default all gates."""
    key = key or sample.questions.key
    duties = _duties(sample, owed, references)
    count = counted(sample, key, {one: each.met for one, each in duties.items()})
    told = [one for one in sample.files if count.value(one.id, 0.0) is not None and duties[one.id].due]
    if not told:
        what = f"no file that was read is a subject of {standard} in these duties"
        remedy = "Draw from the table that the standard is about, with the key with which the duties were written."
        raise DutyboundError(Problem(f"the sample {sample.id}", what, remedy))
    key_stands = [standing_of(one, sample.questions, key) for one in told if duties[one.id].met]
    share, rate = (_either_way(sample, count, duties, of) for of in ("met", "due"))
    met = sampled_share(_strata(sample, count, duties, 0.0, "due", good=False))
    more = more_to_read(_strata(sample, count, duties, None, "met"), half_width, count.certainty)
    seen = sum(one in TELLS for one in key_stands)
    return BehindTicks(
        standard, key, seen, key_stands.count(Standing.GOOD), key_stands.count(Standing.UNDECIDED), share, met, rate,
        half_width, more, reliability(sample, key).because,
    )  # fmt: skip


def _duties(sample: SampleRead, owed: Mapping[str, Owed], references: References) -> dict[str, Owed]:
    """By file; duties name their subjects by id, or by reference."""
    nothing = Owed(0, 0)
    return {
        one.id: owed.get(one.subject) or owed.get(references.of(one.subject)) or nothing for one in sample.files
    }  # fmt: skip


def _either_way(sample: SampleRead, count: Counted, duties: Mapping[str, Owed], of: str) -> Sampled | None:
    """Ticks that are good practice, of those met or of all due; whatever is decided yet lies inside."""
    plain, worst, best = (
        sampled_share(_strata(sample, count, duties, one, of), count.certainty) for one in (None, 0.0, 1.0)
    )
    if plain is None or worst is None or best is None:
        return plain
    return Sampled(plain.value, min(plain.low, worst.low), max(plain.high, best.high), plain.worth)


def _strata(
    sample: SampleRead, count: Counted, duties: Mapping[str, Owed], undecided: float | None, of: str, good: bool = True
) -> list[StratumRead]:
    """Each file that was read, weighed by its duties: `of` says by those due or those met."""
    found = []
    for name, population in sample.populations.items():
        read = [one for one in sample.files if one.stratum == name and one.readings]
        values = [count.value(one.id, undecided) for one in read]
        weights = [0 if value is None else getattr(duties[one.id], of) for one, value in zip(read, values, strict=True)]
        ticks = [duties[one.id].met * (1.0 if not good else value or 0.0) * (value is not None)
                 for one, value in zip(read, values, strict=True)]  # fmt: skip
        found.append(StratumRead(population, np.array(ticks, np.float64), np.array(weights, np.float64)))
    return found
