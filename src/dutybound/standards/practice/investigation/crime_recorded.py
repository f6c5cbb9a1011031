"""What is reported as a crime is recorded as one, and whoever reported what is not recorded hears why."""

from dutybound.duties import Subject, duration, each, measure, median, policy, standard, within

HOCR = "Home Office Counting Rules, General Rules section A (to be confirmed)"


@standard(version="1", valid_from="2002-04-01", source=HOCR, mark="published", owed_by="force", missing="unassessable",
          applies=lambda incident: incident.alleges_crime)  # fmt: skip
def crime_recorded(incident: Subject["incident"]):
    """What is reported as a crime is recorded as one within the limit of the day from its report, or somebody decides
    with reasons that it is not one, or that it is another force's."""
    decided = incident.decisions.where(
        incident.decisions.decision.is_in("not a crime", "another force") & incident.decisions.rationale.is_known()
    )
    return within(policy("crime.recording"), of=incident.happened_at).met_by(incident.crimes | decided)


CRIME = {"happened_at": "2016-05-02T09:00", "alleges_crime": True}
NOT_ONE = {"happened_at": "2016-05-03T08:00", "decision": "not a crime"}
crime_recorded.example("to the minute", as_at="2016-05-31", expect="met", due="2016-05-03T09:00", **CRIME,
                       crimes=["2016-05-03T09:00"])  # fmt: skip
crime_recorded.example("a minute later", as_at="2016-05-31", expect="met_late", **CRIME, crimes=["2016-05-03T09:01"])
crime_recorded.example("there is time", as_at="2016-05-02", expect="pending", **CRIME)
crime_recorded.example("there was", as_at="2016-05-03", expect="overdue", **CRIME)
crime_recorded.example("found not to be one, with reasons", as_at="2016-05-31", expect="met", **CRIME,
                       decisions=[{**NOT_ONE, "rationale": "the car was where its owner had left it"}])  # fmt: skip
crime_recorded.example("found not to be one, and nobody says why", as_at="2016-05-31", expect="overdue", **CRIME,
                       decisions=[NOT_ONE])  # fmt: skip
crime_recorded.example("recorded in time and entered later", as_at="2016-05-31", expect="met", **CRIME,
                       crimes=[{"happened_at": "2016-05-02T15:00", "recorded_at": "2016-05-06T10:00"}])  # fmt: skip
crime_recorded.example("nobody says whether a crime was reported", as_at="2016-05-31", expect="unassessable",
                       happened_at="2016-05-02T09:00")  # fmt: skip
crime_recorded.example("something else was reported", as_at="2016-05-31", expect=[],
                       happened_at="2016-05-02T09:00", alleges_crime=False)  # fmt: skip
crime_recorded.example("before April 2015 there were 72 hours", as_at="2014-05-31", expect="met",
                       due="2014-05-05T09:00", happened_at="2014-05-02T09:00", alleges_crime=True,
                       crimes=["2014-05-04T10:00"])  # fmt: skip


@standard(version="1", valid_from="2002-04-01", source=HOCR, mark="published", owed_by="force", missing="unassessable")
def not_recorded_told(incident: Subject["incident"]):
    """Whoever reported a crime that is not recorded is told so, and the decision says why."""
    refused = incident.decisions.where(decision="not a crime")
    told = incident.decisions.told_at.is_known() & incident.decisions.rationale.is_known()
    return each(refused).must(told, within=policy("crime.not_recorded_told"))


def refused(*, told: str = "", entered: str = "") -> dict:
    """A report of 2 May that was not recorded on the third, and when whoever made it was told."""
    decision = {**NOT_ONE, "recorded_at": NOT_ONE["happened_at"], "rationale": "the car was found"}
    decision |= {"told_at": told, "told_recorded_at": entered or told} if told else {}
    return {**CRIME, "decisions": [decision]}


not_recorded_told.example("told the same day", as_at="2016-05-31", expect="met", **refused(told="2016-05-03T12:00"))
not_recorded_told.example("not yet", as_at="2016-05-05", expect="pending", due="2016-05-05", **refused())
not_recorded_told.example("not in time", as_at="2016-05-06", expect="overdue", **refused())
not_recorded_told.example("told after a week", as_at="2016-05-31", expect="met_late",
                          **refused(told="2016-05-10T12:00"))  # fmt: skip
not_recorded_told.example("told in time and entered after it: the record did not show it", as_at="2016-05-31",
                          expect="met_late", **refused(told="2016-05-03T12:00", entered="2016-05-09T12:00")
                          )  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q2", unit="hours", better="fewer")
def hours_to_recording(incident: Subject["incident"]):
    """Hours from the report of a crime until it is recorded: the middle, of those that are."""
    return median(duration(incident.happened_at, incident.crimes))


hours_to_recording.example("the middle of three", as_at="2016-05-31", expect=3, subjects=[
    {**CRIME, "crimes": [at]} for at in ("2016-05-02T10:00", "2016-05-02T12:00", "2016-05-09T09:00")
])  # fmt: skip
