"""dutybound findings alerts: what was closed and may be back, over all findings, and what of it nobody looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.findings_options import By, Own, opened
from dutybound.cli.terminal import wide_console
from dutybound.exchange.toml_files import collected
from dutybound.inspection.findings.history import History, local_day
from dutybound.inspection.findings.recurring import Waiting, found_again, shown_again, waiting
from dutybound.inspection.findings.registers import Registers
from dutybound.inspection.frameworks.framework import Mark, Window
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.judging.assessed import read_assessed
from dutybound.inspection.judging.weighing import weigh
from dutybound.reports.saying import counted

YEAR = timedelta(days=364)  # and the day itself


def alerts(
    by: By,
    results: Annotated[
        Path | None, typer.Option(help="The folder that `dutybound assess` wrote: what fell short in the year before.")
    ] = None,
    framework: Annotated[str, typer.Option(help="With --results: the framework that says what is short.")] = "",
    new: Annotated[bool, typer.Option(help="List only what this run found; for a run every night.")] = False,
    own: Own = None,
) -> None:
    """Look through all findings for what was closed and may be back, and list what nobody has looked at.

    What a link or a figure says is raised once, as an alert beside its finding; a later finding that is alike is
    offered once. No status changes, and nothing is linked.
    """
    from dutybound.casework.actions.finding_lineage import raise_what_is_back
    from dutybound.casework.queries import findings as queries

    known, at = opened(own), now()
    short, day = _short(results, framework)
    found = queries.findings(at, known)
    back = [*found_again(found, queries.links(at), known), *shown_again(found, short, day, known)]
    made = set(raise_what_is_back(back, by=by, at=at))
    told = {(one.finding, one.again, one.reference): one.why for one in back}
    offered = [one for one in back if not one.calls_for_an_alert]
    left = [_alert_line(one, told, known) for one in waiting(queries.findings(now(), known))]
    left += [Left(f"{one.finding}={one.again}", one.finding, one.again, "offered", one.why) for one in offered]
    _show(wide_console(), [one for one in left if not new or one.id in made], made, {one.id: one for one in found})


@dataclass(frozen=True)
class Left:
    """What nobody has looked at: an alert, or a pair that is offered as of one failing."""

    id: str
    finding: str
    by: str
    since: str
    why: str


def _alert_line(one: Waiting, told: Mapping[tuple[str, str, str], str], known: Registers) -> Left:
    alert, since = one.alert, f"since {local_day(one.alert.at, known.force_calendar)}"
    why = told.get((one.finding.id, alert.again, alert.reference), "")
    return Left(alert.id, one.finding.id, alert.again or alert.reference, since, why)


def _short(results: Path | None, framework: str) -> tuple[dict[str, str], str]:
    """What falls short in the year up to the day of some results, as evidence names it; and that day."""
    if (results is None) != (not framework):
        what = "go together, and one is missing"
        raise DutyboundError(Problem("--results and --framework", what, "Give both, or neither."))
    if results is None:
        return {}, ""
    problems: list[Problem] = []
    bound, assessed = collected(problems, framework_named, framework), collected(problems, read_assessed, results)
    if bound is None or assessed is None:
        raise DutyboundError(problems)
    if assessed.as_at is None:
        raise DutyboundError(Problem(f"{results}", "judged no standard, so nothing can be told of it"))
    window = Window(since=assessed.as_at - YEAR, as_at=assessed.as_at, mark=Mark.PROJECT)
    weighed = weigh(bound.questions(), assessed, {one.key: window for one in bound.questions()})
    return {
        f"{kind}:{name}": f"{one.verdict}: {one.reading.reason}"
        for many in weighed.values() for one in many if one.verdict.falls_short
        for kind, name in (("standard", one.bearing.standard), ("measure", one.bearing.measure)) if name
    }, assessed.as_at.isoformat()  # fmt: skip


def _show(console: Console, left: Sequence[Left], made: set[str], by_id: Mapping[str, History]) -> None:
    for one in left:
        since, why = "new" if one.id in made else one.since, f": {one.why}" if one.why else ""
        line = f"{one.id} ({since}): {one.finding} may be back, by {one.by}{why}"
        for text in (line, f"    {by_id[one.finding].reading}"):
            console.print(text, highlight=False, markup=False, soft_wrap=True)
    count = sum(one.id in made for one in left)
    said = f"{counted(len(left), 'recurrence')} that nobody has looked at; {count:,} of them new." if left else NOTHING
    for text in (said, *(WHAT_NEXT if left else ())):
        console.print(text, highlight=False, markup=False, soft_wrap=True)


NOTHING = "Nothing that was closed is seen to be back, but for what people have looked at."
WHAT_NEXT = (
    "No status was changed: its owner decides. Of an alert: dutybound findings answer-alert ALERT --why ... --by ...",
    "Of a pair (EARLIER=LATER): dutybound findings lineage confirm PAIR, or refuse, --why ... --by ...",
)
