"""What is proposed: the same to the digit from one seed, with reasons in words, and never surely for twins."""

import re
from dataclasses import replace

import numpy as np
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.linkage import learning, linking
from dutybound.linkage.linking import link
from dutybound.linkage.people import PeopleColumns
from dutybound.linkage.proposals import VERY_LIKELY
from tests.linkage.people import FLOORS, made_up, source

RECORDS = 2_000


def test_one_seed_gives_the_same_figures_in_whatever_order_the_rows_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "SAMPLE", 100_000)  # of all pairs of so few records: another seed, another sample
    monkeypatch.setattr(linking, "WEIGHT_DIGITS", 13)
    people, _ = made_up(RECORDS)
    turned = replace(people, rows=people.rows.take(np.random.default_rng(7).permutation(RECORDS)))
    first = link([people], FLOORS).proposals
    assert len(first) > 300
    assert link([turned], FLOORS).proposals == first
    assert [one.weight for one in link([people], FLOORS, seed=2).proposals] != [one.weight for one in first]


def test_reasons_say_what_agrees_with_its_weight_and_no_name_or_date() -> None:
    people, _ = made_up(RECORDS)
    proposals = link([people], FLOORS).proposals
    fields = ("given name ", "surname ", "date of birth ", "postcode ", "sex ")
    for one in proposals:
        parts = one.reasons.split("; ")
        assert all(part.startswith(field) for part, field in zip(parts, fields, strict=True))
        assert all(re.search(r" [+-]\d+\.\d$", part) for part in parts)
    values = {
        value for name in ("given_name", "surname", "postcode") for value in people.rows[name].to_pylist() if value
    }
    words = {word for one in proposals for word in one.reasons.split()}
    assert not words & values
    assert any("date of birth with day and month exchanged +" in one.reasons for one in proposals)
    assert any("given name exchanged with the other name +" in one.reasons for one in proposals)


def test_what_is_very_likely_is_nearly_always_right_though_twins_and_namesakes_are_among_them() -> None:
    people, whose = made_up(10_000)
    likely = [one for one in link([people], FLOORS).proposals if one.level == VERY_LIKELY]
    wrong = [one for one in likely if whose[one.one.id] != whose[one.other.id]]
    assert len(likely) > 2_000
    assert len(wrong) / len(likely) < 0.005


def test_twins_are_possible_at_most() -> None:
    """Surname, birthday and address the same, and the weight far above the floor: the given name decides."""
    people, _ = made_up(RECORDS)
    twins = source(
        "custody",
        *people.rows.to_pylist(),
        {"id": "T1", "given_name": "benedict", "surname": "quenworth", "born_on": "1990-05-06", "postcode": "zz9 1ab"},
        {"id": "T2", "given_name": "oswin", "surname": "quenworth", "born_on": "1990-05-06", "postcode": "zz9 1ab"},
    )
    (pair,) = [one for one in link([twins], FLOORS).proposals if {one.one.id, one.other.id} == {"T1", "T2"}]
    assert pair.weight > FLOORS.very_likely
    assert pair.level == "possible"
    assert "given name differs" in pair.reasons


def test_a_number_that_belongs_to_one_person_is_evidence_and_its_difference_bars_what_is_very_likely() -> None:
    people, _ = made_up(RECORDS)
    numbered = replace(people, columns=replace(people.columns, identifiers={"pnc": "pnc"}))
    proposals = link([numbered], FLOORS).proposals
    assert any("PNC the same +" in one.reasons for one in proposals)
    assert all(one.level == "possible" for one in proposals if "PNC differs" in one.reasons)


def test_two_sources_are_linked_with_one_another_only() -> None:
    people, whose = made_up(RECORDS)
    half = people.rows.num_rows // 2
    one = replace(people, source="custody", rows=people.rows.slice(0, half))
    other = replace(people, source="victims", rows=people.rows.slice(half))
    proposals = link([one, other], FLOORS).proposals
    assert {(pair.one.source, pair.other.source) for pair in proposals} == {("custody", "victims")}
    right = sum(whose[pair.one.id] == whose[pair.other.id] for pair in proposals)
    assert right / len(proposals) > 0.85


def test_a_few_records_are_linked_by_defaults_and_it_is_said() -> None:
    same = {"given_name": "olivia", "surname": "quenworth", "born_on": "1990-05-06", "postcode": "zz9 1ab"}
    other = {"given_name": "jack", "surname": "ashley", "born_on": "1961-11-30", "postcode": "zz3 4cd"}
    linked = link([source("x", {"id": "1", **same}, {"id": "2", **other})], FLOORS)
    assert linked.proposals == ()
    assert "too few pairs agree in born on to learn from" in linked.notes[0]


def test_what_cannot_be_linked_is_refused_with_everything_wrong() -> None:
    columns = PeopleColumns("id", surname="last", born_on=None)
    with pytest.raises(DutyboundError) as refused:
        link([source("x", {"id": "1"}, columns=columns)], FLOORS)
    said = refused.value.render()
    assert "names no column for the date of birth" in said
    assert "has too few records: 1" in said
    with pytest.raises(DutyboundError) as refused:
        link([source("x", {"id": "1", "surname": "a"}, {"id": "2", "surname": "b"})], FLOORS)
    assert "has no born on in any row" in refused.value.render()
