"""One false-discovery rule, held to its first published example, statsmodels and drawn looks."""

import numpy as np
import pytest
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

from dutybound.base.errors import DutyboundError
from dutybound.insight.looks import Dependence, Look, judged

#: Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995, section 3.2: fifteen hypotheses about
#: myocardial infarction. Theirs finds four at 5%; Bonferroni's finds three.
MYOCARDIAL = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


def looks(values: list[float | None]) -> list[Look]:
    return [Look("unit against force", str(place), value) for place, value in enumerate(values)]


def test_the_published_example() -> None:
    found = judged(looks([*MYOCARDIAL]), 0.05, Dependence.POSITIVE)
    assert [look.of for look in found.found] == ["0", "1", "2", "3"]


@pytest.mark.parametrize(("dependence", "name"), [(Dependence.POSITIVE, "fdr_bh"), (Dependence.ANY, "fdr_by")])
def test_q_values_are_those_of_statsmodels_in_any_order(dependence: Dependence, name: str) -> None:
    values = np.random.default_rng(3).permutation(MYOCARDIAL).tolist()
    assert judged(looks(values), 0.1, dependence).q == pytest.approx(multipletests(values, method=name)[1])


def test_a_look_with_too_little_is_told_and_is_no_test() -> None:
    found = judged(looks([0.001, None, 0.2, None]), 0.1, Dependence.POSITIVE)
    assert found.q == (pytest.approx(0.002), None, pytest.approx(0.2), None)
    assert found.words() == (
        "2 comparisons were made (unit against force: 2) and 1 reported. The rule is that of Benjamini and Hochberg "
        "(1995) at 10%: of those reported, on average no more than 10% are there by chance. For 2 more there was too "
        "little to compare."
    )


def test_no_looks_no_finds_and_what_is_no_p_value_is_refused_at_once() -> None:
    assert judged([], 0.1, Dependence.ANY).found == ()
    with pytest.raises(DutyboundError) as refused:
        judged(looks([0.2, 1.5, float("nan"), -0.1]), 0.1, Dependence.ANY)
    assert len(refused.value.problems) == 3


def test_of_what_is_reported_no_more_than_the_stated_share_is_chance() -> None:
    """A tenth of 200 looks is real. Without the rule, at one in twenty, a third of what is reported would be chance."""
    rng = np.random.default_rng(5)
    false, naive = [], []
    for _ in range(200):
        z = rng.normal(size=200) + np.where(np.arange(200) < 20, 3.5, 0)
        p = 2 * norm.sf(np.abs(z))
        found = {int(look.of) for look in judged(looks(p.tolist()), 0.1, Dependence.POSITIVE).found}
        false.append(len([one for one in found if one >= 20]) / max(1, len(found)))
        naive.append((p[20:] < 0.05).sum() / max(1, (p < 0.05).sum()))
    assert np.mean(false) <= 0.1
    assert np.mean(naive) > 0.25
