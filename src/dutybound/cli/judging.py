"""dutybound judge: what is weighed for an inspection that is on record, and how it is shown in the terminal."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.cli.databases import records_databases
from dutybound.exchange.given import not_there
from dutybound.exchange.toml_files import collected
from dutybound.inspection.frameworks.framework import Framework, Question, Window
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.judging.assessed import Assessed, read_assessed
from dutybound.inspection.judging.changing import OneYear
from dutybound.inspection.judging.drafting import Drafted
from dutybound.inspection.judging.proposing import Proposal
from dutybound.inspection.judging.weighing import Weighed, weigh
from dutybound.reports.saying import day_words

if TYPE_CHECKING:  # Django is imported only where the records are needed
    from dutybound.casework.queries.judgments import Agreement, Holding


def ready() -> None:
    """The database of records, made where there is none."""
    records_databases().ready()


def bound_framework(inspection: str) -> Framework:
    """The framework that an inspection is bound to."""
    from dutybound.casework.queries.judgments import inspection_of

    return framework_named(inspection_of(inspection).framework)


def question_named(framework: Framework, key: str) -> Question:
    known = {one.key: one for one in framework.questions()}
    if key not in known:
        raise DutyboundError(Problem(f"question {key!r}", f"is none of {framework.key}", nearest(key, known)))
    return known[key]


def weighed_for(
    inspection: str, question: str, results: Path, audits: Path | None, wrong: Iterable[Problem] = ()
) -> tuple[Assessed, tuple[Weighed, ...]]:
    """The bearings of one question over its window, as the results and audits show them.

    All that is wrong with any of these is said at once, after what is `wrong` already.
    """
    from dutybound.casework.queries.judgments import windows_of

    problems = list(wrong)
    framework = collected(problems, bound_framework, inspection)
    chosen = None if framework is None else collected(problems, question_named, framework, question)
    assessed = collected(problems, read_assessed, results, audits)
    if chosen is None or assessed is None or problems:
        raise DutyboundError(problems)
    return assessed, weigh([chosen], assessed, windows_of(inspection))[question]


def new_file(out: Path | None) -> list[Problem]:
    """What is wrong with a file that is to be written: it is there already, or its folder is not."""
    if out is None:
        return []
    if out.exists():
        return [Problem(f"--out {out}", "is there already", "Name a new file.")]
    return not_there(out.parent, "folder", "--out")


def graded_by(inspection: str, framework: Framework, person: str) -> tuple[list[Question], list[str]]:
    """The questions that a person has graded, and the keys of the others; refused where they have graded none.

    A draft says what falls short, and so draws the grade of whoever sees it first.
    """
    from dutybound.casework.queries.judgments import judged_by

    judged, asked = judged_by(inspection, person), list(framework.questions())
    if not judged:
        remedy = "Write your own grade and its reason first: dutybound judge grade."
        what = f"has written no grade of their own in {inspection}, so no draft is shown to them"
        raise DutyboundError(Problem(person, what, remedy), "Nothing is drafted yet")
    return [one for one in asked if one.key in judged], [one.key for one in asked if one.key not in judged]


def given_windows(texts: Sequence[str]) -> dict[str, Window]:
    """Windows as they are typed: effectiveness.3=2015-03-01..2015-06-30."""
    problems: list[Problem] = []
    found = windows_said(problems, texts)
    if problems:
        raise DutyboundError(problems)
    return found


def windows_said(problems: list[Problem], texts: Sequence[str]) -> dict[str, Window]:
    """The windows that texts say; where one says none, that is added to the problems."""
    found = {}
    for text in texts:
        question, _, days = text.partition("=")
        since, _, as_at = days.partition("..")
        try:
            found[question] = Window.model_validate({"since": since, "as_at": as_at})
        except ValueError:
            remedy = "Write QUESTION=FIRST..LAST, such as effectiveness.3=2015-12-01..2016-11-30."
            problems.append(Problem("--window", f"{text!r} is no window", remedy))
    return found


def show_evidence_on(console: Console, question: Question, window: Window | None, weighed: Sequence[Weighed]) -> None:
    """The evidence without any grade: claim, verdict, n of N, and what is missing."""
    console.print(f"{question.key}: {question.title}", highlight=False)
    if window is not None:
        console.print(f"From {day_words(window.since)} to {day_words(window.as_at)}", highlight=False)
    table = Table(box=None)
    for heading in ("practice", "weight", "word", "verdict", "because"):
        table.add_column(heading, overflow="fold")
    for one in sorted(weighed, key=lambda each: not each.is_core):
        table.add_row(one.bearing.claim, str(one.bearing.weight), str(one.bearing.degree), str(one.verdict),
                      one.reading.reason)  # fmt: skip
    console.print(table, highlight=False, markup=False)
    console.print(f"Next: dutybound judge grade, with your own grade of {question.key} and why.", highlight=False)


def show_proposal(console: Console, own: str, proposal: Proposal) -> None:
    """The proposal beside one's own grade."""
    lines = [
        f"Your own grade of {proposal.question}: {own}",
        f"Proposed by rule: {proposal.words}; confidence {proposal.confidence}",
        *(f"  {number}. {one.words}" for number, one in enumerate(proposal.reasons, 1)),
        *(f"  missing: {one}" for one in proposal.missing),
        *(f"It would move: {one.words}" for one in (proposal.better, proposal.worse) if one is not None),
        "The proposal decides nothing. Next: dutybound judge decide.",
    ]
    for line in lines:
        console.print(line, highlight=False, markup=False)


def show_judged(
    console: Console, inspection: Any, windows: Mapping[str, Window], own: Sequence[Any], proposals: Sequence[Any],
    decisions: "Sequence[Holding]", agreed: "Agreement",
) -> None:  # fmt: skip
    """Everything on record of an inspection that whoever asks may see: what, by whom, and on which day."""
    from dutybound.casework.queries.judgments import day_of

    console.print(f"{inspection.pk}: {inspection.force}, under {inspection.framework}", highlight=False)
    for question, window in sorted(windows.items()):
        console.print(f"{question} looks at {window.since} to {window.as_at}", highlight=False)
    for one in own:
        console.print(f"{one.question}: {one.decided_by} judged {one.grade} on {day_of(one)}: {one.rationale}",
                      highlight=False, markup=False)  # fmt: skip
    for one in proposals:
        asked_by = f"asked for by {one.asked_by} on {day_of(one)}"
        console.print(f"{one.question}: proposed {one.said}; confidence {one.confidence}; {asked_by}",
                      highlight=False, markup=False)  # fmt: skip
    for held in decisions:
        until = f" to {held.until}" if held.until else " on"
        origin = f" from {held.origin}" if held.origin else ""
        grade = held.grade or "not graded"
        told = f"{held.question}: {grade} ({held.basis}{origin}) from {held.valid_from}{until}: {held.reason}"
        told += f" Decided by {held.by} on {held.decided_on}."
        console.print(told, highlight=False, markup=False)
    said = f"{agreed.same} of {agreed.told} ({agreed.low:.0%} to {agreed.high:.0%})" if agreed.told else "none yet"
    console.print(f"Proposals that came to the grade a person had written: {said}", highlight=False)


def one_year(framework: Framework, own: Path, other: Path | None, window: str) -> OneYear:
    """A year's results with its days, which are the same for every question."""
    windows = given_windows([f"{one.key}={window}" for one in framework.questions()])
    return OneYear(read_assessed(own), None if other is None else read_assessed(other), windows)


def show_drafts(console: Console, drafts: Sequence[Drafted], left: Sequence[str] = ()) -> None:
    """The drafts; `left`: the questions that are left out, since whoever asks has not graded them."""
    if not drafts:
        console.print("Nothing falls short in what you have graded, so no finding is drafted.")
    for one in drafts:
        console.print(f"{one.question} ({one.verdict}): {one.finding.text}", highlight=False, markup=False)
        console.print(f"    {one.figures}", highlight=False, markup=False)
    if drafts:
        console.print("These are drafts. None is a finding until a person adds it to the register.")
    if left:
        console.print(f"Left out, since you have not graded them: {', '.join(left)}.", highlight=False)
