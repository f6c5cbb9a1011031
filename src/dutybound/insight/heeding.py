"""The headline figures of a standard with an interval that heeds who supervised the work and whose work it was."""

from dataclasses import dataclass

import numpy as np

from dutybound.engine.source import Source
from dutybound.insight.clustered import Clustered, Codes, alike_within, clustered_share
from dutybound.insight.evidence import SubjectCodes
from dutybound.insight.shares import Counts
from dutybound.insight.tally import Tally


@dataclass(frozen=True)
class Heeding:
    """What fell due, and the days of what recurs; None where no rate is shown, or nothing is counted."""

    rate: Clustered | None
    days: Clustered | None


def heeding(tally: Tally, supervisors: SubjectCodes, units: SubjectCodes) -> Heeding:
    """`supervisors` as `evidence.supervisors_of` finds them, `units` as `units_of`: no code leaves.

    The units of a force are all there, and none was drawn: how far they differ is no doubt about the force's figure. So
    the cases of a supervisor are compared with those of their own unit.
    """
    if not tally.shows_rate:
        return Heeding(None, None)
    found, table = tally.by_subject, tally.standard.subject.name
    supervisor, unit = supervisors.of(table, found.subjects), units.of(table, found.subjects)
    days = None
    if tally.standard.recurs:
        within, overdue = found.days.T[:2]
        days = _heeded(within, within + overdue, supervisor, unit)
    return Heeding(_heeded(found.in_time, found.in_rate, supervisor, unit), days)


def _heeded(part: Counts, whole: Counts, supervisor: Codes, unit: Codes) -> Clustered | None:
    """The share over subjects, each alone where it is not known who supervised it, or in which unit it was."""
    alone = supervisor.max(initial=0) + 1 + np.arange(len(whole))  # no code of a supervisor's
    clusters = {"supervisor": np.where(supervisor < 0, alone, supervisor), "subject": alone}
    told = (supervisor >= 0) & (unit >= 0) & (whole > 0)
    alike, known = {}, supervisor[told]
    if len(known) and known.min() < known.max():
        alike = {"supervisor": alike_within(part[told], whole[told], supervisor[told], unit[told])}
    return clustered_share(part, whole, clusters, alike)


UNITS = """
    SELECT subject_table, subject, unit FROM "holding" WHERE unit IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY subject_table, subject ORDER BY began_at DESC, id) = 1
"""


def units_of(source: Source) -> SubjectCodes:
    """Which unit held each subject last."""
    return SubjectCodes("unit", source.connection.sql(UNITS).to_arrow_table())
