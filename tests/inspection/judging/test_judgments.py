"""The order of judging is kept: evidence, one's own grade, the proposal, a decision; and nothing of it is changed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.casework.actions.judgments import (
    Decided,
    ask_for_proposal,
    decide,
    open_inspection,
    show_evidence,
    write_own_grade,
)
from dutybound.casework.queries.judgments import agreement, decided_as_at, decisions_of, proposals_for, windows_of
from dutybound.inspection.frameworks.framework import Window
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.grades import Grade
from dutybound.inspection.judging.assessed import read_assessed
from dutybound.inspection.judging.weighing import weigh
from dutybound.records.models import inspection_judgments as tables
from tests.inspection.judging.made_up import everywhere, results, step

AT = datetime(2017, 1, 10, 9, 0, tzinfo=UTC)
Q, ANNA, BEN = "effectiveness.4", "inspector Anna", "inspector Ben"
PUBLISHED = date(2017, 3, 2)
SHORT = ("four_ps_live.protect",)


@pytest.fixture
def opened(records: Path) -> str:
    return open_inspection("I-1", force="made-up", framework="peel-2016", by=ANNA, at=AT)


def evidence(folder: Path, inspection: str = "I-1", share: float = 0.2):
    """Every core practice of the question kept, but one, at a planted share."""
    framework = framework_named("peel-2016")
    asked = next(one for one in framework.questions() if one.key == Q)
    named = {one.standard: 0.97 for one in asked.bears if one.standard}
    planted = {**named, SHORT[0]: everywhere(share)}
    return weigh([asked], read_assessed(results(folder, planted, 5)), windows_of(inspection))[Q]


def refused(act, *given, **more) -> str:
    with pytest.raises(DutyboundError) as found:
        act(*given, **more)
    return found.value.render()


def test_a_window_is_the_frameworks_unless_another_is_said(opened: str) -> None:
    assert windows_of("I-1")[Q].as_at == date(2016, 11, 30)
    other = Window.model_validate({"since": "2015-03-01", "as_at": "2015-06-30"})
    open_inspection("I-2", force="made-up", framework="peel-2016", by=ANNA, at=AT, windows={Q: other})
    assert windows_of("I-2")[Q].since == date(2015, 3, 1)
    said = refused(
        open_inspection, "I-1", force="", framework="peel-2016", by="", at=AT, windows={"effectivness.4": other}
    )
    assert all(one in said for one in ("nobody is named", "is empty", "is open already", "effectiveness.4"))


def test_asking_before_judging_is_refused_in_words(opened: str, tmp_path: Path) -> None:
    weighed = evidence(tmp_path / "r")
    assert "has not been shown the evidence" in refused(write_own_grade, "I-1", Q, "good", "so", by=ANNA, at=AT)
    show_evidence("I-1", Q, weighed, by=ANNA, at=AT)
    assert "no grade of their own" in refused(ask_for_proposal, "I-1", Q, weighed, by=ANNA, at=AT)
    assert not tables.GradeProposal.objects.exists()


def test_own_grade_first_then_the_proposal_and_both_stay(opened: str, tmp_path: Path) -> None:
    weighed = evidence(tmp_path / "r")
    show_evidence("I-1", Q, weighed, by=ANNA, at=AT)
    write_own_grade("I-1", Q, "Good", "The plans are live", by=ANNA, at=AT)
    proposal = ask_for_proposal("I-1", Q, weighed, by=ANNA, at=AT)
    assert proposal.grade is Grade.REQUIRES_IMPROVEMENT
    (own,), (kept,) = tables.OwnGrade.objects.all(), tables.GradeProposal.objects.all()
    assert (own.grade, kept.grade, kept.own_grade_id) == ("good", "requires improvement", own.pk)
    assert "stands" in refused(write_own_grade, "I-1", Q, "requires improvement", "as it says", by=ANNA, at=AT)
    assert tables.OwnGrade.objects.count() == 1


def test_who_has_not_judged_sees_no_proposal(opened: str, tmp_path: Path) -> None:
    weighed = evidence(tmp_path / "r")
    show_evidence("I-1", Q, weighed, by=ANNA, at=AT)
    write_own_grade("I-1", Q, "good", "so", by=ANNA, at=AT)
    ask_for_proposal("I-1", Q, weighed, by=ANNA, at=AT)
    assert len(proposals_for("I-1", ANNA)) == 1
    assert proposals_for("I-1", BEN) == []
    assert "Ben" in refused(ask_for_proposal, "I-1", Q, weighed, by=BEN, at=AT)


def test_a_proposal_stands_on_the_evidence_that_was_shown(opened: str, tmp_path: Path) -> None:
    show_evidence("I-1", Q, evidence(tmp_path / "r"), by=ANNA, at=AT)
    write_own_grade("I-1", Q, "good", "so", by=ANNA, at=AT)
    other = evidence(tmp_path / "other", share=0.9)
    assert "not what was shown" in refused(ask_for_proposal, "I-1", Q, other, by=ANNA, at=AT)


def judged(folder: Path, who: str = ANNA, grade: str = "good") -> None:
    weighed = evidence(folder)
    show_evidence("I-1", Q, weighed, by=who, at=AT)
    write_own_grade("I-1", Q, grade, "so", by=who, at=AT)
    ask_for_proposal("I-1", Q, weighed, by=who, at=AT)


def test_agreement_is_counted_with_its_interval(opened: str, tmp_path: Path) -> None:
    judged(tmp_path / "r")
    judged(tmp_path / "r", BEN, "requires improvement")
    found = agreement(framework_named("peel-2016").scale, "I-1")
    assert (found.asked, found.told, found.same, found.one_apart) == (2, 2, 1, 1)
    assert found.low < 0.5 < found.high


def test_a_decision_is_amended_by_a_later_one_with_its_reason(opened: str, tmp_path: Path) -> None:
    said = refused(decide, "I-1", Q, Decided("inspected", "good"), "why", by=ANNA, at=AT, valid_from=PUBLISHED)
    assert "nobody has judged it yet" in said
    judged(tmp_path / "r")
    decide("I-1", Q, Decided("inspected", "good"), "As seen", by=ANNA, at=AT, valid_from=PUBLISHED)
    again = Decided("inspected", "requires improvement")
    assert "does not say that it amends" in refused(
        decide, "I-1", Q, again, "why", by=ANNA, at=AT, valid_from=PUBLISHED
    )
    amended = Decided("amended", "requires improvement")
    early = refused(decide, "I-1", Q, amended, "The data were wrong", by="HMI", at=AT, valid_from=PUBLISHED)
    assert "not after" in early
    decide("I-1", Q, amended, "The data were wrong", by="HMI", at=AT, valid_from=date(2017, 8, 8))
    first, second = decisions_of("I-1")
    assert (first.grade, first.until) == ("good", date(2017, 8, 7))
    assert (second.grade, second.basis, second.by, second.until) == ("requires improvement", "amended", "HMI", None)
    assert decided_as_at("I-1", date(2017, 8, 7))[Q].grade == "good"
    assert decided_as_at("I-1", date(2017, 8, 8))[Q].grade == "requires improvement"
    assert decided_as_at("I-1", date(2017, 3, 1)) == {}


def test_carried_over_has_its_origin_and_not_graded_its_reason(opened: str) -> None:
    carried = Decided("carried over", "good")
    assert "origin" in refused(decide, "I-1", Q, carried, "why", by=ANNA, at=AT, valid_from=PUBLISHED)
    decide("I-1", Q, Decided("carried over", "good", "peel-2015:effectiveness.4"), "Not inspected this year", by=ANNA,
           at=AT, valid_from=PUBLISHED)  # fmt: skip
    other = "effectiveness.3"
    assert "reason" in refused(decide, "I-1", other, Decided("not graded"), " ", by=ANNA, at=AT, valid_from=PUBLISHED)
    decide("I-1", other, Decided("not graded"), "After an attack", by=ANNA, at=AT, valid_from=PUBLISHED)
    held = decided_as_at("I-1", PUBLISHED)
    assert (held[Q].origin, held[other].grade) == ("peel-2015:effectiveness.4", None)
    bad = refused(decide, "I-1", Q, Decided("amended", "adequate"), "why", by=ANNA, at=AT, valid_from=date(2018, 1, 1))
    assert "no grade of peel-2016" in bad


def test_what_amends_not_graded_is_a_first_grade_and_wants_a_judgment(opened: str, tmp_path: Path) -> None:
    decide("I-1", Q, Decided("not graded"), "After an attack", by=ANNA, at=AT, valid_from=PUBLISHED)
    later, amended = date(2017, 8, 8), Decided("amended", "good")
    assert "nobody has judged it yet" in refused(decide, "I-1", Q, amended, "so", by=ANNA, at=AT, valid_from=later)
    judged(tmp_path / "r")
    decide("I-1", Q, amended, "Seen since", by=ANNA, at=AT, valid_from=later)
    assert decided_as_at("I-1", later)[Q].grade == "good"


@pytest.mark.parametrize(
    ("origin", "said"),
    [("somewhere", "does not say in which framework"), ("peel-1915:effectiveness.4", "is no framework"),
     ("peel-2015:effectiveness.44", "is none of peel-2015"), (f"peel-2016:{Q}", "own framework")],
)  # fmt: skip
def test_an_origin_that_nobody_can_look_up_is_refused(opened: str, origin: str, said: str) -> None:
    carried = Decided("carried over", "outstanding", origin)
    assert said in refused(decide, "I-1", Q, carried, "why", by=ANNA, at=AT, valid_from=PUBLISHED)


def test_a_person_is_the_same_however_their_name_is_typed(opened: str, tmp_path: Path) -> None:
    weighed = evidence(tmp_path / "r")
    show_evidence("I-1", Q, weighed, by=ANNA, at=AT)
    write_own_grade("I-1", Q, "good", "so", by="Inspector  anna", at=AT)
    ask_for_proposal("I-1", Q, weighed, by="INSPECTOR ANNA ", at=AT)
    again = "inspector  Anna "
    show_evidence("I-1", Q, weighed, by=again, at=AT)
    said = refused(write_own_grade, "I-1", Q, "requires improvement", "as it says", by=again, at=AT)
    assert "knows the proposal" in said
    assert len(proposals_for("I-1", again)) == 1


def test_a_person_may_decide_outstanding_and_a_pillar(opened: str) -> None:
    decide(
        "I-1", "effectiveness", Decided("inspected", "outstanding"), "All of it", by=ANNA, at=AT, valid_from=PUBLISHED
    )
    assert decided_as_at("I-1", PUBLISHED)["effectiveness"].grade == "outstanding"


def test_nothing_shown_before_the_own_grade_holds_a_grade(tmp_path: Path, opened: str) -> None:
    import json

    from dutybound.inspection.judging.digest import as_evidence

    shown = json.dumps([as_evidence(one) for one in evidence(tmp_path / "r")])
    assert not any(f'"{grade}"' in shown for grade in Grade)
    assert "requires improvement" not in shown


def test_planted_in_one_unit_only_is_seen_too(opened: str, tmp_path: Path) -> None:
    framework = framework_named("peel-2016")
    asked = next(one for one in framework.questions() if one.key == "effectiveness.2")
    named = {one.standard: 0.97 for one in asked.bears if one.standard}
    planted = {**named, "supervised": step("South", "2016-02", 0.5)}
    some = weigh([asked], read_assessed(results(tmp_path, planted, 20)), windows_of("I-1"))["effectiveness.2"]
    (found,) = [one for one in some if one.bearing.key == "supervision-regular"]
    assert found.reading.where == ("South",)
