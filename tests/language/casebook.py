"""A small schema with every kind of column and relation, and a way to judge one standard on a few records."""

import tomllib
from collections.abc import Callable
from typing import Any

from dutybound.duties.calendar import Calendar
from dutybound.duties.policy import PolicyBook, policy_from
from dutybound.duties.schema import Schema, schema_from
from dutybound.duties.standard import StandardDeclaration, read_standard, standard
from dutybound.engine.judging import judge_source
from dutybound.engine.source import source_of
from dutybound.standards.records import Records, read_moment

CALENDAR = Calendar("Europe/London", "GB-ENG")

TABLES = """
[case]
began = "opened_at"
began_recorded = "opened_recorded_at"
ended = "closed_at"
ended_recorded = "closed_recorded_at"
[case.columns]
opened_at = { type = "instant" }
opened_recorded_at = { type = "instant" }
closed_at = { type = "instant" }
closed_recorded_at = { type = "instant" }
seen_at = { type = "instant", recorded = "seen_recorded_at" }
seen_recorded_at = { type = "instant" }
due_at = { type = "instant" }
own_limit = { type = "text" }
is_vulnerable = { type = "boolean" }
risk = { type = "text", codes = ["high", "low"] }
value = { type = "number" }
victim = { of = "person", as = "cases", required = false }

[person]
happened = "born_on"
[person.columns]
born_on = { type = "date" }
name = { type = "text" }

[review]
happened = "reviewed_at"
recorded = "recorded_at"
[review.columns]
case = { of = "case", as = "reviews" }
reviewed_at = { type = "instant" }
recorded_at = { type = "instant" }
kind = { type = "text", codes = ["full", "brief"] }
note = { type = "text" }

[question]
happened = "asked_at"
[question.columns]
case = { of = "case", as = "questions" }
asked_at = { type = "instant" }
due_at = { type = "instant" }
risk = { type = "text", codes = ["high", "low"] }
answered_at = { type = "instant" }

[reply]
happened = "replied_at"
[reply.columns]
case = { of = "case", as = "replies" }
question = { of = "question", as = "answers", required = false }
replied_at = { type = "instant" }

[pause]
began = "began_at"
ended = "ended_at"
[pause.columns]
case = { of = "case", as = "pauses" }
began_at = { type = "instant" }
ended_at = { type = "instant" }

[grading]
happened = "graded_at"
recorded = "recorded_at"
[grading.columns]
case = { of = "case", as = "gradings" }
graded_at = { type = "instant" }
recorded_at = { type = "instant" }
level = { type = "text", codes = ["high", "low"] }

[plan]
happened = "planned_on"
recorded = "recorded_at"
versioned = true
void = "is_void"
[plan.columns]
case = { of = "case", as = "plans" }
planned_on = { type = "date" }
recorded_at = { type = "instant" }
is_void = { type = "boolean" }
aim = { type = "text" }

[officer]
began = "joined_at"
ended = "left_at"
[officer.columns]
joined_at = { type = "instant" }
left_at = { type = "instant" }

[custody]
began = "took_at"
ended = "gave_at"
[custody.columns]
case = { of = "case", as = "holdings", required = false }
officer = { of = "officer", as = "holdings", required = false }
took_at = { type = "instant" }
gave_at = { type = "instant" }
weight = { type = "number" }
"""

POLICY = """
[[policy]]
id = "review"
layer = "force"
valid_from = 2015-01-01
recorded = 2015-01-01
value = { high = "4 days", low = "9 days" }
grace = "2 days"
source = "a test"
mark = "force policy"
owner = "a test"
approved_by = "a test"
[[policy]]
id = "load"
layer = "guidance"
valid_from = 2015-01-01
recorded = 2015-01-01
value = 2
source = "a test"
mark = "project default"
owner = "a test"
"""

SCHEMA: Schema = schema_from(tomllib.loads(TABLES))
BOOK: PolicyBook = policy_from(tomllib.loads(POLICY))


def declared(body: Callable[..., Any], **options: Any) -> StandardDeclaration:
    """A body as a standard, with the options that a test does not care about filled in."""
    body.__doc__ = body.__doc__ or "A test."
    usual = {
        "version": "1",
        "valid_from": "2015-01-01",
        "source": "a test",
        "owed_by": "officer",
        "missing": "unassessable",
    }
    return standard(**{**usual, **options})(body)


def states(body: Callable[..., Any], as_at: str, *subjects: dict[str, Any], **options: Any) -> list[tuple[str, ...]]:
    """The states of each subject's duties at a moment, in the order in which the duties arose."""
    unmapped, book = options.pop("unmapped", ()), options.pop("policy", BOOK)
    found = []
    for one in read_standard(declared(body, **options), SCHEMA, book):
        records = Records(SCHEMA, CALENDAR)
        for number, said in enumerate(subjects, start=1):
            records.add_subject(one.subject, f"subject {number}", said, one.id, "a test")
        source = source_of(records.tables(), SCHEMA, CALENDAR, unmapped)
        moment = read_moment(as_at, CALENDAR, "a test")
        judged = {each.subject: each.judged for each in judge_source(one, source, book)}
        for number in range(1, len(subjects) + 1):
            seen = judged[f"subject {number}"].seen_at(moment) if f"subject {number}" in judged else []
            ordered = sorted(seen, key=lambda duty: (duty[0].owed_from, duty[0].anchor))
            found.append(tuple(str(state) for _, state in ordered))
    return found
