"""Victims are asked whether they want support, and those who do are reached."""

from dutybound.duties import Subject, each, policy, standard, within

SOURCE = "Code of Practice for Victims of Crime, referral to support (to be confirmed)"


def domestic_is_elsewhere(case):
    """A person was wronged, and not by domestic abuse, whose own standard is `domestic_support_offered`."""
    return (case.victim.is_known() | (case.against == "person")) & (case.category != "domestic abuse")


@standard(version="1", valid_from="2013-12-10", source=SOURCE,
          mark="published", owed_by="officer", missing="unassessable",
          applies=domestic_is_elsewhere)  # fmt: skip
def support_offered(case: Subject["investigation"]):
    """Each victim, of domestic abuse apart, is asked soon after their report whether they want support, and what they
    said is written down; if they want it they are referred, and if they do not they are not."""
    asked = case.support_referrals
    wanted = (asked.accepted == True) & asked.service.is_known()  # noqa: E712
    refused = (asked.accepted == False) & asked.service.is_null()  # noqa: E712
    said = asked.where(wanted | refused)
    return within(policy("victim.support"), of=case.happened_at).met_by(said)


@standard(version="1", valid_from="2013-12-10", source=SOURCE,
          owed_by="victim service", missing="unassessable")  # fmt: skip
def service_reached(case: Subject["investigation"]):
    """A victim who wanted support was reached by the service."""
    wanting = case.support_referrals.where(accepted=True)
    return each(wanting).must(case.support_referrals.met_at.is_known(), within=policy("victim.service_contact"))


CASE = {"happened_at": "2016-05-26T09:00", "category": "theft", "victim": {"happened_at": "2010-01-04T09:00"}}
SERVICE = {"began_at": "2010-01-04T09:00", "name": "A victim service", "kind": "victim service"}


def asked(at: str = "2016-05-27T10:00", accepted: bool | None = True, **more: object) -> dict:
    """The victim was asked."""
    row = {"happened_at": at, "recorded_at": at, "accepted": accepted, "service": SERVICE, **more}
    return {"support_referrals": [row]}


support_offered.example("wanted, and referred the next day", as_at="2016-06-30", expect="met", due="2016-05-28", **CASE,
                        **asked())  # fmt: skip
support_offered.example("not wanted, and nobody is referred", as_at="2016-06-30", expect="met", **CASE,
                        **asked(accepted=False, service=None))  # fmt: skip
support_offered.example("not wanted, and referred all the same", as_at="2016-06-30", expect="overdue", **CASE,
                        **asked(accepted=False))  # fmt: skip
support_offered.example("asked, and nobody wrote down what they said", as_at="2016-06-30", expect="overdue", **CASE,
                        **asked(accepted=None))  # fmt: skip
support_offered.example("there is time", as_at="2016-05-28", expect="pending", **CASE)
support_offered.example("there was", as_at="2016-05-29", expect="overdue", **CASE)
support_offered.example("of domestic abuse: asked under another standard", as_at="2016-06-01", expect=[],
                        **{**CASE, "category": "domestic abuse"})  # fmt: skip
support_offered.example("nobody says of what", as_at="2016-06-01", expect="unassessable",
                        **{**CASE, "category": None})  # fmt: skip
support_offered.example("after a week", as_at="2016-06-30", expect="met_late", **CASE, **asked("2016-06-02T10:00"))
support_offered.example("asked in time, entered later", as_at="2016-06-30", expect="met", **CASE,
                        **asked(recorded_at="2016-06-06T10:00"))  # fmt: skip

service_reached.example("reached within two working days", as_at="2016-06-30", expect="met", due="2016-06-01", **CASE,
                        **asked(met_at="2016-05-31T15:00", met_recorded_at="2016-05-31T15:00"))  # fmt: skip
service_reached.example("not yet", as_at="2016-06-01", expect="pending", **CASE, **asked())
service_reached.example("not in time", as_at="2016-06-02", expect="overdue", **CASE, **asked())
service_reached.example("reached late", as_at="2016-06-30", expect="met_late", **CASE,
                        **asked(met_at="2016-06-06T15:00", met_recorded_at="2016-06-06T15:00"))  # fmt: skip
service_reached.example("who wants none is left in peace", as_at="2016-06-30", expect=[], **CASE,
                        **asked(accepted=False))  # fmt: skip
