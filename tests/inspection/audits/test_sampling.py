"""Samples: the same seed the same files, every record alike likely, and nothing left out in silence."""

from collections import Counter
from hashlib import sha256

import pyarrow as pa
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.duties.schema import schema_from
from dutybound.exchange.extract import Extract
from dutybound.inspection.audits.framing import SMALL, UNIT, Wanted, frame_of, schema_of_frame
from dutybound.inspection.audits.sampling import Frame, draw, in_all, of_each
from tests.practice.practice import declaration, force

AS_AT = 1_467_331_199_999_999  # the end of 30 June 2016 in London
RECORDS = {f"C{one}": "burglary" if one % 4 else "robbery" for one in range(100)}
FRAME = Frame("investigation", "category", "made up", RECORDS)
SCHEMA = declaration().schema


def extract() -> Extract:
    tables = force()
    return Extract(tables, frozenset(), (), {name: one.num_rows for name, one in tables.items()},
                   {name: one.num_rows for name, one in tables.items()})  # fmt: skip


def frame(**changed: object) -> Frame:
    wanted = Wanted("investigation", "category", AS_AT, **changed)  # type: ignore[arg-type]
    return frame_of(extract(), SCHEMA, wanted)


def test_one_seed_draws_the_same_files_in_whatever_order_they_come() -> None:
    other = Frame("investigation", "category", "made up", dict(reversed(RECORDS.items())))
    once, again = (draw(one, "4711", of_each(one, 10, {})) for one in (FRAME, other))
    assert once.files == again.files
    assert {name: len(ids) for name, ids in once.files.items()} == {"burglary": 10, "robbery": 10}
    assert FRAME.hash == other.hash
    assert draw(FRAME, "4712", of_each(FRAME, 10, {})).files != once.files


def test_these_files_are_drawn_in_every_year() -> None:
    """Pinned: an inspector who has the seed and the ids can draw them by hand, and with any later version."""
    by_hand = sorted((sha256(f"4711\ninvestigation\n{one}".encode()).hexdigest(), one) for one in RECORDS)
    burglaries = [one for _, one in by_hand if RECORDS[one] == "burglary"]
    assert draw(FRAME, "4711", {"burglary": 3}).files["burglary"] == tuple(burglaries[:3]) == ("C63", "C79", "C23")


def test_a_larger_sample_begins_with_the_smaller() -> None:
    small, large = (draw(FRAME, "7", of_each(FRAME, files, {})).files for files in (5, 12))
    assert all(large[name][:5] == ids for name, ids in small.items())


def test_every_record_is_alike_likely() -> None:
    drawn = Counter(one for seed in range(2000) for one in draw(FRAME, f"{seed}", {"robbery": 5}).files["robbery"])
    assert len(drawn) == 25
    assert all(300 < count < 500 for count in drawn.values()), "400 each, give or take five standard deviations"


def test_strata_may_have_numbers_of_their_own_and_never_more_than_there_are() -> None:
    assert of_each(FRAME, 10, {"robbery": 20}) == {"burglary": 10, "robbery": 20}
    assert len(draw(FRAME, "7", of_each(FRAME, 50, {})).files["robbery"]) == 25
    with pytest.raises(DutyboundError, match="is no stratum of the frame"):
        draw(FRAME, "7", of_each(FRAME, 10, {"burglery": 20}))


def test_a_total_is_shared_out_by_size() -> None:
    assert in_all(FRAME, 40) == {"burglary": 30, "robbery": 10}
    few = Frame("investigation", None, "made up", {f"C{one}": f"{min(one, 2)}" for one in range(99)})
    assert in_all(few, 10) == {"0": 1, "1": 1, "2": 9}, "one alone is all there is"
    uneven = in_all(Frame("x", None, "", {f"{one}": "abc"[one % 3] for one in range(100)}), 50)
    assert sum(uneven.values()) == 50


def test_a_frame_counts_all_that_it_leaves_out() -> None:
    found = frame(since=1_451_606_400_000_000, where={"against": "person"})
    assert sum(found.left_out.values()) + len(found.records) == force()["investigation"].num_rows
    assert found.left_out["happened before the first day looked at"] > 0
    assert found.left_out["against is not person"] > 0
    assert "not recorded" in frame().populations, "what has no kind is a stratum of its own, and not forgotten"


def test_only_those_that_met_a_standard() -> None:
    found = frame(only=frozenset({"investigation-1", "investigation-2"}), only_words="have no duty met")
    assert set(found.records) == {"investigation-1", "investigation-2"}
    assert found.left_out["have no duty met"] > 100


def test_strata_by_unit_and_by_what_a_column_refers_to() -> None:
    units = frame_of(extract(), SCHEMA, Wanted("investigation", UNIT, AS_AT)).populations
    holdings = [one for one in force()["holding"].to_pylist() if one["subject_table"] == "investigation"]
    people = {unit: {one["officer"] for one in holdings if one["unit"] == unit} - {None} for unit in units}
    assert all(len(people[unit]) not in range(1, 5) for unit in people), "of few people no figure by themselves"
    assert SMALL in units or any(one.startswith("unit-") for one in units)
    reviews = frame_of(extract(), SCHEMA, Wanted("review", "investigation.category", AS_AT))
    assert set(reviews.populations) <= {*SCHEMA.tables["investigation"].columns["category"].codes, "not recorded"}


@pytest.mark.parametrize(
    ("table", "strata", "said"),
    [
        ("allocation", "officer", "audits compare no people"),
        ("missing_risk_decision", "decided_by", "audits compare no people"),
        ("investigation", "categry", "has no column 'categry'"),
        ("investigation", "victim.name", "may say something of a person"),
        ("investigation", "victim.ethnicity", "may say something of a person"),
        ("threat_plan", "threat.kind", "may say something of a person"),
        ("threat_plan", "threat.knd", "leads to no column 'knd'"),
        ("investigations", "category", "is no table"),
    ],
)
def test_strata_that_cannot_be(table: str, strata: str, said: str) -> None:
    with pytest.raises(DutyboundError, match=said):
        frame_of(extract(), SCHEMA, Wanted(table, strata, AS_AT))


def test_words_of_a_table_of_ones_own_are_no_strata_and_its_codes_are() -> None:
    told = {"visit": {"happened": "at", "columns": {
        "at": {"type": "instant"}, "whom": {"type": "text"}, "kind": {"type": "text", "codes": ["first", "next"]},
    }}}  # fmt: skip
    schema = schema_from(told)
    rows = pa.table({"id": ["V1"], "at": pa.array([AS_AT - 1], pa.timestamp("us")), "whom": ["A. Name"],
                     "kind": ["first"]})  # fmt: skip
    source = Extract({"visit": rows}, frozenset(), (), {"visit": 1}, {"visit": 1})
    assert set(frame_of(source, schema, Wanted("visit", "kind", AS_AT)).populations) == {"first"}
    with pytest.raises(DutyboundError, match="may say something of a person"):
        frame_of(source, schema, Wanted("visit", "whom", AS_AT))


def test_who_had_a_hand_is_known() -> None:
    found = frame()
    parts = set(found.hands.rows.column("part").to_pylist())
    assert {"allocation.officer", "review.decided_by", "holding.officer"} <= parts
    assert not any(part.startswith(("person.", "training.")) for part in parts)
    decisions = frame_of(extract(), SCHEMA, Wanted("missing_risk_decision", "level", AS_AT))
    parts = set(decisions.hands.rows.column("part").to_pylist())
    assert {"missing_risk_decision.decided_by", "episode_command.officer"} <= parts, "also who had the same episode"


def test_what_is_read_for_a_frame_is_enough_for_it() -> None:
    wanted = Wanted("review", "investigation.category", AS_AT)
    read, whole = schema_of_frame(SCHEMA, wanted), extract()
    few = {name: rows.select([one for one in rows.column_names if one in read.tables[name].columns])
           for name, rows in whole.tables.items() if name in read.tables}  # fmt: skip
    found = frame_of(Extract(few, frozenset(), (), whole.delivered, whole.loaded), read, wanted)
    every = frame_of(whole, SCHEMA, wanted)
    assert found == every
    some = list(every.records)[:20]
    assert found.hands.of(some) == every.hands.of(some) != {}
    assert sum(len(one.columns) for one in read.tables.values()) < 80
    assert set(read.tables["review"].columns) == set(SCHEMA.tables["review"].columns)
