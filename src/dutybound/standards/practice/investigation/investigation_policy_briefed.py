"""A policy is routine practice only once those who are to follow it know it."""

from dutybound.duties import Subject, days, measure, policy, rate, standard, within

SOURCE = "PEEL 2016 Staffordshire, Q2 (good policy that is not yet part of routine practice)"


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="policy owner", missing="unassessable",
          expected_within=days(90), applies=lambda document: document.practice == "investigation")  # fmt: skip
def investigation_policy_briefed(document: Subject["policy_document"]):
    """A policy document on investigation is launched after its approval, and briefed soon after its launch."""
    return within(policy("allocation.policy_briefing"), of=document.launched_at).met_by(document.briefings)


MADE = {"happened_at": "2016-01-04T09:00", "title": "Crime allocation", "practice": "investigation"}
LAUNCHED = {**MADE, "launched_at": "2016-02-01T09:00", "launch_recorded_at": "2016-02-01T09:00"}
investigation_policy_briefed.example("four weeks later, on the last day", as_at="2016-05-31", expect="met",
                                     due="2016-02-29", **LAUNCHED, briefings=["2016-02-29T14:00"])  # fmt: skip
investigation_policy_briefed.example("there is time", as_at="2016-02-29", expect="pending", **LAUNCHED)
investigation_policy_briefed.example("there was", as_at="2016-03-01", expect="overdue", **LAUNCHED)
investigation_policy_briefed.example("briefed in April", as_at="2016-05-31", expect="met_late", **LAUNCHED,
                                     briefings=["2016-04-04T14:00"])  # fmt: skip
investigation_policy_briefed.example("briefed in time and entered later", as_at="2016-05-31", expect="met", **LAUNCHED,
                                     briefings=[{"happened_at": "2016-02-08T14:00",
                                                 "recorded_at": "2016-03-14T14:00"}])  # fmt: skip
investigation_policy_briefed.example("approved, and after three months nobody says when it was launched",
                                     as_at="2016-05-31", expect="unassessable", **MADE)  # fmt: skip


@measure(source=SOURCE, unit="briefings for each policy document", better="more")
def briefings_of_policy(document: Subject["policy_document"]):
    """Briefings of units for each policy document."""
    return rate(document.briefings, per=1)


briefings_of_policy.example("three for two", as_at="2016-05-31", expect=1.5, subjects=[
    {**LAUNCHED, "briefings": ["2016-02-08T14:00", "2016-02-09T14:00", "2016-02-10T14:00"]}, LAUNCHED,
])  # fmt: skip
