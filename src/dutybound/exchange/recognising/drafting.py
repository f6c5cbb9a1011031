"""The declaration of a source that nobody has described, drafted from its files."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dutybound.duties.schema import Schema
from dutybound.exchange.placing import stem
from dutybound.exchange.recognising.columns import Look, alike_in_order, look_at, several_words
from dutybound.exchange.recognising.drafts import Draft, DraftTable
from dutybound.exchange.recognising.files import Recognised, Unreadable, recognised
from dutybound.exchange.recognising.first_standard import standard_of_log, standard_of_table
from dutybound.exchange.recognising.logs import log_in, tables_of_log
from dutybound.exchange.recognising.plain import table_of
from dutybound.exchange.recognising.records import group_in, tables_of
from dutybound.exchange.recognising.words import likeness, words


def drafted(source: Path, schema: Schema) -> Draft:
    """A declaration of the files of a folder, or of one file. `schema` is that of the records of practice.

    Records of practice are looked for first in every file; where no file holds any, each is taken as an event log or
    as a table of its own. A file that cannot be read is named, and so is what by its name it would have held.
    """
    files, broken, others = recognised(source)
    looks = {one.label: _looks(one) for one in files}
    draft = _of_records(files, looks, others, schema) or _of_tables(files, looks, others)
    lost = _lost(broken, {one.name for one in draft.tables}, schema) if draft.records else {}
    return replace(draft, unreadable=tuple(one.words for one in broken), lost=lost)


def _lost(broken: Sequence[Unreadable], found: Collection[str], schema: Schema) -> dict[str, str]:
    """The tables that files which cannot be read would hold by their names, where no other file does, with why."""
    lost: dict[str, str] = {}
    for one in broken:
        named = {name for name in schema.tables if name == stem(one.label)}
        named |= {name for name, known in words().items() if name in schema.tables
                  and likeness(stem(one.label), [*known.files, name])[0]}  # fmt: skip
        lost |= dict.fromkeys(sorted(named - set(found)), f"{one.label} cannot be read: {one.because}")
    return lost


def _looks(file: Recognised) -> dict[str, Look]:
    found = [look_at(name, file.rows.column(name)) for name in file.file.columns]
    return {one.name: one for one in alike_in_order(found)}


def _of_records(
    files: list[Recognised], looks: Mapping[str, Mapping[str, Look]], others: list[str], schema: Schema
) -> Draft | None:
    best: dict[str, DraftTable] = {}
    unplaced: list[str] = list(others)
    used: dict[str, set[str]] = {one.label: set() for one in files}
    for file in files:
        group = None if log_in(file, looks[file.label]) else group_in(file, looks[file.label], schema)
        if group is None:
            unplaced.append(f"{file.label}: taken for no record of practice")
            continue
        tables, left = tables_of(group, file, schema)
        unplaced += left
        for table in tables:
            if table.name not in best or len(_mapped(best[table.name])) < len(_mapped(table)):
                best[table.name] = table
    if not best:
        return None
    for table in best.values():
        used[table.file] |= _used(table)
    unplaced += [line for file in files for line in _unused(file, used[file.label], looks[file.label], unplaced)]
    starts = {name: schema.tables[name].starts or "" for name in best}
    last, offsets = _latest(best.values(), looks, starts), _offsets(looks, used)
    return Draft(True, tuple(best.values()), tuple(unplaced), last, offsets)


def _of_tables(files: list[Recognised], looks: Mapping[str, Mapping[str, Look]], others: list[str]) -> Draft:
    tables: dict[str, DraftTable] = {}
    unplaced = list(others)
    standards: dict[str, str] = {}
    used: dict[str, set[str]] = {one.label: set() for one in files}
    for file in files:
        log = log_in(file, looks[file.label]) if not tables else None
        if log is not None:
            found, left = tables_of_log(log)
            standards |= standard_of_log(log)
        else:
            one, left = table_of(file, looks[file.label])
            found = [one] if one is not None else []
            standards |= standard_of_table(one, looks[file.label]) if one is not None and not standards else {}
        tables |= {one.name: one for one in found if one.name not in tables}
        used[file.label] |= {name for one in found for name in _used(one)}
        unplaced += left
    unplaced += [line for file in files for line in _unused(file, used[file.label], looks[file.label], unplaced)]
    starts = {name: table.declared["happened"] for name, table in tables.items()}
    last, offsets = _latest(tables.values(), looks, starts), _offsets(looks, used)
    return Draft(False, tuple(tables.values()), tuple(unplaced), last, offsets, standards)


def _own(body: object) -> Iterator[str]:
    """The columns of the file that an entry of a mapping names."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, Mapping):
        yield from ([body["column"]] if "column" in body else body.get("join", []))


def _used(table: DraftTable) -> set[str]:
    """The columns of its file that a table reads or chooses its rows by."""
    return {name for column in table.columns for name in _own(column.body)} | set(table.where)


def _mapped(table: DraftTable) -> list[str]:
    return [one.name for one in table.columns if not (isinstance(one.body, Mapping) and "not_delivered" in one.body)]


def _unused(file: Recognised, used: set[str], looks: Mapping[str, Look], said: list[str]) -> Iterator[str]:
    for name in file.file.columns:
        if name not in used and not any(line.startswith(f"{name!r}:") or f" {name!r}" in line for line in said):
            yield f"{name!r} ({file.label}): {_shown(looks[name])}"


def _shown(look: Look) -> str:
    """What a column holds, without any of its values: nobody knows yet whether they are names."""
    if not look.filled:
        return "holds nothing in the rows looked at"
    if look.times is not None:
        return "holds dates or times" if not look.times.is_month else "says the month alone"
    if look.several:
        return several_words(look)
    if look.serials:
        return "holds bare numbers, which may be dates as Excel stores them; they are not read as dates"
    return f"{look.different:,} different values"


def _offsets(looks: Mapping[str, Mapping[str, Look]], used: Mapping[str, set[str]]) -> frozenset[str]:
    times = [looks[file][name].times for file, names in used.items() for name in names]
    return frozenset().union(*(one.offsets for one in times if one is not None))


def _latest(tables: Iterable[DraftTable], looks: Mapping[str, Mapping[str, Look]], starts: Mapping[str, str]) -> str:
    """The last day on which anything happened or began; what is planned or ended lies further."""
    found = []
    for table in tables:
        body = next((one.body for one in table.columns if one.name == starts[table.name]), {})
        times = [looks[table.file][name].times for name in _own(body)]
        found += [one.latest for one in times if one is not None]
    return max(found, default="")
