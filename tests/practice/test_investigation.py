"""The practice of investigation: all six forms, and in the small force more than one end of every standard."""

from datetime import UTC, datetime

import pytest

from dutybound.duties.calendar import instant_of
from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.insight.states import NOT_SEEN, STATES, states_at
from dutybound.standards.own import area_of
from tests.practice.practice import declaration, library, source

STANDARDS = [one for one in library().standards if area_of(one) == "investigation"]
MOMENTS = [instant_of(datetime(2016, month, 28, 12, tzinfo=UTC)) for month in range(1, 7)]


@pytest.mark.parametrize("identity", sorted({one.id for one in STANDARDS}))
def test_a_standard_has_more_than_one_end_in_the_small_force(identity: str) -> None:
    """One state alone would try nothing: the engines could agree on it by never looking."""
    judged = list(judged_by_columns(library().versions(identity), source(), declaration().policy))
    states = {STATES[place] for one in judged for at in MOMENTS for place in states_at(one, at) if place != NOT_SEEN}
    assert len(states) >= 2, states


def test_every_form_is_used_at_least_twice() -> None:
    forms = {one.form: {other.id for other in STANDARDS if other.form == one.form} for one in STANDARDS}
    assert set(forms) == {"within", "every", "before", "each", "throughout", "at_most"}
    assert all(len(found) >= 2 for found in forms.values()), forms
