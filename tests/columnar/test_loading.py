"""Facts that go straight from a source into columns are judged as the reference judges them, subject by subject."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutybound.cli.assessing import Ground, prepare_ground
from dutybound.duties.standard import Standard
from dutybound.engine import source
from dutybound.engine.columnar.judging import judge_columns
from dutybound.engine.columnar.kernel_ranking import ranks_of
from dutybound.engine.columnar.loading import by_subject, loading_of
from dutybound.engine.columnar.shapes import NONE
from dutybound.engine.columnar.strands import of_one_table
from dutybound.engine.judging import judge_source
from dutybound.engine.lowering import programme_of
from tests.columnar.agreeing import answers_of
from tests.examples.judged import EXAMPLES

NAMES = st.text("abé1", max_size=3)
MADE_UP = {"investigations": "2016-12-31", "fines": "2013-06-30"}


def by_reference(ground: Ground, standard: Standard, as_at: int, suspensions: bool) -> dict[str, object]:
    found = judge_source(standard, ground.source, ground.declaration.policy, as_at, suspensions=suspensions)
    said = {one.subject: (one.judged.duties, one.judged.notices, one.judged.course) for one in found}
    return {subject: answer for subject, answer in said.items() if any(answer[:2])}


def by_columns(ground: Ground, standards: Sequence[Standard], as_at: int, suspensions: bool) -> list[dict[str, object]]:
    """What is said of each subject that anything is said of, under each of the standards, judged together."""
    policy, calendar = ground.declaration.policy, ground.declaration.calendar
    programmes = [programme_of(standard, policy, calendar) for standard in standards]
    answers: list[dict[str, object]] = [{} for _ in standards]
    loading = loading_of(standards, programmes, ground.source, as_at, suspensions)
    tables = by_subject(ground.source.connection.sql(loading.strands.query()).to_arrow_reader(1000))
    for facts in (loading.columns(table) for table in tables):
        for place, found in enumerate(judge_columns(programmes, facts)):
            said = zip(facts.subjects.to_pylist(), answers_of(found), strict=True)
            answers[place] |= {subject: answer for subject, answer in said if any(answer[:2])}
    return answers


@pytest.mark.parametrize("suspensions", [True, False], ids=["suspended", "suspensions ignored"])
@pytest.mark.parametrize("name", MADE_UP)
def test_every_standard_of_a_made_up_source(name: str, suspensions: bool) -> None:
    source = EXAMPLES / name / ("data" if name == "investigations" else "made_up.csv")
    ground = prepare_ground(source, EXAMPLES / name, lambda _: None)
    for text in (MADE_UP[name], "2016-01-15" if name == "investigations" else "2010-02-01"):
        moment = ground.moment(text, "a test")
        for some in of_one_table(ground.library.standards):
            together = by_columns(ground, some, moment, suspensions)
            for standard, found in zip(some, together, strict=True):
                assert found == by_reference(ground, standard, moment, suspensions), (standard.id, text)
                assert [found] == by_columns(ground, [standard], moment, suspensions), (standard.id, text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.tuples(NAMES, st.none() | NAMES), min_size=1, max_size=9), min_size=1, max_size=4))
def test_ranks_are_those_of_the_sorted_texts(groups: list[list[tuple[str, str | None]]]) -> None:
    rows = [row for group in groups for row in group]
    offsets = np.cumsum([0, *(len(group) for group in groups)])
    ranks, named = ranks_of(
        offsets, pa.array([name for name, _ in rows], pa.string()), pa.array([of for _, of in rows], pa.string())
    )
    wanted = []
    for group in groups:
        names = sorted({name for name, _ in group} | {of for _, of in group if of is not None})
        wanted += [(names.index(name), NONE if of is None else names.index(of)) for name, of in group]
    assert list(zip(ranks.tolist(), named.tolist(), strict=True)) == wanted


@given(st.lists(st.integers(1, 5), min_size=1, max_size=9), st.integers(1, 7))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_subject_is_cut_by_the_edge_of_a_batch(sizes: list[int], size: int) -> None:
    subjects = [f"s{number}" for number, count in enumerate(sizes) for _ in range(count)]
    rows = pa.table({"subject": subjects, "row": range(len(subjects))})
    found = [table.to_pydict() for table in by_subject(iter(rows.to_batches(max_chunksize=size)))]
    assert [row for table in found for row in table["row"]] == list(range(len(subjects)))
    seen = [subject for table in found for subject in dict.fromkeys(table["subject"])]
    assert len(seen) == len(set(seen)) == len(sizes)


def test_a_source_on_disk_taken_up_in_pieces_is_judged_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = EXAMPLES / "investigations"
    ground = prepare_ground(folder / "data", folder, lambda _: None)
    moment = ground.moment("2016-12-31", "a test")
    monkeypatch.setattr(source, "IN_MEMORY", 100)
    monkeypatch.setattr(source, "PIECE", 7)
    pieces = replace(ground, source=taken_up(ground, moment))
    monkeypatch.undo()
    whole = replace(ground, source=taken_up(ground, moment))
    for standard in ground.library.standards[:6]:
        found = by_columns(pieces, [standard], moment, True)
        assert found == by_columns(whole, [standard], moment, True)
        assert any(found)


def taken_up(ground: Ground, known_at: int) -> source.Source:
    """The extract of a ground as a source in hindsight, taken up anew."""
    declared, extract = ground.declaration, ground.extract
    return source.source_of(extract.tables, declared.schema, declared.calendar, extract.unmapped, known_at)
