"""Mapped threats are scored anew: as often as their band requires, after events, and never lowered to buy time."""

from dutybound.duties import Subject, duties, each, every, measure, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 2, of the year from April 2015"
COORDINATOR = "mapping coordinator of the force or of the regional unit (ROCU)"
THREAT = {"happened_at": "2016-05-31T09:00"}
LIFE = ("firearm discharge", "threat to life")


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by=COORDINATOR, missing="unassessable", feed="weekly")
def threat_reassessed(threat: Subject["threat"]):
    """Every mapped threat that is worked on is scored anew as often as its band requires."""
    return every(policy("threat.reassessment", by=threat.bands.level), during=threat.active_spans).met_by(
        threat.scorings
    )


LIVE = {**THREAT, "active_spans": ["2016-05-31T09:00"]}
TOP = {"bands": [{"happened_at": "2016-05-31T09:00", "level": "top"}]}
ARCHIVED = {**THREAT, **TOP, "active_spans": ["2016-05-31T09:00..2016-10-10T09:00"]}
threat_reassessed.example("the top band: within three months", as_at="2016-09-30", expect=["met", "pending"],
                          due="2016-08-31", **LIVE, **TOP, scorings=["2016-08-31T09:00"])  # fmt: skip
threat_reassessed.example(
    "scored a day after the three months",
    as_at="2016-09-30",
    expect=["met_late", "pending"],
    **LIVE,
    **TOP,
    scorings=["2016-09-01T09:00"],
)
threat_reassessed.example(
    "three months are over, and it was not scored", as_at="2016-09-01", expect="overdue", **LIVE, **TOP
)
threat_reassessed.example("no band on record: the shortest time", as_at="2016-09-01", expect="overdue",
                          due="2016-08-31", **LIVE)  # fmt: skip
threat_reassessed.example("the low band has a year", as_at="2016-09-01", expect="pending", due="2017-05-31", **LIVE,
                          bands=[{"happened_at": "2016-05-31T09:00", "level": "low"}])  # fmt: skip
threat_reassessed.example("lowered when it was overdue: overdue still", as_at="2016-09-10", expect="overdue", **LIVE,
                          bands=[*TOP["bands"], {"happened_at": "2016-09-05T09:00", "level": "low"}])  # fmt: skip
threat_reassessed.example(
    "scored in time, and archived before the next scoring was due",
    as_at="2016-12-31",
    expect=["met", "lapsed"],
    **ARCHIVED,
    scorings=["2016-08-01T09:00"],
)
threat_reassessed.example("archived when the scoring was long overdue", as_at="2016-12-31", expect="missed", **ARCHIVED)
threat_reassessed.example("scored in time and entered weeks later", as_at="2016-09-30", expect=["met", "pending"],
                          **LIVE, **TOP, scorings=[
                              {"happened_at": "2016-08-20T09:00", "recorded_at": "2016-09-20T09:00"}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by=COORDINATOR, missing="unassessable")
def reassessed_after_event(threat: Subject["threat"]):
    """A threat is scored anew soon after each event that may change it, as when a key member is charged or released.
    A firearm discharge and a threat to life are not among these: they have hours, by a standard of their own."""
    slower = threat.events.where(~threat.events.kind.is_in(*LIFE) | threat.events.kind.is_null())
    return within(policy("threat.event"), of=slower, during=threat.active_spans).met_by(threat.scorings)


CHARGED = {"events": [{"happened_at": "2016-06-10T23:00", "kind": "charge of a key member"}]}
BRIEF = {**THREAT, **CHARGED}
reassessed_after_event.example(
    "scored on the fifth working day after a charge",
    as_at="2016-07-31",
    expect="met",
    due="2016-06-17",
    **LIVE,
    **CHARGED,
    scorings=["2016-06-17T09:00"],
)
reassessed_after_event.example(
    "scored two weeks after a charge",
    as_at="2016-07-31",
    expect="met_late",
    **LIVE,
    **CHARGED,
    scorings=["2016-06-24T09:00"],
)
reassessed_after_event.example("a scoring of the day before knows nothing of it", as_at="2016-06-17", expect="pending",
                               **LIVE, **CHARGED, scorings=["2016-06-09T09:00"])  # fmt: skip
reassessed_after_event.example(
    "five working days after a charge are over, and it was not scored",
    as_at="2016-06-18",
    expect="overdue",
    **LIVE,
    **CHARGED,
)
reassessed_after_event.example("nobody says what happened: it may have changed the threat all the same",
                               as_at="2016-06-18", expect="overdue", **LIVE, events=["2016-06-10T23:00"])  # fmt: skip
reassessed_after_event.example("a threat to life has its own standard", as_at="2016-06-18", expect=[], **LIVE,
                               events=[{"happened_at": "2016-06-10T23:00", "kind": "threat to life"}])  # fmt: skip
reassessed_after_event.example(
    "work on the threat ended within the five days",
    as_at="2016-07-31",
    expect="lapsed",
    **BRIEF,
    active_spans=["2016-05-31T09:00..2016-06-14T09:00"],
)
reassessed_after_event.example(
    "work on the threat ended after them, and it was never scored",
    as_at="2016-07-31",
    expect="missed",
    **BRIEF,
    active_spans=["2016-05-31T09:00..2016-07-01T09:00"],
)
reassessed_after_event.example("scored in time and entered a month later", as_at="2016-07-31", expect="met", **LIVE,
                               **CHARGED, scorings=[
                                   {"happened_at": "2016-06-14T09:00", "recorded_at": "2016-07-12T09:00"}])  # fmt: skip


@standard(
    version="1",
    valid_from="2015-04-01",
    source="this project: where a life is at risk working days are too long",
    owed_by=COORDINATOR,
    missing="unassessable",
    feed="live",
)
def reassessed_when_life_at_risk(threat: Subject["threat"]):
    """After a firearm discharge or a threat to life a threat is scored anew within hours. This is only the scoring:
    warning and protecting whoever is threatened waits for no score. It is of use on a live feed alone."""
    urgent = threat.events.where(threat.events.kind.is_in(*LIFE))
    return within(policy("threat.event_life_at_risk"), of=urgent, during=threat.active_spans).met_by(threat.scorings)


SHOT = {"events": [{"happened_at": "2016-06-10T23:00", "kind": "firearm discharge"}]}
reassessed_when_life_at_risk.example("scored in the night after a discharge", as_at="2016-07-31", expect="met",
                                     due="2016-06-11T11:00", **LIVE, **SHOT,
                                     scorings=["2016-06-11T03:00"])  # fmt: skip
reassessed_when_life_at_risk.example("scored after a weekend", as_at="2016-07-31", expect="met_late", **LIVE, **SHOT,
                                     scorings=["2016-06-13T09:00"])  # fmt: skip
reassessed_when_life_at_risk.example("half of the night is left", as_at="2016-06-11T05:00", expect="pending", **LIVE,
                                     **SHOT)  # fmt: skip
reassessed_when_life_at_risk.example("noon after a threat to life, and no scoring", as_at="2016-06-11T12:00",
                                     expect="overdue", **LIVE,
                                     events=[{"happened_at": "2016-06-10T23:00", "kind": "threat to life"}],
                                     )  # fmt: skip
reassessed_when_life_at_risk.example("work on the threat ended before the time was over", as_at="2016-07-31",
                                     expect="lapsed", **THREAT, **SHOT,
                                     active_spans=["2016-05-31T09:00..2016-06-11T09:00"])  # fmt: skip
reassessed_when_life_at_risk.example("work on the threat ended a week later, and it was never scored",
                                     as_at="2016-07-31", expect="missed", **THREAT, **SHOT,
                                     active_spans=["2016-05-31T09:00..2016-06-18T09:00"])  # fmt: skip
reassessed_when_life_at_risk.example("scored in time and entered two days later", as_at="2016-07-31", expect="met",
                                     **LIVE, **SHOT, scorings=[
                                         {"happened_at": "2016-06-11T03:00", "recorded_at": "2016-06-13T09:00"}],
                                     )  # fmt: skip
reassessed_when_life_at_risk.example("a charge has working days", as_at="2016-07-31", expect=[], **LIVE, **CHARGED)


@standard(version="1", valid_from="2015-04-01", source="this project: a lower band must not buy time",
          owed_by="supervisor", missing="unassessable")  # fmt: skip
def lowering_agreed(threat: Subject["threat"]):
    """A band is lowered with a reason and with the agreement of a supervisor."""
    lowered = threat.bands
    return each(lowered.where(lowered=True)).must(
        lowered.agreed_by.is_known() & lowered.rationale.is_known(), within=policy("threat.lowering")
    )


LOWER = {"happened_at": "2016-06-13T09:00", "level": "low", "lowered": True, "rationale": "why"}
lowering_agreed.example(
    "a supervisor agreed at once to the lower band",
    as_at="2016-06-30",
    expect="met",
    due="2016-06-15",
    **THREAT,
    bands=[{**LOWER, "agreed_by": "a supervisor"}],
)
lowering_agreed.example(
    "two working days for a supervisor to agree", as_at="2016-06-15", expect="pending", **THREAT, bands=[LOWER]
)
lowering_agreed.example(
    "lowered, and no supervisor agreed", as_at="2016-06-16", expect="overdue", **THREAT, bands=[LOWER]
)
lowering_agreed.example(
    "a supervisor agreed after a week to the lower band",
    as_at="2016-06-30",
    expect="met_late",
    **THREAT,
    bands=[{**LOWER, "agreed_by": "a supervisor", "agreed_recorded_at": "2016-06-20T09:00"}],
)
lowering_agreed.example("a band that is not lower needs nobody", as_at="2016-06-30", expect=[], **THREAT,
                        bands=[{**LOWER, "lowered": False}])  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def reassessed_in_time(threat: Subject["threat"]):
    """Of the re-assessments that fell due, those that were made in time."""
    return share(
        duties("threat_reassessed", "met"), of=duties("threat_reassessed", "met", "met_late", "overdue", "missed")
    )


reassessed_in_time.example("of two threats one was scored in time", as_at="2016-09-30", expect=0.5, subjects=[
    {**LIVE, **TOP, "scorings": ["2016-08-20T09:00"]}, {**LIVE, **TOP},
])  # fmt: skip
