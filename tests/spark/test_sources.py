"""Whole sources, joined and judged on Spark: the same files, to the byte, that the columnar engine writes."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from dutybound.cli.assessing import Engine, Ground, judge, prepare_ground, write_assessment
from dutybound.cli.main import app
from dutybound.exchange.duty_file import DutyFile
from tests.data import shared_data
from tests.examples.judged import EXAMPLES

pytestmark = pytest.mark.xdist_group("spark")

MADE_UP = EXAMPLES / "investigations"


@pytest.fixture(autouse=True)
def _large_batches(spark: Any) -> None:
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "100000")


def test_the_command_writes_the_same(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYBOUND_SETTINGS", str(tmp_path / "settings"))
    for engine in ("columnar", "spark"):
        where = ["--as-at", "2016-12-31", "--out", str(tmp_path / engine), "--engine", engine]
        done = CliRunner().invoke(app, ["assess", f"{MADE_UP / 'data'}", "--with", f"{MADE_UP}", *where])
        assert done.exit_code == 4, done.output
    for name in ("measures.json", "declared_measures.json", "excluded.csv", "report.html"):
        assert (tmp_path / "spark" / name).read_bytes() == (tmp_path / "columnar" / name).read_bytes(), name
    assert len(json.loads((tmp_path / "spark" / "measures.json").read_text())) == 11
    assert duties(tmp_path / "spark") == duties(tmp_path / "columnar")
    assert not [one for one in spark.catalog.listTables() if one.name.startswith("dutybound")], "views are left"


def test_suspensions_ignored_and_a_moment_long_before(tmp_path: Path) -> None:
    ground = prepare_ground(EXAMPLES / "fines" / "made_up.csv", EXAMPLES / "fines", lambda _: None)
    one, other = (written(ground, tmp_path, engine, "2010-02-01", False) for engine in (Engine.COLUMNAR, Engine.SPARK))
    assert one == other


def test_a_real_log(tmp_path: Path) -> None:
    source = shared_data("fines/road_traffic_fines.csv.gz")
    ground = prepare_ground(source, EXAMPLES / "fines", lambda _: None)
    one, other = (written(ground, tmp_path, engine, "2013-06-30") for engine in (Engine.COLUMNAR, Engine.SPARK))
    assert one == other
    assert one[1].num_rows > 400_000


def written(
    ground: Ground, scratch: Path, engine: Engine, as_at: str, suspensions: bool = True
) -> tuple[str, pa.Table]:
    """The measures as they are written, and the duties."""
    out, moment = scratch / engine, ground.moment(as_at, "a test")
    out.mkdir()
    with DutyFile(out / "duties.parquet", None, moment) as file:
        assessment = judge(ground, moment, file, lambda _: None, suspensions, engine)
    write_assessment(assessment, out)
    return (out / "measures.json").read_text(), duties(out)


def duties(folder: Path) -> pa.Table:
    """All rows in one order."""
    table = pq.read_table(folder / "duties.parquet")
    order = [(name, "ascending") for name in ("standard", "subject", "anchor", "owed_from", "known_from", "met_at")]
    plain = pa.table(
        {name: table.column(name).cast(_plain(table.schema.field(name).type)) for name in table.column_names}
    )
    return plain.sort_by([*order, ("due_at", "ascending"), ("known_to", "ascending")]).combine_chunks()


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind
