"""What people do when they judge a question: see the evidence, write their own grade, ask for the proposal, decide.

The order is kept by refusing: without evidence that was shown there is no grade of one's own, without that no proposal,
and once the proposal is known one's own grade stands as it was written. Nothing here is ever changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.casework.actions.signing import next_id, one_deed, row, said, signed
from dutybound.casework.queries.judgments import of_person
from dutybound.exchange.toml_files import collected
from dutybound.inspection.frameworks.framework import Framework, Question, Window
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.grades import Grade, NoGrade, grade_in
from dutybound.inspection.judging.digest import digest_of
from dutybound.inspection.judging.proposing import Proposal, propose
from dutybound.inspection.judging.weighing import Weighed
from dutybound.records.models import inspection_judgments as tables

NOT_OPENED = "No inspection is opened"


@dataclass(frozen=True)
class Decided:
    """What is decided on a question or a pillar: a grade by its words, or none, and what it rests on."""

    basis: str
    grade: str = ""
    origin: str = ""


def open_inspection(
    id: str, *, force: str, framework: str, by: str, at: datetime, windows: Mapping[str, Window] | None = None
) -> str:
    """Bind an inspection to a revision of a framework; `windows` stand instead of the framework's, by question."""
    with one_deed(NOT_OPENED) as problems:
        problems += unfit_to_open(id, force=force, framework=framework, by=by, at=at, windows=windows or {})
        if not problems:
            made = tables.Inspection.objects.create(
                id=id, began_at=at, recorded_at=at, force=force, framework=framework, opened_by=by
            )
            own = {one.key: one.window for one in framework_named(framework).questions() if one.window is not None}
            for question, window in {**own, **(windows or {})}.items():
                _set_window(made, question, window, at)
    return id


def unfit_to_open(
    id: str, *, force: str, framework: str, by: str, at: datetime, windows: Mapping[str, Window]
) -> list[Problem]:
    """All that is wrong with an inspection as it would be opened."""
    problems = [*signed(by, at), *said("force", force, "Say which force.")]
    if tables.Inspection.objects.filter(pk=id).exists():
        problems.append(Problem(id, "is open already", "Go on with it, or give the new one another id."))
    bound = collected(problems, framework_named, framework)
    return [*problems, *_strange_windows(bound, windows)]


def _strange_windows(framework: Framework | None, windows: Mapping[str, Window]) -> Iterator[Problem]:
    """Of a framework that is none only the days can be looked at."""
    known = None if framework is None else {one.key for one in framework.questions()}
    for question, window in windows.items():
        if framework is not None and known is not None and question not in known:
            yield Problem(f"question {question}", f"is none of {framework.key}", nearest(question, known))
        if window.since > window.as_at:
            what = f"looks from {window.since} back to {window.as_at}"
            yield Problem(f"question {question}", what, "Say the first day first: QUESTION=FIRST..LAST.")


def _set_window(inspection: Any, question: str, window: Window, at: datetime) -> None:
    tables.InspectionWindow.objects.create(
        id=next_id(tables.InspectionWindow, inspection.pk, "window", inspection=inspection), inspection=inspection,
        happened_at=at, recorded_at=at, question=question, since=window.since, as_at=window.as_at,
    )  # fmt: skip


def show_evidence(
    inspection: str, question: str, weighed: Sequence[Weighed], *, by: str, at: datetime, results: str = ""
) -> str:
    """Put on record that the evidence on a question was shown to `by`; returns its digest."""
    with one_deed("The evidence is not shown") as problems:
        bound = _asked(inspection, question, by, at, problems)
        digest = digest_of(weighed)
        if not problems:
            tables.EvidenceShown.objects.create(
                id=next_id(tables.EvidenceShown, inspection, "evidence", inspection=bound), inspection=bound,
                happened_at=at, recorded_at=at, question=question, shown_to=by, results=results, digest=digest,
            )  # fmt: skip
    return digest


def write_own_grade(inspection: str, question: str, grade: str, reason: str, *, by: str, at: datetime) -> None:
    """A person's own grade with its reason, from the evidence last shown to them and before any proposal to them."""
    with one_deed("No grade is written") as problems:
        bound = _asked(inspection, question, by, at, problems)
        problems += said("reason", reason, "Say in a sentence what in the evidence led you to this grade.")
        if bound is not None and not problems:
            problems += _unknown_grade(bound, grade)
            shown = tables.EvidenceShown.objects.filter(inspection=bound, question=question)
            asked = tables.GradeProposal.objects.filter(inspection=bound, question=question)
            seen = latest(of_person(shown, "shown_to", by))
            if seen is None:
                what = f"has not been shown the evidence on {question}"
                remedy = "Look at it first: dutybound judge evidence."
                problems.append(Problem(by, what, remedy))
            elif of_person(asked, "asked_by", by):
                what = "knows the proposal, so what they wrote before it stands"
                problems.append(Problem(by, what, "A decision may differ from both: dutybound judge decide."))
        if bound is not None and not problems:
            tables.OwnGrade.objects.create(
                id=next_id(tables.OwnGrade, inspection, "own", inspection=bound), inspection=bound, happened_at=at,
                recorded_at=at, question=question, decided_by=by, rationale=reason, evidence=seen,
                grade=str(grade_in(grade)),
            )  # fmt: skip


def ask_for_proposal(inspection: str, question: str, weighed: Sequence[Weighed], *, by: str, at: datetime) -> Proposal:
    """The proposal beside a grade that `by` has written; refused before, and on other evidence than they saw."""
    proposal = None
    with one_deed("There is no proposal yet") as problems:
        bound = _asked(inspection, question, by, at, problems)
        if bound is not None and not problems:
            written = tables.OwnGrade.objects.filter(inspection=bound, question=question)
            own = latest(of_person(written, "decided_by", by))
            digest = digest_of(weighed)
            problems += _too_early(own, by, question, digest)
            if not problems:
                framework = framework_named(bound.framework)
                proposal = propose(_question(framework, question), framework.scale, weighed)
                _keep(proposal, bound, own, by, at, digest)
    assert proposal is not None, "what was wrong has been raised"
    return proposal


def _too_early(own: Any, by: str, question: str, digest: str) -> Iterator[Problem]:
    if own is None:
        remedy = (
            "Write your own grade and its reason first: dutybound judge grade. A grade seen first draws every other."
        )
        yield Problem(by, f"has written no grade of their own on {question}", remedy)
    elif own.evidence.digest != digest:
        what = "is not what was shown before the grade was written: the results, the audits or the window have changed"
        yield Problem("the evidence", what, "Judge on the results that were shown, or open another inspection.")


def _keep(proposal: Proposal, bound: Any, own: Any, by: str, at: datetime, digest: str) -> None:
    tables.GradeProposal.objects.create(
        id=next_id(tables.GradeProposal, bound.pk, "proposal", inspection=bound), inspection=bound, happened_at=at,
        recorded_at=at, question=proposal.question, own_grade=own, asked_by=by,
        grade=None if proposal.grade is None else str(proposal.grade), said=proposal.words,
        confidence=str(proposal.confidence), reasons="\n".join(one.words for one in proposal.reasons),
        missing="\n".join(proposal.missing), better=proposal.better.words if proposal.better else "",
        worse=proposal.worse.words if proposal.worse else "", digest=digest,
    )  # fmt: skip


def decide(
    inspection: str, question: str, decided: Decided, reason: str, *, by: str, at: datetime, valid_from: date
) -> str:
    """Decide on a question or a pillar. What was decided before stays, and ends where this begins."""
    with one_deed("Nothing is decided") as problems:
        bound = _asked(inspection, question, by, at, problems, pillars=True)
        problems += said("reason", reason, "Say why, so that it can be read with the grade.")
        id, before = "", None
        if bound is not None:
            before = latest(tables.JudgmentDecision.objects.filter(inspection=bound, question=question))
            problems += _unfit(bound, question, decided, before, valid_from)
            id = next_id(tables.JudgmentDecision, inspection, "decision", inspection=bound)
        if not problems:
            found = grade_in(decided.grade) if decided.grade else None
            tables.JudgmentDecision.objects.create(
                id=id, inspection=bound, happened_at=at, recorded_at=at, question=question, decided_by=by,
                rationale=reason, grade=None if found is None else str(found), basis=decided.basis,
                origin=decided.origin, valid_from=valid_from, amends=before,
            )  # fmt: skip
    return id


def _unfit(bound: Any, question: str, decided: Decided, before: Any, valid_from: date) -> Iterator[Problem]:
    if decided.basis not in tables.BASES:
        yield Problem("basis", f"{decided.basis!r} is none", nearest(decided.basis, tables.BASES))
        return
    if decided.basis == "not graded":
        if decided.grade:
            yield Problem("grade", "is given, and the basis says that there is none", "Leave one of them out.")
    else:
        yield from _unknown_grade(bound, decided.grade)
    if (decided.basis == "carried over") != bool(decided.origin.strip()):
        yield Problem(
            "origin", "belongs to a grade that is carried over", "Say where that grade was given, or leave it."
        )
    elif decided.origin:
        yield from _no_origin(bound, decided.origin)
    if (decided.basis == "amended") != (before is not None):
        what = "has been decided, and this does not say that it amends that" if before else "has not been decided yet"
        yield Problem(question, what, "A first decision amends nothing; a later one amends the one before it.")
    if before is not None and valid_from <= before.valid_from:
        yield Problem("valid from", f"{valid_from} is not after {before.valid_from}, from which the earlier one holds")
    if _is_first_grade(decided, before) and not _is_pillar(bound, question):
        own = tables.OwnGrade.objects.filter(inspection=bound, question=question)
        if not own.exists():
            yield Problem(question, "nobody has judged it yet", "Write a grade first: dutybound judge grade.")


def _is_first_grade(decided: Decided, before: Any) -> bool:
    """Whether this is the first grade that is decided here: what amends "not graded" gives one as much as "inspected"
    does.
    """
    return decided.basis == "inspected" or (decided.basis == "amended" and before is not None and before.grade is None)


def _no_origin(bound: Any, origin: str) -> Iterator[Problem]:
    """A grade is carried over from a question of another framework: whoever reads it can look there."""
    remedy = "Write FRAMEWORK:QUESTION, such as peel-2015:effectiveness.4."
    name, _, question = origin.strip().rpartition(":")
    if name == bound.framework:
        yield Problem("origin", f"{origin!r} is this inspection's own framework", remedy)
    elif not name:
        yield Problem("origin", f"{origin!r} does not say in which framework and on which question", remedy)
    else:
        try:
            framework = framework_named(name)
        except DutyboundError as error:
            yield from error.problems
            return
        known = {one.key for one in framework.questions()} | {one.key for one in framework.pillars}
        if question not in known:
            yield Problem("origin", f"{question!r} is none of {framework.key}", nearest(question, known))


def latest(rows: Any) -> Any:
    """The row that was written last: ids end in their number."""
    return max(rows, key=lambda one: int(one.pk.rpartition("/")[2]), default=None)


def _is_pillar(bound: Any, question: str) -> bool:
    return question in {one.key for one in framework_named(bound.framework).pillars}


def _unknown_grade(bound: Any, grade: str) -> Iterator[Problem]:
    scale, found = framework_named(bound.framework).scale, grade_in(grade)
    if not isinstance(found, Grade) or found not in scale:
        remedy = nearest(grade, scale)
        if isinstance(found, NoGrade):
            remedy = "Where there is no grade, that is decided with its reason: dutybound judge decide --not-graded."
        yield Problem("grade", f"{grade!r} is no grade of {bound.framework}", remedy)


def _asked(
    inspection: str, question: str, by: str, at: datetime, problems: list[Problem], pillars: bool = False
) -> Any:
    """The inspection, where it and the question are there and the deed is signed."""
    problems += signed(by, at)
    bound = row(tables.Inspection, inspection, problems, "inspection")
    if bound is None:
        return None
    framework = framework_named(bound.framework)
    known = {one.key for one in framework.questions()} | ({one.key for one in framework.pillars} if pillars else set())
    if question not in known:
        problems.append(Problem(f"question {question}", f"is none of {framework.key}", nearest(question, known)))
    return bound


def _question(framework: Framework, key: str) -> Question:
    return next(one for one in framework.questions() if one.key == key)
