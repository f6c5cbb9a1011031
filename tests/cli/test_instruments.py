"""The commands about instruments as users run them: what they say, what they refuse, and that nothing is stored."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from dutybound.cli.simulating import simulate_small
from dutybound.instruments.discovery import instruments
from tests.cli.test_assess import Done, run
from tests.vectors.test_own_instruments import DARA, DIAL


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def force(here: Path) -> Path:
    (here / "ours" / "instruments").mkdir(parents=True)
    (here / "ours" / "instruments" / "dial.toml").write_text(DIAL)
    return here / "ours"


def typed(here: Path, *words: object) -> Done:
    return run(here / "settings", *words)


def answered(here: Path, text: str) -> Path:
    file = here / "answers.toml"
    file.write_text(text)
    return file


def lines(done: Done) -> Sequence[str]:
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_all_are_listed_with_edition_dates_and_mark(here: Path) -> None:
    said = lines(typed(here, "instruments"))
    assert len(said) == 2 * len(instruments())
    told = dict(zip(said[::2], said[1::2], strict=True))
    assert told["missing_2013: Risk to a missing person"] == (
        "    missing person; ACPO 2013: absent, or missing at low, medium or high risk; "
        "from 2013-01-01 to 2016-12-31 (dates: project default); published"
    )
    assert all(any(mark in text for mark in ("published", "project default")) for text in told.values())


def test_on_a_day_the_forces_own_form_stands_in_place_of_the_published_one(here: Path, force: Path) -> None:
    on = "\n".join(lines(typed(here, "instruments", "--on", "2016-01-01", "--with", force)))
    after = "\n".join(lines(typed(here, "instruments", "--on", "2023-01-01", "--with", force)))
    assert "dial_2012" in on
    assert "dash:" not in on
    assert "dash:" in after
    assert "missing_2017" not in on


@pytest.mark.parametrize("name", instruments())
def test_each_shows_its_card_and_every_question(here: Path, name: str) -> None:
    said = "\n".join(lines(typed(here, "instruments", name)))
    assert "What it is not for" in said
    assert all(f"    {question}: " in said for question in instruments()[name].answers.model_fields)


def test_a_score_says_all_that_it_must(here: Path) -> None:
    done = typed(here, "score", "dash", answered(here, "injury = true\nstrangled = true\nfrightened = false\n"))
    said = done.stdout
    for part in (
        "Score: 2 yes answers of 24",
        "Band: standard or medium or high. Treat it as high until the rest is answered.",
        "  +1  yes: the incident caused injury",
        "  isolated: isolation from family and friends",
        "published: ACPO and CAADA 2009",
        "Who decides: The officer grades and a supervisor checks",
        "Nothing was stored.",
    ):
        assert part in said
    assert sorted(one.name for one in here.iterdir()) == ["answers.toml"]


def test_reasons_are_ranked(here: Path) -> None:
    file = answered(here, 'violence = "low"\ndrugs = "high"\nscope = "medium"\n')
    said = typed(here, "score", "organised_crime", file).stdout
    order = [
        said.index(text) for text in ("+5  criminal activity, high", "+3  capability, medium", "+1  criminal activity")
    ]
    assert order == sorted(order)
    told = json.loads(typed(here, "score", "organised_crime", file, "--json").stdout)
    assert [reason["points"] for reason in told["reasons"]] == [5, 3, 1, None]


def test_json_says_the_same(here: Path) -> None:
    file = answered(here, '[offences]\n"4.10" = 1\n46 = 2\n')
    told = json.loads(typed(here, "score", "crime_severity", file, "--json").stdout)
    assert told["value"] == pytest.approx(7973.393423 + 2 * 11.85553905)
    assert told["reasons"][0]["text"] == "1 of 4.10, Homicide"
    assert told["unanswered"][0]["question"] == "population"
    assert told["mark"] == "published"
    assert told["who_decides"]


def test_the_day_picks_the_edition(here: Path, force: Path) -> None:
    file = answered(here, 'grade = "medium"\n')
    assert "(missing_2013;" in typed(here, "score", "missing person", file, "--on", "2016-12-31").stdout
    assert "(missing_2017;" in typed(here, "score", "missing person", file, "--on", "2017-01-01").stdout
    own = typed(here, "score", "domestic abuse", file, "--on", "2016-12-31", "--with", force).stdout
    assert "Who decides: The officer grades, a supervisor checks." in own
    assert "force policy: A made-up force" in own


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dahs",), "Did you mean 'dash'"),
        (("missing person",), "has several editions"),
        (("missing_2013", "--on", "2018-01-01"), 'Say "missing person" --on 2018-01-01'),
        (("missing person", "--on", "2001-01-01"), "has no editions that apply on 2001-01-01"),
        (("cambridge_harm",), "offences: field required"),
        (("dash",), "is no question of Domestic abuse checklist"),
        (("dash", "--with", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_scored_is_said_in_words(here: Path, words: tuple[str, ...], said: str) -> None:
    name, *rest = words
    done = typed(here, "score", name, answered(here, "colour = 'blue'\n"), *rest)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_yes_and_no_are_read_without_quotes(here: Path) -> None:
    done = typed(here, "score", "dash", answered(here, "injury = yes  # seen\nfrightened = No\n"))
    assert "Score: 1 yes answers" in done.stdout


def test_an_instrument_is_found_by_a_word_of_its_title(here: Path) -> None:
    """The scale is known as OGRS; its editions are called otherwise."""
    said = typed(here, "instruments", "OGRS").stderr
    assert "Did you mean arp-static (All reoffending predictor (OGRS4)" in said
    assert "or ogrs3 (Offender Group Reconviction Scale" in said


def test_answers_that_are_no_toml_are_refused_by_line(here: Path) -> None:
    done = typed(here, "score", "dash", answered(here, "injury = maybe\n"))
    assert "answers.toml, line 1: cannot be read as TOML" in done.stderr
    assert "yes and no as true and false" in done.stderr
    assert "none.toml: cannot be opened" in typed(here, "score", "dash", here / "none.toml").stderr


def test_every_broken_file_of_a_force_is_named(here: Path, force: Path) -> None:
    (force / "instruments" / "dara.toml").write_text(DARA.replace('version = "2022"', ""))
    (force / "instruments" / "old.toml").write_text("name = \n")
    assert "old.toml, line 1" in typed(here, "instruments", "--with", force).stderr
    (force / "instruments" / "old.toml").unlink()
    done = typed(here, "instruments", "--with", force)
    assert done.returncode == 2
    assert "dara.toml: version: is missing" in done.stderr


@pytest.fixture
def records(here: Path) -> Path:
    simulate_small(here / "force", seed=1, cases=40, report=lambda _: None)
    (here / "force" / "instruments").mkdir()
    return here / "force"


def test_records_that_name_another_form_are_counted_and_nothing_is_blocked(here: Path, records: Path) -> None:
    slot = records / "instruments" / "dial.toml"
    slot.write_text(DIAL)
    right = lines(typed(here, "forms", records))
    assert any(line.endswith("the form of the day (written: DIAL 2012; in force: DIAL 2012)") for line in right)
    count = int(right[0].split()[1])
    assert count > 0
    slot.write_text(DIAL.replace('written_as = "DIAL 2012"', 'written_as = "DIAL 2013"'))
    other = lines(typed(here, "forms", records))
    assert f"    {count}: another form (written: DIAL 2012; in force: DIAL 2013)" in other
    slot.write_text(DIAL.replace("valid_to = 2022-11-30", "valid_to = 2012-12-31"))
    assert any("no form in force that day (written: DIAL 2012" in line for line in lines(typed(here, "forms", records)))
    assert "_" not in "".join(other[1:]), "counts, and no ids"


def test_forms_cannot_be_checked_without_a_slot_that_says_where(here: Path, records: Path) -> None:
    assert "has no slot that says which records" in typed(here, "forms", records).stderr
    (records / "instruments" / "dial.toml").write_text(DIAL.replace("domestic_assessment", "person"))
    said = typed(here, "forms", records).stderr
    assert "table = 'person' names no records" in said
    assert "domestic_assessment" in said
