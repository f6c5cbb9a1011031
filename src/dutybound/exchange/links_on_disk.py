"""Ids and links of tables that lie in pieces: which rows repeat an id, and which belong to no row (`keys.py`).

DuckDB looks at them, and goes to disk where memory is short.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import numpy as np

from dutybound.duties.schema import EXCUSAL, HOLDING, OPTIONAL, Schema
from dutybound.exchange.extract import Exclusion
from dutybound.exchange.holdings import no_subject, no_table
from dutybound.exchange.keys import said_again, said_lost
from dutybound.exchange.pieces import AS_WRITTEN, ROW, WHOLE, Pieces
from dutybound.exchange.zones import Whole

MEMORY = "1GB"


class Links:
    """Tables by name, each with the label of its file; which rows were dropped is known by their numbers."""

    def __init__(self, tables: Mapping[str, tuple[Pieces, str]], folder: Path) -> None:
        self.tables = tables
        self.database = duckdb.connect(f"{folder}/links.duckdb", config={"memory_limit": MEMORY})
        for name, (pieces, _) in tables.items():
            files = ", ".join("'" + str(file).replace("'", "''") + "'" for file in pieces.files)
            self.database.execute(f'CREATE VIEW "all {name}" AS SELECT * FROM read_parquet([{files}])')
            self.database.execute(f'CREATE TABLE "dropped {name}" (row BIGINT)')
            self.database.execute(
                f'CREATE VIEW "kept {name}" AS SELECT * FROM "all {name}" AS one '
                f'ANTI JOIN "dropped {name}" AS gone ON one."{ROW}" = gone.row WHERE one."{WHOLE}"'
            )

    def dropped(self, name: str) -> Whole:
        """The numbers of the rows of a table that were dropped on account of their id or links."""
        return np.asarray(self.database.sql(f'SELECT row FROM "dropped {name}"').fetchnumpy()["row"], dtype=np.int64)

    def rows(self, name: str) -> list[int]:
        """The numbers of the rows that are left of a table, in order."""
        found = self.database.sql(f'SELECT "{ROW}" FROM "kept {name}" ORDER BY 1').fetchall()
        return [row for (row,) in found]

    def repeated(self, name: str) -> Iterator[Exclusion]:
        """Rows whose id an earlier row has, whatever else they say; of versions, whose id and recorded time."""
        pieces, label = self.tables[name]
        by, columns = pieces.table.versioned_by, list(pieces.table.columns)
        keys = ["id", by] if by else ["id"]
        named = ", ".join(f'"{key}"' for key in keys)
        same = " AND ".join(f'one."{key}" IS NOT DISTINCT FROM again."{key}"' for key in keys)
        whole = f'FROM "all {name}" WHERE "{WHOLE}"'
        found = f'SELECT {named}, min("{ROW}") AS first {whole} GROUP BY {named} HAVING count(*) > 1'
        self.database.execute(
            f'CREATE OR REPLACE TEMP TABLE repeating AS SELECT one."{ROW}" AS row, again.first '
            f'FROM "all {name}" AS one JOIN ({found}) AS again ON {same} '
            f'WHERE one."{WHOLE}" AND one."{ROW}" <> again.first'
        )
        differs = ", ".join(f'one."{column}" IS DISTINCT FROM other."{column}"' for column in columns)
        said = self.database.sql(
            f'SELECT r.row, r.first, one."{AS_WRITTEN}id", {differs} FROM repeating AS r '
            f'JOIN "all {name}" AS one ON one."{ROW}" = r.row JOIN "all {name}" AS other ON other."{ROW}" = r.first '
            "ORDER BY r.row"
        )
        for row, first, written, *others in said.fetchall() if self._any("repeating") else []:
            differing = [column for column, other in zip(columns, others, strict=True) if other]
            yield Exclusion(name, label, row, "id", said_again(by, first, differing), written)
        self.database.execute(f'INSERT INTO "dropped {name}" SELECT row FROM repeating')

    def orphans(self) -> Iterator[Exclusion]:
        """Rows that belong to no kept row, until nothing changes. An absent parent proves nothing."""
        changed = set(self.tables)
        while changed:
            parents, changed = changed, set()
            for name, (pieces, _) in self.tables.items():
                for column, link in pieces.table.columns.items():
                    if link.refers_to in parents | changed and link.refers_to is not None:
                        lost = list(self._lost(name, column, link.refers_to))
                        changed |= {name} if lost else set()
                        yield from lost

    def _lost(self, name: str, column: str, parent: str) -> Iterator[Exclusion]:
        self.database.execute(
            f'CREATE OR REPLACE TEMP TABLE lost AS SELECT one."{ROW}" AS row, one."{column}" AS link, '
            f'one."{AS_WRITTEN}{column}" AS written FROM "kept {name}" AS one '
            f'ANTI JOIN "kept {parent}" AS parent ON one."{column}" = parent.id WHERE one."{column}" IS NOT NULL'
        )
        if not self._any("lost"):
            return
        was_there = f'link IN (SELECT id FROM "all {parent}" WHERE id IN (SELECT link FROM lost))'
        for row, written, was in self.database.sql(
            f"SELECT row, written, {was_there} FROM lost ORDER BY row"
        ).fetchall():
            yield Exclusion(name, self.tables[name][1], row, column, said_lost(parent, was), written)
        self.database.execute(f'INSERT INTO "dropped {name}" SELECT row FROM lost')

    def _any(self, table: str) -> bool:
        return bool(self.database.sql(f"SELECT 1 FROM {table} LIMIT 1").fetchall())

    def holding_notes(self, schema: Schema) -> Iterator[str]:
        """What `holdings.holding_notes` says."""
        declared = [name for name in schema.tables if name not in OPTIONAL]
        tables = self.database.sql(
            f'SELECT subject_table, count(*) FROM "all {HOLDING.name}" WHERE subject_table IS NOT NULL '
            f'GROUP BY 1 ORDER BY min("{ROW}")'
        )
        for named, count in tables.fetchall():
            if named not in declared:
                yield no_table(named, count, declared)
            elif named in self.tables:
                known = f'SELECT id FROM "all {named}" WHERE id IS NOT NULL'
                query = f'SELECT count(*) FROM "all {HOLDING.name}" WHERE subject_table = $1 AND subject IN ({known})'
                ((held,),) = self.database.execute(query, [named]).fetchall()
                if count > held:
                    yield no_subject(named, count - held)

    def excusal_rows(self) -> list[tuple[str, int]]:
        """Where each excusal that is left stands."""
        if EXCUSAL.name not in self.tables:
            return []
        return [(self.tables[EXCUSAL.name][1], row) for row in self.rows(EXCUSAL.name)]
