"""A file of findings is read in one form, whoever reads it: as drafts, as a register, for a report."""

import json
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as drawing
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.casework.actions.finding_drafts import add_drafts
from dutybound.casework.actions.register_import import take_in
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.finding_file import FIELDS, FiledFinding, as_row, read_findings
from dutybound.inspection.writing.inputs import findings_in
from dutybound.records.models import inspection_findings as tables
from tests.cli.test_assess import run
from tests.docs.test_how_to import ROOT
from tests.inspection.conftest import INSPECTION
from tests.inspection.reading.exampleshire import REPORT, as_text

NOW, BY = datetime(2019, 6, 1, tzinfo=UTC), "liaison lead"
EXAMPLE = json.loads((INSPECTION / "findings.json").read_text(encoding="utf-8"))
WHOLE = {
    "kind": "area_for_improvement", "text": "Review open crimes.", "parts": ["in time;", "by a supervisor."],
    "question": "peel-2016:effectiveness.2", "source": "inspectorate", "force": "borough", "published": "2017-03-02",
    "deadline_phrase": "within six months", "theme": "supervision", "demonstration_days": 90,
}  # fmt: skip


def file_of(folder: Path, content: Any, name: str = "findings.json") -> Path:
    file = folder / name
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return file


def refused(read: Any, *given: Any, **named: Any) -> str:
    with pytest.raises(DutyboundError) as error:
        read(*given, **named)
    return error.value.render()


def test_one_file_is_the_same_finding_to_all_who_read_it(records: Path) -> None:
    drafts, register = file_of(records, [WHOLE]), file_of(records, [{**WHOLE, "id": "7"}], "register.json")
    (read,), (reported,) = read_findings(drafts), findings_in(drafts)
    assert read.draft == reported.draft
    assert read.draft == DraftFinding(
        Kind.AREA_FOR_IMPROVEMENT, "Review open crimes.", ("in time;", "by a supervisor."), WHOLE["question"],
        "inspectorate", "borough", date(2017, 3, 2), "within six months",
    )  # fmt: skip
    add_drafts([read], prefix="D", by=BY, at=NOW)
    take_in(register, by=BY, at=NOW)
    for part in ("", "/1", "/2"):
        kept = [tables.Finding.objects.filter(pk=f"{id}{part}").values() for id in ("D-1", "7")]
        adopted, taken = (kept[place][0] for place in (0, 1))
        same = set(adopted) - {"id", "parent_id", "recorded_at"}
        assert {name: adopted[name] for name in same} == {name: taken[name] for name in same}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"deadline_word": "soon"}, "Did you mean 'deadline_words'"), ({"kind": "grumble"}, "is no kind of finding"),
        ({"deadline_words": "within a year"}, "they differ"), ({"published": "2/3/2017"}, "is no day"),
        ({"parts": {"a": 1}}, "has parts that are no list of words"), ({"parts": [1]}, "are no list of words"),
        ({"history": "2017"}, "a history that is no list"), ({"demonstration_days": "long"}, "is no number of days"),
        ({"text": {"a": 1}}, "text: is no text"), ({"owner": True}, "owner: is no text"),
        ({"parts": True}, "has parts that are no list of words"), ({"parts": 10_000}, "are no list of words"),
        ({"history": [["2018-04-27", "comment", ["a"]]]}, "history 1: is no text"),
        ({"scope": "two of the forces"}, "'two of the forces' is no scope"),
        ({"scope": "both forces named", "force": ""}, "'both forces named' is no scope"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_wrong_to_all_and_said_in_the_same_words(
    records: Path, row: dict[str, Any], said: str
) -> None:
    file = file_of(records, [WHOLE, {**WHOLE, "id": "7", **row}])
    told = [refused(read_findings, file), refused(findings_in, file), refused(take_in, file, by=BY, at=NOW)]
    assert all(said in one and "finding 2" in one for one in told), told


DEEP = f'[{{"kind": "strength", "text": {"[" * 40}{"]" * 40}}}]'
NO_FILES = ["[", "{}", '"x"', "[1]", '{"drafts": {}}', '[{"finding": 3}]', "[" * 100_000, DEEP, '["\\ud800"]']


@pytest.mark.parametrize("content", NO_FILES)
def test_what_is_no_file_of_findings_is_said(tmp_path: Path, content: str) -> None:
    assert "docs/reference/finding-files.md" in refused(read_findings, file_of(tmp_path, content))


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    said = refused(read_findings, file_of(tmp_path, [{"txt": "x"}, {"kind": "strength", "text": "y", "sauce": "z"}]))
    assert all(one in said for one in ("has no kind", "has no text", "'txt'", "'sauce'", "finding 1", "finding 2"))


def test_csv_is_read_by_all_and_a_comma_too_many_is_said(tmp_path: Path) -> None:
    told = "kind,text,parts,deadline_words\nstrength,Files are good.,in time|in full,\n"
    (read,) = read_findings(file_of(tmp_path, told, "findings.csv"))
    assert (read.draft.kind, read.draft.parts) == (Kind.STRENGTH, ("in time", "in full"))
    assert "more cells" in refused(read_findings, file_of(tmp_path, f"{told}strength,a, b,,,\n", "findings.csv"))


def test_a_line_break_in_a_cell_is_kept(tmp_path: Path) -> None:
    told = 'kind,text\nstrength,"Files are good.\nAll of them."\nstrength,So are plans.\n'
    found = read_findings(file_of(tmp_path, told, "findings.csv"))
    assert [one.draft.text for one in found] == ["Files are good.\nAll of them.", "So are plans."]


@pytest.mark.parametrize(
    ("scope", "made_to", "force"),
    [
        ("humberside (page of a recommendation to all forces)", "all forces", "humberside"),
        ("devon-and-cornwall", "one force", "devon-and-cornwall"), ("Essex Police", "one force", "essex"),
        ("borough (made up)", "one force", "borough"), ("all forces", "all forces", ""),
        ("forces using a policy", "some forces", ""), ("all forces (in England)", "all forces", ""),
        ("", "one force", ""),
    ],
)  # fmt: skip
def test_a_scope_names_a_force_or_none(tmp_path: Path, scope: str, made_to: str, force: str) -> None:
    (read,) = read_findings(file_of(tmp_path, [{**WHOLE, "force": "", "scope": scope}]))
    assert (read.scope, read.draft.force) == (made_to, force)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
ROW = st.dictionaries(st.sampled_from([*FIELDS, "deadline_phrase", "finding", "more"]), ANYTHING, max_size=6)


@given(ANYTHING | st.lists(ROW.map(lambda row: {"kind": "strength", "text": "Good.", **row}) | ROW, max_size=3))
@drawing(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_there_is_findings_or_said_in_words(tmp_path: Path, content: Any) -> None:
    file = tmp_path / "drawn.json"
    file.write_text(json.dumps(content))
    with suppress(DutyboundError):
        assert all(isinstance(one, FiledFinding) for one in read_findings(file))


def test_a_draft_written_as_a_row_is_read_as_it_was(tmp_path: Path) -> None:
    draft = DraftFinding(Kind.RECOMMENDATION, "Do it.", ("a", "b"), "q", "force", "x", date(2018, 1, 2), "soon")
    for row in (as_row(draft), {"finding": as_row(draft), "question": "q", "verdict": "falls short"}):
        (read,) = read_findings(file_of(tmp_path, {"drafts": [row]}))
        assert read.draft == draft


def test_what_is_adopted_keeps_what_its_file_says(records: Path) -> None:
    """A strength has a day of review, and only its file knows which."""
    strength = {"kind": "strength", "text": "Files are good.", "review_on": "2018-01-02", "theme": "files"}
    add_drafts(read_findings(file_of(records, [strength])), prefix="S", by=BY, at=NOW)
    kept = tables.Finding.objects.get(pk="S-1")
    assert (kept.review_on, kept.theme) == (date(2018, 1, 2), "files")


def test_a_finding_of_a_register_is_not_adopted_without_its_log(records: Path) -> None:
    for more in ({"id": "7"}, {"history": [["2018-01-02", "status", "complete"]]}):
        found = read_findings(file_of(records, [{**WHOLE, **more}]))
        assert "findings import" in refused(add_drafts, found, prefix="D", by=BY, at=NOW)
    assert not tables.Finding.objects.exists()


def test_what_read_report_writes_is_read_by_all(settings: Path, records: Path) -> None:
    page = file_of(records, as_text(REPORT), "exampleshire.txt")
    out = records / "read.json"
    assert run(settings, "read-report", page, "--json", out).returncode == 0
    found = read_findings(out)
    assert len(found) > 1
    assert [one.draft.text for one in found] == [one["text"] for one in json.loads(out.read_text())["drafts"]]
    assert len(add_drafts(found, prefix="R", by=BY, at=NOW)) == len(found)


def test_the_example_is_a_register_that_is_taken_in_and_not_adopted(settings: Path, records: Path) -> None:
    file = INSPECTION / "findings.json"
    assert [one.draft.source for one in read_findings(file)] == ["force", "force"]
    said = run(settings, "findings", "adopt", file, "--prefix", "F", "--by", BY)
    assert said.returncode == 2
    assert said.stderr.count("Take the file in: dutybound findings import FILE.") == 2
    assert not tables.Finding.objects.exists()
    said = run(settings, "findings", "import", file, "--by", BY)
    assert (said.returncode, said.stderr) == (0, "")
    assert "Taken in: 2." in said.stdout
    assert "No day can be told" not in said.stdout
    (entry,) = tables.FindingEntry.objects.all()
    assert (entry.finding_id, entry.status) == ("made-up-2016-1", "open")


def test_no_error_of_the_one_command_leads_to_an_error_of_the_other(settings: Path, records: Path) -> None:
    """Of findings without ids `import` names `adopt`; of drafts with a status `adopt` says what to leave out."""
    rows = [{name: one[name] for name in ("kind", "text", "source")} for one in EXAMPLE[:1]]
    (records / "drafts.json").write_text(json.dumps(rows))
    said = run(settings, "findings", "import", records / "drafts.json", "--by", BY).stderr
    assert "has no id" in said
    assert "dutybound findings adopt FILE --prefix PREFIX" in said
    (records / "logged.json").write_text(json.dumps([{**rows[0], "status": "complete", "status_on": "2016-05-02"}]))
    said = run(settings, "findings", "adopt", records / "logged.json", "--prefix", "F", "--by", BY).stderr
    assert "has a log of its own, as findings of a register have, and no id" in said
    assert "leave status, comment and history out" in said
    assert run(settings, "findings", "adopt", records / "drafts.json", "--prefix", "F", "--by", BY).returncode == 0


def test_a_deadline_on_a_day_that_there_is_not_is_refused_but_stands_in_a_register_as_it_is(
    settings: Path, records: Path
) -> None:
    given = ["findings", "add", "F-1", "--text", "t", "--by", BY, "--source", "force"]
    said = run(settings, *given, "--deadline", "by 31 February 2017")
    assert said.returncode == 2
    assert "deadline: '31 February 2017' is a day that there is not\n    Say which day is meant" in said.stderr
    assert not tables.Finding.objects.exists()
    row = {**EXAMPLE[0], "deadline_words": "by 31 February 2017"}
    (records / "register.json").write_text(json.dumps([row]))
    said = run(settings, "findings", "import", records / "register.json", "--by", BY)
    assert "31 February 2017 is a day that there is not" in " ".join(said.stdout.split())
    assert tables.Finding.objects.filter(parent=None).get().deadline_words == "by 31 February 2017"


def test_the_page_names_every_field_in_its_order() -> None:
    page = (ROOT / "docs" / "reference" / "finding-files.md").read_text()
    assert tuple(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == FIELDS
