"""What parts add up to is what all of it at once comes to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.insight.adding import Pairs, pairs_of
from dutybound.insight.shares import share_of

SUBJECTS = st.lists(st.integers(0, 9).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))


@given(SUBJECTS, SUBJECTS)
def test_the_share_of_sums_is_the_share_of_all_subjects(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    parts = [np.array(some, np.int64).reshape(-1, 2).T for some in (one, other)]
    found = pairs_of(*parts[0]).plus(pairs_of(*parts[1])).share
    wanted = share_of(*np.concatenate(parts, axis=1))
    if wanted is None:
        assert found is None
        return
    assert found is not None
    assert vars(found) == pytest.approx(vars(wanted), abs=1e-9)


def test_nothing_adds_nothing() -> None:
    assert Pairs().share is None
    assert Pairs().plus(pairs_of(np.array([1]), np.array([2]))) == pairs_of(np.array([1]), np.array([2]))
