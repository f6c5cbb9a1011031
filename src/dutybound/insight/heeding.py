"""The headline figures of a standard with an interval that heeds who supervised the work and whose work it was."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.insight.clustered import Clustered, Codes, clustered_share
from dutybound.insight.tally import Tally

#: Each whose supervisor is not known stands alone: codes from here on, so that none is taken for a supervisor's.
ALONE = 1 << 40


@dataclass(frozen=True)
class Heeding:
    """What fell due, and the days of what recurs; None where no rate is shown, or nothing is counted."""

    rate: Clustered | None
    days: Clustered | None


def heeding(tally: Tally, supervisors: pa.Table) -> Heeding:
    """`supervisors` as `evidence.supervisors_of` finds them: codes tell them apart, and none leaves."""
    if not tally.shows_rate:
        return Heeding(None, None)
    found = tally.by_subject
    alone = np.arange(len(found.subjects), dtype=np.int64)
    clusters = {"supervisor": _codes(tally.standard.subject.name, found.subjects, supervisors), "subject": alone}
    days = None
    if tally.standard.recurs:
        within, overdue = found.days.T[:2]
        days = clustered_share(within, within + overdue, clusters)
    return Heeding(clustered_share(found.in_time, found.in_rate, clusters), days)


def _codes(table: str, subjects: pa.Array, supervisors: pa.Table) -> Codes:
    own = supervisors.filter(pc.equal(supervisors.column("subject_table"), table))
    at = pc.index_in(subjects, value_set=own.column("subject").combine_chunks())
    codes = own.column("supervisor").combine_chunks().dictionary_encode().indices
    known = np.asarray(pc.fill_null(codes.take(at).cast(pa.int64()), -1))
    return np.where(known < 0, ALONE + np.arange(len(known)), known)
