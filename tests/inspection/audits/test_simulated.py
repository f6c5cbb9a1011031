"""An audit of a simulated force, whole: what duties cannot see is told by those who read, about as it is."""

from pathlib import Path

import pytest
from tools.audited.__main__ import FIGURES, Told, told_by, truth_of
from tools.audited.force import Known, made
from tools.audited.reading import Readers


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    return made(tmp_path_factory.mktemp("force"), 0.03, 2)


def test_the_duties_do_not_see_what_is_copied_and_the_audit_does(known: Known, tmp_path: Path) -> None:
    truth = truth_of(known, known.drawn("any", 1).frame.records)
    assert truth["met and real"] < truth["met"] - 0.1, "so much is planted behind the ticks"
    told = told_by(known, Readers("all read twice"), 6, 10, tmp_path)
    for figure in FIGURES:
        assert sum(one.holds(truth[figure]) for one in told[figure]) >= 4, figure
    assert all(one.high < truth["met"] + 0.05 for one in told["met and real"])


def test_what_nobody_sees_is_told_too_high(known: Known, tmp_path: Path) -> None:
    """The tool can show that an audit fails: it is no proof that all audits are right."""
    truth = truth_of(known, known.drawn("any", 1).frame.records)
    told = told_by(known, Readers("nobody sees", unseen=0.9), 4, 10, tmp_path)
    assert sum(one.value for one in told["real ticks"]) / 4 > truth["real ticks"] + 0.08
    assert sum(one.holds(truth["real ticks"]) for one in told["real ticks"]) <= 2


def test_an_interval_holds_what_lies_in_it() -> None:
    assert Told(0.5, 0.4, 0.6).holds(0.6)
    assert not Told(0.5, 0.4, 0.6).holds(0.61)
