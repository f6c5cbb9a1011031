"""What changed on last year, as `dutybound judge change` shows and writes it: what changed first."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from dutybound.inspection.judging.changed_points import change_shown
from dutybound.inspection.judging.changing import Changed, Way
from dutybound.reports.saying import counted, percent

N_OF_N = re.compile(r"\d[\d,]* of \d[\d,]* ")
BY_CHANCE = "what the two years differ by may be chance"


def show_changes(console: Console, changes: Sequence[Changed]) -> None:
    """Practice by practice, those that changed first: which way, how much, and what the rules did of it. Those of which
    it cannot be told are counted, by what is lacking.
    """
    told = [one for one in changes if one.way is not Way.CANNOT_TELL]
    if told:
        console.print(_table(told), highlight=False, markup=False)
    else:
        console.print("Of no practice can it be told whether it changed.", highlight=False)
    for note in sorted({one.note for one in told}):
        console.print(f"Judged: {note}.", highlight=False, markup=False)
    reasons = Counter(why_untold(one) for one in changes if one.way is Way.CANNOT_TELL)
    for reason, count in sorted(reasons.items(), key=lambda one: (-one[1], one[0])):
        console.print(f"Cannot tell of {counted(count, 'practice')}: {reason}.", highlight=False, markup=False,
                      soft_wrap=True)  # fmt: skip


def _table(told: Sequence[Changed]) -> Table:
    table = Table(box=None)
    for heading in ("question", "practice", "went", "before", "after", "change", "practice's", "rules'", "grades"):
        table.add_column(heading, overflow="fold")
    for one in sorted(told, key=lambda each: (each.way is Way.SAME, each.question)):
        said = change_shown(one)
        parts = ("", "", "") if said is None else (said.change, said.practice, said.rules)
        seen = ("" if year is None else percent(year.value) for year in (one.earlier, one.later))
        table.add_row(one.question, one.claim, str(one.way), *seen, *parts, str(one.comparability or "nobody says"))
    return table


def why_untold(one: Changed) -> str:
    """What is lacking, without the name and the numbers of what it lacks in, so that alike reasons are counted."""
    if one.change is not None:
        return BY_CHANCE
    reason = one.note.replace(one.source, "it") if one.source else one.note
    return N_OF_N.sub("some ", reason)


def as_rows(changes: Sequence[Changed]) -> list[dict[str, Any]]:
    """Everything, in the order of the framework, for a file."""
    return [{name: _as_written(value) for name, value in asdict(one).items()} for one in changes]


def _as_written(value: Any) -> Any:
    """Figures to six digits; degrees of freedom that are not limited stand for nothing."""
    if isinstance(value, dict):
        return {name: _as_written(one) for name, one in value.items() if name != "freedom"}
    return round(value, 6) if isinstance(value, float) else value
