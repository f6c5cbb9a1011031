"""An outcome is one that was in use on its day, and has what it rests on."""

from typing import NamedTuple

from dutybound.duties import Subject, each, policy, standard

FRAMEWORK = "Home Office, crime outcomes framework from April 2013, technical annex"


class Grounds(NamedTuple):
    """One for each kind of outcome that rests on something."""

    without_suspect: object  # 14
    evidence: object  # 15 and 16
    out_of_time: object  # 17
    complete: object  # 18
    taken_on: object  # 20
    diverted: object  # 22


@standard(version="1", valid_from="2013-04-01", source=f"{FRAMEWORK}; what shows it is this project's",
          owed_by="supervisor", missing="unassessable")  # fmt: skip
def outcome_grounded(case: Subject["investigation"]):
    """An outcome that says why there is no prosecution has what it rests on: what the victim said, who is named, the
    day that passed, that no line of enquiry is left and who agreed, who took it on, or what was done instead."""
    outcome = case.outcomes
    named, unnamed = outcome.suspect_named == True, outcome.suspect_named == False  # noqa: E712
    against = (outcome.victim_supports == False) & outcome.withdrawal.is_known()  # noqa: E712
    view = ((outcome.victim_supports == True) & (outcome.number == 15)) | (against & (outcome.number == 16))  # noqa: E712
    finished = (outcome.no_line_left == True) & outcome.signed_off_by.is_known()  # noqa: E712

    def rests(numbers: object, on: object) -> object:
        return each(outcome.where(numbers)).must(on, within=policy("outcome.grounds"))

    return Grounds(
        rests(outcome.number == 14, unnamed & against),
        rests((outcome.number == 15) | (outcome.number == 16), named & view),
        rests(outcome.number == 17, named & outcome.limitation_on.is_known()),
        rests(outcome.number == 18, unnamed & finished),
        rests(outcome.number == 20, outcome.taken_by.is_known() & outcome.accepted_at.is_known()),
        rests(outcome.number == 22, outcome.diverted_at.is_known() & outcome.signed_off_by.is_known()),
    )


BODY = {"began_at": "2010-01-04T09:00", "name": "Another body", "kind": "council"}
SAID = {"victim_supports": False, "withdrawal": "statement of 8 June"}
GROUNDS = {
    "without_suspect": (14, {"suspect_named": False, **SAID}),
    "evidence": (16, {"suspect_named": True, **SAID}),
    "out_of_time": (17, {"suspect_named": True, "limitation_on": "2016-05-31"}),
    "complete": (18, {"suspect_named": False, "no_line_left": True, "signed_off_by": "a sergeant"}),
    "taken_on": (20, {"taken_by": BODY, "accepted_at": "2016-06-08T09:00"}),
    "diverted": (22, {"diverted_at": "2016-06-08T09:00", "signed_off_by": "a sergeant"}),
}


def shown(part: str, number: int, grounds: dict) -> None:
    """An outcome of 10 June that has its grounds, or has none yet."""

    def example(sentence: str, as_at: str, expect: str, **columns: object) -> None:
        row = {"happened_at": "2016-06-10T12:00", "recorded_at": "2016-06-10T12:00", "number": number, **columns}
        outcome_grounded.example(sentence, part=part, as_at=as_at, expect=expect, happened_at="2016-05-02T09:00",
                                 outcomes=[row])  # fmt: skip

    example("with what it rests on", "2016-06-30", "met", **grounds)
    example("two days to enter it", "2016-06-12", "pending")
    example("with nothing", "2016-06-13", "overdue")
    example("entered after ten days", "2016-06-30", "met_late", **grounds, grounds_recorded_at="2016-06-20T12:00")


for part, (number, grounds) in GROUNDS.items():
    shown(part, number, grounds)
