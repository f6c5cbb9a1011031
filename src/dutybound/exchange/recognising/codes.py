"""Which values of a column mean which code of a record."""

import re
from typing import Any

from dutybound.duties.schema import Column, Table
from dutybound.exchange.recognising.columns import Look
from dutybound.exchange.recognising.words import parts_of, words


def code_body(table: Table, column: Column, look: Look) -> tuple[dict[str, Any], str] | None:
    """What a mapping says of a column of codes, and what that rests on; None where no value means any code.

    A code list refuses a row with a value that it does not have. So where some values are not known it becomes rules:
    what these do not know is nothing, and is counted. Values that are not known are quoted only where most rows have a
    known one, so that the column is surely one of codes and not of names or notes.
    """
    known = _meanings(table, column)
    found = {value: known[parts_of(value)] for value, _ in look.codes if parts_of(value) in known}
    if not found:
        return None
    other = [value for value, _ in look.codes if value not in found]
    if not other:
        return {"column": look.name, "codes": found}, f"all {len(found)} of its values are known"
    rules = [{"matches": f"^{_literally(value)}$", "is": code} for value, code in found.items()]
    said = f"{len(found)} of its {len(look.codes)} values are known; say by a rule what "
    known_rows = sum(count for value, count in look.codes if value in found)
    said += f"these mean: {', '.join(other)}" if known_rows * 2 > look.filled else "the others mean"
    return {"column": look.name, "rules": rules}, said


def _literally(value: str) -> str:
    """A text as a pattern that matches nothing else; blanks stay as they are, to be read."""
    return re.escape(value).replace(r"\ ", " ")


def _meanings(table: Table, column: Column) -> dict[tuple[str, ...], str]:
    listed = words()[table.name].codes.get(column.name, {})
    texts = {code: (code, *listed.get(code, ())) for code in column.codes}
    return {parts_of(text): code for code, several in texts.items() for text in several}
