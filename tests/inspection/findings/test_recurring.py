"""Over all findings: what was closed and may be back is said once, to a person, and no status changes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dutybound.casework.actions import finding_lineage as lineage
from dutybound.casework.actions import findings as actions
from dutybound.casework.queries import findings as queries
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.recurring import found_again, shown_again, waiting
from dutybound.inspection.findings.registers import registers
from dutybound.records.models import inspection_findings as tables
from tests.cli.test_assess import run
from tests.inspection.conftest import EXAMPLES, INSPECTION

BY, NOW = "the nightly run", datetime(2020, 6, 1, 3, tzinfo=UTC)
CLOSED_ON = date(2018, 3, 2)
SUPERVISION = DraftFinding(
    Kind.AREA_FOR_IMPROVEMENT, "The force should ensure that investigations are supervised actively and regularly.",
    question="peel-2016:effectiveness.2", force="x", published=date(2017, 3, 2),
)  # fmt: skip


def add(id: str, published: date, text: str = SUPERVISION.text, parts: tuple[str, ...] = ()) -> str:
    draft = replace(SUPERVISION, published=published, text=text, parts=parts)
    return actions.add(draft, id=id, by=BY, at=NOW)


def close(id: str, on: date = CLOSED_ON) -> None:
    actions.set_status(id, "complete", by=BY, at=NOW, body="hmicfrs", reference="document:letter", on=on)


def statuses() -> list[tuple[str, str | None]]:
    rows = tables.FindingEntry.objects.filter(kind="status").order_by("pk")
    return list(rows.values_list("finding_id", "status"))


def night(at: datetime = NOW) -> list[str]:
    found = found_again(queries.findings(at), queries.links(at), registers())
    return lineage.raise_what_is_back(found, by=BY, at=at)


@pytest.fixture
def closed(records: Path) -> str:
    add("E", date(2017, 3, 2))
    close("E")
    return "E"


def test_a_later_finding_that_is_alike_is_offered_once_and_has_no_effect(closed: str) -> None:
    add("L", date(2019, 3, 2))
    before = statuses()
    assert night() == ["E=L"]
    assert night() == []
    (back,) = found_again(queries.findings(NOW), queries.links(NOW), registers())
    assert (back.finding, back.again, back.calls_for_an_alert) == ("E", "L", False)
    assert "closed on 2018-03-02" in back.why
    assert statuses() == before
    assert not tables.RecurrenceAlert.objects.exists()
    assert not tables.LineageDecision.objects.exists()


def test_what_a_person_refused_or_answered_is_not_said_again(closed: str) -> None:
    add("L", date(2019, 3, 2))
    (pair,) = night()
    lineage.decide([pair], "refused", by=BY, at=NOW, why="another failing")
    assert found_again(queries.findings(NOW), queries.links(NOW), registers()) == []
    lineage.decide([pair], "confirmed", by=BY, at=NOW, why="the same after all")
    (alert,) = waiting(queries.findings(NOW))
    lineage.answer_alert(alert.alert.id, by=BY, at=NOW, why="the owner was told")
    assert night() == []
    assert waiting(queries.findings(NOW)) == []


def test_a_link_that_stood_before_the_closure_was_entered_is_raised(records: Path) -> None:
    """The letter of 2018 was entered only after somebody had linked the two: nobody was told then."""
    add("E", date(2017, 3, 2))
    add("L", date(2019, 3, 2))
    pair = lineage.propose("E", "L", by=BY, at=NOW)
    assert lineage.decide([pair], "confirmed", by=BY, at=NOW, why="the same") == []
    assert night() == []
    close("E")
    before = statuses()
    assert night() == ["E/alert/1"]
    assert night() == []
    assert statuses() == before


def test_what_was_open_when_the_later_came_went_on_and_did_not_come_back(records: Path) -> None:
    add("E", date(2017, 3, 2))
    add("L", date(2019, 3, 2))
    assert night() == []
    close("E", date(2019, 4, 1))
    assert night() == []


def test_a_finding_and_its_parts_are_one_failing(records: Path) -> None:
    parts = ("supervising investigations actively and regularly;", "supervising investigations of high risk regularly.")
    add("E", date(2017, 3, 2), parts=parts)
    for id in ("E/1", "E/2", "E"):
        close(id)
    add("L", date(2019, 3, 2), parts=parts)
    assert len(night()) == 1
    assert night() == []


SHORT = {"standard:supervised": "falls short: 60 of 100"}


def test_a_figure_that_a_closure_stood_on_is_raised_once_for_each_closure(closed: str) -> None:
    actions.attach("E", "standard:supervised@2018-01-31", by=BY, at=NOW, on=date(2018, 2, 1))
    actions.attach("E", "standard:planned@2018-01-31", by=BY, at=NOW, on=date(2018, 2, 1))
    for day, wanted in (("2020-05-31", ["E/alert/1"]), ("2020-06-01", [])):
        found = shown_again(queries.findings(NOW), SHORT, day, registers())
        assert lineage.raise_what_is_back(found, by=BY, at=NOW) == wanted, "the next night shows the same figure"
    lineage.answer_alert("E/alert/1", by=BY, at=NOW, why="seen")
    assert shown_again(queries.findings(NOW), SHORT, "2020-06-02", registers()) == []
    after = datetime(2020, 7, 1, tzinfo=UTC)
    for status, day in (("being-progressed", date(2020, 6, 2)), ("complete", date(2020, 6, 20))):
        actions.set_status("E", status, by=BY, at=after, body="hmicfrs", reference="document:2", on=day)
        again = shown_again(queries.findings(after), SHORT, "2020-06-30", registers())
        assert len(again) == (status == "complete"), "what is open is looked at already"


def test_findings_that_nothing_is_short_of_and_open_ones_are_left_alone(closed: str) -> None:
    add("O", date(2019, 3, 2), "Officers should be trained to use radios.")
    actions.attach("O", "standard:supervised@2019-05-31", by=BY, at=NOW)
    assert shown_again(queries.findings(NOW), SHORT, "2020-05-31", registers()) == []


def test_the_command_lists_each_once_and_says_what_is_new(settings: Path, assessed: Path, closed: str) -> None:
    framework = INSPECTION / "framework.toml"
    for name in ("planned", "supervised", "directed"):
        actions.attach("E", f"standard:{name}@2018-01-31", by=BY, at=NOW, on=date(2018, 2, 1))
    add("L", date(2019, 3, 2))
    given = ["findings", "alerts", "--by", BY, "--results", assessed, "--framework", framework]
    before = statuses()
    first, second, new = run(settings, *given), run(settings, *given), run(settings, *given, "--new")
    assert first.returncode == second.returncode == new.returncode == 0, first.stderr
    alerts = list(tables.RecurrenceAlert.objects.values_list("pk", "reference"))
    assert alerts
    assert {reference.partition("@")[2] for _, reference in alerts} == {"2016-06-30"}
    for id in ("E=L", *(pk for pk, _ in alerts)):
        assert first.stdout.count(f"{id} (new)") == 1
        assert second.stdout.count(f"{id} (") == 1
        assert f"{id} (new)" not in second.stdout
    assert "0 of them new" in second.stdout
    assert "Nothing that was closed is seen to be back" in new.stdout
    assert statuses() == before
    alone = run(settings, "findings", "alerts", "--by", BY, "--results", assessed)
    assert "go together, and one is missing" in alone.stderr
    assert "nobody is named" in run(settings, "findings", "alerts", "--by", " ").stderr


def test_it_is_the_source_of_no_status() -> None:
    for file in ("inspection/findings/recurring.py", "cli/findings_nightly.py"):
        text = (EXAMPLES.parent / "src" / "dutybound" / file).read_text()
        assert "set_status" not in text
        assert "FindingEntry" not in text
