"""Four columns of one file are enough to start: who was given what and when, when it was looked at, when it closed."""

from pathlib import Path

import pytest

from dutybound.cli.assessing import Assessment, judge, prepare_ground
from dutybound.exchange.duty_file import DutyFile
from tests.docs.test_how_to import blocks

FOUR = """id,allocated,reviewed,closed
A,02/05/2016 10:00,25/05/2016 09:00,
A,02/05/2016 10:00,20/06/2016 09:00,
B,02/05/2016 10:00,,
C,02/05/2016 10:00,,10/05/2016 10:00
"""


def assessed(folder: Path) -> Assessment:
    """As the guide says: its declaration, its mapping, and the file."""
    (folder / "data").mkdir()
    declaration, mapping, _ = blocks("how-to/use-the-standards-of-practice.md", "toml")
    (folder / "dutybound.toml").write_text(declaration)
    (folder / "mapping.toml").write_text(mapping)
    (folder / "data" / "cases.csv").write_text(FOUR)
    ground = prepare_ground(folder, None, lambda _: None)
    moment = ground.moment("2016-06-30", "test")
    with DutyFile(folder / "duties.parquet", None, moment) as duties:
        return judge(ground, moment, duties, lambda _: None)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assessed(tmp_path_factory.mktemp("four"))


def test_a_row_without_a_review_is_none(found: Assessment) -> None:
    assert found.ground.extract.delivered["review"] == 2
    assert found.ground.extract.delivered["investigation"] == 3
    assert not found.ground.extract.exclusions


def test_they_give_a_rate_and_days_in_compliance(found: Assessment) -> None:
    """A was looked at on the 24th day and the 27th after; B never, in 60 days; C was open for eight days."""
    tally = found.tallies["reviewed"]
    rate = tally.rate()
    assert rate is not None
    assert (rate.part, rate.whole) == (2, 3)
    days = tally.days_in_compliance()
    assert days is not None
    assert days.whole - days.part == 31, "of B: from 31 May, the day after its four weeks, to 30 June"
    assert tally.coverage == 1.0


def test_what_needs_more_is_unassessable_and_not_silent(found: Assessment) -> None:
    assert found.tallies["supervised"].coverage == 0.0
