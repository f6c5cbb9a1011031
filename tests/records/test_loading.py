"""Extracts loaded again and again: nothing is edited, nothing is lost, and what was known then does not change."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.records.kept import REVIEWS, Kept, kept_in, migrated


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated(tmp_path_factory.mktemp("empty"))


@pytest.fixture
def kept(tmp_path: Path, empty: Path) -> Iterator[Kept]:
    yield from kept_in(tmp_path, empty)


#: The second review turns out to have been decided by nobody.
CORRECTED = "\n".join(
    line.replace("a sergeant", "") if line.startswith("R2") else line for line in REVIEWS.splitlines()
)


def test_the_same_extract_again_changes_nothing(kept: Kept) -> None:
    first = kept.load()
    assert {name: one.new.num_rows for name, one in first.tables.items()} == {
        "investigation": 2, "investigation_span": 2, "risk_grading": 2, "review": 3,
        "direction": 0, "suspension": 0,
    }  # fmt: skip
    before, duties = sha256(kept.file.read_bytes()).hexdigest(), kept.duties("2016-03-31")
    again = kept.load()
    assert again.is_the_same
    assert again.tables["review"].unchanged == 3
    assert sha256(kept.file.read_bytes()).hexdigest() == before, "not one byte is written"
    assert kept.duties("2016-03-31") == duties


def test_a_correction_is_known_from_the_extract_that_brought_it(kept: Kept) -> None:
    """As at a moment before it, everything is as it was reported; later, the correction shows."""
    kept.load("2016-03-31")
    before = {as_at: kept.duties(as_at) for as_at in ("2016-03-20", "2016-03-31")}
    assert ("C1", "met", "R2") in kept.states("2016-03-31")
    one = kept.load("2016-04-20", review=CORRECTED)
    assert one.tables["review"].columns == {"decided_by": 1}
    for as_at, duties in before.items():
        assert kept.duties(as_at) == duties, as_at
    assert ("C1", "met", "R2") in kept.states("2016-04-19")
    assert ("C1", "met", "R2") not in kept.states("2016-04-30")
