"""How likely a case is to be solved, by eight facts at the end of the first enquiries: a force's own coefficients.

The eight facts are published (the evidence-based investigation tool of Kent Police); the coefficients are not. So
nothing is scored until a named person enters some with their edition and validation, and never for domestic abuse, hate
crime, sexual offences or a child.

    probability = 1 / (1 + exp(-(intercept + the coefficient of each yes)))
"""

import math
from collections.abc import Callable
from typing import NoReturn

from pydantic import Field

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.instruments.instrument import Answers, Instrument, Reason, Score, possible, unanswered
from dutybound.instruments.solvability.model import Coefficients, Model

BANDS = ("not recommended", "recommended")
FACTS = tuple(Coefficients.model_fields)
#: Each question that bars a case, and the words for what such a score is never used for.
BARRED = {"domestic_abuse": "domestic abuse", "hate": "hate crime", "sexual": "a sexual offence", "child": "a child"}
REOPENED = "5% of what is not recommended, drawn by chance, is investigated all the same"  # project default

Yes = bool | None


class SolvabilityFacts(Answers):
    """What kind of crime it is, and the eight facts."""

    kind: str = Field(title="the kind of crime, as the coefficients name it")
    domestic_abuse: bool = Field(title="it is domestic abuse")
    hate: bool = Field(title="it is a hate crime")
    sexual: bool = Field(title="it is a sexual offence")
    child: bool = Field(title="the victim is a child")
    victim_supports: Yes = Field(None, title="the victim supports a prosecution")
    named_suspect: Yes = Field(None, title="a suspect is named")
    cooperative_witness: Yes = Field(None, title="there is a cooperative witness")
    cctv: Yes = Field(None, title="there is CCTV")
    police_testimony: Yes = Field(None, title="police testimony confirms it")
    forensic_evidence: Yes = Field(None, title="there is forensic evidence")
    linked_cases: Yes = Field(None, title="it is connected to other cases")
    reported_within_28_days: Yes = Field(None, title="it was reported within 28 days")


def refuse(answers: SolvabilityFacts) -> NoReturn:
    """Say why nothing is scored here, and what a force may bring."""
    what = "has no coefficients: they are not published, each kind of crime needs its own, and none is made up here"
    remedy = (
        "A force that has validated some puts them into a slot of its instruments folder, under [solvability], "
        "with edition, validation, who entered them, and what they are never for: "
        "see docs/how-to/score-with-an-instrument.md."
    )
    raise DutyboundError(Problem("solvability", what, remedy), "Nothing can be scored")


def solvability_by(model: Model, edition: str) -> Callable[[SolvabilityFacts], Score]:
    """How cases are scored by a force's own coefficients."""
    weights = model.coefficients.model_dump()

    def score_solvability(facts: SolvabilityFacts) -> Score:
        """The probability on what was answered, and whether the answers that are open could change the advice."""
        check_kind(facts, model)
        known = [name for name in FACTS if getattr(facts, name)]
        unknown = [weights[name] for name in unanswered(facts)]
        logit = model.intercept + sum(weights[name] for name in known)
        least = probability(logit + sum(min(one, 0) for one in unknown))
        most = probability(logit + sum(max(one, 0) for one in unknown))
        bands = possible(BANDS, advice(least, model), advice(most, model))
        ranked = sorted(known, key=lambda name: (-abs(weights[name]), name))
        reasons = [Reason(f"yes: {SolvabilityFacts.model_fields[name].title}", weights[name]) for name in ranked]
        reasons.append(Reason(f"coefficients: {edition}, entered by {model.entered_by}; {model.validation}"))
        reasons += [Reason(REOPENED)] if bands[0] == BANDS[0] else []
        parts = {"probability at least": least, "probability at most": most}
        return Score(probability(logit), "probability", bands, tuple(reasons), unanswered(facts), parts)

    return score_solvability


def check_kind(facts: SolvabilityFacts, model: Model) -> None:
    """Refuse what such a score is never used for, and what these coefficients were not made for."""
    problems = [
        Problem(name, f"is yes, and such a score is never used for {words}", "A person decides, without a score.")
        for name, words in BARRED.items()
        if getattr(facts, name)
    ]
    if facts.kind not in model.kinds or facts.kind in model.never_for:
        what = f"{facts.kind!r} is no kind of crime that these coefficients were made for"
        problems.append(Problem("kind", what, nearest(facts.kind, model.kinds)))
    if problems:
        raise DutyboundError(problems, "This case is not scored")


def advice(chance: float, model: Model) -> str:
    """What a probability comes to."""
    return BANDS[chance >= model.threshold]


def probability(logit: float) -> float:
    """The logistic function, without overflow at either end."""
    return 1 / (1 + math.exp(-logit)) if logit > 0 else math.exp(logit) / (1 + math.exp(logit))


INSTRUMENTS = (
    Instrument(
        name="solvability",
        title="Solvability (by coefficients of your own)",
        family="solvability",
        version="without coefficients",
        source="Inputs: evidence-based investigation tool of Kent Police, 10.1007/s41887-020-00050-3",
        mark="published",
        answers=SolvabilityFacts,
        score=refuse,
        bands=BANDS,
    ),
)
