"""Figures worked out again from the duties of a bundle, to the digit; and which figures cannot be, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast

import numpy as np

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import State
from dutybound.engine.local_days import days_of
from dutybound.insight.compliance import last_day
from dutybound.insight.figures import Figure, median_figure, share_figure
from dutybound.insight.shares import Share, share_of
from dutybound.insight.tally import UNASSESSABLE_AT_MOST, month_ends
from dutybound.inspection.bundle.day_rows import DayRows, SubjectDays, read_days, read_subject_days
from dutybound.inspection.bundle.duty_rows import NEVER, NOT_SEEN, PLACE, DutyRows, Flags, Numbers, read_duty_rows
from dutybound.inspection.bundle.figure_cells import age_cells, figure_cells, in_date_cells, rounded, share_cells

IN_RATE = [PLACE[state] for state in State if state.in_rate]
#: What stands in measures.json and does not follow from duties and days, and why that is so.
NOT_FROM_DUTIES = {
    "noticed": "oddities are counted among records, which are not in the bundle",
    "mapping": "how often a mapping was found right was marked by people on records, which are not in the bundle",
    "rate_heeding_clusters": "its interval heeds who supervised, and nobody is in the bundle",
    "days_heeding_clusters": "its interval heeds who supervised, and nobody is in the bundle",
    "feed": "declared of the source",
    "data_as_at": "declared of the source, or taken from its records",
    "data_as_at_told_by": "declared of the source",
    "history": "follows from which columns the source delivered",
}


@dataclass(frozen=True)
class Worked:
    """The figures that follow from the duties, in the shape of the files of figures; `taken` says what does not."""

    measures: dict[str, dict[str, Any]]
    declared: dict[str, dict[str, Any]]
    taken: tuple[str, ...]
    odd: tuple[str, ...]  # contradictions among the files of duties and days


def work_out(folder: Path, definitions: Mapping[str, Any]) -> Worked:
    """Everything that follows from duties.parquet, days.parquet and subject_days.parquet of a folder."""
    duties, days = read_duty_rows(folder / "duties.parquet"), read_days(folder / "days.parquet")
    subject_days = read_subject_days(folder / "subject_days.parquet")
    calendar, as_at = Calendar(**definitions["calendar"]), int(definitions["as_at_instant"])
    nothing = _none_of(duties.standards)
    found = {
        name: OneStandard(
            name, one, duties.standards.get(name, nothing), duties.units, days.of(name), subject_days.get(name),
            calendar, as_at, bool(definitions["has_units"]),
        )
        for name, one in definitions["standards"].items()
    }  # fmt: skip
    counted = {name: one["counts"] for name, one in definitions["measures"].items() if one["counts"] is not None}
    return Worked(
        {name: one.figures() for name, one in found.items()},
        {name: _declared(one, found) for name, one in counted.items()},
        tuple(_taken(definitions)),
        tuple(problem for one in found.values() for problem in one.odd()),
    )


def _none_of(standards: Mapping[str, DutyRows]) -> DutyRows:
    some, nothing = next(iter(standards.values()), None), cast(Any, np.empty(0, np.int64))
    return (
        DutyRows(**{one.name: nothing for one in fields(DutyRows)})
        if some is None
        else some.only(np.zeros(len(some), np.bool_))
    )


def _taken(definitions: Mapping[str, Any]) -> Iterator[str]:
    for name, why in NOT_FROM_DUTIES.items():
        yield f"measures.json, {name}: {why}"
    records = [name for name, one in definitions["measures"].items() if one["counts"] is None]
    if records:
        yield f"declared_measures.json, made from records, which are not in the bundle: {', '.join(records)}"


@dataclass(frozen=True)
class OneStandard:
    """One standard, its rows and days."""

    name: str
    definition: Mapping[str, Any]
    rows: DutyRows
    units: tuple[str, ...]
    days: DayRows
    subject_days: SubjectDays | None
    calendar: Calendar
    as_at: int
    has_units: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", self.rows.states_at(self.as_at))

    states: Numbers = None  # type: ignore[assignment]

    @property
    def recurs(self) -> bool:
        return bool(self.definition["recurs"])

    def seen(self, *states: State) -> Flags:
        return np.isin(self.states, [PLACE[one] for one in states]) if states else self.states != NOT_SEEN

    @property
    def in_rate(self) -> Flags:
        return np.isin(self.states, IN_RATE) & (self.rows.due_at <= self.as_at)

    def odd(self) -> Iterator[str]:
        """A state that the file gives and the row's own times do not, and days that the rows do not add up to."""
        wrong = int((self.rows.said != self.states).sum())
        if wrong:
            yield f"duties.parquet, {self.name}: {wrong:,} rows give a state that their own times do not"
        yield from self.days.odd(self.name, self.rows, self.calendar, self.as_at)
        if self.recurs and self.subject_days is not None:
            yield from self.subject_days.odd(self.name, self.days)

    # --- figures, in the shape of measures.json ---------------------------------------------------------------------

    def figures(self) -> dict[str, Any]:
        counts = {state.value: int((self.states == PLACE[state]).sum()) for state in State}
        subjects, cannot = self._subjects()
        in_date = self.days.in_date(last_day(self.calendar, self.as_at))
        return {
            "owed": sum(counts.values()),
            **counts,
            "subjects": subjects,
            "unassessable_subjects": cannot,
            "coverage": rounded(1 - cannot / subjects) if subjects else None,
            "rate": share_cells(self._rate()),
            "rate_with_excused": share_cells(self._rate(State.EXCUSED)),
            "in_date": in_date_cells(in_date) if in_date and in_date[1] else None,
            "days_in_compliance": share_cells(self._days()),
            "days_in_compliance_with_stopped_days": share_cells(self._days(stopped_count=True)),
            "backlog": self._backlog(),
            "born_overdue": self._born_overdue(),
            "by_month_due": {} if self.recurs else self._months(),
            "in_date_by_month_end": self._month_ends(),
            "by_unit": self._by_unit(),
        }

    def _subjects(self) -> tuple[int, int]:
        """Subjects with a duty, and those of whose duties none can be assessed."""
        owed = np.bincount(self.rows.subject[self.seen()])
        cannot = np.bincount(self.rows.subject[self.seen(State.UNASSESSABLE)], minlength=len(owed))
        return int((owed > 0).sum()), int(((owed > 0) & (owed == cannot[: len(owed)])).sum())

    @property
    def shows_rate(self) -> bool:
        subjects, cannot = self._subjects()
        owed, lost = int(self.seen().sum()), int(self.seen(State.UNASSESSABLE).sum())
        return subjects > 0 and cannot <= UNASSESSABLE_AT_MOST * subjects and lost <= UNASSESSABLE_AT_MOST * owed

    def _rate(self, *also: State, only: Flags | None = None) -> Share | None:
        """Met in time, of what fell due; over `only` some rows."""
        within = np.ones(len(self.rows), np.bool_) if only is None else only
        if not self.shows_rate:
            return None
        counted = within & (self.in_rate | (self.seen(*also) if also else False))
        met = within & self.in_rate & (self.states == PLACE[State.MET])
        _, place = np.unique(self.rows.subject, return_inverse=True)
        size = int(place.max()) + 1 if len(place) else 0
        return share_of(*(np.bincount(place[one], minlength=size).astype(np.int64) for one in (met, counted)))

    def _days(self, stopped_count: bool = False) -> Share | None:
        if not self.recurs or not self.shows_rate or self.subject_days is None:
            return None
        return self.subject_days.share(stopped_count)

    def _backlog(self) -> dict[str, Any]:
        today, late = self.calendar.day_of(self.as_at), self.seen(State.OVERDUE) & (self.rows.due_at < NEVER)
        live = late | self.seen(State.PENDING)
        return {
            "days_since_owed": age_cells(today - days_of(self.rows.owed_from[live], self.calendar)),
            "days_since_due": age_cells(today - days_of(self.rows.due_at[late], self.calendar)),
        }

    def _born_overdue(self) -> int:
        """Duties that became known, in their first row, only after their due date."""
        late = (self.rows.due_at < NEVER) & (self.rows.known_from > self.rows.due_at)
        keys = np.stack([self.rows.version, self.rows.subject, self.rows.anchor, self.rows.owed_from])
        order = np.lexsort((np.arange(len(self.rows)), self.rows.known_from, *keys[::-1]))
        begins = np.ones(len(order), np.bool_)
        begins[1:] = (np.diff(keys[:, order], axis=1) != 0).any(axis=0)
        duty = np.cumsum(begins) - 1
        shown = np.bincount(duty, self.seen()[order], len(order)) > 0
        return int((late[order] & begins & shown[duty]).sum())

    def _months(self) -> dict[str, dict[str, int]]:
        chosen = self.in_rate
        months = days_of(self.rows.due_at[chosen], self.calendar).astype("datetime64[D]").astype("datetime64[M]")
        found: dict[str, dict[str, int]] = {}
        for month in np.unique(months):
            own = self.states[chosen][months == month]
            found[f"{month}"] = {one.value: int((own == PLACE[one]).sum()) for one in State if one.in_rate}
        return found

    def _month_ends(self) -> dict[str, dict[str, int]]:
        live = self.days.live_days()
        if not live:
            return {}
        ends = {*month_ends(live[0], live[-1] + 1), last_day(self.calendar, self.as_at)}
        found = {day: self.days.in_date(day) for day in sorted(ends)}
        return {
            self.calendar.local_text(self.calendar.ends_at(day)): {"in_date": one[0], "live": one[1]}
            for day, one in found.items()
            if one is not None
        }

    def _by_unit(self) -> dict[str, dict[str, Any]]:
        if not self.has_units:
            return {}
        names = sorted(
            {*self.days.units(), *(self.units[code] for code in np.unique(self.rows.unit[self.seen()]) if code >= 0)}
        )
        nobody = [""] if (self.rows.unit[self.seen()] == -1).any() or self.days.counts_unit("") else []
        return {name: self._unit(name) for name in nobody + [one for one in names if one]}

    def _unit(self, name: str) -> dict[str, Any]:
        code = self.units.index(name) if name in self.units else -1 if not name else -2
        own = self.rows.unit == code
        counts = {state.value: int((own & (self.states == PLACE[state])).sum()) for state in State}
        owed = sum(counts.values())
        is_told = counts["unassessable"] <= UNASSESSABLE_AT_MOST * owed
        last = last_day(self.calendar, self.as_at)
        in_date = self.days.in_date(last, name)
        within, of = self.days.in_compliance(name)
        live = own & self.rows.inherited & self.seen(State.PENDING, State.OVERDUE)
        return {
            "owed": owed,
            **counts,
            "inherited": int(live.sum()),
            "rate": share_cells(self._rate(only=own)) if is_told else None,
            "in_date": in_date_cells(in_date) if in_date and in_date[1] else None,
            "days_in_compliance": {"part": within, "whole": of, "value": rounded(within / of)} if of else None,
        }

    def days_late(self) -> Numbers:
        """By how many local days what is, or was met, late is late."""
        late = self.seen(State.MET_LATE, State.OVERDUE) & (self.rows.due_at < NEVER)
        is_met = self.states[late] == PLACE[State.MET_LATE]
        until = np.where(is_met, self.rows.met_at[late], self.as_at)
        return days_of(until, self.calendar) - days_of(self.rows.due_at[late], self.calendar)

    def by_subject(self, states: list[str]) -> Numbers:
        _, place = np.unique(self.rows.subject, return_inverse=True)
        chosen = self.seen(*(State(one) for one in states)) if states else np.zeros(len(self.rows), np.bool_)
        return np.bincount(place[chosen], minlength=int(place.max()) + 1 if len(place) else 0).astype(np.int64)


def _declared(counts: Mapping[str, Any], found: Mapping[str, OneStandard]) -> dict[str, Any]:
    one = found.get(counts["standard"])
    if one is None:
        return {}
    if counts["kind"] == "count":
        return figure_cells(Figure(float(one.by_subject(counts["of"]).sum())))
    if counts["kind"] == "share":
        part = [state for state in counts["of"] if state in counts["part"]]
        return figure_cells(share_figure(one.by_subject(part), one.by_subject(counts["of"])))
    return figure_cells(median_figure(one.days_late().astype(float)))
