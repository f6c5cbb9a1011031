"""What an audit shows to whom: nobody sees another's reading, or what others made of their own work."""

from io import StringIO
from pathlib import Path

from rich.console import Console

import dutybound.records.schema  # noqa: F401  Django is set up before a model is imported
from dutybound.cli.showing_audits import show_results
from dutybound.inspection.audits.on_record import interests_on_record, sample_on_record
from dutybound.inspection.audits.readings import SampleRead, said_otherwise
from dutybound.inspection.audits.results import audit_results
from dutybound.inspection.audits.sheets import may_moderate, may_read, read_lines, write_differences, write_sheet
from tests.inspection.audits.acting import drawn, lines, opened_by_audit, read
from tests.inspection.audits.made_up import CANNOT_TELL, NO, PART, YES, asked, sample_of, twice
from tests.records.kept import Kept


def test_a_sheet_is_blind_and_leaves_out_the_auditors_own(kept: Kept, tmp_path: Path) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    read(kept, sample, [one for one in lines(sample, "in part") if one.file != sample.files[5].id], "one")
    sample = sample_on_record(sample.id, kept.databases)
    barred = interests_on_record(sample.id, "OFFICER-1", kept.databases)
    free = may_read(sample, "officer-1", barred)
    assert {one.subject for one in sample.files} - {one.subject for one in free} == {"C1"}
    assert [one.id for one in may_read(sample, "one", ())] != [one.id for one in free]
    write_sheet(tmp_path / "s.csv", sample, "Anna", free, lambda one: f"ref of {one}")
    text = (tmp_path / "s.csv").read_text()
    assert "in part" not in text
    assert "page 3" not in text
    assert "burglary" not in text, "nor what it was drawn for"
    assert read_lines(tmp_path / "s.csv") == [], "what nobody filled in is passed over"


def test_nobody_is_shown_what_others_made_of_their_own_work_or_of_what_they_read(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    sample = read(kept, sample, lines(sample)[:2], "one")
    barred = interests_on_record(sample.id, "Officer-1", kept.databases)
    every = {one.subject for one in sample.files}
    assert {one.subject for one in may_moderate(sample, "officer-1", barred)} == every - {"C1"}
    assert len(may_moderate(sample, "ONE", ())) == len(every) - 1
    assert len(may_moderate(sample, "third", ())) == len(every)


def test_what_differs_is_listed_without_saying_whose(kept: Kept, tmp_path: Path) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    read(kept, sample, lines(sample), "reader one")
    sample = read(kept, sample, lines(sample, but=3), "reader two")
    assert write_differences(tmp_path / "d.csv", sample, lambda one: one) == 3
    assert "reader" not in (tmp_path / "d.csv").read_text()
    assert "no,page 3,yes,page 3" in (tmp_path / "d.csv").read_text()


def shown(sample: SampleRead) -> str:
    show_results(Console(file=(out := StringIO()), width=200, markup=False), sample, audit_results(sample))
    return out.getvalue()


def test_a_share_of_what_was_moderated_says_so_and_how_many_single_readings_said_otherwise() -> None:
    yes, no, part = ({"plan": one, "tidy": one} for one in (YES, NO, PART))
    same = [twice(one, "a", yes) for one in range(6)]
    differ = [twice(one, "a", no, yes, {"plan": YES}) for one in range(6, 9)]
    both = [twice(9, "a", no, part, {"plan": YES})]  # who moderates may decide otherwise than either
    sample = sample_of(asked("plan", scored=("tidy",)), {"a": 100}, [*same, *differ, *both])
    assert said_otherwise(sample.files, sample.questions, "made-up.plan") == (5, 20)
    assert said_otherwise(sample.files, sample.questions, "made-up.tidy") == (0, 12), "what is open stands for nothing"
    said = shown(sample)
    plan, tidy = (next(line for line in said.splitlines() if f"made-up.{key} " in line) for key in ("plan", "tidy"))
    assert "10 of 10" in plan
    assert "5 of 20" in plan
    assert "of 12" not in tidy
    assert "what a third person decided (here 4 answers)" in said
    assert "Of all gates, 5 of 20 single readings say otherwise than what stands" in said


def test_where_all_readings_say_the_same_nothing_is_said_of_single_ones() -> None:
    sample = sample_of(asked("plan"), {"a": 100}, [twice(one, "a", {"plan": CANNOT_TELL}) for one in range(5)])
    assert said_otherwise(sample.files, sample.questions, "made-up") == (0, 10)
    assert "than what stands" not in shown(sample)
