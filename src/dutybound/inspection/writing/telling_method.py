"""Method and limits: how the figures were made, what they cannot tell, and which standards were looked at."""

from collections.abc import Iterator, Mapping
from typing import Any

from dutybound.inspection.writing.blocks import Block, Bullets, Heading, Paragraph, Table
from dutybound.inspection.writing.narrating import said
from dutybound.inspection.writing.pieces import Sentence, words
from dutybound.inspection.writing.written import Written


def method_blocks(written: Written) -> Iterator[Block]:
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
    used = dict.fromkeys(
        one.bearing.standard for many in written.evidence.values() for one in many if one.bearing.standard
    )
    rows = [
        _standard_row(name, written.definitions["standards"][name])
        for name in used
        if name in written.definitions["standards"]
    ]
    if rows:
        yield Table(
            ("Each standard as it is published, and where it comes from",),
            ("Standard", "What it says", "Source", "Mark"),
            tuple(rows),
            numbers=9,
        )


METHOD = (
    "Each practice is held to a standard: a dated obligation on the force's own records, judged as it was known at the "
    "time. A share counts what was done in time among what fell due in the window; of duties that come again "
    "and again, "
    "the days on which the subject was within the standard. A measure covers all the days that were "
    "assessed, whatever the window of its question.",
    "Each word of degree (most, consistently, routine and so on) has one published test, and a practice holds, "
    "falls short "
    "or falls far short by that test alone. Where the interval reaches both sides of what the word takes, it is "
    "said that "
    "nothing can be told.",
    "Intervals hold the true share in nineteen of twenty cases, and heed that the cases of one supervisor or "
    "one unit are "
    "alike. Where all there are were looked at, there is no interval.",
    "A record tells what was recorded. What was never recorded, and whether what was recorded was done well, no "
    "deadline "
    "can see: trained people read files for that, and where nobody did, it is said so.",
    "A judgment is a person's, made from the evidence before any proposal was shown. No grade is made by software.",
    "Every number stands in figures.json with where it comes from: a cell of a file of results, the rows that were "
    "counted, or a file that people gave. How many practices cannot be told is counted from those that this report "
    "names. Changes, reasons, proposals and drafts are worked out from the figures, and their files are named there.",
)
SUPPRESSED = (
    "Counts of one to four, and what they leave of their whole, are not shown, nor any figure behind which stand one "
    "to four subjects. Lines that hold one are put together with "
    "others until no count is so small, so that nobody can work them out from the totals."
)


def _standard_row(name: str, definition: Mapping[str, Any]) -> tuple[Sentence, ...]:
    newest = definition["versions"][-1]
    where = "this/definitions.json"
    return tuple((said(text, where, name),) for text in (name, newest["sentence"], newest["source"], newest["mark"]))
