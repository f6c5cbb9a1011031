"""Extracts loaded again and again, typed as the page says, and what it promises of the figures of before."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from dutybound.exchange.loading.databases import Databases
from tests.cli.test_assess import Done, run
from tests.docs.test_how_to import ROOT
from tests.inspection.conftest import kept_at
from tests.records.kept import LONDON, REVIEWS, Kept
from tests.records.test_loading import APRIL, MARCH, without

PAGE = (ROOT / "docs" / "how-to" / "load-again-and-again.md").read_text(encoding="utf-8")
PREVIEW, LOAD, WITHDRAW, ASSESS, ERASE = re.findall(r"^    (dutybound .*)$", PAGE, re.MULTILINE)


class Typed:
    """Lines typed in the folder where the extracts lie, with a home of its own.

    Each is a command in this process, which costs a fifth of a process of its own; `in_shell` is for the one line of a
    page that shows that a shell, and a process that knows nothing of this one, finds the same records.
    """

    def __init__(self, home: Path) -> None:
        self.home, self.settings = home, home / ".config" / "dutybound"

    def __call__(self, line: str, code: int = 0) -> str:
        program, *words = shlex.split(line)
        assert program == "dutybound"
        done = run(self.settings, *(os.path.expanduser(word) for word in words))
        connections.close_all()  # as when a process ends
        return self._said(done, code)

    def in_shell(self, line: str, code: int = 0) -> str:
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "COLUMNS": "160"}
        return self._said(
            subprocess.run(["bash", "-c", line], cwd=self.home, env=environment, capture_output=True, text=True), code
        )

    def _said(self, done: Done | subprocess.CompletedProcess[str], code: int) -> str:
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Typed]:
    """At a home where nothing is yet, not even a folder of settings."""
    for name in ("DUTYBOUND_SETTINGS", "DUTYBOUND_DATABASE", "DUTYBOUND_DIVERSION_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", f"{tmp_path}")
    monkeypatch.chdir(tmp_path)
    found = Typed(tmp_path)
    files = {"default": "records", "diversion": "diversion"}  # where they lie unless something else is said
    with kept_at({alias: found.settings / f"{name}.sqlite3" for alias, name in files.items()}):
        yield found


def test_the_page_holds_as_typed(tmp_path: Path, typed: Typed) -> None:
    kept = Kept(tmp_path, Databases({}))
    named = lambda line, folder: line.replace("FOLDER", f"{folder}")
    march = kept.extract(MARCH)
    typed.in_shell(named(LOAD, march), 0)
    assess = f"{ASSESS.replace('2016-06-30', MARCH)}"
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "dutybound.toml").write_text(f'title = "Records"\nrecords = true\n{LONDON}')
    (tmp_path / "records" / "standards.toml").write_text("")

    short = without(REVIEWS, "R3")
    (march / "review.csv").write_text(short)
    assert "R3" not in typed(named(PREVIEW, march), 0), "ids stand in the lists alone"
    assert (tmp_path / "changes" / "gone.csv").read_text() == "table,id\nreview,R3\n"
    said = typed(f"{named(WITHDRAW, march)} --preview", 2)
    assert "does not lie after 2016-03-31" in said, "on the extract of the same day it would change the past"
    april = kept.extract(APRIL, review=short)
    assert "--by: is missing" in typed(named(WITHDRAW.partition(" --by")[0], april), 2)
    assert "Loaded as Case system/2" in typed(named(WITHDRAW, april), 0)

    typed(assess, 4)  # 4: much cannot be assessed, because little was delivered
    typed("dutybound cluster ~/.config/dutybound/records.sqlite3 --with records --out clustered", 0)
    (tmp_path / "erasure.csv").write_text("table,id,when\nreview,R2,2016-06-25\n")
    assert typed(ERASE, 0).count("1 row of review") == 2
    log = (tmp_path / ".config" / "dutybound" / "disclosures.log").read_text()
    assert "done: withdrew 1 row, as a detective inspector decided" in log
    assert log.count('"done: erased what erasure.csv lists') == 2
