"""Standards found by folder: nothing that is broken, doubled or without its examples is passed over."""

from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.standards.discovery import Library, load_library
from dutybound.standards.examples import check_examples, run_examples
from dutybound.standards.measure_examples import check_measure_examples
from tests.language.casebook import BOOK, CALENDAR, SCHEMA

HEAD = 'from dutybound.duties import *\n\n@standard(version="{version}", valid_from="{valid_from}", source="a test", '
HEAD += 'owed_by="officer", missing="not_owed"{more})\n'
BODY = 'def {name}(case: Subject["case"]):\n    """A sentence."""\n    return within(days(9)).met_by(case.{rows})\n'


def written(
    name: str = "reviewed", version: str = "1", valid_from: str = "2016-01-01", rows: str = "reviews", more: str = ""
) -> str:
    return HEAD.format(version=version, valid_from=valid_from, more=more) + BODY.format(name=name, rows=rows)


def library(folder: Path, **files: str) -> Library:
    for name, content in files.items():
        (folder / f"{name}.py").write_text(content)
    return load_library([folder], SCHEMA, BOOK)


def refusal(folder: Path, **files: str) -> str:
    with pytest.raises(DutyboundError) as refused:
        library(folder, **files)
    return str(refused.value)


def test_a_broken_file_stops_everything_and_is_named_with_its_line(tmp_path: Path) -> None:
    said = refusal(tmp_path, good=written(), broken=written("other") + "\n1 / 0\n", worse="def f(:\n")
    assert "broken.py:8: cannot be loaded: ZeroDivisionError" in said
    assert "worse.py:1: cannot be loaded: SyntaxError" in said


def test_a_file_that_declares_nothing_is_named_unless_it_is_private(tmp_path: Path) -> None:
    assert "empty.py: declares no standard or measure" in refusal(tmp_path, empty="", good=written())
    (tmp_path / "empty.py").rename(tmp_path / "_empty.py")
    assert [one.id for one in library(tmp_path).standards] == ["reviewed"]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "holds no standards" in refusal(tmp_path)


def test_slips_in_several_files_are_said_together(tmp_path: Path) -> None:
    said = refusal(tmp_path, one=written("one", rows="reviws"), two=written("two", rows="replis"))
    assert "no column or relation 'reviws'" in said
    assert "Did you mean 'reviews'" in said
    assert "no column or relation 'replis'" in said


def test_two_of_one_name_in_one_file_are_not_lost(tmp_path: Path) -> None:
    assert "'reviewed' is already declared at" in refusal(tmp_path, one=written() + written())


def test_a_newer_version_of_the_same_name_follows_the_older(tmp_path: Path) -> None:
    older = written(more=', valid_to="2016-05-31"')
    found = library(tmp_path, one=older + written(version="2", valid_from="2016-06-01"))
    assert [(one.id, one.version) for one in found.standards] == [("reviewed", "1"), ("reviewed", "2")]
    assert [one.version for one in found.versions("reviewed")] == ["1", "2"]
    overlapping = written(more=', valid_to="2016-06-01"') + written(version="2", valid_from="2016-06-01")
    assert "is already declared" in refusal(tmp_path, one=overlapping)


def test_a_standard_that_lacks_an_example_of_a_state_is_refused(tmp_path: Path) -> None:
    (standard,) = library(tmp_path, one=written()).standards
    said = "\n".join(map(str, check_examples(standard, SCHEMA, BOOK, CALENDAR)))
    assert "reviewed has no example that is met or met_late or overdue or pending" in said
    assert "reviewed has no example of a fact recorded late" in said


def test_an_example_that_is_not_so_is_named_with_what_was_found(tmp_path: Path) -> None:
    said_of = (
        'reviewed.example("{}", as_at="2016-02-20", expect="{}", due="2016-02-11", opened_at="2016-02-01T10:00")\n'
    )
    wrong, late = said_of.format("too soon", "met"), said_of.format("due", "overdue")
    slip = 'reviewed.example("slip", as_at="2016-02-20", expect="overdue", opened="2016-02-01T10:00")\n'
    (standard,) = library(tmp_path, one=written() + wrong + late).standards
    said = [str(problem) for problem in check_examples(standard, SCHEMA, BOOK, CALENDAR)]
    assert any("one.py:7: 'too soon': expected met as at 2016-02-20, found overdue" in one for one in said)
    assert any("'due': expected to be due 2016-02-11, and it is due 2016-02-10" in one for one in said)
    assert any("The limit is 9 days, so it fell due on 2016-02-10. Nothing that counts" in one for one in said)
    early = 'reviewed.example("early", as_at="2016-02-20", expect="overdue", opened_at="2015-12-31T10:00")\n'
    (standard,) = library(tmp_path, one=written() + early).standards
    said = [str(problem) for problem in check_examples(standard, SCHEMA, BOOK, CALENDAR)]
    assert any("found nothing owed\n    The standard is in force from 2016-01-01, and this wo" in one for one in said)
    (standard,) = library(tmp_path, one=written() + slip).standards
    (problem,) = check_examples(standard, SCHEMA, BOOK, CALENDAR)
    assert "'case' has no 'opened'" in str(problem)
    assert "opened_at" in problem.remedy


def test_examples_are_judged_apart_where_subjects_could_touch(tmp_path: Path) -> None:
    body = written().replace("within(days(9))", "within(days(9), of=repeat(of=case, same=case.risk, within=months(1)))")
    example = (
        'reviewed.example("alone", as_at="2016-02-20", expect=[], opened_at="2016-02-0{day}T10:00", risk="high")\n'
    )
    (standard,) = library(tmp_path, one=body + example.format(day=1) + example.format(day=2)).standards
    assert [shown.seen for shown in run_examples(standard, SCHEMA, BOOK, CALENDAR)] == [(), ()]


MEASURE = '''from dutybound.duties import *

@measure(source="a test", unit="share", better="more")
def reviewed_at_all(case: Subject["case"]):
    """Of all cases, those with a review."""
    return {figure}

'''


def measured(folder: Path, figure: str, *examples: str) -> list[str]:
    found = library(folder, two=MEASURE.format(figure=figure) + "\n".join(examples))
    return [str(one) for one in check_measure_examples(found.measures[0], found, SCHEMA, BOOK, CALENDAR)]


def test_a_measure_is_held_to_its_examples(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(written())
    assert "has no example" in measured(tmp_path, "share(case.reviews.exists())")[0]
    two = '{{"opened_at": "2016-02-01T10:00", "reviews": ["2016-02-03T10:00"]}}, {{"opened_at": "2016-02-01T10:00"}}'
    example = f'reviewed_at_all.example("two", as_at="2016-02-20", expect={{}}, subjects=[{two}])'
    assert measured(tmp_path, "share(case.reviews.exists())", example.format(0.5)) == []
    assert "expected 0.4 as at 2016-02-20, found 0.5" in measured(
        tmp_path, "share(case.reviews.exists())", example.format(0.4)
    )[0]  # fmt: skip
    assert measured(tmp_path, 'share(duties("reviewed", "met"), of=duties("reviewed"))', example.format(0.5)) == []
    assert measured(tmp_path, "count(case.reviews)", example.format(1)) == []
    assert measured(tmp_path, "rate(case.reviews, per=10)", example.format(5)) == []


def test_slips_in_a_measure_are_said(tmp_path: Path) -> None:
    for figure, said in {
        "share(case.reviws.exists())": "Did you mean 'reviews'",
        'count(duties("reviwed"))': "counts duties of 'reviwed', which is no standard here",
        'count(duties("reviewed", "late"))': "late: no such state of a duty",
        "median(case.reviews)": "review rows has no median",
        "median(duration(case, case.reviews))": 'The median of a duration is in "days" or "hours".',
        'share(duties("reviewed", "met"))': "a share of duties is of duties",
        "case.reviews": "returns review rows, not a figure",
    }.items():
        assert said in refusal(tmp_path, one=written(), two=MEASURE.format(figure=figure)), figure
