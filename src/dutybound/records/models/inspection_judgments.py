"""Judgments of inspections: what was shown, what a person judged by themselves, what was proposed, what was decided.

The four are tables of their own, and a row of them is never changed: whoever wants to know how a proposal moved people
must find both as they were. What was decided is amended by a later row that says why.
"""

from dutybound.records.bases import Decision, Occurrence, Tenure
from dutybound.records.columns import OPEN, PERSONAL, PROJECT, Code, Day, Of, Text, published

PEEL = published("HMICFRS, how we inspect PEEL: the grades of inspections")
GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
BASES = ("inspected", "carried over", "amended", "not graded")
CONFIDENCE = ("high", "medium", "low")


class Inspection(Tenure):
    """A force is inspected under one revision of a framework. It began when it was opened."""

    force = Text("The force, by its short name.", OPEN, PROJECT, required=True)
    framework = Text("The framework, with its revision: peel-2016.", OPEN, PROJECT, required=True)
    opened_by = Text("Who opened it.", PERSONAL, PROJECT, required=True)


class InspectionWindow(Occurrence):
    """Which days a question of an inspection looks at; the latest that was set counts."""

    inspection = Of("Inspection", "windows", "The inspection.", OPEN, PROJECT)
    question = Text("The question, by its key in the framework.", OPEN, PROJECT, required=True)
    since = Day("The first day.", OPEN, PROJECT, required=True)
    as_at = Day("The last day.", OPEN, PROJECT, required=True)


class EvidenceShown(Occurrence):
    """The evidence on a question was shown to somebody, without any grade."""

    inspection = Of("Inspection", "evidence_shown", "The inspection.", OPEN, PROJECT)
    question = Text("The question.", OPEN, PROJECT, required=True)
    shown_to = Text("Who saw it.", PERSONAL, PROJECT, required=True)
    results = Text("The results it was taken from, by their title.", OPEN, PROJECT)
    digest = Text("SHA-256 of the figures and verdicts shown.", OPEN, PROJECT, required=True)


class OwnGrade(Decision):
    """A person judged a question by themselves, from the evidence that they had seen, before any proposal."""

    inspection = Of("Inspection", "own_grades", "The inspection.", OPEN, PROJECT)
    question = Text("The question.", OPEN, PROJECT, required=True)
    evidence = Of("EvidenceShown", "own_grades", "What they had been shown.", OPEN, PROJECT)
    grade = Code("Their grade.", OPEN, PEEL, codes=GRADES, required=True)


class GradeProposal(Occurrence):
    """What the rule proposes, asked for by somebody who had judged already. It has no effect by itself."""

    inspection = Of("Inspection", "proposals", "The inspection.", OPEN, PROJECT)
    question = Text("The question.", OPEN, PROJECT, required=True)
    own_grade = Of("OwnGrade", "proposals", "The judgment of whoever asked.", OPEN, PROJECT)
    asked_by = Text("Who asked.", PERSONAL, PROJECT, required=True)
    grade = Code("What is proposed; empty: it cannot be told.", OPEN, PROJECT, codes=GRADES)
    said = Text("The proposal in words; where it cannot be told, between which grades.", OPEN, PROJECT)
    confidence = Code("How far it could be moved.", OPEN, PROJECT, codes=CONFIDENCE)
    reasons = Text("The reasons, the weightiest first, a line each.", OPEN, PROJECT)
    missing = Text("What cannot be told, a line each.", OPEN, PROJECT)
    better = Text("The smallest change that would lift it.", OPEN, PROJECT)
    worse = Text("The smallest change that would lower it.", OPEN, PROJECT)
    digest = Text("SHA-256 of the figures and verdicts that it stands on.", OPEN, PROJECT, required=True)


class JudgmentDecision(Decision):
    """What was decided on a question or a pillar: a grade with its basis, or that there is none, and why."""

    inspection = Of("Inspection", "decisions", "The inspection.", OPEN, PROJECT)
    question = Text("The question or the pillar.", OPEN, PROJECT, required=True)
    grade = Code("The grade; empty: not graded.", OPEN, PEEL, codes=GRADES)
    basis = Code("What it rests on.", OPEN, PEEL, codes=BASES, required=True)
    origin = Text("Where a grade that is carried over comes from.", OPEN, PROJECT)
    valid_from = Day("From which day it holds, until another takes its place.", OPEN, PROJECT, required=True)
    amends = Of("JudgmentDecision", "amended_by", "The decision that it takes the place of.", OPEN, PROJECT,
                required=False)  # fmt: skip
