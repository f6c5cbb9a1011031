"""The national minimum as data: whole, and without a slip in a name."""

import re
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.exchange.pole.figures import title_of
from dutybound.exchange.pole.minimum import minimum


def test_it_has_the_44_entities_by_class() -> None:
    """Twenty of people, thirteen of objects, five of locations and six of events (the dictionary's contents)."""
    entities = minimum().entities.values()
    assert Counter(one.kind for one in entities) == {"person": 20, "object": 13, "location": 5, "event": 6}
    letters = {"P": 20, "O": 13, "L": 5, "E": 6}
    wanted = {f"{letter}_{number:03}" for letter, count in letters.items() for number in range(1, count + 1)}
    assert {one.number for one in entities} == wanted


def test_every_attribute_that_an_entity_names_is_declared() -> None:
    known = set(minimum().attributes)
    assert {one.name: one.wanted() - known for one in minimum().entities.values() if one.wanted() - known} == {}
    assert {name for groups in minimum().same.values() for group in groups for name in group} <= known


def test_every_attribute_is_asked_for_by_an_entity_or_has_a_number() -> None:
    named = {name for one in minimum().entities.values() for name in one.wanted()}
    loose = {name for name, one in minimum().attributes.items() if name not in named and not one.number}
    assert loose == set()


def test_every_entity_asks_for_something() -> None:
    assert [one.name for one in minimum().entities.values() if not (one.mandatory or one.at_least)] == []


def test_every_condition_can_be_met() -> None:
    for one in minimum().entities.values():
        for when in one.when:
            allowed = minimum().attributes[when.attribute]
            assert allowed.rule != "list" or set(when.values) <= set(allowed.values), one.name


def test_every_pattern_is_one_and_says_what_is_wrong() -> None:
    for name, one in minimum().attributes.items():
        if one.rule == "pattern":
            assert one.says, name
            assert pc.match_substring_regex(pa.array([""]), one.pattern).to_pylist() == [False], name


def test_every_contradiction_says_what_was_chosen() -> None:
    for one in minimum().choices:
        assert set(one) == {"about", "says", "chosen"}
        assert all(text.strip() for text in one.values())


def test_titles_are_in_plain_words() -> None:
    assert title_of("date_of_birth") == "date of birth"
    assert title_of("1 of postcode, latitude + longitude") == "at least 1 of: postcode, latitude and longitude"
    assert title_of("given_name + surname") == "given name and surname"
    assert title_of("links") == "links"
    assert not any(re.search("_", one.title) for one in minimum().attributes.values())
