"""Findings of a question with their parts, strengths, drafts, and the change on last year."""

from collections.abc import Iterator

from dutybound.inspection.findings.draft import Kind
from dutybound.inspection.frameworks.framework import Question
from dutybound.inspection.writing.blocks import Block, Bullets, Heading, Paragraph
from dutybound.inspection.writing.changing import by_both_rules_sentence, change_sentence, rules_changed, rules_sentence
from dutybound.inspection.writing.evidence import Evidence, files_of
from dutybound.inspection.writing.inputs import Found
from dutybound.inspection.writing.narrating import claim_of, said, short_name
from dutybound.inspection.writing.pieces import Sentence, joined, words
from dutybound.inspection.writing.written import Written


def finding_blocks(written: Written, question: Question, place: str) -> Iterator[Block]:
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
    if drafts and question.key in written.judgments and not written.is_public:
        yield Heading(3, ("Drafts, adopted by nobody",), f"q-{place}-drafts")
        yield Paragraph(("The figures suggest these. None is a finding until a person adopts it.",), "quiet")
        made_of = files_of(written.evidence.get(question.key, ()))
        yield Bullets(
            tuple(
                (words(said(one.finding.text, "draft", f"{one.question} / {one.bearing}", made_of)), ())
                for one in drafts
            )
        )


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


def change_blocks(written: Written, question: Question, place: str) -> Iterator[Block]:
    """Each practice of which both years have a figure; in the public version only where neither count is small."""
    if written.last is None or written.last_definitions is None:
        return
    this, last = (
        {one.bearing.key: one for one in many.get(question.key, ())} for many in (written.evidence, written.last)
    )
    items, otherwise = [], list[Evidence]()
    for changed in written.changes:
        own, before = this.get(changed.bearing), last.get(changed.bearing)
        if changed.question != question.key or own is None or before is None or not (own.seen and before.seen):
            continue
        sentence = words(claim_of(own), " ", change_sentence(changed, own, before))
        if own.bearing.standard:
            years = own.bearing.standard, written.definitions, written.last_definitions
            if rules_changed(*years):
                otherwise.append(own)
                sentence = words(sentence, _by_both_rules(written, own, before))
            sentence = words(sentence, " ", rules_sentence(*years))
        items.append((sentence, ()))
    if items:
        yield Heading(3, ("Change on last year",), f"q-{place}-change")
        if otherwise:
            names = joined(words(said(short_name(one), "framework", one.bearing.key)) for one in otherwise)
            yield Paragraph(words("The rules of this question changed since last year, for: ", names, "."), "note")
        yield Bullets(tuple(items))


def _by_both_rules(written: Written, this: Evidence, last: Evidence) -> Sentence:
    """The change by the rules of either year, where each year was judged by the other's as well."""
    crossed = [
        one
        for many in (written.last_by_this, written.this_by_last)
        if many is not None
        for one in many.get(this.question, ())
        if one.bearing.key == this.bearing.key
    ]
    return by_both_rules_sentence(this, last, crossed[0], crossed[1]) if len(crossed) == 2 else ()
