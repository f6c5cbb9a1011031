"""The force itself: units, posts and the people in them, what they are trained in, what they hold, and its policies."""

from dutybound.records.bases import Action, Decision, Meeting, Occurrence, Record, Tenure
from dutybound.records.columns import (
    OPEN,
    PERSONAL,
    PROJECT,
    SENSITIVE,
    Code,
    Day,
    Instant,
    Number,
    Of,
    Text,
    YesNo,
    published,
)

COLLEGE = published("College of Policing, professionalising investigation: levels 1 to 4")
EXCUSALS = "Dutybound, rule 9"


class Unit(Tenure):
    """A part of the force, for as long as it exists."""

    name = Text("What it is called.", OPEN, PROJECT, required=True)
    kind = Code("What it does.", OPEN, PROJECT,
                codes=("force", "division", "response", "local policing", "investigation", "specialist investigation",
                       "public protection", "control room", "organised crime", "intelligence", "forensics", "digital",
                       "allocation desk"))  # fmt: skip


class UnitPlace(Tenure):
    """A unit stands under another: the tree of the force, dated, because units merge and move."""

    unit = Of("Unit", "places", "The unit.", OPEN, PROJECT)
    under = Of("Unit", "units", "The unit above it.", OPEN, PROJECT)


class Agency(Tenure):
    """A partner: a council, a health body, a prison, a charity, another force."""

    name = Text("What it is called.", OPEN, PROJECT, required=True)
    kind = Code("What kind of body.", OPEN, PROJECT,
                codes=("council", "health", "probation", "prison", "education", "housing", "fire and rescue", "charity",
                       "victim service", "domestic abuse service", "police force", "business", "other"))  # fmt: skip


class Officer(Tenure):
    """A police officer or member of staff, for as long as they serve."""

    warrant = Code("Whether they are sworn.", OPEN, PROJECT, codes=("officer", "staff"))
    hours = Number("Hours a week under contract; 40 is full time.", PERSONAL, PROJECT)


class Post(Tenure):
    """A place on the establishment of a unit."""

    unit = Of("Unit", "posts", "Whose post it is.", OPEN, PROJECT)
    role = Code("What whoever holds it does.", OPEN, PROJECT,
                codes=("call handler", "duty inspector", "response officer", "investigator", "supervisor",
                       "detective inspector", "specialist assessor", "lead responsible officer", "tactical adviser",
                       "coordinator", "examiner", "analyst", "neighbourhood officer"))  # fmt: skip
    frontline = YesNo("Whether the role meets the public.", OPEN, PROJECT)
    supervised_by = Of("Post", "", "The post above it, whose holder reviews what its holder does.", OPEN, PROJECT,
                       required=False)  # fmt: skip


class PostHolding(Tenure):
    """An officer holds a post, or acts in it."""

    post = Of("Post", "holders", "The post.", OPEN, PROJECT)
    officer = Of("Officer", "posts", "Who holds it.", PERSONAL, PROJECT)
    acting = YesNo("Whether they act in it for somebody else.", PERSONAL, PROJECT)


class Skill(Tenure):
    """An officer is accredited in something, from the day of the accreditation until it lapses."""

    officer = Of("Officer", "skills", "Who is accredited.", PERSONAL, PROJECT)
    skill = Code("In what.", OPEN, COLLEGE,
                 codes=("PIP 1", "PIP 2", "PIP 3", "PIP 4", "domestic abuse", "child abuse", "sexual offences",
                        "digital media", "organised crime lead"))  # fmt: skip


class Training(Tenure):
    """An officer is in date with a course, from its completion until it has to be refreshed."""

    officer = Of("Officer", "training", "Who took it.", PERSONAL, PROJECT)
    course = Code("Which course.", OPEN, PROJECT,
                  codes=("vulnerability", "domestic abuse", "missing people", "risk assessment", "organised crime lead",
                         "initial investigation"))  # fmt: skip


class Shift(Tenure):
    """An officer is on duty, or on call."""

    officer = Of("Officer", "shifts", "Who is on duty.", PERSONAL, PROJECT)
    on_call = YesNo("Whether they are called in only when needed.", OPEN, PROJECT)


class Absence(Tenure):
    """An officer is away for longer than between two shifts."""

    officer = Of("Officer", "absences", "Who is away.", PERSONAL, PROJECT)
    kind = Code("Why, as far as the rota needs to know.", SENSITIVE, PROJECT,
                codes=("leave", "sickness", "course", "court", "abstraction"))  # fmt: skip


class Holding(Tenure):
    """A record, of whatever table, is held by a unit, and in it by an officer."""

    subject_table = Text("The table of the record that is held.", OPEN, PROJECT, required=True)
    subject = Text("The id of the record that is held.", PERSONAL, PROJECT, required=True)
    unit = Of("Unit", "holdings", "The unit that holds it.", OPEN, PROJECT)
    officer = Of("Officer", "holdings", "Who in the unit.", PERSONAL, PROJECT, required=False)
    weight = Number("How much of a load it is; 1 is an ordinary crime.", OPEN, PROJECT)


class UnitStrength(Tenure):
    """How a unit stood on a day, or until it was counted again: who was there against the cases that it held. Where it
    rests at weekends, Friday's count holds until Monday's. It is counted where rota and cases are kept, because no
    standard can divide one record by another."""

    unit = Of("Unit", "strengths", "The unit.", OPEN, PROJECT)
    people = Number("How many investigators were on duty, by their hours: posts that are held, less who is away.", OPEN,
                    PROJECT)  # fmt: skip
    open_weight = Number("The weight of the open cases that it held.", OPEN, PROJECT)
    for_each = Number("That weight for each of these people; empty: nobody was there, or nobody counted.", OPEN,
                      PROJECT)  # fmt: skip


class Excusal(Record):
    """A standard is not owed by one subject for a while: a reason, and two people."""

    standard = Text("The id of the standard.", OPEN, PROJECT, required=True)
    subject = Text("The id of the subject.", PERSONAL, PROJECT, required=True)
    begins_on = Day("The first day of the span.", OPEN, PROJECT, required=True)
    ends_on = Day("The last day of the span.", OPEN, PROJECT, required=True)
    reason = Text("Why it is right not to do it.", SENSITIVE, PROJECT, required=True)
    asked_by = Text("Who asked for it.", PERSONAL, PROJECT, required=True)
    approved_by = Text("Who agreed: somebody else.", PERSONAL, PROJECT, required=True)
    recorded_at = Instant("When it was recorded.", OPEN, PROJECT, required=True)


class PolicyDocument(Occurrence):
    """A policy of the force as a document, from its approval."""

    title = Text("What it is called.", OPEN, PROJECT, required=True)
    practice = Text("The practice that it governs.", OPEN, PROJECT)
    owner = Text("The post that answers for it.", OPEN, PROJECT, recorded="owner_recorded_at")
    owner_recorded_at = Instant("When the owner was entered.", OPEN, PROJECT)
    launched_at = Instant("When it was launched.", OPEN, PROJECT, recorded="launch_recorded_at")
    launch_recorded_at = Instant("When the launch was entered.", OPEN, PROJECT)
    review_on = Day("When it is to be reviewed.", OPEN, PROJECT, planned=True)


class PolicyReview(Decision):
    """A policy document was looked at again: kept, changed or withdrawn."""

    document = Of("PolicyDocument", "reviews", "The document.", OPEN, PROJECT)


class PolicyBriefing(Occurrence):
    """A unit was briefed on a policy document."""

    document = Of("PolicyDocument", "briefings", "The document.", OPEN, PROJECT)
    unit = Of("Unit", "briefings", "Who was briefed.", OPEN, PROJECT)


class SharingAgreement(Tenure):
    """The force and a partner may share information for a purpose."""

    agency = Of("Agency", "agreements", "The partner.", OPEN, PROJECT)
    purpose = Text("What for.", OPEN, PROJECT)
    review_on = Day("When it is to be reviewed.", OPEN, PROJECT, planned=True)


class BoardMeeting(Meeting):
    """A meeting of the force, or of the force with its partners."""

    board = Text("The board, conference or partnership that met.", OPEN, PROJECT)


class BoardDecision(Decision):
    """What a meeting decided."""

    meeting = Of("BoardMeeting", "decisions", "The meeting.", OPEN, PROJECT)


class BoardAction(Action):
    """What a meeting gave somebody to do."""

    meeting = Of("BoardMeeting", "actions", "The meeting.", OPEN, PROJECT)
    agency = Of("Agency", "actions", "The partner that is to do it, if it is one.", OPEN, PROJECT, required=False)
