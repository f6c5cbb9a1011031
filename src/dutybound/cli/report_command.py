"""The report command: the published form, written from results, judgments, audits and findings."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.judging import given_windows
from dutybound.cli.placing import ASSESSMENT, among_an_assessment
from dutybound.cli.report_records import judgments_on_record
from dutybound.exchange.given import not_there
from dutybound.exchange.toml_files import collected
from dutybound.inspection.frameworks.framework import Framework, Window
from dutybound.inspection.frameworks.likes import Likes
from dutybound.inspection.frameworks.reading import framework_named, frameworks
from dutybound.inspection.judging.assessed import Assessed, read_assessed
from dutybound.inspection.judging.changing import OneYear, changes_of
from dutybound.inspection.judging.drafting import draft_findings
from dutybound.inspection.judging.proposing import propose
from dutybound.inspection.judging.weighing import Weighed, weigh
from dutybound.inspection.writing.building import document_of
from dutybound.inspection.writing.changing import CROSSED
from dutybound.inspection.writing.chief_officers import late_of, summary_of
from dutybound.inspection.writing.files import FIGURES, write_documents
from dutybound.inspection.writing.gathering import (
    Gathered,
    a_year_before,
    gathered,
    of_large_units,
    subjects_behind,
    windows_of,
    with_windows,
)
from dutybound.inspection.writing.inputs import AuditSeen, Judgment, findings_in, read_audits, read_grades
from dutybound.inspection.writing.subjects import Subjects
from dutybound.inspection.writing.written import Written, published

ALL = "all"  # in place of a question: every one


def write_inspection_report(
    assessed: Annotated[Path, typer.Argument(help="The folder that `dutybound assess` has written.")],
    framework: Annotated[str, typer.Option(help="The framework, such as peel-2016, or the .toml file of your own.")],
    out: Annotated[Path, typer.Option(help="The folder to write the report to.")],
    grades: Annotated[Path | None, typer.Option(help="Grades that people wrote, as a TOML file.")] = None,
    database: Annotated[
        str | None, typer.Option(help="An inspection on record, by its id: its grades and decisions are taken.")
    ] = None,
    by: Annotated[
        str, typer.Option(help="Who writes the report: of an inspection on record only what they may see is proposed.")
    ] = "",
    audits: Annotated[Path | None, typer.Option(help="audits.json, as `dutybound audit results` wrote it.")] = None,
    findings: Annotated[Path | None, typer.Option(help="Findings that people adopted, as a JSON list.")] = None,
    before: Annotated[Path | None, typer.Option(help="The folder of results of the year before.")] = None,
    before_by_these_rules: Annotated[
        Path | None, typer.Option(help="The results of the year before, judged by the rules of this year.")
    ] = None,
    by_rules_of_before: Annotated[
        Path | None, typer.Option(help="The results of this year, judged by the rules of the year before.")
    ] = None,
    window: Annotated[
        list[str] | None,
        typer.Option(help="The days that a question looked at: QUESTION=FIRST..LAST, or all=FIRST..LAST."),
    ] = None,
    before_framework: Annotated[
        str | None, typer.Option(help="The framework of the grades of the year before, where it was another.")
    ] = None,
    before_grades: Annotated[
        Path | None,
        typer.Option(help="The grades of the year before, as TOML."),
    ] = None,
) -> None:
    """Write the report of an inspection: pages and text documents, in full, for chief officers and for the public."""
    crossed = {"--before-by-these-rules": before_by_these_rules, "--by-rules-of-before": by_rules_of_before}
    paths = {"ASSESSED": assessed, "--before": before, **crossed}
    files = {"--grades": grades, "--audits": audits, "--findings": findings, "--before-grades": before_grades}
    problems = [one for name, path in paths.items() if path for one in not_there(path, "folder", name)]
    problems += [one for name, path in files.items() if path for one in not_there(path, "file", name)]
    problems += _contradictions(grades is not None and database is not None, before is not None, crossed)
    if before is not None and before.resolve() == assessed.resolve():
        problems.append(
            Problem("--before", f"{before} is the year that is reported", "Name the results of a year before.")
        )
    problems += among_an_assessment(out)
    if problems:
        raise DutyboundError(problems)
    bound = framework_named(framework)
    judgments: Mapping[str, Judgment] = (collected(problems, read_grades, grades, bound) if grades else None) or {}
    seen = (collected(problems, read_audits, audits) if audits else None) or {}
    found = collected(problems, findings_in, findings) if findings else None
    told = (before_framework and framework_named(before_framework)) or bound
    graded_before = collected(problems, read_grades, before_grades, told) if before_grades else None
    given = collected(problems, given_windows, window or []) or {}
    if problems:
        raise DutyboundError(problems)
    windows = windows_of(bound)
    if database is not None:
        judgments, on_record = judgments_on_record(database, bound, _day_of(assessed), by)
        windows |= on_record
    windows |= windows_for(bound, given)
    bound = with_windows(bound, windows)
    results = read_assessed(assessed, audits)
    weighed = weigh(bound.questions(), results, windows)
    written = _written(bound, windows, weighed, results, seen, judgments)
    if before is not None:
        this = OneYear(results, None, windows, weighed)
        written = with_last_year(written, this, before, before_by_these_rules, by_rules_of_before)
    if found is not None:
        written = replace(written, findings=found)
    if graded_before is not None:
        written = with_grades_before(written, graded_before, told)
    late = late_of(assessed / "duties.parquet", results.standards, written.definitions)
    documents = {
        "report": document_of(written),
        "chief-officers": summary_of(written, late, results.standards, seen),
        "public": document_of(published(written)),
    }
    with all_or_nothing(out) as folder:
        numbers = write_documents(documents, folder)
    _say(out, numbers, written)


def _contradictions(grades_twice: bool, has_before: bool, crossed: Mapping[str, Path | None]) -> Iterator[Problem]:
    """Options that do not go together."""
    if grades_twice:
        yield Problem("--grades and --database", "are both given", "Grades come from one of them.")
    given = [name for name, path in crossed.items() if path is not None]
    if given and (not has_before or len(given) == 1):
        remedy = f"Give --before, {' and '.join(crossed)}, or --before alone."
        yield Problem(given[0], "is given without the others that it is compared with", remedy)


def _written(
    framework: Framework,
    windows: Mapping[str, Window],
    weighed: Mapping[str, Sequence[Weighed]],
    results: Assessed,
    seen: Mapping[str, AuditSeen],
    judgments: Mapping[str, Judgment],
) -> Written:
    """Everything that the figures give; a proposal stands only where a person's own grade does."""
    definitions = _definitions(results.folder)
    behind = subjects_behind(weighed, results, windows)
    return Written(
        results.title, framework, definitions["as_at"], gathered(weighed, behind, results, windows, seen), definitions,
        {key: with_proposal(one, framework, weighed) for key, one in judgments.items()}, (),
        tuple(draft_findings(framework, of_large_units(weighed, behind))),
    )  # fmt: skip


def with_last_year(
    written: Written, this: OneYear, before: Path, before_by_these: Path | None, by_before: Path | None
) -> Written:
    """With the year before, and the change; under both years' rules where each was judged by the other's as well."""
    earlier, framework, windows_before = read_assessed(before), written.framework, a_year_before(this.windows)
    crossed = [None if one is None else read_assessed(one) for one in (before_by_these, by_before)]
    weighed = weigh(framework.questions(), earlier, windows_before)
    days = (windows_before, this.windows)
    swapped = [None if one is None else weigh(framework.questions(), one, each)
               for one, each in zip(crossed, days, strict=True)]  # fmt: skip
    years = (
        OneYear(earlier, crossed[0], windows_before, weighed, swapped[0]),
        replace(this, by_other=crossed[1], other_weighed=swapped[1]),
    )
    behind = subjects_behind(weighed, earlier, windows_before)
    return replace(
        written,
        last=gathered(weighed, behind, earlier, windows_before, folder="last"),
        last_definitions=_definitions(before),
        changes=tuple(changes_of(framework, *years)),
        last_by_this=_by_other_rules(years[0], CROSSED[0]),
        this_by_last=_by_other_rules(years[1], CROSSED[1]),
    )


def _by_other_rules(year: OneYear, folder: str) -> Gathered | None:
    """What a year shows by the rules of the other; only its figures are told, of the force."""
    if year.by_other is None or year.other_weighed is None:
        return None
    nothing: dict[str, dict[str, Subjects]] = {question: {} for question in year.other_weighed}
    return gathered(year.other_weighed, nothing, year.by_other, year.windows, folder=folder)


def with_grades_before(written: Written, grades: Mapping[str, Judgment], earlier: Framework) -> Written:
    """With the grades of the year before, each at the question of this year that is its like."""
    if earlier.key == written.framework.key:
        return replace(written, last_judgments=grades)
    likes = Likes({**frameworks(), earlier.key: earlier, written.framework.key: written.framework})
    edges = {one.question: one for one in likes.edges(written.framework, earlier)}  # the most comparable stands last
    graded = {key: one for key, one in edges.items() if one.other.partition(":")[2] in grades}
    judgments = {key: grades[one.other.partition(":")[2]] for key, one in graded.items()}
    return replace(written, last_judgments=judgments, last_edges=graded)


def windows_for(framework: Framework, given: Mapping[str, Window]) -> dict[str, Window]:
    """The windows as typed: `all` stands for every question that has none of its own among them."""
    keys = [one.key for one in framework.questions()]
    if strange := [one for one in given if one not in (*keys, ALL)]:
        what = f"is no question of {framework.key}"
        raise DutyboundError([Problem(f"--window {one}", what, nearest(one, (*keys, ALL))) for one in strange])
    every = dict.fromkeys(keys, given[ALL]) if ALL in given else {}
    return every | {key: one for key, one in given.items() if key != ALL}


def with_proposal(judgment: Judgment, framework: Framework, weighed: Mapping[str, Sequence[Weighed]]) -> Judgment:
    """A grade of one's own with the proposal beside it; a pillar has none, and what is on record is left as it is."""
    question = next((one for one in framework.questions() if one.key == judgment.question), None)
    if question is None or judgment.proposal or not judgment.place.startswith("grade / "):
        return judgment
    proposal = propose(question, framework.scale, weighed[question.key])
    why = tuple(one.words for one in proposal.reasons)
    return replace(judgment, proposal=f"{proposal.words}; confidence {proposal.confidence}", proposal_why=why)


def _day_of(folder: Path) -> date:
    """The day that results look at."""
    return date.fromisoformat(f"{_definitions(folder)['as_at']}"[:10])


def _definitions(folder: Path) -> dict[str, Any]:
    file = folder / ASSESSMENT
    if not file.is_file():
        raise DutyboundError(
            Problem(f"{file}", "is not there", "Assess the source again: an earlier version wrote it.")
        )
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _say(out: Path, numbers: Mapping[str, int], written: Written) -> None:
    typer.echo(f"{out}: report, chief-officers and public, each as .html and .docx.")
    typer.echo(f"{sum(numbers.values()):,} numbers; {FIGURES} says where each comes from.")
    lacking = [one.key for one in written.questions if one.graded and one.key not in written.judgments]
    if lacking:
        typer.echo(
            f"No judgment has been made of: {', '.join(lacking)}. The report says so, and shows no proposal there."
        )
    typer.echo("Only public.html and public.docx may leave the force. Reasons, findings and who judged stand in them")
    typer.echo("word for word: read them for names of people before you publish.")
