"""Small worlds for the counterexamples: facts in the words of rules.csv, or records in tables of a made-up force."""

from collections.abc import Callable
from typing import Any

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import FOREVER
from dutybound.duties.policy import PolicyBook
from dutybound.duties.schema import Schema, schema_from
from dutybound.duties.standard import Standard, read_standard, standard
from dutybound.engine.facts import Fact
from dutybound.engine.judging import SubjectJudged, as_known, judge_source
from dutybound.engine.reference import judge
from dutybound.engine.source import Source, source_of
from dutybound.standards.records import Records, read_moment
from tests.spec.worlds import World, read_world

LONDON = Calendar("Europe/London", "GB-ENG")
NO_POLICY = PolicyBook()

Seen = list[tuple[str, str]]  # of each duty: its anchor and its state

# --- worlds of facts ---


def world(form: str, facts: str) -> World:
    """One subject, in the words of rules.csv; days are counted from 1 February 2016."""
    return read_world({"rule": "0", "case": "", "form": form, "facts": facts, "expected": "0: -"})


def looking_back(form: str, facts: str, day: int) -> Seen:
    """The states at the end of a day, read from the rows that were made of everything that ever became known."""
    told = world(form, facts)
    return _seen(told, told.facts, day)


def looking_then(form: str, facts: str, day: int) -> Seen:
    """The states at the end of a day, as somebody saw them who looked on that day and knew no more."""
    told = world(form, facts)
    return _seen(told, as_known(told.facts, _end_of(told, day)), day)


def seen(form: str, facts: str, day: int) -> Seen:
    """The states at the end of a day; looking back must show what was seen then."""
    back, then = looking_back(form, facts, day), looking_then(form, facts, day)
    assert back == then
    return back


def due(form: str, facts: str, day: int) -> int | None:
    """The due date of the only duty seen at the end of a day, as a day counted like the facts; None if unknown."""
    told = world(form, facts)
    end = _end_of(told, day)
    ((duty, _),) = judge(told.programme, "subject", told.facts).seen_at(end)
    known = duty.due_as_known(end)
    return None if known is None else LONDON.day_of(known) - _day(0)


def moment_on(day: int) -> int:
    """The first moment of a day that is counted like the facts."""
    return LONDON.starts_at(_day(day))


def end_of(day: int) -> int:
    return LONDON.ends_at(_day(day))


def _day(day: int) -> int:
    return LONDON.day_of(moment("2016-02-01T00:00")) + day


def _end_of(told: World, day: int) -> int:
    return told.programme.calendar.ends_at(_day(day))


def _seen(told: World, facts: list[Fact], day: int) -> Seen:
    duties = judge(told.programme, "subject", facts).seen_at(_end_of(told, day))
    return sorted((duty.anchor, str(state)) for duty, state in duties)


# --- worlds of records ---

FORCE: Schema = schema_from(
    {
        "investigation": {
            "happened": "reported_at",
            "recorded": "recorded_at",
            "columns": {
                "reported_at": {"type": "instant"},
                "recorded_at": {"type": "instant"},
                "allocated_at": {"type": "instant"},
                "finished_on": {"type": "date"},
                "risk": {"type": "text", "codes": ["high", "low"]},
                "points": {"type": "integer"},
            },
        },
        "review": {
            "happened": "reviewed_at",
            "recorded": "recorded_at",
            "versioned": True,
            "void": "struck_out",
            "columns": {
                "case": {"of": "investigation", "as": "reviews"},
                "reviewed_at": {"type": "instant"},
                "recorded_at": {"type": "instant"},
                "struck_out": {"type": "boolean"},
                "kind": {"type": "text"},
            },
        },
        "visit": {
            "happened": "visited_at",
            "recorded": "recorded_at",
            "columns": {
                "case": {"of": "investigation", "as": "visits"},
                "visited_at": {"type": "instant"},
                "recorded_at": {"type": "instant"},
            },
        },
        "victim": {
            "happened": "named_at",
            "recorded": "recorded_at",
            "columns": {
                "case": {"of": "investigation", "as": "victims"},
                "named_at": {"type": "instant"},
                "recorded_at": {"type": "instant"},
                "vulnerable": {"type": "boolean"},
            },
        },
        "officer": {"happened": "joined_at", "columns": {"joined_at": {"type": "instant"}}},
        "handover": {
            "happened": "handed_at",
            "recorded": "recorded_at",
            "columns": {
                "officer": {"of": "officer", "as": "handovers"},
                "case": {"of": "investigation", "as": "handovers"},
                "handed_at": {"type": "instant"},
                "recorded_at": {"type": "instant"},
            },
        },
        "custody": {
            "began": "began_at",
            "ended": "ended_at",
            "columns": {
                "officer": {"of": "officer", "as": "holdings"},
                "began_at": {"type": "instant"},
                "ended_at": {"type": "instant"},
                "weight": {"type": "number"},
            },
        },
    }
)


def standard_of(body: Callable[..., Any], schema: Schema = FORCE, **said: Any) -> Standard:
    """A standard whose body is given, with all else that a standard must say."""
    usual = {"version": "1", "valid_from": "2000-01-01", "source": "made up", "owed_by": "officer"}
    declared = standard(**{**usual, "missing": "not_owed", **said})(body)
    (read,) = read_standard(declared, schema, NO_POLICY)
    return read


def source_with(of: Standard, records: dict[str, Any], known_at: str | None = None) -> Source:
    """The records of one subject of a standard, named `s`; with `known_at`, in hindsight."""
    made = Records(FORCE, LONDON)
    made.add_subject(of.subject, "s", records, of.id, "here")
    return source_of(made.tables(), FORCE, LONDON, known_at=None if known_at is None else moment(known_at))


def judged_on(
    of: Standard, as_at: str | None = None, known_at: str | None = None, **records: Any
) -> list[SubjectJudged]:
    """The one subject, judged on all its records, or on those known by a moment; no subject where it has no fact."""
    until = FOREVER if as_at is None else moment(as_at)
    return list(judge_source(of, source_with(of, records, known_at), NO_POLICY, until))


def states(of: Standard, at: str, **records: Any) -> list[str]:
    """The states of its duties at a moment; looking back must show what was seen then."""
    back, then = (_states(judged_on(of, as_at, **records), at) for as_at in (None, at))
    assert back == then
    return back


def _states(judged: list[SubjectJudged], at: str) -> list[str]:
    return [str(state) for one in judged for _, state in one.judged.seen_at(moment(at))]


def moment(text: str) -> int:
    """A local time, or the end of a local day."""
    return read_moment(text, LONDON, "here")
