"""A report built from what was gathered: the full one, and the one for the local policing body and the public."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dutybound.inspection.degrees import Verdict
from dutybound.inspection.frameworks.framework import Comparability, Question
from dutybound.inspection.grades import NoGrade
from dutybound.inspection.writing.blocks import Block, Bullets, Chart, Document, Heading, Paragraph, Table
from dutybound.inspection.writing.drawing import bearings_chart, history_of, months_chart
from dutybound.inspection.writing.evidence import Evidence, figure, files_of, n_of_n, of_members
from dutybound.inspection.writing.inputs import Judgment
from dutybound.inspection.writing.narrating import (
    CHARTED,
    VERDICTS,
    claim_of,
    day_said,
    evidence_sentence,
    said,
    short_name,
    told,
    untold,
    untold_sentence,
)
from dutybound.inspection.writing.origins import Ratio, Said
from dutybound.inspection.writing.pieces import Number, Quoted, Sentence, words
from dutybound.inspection.writing.subjects import Subjects
from dutybound.inspection.writing.suppressing import Line, published_lines
from dutybound.inspection.writing.telling_findings import change_blocks, finding_blocks
from dutybound.inspection.writing.telling_method import method_blocks
from dutybound.inspection.writing.written import FULL, PUBLIC, Written
from dutybound.reports.saying import month_words, percent

OTHER_UNITS, OTHER_MONTHS, NO_UNIT = "Other units together", "Other months together", "No unit known"
#: Bearings of which the months and the units are shown: those that fall short, and of these the gravest.
DETAILED = 4


def document_of(written: Written) -> Document:
    """The whole report as blocks."""
    blocks: list[Block] = []
    blocks += _overall(written)
    for question in written.questions:
        blocks += _question(written, question)
    blocks += method_blocks(written)
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
    "inspectorate or government body has endorsed it. Judgments are those of the people named beside them; none "
    "was made "
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
        (words(_number(written, one), said(one.title, "framework", one.key)), (_grade_words(written, one),))
        for one in written.questions
        if one.graded or one.bears
    )
    yield Table(("The judgment of each question",), ("Question", "Judgment"), rows, numbers=9)
    judged = [many for question, many in written.evidence.items() if question in written.judgments]
    falls = [one for many in judged for one in told(many) if one.verdict != Verdict.HOLDS]
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


def _number(written: Written, question: Question) -> Sentence:
    """ "1. ", or "Effectiveness 1. " where several pillars count from one."""
    if question.printed_number is None:
        return ()
    pillars = [one.key for one in written.framework.pillars if question in one.questions]
    pillar = f"{pillars[0].capitalize()} " if len(written.framework.pillars) > 1 else ""
    return (Quoted(f"{pillar}{question.printed_number}. ", Said("framework", question.key)),)


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
            "in force from " if judgment.is_decision else "", said(judgment.at[:10], "grades", place), f"{basis}.",
        )
    )  # fmt: skip
    if judgment.proposal and not written.is_public:
        made_of = files_of(written.evidence.get(judgment.question, ()))
        proposed = said(judgment.proposal, "proposal", judgment.question, made_of)
        yield Paragraph(words("Proposed by rule, after that grade was written: ", proposed, "."), "quiet")
        why = tuple((words(said(one, "proposal", judgment.question, made_of)), ()) for one in judgment.proposal_why)
        if why:
            yield Bullets(why)


# --- a question ------------------------------------------------------------------------------------------------------


def _question(written: Written, question: Question) -> Iterator[Block]:
    many = written.evidence.get(question.key, ())
    place = question.key.replace(".", "-")
    yield Heading(2, words(_number(written, question), said(question.title, "framework", question.key)), f"q-{place}")
    if question.graded or question.key in written.judgments:
        yield from _question_grade(written, question)
    else:
        yield Paragraph(("This question is not graded.",), "grade none")
    yield from _last_grade(written, question)
    if question.window is not None:
        yield Paragraph(
            words("Looked at: ", day_said(question.window.since), " to ", day_said(question.window.as_at), "."), "quiet"
        )
    if told(many) or any(one.seen is not None for one in many):
        yield from _narrative(written, question, many, place)
    yield from finding_blocks(written, question, place)
    yield from change_blocks(written, question, place)
    missing = untold(many)
    if missing or not many:
        yield Heading(3, ("What cannot be told",), f"q-{place}-untold")
    if not many:
        yield Paragraph(("The framework names nothing that is looked at for this question, so nothing can be told.",))
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
    if last is None or now is None:
        return
    edge, how = written.last_edges.get(question.key), "as" if last.grade == now.grade else "where it was"
    if edge is not None and edge.comparability is Comparability.NOT:
        other, why = (said(one, "framework", question.key) for one in (edge.other, edge.why))
        before = f"The year before it was {last.grade}, on "
        yield Paragraph((before, other, ", and the two are not to be compared: ", why, "."))
        return
    yield Paragraph((f"The judgment is {now.grade}, {how} {last.grade} the year before.",))
    if edge is not None and edge.comparability is Comparability.WITH_CARE:
        other, why = (said(one, "framework", question.key) for one in (edge.other, edge.why))
        yield Paragraph(("Compare it with ", other, " with care: ", why, "."))


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
        alt = words(
            "The share of each practice with its interval, from nought to all. The table that follows has every figure."
        )
        yield Chart(bearings_chart(named), alt, ("Dot: the share. Bar: its interval.",))
        yield _bearings_table(question, figures)
    detailed = [one for one in figures if one.verdict != Verdict.HOLDS and one.cells][:DETAILED]  # the gravest first
    for one in detailed:
        yield from _detail(written, one, place)


def _bearings_table(question: Question, figures: Sequence[Evidence]) -> Table:
    rows = tuple(
        (
            (said(short_name(one), "framework", one.bearing.key),), (VERDICTS[Verdict(one.verdict)],),
            (f"{one.bearing.degree}",),
            (one.share(),), n_of_n(one.seen.part, one.seen.whole, *one.parts()) if one.seen else (),
            _interval(one), (said(one.bearing.standard or one.bearing.measure or one.bearing.audit or "",
            "framework", one.bearing.key),),
        )
        for one in figures
    )  # fmt: skip
    caption = words("The figures behind: ", said(question.title, "framework", question.key))
    return Table(caption, ("Practice", "Verdict", "Asked for", "Share", "n of N", "Interval", "From"), rows, numbers=3)


def _interval(one: Evidence) -> Sentence:
    if not one.has_interval or one.seen is None:
        return ("all there are",)
    low, high = one.ends()
    return Number(percent(one.seen.low), one.seen.low, low), " to ", Number(percent(one.seen.high), one.seen.high, high)


def _detail(written: Written, one: Evidence, place: str) -> Iterator[Block]:
    """One bearing by month and by unit."""
    name = f"q-{place}-b-{one.bearing.key}".replace(".", "-")
    yield Heading(4, (said(short_name(one), "framework", one.bearing.key), ": by month and by unit"), name)
    behind = one.subjects or Subjects()
    months = _lines(written, one.by_month(), OTHER_MONTHS, behind.by_month)
    single = [line for line in months if line.members == (line.name,)]
    history = history_of(
        [(line.name, line.part, line.whole) for line in sorted(single, key=lambda line: line.name)], one.of
    )
    if history is not None:
        alt = words(
            "Control chart of ",
            said(short_name(one).lower(), "framework", one.bearing.key),
            " by month. The table that follows has every month.",
        )
        yield Chart(
            months_chart(history),
            alt,
            (CHARTED,),
        )
    if months:
        yield _line_table(one, "month", months, words(said(short_name(one), "framework", one.bearing.key), " by month"))
    cells = one.by_unit()
    few = (
        []
        if written.is_public
        else [name for name, cell in cells.items() if cell[1] and not behind.is_told_apart(name)]
    )
    named = {name or NO_UNIT: cell for name, cell in cells.items() if name not in few}
    units = _lines(written, named, OTHER_UNITS, {name or NO_UNIT: many for name, many in behind.by_unit.items()})
    if units and few:
        part, whole = (sum(cells[name][place] for name in few) for place in (0, 1))
        units = (*units, Line(OTHER_UNITS, part, whole, tuple(name or NO_UNIT for name in few)))
    if len(units) > 1:
        yield _line_table(one, "unit", units, words(said(short_name(one), "framework", one.bearing.key), " by unit"))


def _lines(
    written: Written, lines: Mapping[str, tuple[int, int]], together: str, subjects: Mapping[str, int]
) -> tuple[Line, ...]:
    if written.is_public:
        return published_lines(lines, together, subjects) or ()
    return tuple(Line(name, *cell, (name,)) for name, cell in lines.items() if cell[1])


def _line_table(one: Evidence, by: str, lines: Sequence[Line], caption: Sentence) -> Table:
    rows = []
    for line in lines:
        members = tuple("" if member == NO_UNIT else member for member in line.members)
        part, whole = of_members(one, by, members)
        name = month_words(line.name) if by == "month" and line.members == (line.name,) else line.name
        head = said(name, "calendar" if by == "month" else "units", line.name)
        value = line.part / line.whole
        rows.append(
            ((head,), (Number(percent(value), value, Ratio(part, whole)),), n_of_n(line.part, line.whole, part, whole))
        )
    return Table(caption, (by.capitalize(), "Share", "n of N"), tuple(rows))
