"""The figures of a source in parts, over all of them and part by part, as a file and as a table."""

from typing import Any

from rich.console import Console
from rich.table import Table

from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.assessing import WHEN_ASKED
from dutybound.cli.assessing_parts import Order, WholeAssessed
from dutybound.cli.placing import ASSESSMENT
from dutybound.cli.writing import as_in_date, as_share, rounded
from dutybound.duties.duty import State
from dutybound.exchange.private import write_private
from dutybound.insight.adding import Added
from dutybound.insight.shares import LEVEL, Share
from dutybound.insight.tally import states_by_name
from dutybound.reports.saying import percent

#: Beside the figures of all parts, these would be those of a source that was assessed here before, as one.
OF_ONE = (*WHEN_ASKED, "days.parquet", "declared_measures.json", ASSESSMENT, "excluded.csv")


def write_parts(whole: WholeAssessed, order: Order) -> None:
    """measures.json over all parts; those of each part stand in its own folder."""
    about = {one.id: one for one in whole.library.standards}
    told = {}
    for name, one in whole.standards.items():
        parts = {part.name: _figures(part.standards[name]) for part in whole.parts if name in part.standards}
        head: dict[str, Any] = {
            "sentence": about[name].sentence,
            "form": about[name].form,
            "source": about[name].source,
        }
        head |= {"mark": about[name].mark, "owed_by": about[name].owed_by, "as_at": order.as_at}
        head |= {"known_at": order.known_at, "suspensions": "heeded" if order.suspensions else "ignored"}
        told[name] = {**head, **_figures(one), "by_month_due": _months(one), "by_part": parts}
    with all_or_nothing(order.out, OF_ONE, ASSESSMENT) as folder:
        write_private(folder / "measures.json", told)


def _figures(one: Added) -> dict[str, Any]:
    return {
        "owed": one.owed,
        **states_by_name(one.states),
        "subjects": one.subjects,
        "unassessable_subjects": one.unassessable_subjects,
        "coverage": rounded(one.coverage),
        "rate": as_share(one.shown(one.in_rate)),
        "rate_with_excused": as_share(one.shown(one.with_excused)),
        "in_date": as_in_date(one.in_date) if one.in_date[1] else None,
        "days_in_compliance": as_share(one.shown(one.days)),
        "days_in_compliance_with_stopped_days": as_share(one.shown(one.days_with_stopped)),
        "born_overdue": one.born_overdue,
        "noticed": dict(sorted(one.notices.items())),
    }


def _months(one: Added) -> dict[str, dict[str, int]]:
    months = sorted({month for month, _ in one.months})
    return {month: {s.value: one.months[month, s] for s in State if s.in_rate} for month in months}


def show_parts(console: Console, whole: WholeAssessed, order: Order) -> None:
    """A line for each standard."""
    title = f"{whole.declaration.title}, {len(whole.parts)} parts, as at {order.as_at}"
    table = Table(title=title, title_justify="left", box=None)
    for heading in ("standard", "owed", "overdue", "coverage", "in date", "days in compliance", "met in time"):
        table.add_column(heading, justify="left" if heading == "standard" else "right", no_wrap=True)
    for name, one in whole.standards.items():
        in_date = percent(one.in_date[0] / one.in_date[1]) if one.in_date[1] else "-"
        shares = (_words(one.shown(one.days)), _words(one.shown(one.in_rate)))
        overdue = f"{one.states[State.OVERDUE]:,}"
        table.add_row(name, f"{one.owed:,}", overdue, percent(one.coverage), in_date, *shares)
    console.print(table)
    console.print(f"In brackets: {LEVEL:.0%} intervals. The figures of each part stand in its folder in {order.out}.")


def _words(share: Share | None) -> str:
    return "-" if share is None else f"{percent(share.value)} ({percent(share.low)} to {percent(share.high)})"
