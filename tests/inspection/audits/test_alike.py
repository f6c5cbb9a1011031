"""What many rows of a sheet have alike is said once, with how many they are and the first few."""

from dataclasses import replace

import pytest

from dutybound.base.errors import DutyboundError, Problem, told_once
from dutybound.records.models.inspection_audits import AuditMarking
from tests.inspection.audits.acting import drawn, lines, opened_by_audit, read, refused
from tests.records.kept import Kept


def test_a_sheet_that_was_marked_already_is_one_problem(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    read(kept, sample, lines(sample), "one")
    with pytest.raises(DutyboundError) as error:
        read(kept, sample, lines(sample), "One")
    first = [one.id for one in sample.files if one.subject != "C1"][:3]
    named = ", ".join(f"{row}: {one}" for row, one in zip((2, 4, 6), first, strict=True))
    assert refused(error) == [f"9 rows ({named} and 6 more): One has read it already"]
    assert AuditMarking.objects.using(kept.databases.alias(AuditMarking)).count() == 9


def test_one_mistake_in_many_rows_is_one_problem_beside_another_that_stands_alone(kept: Kept) -> None:
    opened_by_audit(kept)
    sample = drawn(kept)
    rows = [replace(one, answer="maybe") for one in lines(sample)]
    rows[5] = replace(rows[5], question="tidi", answer="no")
    with pytest.raises(DutyboundError) as error:
        read(kept, sample, rows, "one")
    assert refused(error) == [
        "17 rows (2, 3, 4 and 14 more): 'maybe' is no answer",
        "row 7: 'tidi' is no question of made-up",
        f"row 6: {rows[4].file} is answered in part: tidy is empty",
    ]


def test_rows_that_differ_in_a_name_are_told_with_it_each_name_first() -> None:
    told = [Problem(f"a.csv, row {row}", f"{name!r} is no answer", "Write yes.", f"{name!r}")
            for row, name in ((2, "maybe"), (3, "maybe"), (4, "perhaps"), (9, "maybe"))]  # fmt: skip
    (one,) = told_once(told)
    assert one.where == "a.csv, 4 rows (2: 'maybe', 4: 'perhaps', 3: 'maybe' and 1 more)"
    assert (one.what, one.remedy) == ("it is no answer", "Write yes.")


@pytest.mark.parametrize(
    ("about", "what", "alike"),
    [
        ("1", "q1 of 1 waits", "q1 of it waits"),
        ("1", "1x of 1, not S/1, 1/2 or S-1", "1x of it, not S/1, 1/2 or S-1"),
        ("a.1", "ab1 of a.1 waits", "ab1 of it waits"),
        ("S/1", "S/1 waits, S/12 does not", "it waits, S/12 does not"),
        ("(1", "(1 waits", "it waits"),
    ],
)
def test_a_name_is_taken_out_only_where_it_stands_whole(about: str, what: str, alike: str) -> None:
    (one,) = told_once([Problem("a.csv, row 2", what, "", about), Problem("a.csv, row 3", alike, "", "another")])
    assert one.what == alike


def test_what_is_not_alike_stands_as_it_is_and_in_its_order() -> None:
    told = [Problem("a.csv, row 2", "is empty"), Problem("b.csv, row 2", "is empty"),
            Problem("a.csv, row 3", "is empty", "Fill it in."), Problem("--by", "is empty")]  # fmt: skip
    assert told_once(told) == told
    assert told_once([*told, told[-1]]) == told, "the very same of one place is said once"
    (one,) = told_once([Problem(f"a.csv, row {row}", "is empty") for row in (2, 3)])
    assert one.where == "a.csv, 2 rows (2, 3)"
