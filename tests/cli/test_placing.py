"""Results are never written among what they were made from."""

from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.cli.placing import refuse_among_sources
from tests.exchange.worlds import CASES, LONDON, declared


def refused(out: Path, source: Path, folder: Path, head: str = LONDON) -> str:
    with pytest.raises(DutyboundError) as error:
        refuse_among_sources(out, source, declared(folder, CASES, head=head))
    return str(error.value)


def test_the_folder_of_the_source_is_refused_however_it_is_written(tmp_path: Path) -> None:
    source = tmp_path / "delivered"
    source.mkdir()
    assert "is the source, and results would mix with it" in refused(source, source, tmp_path)
    assert "one within it will do" in refused(tmp_path / "delivered" / ".." / "delivered", source, tmp_path)
    link = tmp_path / "link"
    link.symlink_to(source)
    assert "is the source" in refused(link, source, tmp_path)


def test_the_declaring_folder_and_its_own_data_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "declared"
    assert "declares the source" in refused(folder, tmp_path / "log.csv", tmp_path)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    assert "the folder of the source" in refused(folder / "data", folder, tmp_path, f'source = "data"\n{LONDON}')


def test_a_source_is_not_overwritten(tmp_path: Path) -> None:
    assert "take the place of the source" in refused(tmp_path, tmp_path / "duties.parquet", tmp_path)


def test_beside_a_single_file_and_within_a_folder_there_is_room(tmp_path: Path) -> None:
    declaration = declared(tmp_path)
    refuse_among_sources(tmp_path, tmp_path / "log.csv", declaration)
    refuse_among_sources(declaration.folder / "results", declaration.folder, declaration)
