"""Offences weighed by a table: what has no weight is refused, and the edition stands with every total."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.instruments.discovery import card, instrument
from dutybound.instruments.severity.score import EDITION, SHIPPED
from dutybound.instruments.severity.weighing import Offences, read_weights, weighed_by
from tests.data import shared_data

SEVERITY = instrument("crime_severity")
CODES = sorted(SHIPPED.weight)
counts = st.dictionaries(st.sampled_from(CODES), st.integers(0, 500))


def test_the_weights_are_those_of_the_published_table() -> None:
    path = shared_data("severity/policeuk-ons-code-join.csv")
    with path.open(encoding="utf-8", newline="") as file:
        published = {row["ONS_COUNTS_code"]: float(row["ONS_SEVERITY_weight"]) for row in csv.DictReader(file)}
    assert published == SHIPPED.weight
    assert len(published) == 134


def test_the_card_says_that_other_copies_of_the_list_have_other_figures() -> None:
    """The vectors multiply what the file holds, so that they cannot tell the edition; the card has to."""
    told = " ".join(card("crime_severity")["Source"].split())
    assert f"homicide is {SHIPPED.weight['1']:,.2f} here, and 7,979 and 7,978.79 in other public copies" in told


@given(counts, counts)
def test_a_total_is_the_sum_of_its_parts(one: dict[str, int], other: dict[str, int]) -> None:
    both = {code: one.get(code, 0) + other.get(code, 0) for code in {*one, *other}}
    values = [SEVERITY.of({"offences": some}).value or 0 for some in (one, other, both)]
    assert values[0] + values[1] == pytest.approx(values[2])


@given(counts)
def test_reasons_are_ranked_add_up_and_name_the_edition(some: dict[str, int]) -> None:
    score = SEVERITY.of({"offences": some})
    points = [reason.points for reason in score.reasons if reason.points is not None]
    assert points == sorted(points, reverse=True)
    assert sum(points) == pytest.approx(score.value)
    assert score.reasons[-1].text == f"weights: {EDITION}"
    assert score.unanswered == ("population",)


def test_codes_without_a_weight_are_refused_all_at_once_and_by_name() -> None:
    with pytest.raises(DutyboundError) as refused:
        SEVERITY.of({"offences": {"4.11": 1, "1": 2, "999": 0}})
    said = refused.value.render()
    assert "4.11: has no weight in this table" in said
    assert "999: has no weight" in said
    assert "2 problems" in said


def test_a_code_that_toml_cut_in_two_is_told() -> None:
    with pytest.raises(DutyboundError, match="begins with 4 stands without quotes"):
        SEVERITY.of({"offences": {"4": {"10": 1}}})


def test_a_table_of_the_forces_own_weighs_with_its_edition(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("code,weight\nA,10\nB,2.5\n")
    weighed = weighed_by(read_weights(table, "2026", "days"))(Offences(offences={"A": 1, "B": 2}, population=500))
    assert (weighed.value, weighed.unit, weighed.parts) == (15, "days", {"per 1,000 people": 30})
    assert weighed.reasons[-1].text == "weights: 2026"


def test_everything_wrong_in_a_table_is_said_at_once(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("code,weight\nA,10\nA,11\nB,many\nC,-1\nD,nan\n,3\nE,\n")
    with pytest.raises(DutyboundError) as refused:
        read_weights(table, "2026", "days")
    said = refused.value.render()
    for part in ("A: stands in 2 rows", "row 4: 'many'", "row 5: '-1'", "row 6: 'nan'", "without a code", "row 8: ''"):
        assert part in said
    table.write_text("offence,days\nA,10\n")
    with pytest.raises(DutyboundError, match="2 problems"):
        read_weights(table, "2026", "days")


def test_the_index_without_a_table_says_what_to_bring() -> None:
    with pytest.raises(DutyboundError, match="copyright"):
        instrument("cambridge_harm").of({"offences": {"1": 1}})
