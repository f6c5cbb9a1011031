"""Findings of inspectorates, coroners, reviews, auditors and the force itself, with all that is said of them since.

A finding is never edited. What changes is a row of its own: an entry of its log, an extension, a correction, a link to
an earlier finding. Kinds of source, statuses and phases are data (`inspection/findings/registers.toml`), because each
body has its own. Evidence is a reference, so that no text about people comes to lie here.
"""

from dutybound.records.bases import Decision, Occurrence, Tenure
from dutybound.records.columns import OPEN, PERSONAL, PROJECT, RESTRICTED, Code, Day, Number, Of, Text, Whole, published
from dutybound.records.forces import SCOPES

HMICFRS = published("HMICFRS, glossary and register of recommendations")
POLICE_ACT = published("Police Act 1996, section 55, as amended by the Policing and Crime Act 2017, section 37")
KINDS = ("area for improvement", "cause of concern", "accelerated cause of concern", "recommendation", "strength")
ENTRIES = ("status", "comment", "ready")
EVIDENCE = ("standard", "measure", "audit", "document", "bundle")
LINEAGE = ("confirmed", "refused", "undone")
STAGES = ("chief officer invited", "chief officer", "local policing body", "sent")
ACCURACY = ("accepted", "accepted in part", "refused")
STEPS = ("decision", "board", "letter", "inspection", "revisit", "report", "closure", "victim service assessment")


class PublishedReport(Occurrence):
    """A report with findings: of an inspection, an inquest, a review or an audit. It happened when it was published."""

    title = Text("What it is called.", OPEN, PROJECT, required=True)
    source = Text("The kind of source, as the registers have it.", OPEN, PROJECT, required=True)
    force = Text("The force that it is about, by its short name; empty: all forces.", OPEN, PROJECT)
    reference = Text("Where it can be read.", OPEN, PROJECT)


class Finding(Occurrence):
    """Something that a body found good or wanting, or a part of that. It happened when it was published or, where that
    is not known, when it was first heard of."""

    kind = Code("What kind of finding.", OPEN, HMICFRS, codes=KINDS, required=True)
    scope = Code("How many forces it is made to.", OPEN, HMICFRS, codes=SCOPES)
    force = Text("The force whose register it stands in, by its short name.", OPEN, PROJECT)
    report = Of("PublishedReport", "findings", "The report that it stands in.", OPEN, PROJECT, required=False)
    parent = Of("Finding", "", "The finding that it is a part of.", OPEN, PROJECT, required=False)
    part = Whole("Which part of that it is, from 1.", OPEN, PROJECT)
    source = Text("The kind of source, as the registers have it.", OPEN, PROJECT, required=True)
    owner = Text("The body that alone may close it or open it again.", OPEN, PROJECT, required=True)
    text = Text("What was found, as published.", OPEN, HMICFRS, required=True)
    canonical = Text("The wording that is used for several forces, where this is a variant of it.", OPEN, PROJECT)
    question = Text("The question that it stands under, with its framework.", OPEN, PROJECT)
    theme = Text("What it is about.", OPEN, HMICFRS)
    published_on = Day("The day on which it was published; empty: nobody knows.", OPEN, HMICFRS)
    deadline_words = Text("By when, as published.", OPEN, HMICFRS)
    deadline_on = Day("The last day of that, where it can be told.", OPEN, PROJECT, planned=True)
    deadline_rule = Text("How that day was told from the words, or why it could not be.", OPEN, PROJECT)
    demonstration_days = Whole("For how many days the change has to be seen to last.", OPEN, PROJECT)
    review_on = Day("When a strength is to be looked at again.", OPEN, PROJECT, planned=True)
    reference = Text("Where it can be read.", OPEN, PROJECT)


class FindingEntry(Occurrence):
    """An entry of a finding's log: a status, which is its owner's alone, a comment, or the force's word for ready."""

    finding = Of("Finding", "entries", "The finding.", OPEN, PROJECT)
    kind = Code("What is entered.", OPEN, PROJECT, codes=ENTRIES, required=True)
    status = Text("The status, by its key in the register of the owner.", OPEN, HMICFRS)
    comment = Text("What is said.", RESTRICTED, PROJECT)
    body = Text("The body that says it.", OPEN, PROJECT)
    said_by = Text("Who entered it.", PERSONAL, PROJECT)
    reference = Text("The letter or report that it rests on.", OPEN, PROJECT)


class FindingExtension(Occurrence):
    """The owner of a finding gave more time. Each stays, so that it is seen how often that was."""

    finding = Of("Finding", "extensions", "The finding.", OPEN, PROJECT)
    was_on = Day("The day by which it was owed before.", OPEN, PROJECT, planned=True)
    deadline_words = Text("By when it is owed now, in words.", OPEN, PROJECT)
    deadline_on = Day("The day of that, where it can be told.", OPEN, PROJECT, planned=True)
    deadline_rule = Text("How that day was told from the words.", OPEN, PROJECT)
    reason = Text("Why.", RESTRICTED, PROJECT)
    body = Text("The body that gave it.", OPEN, PROJECT)
    said_by = Text("Who entered it.", PERSONAL, PROJECT)


class FindingEvidence(Occurrence):
    """Something that shows what was done about a finding: a reference, and never a text."""

    finding = Of("Finding", "evidence", "The finding.", OPEN, PROJECT)
    kind = Code("What is referred to.", OPEN, PROJECT, codes=EVIDENCE, required=True)
    reference = Text("The thing itself: an id with its date, or a document's number.", OPEN, PROJECT, required=True)
    body = Text("The body that gave it.", OPEN, PROJECT)
    said_by = Text("Who entered it.", PERSONAL, PROJECT)


class FindingDemonstration(Tenure):
    """The change that a finding asks for is in use: from the day on which evidence shows it, until it slips."""

    finding = Of("Finding", "demonstrations", "The finding.", OPEN, PROJECT)
    evidence = Of("FindingEvidence", "", "What shows it.", OPEN, PROJECT)
    said_by = Text("Who said that it is in use.", PERSONAL, PROJECT)
    ended_by = Text("Who said that it slipped.", PERSONAL, PROJECT, recorded="end_recorded_at")


class RecurrenceAlert(Occurrence):
    """Software noticed that what was closed may be back. It stands beside the status, and changes nothing."""

    finding = Of("Finding", "alerts", "The finding that was closed.", OPEN, PROJECT)
    again = Of("Finding", "", "The later finding that says it again.", OPEN, PROJECT, required=False)
    reference = Text("The figure that says it, where no finding does.", OPEN, PROJECT)


class RecurrenceAnswer(Decision):
    """A person answered an alert: it is no longer shown as open. The finding's status is its owner's business."""

    alert = Of("RecurrenceAlert", "answers", "The alert.", OPEN, PROJECT)


class LineageProposal(Occurrence):
    """Two findings may be of one failing. It has no effect until a person confirms it."""

    earlier = Of("Finding", "proposals_as_earlier", "The earlier of the two.", OPEN, PROJECT)
    later = Of("Finding", "proposals_as_later", "The later of the two.", OPEN, PROJECT)
    score = Number("How alike they are, 0 to 1; empty: a person proposed it.", OPEN, PROJECT)
    method = Text("What proposed it, with its version.", OPEN, PROJECT)
    reasons = Text("What they have in common.", OPEN, PROJECT)


class LineageDecision(Decision):
    """A person looked at a proposal. Decisions are never changed: the latest counts, all are kept."""

    proposal = Of("LineageProposal", "decisions", "The proposal.", OPEN, PROJECT)
    outcome = Code("What they decided.", OPEN, PROJECT, codes=LINEAGE, required=True)


class ReportResponse(Occurrence):
    """A stage of the answer that the law asks for to a report, or what is said of one recommendation in it."""

    report = Of("PublishedReport", "responses", "The report.", OPEN, POLICE_ACT)
    stage = Code("Whose answer, or what was done.", OPEN, POLICE_ACT, codes=STAGES, required=True)
    finding = Of("Finding", "responses", "The recommendation that it is about; empty: all of the report.", OPEN,
                 POLICE_ACT, required=False)  # fmt: skip
    text = Text("What is being done, or why nothing is.", OPEN, POLICE_ACT)
    reference = Text("Where it can be read.", OPEN, PROJECT)
    said_by = Text("Who entered it.", PERSONAL, PROJECT)


class AccuracyChallenge(Occurrence):
    """Before publication the force says that a draft is wrong in its facts."""

    report = Text("The draft, by its title.", OPEN, PROJECT, required=True)
    force = Text("The force that says so, by its short name.", OPEN, PROJECT)
    passage = Text("Which passage: its question and paragraph.", OPEN, PROJECT, required=True)
    claim = Text("What is wrong with it.", RESTRICTED, PROJECT, required=True)
    evidence = Text("What shows that: a reference.", OPEN, PROJECT)
    said_by = Text("Who entered it.", PERSONAL, PROJECT)


class AccuracyAnswer(Decision):
    """The body that wrote the draft answered."""

    challenge = Of("AccuracyChallenge", "answers", "The challenge.", OPEN, PROJECT)
    outcome = Code("What it decided.", OPEN, PROJECT, codes=ACCURACY, required=True)
    body = Text("The body that answered.", OPEN, PROJECT)


class FindingCorrection(Decision):
    """After publication its owner corrected a finding. The finding stays as it was published, with this beside it."""

    finding = Of("Finding", "corrections", "The finding.", OPEN, PROJECT)
    field = Code("Which part of it.", OPEN, PROJECT, codes=("text", "question", "theme", "deadline"), required=True)
    was = Text("What it said.", OPEN, PROJECT)
    now = Text("What it says from then.", OPEN, PROJECT, required=True)
    body = Text("The body that corrected it.", OPEN, PROJECT)
    reference = Text("Where that is said.", OPEN, PROJECT)


class MonitoringPhase(Tenure):
    """How closely an inspectorate monitors a force, by the model of its time."""

    force = Text("The force, by its short name.", OPEN, PROJECT, required=True)
    phase = Text("The phase, by its key in the registers.", OPEN, HMICFRS, required=True)
    body = Text("The body that decided it.", OPEN, HMICFRS)
    reference = Text("The letter that says so.", OPEN, PROJECT)
    said_by = Text("Who entered it.", PERSONAL, PROJECT)


class MonitoringStep(Occurrence):
    """Something that happened while a force was monitored: a decision, a board, a letter, a visit."""

    force = Text("The force, by its short name.", OPEN, PROJECT, required=True)
    kind = Code("What it was.", OPEN, HMICFRS, codes=STEPS, required=True)
    text = Text("What was decided or said.", OPEN, PROJECT)
    dated = Text("When, as the source says it, where that is no day: it is ordered by the first day of that.", OPEN,
                 PROJECT)  # fmt: skip
    body = Text("The body that did it.", OPEN, PROJECT)
    reference = Text("Where it can be read.", OPEN, PROJECT)
