"""What has been judged: windows, who wrote what, what holds as at a day, and how often people and proposals agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.insight.shares import wilson
from dutybound.inspection.audits.sheets import is_same
from dutybound.inspection.findings.deadlines import LONDON
from dutybound.inspection.findings.history import local_day
from dutybound.inspection.frameworks.framework import Window
from dutybound.inspection.grades import Grade
from dutybound.records.models import inspection_judgments as tables


@dataclass(frozen=True)
class Holding:
    """What was decided on a question, with from when to when it holds (`until` None: it still does), and on which day
    `by` whom that was entered.
    """

    question: str
    grade: str | None
    basis: str
    origin: str
    reason: str
    by: str
    valid_from: date
    until: date | None
    decided_on: date


@dataclass(frozen=True)
class Agreement:
    """Of the grades that people wrote before a proposal, those that the proposal came to as well."""

    asked: int  # proposals that were asked for
    told: int  # of these, those that came to a grade
    same: int
    one_apart: int  # one step on the framework's scale
    low: float
    high: float


def inspection_of(id: str) -> Any:
    """The inspection, or refused with the nearest."""
    found = tables.Inspection.objects.filter(pk=id).first()
    if found is None:
        there = tables.Inspection.objects.values_list("pk", flat=True)
        raise DutyboundError(Problem(f"inspection {id!r}", "is not on record", nearest(id, there)))
    return found


def windows_of(inspection: str) -> dict[str, Window]:
    """By question, the window that was set last."""
    rows = tables.InspectionWindow.objects.filter(inspection=inspection).order_by("happened_at", "recorded_at")
    return {one.question: Window(since=one.since, as_at=one.as_at) for one in rows}


def own_grades(inspection: str) -> list[Any]:
    return list(tables.OwnGrade.objects.filter(inspection=inspection).order_by("happened_at", "recorded_at"))


def of_person(rows: Iterable[Any], column: str, person: str) -> list[Any]:
    """The rows whose column names this person, however the name is typed: "Ann" and "ann " are one."""
    return [one for one in rows if is_same(getattr(one, column), person)]


def judged_by(inspection: str, person: str) -> set[str]:
    """The questions on which a person has written a grade of their own."""
    return {one.question for one in of_person(own_grades(inspection), "decided_by", person)}


def proposals_for(inspection: str, by: str) -> list[Any]:
    """The proposals that a person may see: on questions that they have judged themselves."""
    rows = tables.GradeProposal.objects.filter(inspection=inspection, question__in=judged_by(inspection, by))
    return list(rows.order_by("happened_at", "recorded_at"))


def decisions_of(inspection: str) -> list[Holding]:
    """All decisions, each until the day before another takes its place."""
    rows = list(tables.JudgmentDecision.objects.filter(inspection=inspection).order_by("valid_from", "happened_at"))
    after = {one.amends_id: one.valid_from - timedelta(days=1) for one in rows if one.amends_id}
    return [
        Holding(one.question, one.grade, one.basis, one.origin or "", one.rationale, one.decided_by, one.valid_from,
                after.get(one.pk), day_of(one))
        for one in rows
    ]  # fmt: skip


def day_of(row: Any) -> date:
    """The local day on which something was entered."""
    return local_day(row.happened_at, LONDON)


def decided_as_at(inspection: str, day: date) -> dict[str, Holding]:
    """What held on a day, by question."""
    held = [
        one for one in decisions_of(inspection) if one.valid_from <= day and (one.until is None or day <= one.until)
    ]
    return {one.question: one for one in held}


def agreement(scale: Iterable[Grade], inspection: str | None = None) -> Agreement:
    """Over one inspection, or over all: to be published, so that it is seen how far people and the rule part."""
    rows = tables.GradeProposal.objects.select_related("own_grade")
    chosen = list(rows.filter(inspection=inspection) if inspection else rows)
    order = [str(one) for one in scale]
    told = [(order.index(one.own_grade.grade), order.index(one.grade)) for one in chosen if one.grade in order]
    same = sum(own == other for own, other in told)
    low, high = wilson(same / len(told), len(told)) if told else (0.0, 1.0)
    return Agreement(len(chosen), len(told), same, sum(abs(a - b) == 1 for a, b in told), low, high)
