"""Practice as a whole: how much there is of it, and what a slip in one record may not do."""

from collections import Counter

from dutybound.engine.judging import limit_on_record
from dutybound.standards.own import ON_BY_DEFAULT
from tests.practice.practice import library


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


def test_an_interval_of_a_hundred_years_is_none_that_can_be_read() -> None:
    """It would lead beyond all calendars, and stop the assessment of everybody else."""
    assert limit_on_record("1200 months") is None
    assert limit_on_record("40000") is None
    assert f"{limit_on_record('24 months')}" == "24 months"
