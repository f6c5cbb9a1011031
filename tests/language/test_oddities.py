"""To which duty a notice belongs: one rule, for what came too late and for what came too early."""

from dutybound.duties.duty import Duty
from dutybound.engine.facts import Fact, Kind
from dutybound.engine.ledger import Notice
from dutybound.engine.oddities import duty_of


def duty(anchor: str, owed_from: int, met_at: int | None = None, met_recorded_at: int | None = None) -> Duty:
    return Duty("s", "1", "C1", anchor, owed_from, None, met_at=met_at, met_recorded_at=met_recorded_at, known_from=0)


def belongs(fact: Fact, *duties: Duty, what: str = "late entry", known: int = 50) -> str | None:
    found = duty_of(Notice(what, fact.id, known), [fact], duties)
    return found and found.anchor


def act(happened: int, of: str | None = None) -> Fact:
    return Fact(Kind.FULFIL, "r1", happened, 50, of=of)


def test_it_is_the_last_owed_by_then_else_the_first() -> None:
    first, second = duty("a", 10, met_at=20), duty("b", 20, met_at=40)
    assert belongs(act(15), first, second) == "a"
    assert belongs(act(30), second, first) == "b"
    assert belongs(act(5), second, first) == "a"
    assert belongs(act(5)) is None


def test_what_came_too_late_belongs_to_a_duty_that_was_settled_by_then() -> None:
    settled, live = duty("a", 10, met_at=20), duty("b", 20)
    assert belongs(act(20), settled, live) == "a"
    assert belongs(act(20), settled, live, what="done before its trigger") == "b"
    assert belongs(act(20), settled, duty("b", 20, met_at=30, met_recorded_at=60)) == "a"
    assert belongs(act(20), duty("a", 10), live) == "b"


def test_what_names_its_trigger_belongs_to_the_duty_of_that() -> None:
    first, second = duty("a", 10, met_at=20), duty("b", 12, met_at=21)
    assert belongs(act(15, of="a"), first, second) == "a"
    assert belongs(act(15), first, second) == "b"
    assert belongs(act(15, of="elsewhere"), first, second) == "b"
