"""Scenes, forensic submissions and digital exhibits, each with the stages that it went through."""

from dutybound.records.bases import Assessment, Decision, Occurrence, Tenure
from dutybound.records.columns import OPEN, PERSONAL, PROJECT, SENSITIVE, Code, Instant, Of, Text, YesNo, published

DEVICES = published("Police, Crime, Sentencing and Courts Act 2022, sections 37 to 41 (to be confirmed)")


class SceneDecision(Decision):
    """Somebody decided whether a scene is examined."""

    investigation = Of("Investigation", "scene_decisions", "The investigation.", PERSONAL, PROJECT)
    decision = Code("What was decided.", OPEN, PROJECT, codes=("attend", "do not attend"))


class SceneAttendance(Occurrence):
    """A scene was examined."""

    decision = Of("SceneDecision", "attendances", "The decision to attend.", PERSONAL, PROJECT)
    identified = YesNo("Whether somebody was identified by what was found.", SENSITIVE, PROJECT)


class ForensicSubmission(Occurrence):
    """Material was sent to be examined."""

    investigation = Of("Investigation", "submissions", "The investigation.", PERSONAL, PROJECT)


class ForensicStage(Occurrence):
    """A submission came to its next stage."""

    submission = Of("ForensicSubmission", "stages", "The submission.", PERSONAL, PROJECT)
    stage = Code("Which.", OPEN, PROJECT,
                 codes=("authorised", "refused", "dispatched", "received", "examination", "identification",
                        "negative", "acknowledged", "withdrawn"))  # fmt: skip
    because = Text("Why it was withdrawn or refused.", SENSITIVE, PROJECT)


class DigitalExhibit(Occurrence):
    """A device or its data came to be examined."""

    investigation = Of("Investigation", "digital_exhibits", "The investigation.", PERSONAL, PROJECT)
    level = Code("Where it is read: by a trained officer, at a local hub, in the unit, or by a specialist.", OPEN,
                 PROJECT, codes=("kiosk", "hub", "unit", "specialist"))  # fmt: skip
    of_whom = Code("Whose it is.", SENSITIVE, PROJECT, codes=("victim", "witness", "suspect", "nobody known"))
    promised_within = Code("How soon its return was promised.", PERSONAL, PROJECT, recorded="promise_recorded_at",
                           codes=("1 day", "2 days", "7 days", "14 days", "28 days"))  # fmt: skip
    promise_recorded_at = Instant("When that was entered, where that was later.", OPEN, PROJECT)
    agreed_at = Instant("When its owner had been told in writing what is taken and why, and agreed.", PERSONAL, DEVICES,
                        recorded="agreement_recorded_at")  # fmt: skip
    agreement_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class DigitalTriage(Assessment):
    """How urgent a digital exhibit is, by harm and by dates, until the next triage."""

    exhibit = Of("DigitalExhibit", "triages", "The exhibit.", PERSONAL, PROJECT)
    band = Code("How urgent.", OPEN, PROJECT, codes=("immediate", "urgent", "soon", "routine"))
    out_of_turn = YesNo("Whether it goes before others that are as urgent.", OPEN, PROJECT)
    rationale = Text("Why it goes before them.", SENSITIVE, PROJECT, recorded="rationale_recorded_at")
    rationale_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class DigitalStage(Occurrence):
    """A digital exhibit came to its next stage."""

    exhibit = Of("DigitalExhibit", "stages", "The exhibit.", PERSONAL, PROJECT)
    stage = Code("Which.", OPEN, PROJECT, codes=("examination", "reported", "returned", "withdrawn"))
    because = Text("Why it was withdrawn.", SENSITIVE, PROJECT)


class DigitalQueue(Tenure):
    """A digital exhibit waits at a unit to be examined."""

    exhibit = Of("DigitalExhibit", "waits", "The exhibit.", PERSONAL, PROJECT)
    unit = Of("Unit", "digital_queue", "Where it waits.", OPEN, PROJECT)
