"""dutybound frameworks; the guides to a framework of one's own and to forces over the years, typed through."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.test_assess import run
from tests.data import shared_data
from tests.docs.test_how_to import ROOT, blocks
from tests.inspection.conftest import EXAMPLES

GUIDE = "how-to/add-a-framework.md"


def commands(guide: str = GUIDE) -> list[list[str]]:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    return [shlex.split(line)[1:] for line in re.findall(r"^dutybound .*$", text, re.MULTILINE)]


def test_the_guide_is_typed_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (plan,) = blocks(GUIDE, "toml")
    monkeypatch.chdir(tmp_path)
    Path("plan.toml").write_text(plan, encoding="utf-8")
    said = [run(tmp_path, *one) for one in commands()]
    assert [one.returncode for one in said] == [0, 0, 0, 0], [one.stderr for one in said]
    listed, shown, own, compared = (one.stdout for one in said)
    assert "paf-2021-22-r2" in listed
    assert "4 gaps" in shown
    assert "The plan sets no figure" in own
    assert "plan.attendance and responding-to-the-public: not comparable" in compared


def test_a_standard_or_measure_that_is_none_is_said_with_the_nearest(tmp_path: Path) -> None:
    (plan,) = blocks(GUIDE, "toml")
    file = tmp_path / "plan.toml"
    file.write_text(plan)
    assert "known here" not in run(tmp_path, "frameworks", file).stdout
    file.write_text(plan.replace('standard = "reviewed"', 'standard = "reveiwed"'))
    said = run(tmp_path, "frameworks", file)
    assert said.returncode == 0  # a source may have one of that name
    assert "'reveiwed' is no standard that is known here. Did you mean 'reviewed'" in said.stdout
    assert "--with FOLDER" in said.stdout
    file.write_text(plan.replace('standard = "reviewed"', 'measure = "reviewed"'))
    assert "'reviewed' is no measure that is known here" in run(tmp_path, "frameworks", file).stdout


def test_standards_of_a_source_are_known_where_its_folder_is_named(tmp_path: Path) -> None:
    file = EXAMPLES / "inspection" / "framework.toml"
    assert "'concluded.told' is no standard" in run(tmp_path, "frameworks", file).stdout
    assert "known here" not in run(tmp_path, "frameworks", file, "--with", EXAMPLES / "investigations").stdout


def test_the_guide_to_forces_is_typed_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(shared_data("peel/forces.csv").parent, tmp_path / "grades", copy_function=shutil.copyfile)
    monkeypatch.chdir(tmp_path)
    said = [run(tmp_path, *one) for one in commands("how-to/see-forces-over-the-years.md")]
    assert [one.returncode for one in said] == [0] * 5, [one.stderr for one in said]
    assert "1 outstanding, 28 good, 13 requires improvement, 1 inadequate" in " ".join(said[1].stdout.split())
    assert Path("staffordshire.html").is_file()
    assert "carried over" in Path("staffordshire.csv").read_text(encoding="utf-8")


def test_a_framework_is_shown_with_its_gaps_before_its_questions(tmp_path: Path) -> None:
    said = run(tmp_path, "frameworks", "paf-2025-27").stdout
    assert said.index("All core questions but the first were not seen") < said.index("leadership-and-force-management")
    assert "[cut off where it was seen]" in said


def test_two_are_compared_the_later_first_whichever_was_named_first(tmp_path: Path) -> None:
    said = run(tmp_path, "frameworks", "peel-2018-19", "paf-2021-22-r2").stdout
    assert said == run(tmp_path, "frameworks", "paf-2021-22-r2", "peel-2018-19").stdout
    assert "The grades differ" in said
    assert "preventing-crime and effectiveness.1: not comparable" in said
    assert "comparable with care" not in said


def test_what_one_of_them_does_not_grade_has_no_grades_to_compare(tmp_path: Path) -> None:
    said = run(tmp_path, "frameworks", "peel-2014", "peel-2015").stdout
    assert "effectiveness.3 and effectiveness.4: about the same; no two grades to compare" in said


def test_three_are_too_many_and_a_name_is_told_from_others(tmp_path: Path) -> None:
    assert "takes two names at most" in run(tmp_path, "frameworks", "a", "b", "c").stderr
    assert "Did you mean 'peel-2017'" in run(tmp_path, "frameworks", "peel-2071").stderr
