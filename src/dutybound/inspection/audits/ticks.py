"""Is the tick real? Duties that are met, and what share of them is good practice as audited."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.references import References
from dutybound.insight.sampled import Sampled, StratumRead, more_to_read, sampled_share
from dutybound.inspection.audits.readings import SampleRead, Standing
from dutybound.inspection.audits.results import standings_of


@dataclass(frozen=True)
class Owed:
    """Of one subject: how many duties were due, and how many of them were met in time."""

    due: int
    met: int


@dataclass(frozen=True)
class BehindTicks:
    """What the audit makes of a standard's ticks, over the records of the sample's frame.

    `files` were read and have a duty that was met; `good` of them are good practice. `share` is of the met duties: what
    of the ticks is good practice. `rate` is of all duties due: met, and good practice. `met` is what the duties alone
    say, as far as the files read tell it.
    """

    standard: str
    key: str
    files: int
    good: int
    share: Sampled | None
    met: Sampled | None
    rate: Sampled | None
    half_width: float
    more: int | None  # files to read until the interval of `share` is so narrow


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
    standings = standings_of(sample, key)
    strata: dict[str, list[tuple[float, float, float]]] = {name: [] for name in sample.populations}
    files = good = 0
    for file in sample.files:
        standing = standings[file.id]
        if standing not in (Standing.GOOD, Standing.NOT_GOOD):
            continue
        one = owed.get(file.subject) or owed.get(references.of(file.subject)) or Owed(0, 0)
        is_good = standing is Standing.GOOD
        strata[file.stratum].append((one.met * is_good, one.met, one.due))
        files += one.met > 0
        good += one.met > 0 and is_good
    if not any(due for rows in strata.values() for _, _, due in rows):
        what = f"no file that was read is a subject of {standard} in these duties"
        remedy = "Draw from the table that the standard is about, with the key with which the duties were written."
        raise DutyboundError(Problem(f"the sample {sample.id}", what, remedy))
    ticks = _strata(sample, strata, 0, 1)
    more = more_to_read(ticks, half_width)
    return BehindTicks(
        standard, key, files, good, sampled_share(ticks), sampled_share(_strata(sample, strata, 1, 2)),
        sampled_share(_strata(sample, strata, 0, 2)), half_width, more,
    )  # fmt: skip


def _strata(
    sample: SampleRead, rows: Mapping[str, list[tuple[float, float, float]]], part: int, whole: int
) -> list[StratumRead]:
    told = {name: np.array(several, np.float64).reshape(-1, 3) for name, several in rows.items()}
    return [StratumRead(sample.populations[name], one[:, part], one[:, whole]) for name, one in told.items()]
