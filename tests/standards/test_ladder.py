"""The value ladder: what can be judged, and what each thing more would unlock, cheapest first."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from dutybound.duties.schema import Schema
from dutybound.exchange.column_mapping import ColumnMapping
from dutybound.exchange.mapping import SourceMapping, TableMapping, as_delivered
from dutybound.exchange.packs import PRACTICE, packs
from dutybound.records.schema import schema_of_records
from dutybound.standards.discovery import load_library
from dutybound.standards.ladder import Ladder, Wanted, ladder_of, ladder_page

SCHEMA = schema_of_records()
ALL = {(name, column) for name, table in SCHEMA.tables.items() for column in table.columns}
FOUR = {
    ("investigation", "id"),
    *((name, column) for name in ("investigation_span",) for column in ("id", "investigation", "began_at", "ended_at")),
    *(("review", column) for column in ("id", "investigation", "happened_at")),
}


def climbed(delivered: Iterable[tuple[str, str]], schema: Schema = SCHEMA) -> Ladder:
    library = load_library([PRACTICE / "investigation"], schema, packs())
    return ladder_of(library.standards, library.measures, schema, packs(), frozenset(ALL - set(delivered)))


@pytest.fixture(scope="module")
def four() -> Ladder:
    return climbed(FOUR)


def test_four_columns_give_supervision_and_nothing_that_they_cannot(four: Ladder) -> None:
    assert four.judged == ("reviewed",)
    assert four.measured == (), "no count of overdue duties of a standard that cannot be judged"


def test_each_rung_says_what_is_lacking_and_what_it_unlocks(four: Ladder) -> None:
    one = next(one for one in four.rungs if "closed_with_outcome" in one.standards)
    assert one.wanted == (Wanted("outcome", columns=("happened_at", "investigation", "number")),)
    single = next(one for one in four.rungs if "reviews_without_decision" in one.measures)
    assert [str(wanted) for wanted in single.wanted] == ["review.decision"]


@pytest.mark.parametrize("name", ["closed_with_outcome", "allocation_accepted", "supervised", "planned"])
def test_what_a_rung_promises_is_so(four: Ladder, name: str) -> None:
    """Where all that it asks for is delivered the standard can be judged, and without a part of it not."""
    rung = next(one for one in four.rungs if name in one.standards)
    more = {
        (wanted.table, column)
        for wanted in rung.wanted
        for column in ((wanted.column,) if wanted.column else ("id", *wanted.columns))
    }
    assert name in climbed(FOUR | more).judged
    read = sorted(one for one in more if one[1] != "id")
    assert name not in climbed(FOUR | more - {read[-1]}).judged


def test_the_cheapest_stand_first(four: Ladder) -> None:
    counts = [len(one.wanted) for one in four.rungs]
    assert counts == sorted(counts)
    near = [one.near for one in four.rungs if len(one.wanted) == 1]
    assert near == sorted(near, reverse=True)


def test_where_the_day_alone_is_known_a_limit_in_hours_wants_the_time() -> None:
    days = {name: ColumnMapping((name,), precision="day") for name in ("began_at", "ended_at")}
    mapping = SourceMapping({"investigation_span": TableMapping("investigation_span", columns=days)})
    more = {("allocation", name) for name in SCHEMA.tables["allocation"].columns}
    found = climbed(FOUR | more, as_delivered(SCHEMA, mapping))
    assert "allocated" in climbed(FOUR | more).judged
    rung = next(one for one in found.rungs if "allocated" in one.standards)
    assert [str(one) for one in rung.wanted] == [
        "investigation_span.began_at with its time of day",
        "investigation_span.ended_at with its time of day",
    ]
    assert "reviewed" in found.judged, "four weeks are counted in days"


def test_the_page_says_what_is_now_and_what_would_be(four: Ladder) -> None:
    page = ladder_page(four)
    assert "Standards that can be judged now: reviewed." in page
    assert "- the table outcome (happened_at, investigation, number): closed_with_outcome" in page
    short = ladder_page(replace(four, judged=()), most=2)
    assert "judged now: none." in short
    assert "others" in short.splitlines()[-1]
