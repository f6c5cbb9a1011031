"""What people do here is done here: no extract brings an audit, a finding or a judgment round the actions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dutybound.casework.actions
from dutybound.base.errors import DutyboundError
from dutybound.records.deeds import BY_ACTIONS, tables_by_actions
from dutybound.records.schema import area_of, record_models, schema_of_records
from tests.records.kept import Kept

#: The files of records that sources deliver. A new file of records is put here, or in BY_ACTIONS: there is no third.
DELIVERED = {
    "investigation", "investigation_forensics", "investigation_outcomes", "investigation_victims", "linkage", "loads",
    "organisation", "organised_crime", "organised_crime_diversion", "organised_crime_impact",
    "organised_crime_partnership", "organised_crime_response", "people", "vulnerability", "vulnerability_missing",
    "vulnerability_protection", "vulnerability_referrals",
}  # fmt: skip
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "save"}


def test_every_model_is_either_delivered_or_made_here() -> None:
    assert {area_of(one) for one in record_models()} == DELIVERED | BY_ACTIONS
    assert not DELIVERED & BY_ACTIONS


def written_by_actions() -> set[str]:
    """The classes on which an action calls what writes: Name.objects...create(...), or tables.Name.objects..."""
    found = set()
    for file in Path(dutybound.casework.actions.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
                found |= set(_objects_of(call.func.value))
    return found


def _objects_of(node: ast.expr) -> Iterator[str]:
    """The name before `.objects` in a chain of calls."""
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            yield node.value.attr if isinstance(node.value, ast.Attribute) else ast.unparse(node.value)
        node = node.func if isinstance(node, ast.Call) else node.value


def test_whatever_an_action_writes_no_source_delivers() -> None:
    written, by_name = written_by_actions(), {one.__name__: one for one in record_models()}
    assert {"AuditAnswer", "OwnGrade", "FindingEntry"} <= written, "what is looked for is found"
    assert {one for one in written if one in by_name and area_of(by_name[one]) not in BY_ACTIONS} == set()


def test_an_extract_with_any_of_them_is_refused_and_all_are_named(kept: Kept) -> None:
    tables = schema_of_records().tables
    brought = {name: ",".join(tables[name].columns) + "\n" for name in tables_by_actions()}
    with pytest.raises(DutyboundError) as refusal:
        kept.load(**brought)
    assert {one.where for one in refusal.value.problems} == {f"[{name}]" for name in tables_by_actions()}
    assert "dutybound audit" in refusal.value.render()
    kept.load()


@pytest.mark.parametrize("name", ["audit_marking", "own_grade", "finding_entry"])
def test_one_row_of_one_of_them_is_refused(kept: Kept, name: str) -> None:
    table = schema_of_records().tables[name]
    values = ["1" if one == "id" else "2016-02-01 09:00" if one.endswith("_at") else "" for one in table.columns]
    with pytest.raises(DutyboundError, match="never loaded"):
        kept.compare(**{name: ",".join(table.columns) + "\n" + ",".join(values) + "\n"})
