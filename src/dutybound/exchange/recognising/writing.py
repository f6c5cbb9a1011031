"""A draft as files: TOML in which every guess says what it rests on."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

import tomlkit

from dutybound.exchange.mapping import LEFT_OUT, NOT_DELIVERED, UNREADABLE, FileForm
from dutybound.exchange.recognising.drafts import Draft, DraftTable

WIDTH = 116
LONDON = frozenset({"+00:00", "+01:00"})  # how far its clocks are from UTC
LEAVE_OUT = (
    "A row with a time or a number that cannot be read is left out, and listed in excluded.csv; without this line, the "
    "whole source is refused for it."
)
HEAD = """# {what}
# Drafted by `dutybound map` from the files as they were found. Every guess says what it rests on: read each, correct
# what is wrong, and take away what you do not want. What may stand here: docs/reference/mapping.md.
"""


def texts_of(draft: Draft, source: str, title: str) -> dict[str, str]:
    """The text of each file of the folder, by its name; `source` is the path of the data from that folder."""
    found = {"dutybound.toml": _marker(draft, source, title), "mapping.toml": _mapping(draft)}
    if not draft.records:
        found["tables.toml"] = _tables(draft)
    return found | {f"standards/{name}": text for name, text in draft.standards.items()}


def _marker(draft: Draft, source: str, title: str) -> str:
    latest = draft.latest or "2016-06-30"
    found = f"# The last day found is {draft.latest}." if draft.latest else "# No day was found."
    records = "records = true  # the tables are those of the records, and the standards of practice apply\n"
    return "\n".join([
        HEAD.format(what="What this source is."),
        f"title = {_value(title)}",
        f"source = {_value(source)}",
        records if draft.records else "",
        "# Up to when the data are complete: the day of the extract. Without it, the latest time recorded.",
        found,
        f"# data_as_at = {latest}",
        "",
        *_comment(zone_words(draft)),
        "[calendar]",
        'zone = "Europe/London"',
        'region = "GB-ENG"',
        "",
    ])  # fmt: skip


def zone_words(draft: Draft) -> str:
    """What the files say of the zone: nothing, or by the offsets of their times that it is or is not London's."""
    said = "In whose civil time the source lives, which decides where a day ends."
    shown = ", ".join(sorted(draft.offsets))
    if draft.offsets - LONDON:
        return f"{said} Not London: times in it are written with {shown}. Name the zone and the region that it is."
    return f"{said} A guess: " + (
        f"times in it are written with {shown}." if shown else "nothing in the files says it."
    )


def _mapping(draft: Draft) -> str:
    forms = {table.form for table in draft.tables if table.form is not None}
    shared = forms.pop() if len(forms) == 1 else FileForm()
    lines = [HEAD.format(what="Which column of which file is which.").rstrip()]
    lines += ["", *_comment(LEAVE_OUT), f"{UNREADABLE} = {_value(LEFT_OUT)}", *_form(shared, FileForm())]
    for table in draft.tables:
        lines += ["", *_table(table, shared)]
    for name, why in draft.lost.items():
        lines += ["", f"[{name}]", f"{NOT_DELIVERED} = {_value(why)}"]
    if draft.unreadable:
        lines += ["", "# What could not be read:"]
        lines += [line for one in draft.unreadable for line in _comment(one, "# - ")]
    if draft.unplaced:
        lines += ["", "# What could not be placed:"]
        lines += [line for one in draft.unplaced for line in _comment(one, "# - ")]
    return "\n".join([*lines, ""])


def _table(table: DraftTable, shared: FileForm) -> Iterator[str]:
    if table.because:
        yield from _comment(table.because)
    yield f"[{table.name}]"
    yield f"file = {_value(table.file)}"
    yield from _form(table.form or shared, shared)
    if table.where:
        yield f"where = {_value(table.where)}"
    if table.one_per is not None:
        yield f"one_per = {_value(table.one_per)}"
    yield f"[{table.name}.columns]"
    for column in table.columns:
        yield from _comment(column.because) if column.because else ()
        yield f"{column.name} = {_value(column.body)}"


def _form(form: FileForm, otherwise: FileForm) -> Iterator[str]:
    if form.encoding != otherwise.encoding:
        yield f"encoding = {_value(form.encoding)}"
    if form.delimiter != otherwise.delimiter:
        yield f"delimiter = {_value(form.delimiter)}"


def _tables(draft: Draft) -> str:
    lines = [HEAD.format(what="The tables of the source, and what their columns hold.")]
    for table in draft.tables:
        lines += [f"[{table.name}]", *(f"{key} = {_value(value)}" for key, value in table.declared.items())]
        lines += [f"[{table.name}.columns]"]
        lines += [f"{one.name} = {_value(one.declared)}" for one in table.columns if one.declared]
        lines += [""]
    return "\n".join(lines)


def _comment(text: str, start: str = "# ") -> list[str]:
    return wrap(text, WIDTH, initial_indent=start, subsequent_indent="# " + " " * (len(start) - 2),
                break_long_words=False, break_on_hyphens=False)  # fmt: skip


def _value(value: Any) -> str:
    """A value in one line of TOML."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return str(tomlkit.item(value).as_string())


def _key(name: str) -> str:
    return tomlkit.key(name).as_string() if name else json.dumps(name)


def existing(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """The files that are there already, and would be overwritten."""
    return [folder / name for name in texts if (folder / name).exists()]
