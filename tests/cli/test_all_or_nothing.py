"""Files take their place together, and a manifest after what it vouches for."""

import os
from pathlib import Path
from typing import Any

import pytest

from dutybound.cli.all_or_nothing import all_or_nothing


def test_a_manifest_takes_its_place_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "within").mkdir()
    (tmp_path / "within" / "kept.txt").write_text("stays")
    placed: list[str] = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda one, to: (placed.append(Path(to).name), replace(one, to)))
    with all_or_nothing(tmp_path) as partial:
        (partial / "within").mkdir()
        for name in ("manifest.json", "within/new.txt", "zones.parquet"):
            (partial / name).write_text("new")
    assert placed[-1] == "manifest.json"
    assert sorted(f"{one.relative_to(tmp_path)}" for one in tmp_path.rglob("*.txt")) == [
        "within/kept.txt",
        "within/new.txt",
    ]


def test_nothing_takes_its_place_when_something_fails(tmp_path: Path) -> None:
    def fail() -> Any:
        with all_or_nothing(tmp_path) as partial:
            (partial / "one.txt").write_text("new")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_what_an_earlier_run_was_asked_for_and_this_one_was_not_is_gone(tmp_path: Path) -> None:
    for name in ("told.json", "shortfalls.json", "report.html", "notes.txt", "ours.json"):
        (tmp_path / name).write_text("old")
    with all_or_nothing(tmp_path, ("shortfalls.json", "report.html", "duties.parquet"), "ours.json") as partial:
        (partial / "told.json").write_text("new")
        (partial / "report.html").write_text("new")
    left = {one.name: one.read_text() for one in tmp_path.iterdir()}
    assert left == {"told.json": "new", "report.html": "new", "notes.txt": "old", "ours.json": "old"}


def test_files_of_these_names_that_are_somebody_elses_stay(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("another's")
    with all_or_nothing(tmp_path, ("report.html",), "ours.json") as partial:
        (partial / "ours.json").write_text("new")
    assert (tmp_path / "report.html").read_text() == "another's"


def test_what_an_earlier_run_was_asked_for_stays_when_something_fails(tmp_path: Path) -> None:
    for name in ("shortfalls.json", "ours.json"):
        (tmp_path / name).write_text("old")
    with pytest.raises(OSError, match="disk full"), all_or_nothing(tmp_path, ("shortfalls.json",), "ours.json"):
        raise OSError("disk full")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["ours.json", "shortfalls.json"]
