"""Records of people as the model compares them: whatever a source calls its columns, and however it writes a date."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from dutybound.base.errors import DutyboundError, Problem, nearest

#: What is compared, beside identifiers; a source may lack any but a surname (or whole name) and a date of birth.
FIELDS = ("given_name", "surname", "born_on", "postcode", "sex")
IDENTIFIER = "identifier_"
#: Straight, curled, and what stands for them where a keyboard has neither.
APOSTROPHES = "[''`\u2019]"
#: Letters of every script stay; marks on them go, and so does what stands between them.
PLAIN = "nullif(trim(regexp_replace(lower(strip_accents(CAST({} AS VARCHAR))), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g')), '')"


@dataclass(frozen=True)
class PeopleColumns:
    """What one source calls the columns that are compared; `name` is a whole name whose last word is the surname.

    `born_on_format` says how dates are written, in the letters of strftime. `identifiers` has numbers that belong to
    one person only (a PNC id, an NHS number), each under the name that all sources share.
    """

    id: str
    given_name: str | None = None
    surname: str | None = None
    name: str | None = None
    born_on: str | None = None
    born_on_format: str = "%Y-%m-%d"
    postcode: str | None = None
    sex: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)

    def named(self) -> list[str]:
        """The columns of the source that are read."""
        named = (self.id, self.given_name, self.surname, self.name, self.born_on, self.postcode, self.sex)
        return [one for one in (*named, *self.identifiers.values()) if one is not None]


@dataclass(frozen=True)
class People:
    """One source of records of people: what it is called, its rows, and what its columns are."""

    source: str
    rows: pa.Table
    columns: PeopleColumns

    def problems(self) -> list[Problem]:
        """What bars the source from being linked; ids are checked once the columns are there."""
        there, wanted = self.rows.column_names, self.columns
        absent = [name for name in wanted.named() if name not in there]
        found = [Problem(f"{self.source}", f"has no column {name!r}", nearest(name, there)) for name in absent]
        if wanted.surname is None and wanted.name is None:
            remedy = 'Write surname = "..." or, for whole names, name = "...".'
            found.append(Problem(f"{self.source}", "names no column for the surname", remedy))
        if wanted.born_on is None:
            remedy = 'Write born_on = "...". By names alone most of what is found would be wrong.'
            found.append(Problem(f"{self.source}", "names no column for the date of birth", remedy))
        return found or self._problems_of_ids()

    def _problems_of_ids(self) -> list[Problem]:
        ids = self.rows.column(self.columns.id)
        twice = len(ids) - ids.null_count - len(ids.drop_null().unique())
        remedy = "Each record needs an id of its own, or nobody could say which two are meant."
        found = ((ids.null_count, "rows without an id"), (twice, "rows with an id that another has"))
        where = f"{self.source}, column {self.columns.id!r}"
        return [Problem(where, f"{what}: {count:,}", remedy) for count, what in found if count]


def columns_from(content: Mapping[str, Any], source: str) -> PeopleColumns:
    """The columns of one source as a force writes them down; all that is wrong is said at once."""
    kinds = {name: dict if name == "identifiers" else str for name in PeopleColumns.__dataclass_fields__}
    problems = [
        Problem(f"[{source}]", f"{name!r} is not something that is compared", nearest(name, kinds))
        for name in content
        if name not in kinds
    ]
    problems += [
        Problem(f"[{source}] {name}", "is not text" if kind is str else "is not a section", "Write a column's name.")
        for name, kind in kinds.items()
        if name in content and not isinstance(content[name], kind)
    ]
    problems += _problems_of_identifiers(content.get("identifiers"), source)
    if "id" not in content:
        problems.append(Problem(f"[{source}]", "does not say which column is the id", 'Write id = "...".'))
    if problems:
        raise DutyboundError(problems, "The columns of the people cannot be used")
    return PeopleColumns(**content)


def _problems_of_identifiers(identifiers: Any, source: str) -> Iterator[Problem]:
    """Their names become columns of the model, which takes them for what stands in SQL."""
    for name, column in identifiers.items() if isinstance(identifiers, dict) else ():
        if not re.fullmatch("[a-z][a-z0-9_]*", name):
            what = f"{name!r} is no name of an identifier"
            yield Problem(f"[{source}] identifiers", what, "Use small letters, digits and _, as in pnc_id.")
        if not isinstance(column, str):
            yield Problem(f"[{source}] identifiers.{name}", "is not text", "Write a column's name.")


def compared_rows(connection: duckdb.DuckDBPyConnection, people: People, identifiers: Sequence[str]) -> pa.Table:
    """A row for each record, in the order of its id: `unique_id`, the fields, and the identifiers that all share.

    Every column is text in one spelling, and null where there is nothing; a date of birth is its eight digits, year
    first, and where it is no date whatever digits are there.
    """
    asked = people.columns
    columns = {
        "unique_id": f"CAST({_quoted(asked.id)} AS VARCHAR)",
        **_names(asked),
        "born_on": _born_on(asked),
        "postcode": _unspaced(asked.postcode),
        "sex": f"nullif(regexp_extract({_plain(asked.sex)}, '^[mf]'), '')",
        **{f"{IDENTIFIER}{name}": _unspaced(asked.identifiers.get(name)) for name in identifiers},
    }
    chosen = ", ".join(f"{sql} AS {_quoted(name)}" for name, sql in columns.items())
    connection.register("given_rows", people.rows)
    rows: pa.Table = connection.sql(f"SELECT {chosen} FROM given_rows ORDER BY 1").to_arrow_table()
    connection.unregister("given_rows")
    return rows


def _names(asked: PeopleColumns) -> dict[str, str]:
    whole = _plain(asked.name)
    given = _plain(asked.given_name) if asked.given_name else f"nullif(regexp_extract({whole}, '^(.*) \\S+$', 1), '')"
    surname = _plain(asked.surname) if asked.surname else f"nullif(regexp_extract({whole}, '(\\S+)$', 1), '')"
    return {"given_name": given, "surname": surname}


def _born_on(asked: PeopleColumns) -> str:
    """FEBRL and forces alike hold dates that are none (19391302): their digits are evidence still."""
    if asked.born_on is None:
        return "CAST(NULL AS VARCHAR)"
    text, form = f"trim(CAST({_quoted(asked.born_on)} AS VARCHAR))", asked.born_on_format.replace("'", "''")
    digits = f"nullif(regexp_replace({text}, '[^0-9]', '', 'g'), '')"
    return f"coalesce(strftime(try_strptime({text}, '{form}'), '%Y%m%d'), {digits})"


def _plain(column: str | None) -> str:
    """Small letters without marks; an apostrophe joins what it stands between."""
    if column is None:
        return "CAST(NULL AS VARCHAR)"
    return PLAIN.format(f"regexp_replace(CAST({_quoted(column)} AS VARCHAR), '{APOSTROPHES}', '', 'g')")


def _unspaced(column: str | None) -> str:
    return f"replace({_plain(column)}, ' ', '')"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
