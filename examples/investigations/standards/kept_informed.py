"""Victims are kept informed."""

from dutybound.duties import Subject, every, policy, standard


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q3 AFI 2", owed_by="officer",
          missing="unassessable", applies=lambda case: case.victim.exists())  # fmt: skip
def kept_informed(case: Subject["investigation"]):
    """The victim of an open investigation hears of it as often as was agreed, or as the force's policy says."""
    return every(
        case.contact_interval, default=policy("victim.contact"), during=case.open_spans
    ).met_by(case.contacts)  # fmt: skip


WHO = {"reported_at": "2016-05-02T09:00", "victim": {"known_from": "2016-05-02T09:00"}}
OPEN = {**WHO, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**WHO, "open_spans": ["2016-05-02T10:00..2016-06-10T10:00"]}
kept_informed.example("nothing agreed: as the policy says", as_at="2016-05-30", expect="pending", due="2016-05-30",
                      **OPEN)  # fmt: skip
kept_informed.example("fourteen days agreed", as_at="2016-05-17", expect="overdue", due="2016-05-16",
                      **OPEN, contact_interval="14 days")  # fmt: skip
kept_informed.example("heard, and will hear again", as_at="2016-05-17", expect=["met", "pending"], due="2016-05-24",
                      **OPEN, contact_interval="14 days", contacts=["2016-05-10T10:00"])  # fmt: skip
kept_informed.example("heard late; closed before the next was due", as_at="2016-06-30", expect=["met_late", "lapsed"],
                      **CLOSED, contact_interval="14 days", contacts=["2016-06-02T10:00"])  # fmt: skip
kept_informed.example("never heard", as_at="2016-06-30", expect="missed", **CLOSED)
kept_informed.example("agreed, but not how often", as_at="2016-06-30", expect="unassessable",
                      **OPEN, contact_interval="as agreed")  # fmt: skip
kept_informed.example("no victim, nobody to tell", as_at="2016-06-30", expect=[],
                      reported_at="2016-05-02T09:00", open_spans=["2016-05-02T10:00"])  # fmt: skip
kept_informed.example("heard in time, entered later", as_at="2016-06-02", expect=["met", "pending"], due="2016-06-24",
                      **OPEN, contacts=[{"made_at": "2016-05-27T10:00", "entered_at": "2016-06-02T10:00"}])  # fmt: skip
