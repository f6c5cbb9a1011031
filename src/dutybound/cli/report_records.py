"""Judgments for a report from the records of an inspection: decisions where there are, else people's own grades."""

from collections.abc import Mapping
from typing import Any

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.importing import records_databases
from dutybound.inspection.frameworks.framework import Framework, Window
from dutybound.inspection.writing.inputs import Judgment


def judgments_on_record(inspection: str, framework: Framework) -> tuple[dict[str, Judgment], dict[str, Window]]:
    """By question or pillar; and the windows that were set. Refused where it is bound to another framework."""
    records_databases().ready()
    from dutybound.casework.queries.judgments import inspection_of, own_grades, windows_of

    bound = inspection_of(inspection)
    if bound.framework != framework.key:
        remedy = f"Say --framework {bound.framework}."
        raise DutyboundError(Problem(inspection, f"is bound to {bound.framework}, not to {framework.key}", remedy))
    proposals = _proposals(inspection)
    own = {one.question: _own(one, proposals) for one in own_grades(inspection)}
    return {**own, **_decided(inspection, own)}, windows_of(inspection)


def _proposals(inspection: str) -> dict[str, Any]:
    """The last proposal that stands beside each grade that a person wrote."""
    from dutybound.records.models import inspection_judgments as tables

    rows = tables.GradeProposal.objects.filter(inspection=inspection).order_by("happened_at", "recorded_at")
    return {one.own_grade_id: one for one in rows}


def _own(one: Any, proposals: Mapping[str, Any]) -> Judgment:
    beside = proposals.get(one.pk)
    why = () if beside is None else tuple((beside.reasons or "").splitlines())
    said = "" if beside is None else f"{beside.said}; confidence {beside.confidence}"
    at = f"{one.happened_at:%Y-%m-%d}"
    return Judgment(
        one.question, one.grade, one.rationale, one.decided_by, at, "inspected", said, why, place=f"own grade {one.pk}"
    )


def _decided(inspection: str, own: Mapping[str, Judgment]) -> dict[str, Judgment]:
    """What holds now: of each question the decision that no other has taken the place of."""
    from dutybound.casework.queries.judgments import decisions_of

    found = {}
    for one in decisions_of(inspection):
        if one.until is None:
            beside = own.get(one.question)
            found[one.question] = Judgment(
                one.question, one.grade or "not graded", one.reason, one.by, one.valid_from.isoformat(), one.basis,
                beside.proposal if beside else "", beside.proposal_why if beside else (),
                place=f"decision on {one.question}",
            )  # fmt: skip
    return found
