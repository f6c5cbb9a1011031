"""Why a subject's duties are as they are, asked of a source: the explanation of each, or why there is none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dutybound.duties.duty import FOREVER, Duty
from dutybound.duties.nodes import Moment, walk
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard
from dutybound.engine.behind import records_behind
from dutybound.engine.excusing import decisions_on
from dutybound.engine.explaining import Explaining
from dutybound.engine.judging import SubjectJudged, judge_source
from dutybound.engine.lowering import programme_of
from dutybound.engine.source import Source

THE_FIRST = date(1970, 1, 1)


def explaining_of(standard: Standard, source: Source, policy: PolicyBook, found: SubjectJudged) -> Explaining:
    """What explains the duties of one subject that was judged."""
    return Explaining(
        standard, programme_of(standard, policy, source.calendar), policy, found.facts, tuple(found.judged.duties),
        decisions_on(source, standard.id, found.subject), records_behind(standard, source, found.subject),
        found.judged.notices,
    )  # fmt: skip


def why_nothing(standard: Standard, source: Source, policy: PolicyBook, subject: str, moment: int) -> str:
    """Why a subject is seen to owe nothing under a standard: judged again without what may stand in the way."""
    day = source.calendar.local_text
    if rows := _duties(standard, source, policy, subject, FOREVER):
        if later := [row.known_from for row in rows if row.known_from > moment]:
            return f"It becomes known only on {day(min(later))} that it is owed."
        return f"It was owed until {day(max(row.known_to for row in rows))}, when the record was corrected."
    at_any_time = replace(standard, valid_from=THE_FIRST, valid_to=None)
    if rows := _duties(at_any_time, source, policy, subject, moment):
        until = "" if standard.valid_to is None else f" to {standard.valid_to}"
        arose = f"this would be owed from {day(min(row.owed_from for row in rows))}"
        return f"The standard is in force from {standard.valid_from}{until}, and {arose}."
    if standard.applies is not None and _duties(replace(at_any_time, applies=None), source, policy, subject, moment):
        return "It is not one of those that the standard is for, by what was on record then (applies=)."
    starts = " or ".join(dict.fromkeys(_starts(standard)))
    return f"Nothing that starts it was on record by then{f' ({starts})' if starts else ''}."


def _duties(standard: Standard, source: Source, policy: PolicyBook, subject: str, moment: int) -> list[Duty]:
    return [row for one in judge_source(standard, source, policy, moment, subject) for row in one.judged.duties]


def _starts(standard: Standard) -> Iterator[str]:
    """The columns that say when the duty begins, where it has a trigger."""
    for node in walk(getattr(standard.obligation, "of", None)):
        if isinstance(node, Moment):
            yield f"{node.rows.table.name}.{node.column.name}"
