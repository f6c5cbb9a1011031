"""What is so in several stretches of time: evidence that comes and goes, references that are corrected, ids that clash.

Looking back must show what was seen then; each case once showed something else. The force is that of `tests/records`.
"""

from typing import Any

import pytest

from dutybound.duties import Subject, days, each, nth, within
from dutybound.duties.duty import FOREVER
from dutybound.duties.limits import DAY
from dutybound.duties.standard import Standard
from dutybound.engine.facts import Kind
from dutybound.engine.judging import SubjectJudged, judge_source
from tests.counterexamples.told import standard_of
from tests.records.drawn import ZERO, Records, end_of, known_by, source_with
from tests.records.force import FORCE, POLICY

Case = Subject["case"]
LONG_AGO = -900


def at(day: float) -> int:
    return int(ZERO + day * DAY)


def row(identity: str, happened: float, entered: float | None = None, **said: Any) -> dict[str, Any]:
    return {
        "id": identity,
        "happened_at": at(happened),
        "entered_at": at(happened if entered is None else entered),
        **said,
    }


def visit(
    identity: str, happened: float, entered: float | None = None, void: bool = False, **said: Any
) -> dict[str, Any]:
    return row(identity, happened, entered, **{"case": "c", "void": void, "active": True, **said})


def rows(**tables: list[dict[str, Any]]) -> Records:
    return {name: tables.get(name, []) for name in FORCE.tables}


def judged(of: Standard, records: Records, moment: int = FOREVER) -> list[SubjectJudged]:
    return list(judge_source(of, source_with(records), POLICY, moment))


def seen(of: Standard, records: Records, day: int) -> list[tuple[str, str]]:
    """Anchor and state at the end of a day, the same by looking back as by having looked."""
    moment = end_of(day)
    back, then = (
        sorted((duty.anchor, str(state)) for one in some for duty, state in one.judged.seen_at(moment))
        for some in (judged(of, records), judged(of, known_by(records, moment), moment))
    )
    assert back == then
    return back


def noted(case: Case) -> Any:
    """Every case has a note within two days."""
    return within(days(2), of=case.happened_at).met_by(case.visits.notes)


def test_a_reference_corrected_later_does_not_reach_back() -> None:
    """Until the fifth the case was that of somebody who is not vulnerable."""
    people = [row("p0", LONG_AGO, vulnerable=False), row("p1", LONG_AGO, vulnerable=True)]
    cases = [row("c", 1, person="p0", void=False), row("c", 1, 5, person="p1", void=False)]
    vulnerable = standard_of(noted, FORCE, applies=lambda case: case.person.vulnerable == True)  # noqa: E712
    assert seen(vulnerable, rows(person=people, case=cases), 3) == []
    assert seen(vulnerable, rows(person=people, case=cases), 5) == [("c", "overdue")]


def test_between_two_evidences_a_standard_does_not_apply() -> None:
    """A visit of the first was struck out on the third; another was made on the seventh."""
    visits = [visit("v0", 1), visit("v0", 1, 3, void=True), visit("v1", 7)]
    told = rows(case=[row("c", 0, void=False)], visit=visits)
    visited = standard_of(noted, FORCE, applies=lambda case: case.visits.exists())
    shown = {day: seen(visited, told, day) for day in (0, 2, 5, 8)}
    assert shown == {0: [], 2: [("c", "pending")], 5: [], 8: [("c", "overdue")]}


@pytest.mark.parametrize(("day", "wanted"), [(5, []), (8, []), (9, [("v2", "overdue")])])
def test_while_too_few_stand_there_is_no_second(day: int, wanted: list[tuple[str, str]]) -> None:
    """The first of three was struck out before the third was made, and the second entered only after it."""

    def second_noted(case: Case) -> Any:
        """After a second visit within six days there is a note within a day."""
        return within(days(1), of=nth(2, of=case.visits, within=days(6))).met_by(case.visits.notes)

    visits = [visit("v0", 1), visit("v0", 1, 3, void=True), visit("v1", 2, 9), visit("v2", 5)]
    told = rows(case=[row("c", 0, void=False)], visit=visits)
    assert seen(standard_of(second_noted, FORCE), told, day) == wanted


def test_versions_that_never_stood_together_are_no_fact() -> None:
    """Nothing that was said twice moves the due date: the case was entered again, and so was the visit."""

    def active(case: Case) -> Any:
        """Each visit is an active one within two days."""
        return each(case.visits).must(case.visits.active == True, within=days(2))  # noqa: E712

    high = standard_of(active, FORCE, applies=lambda case: case.level == "high")
    cases = [row("c", 0, entered, level="high", void=False) for entered in (0, 1)]
    visits = [visit("v", 2, entered, active=False) for entered in (6, 2, 4)]
    (found,) = judged(high, rows(case=cases, visit=visits))
    assert [(fact.kind, fact.recorded, fact.withdrawn) for fact in found.facts] == [(Kind.TRIGGER, at(2), None)]
    (earlier,) = judged(high, rows(case=[*cases, row("c", 0, 9, level="low", void=False)], visit=[visit("v", 2, 9)]))
    assert [(fact.kind, fact.withdrawn) for fact in earlier.facts] == [(Kind.FULFIL, None)]


def test_rows_of_two_tables_with_one_id_are_two_events() -> None:
    """A visit and a letter of one id and one moment are to be answered each."""

    def answered(case: Case) -> Any:
        """Every visit and every letter is answered within two days."""
        return within(days(2), of=case.visits | case.letters).met_by(case.gradings)

    told = rows(case=[row("c", 0, void=False)], visit=[visit("1", 1)], letter=[row("1", 1, case="c")])
    assert seen(standard_of(answered, FORCE), told, 1) == [("1:letter", "pending"), ("1:visit", "pending")]


def test_a_tenure_ends_nothing_before_it_is_on_record() -> None:
    """A span that is entered on the ninth ended on the second, which the source knew before it knew the span."""

    def held_back(case: Case) -> Any:
        """Every case has a note within two days, while it is held."""
        return within(days(2), of=case.happened_at, during=case.spans).met_by(case.visits.notes)

    span = {"id": "s", "case": "c", "began_at": at(1), "ended_at": at(2), "entered_at": at(9), "end_entered_at": at(4)}
    told = rows(case=[row("c", 0, void=False)], span=[span])
    standard = standard_of(held_back, FORCE)
    assert [seen(standard, told, day) for day in (3, 5, 9)] == [
        [("c", "overdue")],
        [("c", "overdue")],
        [("c", "lapsed")],
    ]


def test_what_cannot_be_told_names_what_is_missing_and_nothing_else() -> None:
    """Of two columns that decide it, one is empty; void and recorded times are no part of the condition."""
    asked = standard_of(
        _noted_while_open,
        FORCE,
        missing="unassessable",
        applies=lambda case: (case.level == "high") & (case.own == "x"),
    )
    for said, wanted in (({"level": "high"}, "case.own"), ({"own": "x"}, "case.level"), ({}, "case.level, case.own")):
        (found,) = judged(asked, rows(case=[row("c", 0, void=False, **said)]))
        assert [duty.unassessable for duty in found.judged.duties] == [f"{wanted} is missing"]
    (told,) = judged(
        asked, rows(case=[row("c", 0, 0, void=False, own="x"), row("c", 0, 2, void=False, own="x", level="high")])
    )
    assert [(fact.kind, fact.recorded, fact.withdrawn) for fact in told.facts] == [
        (Kind.TRIGGER, at(2), None), (Kind.UNASSESSABLE, at(0), at(2)),
    ]  # fmt: skip


def _noted_while_open(case: Case) -> Any:
    """Every case has a note within two days, while it is open."""
    return within(days(2), of=case.happened_at, unless=case.closed_at).met_by(case.visits.notes)
