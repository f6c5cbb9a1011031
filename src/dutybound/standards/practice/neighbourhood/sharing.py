"""Information is shared with partners under an agreement that is in force at that moment."""

from dutybound.duties import Subject, policy, standard, throughout


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q1, routine sharing with partners",
          owed_by="information governance", missing="unassessable",
          applies=lambda agency: agency.kind != "business")  # fmt: skip
def sharing_agreed(agency: Subject["agency"]):
    """A partner of the force has an agreement on sharing information for as long as it is one."""
    return throughout(agency).has(agency.agreements, within=policy("sharing.agreement"))


PARTNER = {"began_at": "2016-02-01T09:00", "name": "Simulated council", "kind": "council"}
sharing_agreed.example("agreed within the quarter", as_at="2016-06-30", expect="met", due="2016-05-01", **PARTNER,
                       agreements=["2016-04-01T09:00"])  # fmt: skip
sharing_agreed.example(
    "agreed later", as_at="2016-06-30", expect="met_late", **PARTNER, agreements=["2016-06-01T09:00"]
)
sharing_agreed.example("not yet", as_at="2016-05-01", expect="pending", **PARTNER)
sharing_agreed.example("not in time", as_at="2016-05-02", expect="overdue", **PARTNER)
sharing_agreed.example("lapsed and not renewed for a year", as_at="2016-12-31", expect=["met", "overdue"], **PARTNER,
                       agreements=["2016-02-01T09:00..2016-06-01T09:00"])  # fmt: skip
sharing_agreed.example("no partner any more before it was due", as_at="2016-12-31", expect="lapsed", **PARTNER,
                       ended_at="2016-03-01T09:00")  # fmt: skip
sharing_agreed.example("no partner any more after it was due", as_at="2016-12-31", expect="missed", **PARTNER,
                       ended_at="2016-08-01T09:00")  # fmt: skip
sharing_agreed.example("a business", as_at="2016-12-31", expect=[], **{**PARTNER, "kind": "business"})
sharing_agreed.example("nobody says what it is", as_at="2016-12-31", expect="unassessable", **{**PARTNER, "kind": None})
sharing_agreed.example("agreed in time, entered later", as_at="2016-06-30", expect="met", **PARTNER, agreements=[
    {"began_at": "2016-04-01T09:00", "recorded_at": "2016-05-20T09:00"}])  # fmt: skip
