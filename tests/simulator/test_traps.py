"""Traps are where they were planted, are found by who looks for them, and are nowhere else."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.simulator.force import Simulated, simulated
from dutybound.simulator.review_rows import COPIED
from dutybound.simulator.scenario import Scenario, Shortcoming, read_scenario, scenario_named
from dutybound.simulator.traps import LateReviews, LeaveCover, LikePeople, Merger, NoRecordedTime, Traps

LICHFIELD, TAMWORTH, CANNOCK, STAFFORD = "Lichfield", "Tamworth", "Cannock", "Stafford"
ON = date(2016, 2, 1)
TRAPS = Traps(
    late_reviews=LateReviews(STAFFORD, date(2016, 2, 1), date(2016, 2, 14), 40),
    merger=Merger((TAMWORTH, CANNOCK), ON, 5),
    no_recorded_time=NoRecordedTime(LICHFIELD),
    like_people=LikePeople(20, 3, 7),
    leave_cover=LeaveCover(STAFFORD, date(2016, 1, 4), date(2016, 1, 17), 3),
)


@pytest.fixture(scope="module")
def small() -> Scenario:
    whole = scenario_named("exemplary")
    posts = [{role: max(1, round(number / 20)) for role, number in one.posts.items()} for one in whole.units]
    units = tuple(replace(one, posts=given) for one, given in zip(whole.units, posts, strict=True))
    demand = {kind: number / 20 for kind, number in whole.demand.items()}
    return replace(whole, units=units, demand=demand, ends=date(2016, 2, 28), warm_up=60)


@pytest.fixture(scope="module")
def plain(small: Scenario) -> Simulated:
    return simulated(small)


@pytest.fixture(scope="module")
def trapped(small: Scenario) -> Simulated:
    return simulated(replace(small, traps=TRAPS))


def beginning(rows: pa.Table, prefix: str) -> pa.Table:
    return rows.filter(pc.starts_with(rows.column("id"), prefix))


def test_late_reviews_are_entered_long_after_the_day_that_they_claim(trapped: Simulated, plain: Simulated) -> None:
    rows = beginning(trapped.tables["review"], "late-review-")
    assert 30 <= rows.num_rows <= 40
    assert beginning(plain.tables["review"], "late-review-").num_rows == 0
    for happened, entered in zip(
        rows.column("happened_at").to_pylist(), rows.column("recorded_at").to_pylist(), strict=True
    ):
        assert timedelta(days=7) <= entered - happened <= timedelta(days=40)
        assert date(2016, 2, 1) <= entered.date() <= date(2016, 2, 14)
    held = trapped.tables["holding"].filter(pc.equal(trapped.tables["holding"].column("unit"), STAFFORD))
    assert pc.all(pc.is_in(rows.column("investigation"), held.column("subject").combine_chunks())).as_py()


def test_a_team_that_merged_holds_nothing_and_some_cases_have_another_owner(trapped: Simulated) -> None:
    rows = trapped.tables["holding"]
    theirs = rows.filter(pc.equal(rows.column("unit"), TAMWORTH))
    assert theirs.column("ended_at").null_count == 0
    assert max(theirs.column("ended_at").to_pylist()).date() == ON
    moved = rows.filter(pc.ends_with(rows.column("id"), "-merged"))
    assert set(moved.column("unit").to_pylist()) == {CANNOCK}
    before = dict(zip(rows.column("id").to_pylist(), rows.column("officer").to_pylist(), strict=True))
    new = [
        officer != before[name.removesuffix("-merged")]
        for name, officer in zip(moved.column("id").to_pylist(), moved.column("officer").to_pylist(), strict=True)
    ]
    assert 1 <= sum(new) <= 5 < len(new)
    units = trapped.tables["unit"]
    assert units.filter(pc.equal(units.column("id"), TAMWORTH)).column("ended_at").null_count == 0


def test_one_source_says_nowhere_when_anything_was_entered(trapped: Simulated) -> None:
    held = trapped.tables["holding"]
    first = beginning(held.filter(pc.equal(held.column("unit"), LICHFIELD)), "holding-")
    cases = first.column("subject").combine_chunks()
    for name, column in (("review", "investigation"), ("contact", "investigation"), ("investigation", "id")):
        rows = trapped.tables[name]
        theirs = pc.is_in(rows.column(column), cases)
        assert rows.filter(theirs).column("recorded_at").null_count == rows.filter(theirs).num_rows > 0
        assert rows.filter(pc.invert(theirs)).column("recorded_at").null_count == 0


def test_people_who_are_alike_share_an_address_and_the_truth_says_how(trapped: Simulated, plain: Simulated) -> None:
    alike = trapped.truth["people_alike"].to_pylist()
    assert [one["how"] for one in alike] == ["duplicate"] * 20 + ["twin"] * 3 + ["sibling"] * 7
    assert plain.truth["people_alike"].num_rows == 0
    people = {one["id"]: one for one in trapped.tables["person"].to_pylist()}
    homes = {one["person"]: one["address"] for one in trapped.tables["residence"].to_pylist()}
    for pair in (one for one in alike if one["person"] in people and one["other"] in people):
        one, other = people[pair["person"]], people[pair["other"]]
        assert homes[one["id"]] == homes[other["id"]]
        same_day, same_given = one["born_on"] == other["born_on"], one["name"].split()[1] == other["name"].split()[1]
        assert same_day == (pair["how"] != "sibling")
        assert same_given or pair["how"] != "duplicate"


def test_one_sergeant_answers_for_all_who_are_on_leave(trapped: Simulated, plain: Simulated) -> None:
    cover = beginning(trapped.tables["absence_cover"], "cover-trap-")
    assert cover.num_rows == 3
    assert len(set(cover.column("officer").to_pylist())) == 1
    assert trapped.tables["outcome"].num_rows != 0
    assert beginning(plain.tables["absence_cover"], "cover-trap-").num_rows == 0


def test_a_team_that_pauses_readily_pauses_more(small: Scenario, plain: Simulated) -> None:
    fault = Shortcoming("pauses", "suspend", "habit", 0.95)
    much = simulated(replace(small, shortcomings=(fault,))).tables["suspension"].num_rows
    assert much > 3 * plain.tables["suspension"].num_rows


def test_copied_text_is_copied(small: Scenario, plain: Simulated) -> None:
    fault = Shortcoming("copies", "write own rationale", "quality", 0.5)
    copied = simulated(replace(small, shortcomings=(fault,)))

    def share(force: Simulated) -> float:
        return float(pc.mean(pc.fill_null(pc.equal(force.tables["review"].column("rationale"), COPIED), False)).as_py())

    assert share(plain) < 0.05
    assert 0.3 < share(copied) < 0.55


def test_wrong_traps_are_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'like = "exemplary"\n[traps.merger]\nunits = ["Tamworth"]\non = "July"\n[traps.late_review]\nunit = "x"\n'
        '[traps.no_recorded_time]\nunit = "Tamwort"\n'
    )
    with pytest.raises(DutyboundError) as refused:
        read_scenario(path)
    text = str(refused.value)
    assert "units is ['Tamworth'], and takes a list of 2 (text in quotes)" in text
    assert "on is 'July', and takes a day such as 2016-05-01" in text
    assert "cases is missing" in text
    assert "unknown trap 'late_review'" in text
    assert "Did you mean 'late_reviews'?" in text
    assert "Did you mean 'Tamworth'?" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('like = "mine"\n', "is like a scenario that is like itself"),
        ('like = "exemplry"\n', "Did you mean 'exemplary'?"),
        ("title = \n", "is no TOML"),
        ('like = "exemplary"\nends = 2015-01-01\n', "before it begins"),
        ('like = "exemplary"\n[practice.review]\nhabit = "often"\n', "habit is 'often', and takes a number"),
    ],
)
def test_wrong_scenarios_are_refused_in_words(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(content)
    with pytest.raises(DutyboundError, match=said):
        read_scenario(path)
