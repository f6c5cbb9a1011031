"""A proposal changes no duty; a link that somebody confirmed may, and only through a standard that reads it."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dutybound.duties import Subject, days, within
from dutybound.duties.standard import read_standard, standard
from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.engine.source import source_of
from dutybound.standards.records import read_moment
from tests.practice.practice import CALENDAR, declaration, force, in_order, library

LINKAGE = ("link_proposal", "link_decision", "person_link")
AS_AT = "2016-06-30"


@standard(version="1", valid_from="2015-01-01", source="A test", owed_by="nobody", missing="not_owed")
def linked_asked(person: Subject["person"]):  # type: ignore[type-arg, no-untyped-def]  # noqa: F821
    """Somebody who is linked to another record is asked within a month what they thought of the force."""
    return within(days(28), of=person.links_as_one).met_by(person.survey_responses)


READS_LINKS = read_standard(linked_asked, declaration().schema, declaration().policy)


def without(*tables: str) -> dict[str, pa.Table]:
    return {name: rows.slice(0, 0) if name in tables else rows for name, rows in force().items()}


def duties_in(tables: Mapping[str, pa.Table], file: Path) -> bytes:
    """The duties of a source as a file, with the records' own ids."""
    moment = read_moment(AS_AT, CALENDAR, "a test")
    source = source_of(tables, declaration().schema, CALENDAR)
    judged = judged_by_columns((*library().standards, *READS_LINKS), source, declaration().policy, moment, True)
    rows = in_order(judged)
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("duties")


@pytest.fixture(scope="module")
def nothing(folder: Path) -> bytes:
    """The duties of the made-up force where nobody proposed, decided or linked anything."""
    return duties_in(without(*LINKAGE), folder / "nothing")


def test_proposals_and_rejections_change_no_duty_to_the_byte(folder: Path, nothing: bytes) -> None:
    assert force()["link_proposal"].num_rows
    assert force()["link_decision"].num_rows
    assert duties_in(without("link_decision", "person_link"), folder / "proposed") == nothing
    assert duties_in(without("person_link"), folder / "decided") == nothing


def test_a_confirmed_link_is_read_by_a_standard_that_asks_for_it_and_by_no_other(folder: Path, nothing: bytes) -> None:
    assert duties_in(force(), folder / "confirmed") != nothing
    rows = [pq.read_table(folder / name).to_pylist() for name in ("nothing", "confirmed")]
    others = [[row for row in one if row["standard"] != "linked_asked"] for one in rows]
    assert others[0] == others[1]
    owed = {row["subject"] for row in rows[1] if row["standard"] == "linked_asked"}
    assert owed
    assert owed <= set(force()["person_link"]["one"].to_pylist())


def test_no_standard_of_practice_reads_a_proposal() -> None:
    for one in library().standards:
        assert not {table.name for table in one.tables()} & set(LINKAGE), one.id
