"""How an investigation ended, in the words of the national outcome framework."""

from dutybound.records.bases import Decision
from dutybound.records.columns import (
    OPEN,
    PERSONAL,
    PROJECT,
    SENSITIVE,
    Day,
    Instant,
    Of,
    Text,
    Whole,
    YesNo,
    published,
)

FRAMEWORK = published("Home Office, crime outcomes framework from April 2013, technical annex")


class Outcome(Decision):
    """An outcome was given to an investigation. While there is none it is open, which returns call 0."""

    investigation = Of("Investigation", "outcomes", "The investigation.", PERSONAL, PROJECT)
    number = Whole("Which of the outcomes 1 to 22.", OPEN, FRAMEWORK, recorded="number_recorded_at")
    number_recorded_at = Instant("When it was put right, where it had been another.", OPEN, PROJECT)
    suspect_named = YesNo("Whether a suspect is named.", SENSITIVE, FRAMEWORK)
    victim_supports = YesNo("Whether the victim supports action.", SENSITIVE, FRAMEWORK)
    withdrawal = Text("The victim's statement, or the record of what they said.", SENSITIVE, PROJECT,
                      recorded="grounds_recorded_at")  # fmt: skip
    limitation_on = Day("The last day on which a prosecution could begin.", OPEN, FRAMEWORK,
                        recorded="grounds_recorded_at", planned=True)  # fmt: skip
    no_line_left = YesNo("Whether no reasonable line of enquiry is left.", OPEN, PROJECT)
    signed_off_by = Text("Which supervisor agreed.", PERSONAL, PROJECT, recorded="grounds_recorded_at")
    taken_by = Of("Agency", "outcomes", "The body that takes it on.", OPEN, FRAMEWORK, required=False)
    accepted_at = Instant("When that body accepted it.", OPEN, FRAMEWORK, recorded="grounds_recorded_at")
    diverted_at = Instant("When the educational or other activity was done.", PERSONAL, FRAMEWORK,
                          recorded="grounds_recorded_at")  # fmt: skip
    grounds_recorded_at = Instant("When what it rests on was entered, where that was later.", OPEN, PROJECT)
