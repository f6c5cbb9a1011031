"""Practice as a whole: how much there is of it, and what a slip in one record may not do."""

from collections import Counter

from dutybound.standards.examples import run_examples
from dutybound.standards.own import ON_BY_DEFAULT
from tests.practice.practice import CALENDAR, declaration, library


def test_there_is_as_much_as_was_asked_for() -> None:
    by_form = {one.id.partition(".")[0]: one.form for one in library().standards}
    assert len(by_form) >= 45
    assert min(Counter(by_form.values()).values()) >= 4
    assert len(library().measures) >= 20
    assert len(ON_BY_DEFAULT) == 12


def test_no_two_differ_in_names_alone() -> None:
    meant: dict[str, set[str]] = {}
    for one in library().standards:
        meant.setdefault(f"{one.subject.name} {one.obligation} {one.applies}", set()).add(one.id)
    assert [sorted(ids) for ids in meant.values() if len(ids) > 1] == []


def test_an_interval_of_a_hundred_years_stops_nothing_but_its_own_duty() -> None:
    (kept,) = library().versions("contact_kept")
    examples = [one for one in kept.examples if one.sentence == "agreed, but not how often"]
    (example,) = examples
    contract = {**example.records["contact_contracts"][0], "interval": "1200 months"}
    absurd = {**example.records, "contact_contracts": [contract]}
    object.__setattr__(example, "records", absurd)
    (shown,) = [one for one in run_examples(kept, declaration().schema, declaration().policy, CALENDAR)
                if one.example is example]  # fmt: skip
    assert shown.states == ("unassessable",)
