"""A made-up force whose records are corrected, struck out and moved, and standards that ask of them in every way."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from dutybound.duties import (
    Subject,
    at_most,
    before,
    between,
    days,
    each,
    every,
    first,
    hours,
    nth,
    policy,
    repeat,
    throughout,
    within,
)
from dutybound.duties.calendar import Calendar
from dutybound.duties.policy import policy_from
from dutybound.duties.schema import schema_from
from dutybound.duties.standard import Standard, read_standard, standard

LONDON = Calendar("Europe/London", "GB-ENG")
INSTANT, BOOLEAN, TEXT = {"type": "instant"}, {"type": "boolean"}, {"type": "text"}
LEVEL = {"type": "text", "codes": ["high", "low"]}
OCCURRENCE = {"happened": "happened_at", "recorded": "entered_at"}
TIMES = {"happened_at": INSTANT, "entered_at": INSTANT}
KEPT = {"versioned": True, "void": "void"}
TENURE = {
    "began": "began_at", "ended": "ended_at", "began_recorded": "entered_at", "ended_recorded": "end_entered_at",
}  # fmt: skip
SPAN = {"began_at": INSTANT, "ended_at": INSTANT, "entered_at": INSTANT, "end_entered_at": INSTANT}

FORCE = schema_from(
    {
        "person": {**OCCURRENCE, "versioned": True, "columns": {**TIMES, "vulnerable": BOOLEAN}},
        "case": {
            **OCCURRENCE,
            **KEPT,
            "columns": {
                **TIMES, "void": BOOLEAN, "person": {"of": "person", "as": "cases", "required": False},
                "level": LEVEL, "closed_at": INSTANT, "due_at": INSTANT, "told_at": INSTANT, "own": TEXT,
            },
        },
        "visit": {
            **OCCURRENCE,
            **KEPT,
            "columns": {**TIMES, "case": {"of": "case", "as": "visits"}, "void": BOOLEAN, "active": BOOLEAN},
        },
        "letter": {**OCCURRENCE, "columns": {**TIMES, "case": {"of": "case", "as": "letters"}}},
        "note": {**OCCURRENCE, "columns": {**TIMES, "visit": {"of": "visit", "as": "notes"}, "kind": TEXT}},
        "grading": {**OCCURRENCE, "columns": {**TIMES, "case": {"of": "case", "as": "gradings"}, "level": LEVEL}},
        "span": {
            **TENURE, "columns": {**SPAN, "case": {"of": "case", "as": "spans"}, "weight": {"type": "number"}},
        },
        "pause": {**TENURE, "columns": {**SPAN, "case": {"of": "case", "as": "pauses"}}},
    }
)  # fmt: skip


def _entry(of: str, value: Any, begins: date, ends: date | None = None) -> dict[str, Any]:
    said = {"layer": "force", "source": "made up", "mark": "force policy", "owner": "a", "approved_by": "b"}
    stands = {"id": of, "value": value, "valid_from": begins, "recorded": begins, "grace": "1 days"}
    return {**said, **stands, **({"valid_to": ends} if ends else {})}


POLICY = policy_from(
    {
        "policy": [
            _entry("limit", {"high": "2 days", "low": "5 days"}, date(2010, 1, 1), date(2016, 1, 7)),
            _entry("limit", {"high": "1 days", "low": "30 hours"}, date(2016, 1, 8)),
            _entry("load", 1, date(2010, 1, 1)),
        ]
    }
)
Case, Visit = Subject["case"], Subject["visit"]


def visited(case: Case) -> Any:
    """In time by the level of the case, unless it is closed."""
    limit = policy("limit", by=case.level)
    return within(limit, of=case.happened_at, unless=case.closed_at, paused=case.pauses).met_by(
        case.visits.where(active=True)
    )


def reviewed(case: Case) -> Any:
    """Again and again while it is held, by the level that is graded."""
    return every(policy("limit", by=case.gradings.level), during=case.spans, paused=case.pauses).met_by(case.visits)


def by_its_own(case: Case) -> Any:
    """As often as the case itself says."""
    limit = every(case.own, default=policy("limit", by=case.level), during=between(case.happened_at, case.closed_at))
    return limit.met_by(case.visits)


def before_the_end(case: Case) -> Any:
    """A visit or a note before the case is closed."""
    return before(case.closed_at, of=case.happened_at, during=case.spans).met_by(case.visits | case.visits.notes)


def noted(case: Case) -> Any:
    """Each visit is an active one, and has a note of kind a."""
    return each(case.visits).must(
        (case.visits.active == True)  # noqa: E712
        & case.visits.notes.where(kind="a").exists(),
        within=days(2),
    )


def held(case: Case) -> Any:
    """Somebody holds it throughout."""
    return throughout(between(case.happened_at, case.closed_at), paused=case.pauses).has(case.spans)


def loaded(case: Case) -> Any:
    """Not held too often at once."""
    return at_most(policy("load"), per=case).of(case.spans, weight=case.spans.weight)


def second(case: Case) -> Any:
    """After the second visit within four days there is a note."""
    return within(hours(30), of=nth(2, of=case.visits, within=days(4))).met_by(case.visits.notes)


def first_of_all(case: Case) -> Any:
    """After the first active visit or grading, a visit after a grading."""
    return within(days(2), of=first(case.visits.where(active=True), case.gradings)).met_by(
        case.visits.after(case.gradings)
    )


def again(case: Case) -> Any:
    """Of a person whose cases repeat, each."""
    return within(days(3), of=repeat(of=case.happened_at, same=case.person, within=days(9))).met_by(case.visits)


def by_the_day(case: Case) -> Any:
    """By the day that the case says."""
    return within(by=case.due_at, of=case.happened_at, or_within=days(1), during=case.spans).met_by(case.visits)


def answered(case: Case) -> Any:
    """Every visit and every letter, though they have one id, is answered."""
    return within(days(2), of=case.visits | case.letters).met_by(case.gradings)


def told(case: Case) -> Any:
    """From when it was told, which a case that is closed has to say."""
    return within(days(2), of=case.told_at, during=between(case.happened_at, case.closed_at)).met_by(case.visits)


def noted_visit(case: Case) -> Any:
    """A visit that has a note."""
    return within(days(4), of=case.happened_at).met_by(case.visits.where(case.visits.notes.exists()))


def of_each_visit(case: Case) -> Any:
    """Each visit has a note of its own."""
    return within(days(2), of=case.visits).met_by(case.visits.notes, for_=case.visits.notes.visit)


def of_a_visit(visit: Visit) -> Any:
    """A visit is noted unless the case, which it names, is closed."""
    return within(days(2), of=visit.happened_at, unless=visit.case.closed_at).met_by(visit.notes)


Says = Callable[[Any], Any]
CONDITIONS: dict[str, Says] = {
    "all": lambda case: None,
    "high": lambda case: case.level == "high",
    "vulnerable": lambda case: case.person.vulnerable == True,  # noqa: E712
    "either": lambda case: (case.level == "high") | (case.person.vulnerable == True),  # noqa: E712
    "graded": lambda case: case.gradings.where(level="high").exists(),
    "visited": lambda case: case.visits.where(active=True).exists(),
    "any": lambda case: case.visits.where(case.visits.notes.exists()).exists() | (case.level == "high"),
    "known": lambda case: case.person.vulnerable.is_known() & ~(case.level == "low"),
}  # fmt: skip
#: Each form, with those whom it is for.
ASKED: dict[Says, tuple[str, ...]] = {
    visited: ("all", "vulnerable", "either", "any"), reviewed: ("all", "graded"), by_its_own: ("all", "high"),
    before_the_end: ("all", "visited"), noted: ("all", "high", "known"), held: ("all", "vulnerable"),
    loaded: ("all", "visited"), second: ("all", "visited"), first_of_all: ("all", "high"), again: ("all",),
    by_the_day: ("all", "known"), answered: ("all", "either"), told: ("all", "vulnerable"), noted_visit: ("all",),
    of_each_visit: ("all",),
}  # fmt: skip


def standards() -> Iterator[tuple[str, Standard]]:
    for body, conditions in ASKED.items():
        for name in conditions:
            yield f"{body.__name__} for {name}", _read(body, None if name == "all" else CONDITIONS[name])
    yield "of_a_visit", _read(of_a_visit, None)
    yield "visited where it is expected", _read(visited, None, expected_within=days(2))
    yield "reviewed for a while", _read(reviewed, None, valid_from="2016-01-05", valid_to="2016-01-12")


def _read(body: Says, applies: Says | None, valid_from: str = "2010-01-01", **said: Any) -> Standard:
    usual = {"version": "1", "source": "made up", "owed_by": "officer", "missing": "unassessable"}
    (read,) = read_standard(standard(**usual, valid_from=valid_from, applies=applies, **said)(body), FORCE, POLICY)
    return read
