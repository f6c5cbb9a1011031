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

    def html(self, name: str = "report") -> str:
        return (self.out / f"{name}.html").read_text(encoding="utf-8")

    def page(self, name: str = "report") -> Page:
        return parsed(self.html(name))

    @property
    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.out / "figures.json").read_text())
        return found

    def files(self) -> Files:
        return Files({"this": self.this, "last": self.last, "audits.json": INSPECTION / "audits.json"})


@pytest.fixture(scope="session")
def last_year(settings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("last") / "results"
    run(settings, "assess", EXAMPLES / "investigations", "--as-at", "2015-12-31", "--out", out)
    return out


@pytest.fixture(scope="session")
def framework(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The framework of the example with windows of half a year, so that two of them lie in the records."""
    text = (INSPECTION / "framework.toml").read_text().replace("since = 2015-07-01", "since = 2016-01-01")
    file = tmp_path_factory.mktemp("framework") / "framework.toml"
    file.write_text(text)
    return file


@pytest.fixture(scope="session")
def reported(settings: Path, assessed: Path, tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """The report as the document has it typed."""
    out = tmp_path_factory.mktemp("reported") / "report"
    given = [f"--{name}={INSPECTION / file}" for name, file in FILES.items()]
    done = run(settings, "report", assessed, *given, "--before", assessed, "--out", out)
    assert done.returncode == 0, done.stderr
    return Reported(out, assessed, assessed)


FILES = {"framework": "framework.toml", "grades": "grades.toml", "findings": "findings.json", "audits": "audits.json"}
