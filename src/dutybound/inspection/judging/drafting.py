"""Bearings that fall short become drafts of findings: an area for improvement only when a person adopts it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dutybound.insight.change_points import Search, changes
from dutybound.inspection.degrees import Verdict
from dutybound.inspection.figures import Figures
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.judging.weighing import Weighed

#: A step is told where shuffled months seldom have so clear a one; shorter than three months it is not looked for.
SEARCH = Search(least=3, seldom=0.05)


@dataclass(frozen=True)
class Drafted:
    """A draft with what it stands on: bearing, verdict, the units where, since which month (empty: all the window)."""

    finding: DraftFinding
    question: str
    bearing: str
    verdict: Verdict
    where: tuple[str, ...]
    since: str
    figures: str


def draft_findings(framework: Framework, weighed: Mapping[str, Sequence[Weighed]], force: str = "") -> list[Drafted]:
    """A draft for each bearing that falls short, the gravest first; one standard is not drafted twice in a question."""
    found = [_drafted(framework, one, force) for many in weighed.values() for one in _once(many)]
    return sorted(found, key=lambda one: (one.question, one.verdict is not Verdict.FAR_SHORT, one.bearing))


def _once(weighed: Sequence[Weighed]) -> Iterable[Weighed]:
    """Of bearings on one thing, the first that falls short: core ones are taken first."""
    seen: set[str] = set()
    for one in sorted(weighed, key=lambda each: not each.is_core):
        if one.verdict.falls_short and one.figures.source not in seen:
            seen.add(one.figures.source)
            yield one


def _drafted(framework: Framework, one: Weighed, force: str) -> Drafted:
    since = since_when(one.figures, one.reading.where)
    where = f" This falls short in {', '.join(one.reading.where)}." if one.reading.where else ""
    began = f" The figures fell in {since}." if since else ""
    text = f"The force should ensure that {_lowered(one.bearing.claim)}{where}{began}"
    finding = DraftFinding(
        Kind.AREA_FOR_IMPROVEMENT,
        text,
        question=f"{framework.key}:{one.question}",
        source="force",
        force=force,
    )
    return Drafted(finding, one.question, one.bearing.key, one.verdict, one.reading.where, since, one.reading.reason)


def _lowered(claim: str) -> str:
    """A claim as it goes on in a sentence; names and abbreviations keep their capitals."""
    first = claim.split(" ", 1)[0]
    return claim if first.isupper() and len(first) > 1 else claim[:1].lower() + claim[1:]


def since_when(figures: Figures, where: tuple[str, ...]) -> str:
    """The month of the last step for the worse, in these units together or in the force; empty where there is none."""
    by_month = figures.by_month(where)
    months = list(by_month)
    part = np.array([round(one.part * figures.worth) for one in by_month.values()], np.int64)
    whole = np.array([max(1, round(one.whole * figures.worth)) for one in by_month.values()], np.int64)
    steps = [one for one in changes(np.minimum(part, whole), whole, SEARCH) if one.after < one.before]
    return months[steps[-1].at] if steps else ""
