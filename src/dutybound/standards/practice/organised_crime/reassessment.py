"""Mapped threats are scored anew: as often as their band requires, after events, and never lowered to buy time."""

from dutybound.duties import Subject, duties, each, every, measure, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 2"
COORDINATOR = "organised crime coordinator"
THREAT = {"happened_at": "2016-05-31T09:00"}


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
threat_reassessed.example("a day later", as_at="2016-09-30", expect=["met_late", "pending"], **LIVE, **TOP,
                          scorings=["2016-09-01T09:00"])  # fmt: skip
threat_reassessed.example("not yet and not in time", as_at="2016-09-01", expect="overdue", **LIVE, **TOP)
threat_reassessed.example("no band on record: the shortest time", as_at="2016-09-01", expect="overdue",
                          due="2016-08-31", **LIVE)  # fmt: skip
threat_reassessed.example("the low band has a year", as_at="2016-09-01", expect="pending", due="2017-05-31", **LIVE,
                          bands=[{"happened_at": "2016-05-31T09:00", "level": "low"}])  # fmt: skip
threat_reassessed.example("lowered when it was overdue: overdue still", as_at="2016-09-10", expect="overdue", **LIVE,
                          bands=[*TOP["bands"], {"happened_at": "2016-09-05T09:00", "level": "low"}])  # fmt: skip
threat_reassessed.example("archived in time", as_at="2016-12-31", expect=["met", "lapsed"], **ARCHIVED,
                          scorings=["2016-08-01T09:00"])  # fmt: skip
threat_reassessed.example("archived when it was long overdue", as_at="2016-12-31", expect="missed", **ARCHIVED)
threat_reassessed.example("scored in time and entered weeks later", as_at="2016-09-30", expect=["met", "pending"],
                          **LIVE, **TOP, scorings=[
                              {"happened_at": "2016-08-20T09:00", "recorded_at": "2016-09-20T09:00"}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by=COORDINATOR, missing="unassessable")
def reassessed_after_event(threat: Subject["threat"]):
    """A threat is scored anew soon after each event that may change it: a principal charged or released, a shot."""
    return within(policy("threat.event"), of=threat.events, during=threat.active_spans).met_by(threat.scorings)


SHOT = {"events": [{"happened_at": "2016-06-10T23:00", "kind": "firearm discharge"}]}
BRIEF = {**THREAT, **SHOT}
reassessed_after_event.example("on the fifth working day", as_at="2016-07-31", expect="met", due="2016-06-17", **LIVE,
                               **SHOT, scorings=["2016-06-17T09:00"])  # fmt: skip
reassessed_after_event.example("a week late", as_at="2016-07-31", expect="met_late", **LIVE, **SHOT,
                               scorings=["2016-06-24T09:00"])  # fmt: skip
reassessed_after_event.example("a scoring of the day before knows nothing of it", as_at="2016-06-17", expect="pending",
                               **LIVE, **SHOT, scorings=["2016-06-09T09:00"])  # fmt: skip
reassessed_after_event.example("not in time", as_at="2016-06-18", expect="overdue", **LIVE, **SHOT)
reassessed_after_event.example("archived within the five days", as_at="2016-07-31", expect="lapsed", **BRIEF,
                               active_spans=["2016-05-31T09:00..2016-06-14T09:00"])  # fmt: skip
reassessed_after_event.example("archived after them", as_at="2016-07-31", expect="missed", **BRIEF,
                               active_spans=["2016-05-31T09:00..2016-07-01T09:00"])  # fmt: skip
reassessed_after_event.example("scored in time and entered a month later", as_at="2016-07-31", expect="met", **LIVE,
                               **SHOT, scorings=[
                                   {"happened_at": "2016-06-14T09:00", "recorded_at": "2016-07-12T09:00"}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="this project: a lower band must not buy time",
          owed_by="supervisor", missing="unassessable")  # fmt: skip
def lowering_agreed(threat: Subject["threat"]):
    """A band is lowered with a reason and with the agreement of a supervisor."""
    lowered = threat.bands
    return each(lowered.where(lowered=True)).must(
        lowered.agreed_by.is_known() & lowered.rationale.is_known(), within=policy("threat.lowering")
    )


LOWER = {"happened_at": "2016-06-13T09:00", "level": "low", "lowered": True, "rationale": "why"}
lowering_agreed.example("agreed at once", as_at="2016-06-30", expect="met", due="2016-06-15", **THREAT,
                        bands=[{**LOWER, "agreed_by": "a supervisor"}])  # fmt: skip
lowering_agreed.example("there is time", as_at="2016-06-15", expect="pending", **THREAT, bands=[LOWER])
lowering_agreed.example("nobody agreed", as_at="2016-06-16", expect="overdue", **THREAT, bands=[LOWER])
lowering_agreed.example("agreed after a week", as_at="2016-06-30", expect="met_late", **THREAT, bands=[
    {**LOWER, "agreed_by": "a supervisor", "agreed_recorded_at": "2016-06-20T09:00"}])  # fmt: skip
lowering_agreed.example("a band that is not lower needs nobody", as_at="2016-06-30", expect=[], **THREAT,
                        bands=[{**LOWER, "lowered": False}])  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def reassessed_in_time(threat: Subject["threat"]):
    """Of the re-assessments that fell due, those that were made in time."""
    return share(
        duties("threat_reassessed", "met"), of=duties("threat_reassessed", "met", "met_late", "overdue", "missed")
    )


reassessed_in_time.example("one of two", as_at="2016-09-30", expect=0.5, subjects=[
    {**LIVE, **TOP, "scorings": ["2016-08-20T09:00"]}, {**LIVE, **TOP},
])  # fmt: skip
