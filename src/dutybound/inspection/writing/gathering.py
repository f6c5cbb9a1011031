"""Evidence gathered for a report from what was weighed, this year and, where it is given, the year before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dutybound.inspection.frameworks.framework import Framework, Window
from dutybound.inspection.judging.assessed import Assessed
from dutybound.inspection.judging.weighing import Weighed
from dutybound.inspection.writing.evidence import Evidence
from dutybound.inspection.writing.inputs import AuditSeen
from dutybound.inspection.writing.subjects import Subjects, subjects_of

Gathered = Mapping[str, tuple[Evidence, ...]]


def windows_of(framework: Framework) -> dict[str, Window]:
    """The windows that the framework itself gives its questions."""
    return {one.key: one.window for one in framework.questions() if one.window is not None}


def with_windows(framework: Framework, windows: Mapping[str, Window]) -> Framework:
    """The framework with other windows for some of its questions: they are what its report says was looked at."""
    pillars = [
        pillar.model_copy(
            update={
                "questions": tuple(
                    one.model_copy(update={"window": windows.get(one.key, one.window)}) for one in pillar.questions
                )
            }
        )
        for pillar in framework.pillars
    ]
    return framework.model_copy(update={"pillars": tuple(pillars)})


def gathered(
    weighed: Mapping[str, Sequence[Weighed]],
    behind: Mapping[str, Mapping[str, Subjects]],
    assessed: Assessed,
    windows: Mapping[str, Window],
    audits: Mapping[str, AuditSeen] | None = None,
    folder: str = "this",
) -> dict[str, tuple[Evidence, ...]]:
    """By question, in the order of the framework; `behind` as `subjects_behind` counts them."""
    return {
        question: tuple(
            _evidence(_large_units(one, behind[question]), assessed, windows.get(question), audits or {}, folder,
                      behind[question].get(one.bearing.standard or ""))
            for one in many
        )
        for question, many in weighed.items()
    }  # fmt: skip


def subjects_behind(
    weighed: Mapping[str, Sequence[Weighed]], assessed: Assessed, windows: Mapping[str, Window]
) -> dict[str, dict[str, Subjects]]:
    """By question, the subjects behind the figures of each standard; each window is counted once, for all questions."""
    named = {question: {one.bearing.standard or "" for one in many} for question, many in weighed.items()}
    asked: dict[tuple[date, date], set[str]] = {}
    for question, standards in named.items():
        if question in windows:
            asked.setdefault(_days(windows[question]), set()).update(standards)
    counted = {}
    for question in named:
        if question in windows and (days := _days(windows[question])) not in counted:
            counted[days] = subjects_of(assessed, asked[days], windows[question])
    return {
        question: {name: one for name, one in counted[_days(windows[question])].items() if name in standards}
        if question in windows
        else {}
        for question, standards in named.items()
    }


def _days(window: Window) -> tuple[date, date]:
    return window.since, window.as_at


def of_large_units(
    weighed: Mapping[str, Sequence[Weighed]], behind: Mapping[str, Mapping[str, Subjects]]
) -> dict[str, tuple[Weighed, ...]]:
    """The same, naming no unit with so few subjects that what is said of it would be said of persons."""
    return {question: tuple(_large_units(one, behind[question]) for one in many) for question, many in weighed.items()}


def _large_units(one: Weighed, behind: Mapping[str, Subjects]) -> Weighed:
    subjects = behind.get(one.bearing.standard or "", Subjects())
    where = tuple(unit for unit in one.reading.where if subjects.is_told_apart(unit))
    return replace(one, reading=replace(one.reading, where=where))


def _evidence(
    one: Weighed,
    assessed: Assessed,
    window: Window | None,
    audits: Mapping[str, AuditSeen],
    folder: str,
    subjects: Subjects | None,
) -> Evidence:
    seen, bearing = one.figures.force, one.bearing
    audit = audits.get(bearing.audit or "")
    measure = assessed.measures.get(bearing.measure or "", {})
    return Evidence(
        one.question, bearing, f"{one.verdict}", one.reading.reason, one.reading.where, one.figures.lacking,
        one.figures.of, seen,
        {key: (cell.part, cell.whole) for key, cell in one.figures.cells.items()}, window,
        recurs=bool(bearing.standard and seen is not None and assessed.recurs(bearing.standard)), zone=assessed.zone,
        is_fewer=measure.get("better") == "fewer", place="" if audit is None else audit.place, folder=folder,
        subjects=subjects,
    )  # fmt: skip


def a_year_before(windows: Mapping[str, Window]) -> dict[str, Window]:
    """The same days one year earlier."""
    return {
        question: replace_days(window, _year_before(window.since), _year_before(window.as_at))
        for question, window in windows.items()
    }


def replace_days(window: Window, since: date, as_at: date) -> Window:
    return window.model_copy(update={"since": since, "as_at": as_at})


def _year_before(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def withheld(one: Evidence) -> Evidence:
    """The same without a figure: its verdict stays, for a word tells no count."""
    return replace(one, seen=None, cells={}, withheld=True, where=(), reason="")
