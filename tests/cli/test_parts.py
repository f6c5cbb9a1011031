"""A source in parts: each is judged as a source of its own is, and the whole is what they add up to."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from dutybound.base.errors import DutyboundError
from dutybound.cli.main import app
from dutybound.cli.simulating import simulate_small
from dutybound.exchange.declaration import read_declaration
from dutybound.records.schema import schema_of_records
from dutybound.simulator.naming import named_apart

AS_AT = "2016-06-30"
PARTS = ("north", "south")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small forces as the parts of one source."""
    folder = tmp_path_factory.mktemp("whole")
    for seed, part in enumerate(PARTS, 1):
        made = folder / f".made-{part}"
        simulate_small(made, seed, 40, lambda _: None)
        (folder / "forces" / part).mkdir(parents=True)
        tables = {file.stem: pq.read_table(file) for file in (made / "data").glob("*.parquet")}
        for name, rows in named_apart(tables, schema_of_records(), part).items():
            pq.write_table(rows, folder / "forces" / part / f"{name}.parquet")
    text = (folder / ".made-north" / "dutybound.toml").read_text(encoding="utf-8")
    (folder / "dutybound.toml").write_text(text.replace('source = "data"', 'parts = "forces"'), encoding="utf-8")
    return folder


def assessed(*given: object) -> int:
    return CliRunner().invoke(app, ["assess", *map(str, given), "--as-at", AS_AT]).exit_code


@pytest.fixture(scope="module")
def by_itself(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is written of each part where it is a source of its own."""
    out = tmp_path_factory.mktemp("by_itself")
    for part in PARTS:
        assert assessed(whole / "forces" / part, "--with", whole, "--out", out / part) in (0, 4, 8, 12)
    return out


def test_parts_are_judged_as_by_themselves_and_added_up(whole: Path, by_itself: Path, tmp_path: Path) -> None:
    assert assessed(whole, "--out", tmp_path / "both") in (0, 4, 8, 12)
    both = json.loads((tmp_path / "both" / "measures.json").read_text(encoding="utf-8"))
    alone = {}
    for part in PARTS:
        for name in ("measures.json", "days.parquet", "duties.parquet", "subject_days.parquet", "excluded.csv"):
            own, within = (folder / name for folder in (by_itself / part, tmp_path / "both" / part))
            assert own.read_bytes() == within.read_bytes(), name
        alone[part] = json.loads((by_itself / part / "measures.json").read_text(encoding="utf-8"))
    for name, one in both.items():
        parts = [alone[part][name] for part in PARTS]
        for count in ("owed", "met", "overdue", "subjects", "unassessable_subjects", "born_overdue"):
            assert one[count] == sum(part[count] for part in parts), (name, count)
        shares = [part["rate"] for part in parts]
        if one["rate"] and all(shares):
            assert one["rate"]["part"] == sum(share["part"] for share in shares)
            assert one["rate"]["over_subjects"] == sum(share["over_subjects"] for share in shares)
        assert one["by_part"]["south"]["rate"] == alone["south"][name]["rate"]
        assert one["by_part"]["south"]["days_in_compliance"] == alone["south"][name]["days_in_compliance"]


def test_measures_only_leaves_out_what_is_about_single_duties(whole: Path, by_itself: Path, tmp_path: Path) -> None:
    part, everything = whole / "forces" / "north", by_itself / "north"
    assert assessed(part, "--with", whole, "--measures-only", "--out", tmp_path / "few") in (0, 4, 8, 12)
    left = {file.name for file in everything.iterdir()} - {file.name for file in (tmp_path / "few").iterdir()}
    assert left == {"duties.parquet", "subject_days.parquet", "report.html"}
    assert (everything / "measures.json").read_bytes() == (tmp_path / "few" / "measures.json").read_bytes()


@pytest.mark.parametrize(
    ("said", "wrong"), [('parts = "nowhere"', "no folder"), ('parts = "."\nsource = "."', "beside")]
)
def test_a_wrong_declaration_of_parts_is_refused(tmp_path: Path, said: str, wrong: str) -> None:
    rest = '[calendar]\nzone = "Europe/London"\nregion = "GB-ENG"\n'
    (tmp_path / "dutybound.toml").write_text(f"records = true\n{said}\n{rest}", encoding="utf-8")
    with pytest.raises(DutyboundError, match=wrong):
        read_declaration(tmp_path)
