"""Reports of the made-up inspection, written once by the command."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dutybound.inspection.writing.origins import Files
from tests.cli.test_assess import run
from tests.inspection.conftest import EXAMPLES, INSPECTION
from tests.reports.parsed import Page, parsed

DOCUMENTS = ("report", "chief-officers", "public")


@dataclass(frozen=True, repr=False)
class Reported:
    """The folder of a report, with the folders that it was written from."""

    out: Path
    this: Path
    last: Path
    given: Path = INSPECTION  # the folder of the framework, the grades, the findings and the audits
    is_crossed: bool = False  # each year was judged by the rules of the other as well: the same, here

    def html(self, name: str = "report") -> str:
        return (self.out / f"{name}.html").read_text(encoding="utf-8")

    def page(self, name: str = "report") -> Page:
        return parsed(self.html(name))

    @property
    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.out / "figures.json").read_text())
        return found

    def files(self) -> Files:
        return Files({"this": self.this, "last": self.last, "audits.json": self.given / "audits.json"})


@pytest.fixture(scope="session")
def last_year(settings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("last") / "results"
    run(settings, "assess", EXAMPLES / "investigations", "--as-at", "2015-12-31", "--out", out)
    return out


@pytest.fixture(scope="session")
def reported(settings: Path, assessed: Path, tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """The report as the document has it typed."""
    out = tmp_path_factory.mktemp("reported") / "report"
    given = [f"--{name}={INSPECTION / file}" for name, file in FILES.items()]
    done = run(settings, "report", assessed, *given, "--before", assessed, "--out", out)
    assert done.returncode == 0, done.stderr
    return Reported(out, assessed, assessed)


@pytest.fixture(scope="session")
def beside_last_year(
    settings: Path, assessed: Path, last_year: Path, tmp_path_factory: pytest.TempPathFactory
) -> Reported:
    """A report with a change on the year before, and with numbers in everything that people write."""
    given = tmp_path_factory.mktemp("given")
    for name, (before, after) in NUMBERED.items():
        text = (INSPECTION / name).read_text()
        assert before in text or not before
        (given / name).write_text(text.replace(before, after) if before else text)
    out = tmp_path_factory.mktemp("beside") / "report"
    files = [f"--{name}={given / file}" for name, file in FILES.items()]
    crossed = [f"--before={last_year}", f"--before-by-these-rules={last_year}", f"--by-rules-of-before={assessed}"]
    done = run(settings, "report", assessed, *files, *crossed, "--out", out)
    assert done.returncode == 0, done.stderr
    return Reported(out, assessed, last_year, given, is_crossed=True)


#: What is written otherwise for that report: windows of half a year, so that those of both years lie in the records.
NUMBERED = {
    "framework.toml": ("since = 2015-07-01", "since = 2016-01-01"),
    "grades.toml": ("in a quarter of cases", "in 25% of the 207 cases"),
    "findings.json": ("within six months", "within 6 months, by 31 December 2016"),
    "audits.json": ("", ""),
}
FILES = {"framework": "framework.toml", "grades": "grades.toml", "findings": "findings.json", "audits": "audits.json"}
