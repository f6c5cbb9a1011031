"""Why a duty is in its state: asked for one subject, answered in a paragraph for each of its duties."""

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import Ground
from dutybound.engine.explaining import Explaining
from dutybound.engine.judging import judge_source
from dutybound.engine.lowering import programme_of


def explain_subject(ground: Ground, standard: str, subject: str, as_at: int) -> list[str]:
    """A paragraph for each duty of a subject under a standard that was known by a moment."""
    declaration = ground.declaration
    paragraphs = []
    for version in ground.library.versions(standard):
        programme = programme_of(version, declaration.policy, declaration.calendar)
        for found in judge_source(version, ground.source, declaration.policy, as_at, subject):
            explaining = Explaining(version, programme, declaration.policy, found.facts, found.judged.duties)
            paragraphs += [explaining.of(duty, as_at) for duty, _ in found.judged.seen_at(as_at)]
    if not paragraphs:
        remedy = "The subject may not exist, or the standard may owe it nothing; try another moment or id."
        raise DutyboundError(
            Problem(f"{standard}, subject {subject!r}", "no duty was known by then", remedy), "Nothing to explain"
        )
    return paragraphs
