"""Every standard and measure of practice is held to its examples, and to having those that its form calls for."""

import pytest

from dutybound.standards.examples import check_examples
from dutybound.standards.measure_examples import check_measure_examples
from tests.practice.practice import CALENDAR, declaration, library, named


@pytest.mark.parametrize("identity", [one.id for one in library().standards])
def test_the_examples_of_a_standard_hold(identity: str) -> None:
    terms = (declaration().schema, declaration().policy, CALENDAR)
    problems = [problem for one in library().versions(identity) for problem in check_examples(one, *terms)]
    assert not problems, named(problems)


@pytest.mark.parametrize("measure", library().measures, ids=lambda one: one.id)
def test_the_examples_of_a_measure_hold(measure) -> None:  # type: ignore[no-untyped-def]
    terms = (declaration().schema, declaration().policy, CALENDAR)
    problems = check_measure_examples(measure, library(), *terms)
    assert not problems, named(problems)
