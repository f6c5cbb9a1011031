"""The bearings of a question weighed: each with its figures over the window, its verdict, and where they come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dutybound.inspection.degrees import Reading, Terms, Verdict, terms, verdict_on
from dutybound.inspection.figures import COMPLETE, FILES, NOTHING, Figures, Seen
from dutybound.inspection.frameworks.framework import Bearing, Question, Weight, Window
from dutybound.inspection.judging.assessed import Assessed, Cells


@dataclass(frozen=True)
class Weighed:
    """A bearing with what it came to. No grade is in it."""

    question: str
    bearing: Bearing
    figures: Figures
    reading: Reading

    @property
    def verdict(self) -> Verdict:
        return self.reading.verdict

    @property
    def is_core(self) -> bool:
        return self.bearing.weight is Weight.CORE


def weigh(
    questions: Iterable[Question], assessed: Assessed, windows: Mapping[str, Window], by: Terms | None = None
) -> dict[str, tuple[Weighed, ...]]:
    """By question. `windows` by question; one without a window has nothing that could be told."""
    said, chosen = by or terms(), list(questions)
    read = {window: _read(assessed, chosen, windows, window) for window in set(windows.values())}
    found = {}
    for question in chosen:
        window = windows.get(question.key)
        figures = [_figures(one, assessed, window, {} if window is None else read[window]) for one in question.bears]
        found[question.key] = tuple(
            Weighed(question.key, bearing, one, verdict_on(bearing.degree, one, said))
            for bearing, one in zip(question.bears, figures, strict=True)
        )
    return found


def _read(
    assessed: Assessed, questions: Iterable[Question], windows: Mapping[str, Window], window: Window
) -> dict[str, Cells]:
    """The cells of every standard that bears on a question with this window, each by its headline."""
    named = {
        bearing.standard
        for question in questions
        if windows.get(question.key) == window
        for bearing in question.bears
        if bearing.standard in assessed.standards
    }
    recurring = {one for one in named if one is not None and assessed.recurs(one)}
    single = {one for one in named if one is not None} - recurring
    return {**assessed.days(recurring, window), **assessed.duties(single, window)}


def _figures(bearing: Bearing, assessed: Assessed, window: Window | None, cells: Mapping[str, Cells]) -> Figures:
    if bearing.gap is not None:
        return Figures("nothing", lacking=f"no record of it is kept yet: {bearing.gap}")
    if window is None:
        return Figures("nothing", lacking="the question has no window, so nobody says which days are looked at")
    if assessed.as_at is None or assessed.as_at < window.as_at:
        what = f"the results reach to {assessed.as_at or 'no day'}, and the window to {window.as_at}"
        return Figures("nothing", lacking=what)
    if bearing.standard is not None:
        return _of_standard(bearing.standard, assessed, cells.get(bearing.standard, {}), bearing.complete)
    if bearing.measure is not None:
        return _of_measure(bearing.measure, assessed)
    return _of_audit(bearing.audit or "", assessed)


def _of_standard(name: str, assessed: Assessed, cells: Cells, complete: bool) -> Figures:
    said = assessed.standards.get(name)
    source = f"the standard {name}"
    if said is None:
        return Figures(source, lacking=f"{source} was not judged: it is not switched on, or its feed is too slow")
    if not said["owed"]:
        return Figures(source, lacking=f"nothing was owed under {source}")
    if said["rate"] is None and said["days_in_compliance"] is None and said["unassessable"]:
        lost = f"{said['unassessable']:,} of {said['owed']:,} duties cannot be assessed"
        lost += ", more than one in five" if 5 * said["unassessable"] > said["owed"] else ""
        return Figures(source, lacking=f"of {source} no figure is shown: {lost}")
    recurs = assessed.recurs(name)
    heeded = said["days_heeding_clusters" if recurs else "rate_heeding_clusters"]
    total = NOTHING
    for one in cells.values():
        total = total.plus(one)
    if not total.whole or heeded is None:
        return Figures(source, lacking=f"nothing that counts fell due under {source} in the window")
    if complete:
        value = total.part / total.whole
        return Figures(source, COMPLETE, Seen(total.part, total.whole, value, value), 1.0, cells)
    worth = min(1.0, heeded["worth"] / heeded["whole"])
    return Figures(source, "days" if recurs else "duties", total.seen(worth), worth, cells)


def _of_measure(name: str, assessed: Assessed) -> Figures:
    said, source = assessed.measures.get(name), f"the measure {name}"
    if said is None or said["value"] is None or not said["whole"]:
        return Figures(source, lacking=f"{source} has no figure: {_why_no_figure(said)}")
    if said["unit"] != "share" or said["better"] == "neither":
        return Figures(source, lacking=f"{source} is no share of which more, or fewer, is better")
    part, low, high = said["part"], said["low"], said["high"]
    if said["better"] == "fewer":
        part, low, high = said["whole"] - part, 1 - high, 1 - low
    return Figures(source, "cases", Seen(part, said["whole"], low, high))


def _why_no_figure(said: Mapping[str, Any] | None) -> str:
    if said is None:
        return "it is not among the results; it, or a standard whose duties it counts, is not switched on"
    if not said.get("delivered", True):
        return "the source does not deliver a column that it reads"
    return "nothing that it counts is on record"


def _of_audit(key: str, assessed: Assessed) -> Figures:
    said = assessed.audits.get(key)
    if said is None or not said.of:
        return Figures(
            f"the audit {key}", lacking=f"no audit of {key} was given: trained people would read files for it"
        )
    if not said.relied_on or said.low is None or said.high is None:
        because = "; ".join(said.because or ["no file tells anything"])
        lacking = f"{said.good} of {said.of} files were good, and that is not to be relied on: {because}"
        return Figures(f"the audit {key}", lacking=lacking)
    seen = Seen(said.good, said.of, said.low, said.high, said.share)
    return Figures(f"the audit {key}", FILES, seen)
