"""Which records of practice a file holds: one row a case with several dates becomes several tables of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from dutybound.duties.schema import HOLDING, Column, ColumnType, Schema, Table
from dutybound.exchange.casting import as_text, plain
from dutybound.exchange.drawing import filled
from dutybound.exchange.placing import stem
from dutybound.exchange.recognising.codes import code_body
from dutybound.exchange.recognising.columns import Look, several_words
from dutybound.exchange.recognising.drafts import DraftColumn, DraftTable, time_body, time_words
from dutybound.exchange.recognising.files import Recognised
from dutybound.exchange.recognising.words import SAME_WORDS, Instead, likeness, words

NO_DATE = "the file has no such date"
BY_TIME = (
    "nothing tells one {what} of a case from another but its time: if that is corrected later, it will look like "
    "another {what}, and the first as if it were no longer delivered. Have the record system export a reference of "
    "each, if it can"
)
LEAST = 2 * SAME_WORDS  # how alike the names of a file must be to those of a kind of record, taken together


@dataclass(frozen=True)
class Meant:
    """A column of the file that is taken for one of a table, and how sure its name makes that."""

    table: Table
    column: Column
    look: Look
    worth: int
    because: str


@dataclass(frozen=True)
class Group:
    """A kind of record with the tables that hang on it, as far as one file has them."""

    subject: Table
    id: Look
    id_because: str
    meant: Mapping[tuple[str, str], Meant]
    refused: tuple[str, ...]
    worth: int

    def starts(self, table: Table) -> Meant | None:
        return self.meant.get((table.name, table.starts or ""))

    def has(self, table: Table) -> bool:
        return any(name == table.name for name, _ in self.meant)


def group_in(file: Recognised, looks: Mapping[str, Look], schema: Schema) -> Group | None:
    """The kind of record that a file is about; None where its names and dates speak for none."""
    subjects = [schema.tables[name] for name in words() if "id" in words()[name].columns and _is_subject(name, schema)]
    found = [one for subject in subjects if (one := _group(subject, file, looks, schema)) is not None]
    return max(found, key=lambda one: one.worth, default=None)


def tables_of(group: Group, file: Recognised, schema: Schema) -> tuple[list[DraftTable], list[str]]:
    """The tables of a group as they are read from a file, and what of it could not be placed, with why."""
    left: list[str] = list(group.refused)
    chosen = [table for table in _tables(group.subject, schema) if table is group.subject or group.has(table)]
    stands = {table.name: _stand_in(group, table, schema) for table in _tables(group.subject, schema)}
    chosen += [table for table in _tables(group.subject, schema) if _follows(group, table, stands, chosen)]
    out = {name for table in chosen if (one := stands[table.name]) for name in one[0].leave_out}
    drafts: list[DraftTable] = []
    for table in chosen:
        if table.name in out:
            continue
        if table is not group.subject and group.starts(table) is None and stands[table.name] is None:
            named = ", ".join(repr(one.look.name) for one in group.meant.values() if one.table is table)
            left.append(f"{named}: may be of the table {table.name}, and no column says when (its {table.starts})")
            continue
        drafts.append(_draft(group, table, stands[table.name], file))
    return drafts, left


def _is_subject(name: str, schema: Schema) -> bool:
    return not any(column.refers_to in words() for column in schema.tables[name].columns.values())


def _tables(subject: Table, schema: Schema) -> list[Table]:
    """The subject, the tables that belong to it, and whose it is, in the order of the list of words."""
    held = [schema.tables[name] for name in words() if name != HOLDING.name]
    below = [one for one in held if any(column.refers_to == subject.name for column in one.columns.values())]
    return [subject, *below, HOLDING]


def _group(subject: Table, file: Recognised, looks: Mapping[str, Look], schema: Schema) -> Group | None:
    meant, refused = _assigned(_pairs(subject, looks, schema))
    own = meant.pop((subject.name, "id"), None)
    identity = own.look if own else next((one for one in looks.values() if one.is_unique and one.times is None), None)
    times = [one for one in meant.values() if one.column.type.is_time]
    worth = sum(one.worth for one in meant.values()) + (own.worth if own else 0)
    named = any(likeness(stem(file.label), [*words()[one.name].files, one.name])[0]
                for one in _tables(subject, schema) if one is not HOLDING)  # fmt: skip
    if identity is None or not times or worth + SAME_WORDS * named < LEAST:
        return None
    because = own.because if own else "no name says so, and it is different in every row"
    return Group(subject, identity, because, meant, tuple(refused), worth + SAME_WORDS * named)


def _assigned(pairs: Iterable[Meant]) -> tuple[dict[tuple[str, str], Meant], list[str]]:
    """Each column of the file to what it is most surely named like; and those that cannot hold it, with why.

    What cannot hold what its name says is not taken for something that its name is less like.
    """
    meant: dict[tuple[str, str], Meant] = {}
    taken: set[str] = set()
    refused: dict[str, tuple[int, str]] = {}
    for one in sorted(pairs, key=lambda pair: -pair.worth):
        name, key = one.look.name, (one.table.name, one.column.name)
        if key in meant or name in taken or one.worth < refused.get(name, (0, ""))[0]:
            continue
        if why := _unfit(one):
            refused.setdefault(name, (one.worth, why))
            continue
        meant[key] = one
        taken.add(name)
    return meant, [why for name, (_, why) in refused.items() if name not in taken]


def _pairs(subject: Table, looks: Mapping[str, Look], schema: Schema) -> Iterator[Meant]:
    for table in _tables(subject, schema):
        for name, known in words()[table.name].columns.items():
            for look in looks.values():
                worth, like = likeness(look.name, known)
                if worth:
                    yield Meant(table, table.columns[name], look, worth, f"named like {like!r}")


def _unfit(one: Meant) -> str:
    """Why a column cannot hold what its name says, or nothing."""
    look, said = one.look, f"{one.look.name!r}: is named like {one.table.name}.{one.column.name}, but"
    if not look.filled:
        return f"{said} holds nothing in the rows looked at"
    if one.column.type.is_time and look.serials:
        return f"{said} holds bare numbers, which is how Excel stores dates: give it a date format before saving as CSV"
    if one.column.type.is_time and look.several:
        return f"{said} {several_words(look)}"
    if one.column.type.is_time and (look.times is None or look.times.is_month):
        what = "says the month alone" if look.times else "its values read as no date that is known"
        return f"{said} {what}"
    if one.column.type is ColumnType.BOOLEAN and not look.yes_or_no:
        return f"{said} says neither yes nor no"
    if one.column.type in (ColumnType.INTEGER, ColumnType.NUMBER) and not look.numeric:
        return f"{said} holds no numbers"
    if one.column.codes and code_body(one.table, one.column, look) is None:
        return f"{said} none of its values is known for one of: {', '.join(one.column.codes)}"
    return ""


def _stand_in(group: Group, table: Table, schema: Schema) -> tuple[Instead, Meant] | None:
    """What stands for the beginning of a table's rows where no column says it; itself perhaps a stand-in."""
    if group.starts(table) is not None:
        return None
    for one in words()[table.name].instead:
        other = schema.tables[one.table]
        direct = group.meant.get((one.table, one.other))
        beneath = _stand_in(group, other, schema) if direct is None and one.other == other.starts else None
        found = direct or (beneath[1] if beneath else None)
        if one.column == table.starts and found is not None and other in _tables(group.subject, schema):
            return one, found
    return None


def _follows(
    group: Group, table: Table, stands: Mapping[str, tuple[Instead, Meant] | None], chosen: list[Table]
) -> bool:
    """A span in which the subject is open is known by its stand-in alone: without one there is nothing to hold."""
    return table not in chosen and table.is_tenure and table is not HOLDING and stands[table.name] is not None


def _draft(group: Group, table: Table, stand: tuple[Instead, Meant] | None, file: Recognised) -> DraftTable:
    starts = stand[1] if stand else group.starts(table)
    several = not group.id.is_unique and starts is not None and _varies(file, group.id.name, starts.look.name)
    one_per = group.id.name if not group.id.is_unique and not several else None
    own = group.meant.get((table.name, "id"))
    columns = [_column(own) if own else _id(group, several, starts, table is group.subject)]
    columns += list(_owner(group, table))
    columns += list(_start(table, stand, group))
    columns += [_column(one) for one in group.meant.values() if one.table is table and one not in (starts, own)]
    columns += _required(table, columns)
    needed = [group.id, *([starts.look] if starts else [])]
    needed += [one.look for one in group.meant.values() if one.table is table and one.column.required]
    needed += [one.look for one in group.meant.values() if stand and one.table is table and table is not HOLDING
               and one.column.name != table.ended]  # fmt: skip
    blank = {one.name: {"not_empty": True} for one in needed if one.has_blanks}
    because = stand[0].because if stand else words()[table.name].again if not several else ""
    if several and not stand and (table.name, "id") not in group.meant:
        because = BY_TIME.format(what=table.name.replace("_", " "))
    return DraftTable(table.name, file.label, file.form, tuple(columns), because, blank, one_per)


def _varies(file: Recognised, key: str, column: str) -> bool:
    """Whether one case has several values of a column, so that each is a row of its own."""
    values = [filled(as_text(plain(file.rows.column(name)))) for name in (key, column)]
    pairs = pa.table({"key": values[0], "value": values[1]}).filter(pc.is_valid(values[1]))
    counted = pairs.group_by("key").aggregate([("value", "count_distinct")])
    return bool(pairs.num_rows) and bool((pc.max(counted.column("value_count_distinct")).as_py() or 0) > 1)


def _id(group: Group, several: bool, starts: Meant | None, is_subject: bool) -> DraftColumn:
    if several and starts is not None:
        why = "one case has several, so each is known by the case and its time; look whether that is right"
        return DraftColumn("id", {"join": [group.id.name, starts.look.name], "by": "/"}, why)
    return DraftColumn("id", group.id.name, group.id_because if is_subject else "")


def _owner(group: Group, table: Table) -> Iterator[DraftColumn]:
    """The row of the subject that a row belongs to."""
    if table is HOLDING:
        yield DraftColumn("subject_table", {"constant": group.subject.name}, "")
        yield DraftColumn("subject", group.id.name, "")
    for name, column in table.columns.items():
        if table is not group.subject and column.refers_to == group.subject.name:
            yield DraftColumn(name, group.id.name, "")
            return


def _start(table: Table, stand: tuple[Instead, Meant] | None, group: Group) -> Iterator[DraftColumn]:
    starts = stand[1] if stand else group.starts(table)
    if starts is None:
        yield DraftColumn(table.starts or "", {"not_delivered": NO_DATE}, "")
        return
    assert starts.look.times is not None
    because = "standing in for it, as said above" if stand else starts.because
    yield DraftColumn(table.starts or "", time_body(starts.look, True), f"{because}; {time_words(starts.look)}")


def _column(one: Meant) -> DraftColumn:
    if one.column.type.is_time:
        assert one.look.times is not None
        body = time_body(one.look, one.column.type is ColumnType.INSTANT)
        return DraftColumn(one.column.name, body, f"{one.because}; {time_words(one.look)}")
    if one.column.codes:
        found = code_body(one.table, one.column, one.look)
        assert found is not None
        return DraftColumn(one.column.name, found[0], f"{one.because}; {found[1]}")
    return DraftColumn(one.column.name, one.look.name, one.because)


def _required(table: Table, columns: list[DraftColumn]) -> list[DraftColumn]:
    known = {one.name for one in columns}
    return [
        DraftColumn(name, {"not_delivered": "no column of the file was taken for it"}, "")
        for name, column in table.columns.items()
        if column.required and name not in known
    ]
