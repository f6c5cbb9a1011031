"""Investigations in a simulated force: what is kept of them, in which order, and what each fault does."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from dutybound.records.schema import schema_of_records
from dutybound.simulator.force import Simulated, simulated
from dutybound.simulator.scenario import Scenario, Shortcoming, scenario_named

TABLES = (
    "incident", "recording_decision", "crime", "cancellation", "investigation", "investigation_span", "risk_grading",
    "initial_action", "allocation", "allocation_guide", "investigation_plan", "line_of_enquiry", "suspect_release",
    "suspension", "review", "direction", "absence_cover", "scene_decision", "scene_attendance", "forensic_submission",
    "forensic_stage", "digital_exhibit", "digital_triage", "digital_stage", "digital_queue", "outcome",
    "needs_assessment", "contact_contract", "case_event", "contact", "support_referral", "right_to_review",
)  # fmt: skip


@pytest.fixture(scope="module")
def force() -> Scenario:
    whole = scenario_named("exemplary")
    posts = [{role: max(1, round(number / 8)) for role, number in one.posts.items()} for one in whole.units]
    units = tuple(replace(one, posts=given) for one, given in zip(whole.units, posts, strict=True))
    demand = {kind: number / 8 for kind, number in whole.demand.items()}
    return replace(whole, units=units, demand=demand, ends=date(2016, 4, 30), warm_up=90)


@pytest.fixture(scope="module")
def plain(force: Scenario) -> Simulated:
    return simulated(force)


def with_fault(force: Scenario, practice: str, cause: str, to: float, **more: object) -> Simulated:
    return simulated(replace(force, shortcomings=(Shortcoming("fault", practice, cause, to, **more),)))


def count(force: Simulated, table: str, **equal: object) -> int:
    rows = force.tables[table]
    for name, value in equal.items():
        rows = rows.filter(pc.fill_null(pc.equal(rows.column(name), value), False))
    return int(rows.num_rows)


def joined(force: Simulated, table: str, key: str, other: str) -> pa.Table:
    return force.tables[table].join(force.tables[other], key, "id", right_suffix=f"_of_{other}")


def test_every_table_of_investigation_has_rows(plain: Simulated) -> None:
    assert [name for name in TABLES if name not in plain.tables or not plain.tables[name].num_rows] == []


def test_rows_belong_to_rows_that_are_there(plain: Simulated) -> None:
    for name in TABLES:
        for column in schema_of_records().table(name).columns.values():
            if column.refers_to is not None and column.refers_to in plain.tables:
                there = plain.tables[column.refers_to].column("id").combine_chunks()
                named = plain.tables[name].column(column.name).drop_null()
                assert pc.all(pc.is_in(named, value_set=there), min_count=0).as_py() is not False, (
                    f"{name}.{column.name}"
                )


def test_nothing_ends_before_it_begins(plain: Simulated) -> None:
    for name in (
        "investigation_span",
        "allocation",
        "suspension",
        "suspect_release",
        "contact_contract",
        "digital_queue",
    ):
        rows = plain.tables[name]
        in_order = pc.fill_null(pc.greater_equal(rows.column("ended_at"), rows.column("began_at")), True)
        assert pc.all(in_order).as_py(), name


def test_some_cases_are_opened_again_with_another_outcome(plain: Simulated) -> None:
    spans = plain.tables["investigation_span"].group_by("investigation").aggregate([("id", "count")])
    twice = spans.filter(pc.equal(spans.column("id_count"), 2))
    assert 5 < twice.num_rows < 0.05 * spans.num_rows


def test_pauses_stand_on_what_is_awaited_and_are_reasoned(plain: Simulated) -> None:
    rows = plain.tables["suspension"]
    assert pc.max(pc.days_between(rows.column("began_at"), rows.column("ended_at"))).as_py() > 28
    assert pc.mean(pc.is_valid(rows.column("reason"))).as_py() > 0.85


def test_a_desk_with_fewer_people_gives_out_later(force: Scenario, plain: Simulated) -> None:
    hurt = with_fault(force, "allocation desk", "posts", 0.25)

    def within_a_day(one: Simulated) -> float:
        rows = joined(one, "allocation", "investigation", "investigation")
        wait = pc.subtract(rows.column("began_at"), rows.column("happened_at"))
        return float(pc.mean(pc.less(wait.cast(pa.int64()), 24 * 3_600_000_000)).as_py())

    assert within_a_day(plain) > 0.9
    assert within_a_day(hurt) < within_a_day(plain) - 0.2


def test_who_forgets_victims_tells_them_less(force: Scenario, plain: Simulated) -> None:
    hurt = with_fault(force, "tell victim", "habit", 0.3)
    told = pc.sum(pc.is_valid(plain.tables["contact"].column("event"))).as_py()
    assert pc.sum(pc.is_valid(hurt.tables["contact"].column("event"))).as_py() < told
    assert hurt.tables["investigation"].equals(plain.tables["investigation"])


def test_fewer_examiners_report_later_and_still_the_gravest_first(force: Scenario, plain: Simulated) -> None:
    slow = with_fault(force, "examine device", "effort", 4000)
    assert count(slow, "digital_stage", stage="reported") < 0.8 * count(plain, "digital_stage", stage="reported")
    triage = slow.tables["digital_triage"].select(["exhibit", "band"])
    reported = slow.tables["digital_stage"].filter(pc.equal(slow.tables["digital_stage"].column("stage"), "reported"))
    done = pc.is_in(triage.column("exhibit"), value_set=reported.column("exhibit").combine_chunks())

    def share(band: str) -> float:
        return float(pc.mean(done.filter(pc.equal(triage.column("band"), band))).as_py())

    assert share("urgent") > share("routine") + 0.2


def test_scenes_without_a_reason_are_where_they_were_planted(force: Scenario, plain: Simulated) -> None:
    hurt = with_fault(force, "decide on scene", "quality", 0.4)

    def reasoned(one: Simulated) -> float:
        rows = one.tables["scene_decision"]
        rows = rows.filter(pc.equal(rows.column("decision"), "do not attend"))
        return float(pc.mean(pc.is_valid(rows.column("rationale"))).as_py())

    assert reasoned(plain) > 0.9
    assert reasoned(hurt) < 0.6
    assert hurt.tables["scene_attendance"].equals(plain.tables["scene_attendance"])
