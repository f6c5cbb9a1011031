"""A clustered source: sorted by subject, the same as what it was made from, and refused where a file differs."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.clustering import lead_of, write_clustered
from dutybound.exchange.declaration import Declaration, read_declaration
from dutybound.exchange.given import folder_of
from dutybound.exchange.manifest import is_clustered
from dutybound.exchange.reading import read_source
from tests.exchange.worlds import LONDON, ROME, whats, written

TABLES = """
[officer]
happened = "joined_on"
[officer.columns]
joined_on = { type = "date" }

[case]
happened = "opened_on"
recorded = "entered_at"
versioned = true
[case.columns]
opened_on = { type = "date" }
entered_at = { type = "instant" }

[visit]
happened = "made_at"
recorded = "noted_on"
[visit.columns]
by = { of = "officer", as = "visits", required = false }
case = { of = "case" }
made_at = { type = "instant" }
noted_on = { type = "date" }
minutes = { type = "number" }
useful = { type = "boolean" }

[word]
happened = "said_at"
[word.columns]
visit = { of = "visit", as = "words" }
said_at = { type = "instant" }
count = { type = "integer" }
"""
FILES = {
    "officer.csv": "id,joined_on\nO2,\nO1,2001-01-01\n",
    "case.csv": "id,opened_on,entered_at\nB,2016-01-02,2016-01-05 10:00\nA,2016-01-01,2016-01-03 10:00\n"
    "B,2016-01-02,2016-01-03 10:00\n",
    "visit.csv": "id,by,case,made_at,noted_on,minutes,useful\n3,O1,A,2016-07-01 09:30,2016-07-02,1.5,yes\n"
    "2,,B,2016-07-01 09:30,2016-07-01,,no\n1,O1,B,2016-07-01T09:30Z,2016-07-01,2,\n0,O1,C,2016-07-01T09:30Z,,,\n",
    "word.csv": "id,visit,said_at,count\nw1,2,2016-07-01 09:31,7\nw2,3,2016-07-01 09:31,\nw3,1,2016-07-01 09:31,0\n",
}


@pytest.fixture
def declaration(tmp_path: Path) -> Declaration:
    return declared(tmp_path)


def declared(folder: Path, head: str = LONDON, tables: str = TABLES, **more: str) -> Declaration:
    return read_declaration(written(folder / "declared", {"dutybound.toml": head, "tables.toml": tables, **more}))


def clustered(folder: Path, declaration: Declaration, name: str = "clustered") -> Path:
    out = folder / name
    out.mkdir()
    write_clustered(read_source(written(folder / "data", FILES), declaration), declaration, out, out)
    return out


def refusal(source: Path, declaration: Declaration) -> tuple[Problem, ...]:
    with pytest.raises(DutyboundError) as refused:
        read_source(source, declaration)
    return refused.value.problems


def test_rows_stand_by_subject(tmp_path: Path, declaration: Declaration) -> None:
    out = clustered(tmp_path, declaration)
    ids = {name: pq.read_table(out / f"{name}.parquet")["id"].to_pylist() for name in ("case", "visit", "word")}
    assert ids == {"case": ["A", "B", "B"], "visit": ["3", "1", "2"], "word": ["w2", "w3", "w1"]}
    entered = pq.read_table(out / "case.parquet")["entered_at"].to_pylist()
    assert entered[1] < entered[2]


def test_several_links_lead_to_the_subject_not_the_holder(declaration: Declaration) -> None:
    assert lead_of("word", declaration.schema).sorted_by == ["case", "visit", "word"]
    assert lead_of("visit", declaration.schema).links == (("visit", "case"),)
    assert lead_of("officer", declaration.schema).sorted_by == ["officer"]


def test_tables_that_belong_to_one_another_in_a_circle_end(tmp_path: Path) -> None:
    """A case that was made of another leads to itself."""
    tables = '[case]\nhappened = "on"\n[case.columns]\non = { type = "date" }\n'
    tables += 'made_of = { of = "case", as = "parts", required = false }\n'
    assert lead_of("case", declared(tmp_path, tables=tables).schema).links == ()


def test_what_is_read_back_is_what_was_written(tmp_path: Path, declaration: Declaration) -> None:
    before = read_source(written(tmp_path / "data", FILES), declaration)
    after = read_source(clustered(tmp_path, declaration), declaration)
    for name, table in before.tables.items():
        assert after.tables[name].schema == table.schema
        in_order = lambda rows: sorted(rows.to_pylist(), key=str)
        assert in_order(after.tables[name].to_table()) == in_order(table), name
    assert [(one.row, one.what) for one in after.exclusions] == [(5, "names no row of 'case'")]
    assert after.exclusions == tuple(replace(one, value="") for one in before.exclusions)
    assert after.unmapped == before.unmapped
    assert (after.delivered, after.loaded, after.unused) == (before.delivered, before.loaded, before.unused)
    assert set(after.notes) - set(before.notes) == {"Data as at 2016-07-02 (the latest visit.noted_on)"}


def test_a_clustered_source_can_be_clustered_again(tmp_path: Path, declaration: Declaration) -> None:
    once = clustered(tmp_path, declaration)
    (again := tmp_path / "again").mkdir()
    write_clustered(read_source(once, declaration), declaration, again, again)
    for name in declaration.schema.tables:
        assert (once / f"{name}.parquet").read_bytes() == (again / f"{name}.parquet").read_bytes()


def test_the_same_source_gives_the_same_bytes_for_its_owner_only(tmp_path: Path, declaration: Declaration) -> None:
    one, two = (clustered(tmp_path, declaration, name) for name in ("one", "two"))
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(
        [*(f"{name}.parquet" for name in declaration.schema.tables), "excluded.csv", "manifest.json"]
    )
    for name in names:
        assert (one / name).read_bytes() == (two / name).read_bytes()
        assert stat.S_IMODE((one / name).stat().st_mode) == 0o600


def test_files_that_differ_or_are_gone_are_all_named(tmp_path: Path, declaration: Declaration) -> None:
    out = clustered(tmp_path, declaration)
    table = pq.read_table(out / "visit.parquet")
    pq.write_table(table.slice(1), out / "visit.parquet")
    (out / "word.parquet").unlink()
    with (out / "excluded.csv").open("a") as file:
        file.write("\n")
    assert sorted(whats(refusal(out, declaration))) == [
        "excluded.csv: was changed, or cut off, since manifest.json was written",
        "visit.parquet: was changed, or cut off, since manifest.json was written",
        "word.parquet: is named in manifest.json and is not there",
    ]


def test_a_single_bit_is_seen(tmp_path: Path, declaration: Declaration) -> None:
    out = clustered(tmp_path, declaration)
    content = bytearray((out / "case.parquet").read_bytes())
    content[len(content) // 2] ^= 1
    (out / "case.parquet").write_bytes(content)
    assert whats(refusal(out, declaration)) == [
        "case.parquet: was changed, or cut off, since manifest.json was written"
    ]


@pytest.mark.parametrize(
    ("head", "tables"),
    [(ROME, TABLES), (LONDON, TABLES.replace('count = { type = "integer" }', 'count = { type = "number" }'))],
)
def test_a_declaration_that_changed_is_refused(
    tmp_path: Path, declaration: Declaration, head: str, tables: str
) -> None:
    out = clustered(tmp_path, declaration)
    (problem,) = refusal(out, declared(tmp_path / "other", head, tables))
    assert problem.what.startswith("was made by other tables, or in another zone, than ")


def test_words_may_change_and_a_mapping_that_did_is_noted(tmp_path: Path, declaration: Declaration) -> None:
    out = clustered(tmp_path, declaration)
    said = TABLES.replace("[case]\n", '[case]\nabout = "What is looked into"\n')
    mapping = {"mapping.toml": '[case]\nfile = "case.csv"\n'}
    found = read_source(out, declared(tmp_path / "other", tables=said, **mapping))
    assert "The mapping has changed since the source was clustered; cluster it again for that to count" in found.notes


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{", "cannot be read, so nobody can tell"),
        ('{"made_by": "dutybound cluster", "format": 99}', "has the format 99, and this version reads 2"),
        ('{"made_by": "dutybound cluster", "format": 2}', "is not complete"),
    ],
)
def test_a_broken_manifest_is_refused(tmp_path: Path, declaration: Declaration, broken: str, said: str) -> None:
    """Its tables have the names of declared ones: without the manifest they would be read unchecked."""
    out = clustered(tmp_path, declaration)
    (out / "manifest.json").write_text(broken)
    (problem,) = refusal(out, declaration)
    assert problem.what.startswith(said)


def test_a_manifest_may_not_point_elsewhere(tmp_path: Path, declaration: Declaration) -> None:
    out = clustered(tmp_path, declaration)
    content = json.loads((out / "manifest.json").read_text())
    content["tables"]["case"]["file"] = "../clustered/case.parquet"
    (out / "manifest.json").write_text(json.dumps(content))
    (problem,) = refusal(out, declaration)
    assert problem.what.startswith("is not complete, or holds what this version does not know")


def test_another_programs_manifest_is_a_file_like_any_other(tmp_path: Path, declaration: Declaration) -> None:
    data = written(tmp_path / "data", {**FILES, "manifest.json": '{"files": []}'})
    assert not is_clustered(data)
    assert "manifest.json: no table is read from it" in read_source(data, declaration).unused


def test_it_names_the_folder_that_declares_it(tmp_path: Path, declaration: Declaration) -> None:
    out = clustered(tmp_path, declaration)
    assert folder_of(out).resolve() == declaration.folder.resolve()
    assert str(tmp_path) not in (out / "manifest.json").read_text()


def test_the_declaration_may_say_up_to_when_the_data_reach(tmp_path: Path) -> None:
    declaration = declared(tmp_path, "data_as_at = 2016-08-01\n" + LONDON)
    assert "Data as at 2016-08-01 (the declaration)" in read_source(clustered(tmp_path, declaration), declaration).notes
    with pytest.raises(DutyboundError, match=r"dutybound\.toml: data_as_at: 'soon' is not a date"):
        declared(tmp_path, 'data_as_at = "soon"\n' + LONDON)


def test_many_rows_are_written_in_groups_and_sorted_beyond_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With so little memory that DuckDB has to go to disk, and nothing of that is left."""
    monkeypatch.setattr("dutybound.exchange.clustering.MEMORY", "100MB")
    rows = 250_000
    numbers = [(number * 7919) % rows for number in range(rows)]
    visits = pa.table(
        {"id": [f"{one:06}" for one in numbers], "case": [f"C{one % 1000:04}{'x' * 200}" for one in numbers]}
    )
    cases = pa.table({"id": sorted(set(visits["case"].to_pylist())), "entered_at": ["2016-01-01 10:00"] * 1000})
    declaration = declared(tmp_path)
    (out := tmp_path / "out").mkdir()
    extract = read_source(written(tmp_path / "many", {"visit.parquet": visits, "case.parquet": cases}), declaration)
    write_clustered(extract, declaration, out, out)
    file = pq.ParquetFile(out / "visit.parquet")
    sizes = [file.metadata.row_group(place).num_rows for place in range(file.num_row_groups)]
    assert sum(sizes) == rows
    assert max(sizes) <= 100_000
    keys = file.read(["case", "id"]).to_pydict()
    pairs = list(zip(keys["case"], keys["id"], strict=True))
    assert pairs == sorted(pairs)
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
