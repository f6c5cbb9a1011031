"""A standard of practice is switched on by somebody who answers for it, and only where it can be judged."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.cli.assessing import checked_library, judge, prepare_ground, write_assessment
from dutybound.cli.showing import reach_and_feed
from dutybound.cli.simulating import simulate_small
from dutybound.cli.switching import Switch, switch_on
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.duty_file import DutyFile

SWITCH = Switch("policy_reviewed", 'Head of "policy"', "Assistant chief constable", date(2016, 7, 1))
JULY = "2016-06-30"


def quiet(_: str) -> None:
    """Nobody is told of progress."""


@pytest.fixture
def force(tmp_path: Path) -> Path:
    simulate_small(tmp_path / "force", seed=1, cases=20, report=quiet)
    return tmp_path / "force"


def fed(force: Path, above: str, below: str = "") -> None:
    """The force's declaration, with these lines above its sections and these below."""
    file = force / "dutybound.toml"
    file.write_text(f"{above}{file.read_text()}{below}")


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(DutyboundError) as refusal:
        doing()
    return refusal.value.render()


def judged(force: Path) -> set[str]:
    return {one.id for one in checked_library(read_declaration(force)).standards}


def test_what_is_switched_on_is_judged_and_named_with_its_owner(force: Path) -> None:
    assert "policy_reviewed" not in judged(force)
    assert switch_on(force, None, SWITCH, JULY, quiet) == 1
    assert "policy_reviewed" in judged(force)
    assert read_declaration(force).switches.on == {"policy_reviewed": 'Head of "policy"'}
    assert "policy_reviewed: is on already" in refused(lambda: switch_on(force, None, SWITCH, JULY, quiet))


def test_what_cannot_be_assessed_stays_off(force: Path) -> None:
    file = force / "data" / "policy_document.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["review_on"]), file)
    said = refused(lambda: switch_on(force, None, SWITCH, JULY, quiet))
    assert "can be assessed for 0% of what is owed, and more than 80% is needed" in said
    assert not (force / "standards.toml").exists()


def test_a_standard_that_needs_a_faster_feed_stays_off(force: Path) -> None:
    fed(force, 'feed = "weekly"\n')
    said = refused(lambda: switch_on(force, None, SWITCH, JULY, quiet))
    assert "needs a nightly feed, and this source arrives weekly" in said
    assert "supervised" not in judged(force), "on by itself, and a weekly feed is too slow for it"
    assert "threat_reassessed" in judged(force)
    notes = prepare_ground(force, None, quiet).extract.notes
    told = "they need a nightly feed and this source arrives weekly"
    assert any(told in one and "supervised" in one for one in notes)


def test_the_feed_is_that_of_the_tables_that_a_standard_reads(force: Path) -> None:
    """One slow table keeps back what reads it and nothing else; a live one lets a standard on whose others are too."""
    fed(force, "", '[feeds]\nreview = "weekly"\n')
    assert "supervised" not in judged(force)
    assert "allocated" in judged(force)
    notes = prepare_ground(force, None, quiet).extract.notes
    assert any("they need a nightly feed and review arrives weekly" in one and "supervised" in one for one in notes)


def test_every_result_says_how_its_data_came_and_how_far_they_reach(force: Path, tmp_path: Path) -> None:
    fed(force, "", '[feeds]\nreview = "live"\n')
    ground = prepare_ground(force, None, quiet)
    moment, out = ground.moment(JULY, "a test"), tmp_path / "out"
    out.mkdir()
    with DutyFile(out / "duties.parquet", None, moment, ground.about()) as duties:
        assessment = judge(ground, moment, duties, quiet)
    write_assessment(assessment, out)
    for name in ("duties.parquet", "days.parquet"):
        said = pq.read_schema(out / name).metadata
        assert said[b"dutybound.data_as_at"] == JULY.encode()
        assert said[b"dutybound.feed"] == b"nightly; review live"
    for name in ("measures.json", "declared_measures.json"):
        for figure in json.loads((out / name).read_text()).values():
            assert (figure["feed"], figure["data_as_at"]) == ("nightly", JULY)
            assert figure["data_as_at_told_by"] == "the declaration"
    assert "to 2016-06-30 (the declaration). Feed: nightly; review live." in reach_and_feed(ground)


def test_where_the_feed_stood_says_where_it_went(force: Path) -> None:
    (force / "standards.toml").write_text('feed = "hourly"\n')
    said = refused(lambda: read_declaration(force))
    assert "standards.toml: feed: has moved: how often data arrive stands in dutybound.toml" in said
    assert 'Write feed = "hourly" into dutybound.toml' in said


def test_a_feed_that_is_none_and_a_table_that_is_none_are_named(force: Path) -> None:
    fed(force, 'feed = "daily"\n', '[feeds]\nreviw = "live"\nreview = "often"\n')
    said = refused(lambda: read_declaration(force))
    for part in ("feed: 'daily' is no feed", "[feeds] reviw: is not a declared table", "[feeds] review: 'often'"):
        assert part in said


def test_who_answers_for_it_is_not_who_decided_it(force: Path) -> None:
    alone = replace(SWITCH, approved_by='head of "Policy"')
    assert "--approved-by: is the owner too" in refused(lambda: switch_on(force, None, alone, JULY, quiet))
    same = 'standard = "policy_reviewed"\nowner = "a"\napproved_by = "a"\nsince = 2016-07-01\n'
    (force / "standards.toml").write_text(f"[[on]]\n{same}")
    assert "owner and approved_by are the same" in refused(lambda: read_declaration(force))


def test_what_is_off_says_why_and_is_not_judged(force: Path) -> None:
    off = 'standard = "supervised"\nreason = "Being rewritten"\napproved_by = "Head of crime"\nsince = 2016-07-01\n'
    (force / "standards.toml").write_text(f"[[off]]\n{off}")
    assert "supervised" not in judged(force)


def test_everything_wrong_in_the_switches_is_said_at_once(force: Path) -> None:
    (force / "standards.toml").write_text('feed = "daily"\nowner = 1\n[[on]]\nstandard = "supervised"\nwho = "me"\n')
    said = refused(lambda: read_declaration(force))
    for part in (
        "feed: has moved",
        "unknown entry 'owner'",
        "unknown key 'who'",
        "owner is missing",
        "since is missing",
    ):
        assert part in said


def test_a_switch_of_nothing_names_the_nearest(force: Path) -> None:
    on = 'standard = "supervisd"\nowner = "a"\napproved_by = "b"\nsince = 2016-07-01\n'
    (force / "standards.toml").write_text(f"[[on]]\n{on}")
    assert "Did you mean 'supervised'" in refused(lambda: judged(force))


def test_a_new_force_does_not_take_the_place_of_another(force: Path) -> None:
    assert "is not empty" in refused(lambda: simulate_small(force, 2, 20, quiet))
