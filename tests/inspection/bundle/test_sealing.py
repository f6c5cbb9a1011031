"""What may go into a bundle: nothing that is a name, an address or free text."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dutybound.base.errors import DutyboundError
from dutybound.inspection.bundle.allowed import PERSONAL, is_unit
from dutybound.inspection.bundle.contents import FILES, MANIFEST, SIGNATURE
from dutybound.inspection.bundle.sealing import seal
from dutybound.inspection.bundle.signing import fingerprint, is_signed, signer_in
from tests.cli.test_assess import run

PLANTED = "Jane Doe, 12 High Street, Stafford"


@pytest.fixture
def copied(assessed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(assessed, tmp_path / "copied"))


def sealed_from(folder: Path, settings: Path) -> Path:
    out = folder.parent / "bundle.zip"
    seal(folder, out, signer_in(settings), at="2026-01-01 09:00 UTC")
    return out


def planted(file: Path, column: str, text: str = PLANTED, row: int = 7) -> None:
    """One cell of a Parquet file as another text."""
    table = pq.read_table(file)
    values = table.column(column).to_pylist()
    values[row] = text
    place = table.column_names.index(column)
    pq.write_table(table.set_column(place, column, pa.array(values, pa.string())), file)


def test_a_bundle_has_its_files_and_no_others(assessed: Path, settings: Path, tmp_path: Path) -> None:
    done = run(settings, "seal", assessed, "--out", tmp_path / "bundle.zip")
    assert done.returncode == 0, done.stderr
    assert "SIM-UNIT-NORTH, SIM-UNIT-SOUTH" in done.stdout  # the names that go out are told to who seals
    with zipfile.ZipFile(tmp_path / "bundle.zip") as packed:
        assert sorted(packed.namelist()) == sorted({*FILES, MANIFEST, SIGNATURE})
    assert (tmp_path / "bundle.zip").stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob(".sealing*"))


def test_the_same_assessment_sealed_at_the_same_time_is_the_same_to_the_byte(copied: Path, settings: Path) -> None:
    first = sealed_from(copied, settings).read_bytes()
    assert sealed_from(copied, settings).read_bytes() == first


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("duties.parquet", "subject"), ("duties.parquet", "anchor"), ("duties.parquet", "met_by"),
        ("duties.parquet", "unit"),
        ("duties.parquet", "unassessable"), ("duties.parquet", "policy"), ("duties.parquet", "version"),
        ("duties.parquet", "standard"), ("duties.parquet", "state"), ("days.parquet", "unit"), ("days.parquet",
        "standard"),
        ("subject_days.parquet", "subject"), ("subject_days.parquet", "standard"),
    ],
)  # fmt: skip
def test_a_name_in_any_column_of_words_is_refused_and_not_repeated(
    copied: Path, settings: Path, file: str, column: str
) -> None:
    planted(copied / file, column)
    with pytest.raises(DutyboundError, match="may be a name, an address or free text: row 8, 1 rows") as refused:
        sealed_from(copied, settings)
    assert [one.where for one in refused.value.problems] == [f"{file}, column {column}"]
    assert "Jane" not in str(refused.value)
    assert not (copied.parent / "bundle.zip").exists()


@pytest.mark.parametrize("file", ["duties.parquet", "days.parquet", "subject_days.parquet"])
def test_a_column_more_is_refused(copied: Path, settings: Path, file: str) -> None:
    table = pq.read_table(copied / file)
    pq.write_table(table.append_column("officer", pa.array(["PC 123"] * len(table))), copied / file)
    with pytest.raises(DutyboundError, match=f"{file}, column officer: is not one that a bundle may have"):
        sealed_from(copied, settings)


def _note(content: dict[str, Any]) -> None:
    content["planned"]["note"] = PLANTED


def _text_for_number(content: dict[str, Any]) -> None:
    content["planned"]["rate"]["value"] = PLANTED


def _unit(content: dict[str, Any]) -> None:
    content["planned"]["by_unit"][PLANTED] = content["planned"]["by_unit"].pop("SIM-UNIT-NORTH")


def _sentence(content: dict[str, Any]) -> None:
    content["planned"]["sentence"] = PLANTED


def _standard(content: dict[str, Any]) -> None:
    content[PLANTED] = content["planned"]


def _noticed(content: dict[str, Any]) -> None:
    content["planned"]["noticed"][PLANTED] = 1


def _told_by(content: dict[str, Any]) -> None:
    content["planned"]["data_as_at_told_by"] = PLANTED


def _month(content: dict[str, Any]) -> None:
    content["planned"]["by_month_due"][PLANTED] = {"met": 1}


@pytest.mark.parametrize("plant", [_note, _text_for_number, _unit, _sentence, _standard, _noticed, _told_by, _month])
def test_words_in_a_file_of_figures_are_refused_and_not_repeated(
    copied: Path, settings: Path, plant: Callable[[dict[str, Any]], None]
) -> None:
    content = json.loads((copied / "measures.json").read_text())
    plant(content)
    (copied / "measures.json").write_text(json.dumps(content))
    with pytest.raises(DutyboundError, match="is not one that a bundle may have") as refused:
        sealed_from(copied, settings)
    assert "Jane" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ask jane.doe@force.example", "an e-mail address"), ("At ST16 2AA", "a postcode"),
        ("Ring 01785 123 4567", "a telephone number"), ("As DS Smith said", "a person with rank or title"),
        ("At 12 High Street", "a house in a street"),
    ],
)  # fmt: skip
def test_a_definition_that_speaks_of_a_person_or_a_house_is_refused(
    copied: Path, settings: Path, text: str, what: str
) -> None:
    assert what in PERSONAL
    for file, place in (("definitions.json", "versions"), ("measures.json", "")):
        content = json.loads((copied / file).read_text())
        own = content["standards"]["planned"][place][0] if place else content["planned"]
        own["sentence"] = text
        (copied / file).write_text(json.dumps(content))
    with pytest.raises(DutyboundError, match=f"holds what looks like {what}"):
        sealed_from(copied, settings)


def test_with_real_ids_nothing_is_sealed(settings: Path, tmp_path: Path) -> None:
    from tests.inspection.conftest import EXAMPLES

    out = tmp_path / "identified"
    run(settings, "assess", EXAMPLES / "investigations", "--as-at", "2016-06-30", "--out", out, "--identified")
    done = run(settings, "seal", out, "--out", tmp_path / "bundle.zip")
    assert done.returncode == 2
    assert "Assess without --identified" in done.stderr


def test_who_marked_a_mapping_stays_behind(copied: Path, settings: Path) -> None:
    content = json.loads((copied / "measures.json").read_text())
    content["planned"]["mapping"] = {
        "plan.kind": {
            "right": 9,
            "marked": 10,
            "share": 0.9,
            "low": 0.6,
            "high": 1.0,
            "marked_by": "Jane Doe",
            "marked_on": "2016-05-01",
        }
    }
    (copied / "measures.json").write_text(json.dumps(content))
    with zipfile.ZipFile(sealed_from(copied, settings)) as packed:
        assert b"Jane" not in b"".join(packed.read(name) for name in packed.namelist())


def test_what_stood_in_rows_left_out_stays_behind(copied: Path, settings: Path) -> None:
    (copied / "excluded.csv").write_text(
        "table,file,row,column,what\ncrime,crime.csv,2,reported_at,'Jane Doe' is no time\n"
    )
    with zipfile.ZipFile(sealed_from(copied, settings)) as packed:
        assert json.loads(packed.read("excluded.json")) == {"crime.reported_at": 1}


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("South hub", True), ("North safeguarding and investigation", True), ("Tamworth", True), ("SIM-UNIT-NORTH",
        True),
        ("Team 4", True), ("12 High Street", False), ("DS Smith", False), ("Smith, Jane", False), ("jane@force", False),
        ("Sgt. Brown's team", False), ("07700900123", False), ("", False),
    ],
)  # fmt: skip
def test_a_unit_is_told_from_a_person_by_its_shape(name: str, fits: bool) -> None:
    assert is_unit(name) == fits


def test_the_key_is_made_once_and_is_the_owners_alone(tmp_path: Path) -> None:
    first, again = signer_in(tmp_path / "force"), signer_in(tmp_path / "force")
    assert first.public == again.public != signer_in(tmp_path / "other").public
    assert (tmp_path / "force" / "seal.key").stat().st_mode & 0o777 == 0o600
    assert [one.name for one in (tmp_path / "force").iterdir()] == ["seal.key"]
    assert is_signed(b"content", first.sign(b"content"), first.public)
    assert not is_signed(b"other", first.sign(b"content"), first.public)
    assert not is_signed(b"content", "no signature", first.public)
    assert len(fingerprint(first.public).split()) == 8


def test_a_file_that_is_no_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "seal.key").write_text("no key")
    with pytest.raises(DutyboundError, match="is not a key for sealing"):
        signer_in(tmp_path)


def test_a_folder_of_an_earlier_version_is_refused(copied: Path, settings: Path) -> None:
    (copied / "definitions.json").unlink()
    with pytest.raises(DutyboundError, match=r"lacks definitions\.json"):
        sealed_from(copied, settings)
