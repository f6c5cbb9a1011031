"""The real grades of forces: read, checked, compared only where they may be, and counted with what is not known."""

import csv
import re
from html import unescape
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.inspection.forces.counting import Counted, counted
from dutybound.inspection.forces.graded import Basis, Compiled
from dutybound.inspection.forces.history import Entry, Year, force_meant, years_of
from dutybound.inspection.forces.reading import compiled_in, revisions_by_cycle
from dutybound.inspection.forces.steps import Way
from dutybound.inspection.frameworks.framework import Comparability
from dutybound.inspection.frameworks.reading import frameworks
from dutybound.inspection.grades import Grade
from tests.cli.test_assess import run
from tests.data import shared_data
from tests.reports.parsed import Page, parsed

REVISIONS = revisions_by_cycle(frameworks().values())
LETTERS = {"O": "outstanding", "G": "good", "RI": "requires improvement", "I": "inadequate"}


@pytest.fixture(scope="module")
def folder() -> Path:
    return shared_data("peel/forces.csv").parent


@pytest.fixture(scope="module")
def real(folder: Path) -> Compiled:
    return compiled_in(folder)


@pytest.fixture(scope="module")
def staffordshire(real: Compiled) -> dict[str, dict[str, Entry | None]]:
    return by_cycle(years_of(["staffordshire"], real, REVISIONS))


def by_cycle(years: tuple[Year, ...]) -> dict[str, dict[str, Entry | None]]:
    return {year.cycle: {one.key: one.entries[0] for one in year.asked} for year in years}


def count(real: Compiled, cycle: str, key: str) -> Counted:
    (found,) = [one for one in counted(real, REVISIONS) if (one.cycle, one.key) == (cycle, key)]
    return found


def test_effectiveness_in_2016_is_known_of_all_forces(real: Compiled) -> None:
    found = count(real, "2016", "effectiveness")
    assert found.words == "1 outstanding, 28 good, 13 requires improvement, 1 inadequate"
    assert (found.forces, found.not_known) == (43, 0)


def test_every_force_is_in_one_place_of_every_count(real: Compiled) -> None:
    for one in counted(real, REVISIONS):
        assert one.known + one.inferred + one.not_known == 43
        assert one.not_known >= 0


def test_efficiency_in_2014_says_of_how_many_forces_it_is_not_known(real: Compiled) -> None:
    assert count(real, "2014", "efficiency").words.endswith("30 not known")


@pytest.mark.parametrize(
    ("cycle", "questions", "overall"),
    [("2014", "G RI O", ""), ("2015", "G RI I G", "RI"), ("2016", "G RI RI RI", "RI"), ("2017", "G G RI G", "G")],
)
def test_staffordshire_through_time(
    staffordshire: dict[str, dict[str, Entry | None]], cycle: str, questions: str, overall: str
) -> None:
    for number, letter in enumerate(questions.split(), 1):
        entry = staffordshire[cycle][f"effectiveness.{number}"]
        assert entry is not None
        assert entry.graded.grade == LETTERS[letter]
    whole = staffordshire[cycle]["effectiveness"]
    assert whole is not None
    assert whole.graded.grade == (LETTERS[overall] if overall else "ungraded")


def test_staffordshire_in_2018_19_and_what_of_it_is_not_known(
    staffordshire: dict[str, dict[str, Entry | None]],
) -> None:
    year = staffordshire["2018/19"]
    first = year["effectiveness.1"]
    assert first is not None
    assert (first.graded.basis, first.graded.origin) == (Basis.CARRIED_OVER, "2017")
    assert [one.way for one in first.steps] == [Way.KEPT]
    assert year["effectiveness.3"] is None
    assert staffordshire["2021/22"]["responding-to-the-public"] is not None


def test_vulnerability_rose_and_organised_crime_fell_in_2016(
    staffordshire: dict[str, dict[str, Entry | None]],
) -> None:
    ways = {key: [one.way for one in entry.steps] for key, entry in staffordshire["2016"].items() if entry}
    assert ways["effectiveness.3"] == [Way.BETTER]
    assert ways["effectiveness.4"] == [Way.WORSE]
    assert ways["effectiveness.2"] == [Way.SAME]


def test_anti_social_behaviour_of_2014_is_not_set_beside_vulnerability_of_2015(
    staffordshire: dict[str, dict[str, Entry | None]],
) -> None:
    """Both are question 3: outstanding, then inadequate. Nothing fell."""
    third, first = staffordshire["2015"]["effectiveness.3"], staffordshire["2015"]["effectiveness.1"]
    assert third is not None
    assert third.steps == ()
    assert first is not None
    assert {one.like.question: one.way for one in first.steps} == {
        "effectiveness.1": Way.SAME,
        "effectiveness.3": Way.NOT_COMPARABLE,
    }


def test_northamptonshire_was_amended_on_8_august_2024(real: Compiled) -> None:
    year = by_cycle(years_of(["northamptonshire"], real, REVISIONS))["2023-25"]
    entry = year["responding-to-the-public"]
    assert entry is not None
    assert entry.graded.grade == Grade.REQUIRES_IMPROVEMENT
    assert str(entry.graded.valid_from) == "2024-08-08"
    assert [(one.grade, str(one.valid_to)) for one in entry.replaced] == [(Grade.ADEQUATE, "2024-08-08")]


def test_no_force_is_said_to_be_better_or_worse_where_nothing_is_comparable(real: Compiled) -> None:
    seen = 0
    for force in real.forces:
        for year in years_of([force], real, REVISIONS):
            for step in (step for one in year.asked for entry in one.entries if entry for step in entry.steps):
                before = REVISIONS[step.before.cycle][-1]
                if step.comparability == Comparability.NOT or before.scale != year.revisions[-1].scale:
                    assert step.way == Way.NOT_COMPARABLE
                    assert not re.search("better|worse|same", step.words)
                    seen += 1
                if step.way in (Way.BETTER, Way.WORSE, Way.SAME):
                    assert Basis.INFERRED not in (step.to.basis, step.before.basis)
    assert seen > 10


def test_an_inferred_grade_is_known_as_such_and_is_in_no_count(real: Compiled) -> None:
    assert count(real, "2023-25", "leadership-and-force-management").inferred == 1, "a note says so; it has no column"
    assert count(real, "2023-25", "leadership-and-force-management").known == 0
    assert count(real, "2016", "effectiveness.1").inferred == 7


def test_the_page_of_patterns_and_the_files_of_grades_agree(folder: Path, real: Compiled) -> None:
    with (folder / "pillar_pattern.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for number, letter in enumerate(row["question_grades_in_order"].split(), 1):
                found = real.now(row["force_slug"], row["cycle"], f"{row['pillar']}.{number}")
                assert (found and found.grade) == LETTERS.get(letter), row


# What is planted into files of our own making.

FILES = {
    "forces.csv": "force_slug,official_name,note\nnorth,North Police,\nsouth,South Police,\n",
    "peel_pillar_grades.csv": "force_slug,cycle,pillar,grade,grade_basis,published,source_url,note\n"
    "north,2016,effectiveness,good,stated,2017-03-02,https://example.org/a,\n",
    "peel_question_grades_2014_2019.csv": "force_slug,cycle,pillar,question_no,grade,grade_basis,source_url,note\n"
    "north,2016,effectiveness,1,good,stated,https://example.org/b,\n"
    "north,2017,effectiveness,1,good,carried_over,https://example.org/c,\n",
    "peel_area_grades_2021_onward.csv": "force_slug,cycle,area,grade,valid_from,valid_to,source_url,note\n",
    "peel_2016_effectiveness_all43.csv": "force_slug,official_name,grade\nnorth,North Police,good\n",
}
PILLARS, QUESTIONS, AREAS, ALL = list(FILES)[1:]


def planted(folder: Path, **more: str) -> Path:
    for name, content in FILES.items():
        (folder / name).write_text(content + more.get(name.split(".")[0], ""), encoding="utf-8")
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(DutyboundError) as refused:
        compiled_in(folder)
    return refused.value.render()


def test_what_is_right_is_read_and_a_grade_printed_twice_is_one(tmp_path: Path) -> None:
    read = compiled_in(planted(tmp_path))
    assert len(read.grades) == 3
    one = read.now("north", "2016", "effectiveness")
    assert one is not None
    assert one.source == "https://example.org/a"
    assert read.doubts == ()


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        (PILLARS, "nroth,2016,legitimacy,good,stated,,,", "Did you mean 'north'"),
        (PILLARS, "north,2016,legitimacy,god,stated,,,", "Did you mean 'good'"),
        (PILLARS, "north,2016,legitimacy,adequate,stated,,,", "adequate is no grade of peel-2016"),
        (PILLARS, "north,2013,legitimacy,good,stated,,,", "no framework is of '2013'"),
        (PILLARS, "north,2016,legitmacy,good,stated,,,", "Did you mean 'legitimacy'"),
        (PILLARS, "north,2016,legitimacy,good,told,,,", "'told' is no basis"),
        (PILLARS, "north,2016,legitimacy,good,stated,March,,", "published is 'March', which is no date"),
        (QUESTIONS, "north,2018/19,efficiency,3,good,stated,,", "efficiency.3 is no question"),
        (AREAS, "north,2021/22,preventing,good,,,,", "preventing is no question"),
        (
            PILLARS,
            "south,2016,effectiveness,good,stated,,,\nsouth,2016,effectiveness,inadequate,stated,,,",
            "line 4: says",
        ),
        (ALL, "south,South Police,good\nnorth,North Police,inadequate", "peel_pillar_grades.csv, line 2 says good"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(tmp_path: Path, file: str, row: str, said: str) -> None:
    words = refusal(planted(tmp_path, **{file.split(".")[0]: f"{row}\n"}))
    assert said in words
    assert file in words


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    planted(
        tmp_path, peel_pillar_grades="nroth,2016,legitmacy,god,told,,,\n", peel_area_grades_2021_onward="x,,,,,,,\n"
    )
    words = refusal(tmp_path)
    for said in ("'nroth' is no force", "legitmacy is no question", "'god' is no grade", "'told' is no basis", "'x'"):
        assert said in words


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b\n1,2\n", "has no column force_slug"),
        ("", "has no column force_slug"),
        (None, "there is no such file"),
        ("\xff", "is not UTF-8"),
        ('force_slug,official_name\n"north,North\n', "cannot be read as CSV"),
        (f"force_slug,official_name\nnorth,{'x' * 200_000}\n", "cannot be read as CSV"),
        ("force_slug,official_name\nnorth\nnorth\n", "stands there twice"),
    ],
)
def test_files_that_are_no_such_tables(tmp_path: Path, content: str | None, said: str) -> None:
    file = planted(tmp_path) / "forces.csv"
    file.unlink()
    if content is not None:
        file.write_bytes(content.encode("latin-1"))
    assert said in refusal(tmp_path)


def test_a_file_that_is_not_there_is_noted_and_a_folder_without_any_is_refused(tmp_path: Path) -> None:
    (planted(tmp_path) / AREAS).unlink()
    assert compiled_in(tmp_path).notes == (f"{AREAS} is not there",)
    for name in (PILLARS, QUESTIONS, ALL):
        (tmp_path / name).unlink()
    assert "holds no grades" in refusal(tmp_path)


def test_what_was_printed_holds_before_what_was_inferred_and_that_is_said(tmp_path: Path) -> None:
    row = "north,2016,effectiveness,1,inadequate,inferred_from_narrative,,\n"
    read = compiled_in(planted(tmp_path, peel_question_grades_2014_2019=row))
    one = read.now("north", "2016", "effectiveness.1")
    assert one is not None
    assert one.grade == Grade.GOOD
    assert "was inferred" in read.doubts[0].words


def test_a_grade_that_was_carried_over_and_is_not_that_of_its_year_is_doubted(tmp_path: Path) -> None:
    folder = planted(tmp_path)
    text = (folder / QUESTIONS).read_text().replace("1,good,carried_over", "1,inadequate,carried_over")
    (folder / QUESTIONS).write_text(text)
    (doubt,) = compiled_in(folder).doubts
    assert "carried over from 2016" in doubt.words
    assert doubt.force == "north"


def test_a_grade_where_the_framework_gives_none_is_doubted(tmp_path: Path) -> None:
    row = "north,2016,effectiveness,5,good,stated,,\n"
    (doubt,) = compiled_in(planted(tmp_path, peel_question_grades_2014_2019=row)).doubts
    assert "its framework gives none" in doubt.words


def test_of_one_year_what_does_not_fit_of_it_alone_is_listed_and_the_rest_is_counted(tmp_path: Path) -> None:
    folder = planted(tmp_path, peel_question_grades_2014_2019="north,2016,effectiveness,5,good,stated,,\n")
    text = (folder / QUESTIONS).read_text().replace("1,good,carried_over", "1,inadequate,carried_over")
    (folder / QUESTIONS).write_text(text)
    by_cycle = {one.cycle: one.words for one in compiled_in(folder).doubts}
    assert len(by_cycle) == 2
    for cycle, words in by_cycle.items():
        page = tmp_path / f"{cycle}.html"
        said = run(tmp_path, "forces", folder, "--cycle", cycle, "--out", page)
        assert said.returncode == 0, said.stderr
        for text in (" ".join(one.split()) for one in (said.stdout, unescape(page.read_text()))):
            assert words in text
            assert not [one for other, one in by_cycle.items() if other != cycle and one in text]
            assert f"1 more is of other years of inspection than {cycle}" in text
    said = " ".join(run(tmp_path, "forces", folder).stdout.split())
    assert [one for one in by_cycle.values() if one not in said] == []
    assert "more is of" not in said


BEFORE = "north,2023-25,responding_to_the_public,good,,2024-01-01,,\n"
AFTER = "north,2023-25,responding_to_the_public,adequate,2024-01-01,,,\n"


@pytest.mark.parametrize("rows", [BEFORE + AFTER, AFTER + BEFORE])
def test_two_grades_at_different_times_are_an_amendment(tmp_path: Path, rows: str) -> None:
    read = compiled_in(planted(tmp_path, peel_area_grades_2021_onward=rows))
    one = read.now("north", "2023-25", "responding-to-the-public")
    assert one is not None
    assert one.grade == Grade.ADEQUATE
    assert [was.grade for was in read.replaced(one)] == [Grade.GOOD]


def test_two_grades_that_were_valid_at_one_time_contradict_each_other(tmp_path: Path) -> None:
    rows = BEFORE + AFTER.replace("2024-01-01", "2023-12-31")
    assert "If the grade was amended" in refusal(planted(tmp_path, peel_area_grades_2021_onward=rows))


def test_a_force_is_meant_by_any_of_its_names(tmp_path: Path) -> None:
    read = compiled_in(planted(tmp_path))
    assert force_meant(" NORTH police", read) == force_meant("north", read) == "north"
    with pytest.raises(DutyboundError, match="Did you mean 'north'"):
        force_meant("norht", read)


# The command, its page and its table.


def test_the_page_can_be_read_by_everybody(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "forces.html"
    done = run(tmp_path, "forces", folder, "--force", "staffordshire", "--beside", "kent,Gwent Police", "--out", out)
    assert done.returncode == 0, done.stderr
    page = parsed(out.read_text(encoding="utf-8"))
    readable(page)
    text = " ".join(page.one("body").text.split())
    assert "better than inadequate in 2015, with care" in text
    assert "not comparable with good in 2018/19" in text
    assert "No league table" in text


def readable(page: Page) -> None:
    assert page.faults == []
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        href = link.attributes["href"]
        assert href.startswith("http") or href[1:] in ids
    for element in page.elements:
        assert element.attributes.get("aria-labelledby", ids[0]) in ids
    for table in page.all("table"):
        assert page.within(table, "caption")
    for heading in page.all("th"):
        assert heading.attributes["scope"] in ("col", "row")
        assert heading.text.strip()


def test_all_forces_stand_in_the_order_of_their_names(folder: Path, tmp_path: Path, real: Compiled) -> None:
    out = tmp_path / "2016.html"
    assert run(tmp_path, "forces", folder, "--cycle", "2016", "--out", out).returncode == 0
    page = parsed(out.read_text(encoding="utf-8"))
    readable(page)
    (table,) = [one for one in page.all("table") if "as far as they are known" in one.text]
    names = [one.text for one in page.within(table, "th") if one.attributes["scope"] == "row"]
    assert names == sorted(names, key=str.casefold)
    assert len(names) == 43


def test_what_a_file_says_is_escaped_and_only_addresses_are_links(tmp_path: Path) -> None:
    row = "south,2016,legitimacy,good,stated,,javascript:alert(1),<script>x</script>\n"
    planted(tmp_path, peel_pillar_grades=row, forces="east,<b>East</b>,\n")
    out = tmp_path / "out.html"
    assert run(tmp_path, "forces", tmp_path, "--force", "south", "--beside", "east", "--out", out).returncode == 0
    page = parsed(out.read_text(encoding="utf-8"))
    assert not page.all("script", "b")
    assert not [one for one in page.all("a") if one.attributes["href"].startswith("javascript")]


def test_the_table_has_a_row_for_what_is_not_known(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "forces.csv"
    assert run(tmp_path, "forces", folder, "--force", "staffordshire", "--out", out).returncode == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {(one["cycle"], one["question"]): one for one in rows}
    assert found["2018/19", "effectiveness.3"]["grade"] == "not known"
    assert found["2016", "effectiveness.3"]["since"] == "better"
    assert found["2021/22", "preventing-crime"]["comparability"] == "not"
    assert found["2016", "effectiveness"]["published"] == "2017-03-02"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--force", "nroth"], "Did you mean 'north'"),
        (["--cycle", "2013"], "is no year of inspection"),
        (["--beside", "north"], "Say with --force"),
        (["--out", "forces.pdf"], "Name a file.html or a file.csv"),
    ],
)
def test_the_command_refuses_in_words(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = run(tmp_path, "forces", planted(tmp_path), *arguments)
    assert done.returncode == 2
    assert said in done.stderr
