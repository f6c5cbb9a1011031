"""Whatever is read: a result or a refusal in words, and never a grade that does not stand in it."""

import random
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.inspection.grades import Grade, NoGrade
from dutybound.inspection.reading.files import LARGEST, opened_content
from dutybound.inspection.reading.reading import read_report, report_of
from dutybound.inspection.reading.report import GradeRead, ReadReport, Seen
from tests.data import shared_data
from tests.inspection.reading import exampleshire

TEXT, BARE, LOST = exampleshire.as_text(), exampleshire.as_bare(), exampleshire.as_lost_words()
HTML, PDF = exampleshire.as_html(), exampleshire.as_pdf()
PRINTED = {NoGrade.UNGRADED: r"ungraded|no graded judgment", NoGrade.NOT_GRADED: "not being graded|not graded",
           NoGrade.NOT_YET: "not yet graded|to be graded"}  # fmt: skip


def read(content: bytes) -> ReadReport | None:
    """What is read, or None where it is refused; anything else that is raised fails the test."""
    try:
        return report_of(opened_content(content, "report"), "report", {})
    except DutyboundError:
        return None


as_a_whole = cache(read)


def grades_in(report: ReadReport) -> Iterator[GradeRead]:
    for pillar in report.pillars:
        yield pillar.grade
        yield from (one.grade for one in pillar.questions)


def must_stand(report: ReadReport | None, text: str) -> None:
    """Every grade given is in the text: printed, a line of it is the grade; in prose, a sentence has its words."""
    if report is None:
        return
    plain = " ".join(text.casefold().split())
    lines = [" ".join(re.sub(r"[^\w\s?]", " ", line).casefold().split()) for line in text.splitlines()]
    for one in grades_in(report):
        assert (one.grade is NoGrade.UNKNOWN) == (one.seen is Seen.NOT_SEEN)
        if one.seen is Seen.NOT_SEEN:
            continue
        word = PRINTED.get(one.grade, re.escape(str(one.grade)))  # type: ignore[call-overload]
        assert re.search(rf"\b(?:{word})\b", plain), f"{one} stands nowhere"
        if one.seen is Seen.PRINTED:
            assert any(re.search(rf"(?:^|\bis |\bcrime |\? )(?:{word})$", line) for line in lines), f"{one} is no line"


def told(report: ReadReport | None) -> dict[str, object]:
    """Each grade by the question that it is given to."""
    if report is None:
        return {}
    assert len(report.pillars) < 2
    return {"overall": report.overall.grade} | {one.title: one.grade.grade for one in report.questions() if one.title}


def found_in(report: ReadReport | None) -> set[tuple[str, str, str]]:
    """Each finding that is handed on as whole: its kind, its text, and the question that it stands under."""
    if report is None:
        return set()
    findings = ((one, question) for one, question in report.findings() if not one.is_cut)
    return {(one.kind, one.text, question.title if question else "") for one, question in findings}


def no_other_findings(cut: bytes, whole: bytes) -> None:
    """A finding is never given to another question; under a question whose title was lost, it is given to none."""
    assert {one for one in found_in(read(cut)) if one[2]} <= found_in(as_a_whole(whole))


def only_less(cut: bytes, whole: bytes) -> None:
    """What is cut tells what the whole tells, or less; never something else."""
    complete = told(as_a_whole(whole))
    for title, grade in told(read(cut)).items():
        assert grade is NoGrade.UNKNOWN or grade is complete.get(title), f"{title}: {grade}"


def staffordshire() -> str:
    return shared_data("staffordshire-effectiveness-2016.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [TEXT, BARE, LOST, HTML], ids=["text", "bare", "lost", "HTML"])
def test_cut_at_every_line(text: str) -> None:
    lines = text.splitlines(keepends=True)
    for count in range(len(lines)):
        only_less("".join(lines[:count]).encode(), text.encode())


@pytest.mark.parametrize("text", [TEXT, BARE], ids=["text", "bare"])
def test_cut_within_lines(text: str) -> None:
    for size in range(0, len(text), 13):
        only_less(text[:size].encode(), text.encode())


def test_the_real_report_cut_at_every_line() -> None:
    text = staffordshire()
    lines = text.splitlines(keepends=True)
    for count in range(0, len(lines), 3):
        only_less("".join(lines[:count]).encode(), text.encode())


@pytest.mark.parametrize("text", [TEXT, BARE, LOST, HTML], ids=["text", "bare", "lost", "HTML"])
def test_every_single_line_lost(text: str) -> None:
    """Losing the line of a question gives its grade to no other question."""
    lines = text.splitlines(keepends=True)
    for place in range(len(lines)):
        only_less("".join(lines[:place] + lines[place + 1 :]).encode(), text.encode())


def test_every_single_line_lost_gives_no_finding_to_another_question() -> None:
    lines = TEXT.splitlines(keepends=True)
    for place in range(len(lines)):
        no_other_findings("".join(lines[:place] + lines[place + 1 :]).encode(), TEXT.encode())


def test_a_grade_left_of_a_lost_heading_parts_what_is_below_from_the_question_above() -> None:
    report = read(LOST.replace(exampleshire.REPORT.questions[1].title, "").encode())
    assert report is not None
    assert [(one.title == "", len(one.findings)) for one in report.questions()][:2] == [(False, 1), (True, 2)]
    assert any("The title of a question is not in the text" in one for one in report.not_seen)


def test_the_real_report_with_single_lines_lost() -> None:
    text = staffordshire()
    lines = text.splitlines(keepends=True)
    labels = (place for place, line in enumerate(lines) if line.strip() and (len(line) < 120 or place % 4 == 0))
    for place in labels:
        only_less("".join(lines[:place] + lines[place + 1 :]).encode(), text.encode())
        no_other_findings("".join(lines[:place] + lines[place + 1 :]).encode(), text.encode())


@pytest.mark.parametrize("seed", range(40))
def test_lines_shuffled(seed: int) -> None:
    for text in (TEXT, BARE, HTML):
        lines = text.splitlines()
        random.Random(seed).shuffle(lines)
        shuffled = "\n".join(lines)
        must_stand(read(shuffled.encode()), re.sub(r"<[^>]*>", "\n", shuffled))


@pytest.mark.parametrize("page", range(62))
def test_published_pages_shuffled_and_cut(page: int) -> None:
    file = sorted(shared_data("peel/reports").glob("*.txt"))[page]
    text = file.read_text(encoding="utf-8")
    must_stand(read(text.encode()), text)
    lines = text.splitlines()
    random.Random(page).shuffle(lines)
    must_stand(read("\n".join(lines).encode()), text)
    for size in range(0, len(text), 97):
        must_stand(read(text[:size].encode()), text[:size])


@pytest.mark.parametrize(
    "encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp850", "utf-7"]
)
def test_encodings_and_encodings_read_wrongly(encoding: str) -> None:
    text = TEXT.replace("\u2022", "-") if encoding == "cp850" else TEXT.replace("'", "\u2019")
    raw = text.encode(encoding)
    must_stand(read(raw), text)
    for wrong in ("cp1252", "utf-8", "utf-16-le", "latin-1"):
        broken = raw.decode(wrong, "replace")
        must_stand(read(broken.encode()), broken + text)


VOCABULARY = st.sampled_from(
    [line for text in (TEXT, BARE, LOST) for line in text.splitlines()]
    + ["Good", "Outstanding", "Inadequate", "Adequate", "Ungraded", "To be graded", "1", "2", "  • ", "•", "?", "…", "",
       "Effectiveness", "Legitimacy", "Questions for Legitimacy", "Our judgments", "Overall summary",
       "Causes of concern",
       "The extent to which the force is efficient at keeping people safe and reducing crime is: good.",
       "in nine areas of policing. We make graded judgments in eight of these nine", "Recommendations",
       "Sussex PEEL 2015",
       "Last updated 31/02/2017", "Last updated", "Surrey Police is good at", "It requires improvement.", "Force x is",
       "How effective is the force at investigating crime and reducing re-offending? Good", "# source: https://x//y/?"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(VOCABULARY, st.text(max_size=60)), max_size=40))
def test_any_lines_at_all(lines: list[str]) -> None:
    text = "\n".join(lines)
    must_stand(read(text.encode("utf-8", "replace")), text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"<html>", TEXT.encode()[:300]]))
def test_any_bytes_at_all(content: bytes, before: bytes) -> None:
    read(before + content)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_pdf_damaged(data: st.DataObject) -> None:
    raw = bytearray(PDF)
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(raw[: data.draw(st.integers(0, len(raw)))]))


def test_a_pdf_cut_anywhere_gives_no_other_grades() -> None:
    for size in range(0, len(PDF), 211):
        only_less(PDF[:size], PDF)


SHOP = """<!doctype html><html><body><h1>Kettles 2016</h1><p>How good is this kettle?</p><p>Good</p>
<p>Customers say: Outstanding</p><p>How well does it boil? It is good at boiling.</p>
<ul><li>Inadequate</li></ul></body></html>"""
SCHOOL = """<html><body><h1>Hill School</h1><h2>Overall effectiveness</h2><p>Good</p>
<h2>Leadership</h2><p>Outstanding</p></body></html>"""
JSON = '{"force": "Sussex", "grade": "good", "how effective is the force": "inadequate"}'
CSV = "force,question,grade\nSussex,How effective is the force?,Good\n"


@pytest.mark.parametrize(
    "page", [SHOP, SCHOOL, JSON, CSV, "Good\n", "Outstanding Good Good", "<p></p>", "<html></html>"]
)
def test_pages_of_others_give_no_overall_grade(page: str) -> None:
    report = read(page.encode())
    must_stand(report, re.sub(r"<[^>]*>", "\n", page))
    assert report is None or report.overall.grade is NoGrade.UNKNOWN
    assert report is None or report.not_seen


BINARIES = {
    "nothing": b"",
    "blanks": b" \n\t \r\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "an archive": b"PK\x03\x04" + zlib.compress(TEXT.encode() * 5),
    "zeroes": b"\0" * 5000,
    "a PDF without anything": b"%PDF-1.7\n%%EOF",
    "a PDF without text": exampleshire.pdf_of([[]]),
}


@pytest.mark.parametrize("what", BINARIES)
def test_what_is_no_text_is_refused_in_words(what: str) -> None:
    with pytest.raises(DutyboundError) as refused:
        opened_content(BINARIES[what], "report")
    [problem] = refused.value.problems
    assert problem.remedy


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(DutyboundError, match="larger than 20 MB"):
        read_report(tmp_path / "huge.txt", {})


def test_folders_and_files_that_are_not_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.html"):
        with pytest.raises(DutyboundError, match="cannot be opened"):
            read_report(path, {})


@pytest.mark.parametrize("content", [
    "The force is good. " * 60_000,
    "good " * 200_000,
    "a" * 2_000_000,
    "." * 500_000,
    "\n".join(["How effective is the force at tackling serious and organised crime?", "Good"] * 4000),
    "\n".join(["Areas for improvement", "  • The force should:", "    • do"] * 8000),
    "<html>" + "<div>" * 20_000 + "Good" + "</div>" * 20_000,
    "<html>" + "<ul><li>" * 5_000 + "Good",
], ids=["sentences", "words", "letters", "dots", "questions", "findings", "deep", "lists"])  # fmt: skip
def test_long_and_deep(content: str) -> None:
    must_stand(read(content.encode()), re.sub(r"<[^>]*>", "\n", content))


def test_grades_are_those_that_frameworks_know() -> None:
    """The property above is about every grade there is."""
    assert {str(one) for one in Grade} == {"outstanding", "good", "adequate", "requires improvement", "inadequate"}
