"""The report that findings stand in: the answer within 56 days, challenges before publication, and monitoring."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.casework.actions import finding_reports as actions
from dutybound.casework.actions import findings
from dutybound.casework.queries import findings as queries
from dutybound.inspection.findings.board import board
from dutybound.inspection.findings.board_page import board_page
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.registers import registers

BY = "staff officer"
NOW = datetime(2017, 6, 1, 9, tzinfo=UTC)
CAUSE = DraftFinding(Kind.CAUSE_OF_CONCERN, "Vulnerable people are at risk.", ("do this", "do that"), force="x",
                     published=date(2017, 3, 2))  # fmt: skip


def refused(act: object, *given: object, **named: object) -> str:
    with pytest.raises(DutyboundError) as error:
        act(*given, **named)  # type: ignore[operator]
    return error.value.render()


@pytest.fixture
def report(records: Path) -> str:
    actions.publish("R", title="Effectiveness", published=date(2017, 3, 2), by=BY, at=NOW, force="x")
    findings.add(CAUSE, id="C", by=BY, at=NOW, more=findings.Particulars(report="R"))
    return "R"


def answered(days: int = 0) -> queries.Answered:
    (one,) = queries.answers(NOW + timedelta(days=days))
    return one


def test_each_recommendation_is_answered_and_each_stage_dated(report: str) -> None:
    assert (answered().recommendations, answered().unanswered) == (("C/1", "C/2"), ("C/1", "C/2"))
    actions.respond(report, "chief officer", by=BY, at=NOW, reference="document:1", on=date(2017, 4, 3))
    actions.respond(report, "local policing body", by=BY, at=NOW, finding="C/1", text="it is done")
    assert (answered().chief_officer_on, answered().local_body_on) == (date(2017, 4, 3), None), "one is not the whole"
    assert answered().unanswered == ("C/2",)
    actions.respond(report, "local policing body", by=BY, at=NOW + timedelta(days=3), on=date(2017, 4, 26))
    assert (answered().local_body_on, answered(4).local_body_on) == (None, date(2017, 4, 26))


def test_the_stages_of_an_answer_follow_one_another(report: str) -> None:
    assert "comes before 'chief officer'" in refused(actions.respond, report, "local policing body", by=BY, at=NOW)
    assert "comes before 'local policing body'" in refused(actions.respond, report, "sent", by=BY, at=NOW)
    actions.respond(report, "chief officer", by=BY, at=NOW)
    actions.respond(report, "local policing body", by=BY, at=NOW)
    actions.respond(report, "sent", by=BY, at=NOW)


def test_what_cannot_be_an_answer_is_refused(report: str) -> None:
    assert "lies before R was published" in refused(
        actions.respond, report, "chief officer", by=BY, at=NOW, on=date(2017, 3, 1)
    )
    assert "Say what is being done" in refused(actions.respond, report, "chief officer", by=BY, at=NOW, finding="C/1")
    assert "is no stage" in refused(actions.respond, report, "chief", by=BY, at=NOW)
    findings.add(replace(CAUSE, parts=()), id="D", by=BY, at=NOW)
    assert "does not stand in R" in refused(
        actions.respond, report, "chief officer", by=BY, at=NOW, finding="D", text="x"
    )


def test_a_draft_is_challenged_before_publication_alone(records: Path) -> None:
    key = actions.challenge("Effectiveness", passage="Q4 2", claim="the profile is complete", by=BY, at=NOW,
                            on=date(2017, 2, 1))  # fmt: skip
    assert queries.challenges(NOW)[0].outcome == ""
    actions.answer_challenge(key, "accepted in part", body="hmicfrs", why="it is in draft", by=BY, at=NOW)
    (one,) = queries.challenges(NOW)
    assert (one.outcome, one.answered_by, one.on) == ("accepted in part", "hmicfrs", date(2017, 2, 1))
    assert "is no answer" in refused(actions.answer_challenge, key, "maybe", body="hmicfrs", why="w", by=BY, at=NOW)
    actions.publish("R", title="Effectiveness", published=date(2017, 3, 2), by=BY, at=NOW)
    said = refused(actions.challenge, "Effectiveness", passage="Q4 2", claim="c", by=BY, at=NOW)
    assert "was published on 2017-03-02" in said
    assert "findings correct" in said


def test_phases_follow_one_another(records: Path) -> None:
    actions.move_phase("x", "scan", since=date(2016, 1, 1), by=BY, at=NOW, reference="letter 1")
    assert "does not lie after" in refused(
        actions.move_phase, "x", "engage", since=date(2015, 1, 1), by=BY, at=NOW, reference="letter 2"
    )
    actions.move_phase("x", "engage", since=date(2017, 1, 1), by=BY, at=NOW, reference="letter 3")
    assert queries.monitoring("x", NOW)[0] == "engage"
    assert "is no phase" in refused(
        actions.move_phase, "x", "red", since=date(2017, 2, 1), by=BY, at=NOW, reference="l"
    )


def test_the_page_of_the_board_escapes_what_stands_in_a_finding(records: Path) -> None:
    findings.add(replace(CAUSE, text="<script>alert(1)</script>", parts=()), id="C", by=BY, at=NOW)
    page = board_page(board(queries.findings(NOW), NOW.date(), registers()))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_all_sources_stand_on_one_board_and_what_is_owed_comes_first(records: Path) -> None:
    for number, source in enumerate(registers().sources):
        draft = replace(
            CAUSE, kind=Kind.RECOMMENDATION, parts=(), source=source, deadline_words=f"within {number + 1} months"
        )
        findings.add(draft, id=f"F{number}", by=BY, at=NOW)
    findings.set_status("F0", "complete", by=BY, at=NOW, body="hmicfrs", reference="letter")
    found = board(queries.findings(NOW), NOW.date(), registers())
    assert [line.id for line in found.lines] == [*(f"F{number}" for number in range(1, len(registers().sources))), "F0"]
    assert {line.cells[1][0] for line in found.lines} == {one.owner for one in registers().sources.values()}
    assert not any(line.is_green for line in found.lines)
