"""The records behind an explanation: of which table each is, and when its source says that it was recorded."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dutybound.duties.nodes import Alternatives, Exists, First, Moment, Obligation, Rows, Tenures, walk
from dutybound.duties.standard import Standard
from dutybound.engine.asking import Asking
from dutybound.engine.conditions import literal
from dutybound.engine.events import are_apart
from dutybound.engine.lowering import is_by_day
from dutybound.engine.source import DAY, Source


@dataclass(frozen=True)
class Behind:
    """A time on a record of the subject. `recorded` is the source's own word, None where it says nothing.

    Times are microseconds since 1970 in UTC. `is_condition` marks what must be there for the duty to arise.
    """

    table: str
    column: str
    id: str
    happened: int
    recorded: int | None
    known: int
    is_condition: bool

    @property
    def name(self) -> str:
        """The record by its table and id."""
        return f"{self.table.replace('_', ' ')} {self._id.removesuffix(f':{self.column}')}"

    @property
    def _id(self) -> str:
        """Its id without the table, which tells it apart among events of several."""
        return self.id.removesuffix(f":{self.table}")

    @property
    def is_other_time(self) -> bool:
        """Whether it is another time of the record than that at which it happened, or began."""
        return self._id.endswith(f":{self.column}")

    @property
    def words(self) -> str:
        """The record by its name, with the column where it is another time of it than its own."""
        return f"{self.name} ({self.column})" if self.is_other_time else self.name


def records_behind(standard: Standard, source: Source, subject: str) -> tuple[Behind, ...]:
    """Every time that a standard reads of one subject; empty where a column that it reads was not delivered."""
    if standard.columns_read() & source.unmapped:
        return ()
    found: dict[Behind, None] = {}
    apart = list(_told_apart(standard))
    for moment, is_condition in _moments(standard):
        asking, table = Asking(is_by_day(standard), in_hindsight=source.in_hindsight), moment.rows.table
        recorded_in = None if source.in_hindsight else table.recorded_for(moment.column.name)
        day = DAY if asking.by_day else ""
        said = () if recorded_in is None else (replace(table.columns[recorded_in], name=recorded_in + day),)
        asked = asking.event(moment, extra=said)
        source.look_up(asking.windows)
        columns = "id, happened, extra[1]::BIGINT, greatest(happened, coalesce(recorded, happened))"
        query = f"SELECT {columns} FROM ({asked}) WHERE subject = {literal(subject)}"
        names = ["", f":{table.name}"] if moment in apart else [""]  # under either it may stand in the duties
        for identity, happened, recorded, known in source.connection.execute(query).fetchall():
            for name in names:
                one = Behind(table.name, moment.column.name, identity + name, happened, recorded, known, is_condition)
                found[one] = None
    return tuple(found)


def _moments(standard: Standard) -> Iterator[tuple[Moment, bool]]:
    obligation: Obligation = standard.obligation
    conditions = [rows for node in walk((standard.applies, obligation)) if isinstance(node, Exists)
                  for rows in walk(node) if isinstance(rows, Rows)]  # fmt: skip
    for node in walk(obligation):
        if isinstance(node, Moment):
            yield node, False
        elif isinstance(node, Tenures):
            for name in (node.rows.table.began, node.rows.table.ended):
                yield Moment(node.rows, node.rows.table.columns[name or ""]), False
    for rows in conditions:
        if rows.table.starts is not None:
            yield Moment(rows, rows.table.columns[rows.table.starts]), True


def _told_apart(standard: Standard) -> Iterator[Moment]:
    """The events among those of several tables: their ids name the table."""
    for node in walk(standard.obligation):
        if isinstance(node, Alternatives | First) and are_apart(node.options):
            yield from (moment for moment in walk(node) if isinstance(moment, Moment))
