"""The public version of a report: what it keeps back."""

import re

from dutybound.inspection.writing.suppressing import is_small
from tests.inspection.writing.conftest import Reported, text_of


def test_the_public_version_shows_no_small_count(reported: Reported) -> None:
    """Of every "n of N" in it neither n, nor what it leaves, is one to four."""
    page = reported.page("public")
    pairs = re.findall(r"([\d,]+) of ([\d,]+)", text_of(page))
    assert len(pairs) > 5
    for one, other in pairs:
        part, whole = (int(each.replace(",", "")) for each in (one, other))
        assert not is_small(part)
        assert not is_small(whole - part)
        assert not is_small(whole)


def test_the_full_version_has_small_counts_which_the_public_one_lacks(reported: Reported) -> None:
    """The test above can fail: on the full version it would."""
    pairs = re.findall(r"([\d,]+) of ([\d,]+)", text_of(reported.page()))
    small = [(one, other) for one, other in pairs if is_small(int(other.replace(",", "")) - int(one.replace(",", "")))]
    assert small
    assert not set(small) & set(re.findall(r"([\d,]+) of ([\d,]+)", text_of(reported.page("public"))))


def test_tables_of_the_public_version_give_nothing_away_by_subtraction(reported: Reported) -> None:
    """Any lines of a table taken from the total that the text gives leave no count of one to four."""
    page = reported.page("public")
    for table in page.all("table"):
        rows = [re.findall(r"([\d,]+) of ([\d,]+)", row.text) for row in page.within(table, "tr")]
        counts = [tuple(int(each.replace(",", "")) for each in found[0]) for found in rows if found]
        part, whole = (sum(each) for each in zip(*counts, strict=True)) if counts else (0, 0)
        for one, other in counts:
            part, whole = part - one, whole - other
            assert not is_small(part)
            assert not is_small(whole - part)


def test_the_public_version_has_neither_drafts_nor_proposals_and_says_what_it_is(reported: Reported) -> None:
    text = reported.html("public")
    assert "Proposed by rule" not in text
    assert "Drafts" not in text
    assert "Counts of fewer than five are not shown." in text
    assert "Internal report. Not for publication" in reported.html()
