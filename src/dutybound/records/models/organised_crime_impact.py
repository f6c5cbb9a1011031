"""What came of work against organised crime: disruptions, whether they lasted, and what was learned."""

from dutybound.records.bases import Assessment, Decision, Occurrence
from dutybound.records.columns import OPEN, PROJECT, RESTRICTED, Code, Instant, Of, Text, Whole, YesNo, published
from dutybound.records.models.organised_crime_response import FOUR, FOUR_PS

SCALE = published("National Crime Agency, answer to the Northern Ireland Policing Board: the scale of disruptions")
LEVELS = ("major", "moderate", "minor", "none", "negative")


class Disruption(Occurrence):
    """A threat was disrupted, as whoever did it sees it; negative where it came out of it stronger."""

    threat = Of("Threat", "disruptions", "The threat.", RESTRICTED, PROJECT)
    action = Of("PlanAction", "disruptions", "The action that did it.", RESTRICTED, PROJECT, required=False)
    p = Code("Which of the four Ps it belongs to.", OPEN, FOUR, codes=FOUR_PS)
    level = Code("How much it did, as claimed.", RESTRICTED, SCALE, codes=LEVELS)
    awaits = Code("What its result waits for.", RESTRICTED, PROJECT, codes=("court", "laboratory", "partner", "other"),
                  recorded="wait_recorded_at")  # fmt: skip
    wait_recorded_at = Instant("When it was entered what it waits for.", OPEN, PROJECT)
    result_known_at = Instant("When its result was known.", RESTRICTED, PROJECT, recorded="result_recorded_at")
    result_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class DisruptionEvidence(Occurrence):
    """Something that shows what a disruption did."""

    disruption = Of("Disruption", "evidence", "The disruption.", RESTRICTED, PROJECT)
    kind = Code("What kind of evidence.", RESTRICTED, PROJECT,
                codes=("court result", "seizure", "safeguarding", "intelligence assessment", "partner data",
                       "community view"))  # fmt: skip


class Moderation(Decision):
    """Somebody else decided how much a disruption really did."""

    disruption = Of("Disruption", "moderations", "The disruption.", RESTRICTED, PROJECT)
    level = Code("How much it did.", RESTRICTED, SCALE, codes=LEVELS)
    independent = YesNo("Whether nobody who claimed it had a part in this.", OPEN, PROJECT)
    panel = Whole("How many people decided.", OPEN, PROJECT)


class EffectCheck(Assessment):
    """Somebody looked whether the effect of a disruption is still there."""

    disruption = Of("Disruption", "effect_checks", "The disruption.", RESTRICTED, PROJECT)
    days_on = Whole("How many days after the disruption.", OPEN, PROJECT)
    lasts = YesNo("Whether its effect is still there.", RESTRICTED, PROJECT)


class Archiving(Decision):
    """Work on a threat was ended."""

    threat = Of("Threat", "archivings", "The threat.", RESTRICTED, PROJECT)
    reason = Code("Why it ended.", RESTRICTED, PROJECT,
                  codes=("dismantled", "dormant", "merged", "transferred", "not organised crime"))  # fmt: skip


class Reactivation(Decision):
    """Work on an archived threat began again."""

    threat = Of("Threat", "reactivations", "The threat.", RESTRICTED, PROJECT)


class ThreatDebrief(Occurrence):
    """Those who worked on a threat talked about what worked and what did not."""

    threat = Of("Threat", "debriefs", "The threat.", RESTRICTED, PROJECT)


class PracticeLesson(Occurrence):
    """Something that was learned from work against organised crime."""

    debrief = Of("ThreatDebrief", "lessons", "The debrief that it comes from.", RESTRICTED, PROJECT, required=False)
    disruption = Of("Disruption", "lessons", "The disruption that it comes from.", RESTRICTED, PROJECT, required=False)
    text = Text("What was learned, so that it can be read elsewhere.", RESTRICTED, PROJECT)


class LessonUse(Occurrence):
    """A lesson was used in another plan."""

    lesson = Of("PracticeLesson", "uses", "The lesson.", RESTRICTED, PROJECT)
    plan = Of("ThreatPlan", "lessons_used", "The plan that uses it.", RESTRICTED, PROJECT)
