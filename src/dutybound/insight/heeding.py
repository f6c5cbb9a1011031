"""The headline figures of a standard with an interval that heeds who supervised the work and whose work it was."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dutybound.engine.source import Source
from dutybound.insight.clustered import Clustered, Codes, alike_within, clustered_share
from dutybound.insight.evidence import codes_of
from dutybound.insight.shares import Counts
from dutybound.insight.tally import Tally

#: Each whose supervisor is not known stands alone: codes from here on, so that none is taken for a supervisor's.
ALONE = 1 << 40


@dataclass(frozen=True)
class Heeding:
    """What fell due, and the days of what recurs; None where no rate is shown, or nothing is counted."""

    rate: Clustered | None
    days: Clustered | None


def heeding(tally: Tally, supervisors: pa.Table, units: pa.Table) -> Heeding:
    """`supervisors` as `evidence.supervisors_of` finds them, `units` as `units_of`: codes tell them apart, none leaves.

    The units of a force are all there, and none was drawn: how far they differ is no doubt about the force's figure. So
    the cases of a supervisor are compared with those of their own unit.
    """
    if not tally.shows_rate:
        return Heeding(None, None)
    found, table = tally.by_subject, tally.standard.subject.name
    supervisor = codes_of("supervisor", table, found.subjects, supervisors)
    unit = codes_of("unit", table, found.subjects, units)
    days = None
    if tally.standard.recurs:
        within, overdue = found.days.T[:2]
        days = _heeded(within, within + overdue, supervisor, unit)
    return Heeding(_heeded(found.in_time, found.in_rate, supervisor, unit), days)


def _heeded(part: Counts, whole: Counts, supervisor: Codes, unit: Codes) -> Clustered | None:
    """The share over subjects, each alone where it is not known who supervised it, or in which unit it was."""
    alone = ALONE + np.arange(len(whole), dtype=np.int64)
    clusters = {"supervisor": np.where(supervisor < 0, alone, supervisor), "subject": alone}
    told = (supervisor >= 0) & (unit >= 0) & (whole > 0)
    alike = {}
    if len(np.unique(supervisor[told])) > 1:
        alike = {"supervisor": alike_within(part[told], whole[told], supervisor[told], unit[told])}
    return clustered_share(part, whole, clusters, alike)


UNITS = """
    SELECT subject_table, subject, unit FROM "holding" WHERE unit IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY subject_table, subject ORDER BY began_at DESC, id) = 1
"""


def units_of(source: Source) -> pa.Table:
    """Which unit held each subject last."""
    return source.connection.sql(UNITS).to_arrow_table()
