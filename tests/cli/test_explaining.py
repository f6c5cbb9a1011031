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


def explained(body: Any, said: Mapping[str, Any], as_at: str = "2016-03-01") -> list[str]:
    """The paragraphs of a made-up case, part by part."""
    paragraphs = []
    for standard in read_standard(declared(body), SCHEMA, BOOK):
        records = Records(SCHEMA, CALENDAR)
        records.add_subject(standard.subject, "C1", said, standard.id, "a test")
        source = source_of(records.tables(), SCHEMA, CALENDAR)
        moment, programme = read_moment(as_at, CALENDAR, "a test"), programme_of(standard, BOOK, CALENDAR)
        for found in judge_source(standard, source, BOOK, moment):
            decisions = decisions_on(source, standard.id, "C1")
            told = Explaining(standard, programme, BOOK, found.facts, tuple(found.judged.duties), decisions)
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
