"""The practice of investigation: every item of the report is answered, and the small force shows more than one end."""

import tomllib
from datetime import UTC, datetime
from functools import cache

import pytest

from dutybound.duties.calendar import instant_of
from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.engine.source import Source, source_of
from dutybound.exchange.packs import PRACTICE
from dutybound.insight.states import NOT_SEEN, STATES, states_at
from dutybound.standards.own import area_of
from tests.practice.practice import CALENDAR, declaration, force, library

ITEMS = {10, *range(12, 28), *range(52, 57)}
STANDARDS = [one for one in library().standards if area_of(one) == "investigation"]
MOMENTS = [instant_of(datetime(2016, month, 28, 12, tzinfo=UTC)) for month in range(1, 7)]


def answers() -> list[dict]:  # type: ignore[type-arg]
    with (PRACTICE / "investigation" / "mission.toml").open("rb") as file:
        return tomllib.load(file)["item"]


def test_every_item_of_the_report_is_answered() -> None:
    assert {one["number"] for one in answers()} == ITEMS
    assert all(one.keys() & {"answered_by", "audit", "waits"} for one in answers())


def test_what_answers_an_item_is_there() -> None:
    known = {one.id for one in (*library().standards, *library().measures)}
    assert not {name for one in answers() for name in one.get("answered_by", ())} - known


@cache
def source() -> Source:
    return source_of(force(), declaration().schema, CALENDAR)


@pytest.mark.parametrize("identity", sorted({one.id for one in STANDARDS}))
def test_a_standard_has_more_than_one_end_in_the_small_force(identity: str) -> None:
    """One state alone would try nothing: the engines could agree on it by never looking."""
    judged = list(judged_by_columns(library().versions(identity), source(), declaration().policy))
    states = {STATES[place] for one in judged for at in MOMENTS for place in states_at(one, at) if place != NOT_SEEN}
    assert len(states) >= 2, states


def test_every_form_is_used_at_least_twice() -> None:
    forms = {one.form: {other.id for other in STANDARDS if other.form == one.form} for one in STANDARDS}
    assert set(forms) == {"within", "every", "before", "each", "throughout", "at_most"}
    assert all(len(found) >= 2 for found in forms.values()), forms
