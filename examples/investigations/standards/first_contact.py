"""Vulnerable victims hear from the officer in the case."""

from dutybound.duties import Subject, days, policy, standard, within


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q3 AFI 2", owed_by="officer",
          missing="unassessable", expected_within=days(5),
          applies=lambda case: case.victim.exists() & case.victim.vulnerable)  # fmt: skip
def first_contact(case: Subject["investigation"]):
    """A vulnerable victim hears from the officer in the case within five working days of allocation."""
    return within(policy("victim.first_contact"), of=case.allocated_at).met_by(case.contacts)


REPORTED = {"reported_at": "2016-05-26T09:00", "victim": {"known_from": "2016-05-26T09:00", "vulnerable": True}}
CASE = {**REPORTED, "allocated_at": "2016-05-27T09:00"}
NOT_ASKED = {**CASE, "victim": {"known_from": "2016-05-26T09:00"}}
NOT_VULNERABLE = {**CASE, "victim": {"known_from": "2016-05-26T09:00", "vulnerable": False}}
first_contact.example("a bank holiday does not count", as_at="2016-06-30", expect="met", due="2016-06-06",
                      **CASE, contacts=["2016-06-06T17:00"])  # fmt: skip
first_contact.example("a day later", as_at="2016-06-30", expect="met_late", **CASE, contacts=["2016-06-07T09:00"])
first_contact.example("not yet", as_at="2016-06-06", expect="pending", **CASE)
first_contact.example("not in time", as_at="2016-06-07", expect="overdue", **CASE)
first_contact.example("not allocated, and there is time", as_at="2016-05-31", expect=[], **REPORTED)
first_contact.example("nobody says when it was allocated", as_at="2016-06-01", expect="unassessable", **REPORTED)
first_contact.example("nobody asked whether the victim is vulnerable", as_at="2016-06-30", expect="unassessable",
                      **NOT_ASKED)  # fmt: skip
first_contact.example("the victim is not", as_at="2016-06-30", expect=[], **NOT_VULNERABLE)
first_contact.example("there is none", as_at="2016-06-30", expect=[], **{**CASE, "victim": None})
first_contact.example("made in time and entered after a week", as_at="2016-06-30", expect="met", **CASE,
                      contacts=[{"made_at": "2016-06-01T17:00", "entered_at": "2016-06-10T09:00"}])  # fmt: skip
