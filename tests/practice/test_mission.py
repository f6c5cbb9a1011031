"""Every item of the report is answered once, and no record is kept that nothing reads."""

from pathlib import Path

import pytest
from typer.main import get_command

from dutybound.base.errors import DutyboundError
from dutybound.cli.main import app
from dutybound.records.schema import area_of, record_models, schema_of_records
from dutybound.standards import mission as told
from dutybound.standards.mission import mission
from tests.practice.practice import library


def test_every_item_is_answered_once() -> None:
    assert [item.number for item in mission(library())] == list(told.ITEMS)


def test_an_answer_that_does_not_exist_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "contact").mkdir()
    text = '[[item]]\nnumber = 8\nsays = "Calls"\nanswered_by = ["supervisd"]\n'
    text += '[[item]]\nnumber = 8\nsays = "x"\nwaits = "x"\n'
    (tmp_path / "contact" / "mission.toml").write_text(text)
    monkeypatch.setattr(told, "PRACTICE", tmp_path)
    with pytest.raises(DutyboundError) as refusal:
        mission(library())
    said = refusal.value.render()
    assert "is answered by 'supervisd'" in said
    assert "Did you mean 'supervised'" in said
    assert "item 8: is answered twice" in said
    assert "items 1, 2, 3, 4, 5, 6, 7, 9, " in said


def test_every_record_is_read_by_a_standard_or_a_measure() -> None:
    told = (*library().standards, *library().measures)
    read = {table.name for one in told for table in one.tables()}
    assert sorted(set(schema_of_records().tables) - read - READ_BY_THE_PRODUCT - kept_by_inspection()) == []


def kept_by_inspection() -> set[str]:
    """What inspection keeps of its own work is read by its commands, and no standard is held to it."""
    return {one._meta.db_table for one in record_models() if area_of(one).startswith("inspection_")}


def test_a_command_that_answers_is_one_of_dutybound() -> None:
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert {name for item in mission(library()) for name in item.commands} <= commands


#: What the product itself reads of every source: who holds a record, what is excused, and the tree that units form.
READ_BY_THE_PRODUCT = {"holding", "excusal"}
