"""Reports of the made-up inspection, written once by the command."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dutybound.inspection.writing.changing import CROSSED
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
    crossed: tuple[Path, Path] | None = None  # last year by the rules of this one, and this by those of last year

    def html(self, name: str = "report") -> str:
        return (self.out / f"{name}.html").read_text(encoding="utf-8")

    def page(self, name: str = "report") -> Page:
        return parsed(self.html(name))

    @property
    def figures(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.out / "figures.json").read_text())
        return found

    def files(self) -> Files:
        others = dict(zip(CROSSED, self.crossed or (), strict=False))
        return Files({"this": self.this, "last": self.last, "audits.json": self.given / "audits.json", **others})


def text_of(page: Page) -> str:
    return " ".join(page.one("main").text.split())


@pytest.fixture(scope="session")
def last_year(settings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year before, by the rules of this year."""
    return assessed_by(settings, EXAMPLES / "investigations", "2015-12-31", tmp_path_factory.mktemp("last"))


@pytest.fixture(scope="session")
def old_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same records, held to other rules: until March 2016 victims told the outcome within two working days and not
    five, and investigations of standard risk reviewed every 21 days and not every 28.
    """
    folder = Path(shutil.copytree(EXAMPLES / "investigations", tmp_path_factory.mktemp("old") / "rules"))
    text = (folder / "policy.toml").read_text().replace('standard = "28 days"', 'standard = "21 days"')
    begins = text.rindex("[[policy]]", 0, text.index('id = "outcome.told"'))
    ends = text.index("[[policy]]", begins + 1)
    entry, since = text[begins:ends], "valid_from = 2015-04-01"
    old = entry.replace("5 working days", "2 working days").replace(since, f"{since}\nvalid_to = 2016-03-31")
    later = entry.replace(since, "valid_from = 2016-04-01")
    (folder / "policy.toml").write_text(f"{text[:begins]}{old}{later}{text[ends:]}")
    return folder


def assessed_by(settings: Path, rules: Path, as_at: str, out: Path) -> Path:
    assert run(settings, "assess", rules, "--as-at", as_at, "--out", out).returncode in (0, 4)
    return out


@pytest.fixture(scope="session")
def reported(settings: Path, assessed: Path, tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """The report as the document has it typed."""
    out = tmp_path_factory.mktemp("reported") / "report"
    given = [f"--{name}={INSPECTION / file}" for name, file in FILES.items()]
    before = Path(shutil.copytree(assessed, out.parent / "before"))  # a year in which everything was the same
    done = run(settings, "report", assessed, *given, "--before", before, "--out", out)
    assert done.returncode == 0, done.stderr
    return Reported(out, assessed, before)


@pytest.fixture(scope="session")
def beside_last_year(
    settings: Path, assessed: Path, last_year: Path, old_rules: Path, tmp_path_factory: pytest.TempPathFactory
) -> Reported:
    """A report with a change on the year before, each year by both years' rules, and with numbers in everything that
    people write.
    """
    given = tmp_path_factory.mktemp("given")
    for name, (before, after) in NUMBERED.items():
        text = (INSPECTION / name).read_text()
        assert before in text or not before
        (given / name).write_text(text.replace(before, after) if before else text)
    out = tmp_path_factory.mktemp("beside") / "report"
    files = [f"--{name}={given / file}" for name, file in FILES.items()]
    folders = [tmp_path_factory.mktemp("by-old") / name for name in ("last", "this")]
    last, this_by_old = (
        assessed_by(settings, old_rules, as_at, folder)
        for as_at, folder in zip(("2015-12-31", "2016-06-30"), folders, strict=True)
    )
    crossed = [f"--before={last}", f"--before-by-these-rules={last_year}", f"--by-rules-of-before={this_by_old}"]
    done = run(settings, "report", assessed, *files, *crossed, "--out", out)
    assert done.returncode == 0, done.stderr
    return Reported(out, assessed, last, given, (last_year, this_by_old))


#: What is written otherwise for that report: windows of half a year, so that those of both years lie in the records.
NUMBERED = {
    "framework.toml": ("since = 2015-07-01", "since = 2016-01-01"),
    "grades.toml": ("in a quarter of cases", "in 25% of the 207 cases"),
    "findings.json": ("within six months", "within 6 months, by 31 December 2016"),
    "audits.json": ("", ""),
}
FILES = {"framework": "framework.toml", "grades": "grades.toml", "findings": "findings.json", "audits": "audits.json"}
