"""One area of practice as a person reads it who knows policing and not Python: records, standards, measures, policy."""

from collections.abc import Iterator

from dutybound.duties.policy import PolicyBook, PolicyEntry
from dutybound.duties.schema import Table
from dutybound.records.columns import PROJECT, Column
from dutybound.records.schema import area_of as area_of_model
from dutybound.records.schema import record_columns, record_models, schema_of_records
from dutybound.standards.catalogue import catalogue_of
from dutybound.standards.discovery import Library
from dutybound.standards.own import ON_BY_DEFAULT, area_of

#: The files of records of an area, where they are not called as it is.
FILES = {"capability": ("organisation", "people")}


def practice_page(area: str, library: Library, policy: PolicyBook) -> str:
    """The page of an area: what is to be done, by which figures, and what the records say of it."""
    standards = tuple(one for one in library.standards if area_of(one) == area)
    measures = tuple(one for one in library.measures if area_of(one) == area)
    own = Library(standards, measures)
    on = sorted({one.id.partition(".")[0] for one in standards} & ON_BY_DEFAULT)
    lines = [f"# {area.replace('_', ' ').capitalize()}", "", *_in_short(own, on), ""]
    lines += ["## The figures", "", *_figures(own, policy), ""]
    lines += ["## The records", "", *_records(area), ""]
    return "\n".join(lines) + catalogue_of("Standards and measures in full", own, policy)


def _in_short(library: Library, on: list[str]) -> Iterator[str]:
    yield "Made by `make reference` from the standards, their policy and the records. A standard in bold is judged from"
    yield "the start; the others are switched on by a force, each with somebody who answers for it."
    yield ""
    for one in library.standards:
        name = one.id.partition(".")[0]
        shown = f"**{one.id}**" if name in on else one.id
        yield f"- {shown}: {one.sentence} *Owed by the {one.owed_by}; from {one.source}.*"
        for example in one.examples:
            yield f"  - {example.sentence}: {_states(example.expect)}"


def _states(expected: tuple[str, ...]) -> str:
    return ", then ".join(state.replace("_", " ") for state in expected) or "nothing is owed"


def _figures(library: Library, policy: PolicyBook) -> Iterator[str]:
    yield "| figure | value | from | source | mark | last checked on |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for entry in sorted(_read(library, policy), key=lambda one: (one.id, one.valid_from)):
        until = f" to {entry.valid_to}" if entry.valid_to else ""
        about = f"`{entry.id}`: {entry.about}"
        cells = (about, entry.written(), f"{entry.valid_from}{until}", entry.source, entry.mark, f"{entry.checked_on}")
        yield f"| {' | '.join(cells)} |"


def _read(library: Library, policy: PolicyBook) -> list[PolicyEntry]:
    ids = {name for one in library.standards for name in one.policies()}
    return [entry for entry in policy.entries if entry.id in ids]


def _records(area: str) -> Iterator[str]:
    tables = schema_of_records().tables
    files = FILES.get(area, (area,))
    for model in (one for one in record_models() if area_of_model(one).startswith(files)):
        yield f"### {model._meta.db_table}"
        yield ""
        yield _kind(tables[model._meta.db_table])
        yield ""
        yield "| column | holds | about | sensitivity | mark |"
        yield "| --- | --- | --- | --- | --- |"
        for column in record_columns(model):
            yield _row(column, tables[model._meta.db_table])
        yield ""


def _kind(table: Table) -> str:
    lasts = "Lasts from a moment to another." if table.is_tenure else "Happens at a moment."
    return f"{table.about} {lasts}"


def _row(column: Column, table: Table) -> str:
    told = table.columns[column.name]
    holds = f"a row of {told.refers_to}" if told.refers_to else ", ".join(told.codes) or told.type.value
    assert column.mark is not None
    mark = column.mark.kind if column.mark == PROJECT else f"{column.mark.kind}: {column.mark.source}"
    return f"| `{column.name}` | {holds} | {column.about} | {column.sensitivity} | {mark} |"
