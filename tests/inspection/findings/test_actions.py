"""Who may do what with a finding, and that neither the force nor software changes a status."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.casework.actions import findings as actions
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.history import State
from dutybound.records.models import inspection_findings as tables
from tests.inspection.findings.on_record import BY, FIGURE, START, SUPERVISION, close, later, refused, state, stood


def test_from_open_to_done(afi: str) -> None:
    """The whole way: late, ready, closed, being shown, done; each day's state stays what it was."""
    actions.attach(afi, FIGURE, by=BY, at=later(200))
    actions.in_use(afi, since=date(2017, 9, 1), evidence=FIGURE, by=BY, at=later(201))
    actions.ready(afi, "Reviews are set and read.", by=BY, at=later(202))
    close(afi, 230)
    assert stood(afi, 10)[1].deadline_on == date(2017, 9, 2)
    assert stood(afi, 10)[1].days_left == 174
    assert [state(afi, day) for day in (10, 195, 203, 231)] == [
        State.OPEN, State.LATE, State.READY, State.BEING_SHOWN]  # fmt: skip
    shown = (date(2017, 9, 1) + timedelta(days=180) - START.date()).days
    assert (state(afi, shown - 1), state(afi, shown)) == (State.BEING_SHOWN, State.DONE)
    assert stood(afi, shown)[1].is_green


def test_nothing_happens_to_a_finding_before_it_was_found(afi: str) -> None:
    with pytest.raises(DutyboundError, match="lies before 2017-03-02, when it was found"):
        actions.ready(afi, "It was mended.", by=BY, at=later(30), on=date(2016, 1, 1))


def test_what_is_closed_and_was_never_shown_to_last_is_not_done(afi: str) -> None:
    close(afi, 30)
    assert state(afi, 2000) is State.UNSHOWN
    assert not stood(afi, 2000)[1].is_green


def test_a_slip_begins_the_showing_anew(afi: str) -> None:
    actions.attach(afi, FIGURE, by=BY, at=later(10))
    actions.in_use(afi, since=later(10).date(), evidence=FIGURE, by=BY, at=later(10))
    close(afi, 20)
    actions.slipped(afi, on=later(100).date(), by=BY, at=later(101))
    assert state(afi, 99) is State.BEING_SHOWN
    assert state(afi, 400) is State.UNSHOWN
    actions.in_use(afi, since=later(410).date(), evidence=FIGURE, by=BY, at=later(410))
    assert state(afi, 500) is State.BEING_SHOWN
    assert state(afi, 600) is State.DONE


@pytest.mark.parametrize("body", ["force", "coroner", "internal-audit"])
def test_only_the_owner_changes_a_status(afi: str, body: str) -> None:
    said = refused(close, afi, 30, body)
    assert "belongs to HM Inspectorate" in said
    assert "findings ready" in said
    assert state(afi, 40) is State.OPEN


def test_only_the_owner_gives_more_time_or_corrects(afi: str) -> None:
    assert "belongs to" in refused(
        actions.extend, afi, "by 1 May 2018", by=BY, at=later(5), body="force", reason="late"
    )
    assert "belongs to" in refused(
        actions.correct, afi, "text", "x", by=BY, at=later(5), body="force", why="w", reference="r"
    )


def test_ready_needs_evidence_and_changes_no_status(afi: str) -> None:
    assert "has no evidence" in refused(actions.ready, afi, "done", by=BY, at=later(5))
    actions.attach(afi, FIGURE, by=BY, at=later(5))
    actions.ready(afi, "done", by=BY, at=later(6))
    one, stands = stood(afi, 7)
    assert stands.status.stage == "open"
    assert stands.state is State.READY
    assert [entry.kind for entry in one.entries] == ["ready"]


def test_the_owner_may_answer_ready_with_a_no(afi: str) -> None:
    actions.attach(afi, FIGURE, by=BY, at=later(5))
    actions.ready(afi, "done", by=BY, at=later(6))
    actions.set_status(afi, "being-progressed", by=BY, at=later(9), body="hmicfrs", reference="document:letter-2")
    assert state(afi, 10) is State.OPEN


@pytest.mark.parametrize(
    "text", ["PC 1234 says it is better", "document: John Smith", "seen by the sergeant", "note:1", "document:"]
)
def test_evidence_is_a_reference_and_never_text_about_people(afi: str, text: str) -> None:
    assert "is no reference" in refused(actions.attach, afi, text, by=BY, at=later(5))
    assert not tables.FindingEvidence.objects.exists()


def test_extensions_are_counted(afi: str) -> None:
    for number, words in enumerate(("by 30 June 2018", "by 31 December 2018"), start=1):
        actions.extend(afi, words, by=BY, at=later(number), body="hmicfrs", reason="a new system")
    one, stands = stood(afi, 3)
    assert (stands.extensions, stands.deadline_on) == (2, date(2018, 12, 31))
    assert [each.was_on for each in one.extensions] == [date(2017, 9, 2), date(2018, 6, 30)]
    assert stood(afi, 1)[1].deadline_on == date(2018, 6, 30), "the second was not yet known"


def test_more_time_runs_from_the_day_that_is_named_in_summer_too(afi: str) -> None:
    actions.extend(afi, "within three months", by=BY, at=later(200), body="hmicfrs", reason="r", on=date(2017, 6, 15))
    assert stood(afi, 201)[1].deadline_on == date(2017, 9, 15)


def test_parts_close_one_by_one(records: Path) -> None:
    three = replace(SUPERVISION, parts=("rationale", "earlier episodes", "supervision"))
    actions.add(three, id="A3", by=BY, at=START)
    close("A3/1", 10)
    assert "A3/2, A3/3" in refused(close, "A3", 11)
    close("A3/2", 12)
    close("A3/3", 13)
    close("A3", 14)
    assert [stood(f"A3/{part}", 12)[1].status.stage for part in (1, 2, 3)] == ["closed", "closed", "open"]


def test_of_two_statuses_of_one_day_the_later_entry_counts_everywhere(records: Path) -> None:
    actions.add(replace(SUPERVISION, parts=("a",)), id="P", by=BY, at=START)
    for number, status in ((9, "complete"), (10, "being-progressed")):
        tables.FindingEntry.objects.create(id=f"P/1/entry/{number}", finding_id="P/1", kind="status", status=status,
                                           happened_at=later(5), body="hmicfrs", said_by=BY)  # fmt: skip
    assert stood("P/1", 6)[1].status.key == "being-progressed"
    assert "has parts that are not closed: P/1" in refused(close, "P", 7)


def test_two_who_enter_at_one_moment_are_told_so(afi: str, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.say(afi, "first", by=BY, at=later(1), body="force")
    monkeypatch.setattr(actions, "next_id", lambda *_, **__: f"{afi}/entry/1")
    assert "at the same moment" in refused(actions.say, afi, "second", by=BY, at=later(1), body="force")
    assert [one.comment for one in tables.FindingEntry.objects.all()] == ["first"]


def test_a_cause_of_concern_has_recommendations(records: Path) -> None:
    actions.add(replace(SUPERVISION, kind=Kind.CAUSE_OF_CONCERN, parts=("do this",)), id="C1", by=BY, at=START)
    assert stood("C1/1", 1)[0].kind is Kind.RECOMMENDATION


def test_a_strength_needs_a_day_of_review_and_comes_up_on_it(records: Path) -> None:
    strength = replace(SUPERVISION, kind=Kind.STRENGTH)
    assert "no day of review" in refused(actions.add, strength, id="S1", by=BY, at=START)
    more = actions.Particulars(review_on=later(30).date())
    actions.add(strength, id="S1", by=BY, at=START, more=more)
    assert [state("S1", day) for day in (29, 30)] == [State.REVIEW, State.REVIEW_DUE]


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(records: Path) -> None:
    wrong = DraftFinding(Kind.STRENGTH, " ", source="corronner", published=date(2030, 1, 1))
    said = refused(actions.add, wrong, id="", by="", at=START)
    for part in (
        "nobody is named",
        "Did you mean 'coroner'",
        "has not come yet",
        "Say what was found",
        "Give it an id",
    ):
        assert part in said
    assert not tables.Finding.objects.exists()


def test_a_correction_leaves_what_was_published(afi: str) -> None:
    actions.correct(
        afi, "text", "Supervise all investigations.", by=BY, at=later(50), body="hmicfrs", why="a slip", reference="web"
    )
    before, after = stood(afi, 49)[0], stood(afi, 51)[0]
    assert (before.reading, after.reading) == (SUPERVISION.text, "Supervise all investigations.")
    assert tables.Finding.objects.get(pk=afi).text == SUPERVISION.text


def test_kinds_are_the_same_in_the_records_and_above() -> None:
    assert tuple(Kind) == tables.KINDS
