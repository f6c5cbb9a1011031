"""What follows an outcome: two duties of one standard."""

from typing import NamedTuple

from dutybound.duties import Subject, each, policy, standard, within


class Concluded(NamedTuple):
    told: object
    reasoned: object


@standard(version="1", valid_from="2015-04-01", source="this project", owed_by="officer", missing="unassessable")
def concluded(case: Subject["investigation"]):
    """When an outcome is decided the victim is told it, and the record says why."""
    told = within(policy("outcome.told"), of=case.outcomes).met_by(case.contacts.where(tells_outcome=True))
    return Concluded(told, each(case.outcomes).must(case.outcomes.rationale.is_known(), policy("outcome.rationale")))


def shown(part: str, sentence: str, as_at: str, expect: str, why: str = "", told: str = "", entered: str = "") -> None:
    """An outcome of 3 June, entered that day or when it says; `why` is when the rationale was entered."""
    outcome = {"decided_at": "2016-06-03T12:00", "entered_at": entered or "2016-06-03T12:00"}
    outcome |= {"rationale": "why", "rationale_entered_at": why} if why else {}
    contacts = [{"made_at": told, "tells_outcome": True, "entered_at": "2016-07-01T09:00"}] if told else []
    records = {"reported_at": "2016-05-02T09:00", "outcomes": [outcome], "contacts": contacts}
    concluded.example(sentence, part=part, as_at=as_at, expect=expect, **records)


shown("told", "within five working days, entered late", "2016-07-31", "met", told="2016-06-10T09:00")
shown("told", "after six", "2016-07-31", "met_late", told="2016-06-13T09:00")
shown("told", "not yet", "2016-06-10", "pending")
shown("told", "not in time", "2016-06-11", "overdue")
shown("reasoned", "at once", "2016-06-03", "met", why="2016-06-03T12:00")
shown("reasoned", "not yet", "2016-06-05", "pending")
shown("reasoned", "not at all", "2016-06-06", "overdue")
shown("reasoned", "after four days", "2016-06-07", "met_late", why="2016-06-07T10:00")
shown("reasoned", "an outcome entered a week late", "2016-06-12", "pending", entered="2016-06-10T12:00")
