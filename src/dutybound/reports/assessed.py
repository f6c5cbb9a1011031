"""What a report is made from: an assessment that is done, and the file of its duties."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dutybound.duties.calendar import Calendar
from dutybound.duties.measure import Measure
from dutybound.duties.policy import PolicyBook
from dutybound.exchange.extract import Extract
from dutybound.exchange.reaching import Reach
from dutybound.insight.figures import Figure
from dutybound.insight.finder import Found
from dutybound.insight.tally import Tally
from dutybound.reports.contents import UnitShare


@dataclass(frozen=True)
class Assessed:
    """`by_unit` has, by standard, the share of each unit where holdings tell whose a duty was."""

    title: str
    source: str
    as_at: int
    known_at: int | None
    suspensions: bool
    calendar: Calendar
    policy: PolicyBook
    extract: Extract
    tallies: Mapping[str, Tally]
    measures: tuple[Measure, ...]
    figures: Mapping[str, Figure | None]
    duties: Path
    reach: Reach | None
    by_unit: Mapping[str, tuple[UnitShare, ...]] = field(default_factory=dict)
    found: Found | None = None  # what units were compared in, where somebody asked for it
    feed: str = ""  # how often the data arrive, in words
