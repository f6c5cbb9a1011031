"""A report built from what was gathered: the full one, and the one for the local policing body and the public."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dutybound.inspection.degrees import Verdict
from dutybound.inspection.findings.draft import Kind
from dutybound.inspection.frameworks.framework import Framework, Question
from dutybound.inspection.grades import NoGrade
from dutybound.inspection.judging.changing import Changed
from dutybound.inspection.judging.drafting import Drafted
from dutybound.inspection.writing.blocks import Block, Bullets, Chart, Document, Heading, Paragraph, Table
from dutybound.inspection.writing.changing import change_sentence, rules_sentence
from dutybound.inspection.writing.drawing import bearings_chart, history_of, months_chart
from dutybound.inspection.writing.evidence import Evidence, figure, n_of_n, of_members
from dutybound.inspection.writing.gathering import Gathered, withheld
from dutybound.inspection.writing.inputs import Found, Judgment
from dutybound.inspection.writing.narrating import (
    VERDICTS,
    claim_of,
    day_said,
    evidence_sentence,
    said,
    short_name,
    told,
    units_said,
    untold,
    untold_sentence,
)
from dutybound.inspection.writing.origins import Ratio, Said
from dutybound.inspection.writing.pieces import Number, Quoted, Sentence, words
from dutybound.inspection.writing.suppressing import Line, published_lines, shows
from dutybound.reports.saying import month_words, percent

FULL = "Internal report. Not for publication: small counts are not suppressed."
PUBLIC = "For the local policing body and the public. Counts of fewer than five are not shown."
OTHER_UNITS, OTHER_MONTHS = "Other units together", "Other months together"
#: Bearings of which the months and the units are shown: those that fall short, and of these the gravest.
DETAILED = 4


@dataclass(frozen=True)
class Written:
    """All that a report is written from. `title` names the force; `definitions` are those of the results."""

    title: str
    framework: Framework
    as_at: str
    evidence: Gathered
    definitions: Mapping[str, Any]
    judgments: Mapping[str, Judgment] = field(default_factory=dict)
    findings: tuple[Found, ...] = ()
    drafts: tuple[Drafted, ...] = ()
    last: Gathered | None = None
    last_definitions: Mapping[str, Any] | None = None
    changes: tuple[Changed, ...] = ()
    last_judgments: Mapping[str, Judgment] = field(default_factory=dict)
    is_public: bool = False

    @property
    def questions(self) -> list[Question]:
        return list(self.framework.questions())


def document_of(written: Written) -> Document:
    """The whole report as blocks."""
    blocks: list[Block] = []
    blocks += _overall(written)
    for question in written.questions:
        blocks += _question(written, question)
    blocks += _method(written)
    kind = PUBLIC if written.is_public else FULL
    framework = said(written.framework.title, "framework", "title")
    lead = words("Inspected under: ", framework)
    facts = (
        ("Framework", words(said(written.framework.key, "framework", "key"), f", of {written.framework.owner}")),
        ("Looked at", words("the records as at ", said(written.as_at, "this/definitions.json", "as_at"))),
        ("Standards", (_made_by(written.definitions),)),
    )
    return Document(written.title, kind, lead, facts, tuple(blocks), FOOT)


FOOT: Sentence = (
    "Made by Dutybound. Where each number comes from stands in figures.json beside this file. No police force, "
    "inspectorate or government body has endorsed it. Judgments are those of the people named beside them; none was made "
    "by software.",
)


def _made_by(definitions: Mapping[str, Any]) -> Quoted:
    made = definitions["made_by"]
    return Quoted(f"Dutybound {made['version']}, code {made['code'][:12]}", Said("this/definitions.json", "made_by"))


# --- judgments -------------------------------------------------------------------------------------------------------


def _overall(written: Written) -> Iterator[Block]:
    """The judgments at a glance: of each pillar, then of each question."""
    yield Heading(2, ("Overall",), "overall")
    for pillar in written.framework.pillars:
        if pillar.graded:
            yield from _judged(written, pillar.key, said(pillar.headline or pillar.key, "framework", pillar.key))
    rows = tuple(
        (words(_number(one), said(one.title, "framework", one.key)), (_grade_words(written, one),))
        for one in written.questions
        if one.graded or one.bears
    )
    yield Table(("The judgment of each question",), ("Question", "Judgment"), rows, numbers=9)
    falls = [one for many in written.evidence.values() for one in told(many) if one.verdict != Verdict.HOLDS]
    if falls:
        yield Paragraph(("What falls far short, or short, in the core of practice:",))
        core = [one for one in falls if one.bearing.weight == "core"] or falls
        yield Bullets(tuple((words(claim_of(one), " ", _short_figure(one)), ()) for one in core[:6]))


def _short_figure(one: Evidence) -> Sentence:
    return ("The counts are too small to be published.",) if one.withheld else words("It was so in ", figure(one), ".")


def _grade_words(written: Written, question: Question) -> str:
    judgment = written.judgments.get(question.key)
    if judgment is not None:
        return judgment.grade.capitalize()
    return NoGrade.UNGRADED.capitalize() if not question.graded else "No judgment has been made"


def _number(question: Question) -> Sentence:
    if question.printed_number is None:
        return ()
    return Quoted(f"{question.printed_number}. ", Said("framework", question.key)), ""


def _judged(written: Written, key: str, title: Any) -> Iterator[Block]:
    judgment = written.judgments.get(key)
    if judgment is None:
        yield Paragraph(words(title, " No judgment of this has been made."), "grade none")
        return
    yield Paragraph(words(title, " ", judgment.grade.capitalize()), "grade")
    yield from _reasons(written, judgment)


def _reasons(written: Written, judgment: Judgment) -> Iterator[Block]:
    place = judgment.place
    made_up = " (a fictional inspector, for this demonstration)" if judgment.fictional else ""
    basis = "" if judgment.basis == "inspected" else f" ({judgment.basis})"
    yield Paragraph(
        words(
            said(judgment.reason, "grades", place), " Judged by ", said(judgment.by, "grades", place), f"{made_up}, ",
            said(judgment.at[:10], "grades", place), f"{basis}.",
        )
    )  # fmt: skip
    if judgment.proposal and not written.is_public:
        proposed = said(judgment.proposal, "proposal", judgment.question)
        yield Paragraph(words("Proposed by rule, after that grade was written: ", proposed, "."), "quiet")
        why = tuple((words(said(one, "proposal", judgment.question)), ()) for one in judgment.proposal_why)
        if why:
            yield Bullets(why)


# --- a question ------------------------------------------------------------------------------------------------------


def _question(written: Written, question: Question) -> Iterator[Block]:
    many = written.evidence.get(question.key, ())
    place = question.key.replace(".", "-")
    yield Heading(2, words(_number(question), said(question.title, "framework", question.key)), f"q-{place}")
    if question.graded or question.key in written.judgments:
        yield from _question_grade(written, question)
    else:
        yield Paragraph(("This question is not graded.",), "grade none")
    yield from _last_grade(written, question)
    if question.window is not None:
        yield Paragraph(words("Looked at: ", day_said(question.window.since), " to ", day_said(question.window.as_at), "."), "quiet")
    if told(many) or any(one.seen is not None for one in many):
        yield from _narrative(written, question, many, place)
    yield from _findings(written, question, place)
    yield from _change(written, question, place)
    missing = untold(many)
    if missing or not many:
        yield Heading(3, ("What cannot be told",), f"q-{place}-untold")
    if not many:
        yield Paragraph(("Nothing that bears on this question is on record here, so nothing can be told of it.",))
    if missing:
        yield Bullets(tuple((untold_sentence(one), ()) for one in missing))


def _question_grade(written: Written, question: Question) -> Iterator[Block]:
    judgment = written.judgments.get(question.key)
    if judgment is None:
        yield Paragraph(("No judgment has been made. The evidence follows without one.",), "grade none")
        return
    yield Paragraph((judgment.grade.capitalize(),), "grade")
    yield from _reasons(written, judgment)


def _last_grade(written: Written, question: Question) -> Iterator[Block]:
    last, now = written.last_judgments.get(question.key), written.judgments.get(question.key)
    if last is not None and now is not None:
        how = "as" if last.grade == now.grade else "where it was"
        yield Paragraph((f"The judgment is {now.grade}, {how} {last.grade} the year before.",))


def _narrative(written: Written, question: Question, many: Sequence[Evidence], place: str) -> Iterator[Block]:
    yield Heading(3, ("What the evidence shows",), f"q-{place}-evidence")
    some = told(many)
    by_topic = {one.key: one for one in question.topics}
    for topic in [*by_topic, None]:
        own = [one for one in some if (one.bearing.topic if one.bearing.topic in by_topic else None) == topic]
        if own and topic is not None:
            yield Heading(4, (said(by_topic[topic].summary, "framework", question.key),), f"q-{place}-t-{topic}")
        for one in own:
            yield Paragraph(evidence_sentence(one))
    figures = [one for one in (*some, *untold(many)) if one.seen is not None]
    if figures:
        named = [(short_name(one), one) for one in figures]
        alt = words("The share of each practice with its interval, from nought to all. The table that follows has every figure.")
        yield Chart(bearings_chart(named), alt, ("Dot: the share. Bar: its interval.",))
        yield _bearings_table(question, figures)
    detailed = [one for one in figures if one.verdict != Verdict.HOLDS and one.cells][:DETAILED]  # the gravest first
    for one in detailed:
        yield from _detail(written, one, place)


def _bearings_table(question: Question, figures: Sequence[Evidence]) -> Table:
    rows = tuple(
        (
            (said(short_name(one), "framework", one.bearing.key),), (VERDICTS[Verdict(one.verdict)],), (f"{one.bearing.degree}",),
            (_share(one),), n_of_n(one.seen[0], one.seen[1], *one.parts()) if one.seen else (),
            _interval(one), (said(one.bearing.standard or one.bearing.measure or one.bearing.audit or "", "framework", one.bearing.key),),
        )
        for one in figures
    )  # fmt: skip
    caption = words("The figures behind: ", said(question.title, "framework", question.key))
    return Table(caption, ("Practice", "Verdict", "Asked for", "Share", "n of N", "Interval", "From"), rows, numbers=3)


def _share(one: Evidence) -> Number:
    assert one.seen is not None
    return Number(percent(one.seen[0] / one.seen[1]), one.seen[0] / one.seen[1], Ratio(*one.parts()))


def _interval(one: Evidence) -> Sentence:
    if not one.has_interval or one.seen is None:
        return ("all there are",)
    low, high = one.ends()
    return Number(percent(one.seen[2]), one.seen[2], low), " to ", Number(percent(one.seen[3]), one.seen[3], high)


def _detail(written: Written, one: Evidence, place: str) -> Iterator[Block]:
    """One bearing by month and by unit."""
    name = f"q-{place}-b-{one.bearing.key}".replace(".", "-")
    yield Heading(4, (said(short_name(one), "framework", one.bearing.key), ": by month and by unit"), name)
    months = _lines(written, one.by_month(), OTHER_MONTHS)
    single = [line for line in months if line.members == (line.name,)]
    history = history_of([(line.name, line.part, line.whole) for line in sorted(single, key=lambda line: line.name)], one.of)
    if history is not None:
        alt = words("Control chart of ", said(short_name(one).lower(), "framework", one.bearing.key), " by month. The table that follows has every month.")
        yield Chart(months_chart(history), alt, ("Dashed: the limits between which most months lie by chance. Triangles: months beyond chance.",))
    if months:
        yield _line_table(one, "month", months, words(said(short_name(one), "framework", one.bearing.key), " by month"))
    units = _lines(written, {name or "No unit known": cell for name, cell in one.by_unit().items()}, OTHER_UNITS)
    if len(units) > 1:
        yield _line_table(one, "unit", units, words(said(short_name(one), "framework", one.bearing.key), " by unit"))


def _lines(written: Written, lines: Mapping[str, tuple[int, int]], together: str) -> tuple[Line, ...]:
    if written.is_public:
        return published_lines(lines, together) or ()
    return tuple(Line(name, *cell, (name,)) for name, cell in lines.items() if cell[1])


def _line_table(one: Evidence, by: str, lines: Sequence[Line], caption: Sentence) -> Table:
    rows = []
    for line in lines:
        members = tuple("" if member == "No unit known" else member for member in line.members)
        part, whole = of_members(one, by, members)
        name = month_words(line.name) if by == "month" and line.members == (line.name,) else line.name
        head = said(name, "calendar" if by == "month" else "units", line.name)
        value = line.part / line.whole
        rows.append(((head,), (Number(percent(value), value, Ratio(part, whole)),), n_of_n(line.part, line.whole, part, whole)))
    return Table(caption, (by.capitalize(), "Share", "n of N"), tuple(rows))


# --- findings, change, method ----------------------------------------------------------------------------------------


def _findings(written: Written, question: Question, place: str) -> Iterator[Block]:
    keys = {question.key, f"{written.framework.key}:{question.key}"}
    own = [one for one in written.findings if one.draft.question in keys]
    strengths = [one for one in own if one.draft.kind is Kind.STRENGTH]
    others = [one for one in own if one.draft.kind is not Kind.STRENGTH]
    for kind in dict.fromkeys(one.draft.kind for one in others):
        yield Heading(3, (HEADINGS[kind],), f"q-{place}-{kind.name.lower()}")
        yield Bullets(tuple(_finding(one) for one in others if one.draft.kind is kind))
    if strengths:
        yield Heading(3, ("Strengths",), f"q-{place}-strengths")
        yield Bullets(tuple(_finding(one) for one in strengths))
    drafts = [one for one in written.drafts if one.question == question.key]
    if drafts and not written.is_public:
        yield Heading(3, ("Drafts, adopted by nobody",), f"q-{place}-drafts")
        yield Paragraph(("The figures suggest these. None is a finding until a person adopts it.",), "quiet")
        yield Bullets(tuple((words(said(one.finding.text, "draft", f"{one.question} / {one.bearing}")), ()) for one in drafts))


HEADINGS = {
    Kind.AREA_FOR_IMPROVEMENT: "Areas for improvement", Kind.CAUSE_OF_CONCERN: "Causes of concern",
    Kind.ACCELERATED_CAUSE_OF_CONCERN: "Accelerated causes of concern", Kind.RECOMMENDATION: "Recommendations",
    Kind.STRENGTH: "Strengths",
}  # fmt: skip


def _finding(one: Found) -> tuple[Sentence, tuple[Sentence, ...]]:
    deadline = f" Deadline: {one.draft.deadline_words}." if one.draft.deadline_words else ""
    status = f" Status: {one.status}." if one.status else ""
    text = words(said(f"{one.draft.text}{deadline}{status}", "findings.json", one.place))
    return text, tuple(words(said(part, "findings.json", one.place)) for part in one.draft.parts)


def _change(written: Written, question: Question, place: str) -> Iterator[Block]:
    """Each practice of which both years have a figure; in the public version only where neither count is small."""
    if written.last is None or written.last_definitions is None:
        return
    this, last = ({one.bearing.key: one for one in many.get(question.key, ())} for many in (written.evidence, written.last))
    items = []
    for changed in written.changes:
        own, before = this.get(changed.bearing), last.get(changed.bearing)
        if changed.question != question.key or own is None or before is None or not (own.seen and before.seen):
            continue
        sentence = words(claim_of(own), " ", change_sentence(changed, own, before))
        if own.bearing.standard:
            sentence = words(sentence, " ", rules_sentence(own.bearing.standard, written.definitions, written.last_definitions))
        items.append((sentence, ()))
    if items:
        yield Heading(3, ("Change on last year",), f"q-{place}-change")
        yield Bullets(tuple(items))


def _method(written: Written) -> Iterator[Block]:
    yield Heading(2, ("Method and limits",), "method")
    for text in METHOD:
        yield Paragraph((text,))
    if written.is_public:
        yield Paragraph((SUPPRESSED,))
    gaps = written.framework.gaps
    if gaps:
        yield Heading(3, ("What is not known of the framework",), "method-gaps")
        yield Bullets(tuple((words(said(one, "framework", "gaps")), ()) for one in gaps))
    yield Heading(3, ("The standards that were looked at",), "method-standards")
    used = dict.fromkeys(one.bearing.standard for many in written.evidence.values() for one in many if one.bearing.standard)
    rows = [_standard_row(name, written.definitions["standards"][name]) for name in used if name in written.definitions["standards"]]
    if rows:
        yield Table(("Each standard as it is published, and where it comes from",), ("Standard", "What it says", "Source", "Mark"), tuple(rows), numbers=9)


METHOD = (
    "Each practice is held to a standard: a dated obligation on the force's own records, judged as it was known at the "
    "time. A share counts what was done in time among what fell due in the window; of duties that come again and again, "
    "the days on which the subject was within the standard.",
    "Each word of degree (most, consistently, routine and so on) has one published test, and a practice holds, falls short "
    "or falls far short by that test alone. Where the interval reaches both sides of what the word takes, it is said that "
    "nothing can be told.",
    "Intervals hold the true share in nineteen of twenty cases, and heed that the cases of one supervisor or one unit are "
    "alike. Where all there are were looked at, there is no interval.",
    "A record tells what was recorded. What was never recorded, and whether what was recorded was done well, no deadline "
    "can see: trained people read files for that, and where nobody did, it is said so.",
    "A judgment is a person's, made from the evidence before any proposal was shown. No grade is made by software.",
)
SUPPRESSED = (
    "Counts of one to four, and what they leave of their whole, are not shown. Lines that hold one are put together with "
    "others until no count is so small, so that nobody can work them out from the totals."
)


def _standard_row(name: str, definition: Mapping[str, Any]) -> tuple[Sentence, ...]:
    newest = definition["versions"][-1]
    where = "this/definitions.json"
    return tuple((said(text, where, name),) for text in (name, newest["sentence"], newest["source"], newest["mark"]))


# --- the version that is published -----------------------------------------------------------------------------------


def published(written: Written) -> Written:
    """The same with every figure withheld that has a small count, or could give one away."""
    shown: set[tuple[str, Any]] = set()
    evidence = {question: tuple(_published(one, shown) for one in many) for question, many in written.evidence.items()}
    last = None
    if written.last is not None:
        before: set[tuple[str, Any]] = set()
        last = {question: tuple(_published(one, before) for one in many) for question, many in written.last.items()}
    return replace(written, evidence=evidence, last=last, drafts=(), is_public=True)


def _published(one: Evidence, shown: set[tuple[str, Any]]) -> Evidence:
    """One thing over two windows would tell their difference: over the second it is withheld."""
    if one.seen is None:
        has_count = any(letter.isdigit() for letter in one.lacking)
        return replace(one, reason="", lacking="too little of it can be assessed" if has_count else one.lacking)
    name = one.bearing.standard or one.bearing.measure or one.bearing.audit or ""
    elsewhere = {window for known, window in shown if known == name} - {one.window}
    if not shows(one.seen[0], one.seen[1]) or elsewhere:
        return withheld(one)
    shown.add((name, one.window))
    return replace(one, reason="")
