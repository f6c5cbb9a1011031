"""What an explanation says: the grace, the excusal and who decided it, the part, and a limit that cannot be read."""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.cli.explaining import explain_subject, ground_to_explain, tables_needed
from dutybound.duties import Subject, days, every, policy, within
from dutybound.duties.schema import schema_from
from dutybound.duties.standard import read_standard
from dutybound.engine.behind import records_behind
from dutybound.engine.excusing import decisions_on
from dutybound.engine.explaining import Explaining
from dutybound.engine.judging import judge_source
from dutybound.engine.lowering import programme_of
from dutybound.engine.source import source_of
from dutybound.standards.records import Records, read_moment
from tests.exchange.test_constraints import FAMILY
from tests.language.casebook import BOOK, CALENDAR, SCHEMA, declared

Case, Visit = Subject["case"], Subject["visit"]
INVESTIGATIONS = Path(__file__).parents[2] / "examples" / "investigations"
OPEN = {"opened_at": "2016-02-01T10:00"}


def explained(body: Any, said: Mapping[str, Any], as_at: str = "2016-03-01", **options: Any) -> list[str]:
    """The paragraphs of a made-up case, part by part."""
    paragraphs = []
    for standard in read_standard(declared(body, **options), SCHEMA, BOOK):
        records = Records(SCHEMA, CALENDAR)
        records.add_subject(standard.subject, "C1", said, standard.id, "a test")
        source = source_of(records.tables(), SCHEMA, CALENDAR)
        moment, programme = read_moment(as_at, CALENDAR, "a test"), programme_of(standard, BOOK, CALENDAR)
        for found in judge_source(standard, source, BOOK, moment):
            decisions = decisions_on(source, standard.id, "C1")
            behind, rows = records_behind(standard, source, "C1"), tuple(found.judged.duties)
            told = Explaining(
                standard, programme, BOOK, found.facts, rows, decisions, behind, tuple(found.judged.notices)
            )
            paragraphs += [told.of(duty, moment) for duty, _ in found.judged.seen_at(moment)]
    return paragraphs


def excusal(**more: str) -> dict[str, str]:
    return {
        "begins_on": "2016-02-09",
        "ends_on": "2016-02-20",
        "recorded_at": "2016-02-05T10:00",
        "reason": "a transfer",
        **more,
    }


def reviewed(case: Case):
    return within(days(9)).met_by(case.reviews)


def test_an_excusal_is_told_with_its_span_its_reason_and_both_people() -> None:
    (said,) = explained(reviewed, {**OPEN, "excusals": [excusal()]})
    assert (
        "x1 covers that day, from 2016-02-09 to 2016-02-20: a transfer; asked for by one person, approved by " in said
    )
    assert "approved by another." in said
    assert said.endswith("It is excused as at 2016-03-01.")


def test_an_excusal_that_does_not_cover_the_due_date_is_not_told() -> None:
    (said,) = explained(reviewed, {**OPEN, "excusals": [excusal(begins_on="2016-02-11")]})
    assert "Excusal" not in said
    (said,) = explained(reviewed, {**OPEN, "excusals": [excusal()], "reviews": ["2016-02-03T10:00"]})
    assert "Excusal" not in said


def test_the_grace_of_a_policy_is_told_and_none_where_there_is_none() -> None:
    def banded(case: Case):
        return every(policy("review", by=case.risk), during=case).met_by(case.reviews)

    (said,) = explained(banded, {**OPEN, "risk": "high"}, "2016-02-03")
    assert "The limit is 4 days for high" in said
    assert "with 2 days of grace after a change, so it falls due on 2016-02-05" in said
    assert "grace" not in explained(reviewed, OPEN)[0]


def test_a_part_is_named() -> None:
    class Both(NamedTuple):
        seen: Any
        answered: Any

    def body(case: Case):
        return Both(within(days(9)).met_by(case.reviews), within(days(9)).met_by(case.replies))

    seen, answered = explained(body, OPEN)
    assert "This is about its part 'seen'." in seen
    assert "This is about its part 'answered'." in answered
    assert "part" not in explained(reviewed, OPEN)[0]


@pytest.mark.parametrize(("held", "told"), [("as agreed", "case.own_limit holds 'as agreed'"), (None, "is empty")])
def test_a_limit_that_cannot_be_read_is_shown_with_its_column(held: str | None, told: str) -> None:
    def body(case: Case):
        return every(case.own_limit, during=case).met_by(case.reviews)

    (said,) = explained(body, {**OPEN, "own_limit": held})
    assert "the record sets no limit that can be read: case.own_limit" in said
    assert told in said
    assert "a limit is written like '28 days' or '28'" in said


def test_only_the_tables_that_a_standard_needs_are_read_and_those_above_them() -> None:
    schema = schema_from(tomllib.loads(FAMILY))

    def body(visit: Visit):
        return within(days(9)).met_by(visit.notes)

    (standard,) = read_standard(declared(body), schema, BOOK)
    assert tables_needed([standard], schema) == {"visit", "note", "case", "excusal"}

    def alone(case: Case):
        return within(days(9)).met_by(case.parts)

    assert tables_needed(read_standard(declared(alone), schema, BOOK), schema) == {"case", "excusal"}


def test_a_table_that_the_standard_does_not_read_may_be_broken(tmp_path: Path) -> None:
    folder = tmp_path / "investigations"
    shutil.copytree(INVESTIGATIONS, folder)
    (folder / "data" / "plan.csv").write_text("no header of ours\n")
    ground = ground_to_explain(folder, None, "supervised", None, lambda _: None)
    moment = ground.moment("2016-06-30", "a test")
    told = explain_subject(ground, "supervised", "SIM-INVESTIGATION-0126", moment)
    assert any("asked for by SIM-SERGEANT-01, approved by SIM-INSPECTOR-01" in one for one in told)


def test_an_unknown_standard_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(DutyboundError, match="Did you mean 'supervised'"):
        ground_to_explain(INVESTIGATIONS, None, "supervisd", None, lambda _: None)


def during(case: Case):
    return within(days(9), during=case).met_by(case.reviews)


def test_what_lapsed_never_fell_due_and_is_told_with_what_ended_it() -> None:
    (said,) = explained(during, {**OPEN, "closed_at": "2016-02-05T10:00"})
    assert "so it would have fallen due on 2016-02-10" in said
    assert "It ended first, on 2016-02-05 10:00, by C1:closed_at; nothing more was owed. It lapsed" in said
    assert "fell due" not in said
    (said,) = explained(during, {**OPEN, "closed_at": "2016-02-15T10:00"})
    assert "so it fell due on 2016-02-10" in said
    assert "It ended undone on 2016-02-15 10:00, by C1:closed_at." in said


def test_recorded_is_only_said_where_the_source_says_so() -> None:
    def asked(case: Case):
        return within(days(9), of=case.questions).met_by(case.replies)

    said = {**OPEN, "questions": [{"id": "q1", "asked_at": "2016-02-02T10:00"}],
            "replies": [{"id": "a1", "replied_at": "2016-02-08T10:00"}]}  # fmt: skip
    (told,) = explained(asked, said, applies=lambda case: case.replies.exists())
    assert "because of q1; the duty became known on 2016-02-08 10:00, with a1." in told
    assert "recorded" not in told

    def reviewing(case: Case):
        return within(days(9), of=case.reviews).met_by(case.replies)

    late = {**OPEN, "reviews": [{"id": "r1", "reviewed_at": "2016-02-02T10:00", "recorded_at": "2016-02-04T10:00"}]}
    assert "because of r1, which was recorded on 2016-02-04 10:00." in explained(reviewing, late)[0]


def test_a_late_entry_and_what_was_done_too_early_are_told() -> None:
    late = {"id": "r1", "reviewed_at": "2016-02-04T10:00", "recorded_at": "2016-02-08T10:00"}
    (said,) = explained(during, {**OPEN, "closed_at": "2016-02-05T10:00", "reviews": [late]})
    assert (
        "The review r1 of 2016-02-04 10:00 was entered on 2016-02-08 10:00, after the end of 2016-02-05 10:00; "
        "it does not count." in said
    )
    (said,) = explained(reviewed, {**OPEN, "reviews": [{"id": "r1", "reviewed_at": "2016-01-20T10:00"}]})
    assert "The review r1 of 2016-01-20 10:00 came before this was owed, on 2016-02-01 10:00; it does not" in said
    (said,) = explained(reviewed, {**OPEN, "reviews": ["2016-02-03T10:00"]})
    assert "does not count" not in said
