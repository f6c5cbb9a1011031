"""What is done about an organised crime threat: who leads it, who advises, the plan by the four Ps, and prison."""

from dutybound.records.bases import Action, Decision, Occurrence, Plan, Tenure
from dutybound.records.columns import (
    OPEN,
    PERSONAL,
    PROJECT,
    RESTRICTED,
    Code,
    Day,
    Instant,
    Number,
    Of,
    Text,
    YesNo,
    published,
)

LEADS = published("College of Policing, lead responsible officer profile: not tied to rank, may be a partner's")
FOUR = published("Lancashire, College of Policing practice bank: pursue, prevent, protect, prepare")
FOUR_PS = ("pursue", "prevent", "protect", "prepare")


class LeadAppointment(Tenure):
    """Somebody is the lead responsible officer of a threat: an officer of the force, or a partner's."""

    threat = Of("Threat", "leads", "The threat.", RESTRICTED, PROJECT)
    officer = Of("Officer", "lead_appointments", "Who leads, if of the force.", RESTRICTED, LEADS, required=False)
    agency = Of(
        "Agency", "", "The partner whose officer leads, if not of the force.", RESTRICTED, LEADS, required=False
    )


class LeadHandover(Occurrence):
    """A lead handed a threat over with a note of what the next one must know."""

    lead = Of("LeadAppointment", "handovers", "The lead who handed over.", RESTRICTED, PROJECT)
    note = Text("What the next lead must know.", RESTRICTED, PROJECT)


class AdviserAppointment(Tenure):
    """Somebody is the specialist tactical adviser of a threat."""

    threat = Of("Threat", "advisers", "The threat.", RESTRICTED, PROJECT)
    officer = Of("Officer", "adviser_appointments", "Who advises.", RESTRICTED, PROJECT, required=False)


class ThreatPlan(Plan):
    """A plan against a threat, by the four Ps; a changed plan is another."""

    threat = Of("Threat", "plans", "The threat.", RESTRICTED, PROJECT)
    review_on = Day("When it is to be looked at again.", OPEN, PROJECT, planned=True, recorded="review_day_recorded_at")
    review_day_recorded_at = Instant("When that day was entered.", OPEN, PROJECT)
    replaced_at = Instant("When another plan took its place.", OPEN, PROJECT, recorded="replacement_recorded_at")
    replacement_recorded_at = Instant("When that was entered.", OPEN, PROJECT)
    no_lesson_fits = Text("Why no lesson learned elsewhere fits here.", RESTRICTED, PROJECT,
                          recorded="no_lesson_recorded_at")  # fmt: skip
    no_lesson_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class Advice(Occurrence):
    """The tactical adviser gave advice on a plan. What each option is stands elsewhere, and never here."""

    plan = Of("ThreatPlan", "advice", "The plan.", RESTRICTED, PROJECT)
    answer = Code("What the lead made of it.", RESTRICTED, PROJECT, codes=("taken", "taken in part", "not taken"),
                  recorded="answer_recorded_at")  # fmt: skip
    why_not = Text("Why it was not taken, or not all of it.", RESTRICTED, PROJECT, recorded="answer_recorded_at")
    answer_recorded_at = Instant("When the answer was entered.", OPEN, PROJECT)


class PlanStrand(Tenure):
    """What a plan does in one of the four Ps for a while: an objective that is worked at, or nothing, and why."""

    plan = Of("ThreatPlan", "strands", "The plan.", RESTRICTED, PROJECT)
    p = Code("Which of the four.", OPEN, FOUR, codes=FOUR_PS, required=True)
    objective = Text("What is to be reached.", RESTRICTED, PROJECT)
    nil_reason = Text("Why nothing is to be done in it.", RESTRICTED, PROJECT)
    nil_by_panel = YesNo("Whether a panel decided that the threat is monitored and nothing is done about it.",
                         RESTRICTED, PROJECT)  # fmt: skip


class PlanAction(Action):
    """Something that a plan gave somebody to do, in one of the four Ps."""

    strand = Of("PlanStrand", "actions", "What it is done for.", RESTRICTED, PROJECT)
    unit = Of("Unit", "plan_actions", "The unit that is to do it.", OPEN, PROJECT, required=False)
    agency = Of("Agency", "plan_actions", "The partner that is to do it.", OPEN, PROJECT, required=False)
    due_on = Day("By when.", OPEN, PROJECT, planned=True, recorded="due_recorded_at")
    due_recorded_at = Instant("When that day was entered.", OPEN, PROJECT)
    called_off_at = Instant("When it was called off.", OPEN, PROJECT, recorded="call_off_recorded_at")
    call_off_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class TeamTask(Tenure):
    """A unit has an action of a plan on its hands, for so many hours a week."""

    action = Of("PlanAction", "team_tasks", "The action.", RESTRICTED, PROJECT)
    unit = Of("Unit", "team_tasks", "The unit.", OPEN, PROJECT)
    hours_a_week = Number("How many hours a week it takes.", OPEN, PROJECT)


class PlanReview(Decision):
    """A plan against a threat was looked at again."""

    plan = Of("ThreatPlan", "reviews", "The plan.", RESTRICTED, PROJECT)
    outcome = Code("What was decided.", RESTRICTED, PROJECT, codes=("continue", "change", "escalate", "archive"))


class MemberCustody(Tenure):
    """A member of a group is in prison, until their release."""

    member = Of("ThreatMember", "custodies", "Who, in which group.", RESTRICTED, PROJECT)
    agency = Of("Agency", "", "The prison.", RESTRICTED, PROJECT, required=False)


class ReleaseNotice(Occurrence):
    """The force was told ahead on which day a member of a group is to be released."""

    custody = Of("MemberCustody", "release_notices", "The time in prison.", RESTRICTED, PROJECT)
    plan_by = Day("By when the plan must stand: so many days before the release as the force's policy says.", OPEN,
                  PROJECT, planned=True, recorded="plan_day_recorded_at")  # fmt: skip
    plan_day_recorded_at = Instant("When that day was entered.", OPEN, PROJECT)


class ReleasePlan(Plan):
    """What is to be done when a member of a group is released."""

    custody = Of("MemberCustody", "release_plans", "The time in prison.", RESTRICTED, PROJECT)


class ReleaseContact(Occurrence):
    """The force or probation saw a member of a group after their release."""

    custody = Of("MemberCustody", "release_contacts", "The time in prison.", RESTRICTED, PROJECT)
    made_by = Code("Who saw them.", PERSONAL, PROJECT, codes=("lead", "neighbourhood officer", "probation", "prison"))
