"""Which table of a database each declared table is read from."""

from collections.abc import Iterable, Mapping

from dutybound.base.errors import Problem, nearest
from dutybound.duties.schema import Schema
from dutybound.exchange.databases.stored import StoredTable
from dutybound.exchange.mapping import SourceMapping
from dutybound.exchange.placing import Place, Places
from dutybound.exchange.plans import alike

UNREAD_SHOWN = 20
MIGRATED = "django_migrations"  # where the records themselves are kept: SQLite then holds UTC without saying so
OF_DJANGO = (MIGRATED, "sqlite_sequence")


def placed_in_database(name: str, stored: Iterable[StoredTable], schema: Schema, mapping: SourceMapping) -> Places:
    """Find the stored table of each declared one: the one that the mapping names, or that of the same name."""
    known = {label: table for table in stored for label in (".".join(table.path), table.label)}
    problems: list[Problem] = []
    places: dict[str, Place] = {}
    for table in schema.tables:
        if mapping.of(table).not_delivered:
            continue
        found = _table_of(table, known, mapping, name, problems)
        if found is not None:
            places[table] = found
    labels = sorted({one.label for one in known.values()})
    if not places and not problems:
        remedy = f"Expected a table like {next(iter(schema.tables))!r}. " + nearest("", labels)
        problems.append(Problem(name, "holds no declared table that this user may see", remedy))
    zone = "UTC" if MIGRATED in known else None
    return Places(
        places, _unread([one for one in labels if one not in OF_DJANGO], places, schema, known), problems, zone
    )


def _table_of(
    table: str, known: Mapping[str, StoredTable], mapping: SourceMapping, name: str, problems: list[Problem]
) -> StoredTable | None:
    mapped, where = mapping.of(table), f"mapping.toml: [{table}]"
    if mapped.file is not None:
        remedy = f"Write table = ... in place of file. {nearest(table, known)}"
        problems.append(Problem(where, f"is read from the file {mapped.file!r}, and {name} is a database", remedy))
        return None
    wanted = mapped.stored or table
    if wanted not in known and table in mapping.tables:
        named = f"table {wanted!r} is not in {name}, or may not be seen by this user"
        problems.append(Problem(where, named, nearest(wanted, known)))
    return known.get(wanted)


def _unread(
    labels: list[str], places: Mapping[str, Place], schema: Schema, known: Mapping[str, StoredTable]
) -> tuple[str, ...]:
    """Tables that nobody reads. A record system has hundreds: then only those that may be meant for a declared one."""
    read = {place.label for place in places.values() if isinstance(place, StoredTable)}
    unread = [one for one in labels if one not in read]
    if len(unread) <= UNREAD_SHOWN:
        return tuple(unread)
    waiting = [table for table in schema.tables if table not in places]
    meant = [one for one in unread if alike(known[one].path[-1], waiting)]
    return (*meant, f"{len(unread) - len(meant):,} other tables of the database")
