"""A records database of a test's own, and extracts that are loaded into it again and again."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.db import connections

from dutybound.cli.assessing import Ground, declaration_for, ground_on, judge
from dutybound.cli.explaining import tables_needed
from dutybound.exchange.declaration import Declaration, read_declaration
from dutybound.exchange.duty_file import DutyFile
from dutybound.exchange.given import Given
from dutybound.exchange.loading.databases import Databases
from dutybound.exchange.loading.incoming import Incoming, incoming
from dutybound.exchange.loading.writing import write_load
from dutybound.exchange.packs import PRACTICE
from dutybound.exchange.references import References, references_in
from dutybound.records.making import make_tables
from dutybound.standards.discovery import Library, load_library

HEAD = 'title = "Case system"\nrecords = true\n'
LONDON = '[calendar]\nzone = "Europe/London"\nregion = "GB-ENG"\n'
NOW = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
CASES = """id,happened_at,recorded_at
C1,2016-02-01 09:00,2016-02-01 09:30
C2,2016-02-01 10:00,2016-02-01 10:30
"""
SPANS = """id,investigation,began_at,ended_at,recorded_at,end_recorded_at
S1,C1,2016-02-01 09:00,,2016-02-01 09:30,
S2,C2,2016-02-01 10:00,,2016-02-01 10:30,
"""
GRADINGS = """id,investigation,happened_at,recorded_at,level
G1,C1,2016-02-01 09:00,2016-02-01 09:30,standard
G2,C2,2016-02-01 10:00,2016-02-01 10:30,standard
"""
REVIEWS = """id,investigation,happened_at,recorded_at,decision,decided_by,none_needed
R1,C1,2016-02-20 09:00,2016-02-20 10:00,continue,a sergeant,awaiting a statement
R2,C1,2016-03-10 09:00,2016-03-10 10:00,continue,a sergeant,awaiting a statement
R3,C2,2016-02-25 09:00,2016-02-25 10:00,continue,a sergeant,awaiting a statement
"""
DIRECTIONS = "id,review,happened_at,recorded_at,text,given_to\n"
PAUSES = "id,investigation,began_at,ended_at,recorded_at,end_recorded_at,reason,authorised_by\n"
EXTRACT = {
    "investigation.csv": CASES, "investigation_span.csv": SPANS, "risk_grading.csv": GRADINGS, "review.csv": REVIEWS,
    "direction.csv": DIRECTIONS, "suspension.csv": PAUSES,
}  # fmt: skip


def sqlite(file: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{file}", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}


@contextmanager
def opened(databases: Mapping[str, Mapping[str, Any]]) -> Iterator[None]:
    """Django knows these databases, by alias, for a while."""
    for alias, said in databases.items():
        connections.databases[alias] = connections.databases["default"] | {"OPTIONS": {}} | dict(said)
    try:
        yield
    finally:
        for alias in databases:
            connections[alias].close()
            del connections[alias]
            del connections.databases[alias]


def migrated(folder: Path) -> Path:
    """An empty database of records, to be copied: making one takes seconds."""
    with opened({"empty": sqlite(folder / "empty.sqlite3")}):
        make_tables("empty")
    return folder / "empty.sqlite3"


class Kept:
    """A records database with what is done to it."""

    def __init__(self, folder: Path, databases: Databases) -> None:
        self.folder, self.databases, self.number = folder, databases, 0
        self.references: References = references_in(folder / "settings")

    def extract(self, as_at: str | None = "2016-03-31", head: str = HEAD, **files: str | None) -> Path:
        """A folder that is delivered: the usual extract with some files replaced, or left out where they are None."""
        self.number += 1
        folder = self.folder / f"extract-{self.number}"
        folder.mkdir()
        told = "" if as_at is None else f'data_as_at = "{as_at}"\n'
        (folder / "dutybound.toml").write_text(f"{head}{told}{LONDON}")
        for name, content in {**EXTRACT, **{f"{one}.csv": text for one, text in files.items()}}.items():
            if content is not None:
                (folder / name).write_text(content)
        return folder

    def compare(self, as_at: str | None = "2016-03-31", head: str = HEAD, **files: str | None) -> Incoming:
        folder = self.extract(as_at, head, **files)
        return incoming(folder, read_declaration(folder), self.databases, self.references)

    def load(
        self, as_at: str | None = "2016-03-31", head: str = HEAD, withdrawn: Mapping[str, list[str]] | None = None,
        **files: str | None,
    ) -> Incoming:  # fmt: skip
        one = self.compare(as_at, head, **files)
        if not one.is_the_same or withdrawn:
            write_load(one, self.databases, self.references, NOW, withdrawn or {})
        return one

    @property
    def file(self) -> Path:
        return self.folder / "records.sqlite3"

    @property
    def declared(self) -> Path:
        """The folder that declares the records as a source of their own."""
        folder = self.folder / "declared"
        if not folder.is_dir():
            folder.mkdir()
            (folder / "dutybound.toml").write_text(f'title = "Records"\nrecords = true\n{LONDON}')
        return folder

    def declaration(self) -> Declaration:
        return declaration_for(self.address, self.declared)

    def duties(self, *as_at: str) -> dict[str, list[dict[str, Any]]]:
        """By moment: the duties of supervision as they were known then, with the state of each."""
        declaration = self.declaration()
        library = supervision(declaration)
        needed = tables_needed(library.standards, declaration.schema) | {"load", "record_source"}
        ground = ground_on(self.address, declaration, library, lambda _: None, None, needed)
        return {moment: self._duties(ground, moment) for moment in as_at}

    def _duties(self, ground: Ground, as_at: str) -> list[dict[str, Any]]:
        moment, file = ground.moment(as_at, "a test"), self.folder / "duties.parquet"
        with DutyFile(file, None, moment) as duties:
            judge(ground, moment, duties, lambda _: None)
        seen = [row for row in pq.read_table(file).to_pylist() if row["state"] is not None]
        return sorted(seen, key=lambda row: (row["subject"], row["anchor"], row["known_from"]))

    def states(self, *as_at: str) -> dict[str, list[tuple[str, str, str]]]:
        """By moment: subject, state and what met it, of each duty of supervision."""
        told = lambda row: (row["subject"], row["state"], row["met_by"] or "")
        return {moment: [told(row) for row in rows] for moment, rows in self.duties(*as_at).items()}

    def close(self) -> None:
        """Have everything written to the file itself."""
        for alias in dict.fromkeys(self.databases.aliases.values()):
            connections[alias].close()

    @property
    def address(self) -> Given:
        return self.databases.address(self.databases.aliases["default"])


def supervision(declaration: Declaration) -> Library:
    """Only the standard that is asked for here: all of practice takes seconds to load."""
    found = load_library([PRACTICE / "investigation"], declaration.schema, declaration.policy)
    return Library(tuple(one for one in found.standards if one.id == "supervised"), ())


def kept_in(folder: Path, empty: Path) -> Iterator[Kept]:
    """Two databases of records, as the product keeps them, both empty."""
    for name in ("records", "diversion"):
        shutil.copy(empty, folder / f"{name}.sqlite3")
    said = {"kept": sqlite(folder / "records.sqlite3"), "kept_apart": sqlite(folder / "diversion.sqlite3")}
    with opened(said):
        yield Kept(folder, Databases({"default": "kept", "diversion": "kept_apart"}))
