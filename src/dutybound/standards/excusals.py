"""Excusals that excuse nothing, because they name a standard or a subject that is not there."""

from dataclasses import replace

import pyarrow as pa

from dutybound.base.errors import nearest
from dutybound.duties.schema import EXCUSAL
from dutybound.exchange.extract import Exclusion, Extract
from dutybound.standards.discovery import Library


def without_idle_excusals(extract: Extract, library: Library) -> Extract:
    """The extract without the excusals that name no standard or no subject, each listed as left out.

    The subject is looked for in the tables that the standard's versions are about; a table that was not delivered
    proves nothing.
    """
    named = zip(*(extract.column(EXCUSAL.name, name).to_pylist() for name in ("standard", "subject")), strict=True)
    subjects = _subjects(extract, library)
    idle = {at: found for at, (standard, subject) in enumerate(named) if (found := _idle(standard, subject, subjects))}
    if not idle:
        return extract
    excusals = extract.tables[EXCUSAL.name]
    whole = excusals if isinstance(excusals, pa.Table) else excusals.to_table()
    kept = whole.filter(pa.array([at not in idle for at in range(whole.num_rows)], pa.bool_()))
    exclusions = [
        Exclusion(EXCUSAL.name, *extract.excusal_rows[at], column, what, value)
        for at, (column, what, value) in idle.items()
    ]
    return replace(
        extract,
        tables={**extract.tables, EXCUSAL.name: kept},
        exclusions=extract.exclusions + tuple(exclusions),
        loaded={**extract.loaded, EXCUSAL.name: kept.num_rows},
        excusal_rows=tuple(place for at, place in enumerate(extract.excusal_rows) if at not in idle),
    )


Subjects = dict[str, tuple[str, set[str] | None]]


def _subjects(extract: Extract, library: Library) -> Subjects:
    """By standard: the tables of its subjects, and their ids, where they were delivered."""
    tables: dict[str, set[str]] = {}
    for standard in (*library.standards, *library.off, *library.starved):
        tables.setdefault(standard.id, set()).add(standard.subject.name)
    wanted = set(extract.column(EXCUSAL.name, "standard").to_pylist())
    return {
        standard: (" or ".join(map(repr, sorted(names))), _ids(extract, names) if standard in wanted else None)
        for standard, names in tables.items()
    }


def _ids(extract: Extract, tables: set[str]) -> set[str] | None:
    if any((name, "id") in extract.unmapped for name in tables):
        return None
    return {one for name in tables for one in extract.column(name, "id").to_pylist()}


def _idle(standard: str, subject: str, subjects: Subjects) -> tuple[str, str, str] | None:
    """The column that names nothing, why, and what it says."""
    if standard not in subjects:
        return "standard", f"names no standard here. {nearest(standard, subjects)}", standard
    table, known = subjects[standard]
    if known is None or subject in known:
        return None
    return "subject", f"names no row of {table} that was loaded, so it excuses nothing", subject
