"""The made-up examples assessed, each as a report and as a page."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc
import pytest

from dutybound.cli.assessing import Assessment, judge, prepare_ground
from dutybound.cli.mapping import map_source
from dutybound.cli.reporting import assessed_of
from dutybound.exchange.duty_file import DutyFile
from dutybound.reports.assessed import Assessed
from dutybound.reports.building import report_of
from dutybound.reports.contents import Report
from dutybound.reports.rendering import page_of
from tests.reports.parsed import Page, parsed

EXAMPLES = Path(__file__).parents[2] / "examples"
INVESTIGATIONS, FINES = EXAMPLES / "investigations", EXAMPLES / "fines"


@dataclass(frozen=True, repr=False)
class Made:
    assessment: Assessment
    assessed: Assessed
    report: Report
    html: str
    page: Page


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_from(INVESTIGATIONS, INVESTIGATIONS, "2016-06-30", tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def fines(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The made-up fines: a source that does not say when anything was recorded, over many years."""
    return made_from(FINES / "made_up.csv", FINES, "2013-06-30", tmp_path_factory.mktemp("fines"))


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Four columns of one file, as `dutybound map` declares them: most standards have nothing to tell."""
    folder = tmp_path_factory.mktemp("first") / "declared"
    map_source(EXAMPLES / "first_extract" / "crimes.csv", folder, False, lambda _: None)
    return made_from(folder, folder, "2016-06-30", folder.parent)


def made_from(source: Path, folder: Path, as_at: str, out: Path) -> Made:
    """A source assessed, its duties written to `out`, as a report and as a page."""
    file = out / "duties.parquet"
    ground = prepare_ground(source, folder, lambda _: None)
    moment = ground.moment(as_at, "test")
    with DutyFile(
        file,
        lambda ids: pc.binary_join_element_wise("hashed", pc.utf8_length(ids.cast("string")).cast("string"), "-"),
        moment,
    ) as duties:
        assessment = judge(ground, moment, duties, lambda _: None)
    assessed = assessed_of(assessment, file)
    report = report_of(assessed)
    html = page_of(report)
    return Made(assessment, assessed, report, html, parsed(html))
