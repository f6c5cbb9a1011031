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
from dutybound.exchange.references import references_in
from dutybound.inspection.bundle.allowed import PERSONAL, is_unit
from dutybound.inspection.bundle.contents import FILES, MANIFEST, SIGNATURE
from dutybound.inspection.bundle.sealing import refused, seal
from dutybound.inspection.bundle.signing import fingerprint, is_signed, signer_in
from dutybound.inspection.bundle.verifying import verify
from tests.cli.test_assess import run

PLANTED = "Jane Doe, 12 High Street, Stafford"


@pytest.fixture
def copied(assessed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(assessed, tmp_path / "copied"))


def sealed_from(folder: Path, settings: Path, declared: tuple[str, ...] = ()) -> Path:
    out = folder.parent / "bundle.zip"
    seal(folder, out, signer_in(settings), references_in(settings), at="2026-01-01 09:00 UTC", declared=declared)
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
    assert f"{references_in(settings).of('SIM-UNIT-NORTH')}  SIM-UNIT-NORTH" in done.stdout  # told to who seals
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
        ("duties.parquet", "unassessable"), ("duties.parquet", "policy"), ("duties.parquet", "version"),
        ("duties.parquet", "standard"), ("duties.parquet", "state"), ("days.parquet", "standard"),
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


@pytest.mark.parametrize("plant", [_note, _text_for_number, _sentence, _standard, _noticed, _told_by, _month])
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


def unpacked(bundle: Path, folder: Path) -> bytes:
    """All that a bundle says, a table as its lines."""
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(folder)
    tables = b"".join(f"{pq.read_table(one).to_pylist()}".encode() for one in folder.glob("*.parquet"))
    return tables + b"".join(one.read_bytes() for one in folder.iterdir() if one.suffix != ".parquet")


def _called(folder: Path, name: str) -> None:
    """The northern unit by another name, wherever it stands."""
    for file in ("duties.parquet", "days.parquet"):
        table = pq.read_table(folder / file)
        units = [name if one == "SIM-UNIT-NORTH" else one for one in table.column("unit").to_pylist()]
        place = table.column_names.index("unit")
        pq.write_table(table.set_column(place, "unit", pa.array(units, pa.string())), folder / file)
    text = (folder / "measures.json").read_text()
    (folder / "measures.json").write_text(text.replace("SIM-UNIT-NORTH", name))


@pytest.mark.parametrize("name", ["John Smith", "Supt Jones", "Acacia Avenue", PLANTED])
def test_a_unit_goes_out_as_a_code_whatever_it_is_called(
    copied: Path, settings: Path, tmp_path: Path, name: str
) -> None:
    _called(copied, name)
    bundle = sealed_from(copied, settings)
    said = unpacked(bundle, tmp_path / "unpacked")
    assert name.encode() not in said
    assert b"SIM-UNIT" not in said
    assert references_in(settings).of(name).encode() in said
    assert verify(bundle).is_sound


def test_a_declared_unit_goes_out_by_its_name_and_no_other(copied: Path, settings: Path, tmp_path: Path) -> None:
    (tmp_path / "units.txt").write_text("SIM-UNIT-SOUTH\n\nUnit without work\n")
    done = run(settings, "seal", copied, "--out", tmp_path / "bundle.zip", "--units", tmp_path / "units.txt")
    assert done.returncode == 0, done.stderr
    assert "go out as they are; look whether any is a person's: SIM-UNIT-SOUTH\n" in done.stdout
    said = unpacked(tmp_path / "bundle.zip", tmp_path / "unpacked")
    assert b"SIM-UNIT-SOUTH" in said
    assert b"SIM-UNIT-NORTH" not in said
    assert json.loads((tmp_path / "unpacked" / "definitions.json").read_text())["units"] == ["SIM-UNIT-SOUTH"]
    assert verify(tmp_path / "bundle.zip").is_sound


def test_a_rank_is_refused_though_it_is_declared(copied: Path, settings: Path) -> None:
    _called(copied, "Supt Jones")
    with pytest.raises(DutyboundError, match="is declared a unit, and not named like one") as refused:
        sealed_from(copied, settings, ("Supt Jones",))
    assert "Jones" not in str(refused.value)


def test_the_title_and_who_decided_a_policy_stay_behind(copied: Path, settings: Path, tmp_path: Path) -> None:
    content = json.loads((copied / "definitions.json").read_text())
    content["title"] = "Records of John Smith, kept by Supt Jones at Rose Cottage"
    policies = [one for standard in content["standards"].values() for one in standard["policies"]]
    for policy in [one for one in policies if one["layer"] == "force"]:
        policy["source"] = "John Smith, at Rose Cottage"
    (copied / "definitions.json").write_text(json.dumps(content))
    said = unpacked(sealed_from(copied, settings), tmp_path / "unpacked")
    assert b"Smith" not in said
    assert b"Rose Cottage" not in said


def _name(content: dict[str, Any]) -> None:
    content["Jane Doe, High Street.reported_at"] = 1


def _words(content: dict[str, Any]) -> None:
    content["crime.reported_at"] = "Jane Doe"


@pytest.mark.parametrize("plant", [_name, _words])
def test_words_in_the_counts_of_what_was_left_out_are_refused(
    copied: Path, settings: Path, tmp_path: Path, plant: Callable[[dict[str, Any]], None]
) -> None:
    unpacked(sealed_from(copied, settings), tmp_path / "unpacked")
    content: dict[str, Any] = {}
    plant(content)
    (tmp_path / "unpacked" / "excluded.json").write_text(json.dumps(content))
    (found,) = refused(tmp_path / "unpacked")
    assert found.where == "excluded.json, entry 1"
    assert "Jane" not in f"{found}"


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("South hub", True), ("North safeguarding and investigation", True), ("Tamworth", True), ("SIM-UNIT-NORTH",
        True),
        ("Team 4", True), ("12 High Street", False), ("DS Smith", False), ("Supt Jones", False),
        ("Smith, Jane", False), ("jane@force", False),
        ("Sgt. Brown's team", False), ("07700900123", False), ("", False),
    ],
)  # fmt: skip
def test_what_has_no_shape_of_a_unit_is_not_declared_one(name: str, fits: bool) -> None:
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
