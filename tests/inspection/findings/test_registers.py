"""Registers taken in whole: real entries keep their ids, statuses and history, and nothing is filled in."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.casework.actions.monitoring_import import take_in_monitoring
from dutybound.casework.actions.register_import import take_in
from dutybound.casework.queries import findings as queries
from dutybound.inspection.findings.history import History, State, standing
from dutybound.inspection.findings.registers import registers
from dutybound.records.models import inspection_findings as tables
from tests.data import shared_data

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
BY = "liaison lead"


def at(*day: int) -> datetime:
    return datetime(*day, 12, tzinfo=UTC)  # type: ignore[arg-type,misc]


def known(moment: datetime) -> dict[str, History]:
    return {one.id: one for one in queries.findings(moment)}


def test_real_entries_load_with_their_ids_and_statuses(records: Path) -> None:
    taken = take_in(shared_data("peel/recommendation_register_examples.json"), by=BY, at=NOW)
    assert set(taken.added) == {"6989", "88", "6955", "1504", "4822"}
    found = known(NOW)
    keys = lambda id: [entry.status for entry in found[id].entries if entry.kind == "status"]
    assert keys("6989") == ["awaiting-review", "being-progressed", "complete"]
    assert keys("6955") == keys("1504") == ["awaiting-review", "no-further-action-needed"]
    assert keys("88") == keys("4822") == [], "a status that was lost is not filled in"
    assert len([one for one in found.values() if one.parent == "6989"]) == 5
    assert (found["6989"].force, found["6989"].scope) == ("devon-and-cornwall", "one force")
    assert (found["88"].force, found["88"].scope) == ("humberside", "all forces")
    assert (found["6955"].force, found["6955"].scope) == ("", "all forces")
    assert found["4822"].scope == "some forces"
    assert found["1504"].deadline_on == found["4822"].deadline_on == date(2015, 3, 31)
    assert {id for id, _, _ in taken.undated} >= {"6989", "6955"}, "the day of publication is not in the file"


def test_a_register_is_known_as_it_was_on_the_days_that_it_names(records: Path) -> None:
    take_in(shared_data("peel/recommendation_register_examples.json"), by=BY, at=NOW)
    for moment, status in (
        (at(2017, 2, 9), "awaiting-review"), (at(2018, 1, 26), "being-progressed"), (at(2018, 4, 28), "complete"),
    ):  # fmt: skip
        assert standing(known(moment)["6989"], moment.date(), registers()).status.key == status
    assert "88" not in known(at(2018, 4, 28)), "nobody says since when it has been there"
    assert standing(known(NOW)["1504"], NOW.date(), registers()).state is State.SUPERSEDED


def test_taking_in_again_changes_nothing(records: Path) -> None:
    file = shared_data("peel/recommendation_register_examples.json")
    take_in(file, by=BY, at=NOW)
    before = list(tables.FindingEntry.objects.values())
    again = take_in(file, by=BY, at=NOW)
    assert (again.added, len(again.there)) == ((), 5)
    assert list(tables.FindingEntry.objects.values()) == before


def test_a_register_as_csv(records: Path) -> None:
    file = records / "register.csv"
    file.write_text(
        "id,kind,source,force,text,published,deadline_phrase,parts,status,status_on,comment\n"
        'PFD-1,recommendation,coroner,x,"Review handovers, in writing",2017-05-02,within three months,'
        "wards|cells,open,2017-05-02,received\n"
    )
    take_in(file, by=BY, at=NOW)
    one = known(NOW)["PFD-1"]
    assert (one.owner, one.source, one.deadline_on) == ("coroner", "coroner", date(2017, 8, 2))
    assert [entry.kind for entry in one.entries] == ["status", "comment"]
    assert [each.text for each in known(NOW).values() if each.parent == "PFD-1"] == ["wards", "cells"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}", "is no list of findings"),
        ("[", "cannot be read"),
        (json.dumps([{"text": "x"}]), "has no id"),
        (json.dumps([{"id": 1, "text": "x", "kind": "grumble"}]), "is no kind of finding"),
        (json.dumps([{"id": 1, "text": "x", "sauce": "coroner"}]), "Did you mean 'source'"),
        (json.dumps([{"id": 1, "text": "x", "source": "corner"}]), "Did you mean 'coroner'"),
        (json.dumps([{"id": 1, "text": "x", "published": "2/3/2017"}]), "is no day"),
        (json.dumps([{"id": 1, "text": "x", "history": [["2017-01-01", "status"]]}]), "is no entry"),
        (json.dumps([{"id": 1, "text": "x", "history": [["2017-01-01", "status", "complte"]]}]), "mean 'complete'"),
        (json.dumps([{"id": 1, "text": "x", "history": [["2031-01-01", "status", "complete"]]}]), "has not come yet"),
        (json.dumps([{"id": 1, "text": "x", "status": "closed", "status_on": "2017-01-01"}]), "no status of the reg"),
        (json.dumps([{"id": 1, "text": "x", "history": [[None, "status", "complete"]]}]), "has no day"),
    ],
)
def test_what_is_wrong_with_a_register_is_said_in_words(records: Path, content: str, said: str) -> None:
    file = records / "register.json"
    file.write_text(content)
    with pytest.raises(DutyboundError) as error:
        take_in(file, by=BY, at=NOW)
    assert said in error.value.render()
    assert not tables.Finding.objects.exists()


def test_a_log_that_went_on_is_taken_in_and_the_days_before_stay_as_they_were_known(records: Path) -> None:
    file, first = records / "register.json", ["2017-01-02", "status", "awaiting-review"]
    file.write_text(json.dumps([{"id": "7", "text": "x", "history": [first]}]))
    take_in(file, by=BY, at=at(2017, 2, 1))
    file.write_text(json.dumps([{"id": "7", "text": "x", "history": [first, ["2017-03-01", "status", "complete"]]}]))
    taken = take_in(file, by=BY, at=at(2017, 6, 1))
    assert (taken.added, taken.there, taken.went_on) == ((), ("7",), ("7",))
    keys = lambda moment: [entry.status for entry in known(moment)["7"].entries]
    assert keys(at(2017, 6, 2)) == ["awaiting-review", "complete"]
    assert keys(at(2017, 4, 1)) == ["awaiting-review"], "nobody here knew yet"
    assert take_in(file, by=BY, at=at(2017, 6, 2)).went_on == ()


def test_one_wrong_entry_keeps_all_out(records: Path) -> None:
    file = records / "register.json"
    file.write_text(json.dumps([{"id": 1, "text": "x"}, {"id": 2, "text": "y", "source": "nobody"}]))
    with pytest.raises(DutyboundError):
        take_in(file, by=BY, at=NOW)
    assert not tables.Finding.objects.exists()


def test_real_sequences_of_monitoring(records: Path) -> None:
    file = shared_data("peel/monitoring_timelines.json")
    assert len(take_in_monitoring(file, by=BY, at=NOW)) == 13
    assert take_in_monitoring(file, by=BY, at=NOW) == []
    phases = [queries.monitoring("staffordshire", moment)[0] for moment in (
        at(2022, 7, 5), at(2022, 7, 6), at(2024, 5, 20), at(2024, 5, 21))]  # fmt: skip
    assert phases == ["", "engage", "engage", "scan"]
    _, steps = queries.monitoring("nottinghamshire", NOW)
    assert [step.when for step in steps if step.kind == "revisit"] == ["2025-01/02"], "a month is no day"


def test_a_force_adds_bodies_and_phases_by_a_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[bodies.ico]\ntitle = "the Commissioner"\nregister = "plain"\n[sources.ico]\ntitle = "audit by the '
        'ICO"\nowner = "ico"\n[monitoring.2009]\ntitle = "2009"\nmark = "force policy"\nsource = "a letter"\nphases = '
        '[{ key = "2009-a", title = "stage 1", closer = false }]\n'
    )
    found = registers(own)
    assert found.sources["ico"].owner == "ico"
    assert found.phase("2009-a") is not None
    assert found.phase("engage") is not None
    own.write_text('[sources.ico]\ntitle = "x"\nowner = "icco"\n[bodies.ico]\ntitle = "y"\nregister = "plan"\n')
    registers.cache_clear()
    with pytest.raises(DutyboundError) as error:
        registers(own)
    assert "Did you mean 'ico'" in error.value.render()
    assert "Did you mean 'plain'" in error.value.render()
