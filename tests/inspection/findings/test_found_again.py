"""A failing that is found again after closure: an alert, and never a status."""

from dataclasses import replace
from pathlib import Path

from dutybound.casework.actions import finding_lineage as lineage
from dutybound.casework.actions import findings as actions
from dutybound.inspection.findings.history import State
from dutybound.records.models import inspection_findings as tables
from tests.inspection.findings.on_record import BY, FIGURE, SUPERVISION, close, later, state, stood


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
