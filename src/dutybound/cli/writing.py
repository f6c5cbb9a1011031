"""Figures as they stand in files: the same to the byte for the same input."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from dutybound.duties.duty import State
from dutybound.duties.measure import Measure
from dutybound.duties.standard import Standard
from dutybound.exchange.interpreting import Interpreted, Measured
from dutybound.insight.backlog import Age
from dutybound.insight.clustered import Clustered
from dutybound.insight.figures import Figure
from dutybound.insight.heeding import Heeding
from dutybound.insight.shares import LEVEL, Share
from dutybound.insight.tally import Tally, states_by_name

DIGITS = 6


def as_tally(
    tally: Tally,
    known_at: str | None,
    suspensions: bool,
    arrival: Mapping[str, Any] | None = None,
    unmapped: Collection[tuple[str, str]] = (),
    heeded: Heeding = Heeding(None, None),
) -> dict[str, Any]:
    """One standard: what it is, its duties by state, its measures; `arrival` says how and up to when its data come.

    The source does not deliver the (table, column) pairs in `unmapped`.
    """
    standard, calendar = tally.standard, tally.calendar
    in_date = tally.in_date(tally.last_day)
    return {
        "sentence": standard.sentence,
        "versions": tally.versions,
        "form": standard.form,
        "source": standard.source,
        "mark": standard.mark,
        "owed_by": standard.owed_by,
        "as_at": calendar.local_text(tally.as_at),
        "known_at": known_at,
        "suspensions": "heeded" if suspensions else "ignored",
        "history": "as it was known" if tally.standard.says_when_recorded(unmapped) else "as now known",
        **(arrival or {}),
        "owed": tally.owed,
        **states_by_name(tally.states),
        "subjects": tally.subjects,
        "unassessable_subjects": tally.unassessable_subjects,
        "coverage": rounded(tally.coverage),
        "rate": as_share(tally.rate()),
        "rate_heeding_clusters": as_clustered(heeded.rate),
        "days_heeding_clusters": as_clustered(heeded.days),
        "rate_with_excused": as_share(tally.rate_with_excused()),
        "in_date": as_in_date(in_date) if in_date and in_date[1] else None,
        "days_in_compliance": as_share(tally.days_in_compliance()),
        "days_in_compliance_with_stopped_days": as_share(tally.days_in_compliance(stopped_count=True)),
        "backlog": {
            "days_since_owed": as_age(tally.ages.since_owed),
            "days_since_due": as_age(tally.ages.since_due),
        },
        "born_overdue": tally.born_overdue,
        "noticed": dict(sorted(tally.notices.items())),
        "by_month_due": {
            month: {state.value: states[state] for state in State if state.in_rate}
            for month, states in sorted(tally.months.items())
        },
        "in_date_by_month_end": _month_ends(tally),
        "by_unit": _by_unit(tally),
    }


def as_mapping(interpreted: Iterable[Interpreted], standard: Standard) -> dict[str, dict[str, Any] | None]:
    """The interpreted columns that a standard reads: how often each was found right, or null where nobody measured."""
    read = standard.columns_read()
    return {
        f"{one.table}.{one.column}": _measured(one.measured) if one.measured else None
        for one in interpreted
        if (one.table, one.column) in read
    }


def _measured(one: Measured) -> dict[str, Any]:
    return {
        "right": one.right, "marked": one.marked, "share": one.share, "low": one.low, "high": one.high,
        "marked_by": one.marked_by, "marked_on": one.marked_on.isoformat(),
    }  # fmt: skip


def _by_unit(tally: Tally) -> dict[str, dict[str, Any]]:
    """Each unit that a duty, or a day, was ever of; under the empty name, what no unit is known to hold."""
    found: dict[str, dict[str, Any]] = {}
    rates, days, units = tally.unit_rates(), tally.days, tally.holders.units
    for slot, unit in enumerate(units if len(units) > 1 else ()):
        if days is None or not (tally.by_unit.owed(slot) or days.counts_anything(slot)):
            continue
        in_date = days.in_date(tally.last_day, slot)
        within, of = days.in_compliance(days.first, days.last, slot)
        found[unit or ""] = {
            "owed": tally.by_unit.owed(slot),
            **dict(zip((state.value for state in State), tally.by_unit.states[slot].tolist(), strict=True)),
            "inherited": int(tally.by_unit.inherited[slot]),
            "rate": as_share(rates.get(slot)),
            "in_date": as_in_date(in_date) if in_date and in_date[1] else None,
            "days_in_compliance": {"part": within, "whole": of, "value": rounded(within / of)} if of else None,
        }
    return found


def as_in_date(in_date: tuple[int, int]) -> dict[str, Any]:
    return {"in_date": in_date[0], "live": in_date[1], "value": rounded(in_date[0] / in_date[1])}


def as_age(age: Age | None) -> dict[str, Any] | None:
    if age is None:
        return None
    return {"duties": age.duties, "median": age.median, "oldest": age.oldest, "bands": age.bands}


def as_share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "part": share.part,
        "whole": share.whole,
        "value": rounded(share.value),
        "low": rounded(share.low),
        "high": rounded(share.high),
        "level": LEVEL,
        "over_subjects": share.subjects,
    }


def as_clustered(found: Clustered | None) -> dict[str, Any] | None:
    """A share whose interval heeds clusters: which kind of them made it widest, and how many independent duties, or
    days, would tell as much."""
    if found is None:
        return None
    share = as_share(found.share) or {}
    return {**share, "by": found.by, "clusters": found.clusters, "worth": rounded(found.worth)}


def as_figure(
    measure: Measure, figure: Figure | None, known_at: str | None, arrival: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """One declared measure; its value is null where a column that it reads was not delivered."""
    told = figure or Figure(None)
    return {
        "sentence": measure.sentence,
        "unit": measure.unit,
        "better": measure.better,
        "source": measure.source,
        "known_at": known_at,
        **(arrival or {}),
        "value": rounded(told.value),
        "low": rounded(told.low),
        "high": rounded(told.high),
        "part": told.part,
        "whole": told.whole,
        "unknown": told.unknown,
        "delivered": figure is not None,
    }


def _month_ends(tally: Tally) -> dict[str, dict[str, int]]:
    ends = {}
    for day in tally.month_ends:
        in_date = tally.in_date(day)
        if in_date is not None:
            ends[tally.calendar.local_text(tally.calendar.ends_at(day))] = {"in_date": in_date[0], "live": in_date[1]}
    return ends


def rounded(value: float | None) -> float | None:
    """A figure to so many digits as are written."""
    return None if value is None else round(value, DIGITS)
