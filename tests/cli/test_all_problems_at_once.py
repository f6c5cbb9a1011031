"""Several options of one command that are wrong are all said, not one after another; and nothing is done."""

from pathlib import Path

import pytest

from dutybound.records.models import inspection_findings as tables
from dutybound.records.models.inspection_judgments import Inspection
from tests.cli.test_assess import run
from tests.inspection.conftest import EXAMPLES, empty, records, settings  # noqa: F401  fixtures


def test_of_a_finding(settings: Path, records: Path) -> None:  # noqa: F811
    wrong = {
        "--text": ("", "text: is empty"), "--by": ("", "by: nobody is named"),
        "--published": ("May", "--published: 'May' is no day"), "--on": ("soon", "--on: 'soon' is no day"),
        "--review": ("2017/1/1", "--review: '2017/1/1' is no day"), "--kind": ("strenght", "Did you mean 'strength'"),
        "--source": ("corner", "Did you mean 'coroner'"), "--scope": ("all force", "Did you mean 'all forces'"),
        "--report": ("R", "report 'R': is not on record"), "--owner": ("hmicfr", "Did you mean 'hmicfrs'"),
    }  # fmt: skip
    given = [each for name, (value, _) in wrong.items() for each in (name, value)]
    said = run(settings, "findings", "add", "F-1", *given)
    assert said.returncode == 2
    assert "(10 problems)" in said.stderr
    assert [words for _, words in wrong.values() if words not in said.stderr] == []
    assert not tables.Finding.objects.exists()


def test_a_finding_was_found_on_the_day_that_is_said(settings: Path, records: Path) -> None:  # noqa: F811
    given = ["findings", "add", "--by", "liaison lead", "--source", "force", "--text", "Check the files."]
    assert run(settings, *given, "F-1", "--on", "2017-05-02").returncode == 0
    kept = tables.Finding.objects.get(pk="F-1")
    assert (f"{kept.happened_at:%Y-%m-%d}", kept.published_on) == ("2017-05-01", None)  # midnight in London, in UTC
    assert kept.recorded_at > kept.happened_at
    said = run(settings, *given, "F-2", "--on", "2017-05-02", "--published", "2017-05-01")
    assert "2017-05-02 is not 2017-05-01, when it was published" in said.stderr
    assert "has not come yet" in run(settings, *given, "F-2", "--on", "2999-01-01").stderr
    assert run(settings, *given, "F-2", "--on", "2017-05-02", "--published", "2017-05-02").returncode == 0


def test_of_forces(settings: Path, tmp_path: Path) -> None:  # noqa: F811
    given = ["forces", tmp_path, "--beside", "kent", "--cycle", "2013", "--out", tmp_path / "x.doc"]
    said = run(settings, *given)
    assert said.returncode == 2
    for words in ("is neither a page nor a table", "stands alone", "2013 is no year", "forces.csv: there is no such"):
        assert words in said.stderr


def test_of_forces_that_are_none_each_is_said(settings: Path) -> None:  # noqa: F811
    from tests.data import shared_data

    folder = shared_data("peel/forces.csv").parent
    said = run(settings, "forces", folder, "--force", "stafordshire", "--beside", "kint,kent", "--cycle", "2013")
    assert [one for one in ("stafordshire", "kint", "2013 is no year") if one not in said.stderr] == []


def test_of_evidence(settings: Path, records: Path) -> None:  # noqa: F811
    there = records / "there.json"
    there.write_text("{}")
    given = ["judge", "evidence", "2016-1", "q.1", records / "none", "--by", "", "--out", there]
    said = run(settings, *given, "--audits", records / "no.json")
    assert said.returncode == 2
    for words in ("nobody is named", "is there already", "inspection '2016-1': is not on record",
                  "measures.json: is not", "no.json: is not there"):  # fmt: skip
        assert words in said.stderr
    assert there.read_text() == "{}"


@pytest.mark.parametrize("source", [EXAMPLES / "investigations", EXAMPLES / "nowhere"])
def test_of_a_sample(settings: Path, records: Path, tmp_path: Path, source: Path) -> None:  # noqa: F811
    given = ["audit", "draw", source, "--programme", "p", "--by", "me", "--questions", "nothing", "--seed", " "]
    more = ["--as-at", "2016-13-01", "--since", "spring", "--where", "x", "--duties", tmp_path / "no.parquet"]
    said = run(settings, *given, *more)
    assert said.returncode == 2
    words = [
        "nothing: is no question set", "--seed: is empty", "--as-at: '2016-13-01'", "--since: 'spring'",
        "--where x: is not NAME=VALUE", "no.parquet: is no file", "--duties and --standard: go together",
    ]  # fmt: skip
    words += ["there is no such file or folder"] if source.name == "nowhere" else []
    assert [one for one in words if one not in said.stderr] == []


def test_of_a_sample_with_who_draws_it_and_what_its_columns_are(settings: Path, records: Path) -> None:  # noqa: F811
    """What the records and the source's tables say of the options is said before a row is read."""
    given = ["audit", "draw", EXAMPLES / "investigations", "--questions", "investigation-quality", "--seed", "7"]
    told = ["--as-at", "2016-06-30", "--since", "2016-07-30", "--where", "categry=burglary", "--strata", "nonsense"]
    who = ["--programme", "spring", "--by", " ", "--adding-to", "spring/1"]
    words = [
        "the programme spring: is not on record", "who draws: is not named", "--adding-to spring/1: is no sample",
        "--since 2016-07-30: lies after --as-at 2016-06-30", "--where categry:", "--strata nonsense:",
    ]  # fmt: skip
    said = run(settings, *given, *told, *who)
    assert said.returncode == 2
    assert [one for one in words if one not in said.stderr] == []
    assert "(6 problems)" in said.stderr
    remedies = [line for line in said.stderr.splitlines() if line.startswith("    ")]
    assert len(remedies) == 6
    seen = run(settings, *given, *told, *who, "--preview").stderr
    assert "(3 problems)" in seen, "a preview writes nothing, so nobody asks who draws"


def test_of_a_sample_that_is_added_to_under_another_programme(settings: Path, records: Path) -> None:  # noqa: F811
    opening = ["--title", "T", "--body", "internal audit", "--audited", "force", "--by", "lead"]
    assert [run(settings, "audit", "open", key, *opening).returncode for key in ("spring", "autumn")] == [0, 0]
    given = ["audit", "draw", EXAMPLES / "investigations", "--questions", "investigation-quality", "--seed", "7"]
    given += ["--as-at", "2016-06-30", "--by", "lead"]
    assert run(settings, *given, "--programme", "spring").returncode == 0
    said = run(settings, *given, "--programme", "autumn", "--adding-to", "spring/1", "--files", "12").stderr
    assert "is a sample of the programme spring, and not of autumn" in said
    said = run(settings, *given, "--programme", "spring", "--adding-to", "spring/1", "--files", "12").stdout
    assert "added to spring/1" in said


def test_of_an_inspection(settings: Path, records: Path) -> None:  # noqa: F811
    given = ["judge", "open", "I-1", "--force", " ", "--by", ""]
    windows = ["--window", "effectiveness.3=1..2", "--window", "effectiveness.9=2016-02-01..2015-01-01"]
    words = ["'effectiveness.3=1..2' is no window", "force: is empty", "by: nobody is named", "from 2016-02-01 back to"]
    for framework, more in (("peel-2061", "peel-2061: is no framework"), ("peel-2016", "is none of peel-2016")):
        said = run(settings, *given, "--framework", framework, *windows)
        assert said.returncode == 2
        assert [one for one in (*words, more) if one not in said.stderr] == []
        assert "(5 problems)" in said.stderr
        assert len([line for line in said.stderr.splitlines() if line.startswith("    ")]) == 5
    assert not Inspection.objects.exists()
