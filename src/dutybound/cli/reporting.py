"""report.html: the assessment as a page for its owner alone."""

from pathlib import Path

from dutybound.cli.assessing import Assessment
from dutybound.exchange.private import private
from dutybound.insight.finder import Found
from dutybound.insight.tally import Tally
from dutybound.reports.assessed import Assessed
from dutybound.reports.building import report_of
from dutybound.reports.contents import UnitShare
from dutybound.reports.rendering import page_of

NAME = "report.html"


def write_report(assessment: Assessment, folder: Path, found: Found | None = None) -> None:
    """The page, from the assessment and the `duties.parquet` that already lies in the folder."""
    page = page_of(report_of(assessed_of(assessment, folder / "duties.parquet", found)))
    private(folder / NAME).write_text(page, encoding="utf-8")


def assessed_of(assessment: Assessment, duties: Path, found: Found | None = None) -> Assessed:
    ground = assessment.ground
    declaration = ground.declaration
    return Assessed(
        declaration.title,
        ground.name,
        assessment.as_at,
        ground.known_at,
        assessment.suspensions,
        declaration.calendar,
        declaration.policy,
        ground.extract,
        assessment.tallies,
        ground.library.measures,
        assessment.figures,
        duties,
        ground.reach,
        {name: unit_shares(tally) for name, tally in assessment.tallies.items()},
        found,
        ground.feed_words,
    )


def unit_shares(tally: Tally) -> tuple[UnitShare, ...]:
    """The share of each unit that fell due; what no unit held is no unit's."""
    rates = {tally.holders.units[slot]: rate for slot, rate in tally.unit_rates().items()}
    return tuple(
        UnitShare(unit, rate.part, rate.whole, rate.subjects, rate.low, rate.high)
        for unit, rate in rates.items() if unit is not None
    )  # fmt: skip
