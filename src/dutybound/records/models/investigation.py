"""Investigations: from the report of a crime to its outcome."""

from dutybound.records.bases import Action, Decision, Occurrence, Tenure
from dutybound.records.columns import (
    OPEN,
    PERSONAL,
    PROJECT,
    SENSITIVE,
    Code,
    Day,
    Of,
    Text,
)


class Investigation(Occurrence):
    """One investigation, from the report of a crime."""

    victim = Of("Person", "investigations", "Whom it was done to; empty: nobody in particular.", SENSITIVE, PROJECT,
                required=False)  # fmt: skip
    category = Code("What kind of crime was reported.", SENSITIVE, PROJECT,
                    codes=("burglary", "robbery", "violence", "domestic abuse", "sexual offence", "child abuse",
                           "fraud", "theft", "damage", "drugs", "modern slavery", "stalking", "hate"))  # fmt: skip


class InvestigationSpan(Tenure):
    """The time in which an investigation is open; a reopening is another."""

    investigation = Of("Investigation", "open_spans", "The investigation.", PERSONAL, PROJECT)


class RiskGrading(Occurrence):
    """How great the risk is found to be, until the next grading."""

    investigation = Of("Investigation", "gradings", "The investigation.", PERSONAL, PROJECT)
    level = Code("How great.", SENSITIVE, PROJECT, codes=("high", "medium", "standard"), required=True)


class Suspension(Tenure):
    """Nothing can be done for a while: a result is awaited, the suspect is abroad."""

    investigation = Of("Investigation", "suspensions", "The investigation.", PERSONAL, PROJECT)
    reason = Text("Why nothing can be done.", SENSITIVE, PROJECT)


class Review(Decision):
    """A supervisor reviewed an investigation; it counts with a decision, and a direction or why none is needed."""

    investigation = Of("Investigation", "reviews", "The investigation.", PERSONAL, PROJECT)
    decision = Code("What was decided.", OPEN, PROJECT,
                    codes=("continue", "change", "suspend", "file", "charge decision", "reallocate"))  # fmt: skip
    none_needed = Text("Why no direction is needed.", SENSITIVE, PROJECT)
    next_on = Day("When it is to be reviewed again.", OPEN, PROJECT, planned=True)


class Direction(Action):
    """What a review gave somebody to do."""

    review = Of("Review", "directions", "The review.", PERSONAL, PROJECT)
