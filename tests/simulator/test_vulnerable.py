"""Vulnerable people in a simulated force: what is planted shows where it was planted, and nothing is late by chance."""

from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.records.schema import schema_of_records
from dutybound.simulator.chance import Chance
from dutybound.simulator.demand import arrivals
from dutybound.simulator.force import simulated
from dutybound.simulator.scenario import Scenario, Shortcoming, scenario_named

TABLES = (
    "domestic_incident", "domestic_assessment", "risk_factor", "supervisor_check", "secondary_assessment",
    "safeguarding_action", "support_offer", "safety_referral", "referral_answer", "referral_chase",
    "strategy_discussion", "protection_conference", "marac_referral", "marac_listing", "marac_hearing", "marac_action",
    "advocate_contact", "repeat_watch", "missing_episode", "episode_category", "missing_risk_decision",
    "episode_command", "history_check", "circulation", "found_at", "return_interview", "trigger_plan",
    "trigger_plan_owner", "trigger_plan_review", "trigger_plan_step", "trigger_plan_opening", "trigger_step_use",
    "protection_notice", "protection_order", "order_check", "disclosure_request", "disclosure_step",
    "disclosure_decision", "vulnerability_profile", "profile_strand", "training", "agency", "command_handover",
    "address", "residence", "address_marker", "consent", "sharing_decision",
)  # fmt: skip
KINDS = ("domestic abuse crime", "domestic incident", "missing report", "disclosure request")
QUARTER_OF_AN_HOUR = 15


@pytest.fixture(scope="module")
def force() -> Scenario:
    """A quarter of the exemplary force and of what concerns vulnerable people in it, for three months."""
    whole = scenario_named("exemplary")
    posts = [{role: max(1, round(number / 4)) for role, number in one.posts.items()} for one in whole.units]
    units = tuple(replace(one, posts=given) for one, given in zip(whole.units, posts, strict=True))
    sitting = replace(whole.practices["sitting of MARAC"], capacity=5)
    return replace(
        whole,
        units=units,
        demand={kind: whole.demand[kind] / 4 for kind in KINDS},
        practices={**whole.practices, "sitting of MARAC": sitting},
        ends=date(2016, 2, 28),
        warm_up=60,
    )


@pytest.fixture(scope="module")
def whole(force: Scenario) -> dict[str, pa.Table]:
    return simulated(force).tables


def hurt(force: Scenario, *faults: Shortcoming) -> dict[str, pa.Table]:
    return simulated(replace(force, shortcomings=faults)).tables


def minutes(rows: pa.Table, column: str) -> np.ndarray:
    """Times as minutes; empty ones far ahead."""
    said = rows.column(column).cast(pa.int64()).fill_null(1 << 60)
    return np.asarray(said) // 60_000_000


def waits(tables: dict[str, pa.Table], begun: str, done: str, key: str, since: str = "happened_at") -> pa.Table:
    """Of each record, how many minutes until the first that answers it; empty: never."""
    at = "began_at" if "began_at" in tables[done].column_names else "happened_at"
    first = tables[done].group_by(key).aggregate([(at, "min")])
    joined = tables[begun].join(first, "id", key)
    wait = minutes(joined, f"{at}_min") - minutes(joined, since)
    return joined.append_column("wait", pa.array(np.minimum(wait, 1 << 40)))


def test_every_table_has_rows_and_every_reference_is_there(whole: dict[str, pa.Table]) -> None:
    schema = schema_of_records()
    assert not [name for name in TABLES if not whole[name].num_rows]
    for name in TABLES:
        for one, column in schema.table(name).columns.items():
            if column.refers_to:
                said = whole[name].column(one).drop_null()
                known = whole[column.refers_to].column("id") if len(said) else said
                missing = pc.filter(said, pc.invert(pc.is_in(said, known.combine_chunks())))
                # What refers to something that is yet to be entered is not at fault; it is rare.
                assert len(missing) <= 3 + len(said) * 0.02, f"{name}.{one}: {missing[:3]}"


def test_rows_have_ids_of_their_own_and_nothing_is_entered_before_it_happened(whole: dict[str, pa.Table]) -> None:
    for name in (*TABLES, "holding", "person"):
        rows = whole[name]
        assert len(pc.unique(rows.column("id"))) == rows.num_rows, name
        first = "began_at" if "began_at" in rows.column_names else "happened_at"
        assert (minutes(rows, "recorded_at") >= minutes(rows, first)).all(), name
        if first == "began_at":
            assert (minutes(rows, "ended_at") >= minutes(rows, first)).all(), name


def test_what_is_written_less_fully_changes_nothing_else(force: Scenario, whole: dict[str, pa.Table]) -> None:
    thin = hurt(force, Shortcoming("thin", "reason of missing risk", "quality", 0.4, shift="night"))
    assert [name for name in whole if not whole[name].equals(thin[name])] == ["missing_risk_decision"]


def test_an_incident_that_nobody_recognises_is_an_incident_and_no_more(
    force: Scenario, whole: dict[str, pa.Table]
) -> None:
    blind = hurt(
        force,
        Shortcoming("blind", "recognise domestic abuse", "habit", 0.8),
        Shortcoming("nobody reads", "read for domestic abuse", "habit", 0),
        Shortcoming("nobody looks", "look for unrecognised abuse", "habit", 0),
    )
    assert blind["incident"].equals(whole["incident"])
    rows = blind["domestic_incident"].num_rows / whole["domestic_incident"].num_rows
    assert rows == pytest.approx(0.8, abs=0.04)
    assert set(pc.unique(blind["domestic_incident"].column("found_by")).to_pylist()) == {"call handler", "officer"}


def in_time(tables: dict[str, pa.Table], night: bool) -> float:
    """The share of missing episodes that an inspector accepted within a quarter of an hour."""
    rows = waits(tables, "missing_episode", "episode_command", "episode", "began_at")
    tour = pc.equal(rows.column("tour"), "night")
    wait = np.asarray(rows.filter(tour if night else pc.invert(tour)).column("wait"))
    return float((wait <= QUARTER_OF_AN_HOUR).mean())


@pytest.mark.parametrize(
    "fault",
    [
        Shortcoming("few inspectors at night", "duty inspector", "posts", 0.2, shift="night"),
        Shortcoming("not thought of at night", "accept missing", "habit", 0.3, shift="night"),
    ],
)
def test_missing_people_are_accepted_late_at_night_where_that_is_planted(
    force: Scenario, whole: dict[str, pa.Table], fault: Shortcoming
) -> None:
    tables = hurt(force, fault)
    assert in_time(whole, night=True) > 0.8
    assert in_time(tables, night=True) < in_time(whole, night=True) - 0.25
    assert in_time(tables, night=False) > in_time(whole, night=False) - 0.06


def test_a_case_has_one_inspector_at_a_time(whole: dict[str, pa.Table]) -> None:
    rows = whole["episode_command"].sort_by([("episode", "ascending"), ("began_at", "ascending")])
    begins, ends, episode = minutes(rows, "began_at"), minutes(rows, "ended_at"), rows.column("episode").to_numpy()
    same = episode[1:] == episode[:-1]
    assert same.sum() > 100
    assert (ends[:-1][same] <= begins[1:][same]).all()


def test_fewer_specialists_look_again_later(force: Scenario, whole: dict[str, pa.Table]) -> None:
    tables = hurt(force, Shortcoming("few", "specialist assessor", "posts", 0.34))
    before, after = (
        np.median(waits(one, "domestic_assessment", "secondary_assessment", "assessment").column("wait"))
        for one in (
            {**each, "domestic_assessment": each["domestic_assessment"].filter(pc.field("level") == "medium")}
            for each in (whole, tables)
        )
    )
    assert after > 1.5 * before


def test_the_wait_for_a_conference_follows_from_how_many_it_hears(force: Scenario, whole: dict[str, pa.Table]) -> None:
    full = hurt(force, Shortcoming("small agendas", "sitting of MARAC", "capacity", 1))
    assert full["marac_referral"].equals(whole["marac_referral"])
    agenda = full["marac_listing"].group_by("meeting").aggregate([("referral", "count")])
    assert pc.max(agenda.column("referral_count")).as_py() == 1
    before, after = (
        float(np.median(np.minimum(waits(one, "marac_referral", "marac_hearing", "referral").column("wait"), 10**6)))
        for one in (whole, full)
    )
    assert after > 2 * before


def test_as_many_are_trained_by_each_day_as_the_scenario_says(force: Scenario) -> None:
    wave = Shortcoming(
        "wave", "vulnerability training", "habit", 0.96, begins=date(2015, 12, 1), until=date(2016, 2, 28), shape="ramp"
    )
    half = {**force.practices, "vulnerability training": replace(force.practices["vulnerability training"], habit=0.5)}
    tables = simulated(replace(force, practices=half, shortcomings=(wave,))).tables
    began = minutes(tables["training"].filter(pc.field("course") == "vulnerability"), "began_at")
    first, last = (np.datetime64(day, "m").astype(int) for day in ("2015-12-02", "2016-02-27"))
    assert (began < first).sum() / (began < last).sum() == pytest.approx(0.5 / 0.95, abs=0.06)


def test_more_people_are_missing_in_summer() -> None:
    many = scenario_named("exemplary")
    scenario = replace(many, demand={**many.demand, "missing report": 100_000})
    month = arrivals(scenario, Chance(1), "missing report").at.astype("datetime64[m]").astype("datetime64[M]")
    july, january = ((month == np.datetime64(one)).sum() for one in ("2016-07", "2016-01"))
    assert july / january == pytest.approx(1.26 / 0.81, rel=0.05)


def test_a_force_in_which_nobody_does_the_work_is_refused_in_words(force: Scenario) -> None:
    units = [{role: n for role, n in one.posts.items() if role != "duty inspector"} for one in force.units]
    lacking = replace(
        force, units=tuple(replace(one, posts=posts) for one, posts in zip(force.units, units, strict=True))
    )
    with pytest.raises(DutyboundError, match="nobody is a duty inspector"):
        simulated(lacking)
    fewer = {name: one for name, one in force.practices.items() if name != "circulate"}
    with pytest.raises(DutyboundError, match=r"circulate.*is missing"):
        simulated(replace(force, practices=fewer))
