"""Rows that cannot be read are left out where the mapping says so; a table that did not come says why."""

from pathlib import Path

import pytest

from dutybound.exchange import reading
from tests.exchange.worlds import LONDON, column, declared, loaded, refusal, whats

TIMED = '[case]\nhappened = "seen_at"\n[case.columns]\nseen_at = { type = "instant", required = true }\n'
TWO = TIMED + '[visit]\nhappened = "at"\n[visit.columns]\nat = { type = "instant" }\ncase = { of = "case" }\n'
GOOD = "".join(f"C{number},2016-04-{number + 1:02} 10:00\n" for number in range(20))
ROWS = f"id,seen_at\nA,2016-03-27 01:30\nB,42461.5\nC,31/02/2016\nD,\n{GOOD}"
LENIENT = 'unreadable = "left out"\n'


@pytest.mark.parametrize("most", [1 << 40, -1])
def test_a_row_that_cannot_be_read_is_left_out_and_listed(
    tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "HELD", most)
    found = loaded(tmp_path, {"case.csv": ROWS}, tables=TIMED, mapping=LENIENT)
    assert (found.delivered["case"], found.loaded["case"]) == (24, 20)
    said = {one.row: one.what for one in found.exclusions}
    assert sorted(said) == [2, 3, 4, 5], "each row once, with what is wrong with it"
    assert said[2].startswith("cannot be read: does not exist in Europe/London: the clocks went forward")
    assert "which is how Excel stores a date" in said[3]
    assert said[5] == "is required and missing"


def test_without_that_word_the_source_is_refused(tmp_path: Path) -> None:
    said = whats(refusal(tmp_path, {"case.csv": ROWS}, tables=TIMED))
    assert len(said) == 3, "what is missing was always left out"
    own = 'unreadable = "left out"\n[case]\nunreadable = "refused"\n'
    assert whats(refusal(tmp_path / "own", {"case.csv": ROWS}, tables=TIMED, mapping=own)) == said


@pytest.mark.parametrize("most", [1 << 40, -1])
def test_a_column_that_is_read_wrongly_leaves_no_rows_out(
    tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than a fifth: then the mapping is more likely wrong than each of the rows."""
    monkeypatch.setattr(reading, "HELD", most)
    rows = "id,seen_at\n" + "".join(f"C{number},2016-04-0{number} 10:00\n" for number in range(1, 8))
    (problem, *others) = refusal(tmp_path, {"case.csv": rows + "X,never\nY,soon\n"}, tables=TIMED, mapping=LENIENT)
    assert len(others) == 1
    assert "More than a fifth of its rows are so" in problem.remedy


def test_a_word_that_means_nothing_is_refused(tmp_path: Path) -> None:
    (said,) = whats(refusal(tmp_path, {"case.csv": ROWS}, tables=TIMED, mapping='unreadable = "ignored"\n'))
    assert said == "mapping.toml: unreadable = 'ignored' cannot be understood"


def test_a_table_that_did_not_come_says_why_and_costs_nothing_else(tmp_path: Path) -> None:
    files = {"case.csv": f"id,seen_at\n{GOOD}", "visit.csv": b""}
    assert whats(refusal(tmp_path / "a", files, tables=TWO)) == ["visit.csv: is empty, without even a header"]
    found = loaded(tmp_path / "b", files, tables=TWO, mapping='[visit]\nnot_delivered = "came empty"\n')
    assert len(column(found, "id")) == 20
    assert ("visit", "at") in found.unmapped
    assert "[visit] is not delivered: came empty" in found.notes
    for said in ('""', '"x"\nfile = "visit.csv"'):
        (what,) = whats(refusal(tmp_path / said[1:2], files, tables=TWO, mapping=f"[visit]\nnot_delivered = {said}\n"))
        assert what == "mapping.toml: [visit]: not_delivered does not say why"
    assert declared(tmp_path / "c", TWO, '[visit]\nnot_delivered = "x"\n', LONDON).mapping.of("visit").not_delivered


def test_a_file_that_was_cut_says_so_and_one_with_a_stray_comma_does_not(tmp_path: Path) -> None:
    cut = f"id,seen_at\n{GOOD}C99"
    (problem,) = refusal(tmp_path / "a", {"case.csv": cut}, tables=TIMED)
    assert problem.where == "case.csv, row 22"
    assert problem.what.startswith("ends in the middle of a row, so it was cut")
    (whole,) = refusal(tmp_path / "b", {"case.csv": f"{cut}\n"}, tables=TIMED)
    assert whole.what == "has too few fields: 1 where the header has 2"
    (early,) = refusal(tmp_path / "c", {"case.csv": f"id,seen_at\nC99\n{GOOD.rstrip()}"}, tables=TIMED)
    assert early.what == "has too few fields: 1 where the header has 2"
