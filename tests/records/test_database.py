"""Records in a database of Django's are read as they stand: the same duties as from the same rows in files."""

from pathlib import Path

import pytest

from dutybound.exchange.declaration import Declaration, read_declaration
from dutybound.exchange.reading import read_source
from tests.practice.practice import force
from tests.records.stored import stored


def declared(folder: Path) -> Declaration:
    folder.mkdir()
    zone = 'records = true\n[calendar]\nzone = "Europe/London"\nregion = "GB-ENG"\n'
    (folder / "dutybound.toml").write_text(zone)
    return read_declaration(folder)


def test_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    extract = read_source(stored(tmp_path / "records.sqlite3", force()), declared(tmp_path / "declared"))
    assert not extract.exclusions
    for name, table in force().items():
        came, went = extract.tables[name].sort_by("id"), table.sort_by("id")
        for column in table.column_names:
            values = [one and one.replace(tzinfo=None) if hasattr(one, "tzinfo") else one
                      for one in went.column(column).to_pylist()]  # fmt: skip
            assert came.column(column).to_pylist() == values, f"{name}.{column}"


def test_a_row_that_belongs_to_none_is_refused(tmp_path: Path) -> None:
    tables = {**force(), "investigation": force()["investigation"].slice(0, 0)}
    with pytest.raises(Exception, match="FOREIGN KEY constraint failed"):
        stored(tmp_path / "records.sqlite3", tables)
