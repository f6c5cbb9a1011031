"""What a terminal shows, wide and narrow: every figure whole, and none broken over two lines."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from dutybound.cli.assessing import Assessment, judge, prepare_ground
from dutybound.cli.showing import show_assessment
from dutybound.exchange.duty_file import DutyFile

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def investigations(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    ground = prepare_ground(EXAMPLES / "investigations", None, lambda _: None)
    moment = ground.moment("2016-06-30", "a test")
    with DutyFile(tmp_path_factory.mktemp("out") / "duties.parquet", None, moment) as duties:
        return judge(ground, moment, duties, lambda _: None)


def shown(assessment: Assessment, width: int) -> list[str]:
    console = Console(width=width, markup=False, record=True, quiet=False, force_terminal=False)
    with console.capture() as capture:
        show_assessment(console, assessment)
    return capture.get().splitlines()


@pytest.mark.parametrize("width", [60, 80, 100])
def test_a_narrow_terminal_has_lines_and_no_broken_figures(investigations: Assessment, width: int) -> None:
    lines = shown(investigations, width)
    assert max(map(len, lines)) <= width
    assert "supervised          days in compliance 73.8% (70.7 to 76.6)" in lines
    words = " ".join(" ".join(lines).split())
    assert "136 owed: 1 pending, 10 overdue, 111 met (4 of them not yet due), 14 met late" in words
    assert "in date 72.2%; met in time 53.1% (49.1 to 57.0), 327 of 616" in words
    assert "(in brackets: 95% intervals)" in lines
    assert "recorded_in_time         92.3%" in lines
    assert "    (87.2% to 95.4%), 155 of 168" in lines


def test_lines_say_the_same_as_the_table(investigations: Assessment) -> None:
    words = " ".join(" ".join(shown(investigations, 80)).split())
    for tally in investigations.tallies.values():
        assert f"{tally.owed:,} owed:" in words
        for state, count in tally.states.items():
            assert not count or f"{count:,} {state.value.replace('_', ' ')}" in words
    assert "first_contact met in time 85.4% (71.6 to 93.1), 35 of 41 50 owed" in words
    assert "coverage 84.0%" in words


def test_what_is_met_early_is_told_apart_from_what_the_rate_counts(investigations: Assessment) -> None:
    """329 met, and 327 of those due: the two that are between them are not due yet."""
    assert "329 met (2 of them not yet due)," in " ".join(" ".join(shown(investigations, 80)).split())


def test_a_wide_terminal_has_a_table(investigations: Assessment) -> None:
    lines = shown(investigations, 165)
    (row,) = [line.split() for line in lines if line.startswith(" supervised ")]
    assert row[:10] == ["supervised", "738", "26", "10", "329", "225", "54", "92", "2", "-"]
    assert row[-3:] == ["327", "of", "616"]


def test_a_name_that_leaves_no_room_stands_alone(investigations: Assessment) -> None:
    lines = shown(investigations, 40)
    at = lines.index("supervised")
    assert lines[at + 1 : at + 3] == ["    days in compliance 73.8% (70.7 to", "    76.6)"]
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize("width", [*range(120, 166, 5)])
def test_no_width_cuts_a_figure_off(investigations: Assessment, width: int) -> None:
    assert "\N{HORIZONTAL ELLIPSIS}" not in "\n".join(shown(investigations, width))


def test_a_share_stands_with_what_it_is_a_share_of(investigations: Assessment) -> None:
    for width in (80, 165):
        words = " ".join(" ".join(shown(investigations, width)).split())
        for tally in investigations.tallies.values():
            share = tally.rate()
            assert share is not None
            assert f"{share.part:,} of {share.whole:,}" in words


def test_a_moment_beyond_the_records_is_said(investigations: Assessment) -> None:
    words = " ".join(" ".join(shown(investigations, 165)).split())
    told = "(the latest review.entered_at stands for data_as_at, which nobody has declared). Feed: nightly."
    assert f"The records reach to 2016-09-30 15:55 {told}" in words
    assert "further than the records reach" not in words
    later = replace(investigations, as_at=investigations.ground.moment("2016-10-02", "a test"))
    words = " ".join(" ".join(shown(later, 80)).split())
    assert "This looks 2 days further than the records reach." in words
