"""A changed cell is named, and a figure that does not follow from the duties is named, whoever signs for it."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from dutybound.exchange.references import references_in
from dutybound.inspection.bundle.contents import CELLED, MARKS, SIGNATURE, TABLES
from dutybound.inspection.bundle.sealing import _mark, _pack, _sign, seal
from dutybound.inspection.bundle.signing import signer_in
from dutybound.inspection.bundle.verifying import verify
from tests.cli.test_assess import run


@pytest.fixture(scope="module")
def bundle(assessed: Path, settings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sealed") / "bundle.zip"
    seal(
        assessed, out, signer_in(settings), references_in(settings), at="2026-01-01 09:00 UTC",
        declared=("SIM-UNIT-NORTH", "SIM-UNIT-SOUTH"),
    )  # fmt: skip
    return out


@dataclass
class Opened:
    """A bundle taken apart, to be changed and packed again."""

    folder: Path

    def packed(self) -> Path:
        out = self.folder.parent / "changed.zip"
        _pack(self.folder, out)
        return out

    def json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text())

    def write(self, name: str, content: Any) -> None:
        (self.folder / name).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


@pytest.fixture
def opened(bundle: Path, tmp_path: Path) -> Opened:
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path / "opened")
    return Opened(tmp_path / "opened")


def test_a_bundle_is_sound_and_says_what_was_not_worked_out(bundle: Path) -> None:
    found = verify(bundle)
    assert found.is_sound
    assert found.worked_out > 1800
    assert any("noticed" in one for one in found.taken)
    assert any("contacts" in one for one in found.taken)


def leaves(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    if isinstance(content, dict | list) and content:
        for key, part in parts:
            yield from leaves(part, (*path, key))
    else:
        yield path


def another(value: Any) -> Any:
    """A value of the same kind, and not the same."""
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return f"{value}x"
        case None:
            return 1
        case _:
            return {"x": 1} if isinstance(value, dict) else ["x"]


def kinds(content: Any) -> list[tuple[Any, ...]]:
    """One cell of each kind: the same path but for the names of standards, units, months and places in a list."""
    found: dict[Any, tuple[Any, ...]] = {}
    for path in leaves(content):
        shape = tuple(part for part in path if isinstance(part, str) and part not in content and not part[:2].isdigit())
        found.setdefault(shape, path)
    return list(found.values())


def test_a_changed_cell_of_any_kind_in_a_file_of_figures_is_named(opened: Opened) -> None:
    tried = 0
    for name in CELLED[:3]:
        content, before = opened.json(name), (opened.folder / name).read_text()
        for path in kinds(content):
            changed = json.loads(before)
            within = changed
            for part in path[:-1]:
                within = within[part]
            within[path[-1]] = another(within[path[-1]])
            opened.write(name, changed)
            found = verify_changed_only(opened)
            cell = f"{name}: {' / '.join(map(str, path))}"
            assert found, cell
            assert all(one.startswith(cell) for one in found), (cell, found)
            tried += 1
        (opened.folder / name).write_text(before)
    assert tried > 100


def verify_changed_only(opened: Opened) -> list[str]:
    """What was changed, without working every figure out anew each time."""
    from dutybound.inspection.bundle.verifying import _changed

    return list(_changed(opened.folder, opened.json("manifest.json")))


def test_a_cell_that_is_gone_or_was_added_is_named(opened: Opened) -> None:
    content = opened.json("measures.json")
    del content["planned"]["rate"]["low"]
    content["planned"]["more"] = 1
    opened.write("measures.json", content)
    found = verify(opened.packed())
    assert set(found.changed) == {
        "measures.json: planned / rate / low: was sealed, and is gone",
        "measures.json: planned / more: was not there when the bundle was sealed",
    }
    assert not found.is_sound


@pytest.mark.parametrize("name", TABLES)
def test_a_changed_cell_of_any_column_of_a_table_is_named(opened: Opened, name: str) -> None:
    original = pq.read_table(opened.folder / name)
    for place, column in enumerate(original.column_names):
        row = (37 * (place + 3)) % len(original)
        values = original.column(column).to_pylist()
        kind = original.schema.field(column).type
        values[row] = (
            not values[row] if pa.types.is_boolean(kind)
            else "another" if pa.types.is_string(kind)
            else pa.scalar(
                ((values[row] or 0) if pa.types.is_integer(kind) else 17) + 1,
                pa.int32() if pa.types.is_date32(kind) else pa.int64(),
            ).cast(kind).as_py()
        )  # fmt: skip
        pq.write_table(
            original.set_column(place, original.schema.field(column), pa.array(values, kind)), opened.folder / name
        )
        assert verify_changed_only(opened) == [f"{name}: row {row + 1:,}, column {column}"]


def test_a_row_more_and_a_row_less_are_told(opened: Opened) -> None:
    table = pq.read_table(opened.folder / "duties.parquet")
    pq.write_table(table.slice(1), opened.folder / "duties.parquet")
    assert any("rows were sealed, and there are" in one for one in verify_changed_only(opened))


def test_a_file_written_anew_with_the_same_cells_is_said_to_be_so(opened: Opened) -> None:
    (opened.folder / "measures.json").write_text(json.dumps(opened.json("measures.json")))
    assert verify(opened.packed()).changed == ("measures.json: was written anew, and none of its cells changed",)


def resigned(opened: Opened, settings: Path) -> Path:
    """The bundle sealed again as it now is, by whoever has the key."""
    for name in MARKS.values():
        (opened.folder / name).unlink()
    _mark(opened.folder)
    _sign(opened.folder, signer_in(settings), "2026-01-01 09:00 UTC")
    return opened.packed()


FORGED = [
    ("planned", "rate", "value"), ("planned", "rate", "low"), ("planned", "overdue"), ("planned", "coverage"),
    ("planned", "by_month_due", "2016-05", "met"), ("planned", "by_unit", "SIM-UNIT-SOUTH", "rate", "high"),
    ("planned", "backlog", "days_since_due", "oldest"), ("planned", "born_overdue"), ("planned",
    "rate_with_excused", "whole"),
    ("supervised", "days_in_compliance", "high"), ("supervised", "in_date", "live"),
    ("supervised", "days_in_compliance_with_stopped_days", "part"), ("supervised", "in_date_by_month_end",
    "2016-05-31", "in_date"),
    ("supervised", "by_unit", "SIM-UNIT-SOUTH", "days_in_compliance", "part"),
]  # fmt: skip


@pytest.mark.parametrize("path", FORGED, ids=" ".join)
def test_a_forged_figure_is_named_though_the_force_itself_signed_it(
    opened: Opened, settings: Path, path: tuple[str, ...]
) -> None:
    content = opened.json("measures.json")
    within = content
    for part in path[:-1]:
        within = within[part]
    within[path[-1]] += 1
    opened.write("measures.json", content)
    found = verify(resigned(opened, settings))
    assert found.is_signed
    assert found.changed == ()
    (told,) = found.differing
    assert told.startswith(f"measures.json: {' / '.join(path)}: it says ")
    assert not found.is_sound


def test_a_forged_measure_over_duties_is_named(opened: Opened, settings: Path) -> None:
    content = opened.json("declared_measures.json")
    content["days_overdue_for_review"]["value"] -= 1
    opened.write("declared_measures.json", content)
    (told,) = verify(resigned(opened, settings)).differing
    assert "days_overdue_for_review / value" in told


def test_a_state_that_no_time_bears_out_is_named(opened: Opened, settings: Path) -> None:
    """A missed duty called met, in the duties and in every figure that counts states at the moment: the days tell."""
    file = opened.folder / "duties.parquet"
    table = pq.read_table(file)
    missed = pc.and_(pc.equal(table.column("standard"), "planned"), pc.equal(table.column("state"), "missed"))
    state = pc.if_else(missed, "met", table.column("state"))
    pq.write_table(table.set_column(table.column_names.index("state"), "state", state), file)
    found = verify(resigned(opened, settings)).differing
    assert found == ("duties.parquet, planned: 21 rows give a state that their own times do not",)


def test_a_duty_taken_out_is_told_by_the_days(opened: Opened, settings: Path) -> None:
    file = opened.folder / "duties.parquet"
    table = pq.read_table(file)
    late = pc.and_(pc.equal(table.column("standard"), "planned"), pc.equal(table.column("state"), "missed"))
    pq.write_table(table.filter(pc.invert(pc.fill_null(late, False))), file)
    found = verify(resigned(opened, settings)).differing
    assert any(one.startswith("days.parquet, planned, 2015-") for one in found)
    assert any(one.startswith("measures.json: planned / missed: it says 21, and the duties say 0") for one in found)


def test_days_of_subjects_that_do_not_add_up_are_told(opened: Opened, settings: Path) -> None:
    file = opened.folder / "subject_days.parquet"
    table = pq.read_table(file)
    more = pc.add(table.column("days_within"), pa.scalar(1, pa.int32()))
    pq.write_table(table.set_column(table.column_names.index("days_within"), "days_within", more), file)
    found = verify(resigned(opened, settings)).differing
    assert any(one.startswith("subject_days.parquet, supervised, days_within") for one in found)


def test_a_manifest_that_was_changed_is_not_the_one_that_was_signed(opened: Opened) -> None:
    content = opened.json("manifest.json")
    content["sealed_at"] = "2027-01-01 09:00 UTC"
    opened.write("manifest.json", content)
    assert not verify(opened.packed()).is_signed


def test_another_key_is_told_by_its_figures(bundle: Path, opened: Opened, settings: Path, tmp_path: Path) -> None:
    own = verify(bundle).fingerprint
    assert run(settings, "verify", bundle, "--key", own).returncode == 0
    stranger = resigned(opened, tmp_path / "stranger")
    done = run(settings, "verify", stranger, "--key", own)
    assert done.returncode == 2
    assert "NOT the one that you were told" in done.stdout


def test_without_a_key_it_is_said_that_nobody_has_checked_whose_it_is(
    opened: Opened, settings: Path, tmp_path: Path
) -> None:
    done = run(settings, "verify", resigned(opened, tmp_path / "stranger"))
    assert done.returncode == 16
    assert "NOBODY HAS CHECKED WHOSE KEY SIGNED IT" in done.stdout
    assert "The bundle is sound." not in done.stdout


@pytest.mark.parametrize("broken", ["empty", "no zip", "lacks", "more", "signature", "truncated"])
def test_what_is_no_bundle_is_refused_in_words(
    bundle: Path, opened: Opened, settings: Path, tmp_path: Path, broken: str
) -> None:
    file = tmp_path / "broken.zip"
    if broken == "empty":
        file.write_bytes(b"")
    elif broken == "no zip":
        file.write_text("Not a bundle")
    elif broken == "truncated":
        file.write_bytes(bundle.read_bytes()[:-3000])
    elif broken == "signature":
        opened.write(SIGNATURE, {"key": 3})
        file = opened.packed()
    else:
        with zipfile.ZipFile(bundle) as read, zipfile.ZipFile(file, "w") as writing:
            for name in read.namelist()[1 if broken == "lacks" else 0 :]:
                writing.writestr(name, read.read(name))
            if broken == "more":
                writing.writestr("../notes.txt", "Jane Doe")
    done = run(settings, "verify", file)
    assert done.returncode == 2
    assert "This is no sealed bundle" in done.stderr
    assert "Traceback" not in done.stderr


def test_tables_of_another_shape_are_no_traceback(opened: Opened) -> None:
    pq.write_table(pa.table({"a": [1]}), opened.folder / "duties.parquet")
    found = verify(opened.packed())
    assert not found.is_sound
    assert found.differing == ("the figures cannot be worked out: a file is not what it was when sealed",)


NO_NETWORK = """
import socket
def refuse(*_, **__): raise OSError("there is no network here")
class Refused(socket.socket):
    def __init__(self, *_, **__): refuse()
socket.socket = Refused
socket.create_connection = socket.getaddrinfo = refuse
from dutybound.cli.main import run
run()
"""


def test_a_machine_with_neither_network_nor_settings_verifies_it_in_minutes(bundle: Path, tmp_path: Path) -> None:
    """One command, elsewhere, with a home that cannot be written to and nothing of the force but the bundle."""
    key = verify(bundle).fingerprint
    home = tmp_path / "home"
    home.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK, "verify", str(bundle), "--key", key], env=environment, cwd=home,
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The bundle is sound." in done.stdout
    assert list(home.iterdir()) == []
