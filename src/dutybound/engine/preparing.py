"""From the tables of a source to the facts of each subject: what an obligation asks for, in the words of the fold."""

from collections.abc import Iterable
from typing import Any

from dutybound.duties.nodes import (
    AtMost,
    Before,
    Between,
    DueDate,
    Each,
    Event,
    Every,
    Moment,
    Obligation,
    PolicyLimit,
    RecordLimit,
    Rows,
    Spans,
    Tenures,
    Throughout,
    Within,
    columns_read,
    is_always_told,
    walk,
)
from dutybound.duties.schema import Column
from dutybound.duties.standard import Standard
from dutybound.engine.asking import Answers, Asking
from dutybound.engine.conditions import literal
from dutybound.engine.facts import Kind
from dutybound.engine.lowering import is_by_day
from dutybound.engine.source import Source
from dutybound.engine.stretches import ALWAYS, NEVER, NOTHING, greatest, least

#: What the query of a standard's facts selects, in this order: what they are to it, then what they say.
FACT = ("kind", "subject", "id", "happened", "recorded", "superseded", "of", "until", "value", "weight")
#: Facts come subject by subject, and those of a subject in an order that depends on nothing but what they say.
ORDER = ("subject", "id", "recorded", "happened")


class Preparing:
    """Writes the one query that brings all facts of a standard."""

    def __init__(self, standard: Standard, source: Source) -> None:
        self.standard, self.source = standard, source
        dues = [node for node in walk(standard.obligation) if isinstance(node, DueDate)]
        planned = frozenset((due.rows.table.name, due.column.name) for due in dues)
        self.asking = Asking(is_by_day(standard), planned, source.in_hindsight)
        self.selects: list[tuple[Kind, str]] = []
        self._select_all()

    def query(self, only: str | None = None) -> str:
        """The facts of all subjects, subject by subject; or of one only."""
        return united(self.selects, only)

    def _select_all(self) -> None:
        if missing := sorted(self.standard.columns_read() & self.source.unmapped):
            self.not_delivered([f"{table}.{column}" for table, column in missing])
        else:
            self.obligation(self.standard.obligation)
            self.paused(getattr(self.standard.obligation, "paused", None))
            self.excusals()

    # --- the parts of an obligation ------------------------------------------------------------------------------

    def obligation(self, node: Obligation) -> None:
        match node:
            case Within(limit, of, met_by, named):
                self.triggers(of, node.during)
                trigger = of if isinstance(of, Moment) else None
                self.happen(Kind.FULFIL, met_by, Answers(trigger, named) if named else Answers())
                self.ended_by(node.unless, node.during)
                self.limit(limit, Answers(trigger))
            case Every(limit, during, met_by):
                self.spans(during)
                self.happen(Kind.FULFIL, met_by)
                self.limit(limit)
            case Before(event, of, met_by):
                self.triggers(of, node.during)
                self.happen(Kind.FULFIL, met_by)
                trigger = of if isinstance(of, Moment) else None
                self.add(Kind.DUE, self.asking.event(event, Answers(trigger)), until="e.happened")
                self.ended_by(node.unless, node.during)
            case Each(of, must):
                self.triggers(of)
                self.add(Kind.FULFIL, self.asking.judged(of, must))
            case Throughout(during, has):
                self.spans(during)
                self.tenures(has, Kind.COVER, Kind.UNCOVER)
            case AtMost(_, of, weight):
                self.tenures(of, Kind.COVER, Kind.UNCOVER, () if weight is None else (weight,))

    def ended_by(self, unless: Event | None, during: Spans | None) -> None:
        if unless is not None:
            self.happen(Kind.RELEASE, unless)
        if during is not None:
            self.spans(during)

    def paused(self, tenures: Tenures | None) -> None:
        if tenures is not None:
            self.tenures(tenures, Kind.SUSPEND, Kind.RESUME)

    def happen(self, kind: Kind, event: Event, answers: Answers = Answers()) -> None:
        self.add(kind, self.asking.event(event, answers))

    def triggers(self, of: Event, during: Spans | None = None) -> None:
        self.anchored(Kind.TRIGGER, self.asking.event(of))
        if self.standard.missing == "unassessable" and isinstance(of, Moment):
            missing = self.asking.missing(of, self.standard.expected_within, ends_of(during))
            if missing is not None:
                self.anchored(Kind.UNASSESSABLE, missing, value=f"'{of.rows.table.name}.{of.column.name}'")

    def spans(self, spans: Spans) -> None:
        match spans:
            case Tenures():
                self.tenures(spans, Kind.OPEN, Kind.END)
            case Between(openings, ends):
                self.anchored(Kind.OPEN, self.asking.event(openings))
                self.happen(Kind.END, ends)

    def tenures(self, tenures: Tenures, begins: Kind, ends: Kind, weight: tuple[Column, ...] = ()) -> None:
        """The two ends of tenures; the end says in `of` whose it is. Openings and a holder's load are anchors."""
        table = tenures.rows.table
        began, ended = (Moment(tenures.rows, table.columns[name or ""]) for name in (table.began, table.ended))
        is_anchor = begins is Kind.OPEN or isinstance(self.standard.obligation, AtMost)
        add = self.anchored if is_anchor else self.add
        begun = self.asking.event(began, extra=weight)
        if not weight:
            add(begins, begun)
        else:
            add(begins, f"SELECT * FROM ({begun}) WHERE extra[1] IS NOT NULL", weight="e.extra[1]::DOUBLE")
            if self.standard.missing == "unassessable":
                missing = literal(f"{table.name}.{weight[0].name}")
                self.anchored(Kind.UNASSESSABLE, f"SELECT * FROM ({begun}) WHERE extra[1] IS NULL", value=missing)
        self.add(ends, self.asking.event(ended), of="e.row")

    def limit(self, limit: Any, answers: Answers = Answers()) -> None:
        match limit:
            case PolicyLimit(_, Rows() as rows, Column() as column):
                self.add(Kind.BAND, self.asking.attribute(rows, column, answers), value="e.extra[1]")
            case RecordLimit(rows, column, default):
                self.add(Kind.LIMIT, self.asking.attribute(rows, column, answers), value="e.extra[1]")
                self.limit(default, answers)
            case DueDate(rows, column):
                self.add(Kind.DUE, self.asking.attribute(rows, column, answers), until="e.extra[1]::BIGINT")

    def excusals(self) -> None:
        times = (self.asking.time("e", name) for name in ("begins_on", "recorded_at", "ends_on"))
        happened, recorded, until = times
        event = (
            f"SELECT subject, id, id AS row, {happened} AS happened, {happened} AS day, "
            f"{recorded} AS recorded, {NOTHING} AS superseded, NULL AS of, [{until}::VARCHAR] AS extra "
            f"FROM excusal e WHERE standard = {literal(self.standard.id)}"
        )
        self.add(Kind.EXCUSE, event, until="e.extra[1]::BIGINT")

    def not_delivered(self, columns: list[str]) -> None:
        """Every subject cannot be assessed to which the standard, as far as can be told, applies."""
        subject, unmapped = self.standard.subject, self.source.unmapped
        starts = subject.starts if subject.starts and (subject.name, subject.starts) not in unmapped else None
        applies = None if columns_read(self.standard.applies) & unmapped else self.standard.applies
        happened = f"min({self.asking.time('t', starts)})" if starts else "0"
        applying = f"SELECT subject FROM ({self.asking.applying(applies, subject)}) WHERE truth IS NOT false"
        event = (
            f'SELECT t."id" AS subject, t."id" AS id, coalesce({happened}, 0) AS happened, {NOTHING} AS recorded, '
            f'{NOTHING} AS superseded, NULL AS of FROM "{subject.name}" t WHERE t."id" IN ({applying}) GROUP BY t."id"'
        )
        self.add(Kind.UNASSESSABLE, event, value=literal(", ".join(columns)))

    # --- the query -----------------------------------------------------------------------------------------------

    def anchored(self, kind: Kind, event: str, value: str = "NULL", weight: str = "1.0") -> None:
        """What a duty arises from: only for subjects to which the standard applies, and from when that was known."""
        if self.standard.applies is None:
            self.add(kind, event, value=value, weight=weight)
            return
        applying = self.asking.applying(self.standard.applies, self.standard.subject)
        columns = ", ".join(f"e.{name}" for name in ("subject", "id", "row", "happened", "of", "extra"))
        known = f"{greatest(['e.recorded', 'a.known'])} AS recorded"
        known += f", {least(['e.superseded', 'a.superseded'])} AS superseded"
        joined = f"SELECT {columns}, {known}, a.untold FROM ({event}) e JOIN ({applying}) a ON a.subject = e.subject"
        self.add(kind, f"{joined} WHERE a.truth", value=value, weight=weight)
        is_told = kind is Kind.UNASSESSABLE or is_always_told(self.standard.applies)
        if self.standard.missing == "unassessable" and not is_told:
            self.add(Kind.UNASSESSABLE, f"{joined} WHERE a.truth IS NULL", value="e.untold")

    def add(
        self,
        kind: Kind,
        event: str,
        *,
        of: str = "e.of",
        until: str = NOTHING,
        value: str = "NULL",
        weight: str = "1.0",
    ) -> None:
        columns = (
            "e.subject", "e.id", "e.happened", "e.recorded", "e.superseded", f"{of}::VARCHAR",
            until, f"{value}::VARCHAR", f"{weight}::DOUBLE",
        )  # fmt: skip
        named = ", ".join(f"{column} AS {name}" for column, name in zip(columns, FACT[1:], strict=True))
        in_force = f"coalesce(e.recorded, {ALWAYS}) < coalesce(e.superseded, {NEVER})"  # at some time or other
        self.selects.append((kind, f"SELECT {named} FROM ({event}) e WHERE {in_force}"))
        self.asking.begin_again()  # so that what two standards ask for alike is written alike


def ends_of(spans: Spans | None) -> Event | None:
    """What ends the spans in which a duty holds."""
    match spans:
        case Tenures(rows):
            return Moment(rows, rows.table.columns[rows.table.ended or ""])
        case Between(_, ends):
            return ends
    return None


def united(selects: Iterable[tuple[int, str]], only: str | None = None) -> str:
    """One query of all that is selected, each under its number, subject by subject; or of one subject only."""
    union = " UNION ALL ".join(f"SELECT {number:d} AS kind, * FROM ({select})" for number, select in selects)
    whose = "IS NOT NULL" if only is None else f"= {literal(only)}"
    return f"SELECT * FROM ({union}) WHERE subject {whose} ORDER BY {', '.join(ORDER)}"
