"""From weighed bearings to a proposed grade. The rule in words: docs/explanation/how-a-grade-is-proposed.md.

A proposal is no judgment. It is asked for only after a person has written their own (`casework.actions.judgments`),
it is never "outstanding", and where a core bearing that cannot be told could change it there is none. A supporting one
that cannot be told is left out, and named as missing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from dutybound.inspection.degrees import Terms, Verdict, terms
from dutybound.inspection.frameworks.framework import Question
from dutybound.inspection.grades import Grade
from dutybound.inspection.judging.weighing import Weighed

#: From the best that is proposed; a framework without one of them passes it over.
PROPOSED = (Grade.GOOD, Grade.ADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
TRIED = 4096  # sets of bearings that are tried for the smallest change


class Confidence(StrEnum):
    """How far a proposal could be moved by what is not known, or by a single bearing."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Reason:
    """A bearing that speaks for or against. `moves`: by itself, turned over, it would move the grade."""

    bearing: str
    core: bool
    verdict: Verdict
    moves: bool
    words: str


@dataclass(frozen=True)
class Change:
    """The smallest set of bearings that would move the proposal to `grade`, in words."""

    grade: Grade
    bearings: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Proposal:
    """A proposed grade, or none with the grades that are possible (`between`, best first) and what is missing."""

    question: str
    grade: Grade | None
    between: tuple[Grade, ...]
    reasons: tuple[Reason, ...]
    confidence: Confidence
    missing: tuple[str, ...]
    better: Change | None  # what would lift it
    worse: Change | None  # what would lower it
    why: str = ""  # where there is no grade

    @property
    def words(self) -> str:
        if self.grade is not None:
            return str(self.grade)
        between = " or ".join(self.between)
        return "cannot tell" + (f": {between}" if between else "") + (f" ({self.why})" if self.why else "")


def propose(
    question: Question, scale: Sequence[Grade], weighed: Sequence[Weighed], by: Terms | None = None
) -> Proposal:
    """The proposal for one question under its framework's scale."""
    said = by or terms()
    core = [one for one in weighed if one.is_core]
    missing = tuple(_missing(weighed))
    verdicts, rule = {one.bearing.key: one.verdict for one in weighed}, Rule(weighed, scale, said)
    reasons = tuple(_reasons(weighed, rule, _with(verdicts, core, Verdict.HOLDS))) if core else ()
    if not question.graded or not core or all(one.verdict is Verdict.CANNOT_TELL for one in core):
        why = _why_none(question, core)
        return Proposal(question.key, None, (), reasons, Confidence.LOW, missing, None, None, why)
    best, worst = (rule.grade(_with(verdicts, core, other)) for other in (Verdict.HOLDS, Verdict.FAR_SHORT))
    grade = best if best is worst else None
    between = (best,) if grade else tuple(one for one in rule.scale if best is one or worst is one)
    shown = verdicts if grade else _with(verdicts, core, Verdict.HOLDS)
    better, worse = _better(rule, shown, weighed), _worse(rule, shown, weighed)
    why = "" if grade else "what is missing decides"
    return Proposal(question.key, grade, between, reasons, _confidence(grade, rule, verdicts, core), missing,
                    better, worse, why)  # fmt: skip


class Rule:
    """The rule itself: verdicts in, grade out. Supporting bearings that cannot be told are left out of their share."""

    def __init__(self, weighed: Sequence[Weighed], scale: Sequence[Grade], said: Terms) -> None:
        self.core = [one.bearing.key for one in weighed if one.is_core]
        self.supporting = [one.bearing.key for one in weighed if not one.is_core]
        self.scale = tuple(one for one in PROPOSED if one in scale)
        self.most_supporting, self.far_core = said["proposing"]["supporting"], said["proposing"]["far_core"]

    def grade(self, verdicts: Mapping[str, Verdict]) -> Grade:
        core = [verdicts[key] for key in self.core]
        told = [verdicts[key] for key in self.supporting if verdicts[key] is not Verdict.CANNOT_TELL]
        short = sum(one.falls_short for one in core)
        far = sum(one is Verdict.FAR_SHORT for one in core)
        weak = sum(one.falls_short for one in told) > self.most_supporting * len(told)
        if far >= self.far_core * len(core):
            return Grade.INADEQUATE
        if Grade.ADEQUATE in self.scale and short <= 1 and not far and (short or weak):
            return Grade.ADEQUATE
        return Grade.REQUIRES_IMPROVEMENT if short or weak else Grade.GOOD


def _with(verdicts: Mapping[str, Verdict], core: Sequence[Weighed], other: Verdict) -> dict[str, Verdict]:
    """What it would be if every core bearing that cannot be told were so."""
    unknown = {one.bearing.key for one in core if one.verdict is Verdict.CANNOT_TELL}
    return {key: other if key in unknown else one for key, one in verdicts.items()}


def _why_none(question: Question, core: Sequence[Weighed]) -> str:
    if not question.graded:
        return "the framework does not grade this question"
    return "nothing is said to bear on it" if not core else "no core practice of it can be told"


def _missing(weighed: Sequence[Weighed]) -> Iterator[str]:
    """What cannot be told, core practices first."""
    for one in sorted(weighed, key=lambda each: not each.is_core):
        if one.verdict is Verdict.CANNOT_TELL:
            yield f"{one.bearing.claim.rstrip('.')} ({one.bearing.weight}): {one.reading.reason}"


ORDER = {Verdict.FAR_SHORT: 0, Verdict.SHORT: 1, Verdict.HOLDS: 2}


def _reasons(weighed: Sequence[Weighed], rule: Rule, verdicts: Mapping[str, Verdict]) -> Iterator[Reason]:
    """What was told: first what speaks for the grade and would move it, then core, then what is furthest short."""
    now = rule.grade(verdicts)
    told = [one for one in weighed if one.verdict is not Verdict.CANNOT_TELL]
    turned = {one.bearing.key: Verdict.HOLDS if one.verdict.falls_short else Verdict.FAR_SHORT for one in told}
    moves = {key for key, other in turned.items() if rule.grade({**verdicts, key: other}) is not now}
    speaks = {one.bearing.key for one in told if one.verdict.falls_short is now.is_below_good}

    def rank(one: Weighed) -> tuple[bool, bool, bool, int, float]:
        key = one.bearing.key
        return key not in speaks, key not in moves, not one.is_core, ORDER[one.verdict], -_distance(one)

    for one in sorted(told, key=rank):
        words = f"{one.bearing.claim} {str(one.verdict).capitalize()}: {one.reading.reason}."
        yield Reason(one.bearing.key, one.is_core, one.verdict, one.bearing.key in moves, words)


def _better(rule: Rule, verdicts: Mapping[str, Verdict], weighed: Sequence[Weighed]) -> Change | None:
    """The fewest bearings that, if they held, would lift the grade; of as few, those with least to gain."""
    now = rule.scale.index(rule.grade(verdicts))
    short = sorted((one for one in weighed if verdicts[one.bearing.key].falls_short), key=_distance)
    for chosen in _sets(short):
        flipped = {**verdicts, **{one.bearing.key: Verdict.HOLDS for one in chosen}}
        grade = rule.grade(flipped)
        if rule.scale.index(grade) < now:
            words = f"{grade} if " + ", and ".join(_rise(one) for one in chosen)
            return Change(grade, tuple(one.bearing.key for one in chosen), words)
    return None


def _worse(rule: Rule, verdicts: Mapping[str, Verdict], weighed: Sequence[Weighed]) -> Change | None:
    """The fewest bearings that, if they fell short, or far short, would lower the grade."""
    now = rule.scale.index(rule.grade(verdicts))
    holding = [one for one in weighed if verdicts[one.bearing.key] in (Verdict.HOLDS, Verdict.SHORT)]
    for chosen in _sets(sorted(holding, key=lambda one: (not one.is_core, -_distance(one)))):
        for other in (Verdict.SHORT, Verdict.FAR_SHORT):
            flipped = {**verdicts, **{one.bearing.key: other for one in chosen}}
            grade = rule.grade(flipped)
            if rule.scale.index(grade) > now:
                named = " and ".join(f"“{one.bearing.claim.rstrip('.')}”" for one in chosen)
                words = f"{grade} if {named} fell {other}"
                return Change(grade, tuple(one.bearing.key for one in chosen), words)
    return None


def _sets(bearings: Sequence[Weighed]) -> Iterator[Sequence[Weighed]]:
    """Sets of bearings, small ones first, no more than can be tried in a moment; then all."""
    tried = 0
    for size in range(1, len(bearings)):
        for chosen in combinations(bearings, size):
            if (tried := tried + 1) > TRIED:
                yield bearings
                return
            yield chosen
    if bearings:
        yield bearings


def _distance(one: Weighed) -> float:
    """How far below what the word takes; a bearing with units behind counts these."""
    seen, wanted = one.figures.force, one.reading.wanted
    return 0.0 if seen is None or wanted is None else wanted - seen.value


def _rise(one: Weighed) -> str:
    """What would have to rise, from what to what, and where."""
    seen, wanted = one.figures.force, one.reading.wanted
    what = f"“{one.bearing.claim.rstrip('.')}”"
    if seen is None or wanted is None:
        return f"{what} held"
    units = one.figures.by_unit()
    low = [unit for unit in one.reading.where if units[unit].part < wanted * units[unit].whole]
    if low:
        told = ", ".join(f"from {units[one].part / units[one].whole:.0%} in {one}" for one in low)
        return f"{what} rose {told} to {wanted:.0%}"
    return f"{what} rose from {seen.value:.0%} to {max(wanted, seen.value):.0%} in the force"


def _confidence(
    grade: Grade | None, rule: Rule, verdicts: Mapping[str, Verdict], core: Sequence[Weighed]
) -> Confidence:
    """High where every core practice is told and no single bearing, one step better or worse, would move the grade."""
    if grade is None:
        return Confidence.LOW
    told = all(one.verdict is not Verdict.CANNOT_TELL for one in core)
    steady = all(
        rule.grade({**verdicts, key: other}) is grade for key, one in verdicts.items() for other in _beside(one)
    )
    return Confidence.HIGH if told and steady else Confidence.MEDIUM if told or steady else Confidence.LOW


def _beside(verdict: Verdict) -> tuple[Verdict, ...]:
    steps = (Verdict.HOLDS, Verdict.SHORT, Verdict.FAR_SHORT)
    if verdict is Verdict.CANNOT_TELL:
        return ()
    at = steps.index(verdict)
    return tuple(steps[place] for place in (at - 1, at + 1) if 0 <= place < len(steps))
