"""What is erased is gone from every version and every copy, and does not come again; a hash of its id remains."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import dutybound.records.schema  # noqa: F401  Django is set up before a model is imported
from dutybound.base.errors import DutyboundError
from dutybound.cli.clustering import cluster_source
from dutybound.cli.erasing import erase_listed
from dutybound.exchange.manifest import checked_folder
from dutybound.exchange.references import references_in
from dutybound.records.models.loads import ErasedRow, SupersededVersion
from tests.records.kept import REVIEWS, Kept, kept_in
from tests.records.test_loading import APRIL, MARCH, changed

SECRET = "Simulated words that only one review says"


@pytest.fixture
def kept(tmp_path: Path, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.setenv("DUTYBOUND_SETTINGS", str(tmp_path / "settings"))
    yield from kept_in(tmp_path, empty)


def with_versions(kept: Kept) -> None:
    """A review whose words were corrected: they are in a superseded version alone."""
    kept.load(MARCH, review=changed(REVIEWS, "R2", "awaiting a statement", SECRET))
    kept.load(APRIL)
    assert SECRET.encode() in kept.file.read_bytes()


def test_what_a_source_erased_is_gone_in_every_version(kept: Kept) -> None:
    with_versions(kept)
    one = kept.load("2016-04-27", erasure="table,id,when\nreview,R2,2016-04-25 09:00\n")
    assert one.tables["review"].new.num_rows == 0, "it is delivered still, and does not enter"
    assert [each.what for each in one.refused] == ["was erased here, and does not enter again"]
    kept.close()
    assert SECRET.encode() not in kept.file.read_bytes(), "not even in the free pages of the file"
    assert SupersededVersion.objects.using("kept").count() == 0
    (tombstone,) = ErasedRow.objects.using("kept").all()
    assert tombstone.record_table == "review"
    assert "R2" not in tombstone.id
    assert not any("R2" in state for state in kept.states("2016-04-30")["2016-04-30"])


def test_an_erased_row_that_comes_again_is_refused_and_listed(kept: Kept) -> None:
    kept.load(MARCH)
    kept.load(APRIL, erasure="table,id,when\nreview,R2,2016-04-19\n")
    again = kept.load("2016-04-27")
    assert [(one.table, one.record) for one in again.refused] == [("review", "R2")]
    assert again.tables["review"].new.num_rows == 0


def test_rows_that_need_an_erased_one_stop_it(kept: Kept) -> None:
    kept.load(MARCH)
    before = kept.duties(MARCH)
    with pytest.raises(DutyboundError) as refusal:
        kept.load(APRIL, erasure="table,id,when\ninvestigation,C1,2016-04-19\n")
    assert "[review] investigation: 2 of its rows belong to rows of 'investigation'" in refusal.value.render()
    assert kept.duties(MARCH) == before, "nothing was written"


def test_a_list_of_a_table_that_there_is_not_is_refused(kept: Kept) -> None:
    with pytest.raises(DutyboundError, match="names a table 'reviw' that there is not"):
        kept.load(MARCH, erasure="table,id,when\nreviw,R2,\n")


def test_a_clustered_copy_and_a_database_are_erased_by_one_list(kept: Kept, tmp_path: Path) -> None:
    with_versions(kept)
    copy = tmp_path / "clustered"
    cluster_source(kept.file, kept.declared, copy, lambda _: None)
    assert checked_folder(copy).manifest.restated == ["review"]
    (tmp_path / "list.csv").write_text("table,id,when\nreview,R2,2016-04-25\nreview,R77,2016-04-25\n")
    done = erase_listed(tmp_path / "list.csv", [copy, kept.file], kept.declared)
    assert done == {f"{copy}": {"review": 1}, f"{kept.file}": {"review": 1}}
    assert SECRET.encode() not in kept.file.read_bytes()
    manifest = checked_folder(copy).manifest
    assert manifest.tables["review"]["rows"] == 2
    key = references_in(tmp_path / "settings")
    assert manifest.erased == [["review", key.of("review\nR2")]]


@pytest.mark.parametrize("table", ["finding_entry", "audit_marking", "own_grade"])
def test_what_people_put_on_record_is_not_taken_out_row_by_row(kept: Kept, tmp_path: Path, table: str) -> None:
    kept.load(MARCH)
    (tmp_path / "list.csv").write_text(f"table,id,when\n{table},one,2016-04-25\n")
    with pytest.raises(DutyboundError, match=f"lists rows of '{table}', which are kept as they were written"):
        erase_listed(tmp_path / "list.csv", [kept.file], kept.declared)
    with pytest.raises(DutyboundError, match="never taken out row by row"):
        kept.load(APRIL, erasure=f"table,id,when\n{table},one,2016-04-25\n")
