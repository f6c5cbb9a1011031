"""Investigations: from the report of a crime, through allocation, plan and supervision, to their end."""

from dutybound.records.bases import Action, Decision, Occurrence, Plan, Tenure
from dutybound.records.columns import (
    OPEN,
    PERSONAL,
    PROJECT,
    SENSITIVE,
    Code,
    Day,
    Instant,
    Of,
    Text,
    YesNo,
    published,
)

COUNTING = published("Home Office Counting Rules, General Rules sections A and C (to be confirmed)")
PIP = published("College of Policing, professionalising investigation: levels 1 to 4")


class Incident(Occurrence):
    """A report was received: of a crime or not, whoever made it. Its time starts the clock, not when it was opened."""

    alleges_crime = YesNo("Whether what was reported is a crime if it is so; the reporter's belief is enough.",
                          SENSITIVE, COUNTING)  # fmt: skip


class RecordingDecision(Decision):
    """Somebody decided whether a reported crime is recorded."""

    incident = Of("Incident", "decisions", "What was reported.", PERSONAL, PROJECT)
    decision = Code("What was decided.", OPEN, COUNTING, codes=("record", "not a crime", "another force"))
    told_at = Instant("When whoever reported it was told.", PERSONAL, COUNTING, recorded="told_recorded_at")
    told_recorded_at = Instant("When it was entered that they were told.", OPEN, PROJECT)


class Crime(Occurrence):
    """A crime was recorded: one for each victim of an incident."""

    incident = Of("Incident", "crimes", "What was reported.", PERSONAL, PROJECT)


class Cancellation(Decision):
    """A recorded crime was cancelled or transferred."""

    crime = Of("Crime", "cancellations", "The crime.", PERSONAL, PROJECT)
    ground = Code("The class under which it was cancelled.", OPEN, COUNTING, codes=("C1", "C2", "C3", "C4", "C5"))
    role = Code("Whose decision it was.", OPEN, COUNTING,
                codes=("force crime registrar", "designated decision maker", "other"))  # fmt: skip
    evidence = Text("The further information that it rests on.", SENSITIVE, COUNTING)
    told_at = Instant("When the victim was told.", PERSONAL, COUNTING, recorded="told_recorded_at")
    told_recorded_at = Instant("When it was entered that they were told.", OPEN, PROJECT)


class Investigation(Occurrence):
    """One investigation, from the report of a crime."""

    victim = Of("Person", "investigations", "Whom it was done to, if it was a person.", SENSITIVE, PROJECT,
                required=False, recorded="victim_recorded_at")  # fmt: skip
    victim_recorded_at = Instant("When it was entered whom, where that was later.", OPEN, PROJECT)
    against = Code("Whom or what it was done to; empty: nobody asked.", OPEN, PROJECT,
                   codes=("person", "business or body", "nobody in particular"),
                   recorded="against_recorded_at")  # fmt: skip
    against_recorded_at = Instant("When that was entered, where that was later.", OPEN, PROJECT)
    category = Code("What kind of crime was reported.", SENSITIVE, PROJECT, recorded="category_recorded_at",
                    codes=("burglary", "robbery", "violence", "domestic abuse", "sexual offence", "child abuse",
                           "fraud", "theft", "damage", "drugs", "modern slavery", "stalking", "hate",
                           "public order", "other"))  # fmt: skip
    category_recorded_at = Instant("When the kind was entered, where that was later.", OPEN, PROJECT)


class InvestigationSpan(Tenure):
    """The time in which an investigation is open; a reopening is another."""

    investigation = Of("Investigation", "open_spans", "The investigation.", PERSONAL, PROJECT)


class RiskGrading(Occurrence):
    """How great the risk is found to be, until the next grading."""

    investigation = Of("Investigation", "gradings", "The investigation.", PERSONAL, PROJECT)
    level = Code("How great.", SENSITIVE, PROJECT, codes=("high", "medium", "standard"), required=True)


class InitialAction(Occurrence):
    """One of the things that cannot be done later was done at the start, or was not, for a reason."""

    investigation = Of("Investigation", "initial_actions", "The investigation.", PERSONAL, PROJECT)
    kind = Code("Which.", OPEN, PROJECT, codes=("scene", "cctv", "witnesses", "first account", "body-worn video"))
    done = YesNo("Whether it was done.", OPEN, PROJECT)
    not_done_because = Text("Why it was not.", SENSITIVE, PROJECT)


class Allocation(Tenure):
    """An investigation is with an officer, by a rule of the force or against it, until it is given to another."""

    investigation = Of("Investigation", "allocations", "The investigation.", PERSONAL, PROJECT)
    officer = Of("Officer", "allocations", "To whom it is given.", PERSONAL, PROJECT, required=False)
    accepted_at = Instant("When the officer took it on.", OPEN, PROJECT, recorded="acceptance_recorded_at")
    acceptance_recorded_at = Instant("When that was entered.", OPEN, PROJECT)
    rule = Text("The rule of the allocation policy that fired, with its version.", OPEN, PROJECT)
    to_policy = YesNo("Whether it went where the rule says.", OPEN, PROJECT)
    overridden_by = Text("Who sent it elsewhere.", PERSONAL, PROJECT, recorded="override_recorded_at")
    override_reason = Text("Why it went elsewhere.", SENSITIVE, PROJECT, recorded="override_recorded_at")
    override_recorded_at = Instant("When the reason was entered.", OPEN, PROJECT)
    level_needed = Code("The level of investigator that it needs.", OPEN, PIP,
                        codes=("PIP 1", "PIP 2", "PIP 3", "PIP 4"))  # fmt: skip
    specialist = YesNo("Whether the officer was of a specialist team, as at the day; held against their posts.", OPEN,
                       PROJECT)  # fmt: skip


class AllocationGuide(Tenure):
    """Somebody who is accredited guides an officer who is not, in one investigation."""

    allocation = Of("Allocation", "guides", "The officer's allocation.", PERSONAL, PROJECT)
    officer = Of("Officer", "guiding", "Who guides them.", PERSONAL, PROJECT)


class InvestigationPlan(Plan):
    """What is to be proved and found out, and how."""

    investigation = Of("Investigation", "plans", "The investigation.", PERSONAL, PROJECT)


class LineOfEnquiry(Action):
    """A line of enquiry in a plan: somebody follows it by a day, or it says why nobody does."""

    plan = Of("InvestigationPlan", "lines", "The plan.", PERSONAL, PROJECT)
    not_pursued_because = Text("Why it is not followed.", SENSITIVE, PROJECT, recorded="reason_recorded_at")
    reason_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class SuspectRelease(Tenure):
    """One suspect is released under investigation, until a decision on them."""

    investigation = Of("Investigation", "suspect_releases", "The investigation.", PERSONAL, PROJECT)


class Suspension(Tenure):
    """Nothing can be done for a while: a result is awaited, the suspect is abroad."""

    investigation = Of("Investigation", "suspensions", "The investigation.", PERSONAL, PROJECT)
    reason = Text("Why nothing can be done.", SENSITIVE, PROJECT, recorded="reason_recorded_at")
    authorised_by = Text("Which supervisor agreed.", PERSONAL, PROJECT, recorded="reason_recorded_at")
    look_again_on = Day("When it is to be looked at again.", OPEN, PROJECT, recorded="reason_recorded_at", planned=True)
    reason_recorded_at = Instant("When the reason, the supervisor and the day were entered.", OPEN, PROJECT)


class Review(Decision):
    """A supervisor reviewed an investigation; it counts with a decision, and a direction or why none is needed."""

    investigation = Of("Investigation", "reviews", "The investigation.", PERSONAL, PROJECT)
    rank = Code("The rank of whoever reviewed it.", OPEN, PROJECT,
                codes=("sergeant", "inspector", "chief inspector", "superintendent"))  # fmt: skip
    decision = Code("What was decided.", OPEN, PROJECT,
                    codes=("continue", "change", "suspend", "file", "charge decision", "reallocate"))  # fmt: skip
    none_needed = Text("Why no direction is needed.", SENSITIVE, PROJECT)
    next_on = Day("When it is to be reviewed again.", OPEN, PROJECT, planned=True)


class Direction(Action):
    """What a review gave somebody to do."""

    review = Of("Review", "directions", "The review.", PERSONAL, PROJECT)
    given_to = Text("Who is to do it.", PERSONAL, PROJECT, recorded="given_recorded_at")
    given_recorded_at = Instant("When it was entered who is to do it, where that was later.", OPEN, PROJECT)


class AbsenceCover(Tenure):
    """Somebody answers for what an absent officer holds."""

    absence = Of("Absence", "covers", "The absence.", PERSONAL, PROJECT)
    officer = Of("Officer", "covering", "Who answers for it.", PERSONAL, PROJECT)
