"""What the audit commands show. A share never stands without its count, its interval and whether to rely on it."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from dutybound.insight.sampled import Sampled
from dutybound.inspection.audits.reading import question_set_named, question_sets
from dutybound.inspection.audits.readings import SampleRead, said_otherwise
from dutybound.inspection.audits.results import METHOD, AuditResult
from dutybound.inspection.audits.ticks import BehindTicks
from dutybound.reports.saying import counted, interval, percent


def list_sets(console: Console) -> None:
    table = Table(box=None)
    for heading in ("key", "version", "title", "about", "parted by", "questions", "gates", "mark"):
        table.add_column(heading, justify="right" if heading in ("questions", "gates") else "left")
    for one in question_sets().values():
        table.add_row(one.key, one.version, one.title, one.subjects, one.strata or "nothing",
                      f"{len(one.questions)}", f"{len(list(one.gates()))}", one.mark)  # fmt: skip
    console.print(table)


def show_set(console: Console, name: str) -> None:
    one = question_set_named(name)
    console.print(f"{one.title} ({one.key}, version {one.version}; {one.mark})", highlight=False)
    console.print(f"Source: {one.source}", highlight=False, soft_wrap=True)
    for question in one.questions:
        stage = f"{question.stage}: " if question.stage else ""
        console.print(f"\n{question.key} [{question.kind}]\n  {stage}{question.asks}", highlight=False, soft_wrap=True)
        console.print(f"  Look for: {question.look_for}", highlight=False, soft_wrap=True)


def show_results(console: Console, sample: SampleRead, results: Sequence[AuditResult]) -> None:
    """The totals by question, then all gates by stratum."""
    console.print(f"\n{sample.questions.title}, sample {sample.id}: {sample.frame}", highlight=False, soft_wrap=True)
    read = sum(bool(one.readings) for one in sample.files)
    console.print(
        f"{sample.body} reads the work of {sample.audited}: {read:,} of {counted(len(sample.files), 'file')} drawn are "
        f"read, which stand for {sample.population:,} records", highlight=False, soft_wrap=True,
    )  # fmt: skip
    _table(console, "question", [(one.key, one) for one in results if one.stratum is None], sample)
    key = sample.questions.key
    if parts := [(one.stratum, one) for one in results if one.stratum is not None and one.key == key]:
        console.print(f"\nAll gates, by {sample.strata_by}:", highlight=False)
        _table(console, "stratum", parts, sample)
    if words := _of_what(sample):
        console.print(words, highlight=False, soft_wrap=True)
    for why in dict.fromkeys(why for one in results if one.stratum is None for why in one.because):
        console.print(f"Not to be relied on where marked: {why}", highlight=False, soft_wrap=True)
    console.print(METHOD, highlight=False, soft_wrap=True)


def _of_what(sample: SampleRead) -> str:
    """What the figures are of, where single readings say otherwise; empty where none does."""
    asked = [(one.key, said_otherwise(sample.files, sample.questions, sample.questions.key_of(one)))
             for one in sample.questions.questions]  # fmt: skip
    if not any(otherwise for _, (otherwise, _) in asked):
        return ""
    decided = sum(len(one.moderated) for one in sample.files)
    otherwise, single = said_otherwise(sample.files, sample.questions, sample.questions.key)
    return (
        "Good and the shares are of the reading that stands, and not of single ones: where two readers differ, it is "
        f"what a third person decided (here {counted(decided, 'answer')}). Of all gates, {otherwise:,} of "
        f"{counted(single, 'single reading')} {'says' if otherwise == 1 else 'say'} otherwise than what stands; by "
        "question the table says it."
    )


def _table(console: Console, of: str, rows: Sequence[tuple[str, AuditResult]], sample: SampleRead) -> None:
    table = Table(box=None)
    table.add_column(of)
    for heading in ("good", "records", "share of them", "95% interval", "does not\napply", "cannot\ntell", "differ",
                    "single readings\nsay otherwise"):  # fmt: skip
        table.add_column(heading, justify="right")
    table.add_column("do readers agree enough")
    for name, one in rows:
        otherwise, single = said_otherwise(sample.in_stratum(one.stratum), sample.questions, one.key)
        told = "" if one.low is None or one.high is None else interval(one.low, one.high)
        table.add_row(name, f"{one.good:,} of {one.of:,}", f"{one.population:,}", percent(one.share), told,
                      f"{one.not_applicable or '-'}", f"{one.cannot_tell or '-'}", f"{one.undecided or '-'}",
                      f"{otherwise:,} of {single:,}" if otherwise else "-",
                      "yes" if one.relied_on else "no")  # fmt: skip
    console.print(table)


def show_behind(console: Console, ticks: BehindTicks) -> None:
    """Is the tick real?"""
    console.print(f"\nBehind the ticks of {ticks.standard}, by {ticks.key}:", highlight=False)
    files = f"{ticks.good:,} of {ticks.files:,} files with a duty met are good practice"
    console.print(f"  {files}: {_sampled(ticks.share)} of the duties met", highlight=False, soft_wrap=True)
    console.print(f"  Met in time: {_sampled(ticks.met)} of the duties due", highlight=False)
    console.print(f"  Met in time and good practice: {_sampled(ticks.rate)} of the duties due", highlight=False)
    for why in ticks.because:
        console.print(f"  Not to be relied on: {why}", highlight=False, soft_wrap=True)
    if ticks.more is not None:
        console.print(f"  Files to read until the first is known within {percent(ticks.half_width)} either way: "
                      f"{ticks.more:,} more, drawn as these were", highlight=False, soft_wrap=True)  # fmt: skip


def _sampled(one: Sampled | None) -> str:
    return "cannot tell" if one is None else f"{percent(one.value)} ({interval(one.low, one.high)})"
