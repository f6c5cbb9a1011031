"""Who may do what with a finding, and that neither the force nor software changes a status."""

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dutybound.base.errors import DutyboundError
from dutybound.casework.actions import finding_drafts as drafts
from dutybound.casework.actions import finding_lineage as lineage
from dutybound.casework.actions import findings as actions
from dutybound.casework.queries import findings as queries
from dutybound.cli.findings_further import app
from dutybound.inspection.degrees import Verdict
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.finding_file import FiledFinding, as_row, chosen, read_findings
from dutybound.inspection.findings.history import History, Standing, State, standing
from dutybound.inspection.findings.registers import registers
from dutybound.inspection.judging.drafting import Drafted
from dutybound.records.models import inspection_findings as tables

BY = "liaison lead"
START = datetime(2017, 3, 2, 9, tzinfo=UTC)
SUPERVISION = DraftFinding(
    Kind.AREA_FOR_IMPROVEMENT, "Supervise investigations actively.", question="peel-2016:effectiveness.2",
    force="staffordshire", published=date(2017, 3, 2), deadline_words="within six months",
)  # fmt: skip
FIGURE = "standard:supervised@2017-09-30"


def later(days: int) -> datetime:
    return START + timedelta(days=days)


def stood(id: str, days: int) -> tuple[History, Standing]:
    """A finding as it was known so many days after the start."""
    one = next(one for one in queries.findings(later(days)) if one.id == id)
    return one, standing(one, later(days).date(), registers())


def state(id: str, days: int) -> State:
    return stood(id, days)[1].state


@pytest.fixture
def afi(records: Path) -> str:
    return actions.add(SUPERVISION, id="A1", by=BY, at=START)


def close(id: str, days: int, body: str = "hmicfrs") -> None:
    actions.set_status(id, "complete", by=BY, at=later(days), body=body, reference="document:letter-1")


def refused(act: object, *given: object, **named: object) -> str:
    with pytest.raises(DutyboundError) as error:
        act(*given, **named)  # type: ignore[operator]
    return error.value.render()


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


def again(days: int, id: str = "B1") -> str:
    draft = replace(SUPERVISION, published=later(days).date(), deadline_words="")
    return actions.add(draft, id=id, by=BY, at=later(days))


def test_found_again_after_closure_is_an_alert_beside_a_status_that_stays(afi: str) -> None:
    actions.attach(afi, FIGURE, by=BY, at=later(10))
    actions.in_use(afi, since=later(10).date(), evidence=FIGURE, by=BY, at=later(10))
    close(afi, 20)
    again(400)
    pair = lineage.propose("B1", afi, by=BY, at=later(401))
    assert pair == "A1=B1"
    assert state(afi, 401) is State.DONE, "a proposal has no effect"
    (alert,) = lineage.decide([pair], "confirmed", by=BY, at=later(402), why="the same failing")
    one, stands = stood(afi, 403)
    assert (stands.state, stands.is_green, stands.status.key) == (State.RECURRING, False, "complete")
    assert [entry.status for entry in one.entries if entry.kind == "status"] == ["complete"]
    lineage.answer_alert(alert, by="chief officer", at=later(404), why="told to the owner")
    assert state(afi, 405) is State.DONE


def test_a_link_to_what_was_still_open_raises_nothing(afi: str) -> None:
    again(400)
    pair = lineage.propose(afi, "B1", by=BY, at=later(401))
    assert lineage.decide([pair], "confirmed", by=BY, at=later(402), why="it went on") == []
    assert not tables.RecurrenceAlert.objects.exists()


def test_a_figure_can_raise_an_alert_once(afi: str) -> None:
    close(afi, 20)
    assert lineage.raise_alert(afi, "standard:supervised@2018-06-30", by="the nightly run", at=later(500))
    assert not lineage.raise_alert(afi, "standard:supervised@2018-06-30", by="the nightly run", at=later(501))
    assert stood(afi, 502)[1].status.key == "complete"


def test_software_has_no_way_to_a_status() -> None:
    """Statuses are written in one place of the actions, and by the import of what an owner's register says."""
    folder = Path(actions.__file__).parent
    writers = {file.name for file in folder.glob("*.py") if "FindingEntry.objects.create" in file.read_text()}
    assert writers == {"findings.py", "register_import.py"}
    source = Path(lineage.__file__).read_text()
    assert "set_status" not in source
    assert "FindingEntry" not in source


def test_kinds_are_the_same_in_the_records_and_above() -> None:
    assert tuple(Kind) == tables.KINDS


def filed(*drafts: DraftFinding) -> list[FiledFinding]:
    """Drafts as a file would have them."""
    return [FiledFinding(place, f"draft {place}", one) for place, one in enumerate(drafts)]


def test_drafts_are_put_on_record_together_or_not_at_all(records: Path) -> None:
    ids = drafts.add_drafts(filed(SUPERVISION, replace(SUPERVISION, parts=("a", "b"))), prefix="R", by=BY, at=START)
    assert ids == ["R-1", "R-2"]
    wrong = filed(SUPERVISION, replace(SUPERVISION, text=""), replace(SUPERVISION, source="nobody"))
    said = refused(drafts.add_drafts, wrong, prefix="Q", by=BY, at=START)
    assert "Q-2, text" in said
    assert "Q-3, source" in said
    assert tables.Finding.objects.count() == 4


def test_what_the_two_commands_write_is_adopted_by_a_person(records: Path) -> None:
    judged = Drafted(replace(SUPERVISION, source="force", published=None), "q", "b", Verdict.SHORT, (), "", "")
    shapes = {"read.json": {"title": "x", "drafts": [as_row(SUPERVISION)]}, "judged.json": [asdict(judged)]}
    for name, content in shapes.items():
        (records / name).write_text(json.dumps(content, default=str))
    assert [one.draft for one in read_findings(records / "read.json")] == [SUPERVISION]
    assert [one.draft for one in read_findings(records / "judged.json")] == [judged.finding]
    given = ["adopt", str(records / "judged.json"), "--prefix", "J", "--by", BY]
    result = CliRunner().invoke(app, given, catch_exceptions=False)
    assert "On record: J-1" in result.output
    assert tables.Finding.objects.get(pk="J-1").owner == "force"


def test_what_is_no_draft_is_said_in_words(records: Path) -> None:
    file = records / "drafts.json"
    file.write_text(json.dumps([{"kind": "grumble", "text": "x"}, {"kind": "recommendation", "txt": "y"}]))
    said = refused(read_findings, file)
    assert "finding 1" in said
    assert "is no kind of finding" in said
    assert "Did you mean 'text'" in said
    assert "is not there" in refused(chosen, filed(SUPERVISION), [2])
