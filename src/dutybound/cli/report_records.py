"""Judgments for a report from the records of an inspection: decisions where there are, else people's own grades."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.databases import records_databases
from dutybound.inspection.frameworks.framework import Framework, Window
from dutybound.inspection.writing.inputs import Judgment


def judgments_on_record(
    inspection: str, framework: Framework, as_at: date, by: str = ""
) -> tuple[dict[str, Judgment], dict[str, Window]]:
    """What held on a day, by question or pillar; and the windows that were set.

    Proposals are those that `by` may see, who has judged the question: without a name there are none. Refused where the
    inspection is bound to another framework.
    """
    records_databases().ready()
    from dutybound.casework.queries.judgments import inspection_of, own_grades, windows_of

    bound = inspection_of(inspection)
    if bound.framework != framework.key:
        remedy = f"Say --framework {bound.framework}."
        raise DutyboundError(Problem(inspection, f"is bound to {bound.framework}, not to {framework.key}", remedy))
    proposals = _proposals(inspection, by)
    own = {one.question: _own(one, proposals) for one in own_grades(inspection)}
    return {**own, **_decided(inspection, own, as_at)}, windows_of(inspection)


def _proposals(inspection: str, by: str) -> dict[str, Any]:
    """The last proposal beside each grade, of those that a person may see."""
    from dutybound.casework.queries.judgments import proposals_for

    return {one.own_grade_id: one for one in proposals_for(inspection, by)} if by else {}


def _own(one: Any, proposals: Mapping[str, Any]) -> Judgment:
    beside = proposals.get(one.pk)
    why = () if beside is None else tuple((beside.reasons or "").splitlines())
    said = "" if beside is None else f"{beside.said}; confidence {beside.confidence}"
    at = f"{one.happened_at:%Y-%m-%d}"
    return Judgment(
        one.question, one.grade, one.rationale, one.decided_by, at, "inspected", said, why, place=f"own grade {one.pk}"
    )


def _decided(inspection: str, own: Mapping[str, Judgment], as_at: date) -> dict[str, Judgment]:
    """Of each question the decision that held on the day of the results."""
    from dutybound.casework.queries.judgments import decided_as_at

    found = {}
    for one in decided_as_at(inspection, as_at).values():
        beside = own.get(one.question)
        found[one.question] = Judgment(
            one.question, one.grade or "not graded", one.reason, one.by, one.valid_from.isoformat(), one.basis,
            beside.proposal if beside else "", beside.proposal_why if beside else (),
            place=f"decision on {one.question}", is_decision=True,
        )  # fmt: skip
    return found
