"""The SQL that compares a table of an extract with what is on record, and says what kind of change each row is.

A row is *filled in* where columns that were empty now have a value, and the row itself says when that was entered: then
it tells its own past, and needs no version, if that lies after what was loaded last. Any other difference is a
restatement. It is known from when the source says that it was entered, if that lies after what was loaded last, and not
after what the extract reaches to; otherwise from when the extract reaches to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dutybound.duties.schema import Table

if TYPE_CHECKING:
    from dutybound.exchange.loading.comparing import Moments


@dataclass(frozen=True)
class Changes:
    """Queries over `incoming`, `stored` and `standing`; `columns` are those compared."""

    table: Table
    columns: Sequence[str]
    moments: "Moments"

    def statements(self) -> Iterator[str]:
        """Make `paired`: for each row that is in both, which columns differ, and what kind of change that is."""
        differ = ", ".join(f"CASE WHEN {_differs(one)} THEN '{one}' END" for one in self.columns)
        changed = f"concat_ws(',', {differ})" if differ else "''"
        how = f"CASE WHEN {self._is_filled()} THEN 'filled' ELSE 'restated' END"
        yield (
            f"CREATE TEMP TABLE paired AS SELECT n.id, {changed} AS changed, "
            f"coalesce(s.withdrawn, false) AS withdrawn, s.known AS stood_from, "
            f"CASE WHEN {changed} = '' AND NOT coalesce(s.withdrawn, false) THEN 'same' "
            f"WHEN coalesce(s.withdrawn, false) THEN 'restated' ELSE {how} END AS how, {self._known()} AS known_from "
            "FROM incoming n JOIN stored o ON n.id = o.id LEFT JOIN standing s ON s.record = o.id"
        )

    @property
    def new(self) -> str:
        named = ", ".join(f'n."{one}"' for one in self.table.columns)
        return f"SELECT {named} FROM incoming n ANTI JOIN stored o ON n.id = o.id ORDER BY n.id"

    def rows(self, how: str, *more: str) -> str:
        """Rows of a kind as they are to stand: what is not delivered stays as it is on record."""
        named = [f'{"n" if one in (*self.columns, "id") else "o"}."{one}"' for one in self.table.columns]
        told = ", ".join([*named, *(f"p.{one}" for one in more)])
        joined = "FROM paired p JOIN incoming n ON n.id = p.id JOIN stored o ON o.id = p.id"
        return f"SELECT {told} {joined} WHERE p.how = '{how}' ORDER BY p.id"

    @property
    def before(self) -> str:
        named = ", ".join(f'o."{one}"' for one in self.table.columns)
        joined = "FROM paired p JOIN stored o ON o.id = p.id"
        return f"SELECT {named}, p.stood_from {joined} WHERE p.how = 'restated' ORDER BY p.id"

    @property
    def gone(self) -> str:
        return (
            "SELECT o.id FROM stored o ANTI JOIN incoming n ON n.id = o.id "
            "LEFT JOIN standing s ON s.record = o.id WHERE NOT coalesce(s.withdrawn, false) ORDER BY o.id"
        )

    @property
    def returned(self) -> str:
        """The withdrawn rows that are delivered again."""
        return "SELECT id FROM paired WHERE how = 'restated' AND withdrawn"

    @property
    def counted(self) -> str:
        """SELECT the delivered rows, the unchanged, the late, and those that say they come from beyond the extract."""
        same = "SELECT count(*) FROM paired WHERE how = 'same'"
        return f"SELECT (SELECT count(*) FROM incoming), ({same}), ({self.late}), ({self.beyond})"

    @property
    def by_column(self) -> str:
        each = "SELECT unnest(string_split(changed, ',')) AS name FROM paired WHERE how = 'restated' AND changed <> ''"
        return f"SELECT name, count(*) FROM ({each}) GROUP BY name ORDER BY name"

    @property
    def late(self) -> str:
        """How many new rows say that they were entered before the data of the last load ended."""
        main = self.table.recorded or self.table.began_recorded
        if main is None or main not in self.columns or self.moments.last is None:
            return "SELECT 0"
        early = f'n."{main}" <= {_instant(self.moments.last)}'
        return f"SELECT count(*) FROM incoming n ANTI JOIN stored o ON n.id = o.id WHERE {early}"

    def _recorded(self) -> set[str]:
        """The columns that say when something was recorded."""
        return {one for name in self.table.columns if (one := self.table.recorded_for(name)) is not None}

    def _own(self) -> dict[str, str]:
        """The columns whose value has a recorded time beside that of the row."""
        main = self.table.recorded or self.table.began_recorded
        own = {name: self.table.recorded_for(name) for name in self.table.columns if name not in self._recorded()}
        return {name: one for name, one in own.items() if one not in (None, main) and one is not None}

    def _is_filled(self) -> str:
        own, parts = self._own(), []
        for name in self.columns:
            if name in own:
                was = f'o."{name}" IS NULL AND o."{own[name]}" IS NULL AND {self._is_between(own[name])}'
                parts.append(f"(NOT {_differs(name)} OR ({was}))")
            elif of := [one for one, by in own.items() if by == name and one in self.columns]:
                parts.append(f"(NOT {_differs(name)} OR {' OR '.join(_differs(one) for one in of)})")
            else:
                parts.append(f"NOT {_differs(name)}")
        return " AND ".join(parts) or "true"

    def _is_between(self, recorded: str) -> str:
        """Whether a recorded time lies after what was loaded before, and not after what this extract reaches to."""
        last, as_at = self.moments.last, self.moments.as_at
        parts = [f'n."{recorded}" IS NOT NULL', *([] if last is None else [f'n."{recorded}" > {_instant(last)}'])]
        return " AND ".join([*parts, *([] if as_at is None else [f'n."{recorded}" <= {_instant(as_at)}'])])

    @property
    def beyond(self) -> str:
        """How many new or differing rows say that they were entered after the extract was made."""
        recorded = [one for one in self.columns if one in self._recorded()]
        if self.moments.as_at is None or not recorded:
            return "SELECT 0"
        late = " OR ".join(f'n."{one}" > {_instant(self.moments.as_at)}' for one in recorded)
        same = "SELECT id FROM paired WHERE how = 'same'"
        return f"SELECT count(*) FROM incoming n WHERE ({late}) AND n.id NOT IN ({same})"

    def _known(self) -> str:
        """From when a restatement is known."""
        as_at = "NULL" if self.moments.as_at is None else _instant(self.moments.as_at)
        recorded = [one for one in self.columns if one in self._recorded()]
        if not recorded:
            return f"CAST({as_at} AS TIMESTAMP)"
        later = {one: f'coalesce(n."{one}" > o."{one}", false)' for one in recorded}
        told = (
            f"greatest({', '.join(f'CASE WHEN {later[one]} THEN CAST(n.{one} AS TIMESTAMP) END' for one in recorded)})"
        )
        after = [told, "s.known", *([] if self.moments.last is None else [_instant(self.moments.last)])]
        covered = []
        for name in self.columns:
            if name not in recorded:
                covered.append(f"(NOT {_differs(name)} OR {later.get(self.table.recorded_for(name) or '', 'false')})")
        is_told = " AND ".join(
            [*covered, *(f"{told} > coalesce({one}, {told} - INTERVAL 1 SECOND)" for one in after[1:])]
        )
        is_told = f"{is_told or 'true'}" + ("" if self.moments.as_at is None else f" AND {told} <= {as_at}")
        return f"CASE WHEN {told} IS NOT NULL AND {is_told} THEN {told} ELSE CAST({as_at} AS TIMESTAMP) END"


def _differs(name: str) -> str:
    return f'(n."{name}" IS DISTINCT FROM o."{name}")'


def _instant(at: int) -> str:
    return f"make_timestamp({at})"
