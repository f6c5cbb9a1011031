"""The allocation matrix: unknown routes up, a person overrides with a reason, and a force's own is checked."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.instruments.allocation.answers import Case
from dutybound.instruments.allocation.matrix import KINDS, YES_NO, matrix_from
from dutybound.instruments.allocation.score import SHIPPED, VULNERABILITY, allocator
from dutybound.instruments.discovery import instrument

ALLOCATION = instrument("allocation")
LEVELS = ALLOCATION.bands
known = st.fixed_dictionaries(
    {"kinds": st.lists(st.sampled_from(KINDS), max_size=2)},
    optional={**dict.fromkeys(YES_NO, st.booleans()), "victim_crimes_in_12_months": st.integers(0, 4)},
)
whole = st.fixed_dictionaries({**dict.fromkeys(YES_NO, st.booleans()), "victim_crimes_in_12_months": st.integers(0, 4)})


@given(known, whole)
def test_whatever_the_answers_turn_out_to_be_was_possible(case: dict[str, Any], rest: dict[str, Any]) -> None:
    before, after = ALLOCATION.of(case), ALLOCATION.of({**rest, **case})
    assert after.band is not None
    assert after.band in before.bands
    assert before.reasons
    assert set(before.unanswered) == set(rest) - set(case)


@given(known)
def test_unknown_vulnerability_routes_up(case: dict[str, Any]) -> None:
    unknown = ALLOCATION.of({name: value for name, value in case.items() if name != "vulnerable"})
    vulnerable = ALLOCATION.of({**case, "vulnerable": True})
    assert LEVELS.index(unknown.treat_as or "") >= LEVELS.index(vulnerable.treat_as or "")


@given(known, st.sampled_from(LEVELS))
def test_a_person_overrides_and_not_below_unknown_vulnerability(case: dict[str, Any], level: str) -> None:
    before = ALLOCATION.of(case)
    override = {"override_to": level, "override_by": "Inspector A", "override_because": "the third on this street"}
    lower = LEVELS.index(level) < LEVELS.index(before.treat_as or "")
    if lower and not set(VULNERABILITY) <= set(case):
        with pytest.raises(DutyboundError, match="nobody answered"):
            ALLOCATION.of({**case, **override})
        return
    after = ALLOCATION.of({**case, **override})
    assert after.band == level
    assert after.reasons[1:] == before.reasons, "the rule that fired stays beside what a person chose"


@pytest.mark.parametrize("blank", ["override_to", "override_by", "override_because"])
def test_a_blank_is_no_name_and_no_reason(blank: str) -> None:
    override = {"override_to": "PIP 2", "override_by": "Inspector A", "override_because": "the third on this street"}
    with pytest.raises(DutyboundError, match=blank):
        ALLOCATION.of({"kinds": [], **override, blank: " "})


@pytest.mark.parametrize("lacking", ["override_to", "override_by", "override_because"])
def test_an_override_without_a_name_or_a_reason_is_refused(lacking: str) -> None:
    override = {"override_to": "PIP 2", "override_by": "Inspector A", "override_because": "the third on this street"}
    del override[lacking]
    with pytest.raises(DutyboundError, match="to which level, who it is and why"):
        ALLOCATION.of({"kinds": [], **override})


def test_an_override_to_no_level_names_the_nearest() -> None:
    override = {"override_to": "PIP2", "override_by": "Inspector A", "override_because": "the third on this street"}
    with pytest.raises(DutyboundError, match="Did you mean 'PIP 2'"):
        ALLOCATION.of({"kinds": [], **override})


def refused(text: str) -> str:
    with pytest.raises(DutyboundError) as problem:
        matrix_from(tomllib.loads(text), "ours.toml")
    return problem.value.render()


def test_everything_wrong_in_a_row_is_said_at_once() -> None:
    said = refused(
        'edition = "x"\nlevels = ["a", "b"]\n[[row]]\nrule = "1"\nowner = "o"\nlevel = "c"\nany_of = ["kidnp"]\n'
        '[[row]]\nrule = "2"\nlevel = "a"\nwhen = 1\nall_of = ["vulnerabel"]\nat_least = { times = 3 }\n'
    )
    assert "ours.toml: row.1.any_of: 'kidnp' is nothing that is asked. Did you mean 'kidnap'" in said
    assert "row.2.when: is not known here" in said
    assert "row.2.owner: is missing" in said
    assert "'vulnerabel' is nothing that is asked. Did you mean 'vulnerable'" in said
    assert "'times' is nothing" in said


def test_a_matrix_has_known_levels_and_takes_every_case() -> None:
    rows = '[[row]]\nrule = "1"\nowner = "o"\nlevel = "c"\nall_of = ["vulnerable"]\n'
    said = refused(f'edition = "x"\nlevels = ["a", "b"]\n{rows}')
    assert "row 1: 'c' is no level" in said
    assert "does not take every case" in said
    assert "row: input should be a valid tuple" in refused('edition = "x"\nlevels = ["a"]\nrow = 1\n')


def test_a_forces_own_matrix_decides_by_its_own_rows() -> None:
    content = {
        "edition": "Ours 4",
        "levels": ["all", "some"],
        "row": [
            {"rule": "A", "owner": "team A", "level": "some", "all_of": ["vulnerable"]},
            {"rule": "B", "owner": "team B", "level": "all"},
        ],
    }
    score = allocator(matrix_from(content, "ours.toml"))
    assert score(Case(kinds=(), vulnerable=True)).reasons[0].text == "row A: team A, some (matrix Ours 4)"
    assert score(Case(kinds=(), vulnerable=False)).band == "all"
    assert score(Case(kinds=())).bands == ("all", "some")


def test_no_row_of_the_matrix_goes_above_an_earlier_one() -> None:
    order = [SHIPPED.levels.index(row.level) for row in SHIPPED.row[:-1]]
    assert order == sorted(order, reverse=True)
