"""The cluster command, and that a clustered source is judged as the source itself is."""

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.test_assess import run

INVESTIGATIONS = Path(__file__).parents[2] / "examples" / "investigations"
AS_AT = ("--as-at", "2016-09-30")


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings"


def results(folder: Path) -> tuple[bytes, bytes, list[str]]:
    """The figures to the byte, and the duties in any order."""
    duties = sorted(map(str, pq.read_table(folder / "duties.parquet").to_pylist()))
    return (folder / "measures.json").read_bytes(), (folder / "declared_measures.json").read_bytes(), duties


def test_clustered_or_stored_the_figures_are_the_same(tmp_path: Path, settings: Path) -> None:
    plain, out, stored = tmp_path / "plain", tmp_path / "clustered", tmp_path / "records.sqlite"
    assert run(settings, "assess", INVESTIGATIONS, *AS_AT, "--out", plain).returncode in (0, 4)
    done = run(settings, "cluster", INVESTIGATIONS, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "data as at 2016-09-30" in done.stdout
    again = run(settings, "assess", out, *AS_AT, "--out", tmp_path / "again")
    assert again.returncode in (0, 4), again.stderr
    assert results(tmp_path / "again") == results(plain)
    with closing(sqlite3.connect(stored)) as connection, connection:
        for file in (INVESTIGATIONS / "data").glob("*.csv"):
            with file.open(encoding="utf-8", newline="") as opened:
                header, *rows = csv.reader(opened)
            connection.execute(f'CREATE TABLE "{file.stem}" ({", ".join(header)})')
            connection.executemany(f'INSERT INTO "{file.stem}" VALUES ({", ".join("?" * len(header))})', rows)
    asked = run(settings, "assess", stored, "--with", INVESTIGATIONS, *AS_AT, "--out", tmp_path / "stored")
    assert asked.returncode in (0, 4), asked.stderr
    assert results(tmp_path / "stored") == results(plain)
    logged = (settings / "disclosures.log").read_text()
    assert "a clustered copy of the records" in logged


def test_rows_left_out_are_said_and_kept_in_mind(tmp_path: Path, settings: Path) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(INVESTIGATIONS, folder)
    with (folder / "data" / "review.csv").open("a") as file:
        file.write((folder / "data" / "review.csv").read_text().splitlines()[1] + "\n")
    done = run(settings, "cluster", folder / "data", "--with", folder, "--out", tmp_path / "out")
    assert done.returncode == 8, done.stderr
    assert "of row 2, with the same values" in " ".join(done.stdout.split())
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["excluded"]["rows"] == 1
    judged = run(settings, "assess", tmp_path / "out", *AS_AT, "--out", tmp_path / "judged")
    assert judged.returncode in (8, 12)
    assert "of row 2, with the same values" in (tmp_path / "judged" / "excluded.csv").read_text()


def test_what_is_refused_leaves_the_earlier_one_alone(tmp_path: Path, settings: Path) -> None:
    out = tmp_path / "out"
    assert run(settings, "cluster", INVESTIGATIONS, "--out", out).returncode == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    broken = tmp_path / "broken"
    shutil.copytree(INVESTIGATIONS, broken)
    (broken / "data" / "review.csv").write_text("nothing\n")
    assert run(settings, "cluster", broken, "--out", out).returncode == 2
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    for place in (INVESTIGATIONS, INVESTIGATIONS / "data"):
        done = run(settings, "cluster", INVESTIGATIONS / "data", "--with", INVESTIGATIONS, "--out", place)
        assert done.returncode == 2
        assert "and results would mix with it" in done.stderr


def test_a_password_is_not_shown_by_the_command(tmp_path: Path, settings: Path) -> None:
    for address in ("postgresql://me:geheim@127.0.0.1:1/records", "postgresql://me:ge@geheim@127.0.0.1:1/records"):
        for command in (("assess", *AS_AT, "--identified"), ("cluster",)):
            name, *more = command
            done = run(settings, name, address, "--with", INVESTIGATIONS, *more, "--out", tmp_path / "out")
            assert done.returncode == 2
            assert "geheim" not in done.stdout + done.stderr
    log = settings / "disclosures.log"
    assert not log.exists() or "geheim" not in log.read_text()
