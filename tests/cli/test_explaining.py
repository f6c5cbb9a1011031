"""What an explanation says: the grace, the excusal and who decided it, the part, and a limit that cannot be read."""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.cli.explaining import explain_subject, ground_to_explain, no_subject, subject_meant, tables_needed
from dutybound.duties import Subject, between, days, every, policy, within
from dutybound.duties.policy import PolicyBook, policy_from
from dutybound.duties.schema import schema_from
from dutybound.duties.standard import read_standard
from dutybound.engine.judging import judge_source
from dutybound.engine.reasons import explaining_of, why_nothing
from dutybound.engine.source import source_of
from dutybound.exchange.references import references_in
from dutybound.standards.records import Records, read_moment
from tests.exchange.test_constraints import FAMILY
from tests.language.casebook import BOOK, CALENDAR, POLICY, SCHEMA, declared

Case, Visit = Subject["case"], Subject["visit"]
INVESTIGATIONS = Path(__file__).parents[2] / "examples" / "investigations"
OPEN = {"opened_at": "2016-02-01T10:00"}


def explained(
    body: Any, said: Mapping[str, Any], as_at: str = "2016-03-01", book: PolicyBook = BOOK, **options: Any
) -> list[str]:
    """The paragraphs of a made-up case, part by part."""
    paragraphs = []
    for standard in read_standard(declared(body, **options), SCHEMA, book):
        records = Records(SCHEMA, CALENDAR)
        records.add_subject(standard.subject, "C1", said, standard.id, "a test")
        source = source_of(records.tables(), SCHEMA, CALENDAR)
        moment = read_moment(as_at, CALENDAR, "a test")
        for found in judge_source(standard, source, book, moment):
            told = explaining_of(standard, source, book, found)
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
    assert (
        "It ended first, on 2016-02-05 10:00, when the case C1 ended (closed_at); nothing more was owed. It lapsed"
        in said
    )
    assert "fell due" not in said
    (said,) = explained(during, {**OPEN, "closed_at": "2016-02-15T10:00"})
    assert "so it fell due on 2016-02-10" in said
    assert "It ended undone on 2016-02-15 10:00, when the case C1 ended (closed_at)." in said


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


def test_an_end_is_told_by_what_ended_it() -> None:
    def unless(case: Case):
        return within(days(9), unless=case.replies).met_by(case.reviews)

    (said,) = explained(unless, {**OPEN, "replies": [{"id": "a1", "replied_at": "2016-02-05T10:00"}]})
    assert "It ended first, on 2016-02-05 10:00, with the reply a1; nothing more was owed." in said

    def opened(case: Case):
        return every(days(9), during=between(case, case.questions)).met_by(case.reviews)

    (said,) = explained(opened, {**OPEN, "questions": [{"id": "q1", "asked_at": "2016-02-15T10:00"}]})
    assert "It ended undone on 2016-02-15 10:00, with the question q1." in said

    def reviewing(case: Case):
        return every(days(9), during=case).met_by(case.reviews)

    (said,) = explained(reviewing, OPEN, valid_to="2016-02-05")
    assert "on 2016-02-06, when the standard went out of force; nothing more was owed." in said
    for said in (*explained(opened, OPEN), *explained(unless, OPEN)):
        assert "ended" not in said


def ground_of(standard: str, tmp_path: Path) -> tuple[Any, int]:
    ground = ground_to_explain(INVESTIGATIONS, None, standard, None, lambda _: None)
    return ground, ground.moment("2016-06-30", "a test")


def test_a_subject_is_found_by_its_id_and_by_the_reference_that_results_show(tmp_path: Path) -> None:
    ground, _ = ground_of("supervised", tmp_path)
    reference = references_in(tmp_path).of
    identity = "SIM-INVESTIGATION-0126"
    assert subject_meant(ground, "supervised", identity, reference) == identity
    assert subject_meant(ground, "supervised", reference(identity), reference) == identity
    assert subject_meant(ground, "supervised", references_in(tmp_path / "other").of(identity), reference) is None
    assert subject_meant(ground, "supervised", "nobody", reference) is None
    assert "no investigation has this id; investigations has 200 of them" in str(
        no_subject(ground, "supervised", "nobody", tmp_path)
    )
    other = str(no_subject(ground, "supervised", reference("nobody"), tmp_path))
    assert f"nor this reference under the key in {tmp_path}" in other
    assert "Take the column subject of duties.parquet" in other


def test_a_subject_that_owes_nothing_is_told_so_with_the_reason(tmp_path: Path) -> None:
    ground, moment = ground_of("supervised", tmp_path)
    identity = "SIM-INVESTIGATION-0126"
    (said,) = explain_subject(ground, "supervised", identity, ground.moment("2016-01-01", "a test"))
    assert f"Investigation {identity} owes nothing under this as at 2016-01-01. It becomes known only on 2016-" in said
    assert "owes nothing" not in " ".join(explain_subject(ground, "supervised", identity, moment))


def why(body: Any, said: Mapping[str, Any], as_at: str = "2016-03-01", **options: Any) -> str:
    (standard,) = read_standard(declared(body, **options), SCHEMA, BOOK)
    records = Records(SCHEMA, CALENDAR)
    records.add_subject(standard.subject, "C1", said, standard.id, "a test")
    source = source_of(records.tables(), SCHEMA, CALENDAR)
    return why_nothing(standard, source, BOOK, "C1", read_moment(as_at, CALENDAR, "a test"))


def test_why_nothing_is_owed_is_told() -> None:
    assert why(reviewed, OPEN, valid_from="2016-02-02") == (
        "The standard is in force from 2016-02-02, and this would be owed from 2016-02-01 10:00."
    )
    assert why(reviewed, OPEN, valid_to="2016-01-31").startswith("The standard is in force from 2015-01-01 to 2016-01")
    assert why(reviewed, OPEN, "2016-01-31") == "It becomes known only on 2016-02-01 10:00 that it is owed."
    assert "not one of those that the standard is for" in why(
        reviewed, {**OPEN, "risk": "low"}, applies=lambda case: case.risk == "high"
    )

    def asked(case: Case):
        return within(days(9), of=case.questions).met_by(case.replies)

    assert why(asked, OPEN) == "Nothing that starts it was on record by then (question.asked_at)."


def test_a_policy_that_came_on_record_too_late_is_told() -> None:
    later = POLICY.replace("recorded = 2015-01-01", "recorded = 2016-02-10", 1)
    book = policy_from(tomllib.loads(later))

    def banded(case: Case):
        return within(policy("review", by=case.risk)).met_by(case.reviews)

    said = {**OPEN, "risk": "high"}
    (told,) = explained(banded, said, book=book)
    assert (
        "The policy review (force) was meant to be in force from 2015-01-01, and is on record only from 2016-02-10: "
        "it does not act on what arose before." in told
    )
    assert "no policy was in force when it arose" in told
    (told,) = explained(banded, {**said, "opened_at": "2016-02-11T10:00"}, book=book)
    assert "on record only" not in told
    (told,) = explained(banded, {**said, "opened_at": "2014-02-11T10:00"}, valid_from="2010-01-01")
    assert "The policy review (force) is in force only from 2015-01-01." in told
