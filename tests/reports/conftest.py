"""One assessment of the made-up investigations, as a report and as a page."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dutybound.cli.assessing import Assessment, judge, prepare_ground
from dutybound.cli.reporting import assessed_of
from dutybound.exchange.duty_file import DutyFile
from dutybound.reports.assessed import Assessed
from dutybound.reports.building import report_of
from dutybound.reports.contents import Report
from dutybound.reports.rendering import page_of
from tests.reports.parsed import Page, parsed

INVESTIGATIONS = Path(__file__).parents[2] / "examples" / "investigations"


@dataclass(frozen=True, repr=False)
class Made:
    assessment: Assessment
    assessed: Assessed
    report: Report
    html: str
    page: Page


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    file = tmp_path_factory.mktemp("report") / "duties.parquet"
    ground = prepare_ground(INVESTIGATIONS, None, lambda _: None)
    moment = ground.moment("2016-06-30", "test")
    with DutyFile(file, lambda identity: f"hashed-{len(identity)}", moment) as duties:
        assessment = judge(ground, moment, duties, lambda _: None)
    assessed = assessed_of(assessment, file)
    report = report_of(assessed)
    html = page_of(report)
    return Made(assessment, assessed, report, html, parsed(html))
