"""All that a report is written from, and what of it is published."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dutybound.inspection.frameworks.framework import Edge, Framework, Question
from dutybound.inspection.judging.changing import Changed
from dutybound.inspection.judging.drafting import Drafted
from dutybound.inspection.writing.evidence import Evidence
from dutybound.inspection.writing.gathering import Gathered, withheld
from dutybound.inspection.writing.inputs import Found, Judgment
from dutybound.inspection.writing.suppressing import SMALL, shows

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")  # a day gives no count away
FULL = "Internal report. Not for publication: small counts are not suppressed."
PUBLIC = "For the local policing body and the public. Counts of fewer than five are not shown."


@dataclass(frozen=True)
class Written:
    """All that a report is written from. `title` names the force; `definitions` are those of the results.

    `last_judgments` are by the question of this year, whatever they were of the year before.
    """

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
    last_by_this: Gathered | None = None  # the year before by the rules of this year, where it was judged by them too
    this_by_last: Gathered | None = None
    last_judgments: Mapping[str, Judgment] = field(default_factory=dict)
    last_edges: Mapping[str, Edge] = field(default_factory=dict)  # where the year before was under another framework
    is_public: bool = False

    @property
    def questions(self) -> list[Question]:
        return list(self.framework.questions())


def published(written: Written) -> Written:
    """The same with every figure withheld that has a small count, or could give one away."""
    shown: set[tuple[str, Any]] = set()
    evidence = {question: tuple(_published(one, shown) for one in many) for question, many in written.evidence.items()}
    last = None
    if written.last is not None:
        before: set[tuple[str, Any]] = set()
        last = {question: tuple(_published(one, before) for one in many) for question, many in written.last.items()}
    # Of the same subjects by two rules the difference would be told: in public the rules' share stands alone.
    return replace(
        written, evidence=evidence, last=last, last_by_this=None, this_by_last=None, drafts=(), is_public=True
    )


def _published(one: Evidence, shown: set[tuple[str, Any]]) -> Evidence:
    """One thing over two windows would tell their difference: over the second it is withheld."""
    if one.seen is None:
        has_count = any(letter.isdigit() for letter in DAY.sub("", one.lacking))
        return replace(one, reason="", lacking="too little of it can be assessed" if has_count else one.lacking)
    name = one.bearing.standard or one.bearing.measure or one.bearing.audit or ""
    elsewhere = {window for known, window in shown if known == name} - {one.window}
    few = one.subjects is not None and one.subjects.force <= SMALL
    if few or not shows(one.seen.part, one.seen.whole) or elsewhere:
        return withheld(one)
    shown.add((name, one.window))
    return replace(one, reason="")
