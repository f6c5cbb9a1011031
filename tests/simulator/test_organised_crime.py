"""Organised crime in a simulated force: networks are there or not, and what is recorded follows from what is done."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from dutybound.simulator.force import Simulated, simulated
from dutybound.simulator.scenario import Scenario, Shortcoming, scenario_named

KEPT = ("older network", "newer network", "no network", "diversion place")  # whole numbers of these, whatever else


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """All networks of the exemplary force and hardly any crime."""
    whole = scenario_named("exemplary")
    own = {"Organised crime"}
    units = tuple(
        replace(one, posts={r: n if one.name in own else max(1, n // 12) for r, n in one.posts.items()})
        for one in whole.units
    )
    demand = {kind: number if kind in KEPT else number / 100 for kind, number in whole.demand.items()}
    return replace(whole, units=units, demand=demand, ends=date(2016, 8, 31))


@pytest.fixture(scope="module")
def force(scenario: Scenario) -> Simulated:
    return simulated(scenario)


@pytest.fixture(scope="module")
def blind(scenario: Scenario) -> Simulated:
    """Nobody notices a newer network by himself."""
    return planted(scenario, Shortcoming("nobody sees them", "notice newer network", "habit", 0))


def planted(scenario: Scenario, *faults: Shortcoming) -> Simulated:
    return simulated(replace(scenario, shortcomings=faults))


def of(rows: pa.Table, column: str, value: object) -> pa.Table:
    return rows.filter(pc.equal(rows.column(column), value))


def test_rows_belong_to_rows_that_are_there(force: Simulated) -> None:
    from dutybound.records.schema import schema_of_records

    areas = ("threat", "candidate", "plan_", "disruption", "member", "local_profile", "board", "policy", "diversion")
    for name, rows in force.tables.items():
        for column in schema_of_records().table(name).columns.values():
            if column.refers_to and (name.startswith(areas) or column.refers_to.startswith(areas)):
                named = rows[column.name].drop_null()
                there = pc.is_in(named, value_set=force.tables[column.refers_to]["id"].combine_chunks())
                assert pc.all(there, min_count=0).as_py() is not False, f"{name}.{column.name}"


def test_every_network_leaves_suspects_whether_or_not_it_is_noticed(scenario: Scenario) -> None:
    unseen = [
        Shortcoming("nobody sees them", "notice newer network", "habit", 0),
        Shortcoming("nobody searches", "search the records", "habit", 0),
    ]
    hurt = planted(scenario, *unseen)
    newer = of(hurt.truth["networks"], "newer", True)
    suspects = newer.group_by("network").aggregate([("person", "count")])["person_count"].to_pylist()
    assert len(suspects) == 14
    assert set(suspects) <= set(range(3, 10))
    assert pc.all(pc.is_in(newer["person"], hurt.tables["person"]["id"].combine_chunks())).as_py()
    assert not pc.any(pc.is_in(newer["candidate"], hurt.tables["candidate"]["id"].combine_chunks())).as_py()
    assert pc.all(pc.is_in(newer["investigation"], hurt.tables["investigation"]["id"].combine_chunks())).as_py()


def test_a_search_finds_what_officers_miss(blind: Simulated, force: Simulated) -> None:
    found = of(blind.tables["candidate"], "found_by", "search of the records")
    assert found.num_rows > of(force.tables["candidate"], "found_by", "search of the records").num_rows + 8
    same = [of(one.tables["candidate"], "crime_type", "drugs") for one in (blind, force)]
    assert same[0]["id"].to_pylist() == same[1]["id"].to_pylist()


def test_what_takes_a_coordinator_longer_is_decided_later(scenario: Scenario, force: Simulated) -> None:
    """Nothing is drawn late: hours are short, and the rest follows."""
    slow = planted(scenario, Shortcoming("slow", "decide mapping", "effort", 3000))

    def days(one: Simulated) -> float:
        both = one.tables["mapping_decision"].join(one.tables["nomination"], "nomination", "id", right_suffix=" put")
        gone = pc.days_between(both["happened_at put"], both["happened_at"])
        return float(pc.mean(gone).as_py())

    assert days(force) < 3
    assert days(slow) > days(force) + 5


def test_a_p_that_nobody_works_at_is_empty_and_the_others_are_not(scenario: Scenario, force: Simulated) -> None:
    hurt = planted(
        scenario,
        Shortcoming("no prepare", "work at prepare", "quality", 0),
        Shortcoming("and nobody says why", "reason for nil", "quality", 0),
    )
    assert not of(hurt.tables["plan_strand"], "p", "prepare").num_rows
    assert not pc.any(pc.is_valid(hurt.tables["plan_strand"]["nil_reason"])).as_py()
    pursued = [of(one.tables["plan_strand"], "p", "pursue")["objective"] for one in (hurt, force)]
    assert pursued[0].length() - pursued[0].null_count == pursued[1].length() - pursued[1].null_count


def test_moderation_and_evidence_are_habits(scenario: Scenario, force: Simulated) -> None:
    hurt = planted(
        scenario,
        Shortcoming("never moderated", "moderate disruption", "habit", 0),
        Shortcoming("seldom shown", "evidence disruption", "habit", 0.3),
        Shortcoming("and never looked at again", "evidence disruption", "looks", 0),
    )
    same = [sorted(one.tables["candidate"]["id"].to_pylist()) for one in (hurt, force)]
    assert same[0] == same[1]  # when an analyst finds one may differ by minutes: the same analysts do other things
    claimed = hurt.tables["disruption"].num_rows
    assert claimed > 100
    assert hurt.tables["moderation"].num_rows == 0
    assert force.tables["moderation"].num_rows > claimed * 0.8
    assert 0.2 < hurt.tables["disruption_evidence"].num_rows / (claimed * 0.88) < 0.4


def test_districts_without_a_profile(scenario: Scenario, force: Simulated) -> None:
    fault = [
        Shortcoming("no profile", "make profile", cause, 0, units=("Force", "Cannock")) for cause in ("habit", "looks")
    ]
    hurt = planted(scenario, *fault)
    units = [set(one.tables["local_profile"]["unit"].to_pylist()) for one in (force, hurt)]
    names = dict(zip(force.tables["unit"]["id"].to_pylist(), force.tables["unit"]["name"].to_pylist(), strict=True))
    assert {names[one] for one in units[0] - units[1]} == {"Force", "Cannock"}


def test_leads_who_leave_hand_over(scenario: Scenario) -> None:
    fault = Shortcoming("fewer leads", "lead responsible officer", "posts", 0.5, begins=date(2016, 2, 1))
    hurt = planted(scenario, fault).tables
    assert hurt["lead_handover"].num_rows > 5
    led = pc.value_counts(hurt["lead_appointment"]["threat"])
    assert pc.max(pc.struct_field(led, [1])).as_py() >= 2


def test_diversion_knows_no_person_and_no_group(force: Simulated) -> None:
    places = force.tables["diversion_place"]
    suspects = set(force.tables["person"]["id"].to_pylist())
    assert places.num_rows > 80
    assert not suspects & {value for column in places.column_names for value in map(str, places[column].to_pylist())}
    assert not {"person", "threat"} & set(places.column_names)


def test_a_policy_is_taken_up_unit_by_unit(scenario: Scenario, force: Simulated) -> None:
    fault = Shortcoming("nobody briefs", "brief policy", "habit", 0, units=("Tamworth",))
    hurt = planted(scenario, fault).tables["policy_briefing"]
    kept = force.tables["policy_briefing"]
    gone = set(kept["id"].to_pylist()) - set(hurt["id"].to_pylist())
    assert len(gone) == 12
    assert hurt.num_rows == kept.num_rows - 12


def test_a_scenario_without_leads_has_no_organised_crime(scenario: Scenario) -> None:
    units = tuple(one for one in scenario.units if one.name != "Organised crime")
    tables = simulated(replace(scenario, units=units)).tables
    assert "candidate" not in tables
    assert tables["investigation"].num_rows


def test_nothing_is_known_before_what_it_belongs_to(force: Simulated) -> None:
    """Partners are asked for a profile before there is one; everything else comes after its own."""
    from dutybound.records.schema import schema_of_records

    areas = ("threat", "candidate", "nomination", "mapping", "plan_", "disruption", "member", "board", "policy",
             "lead_", "release", "profile_recommendation", "joint", "diversion", "place", "removal",
             "exploitation", "practice_lesson", "lesson_use", "team_task", "advice", "archiving")  # fmt: skip
    seen = 0
    for name in (one for one in force.tables if one.startswith(areas)):
        for column in schema_of_records().table(name).columns.values():
            if column.refers_to and column.refers_to.startswith(areas):
                above = force.tables[column.refers_to].select(["id", "recorded_at"])
                rows = force.tables[name].select([column.name, "recorded_at"])
                both = rows.join(above, column.name, "id", "inner", right_suffix=" above")
                later = pc.greater_equal(both["recorded_at"], both["recorded_at above"])
                assert pc.all(later, min_count=0).as_py() is not False, f"{name}.{column.name}"
                seen += both.num_rows
    assert seen > 5000


def test_a_search_sees_what_has_left_three_traces(blind: Simulated) -> None:
    found = of(blind.tables["candidate"], "found_by", "search of the records")
    traces = blind.truth["networks"].select(["candidate", "found_at"]).join(found, "candidate", "id", "inner")
    before = traces.filter(pc.less_equal(traces["found_at"], traces["happened_at"]))
    count = before.group_by("candidate").aggregate([("found_at", "count")])["found_at_count"]
    assert len(count) == len(pc.unique(traces["candidate"])) > 10
    assert pc.min(count).as_py() >= 3
