"""A policy is a document with an owner: launched, briefed, kept up to date."""

from dutybound.duties import Subject, duration, each, measure, median, policy, standard, within


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2, on the allocation policy",
          owed_by="policy owner", missing="unassessable")  # fmt: skip
def policy_reviewed(document: Subject["policy_document"]):
    """Every policy of the force is looked at again by the day that it names."""
    return within(by=document.review_on, of=document).met_by(document.reviews)


DOCUMENT = {"happened_at": "2015-05-01T09:00", "title": "Simulated policy", "review_on": "2016-05-01"}
policy_reviewed.example("reviewed on the day", as_at="2016-05-31", expect="met", due="2016-05-01", **DOCUMENT,
                        reviews=["2016-05-01T15:00"])  # fmt: skip
policy_reviewed.example("reviewed a week late", as_at="2016-05-31", expect="met_late", **DOCUMENT,
                        reviews=["2016-05-08T15:00"])  # fmt: skip
policy_reviewed.example("there is time", as_at="2016-04-30", expect="pending", **DOCUMENT)
policy_reviewed.example("there was", as_at="2016-05-02", expect="overdue", **DOCUMENT)
policy_reviewed.example("reviewed in time, entered later", as_at="2016-05-31", expect="met", **DOCUMENT,
                        reviews=[{"happened_at": "2016-04-28T15:00", "recorded_at": "2016-05-20T09:00"}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2, not yet part of routine practice",
          owed_by="policy owner", missing="not_owed")  # fmt: skip
def policy_briefed(document: Subject["policy_document"]):
    """A policy that is launched is briefed within the limit to the first of the units that are to work by it."""
    return within(policy("policy.briefing"), of=document.launched_at).met_by(document.briefings)


LAUNCHED = {**DOCUMENT, "launched_at": "2015-06-01T09:00"}
UNIT = {"unit": {"began_at": "2010-01-04T09:00", "name": "Simulated unit"}}
policy_briefed.example("within four weeks", as_at="2015-07-31", expect="met", due="2015-06-29", **LAUNCHED,
                       briefings=[{"happened_at": "2015-06-20T09:00", **UNIT}])  # fmt: skip
policy_briefed.example("after them", as_at="2015-07-31", expect="met_late", **LAUNCHED,
                       briefings=[{"happened_at": "2015-07-20T09:00", **UNIT}])  # fmt: skip
policy_briefed.example("not yet", as_at="2015-06-20", expect="pending", **LAUNCHED)
policy_briefed.example("and not in time", as_at="2015-06-30", expect="overdue", **LAUNCHED)
policy_briefed.example("not launched", as_at="2015-07-31", expect=[], **DOCUMENT)
policy_briefed.example("briefed in time, entered later", as_at="2015-07-31", expect="met", **LAUNCHED, briefings=[
    {"happened_at": "2015-06-20T09:00", "recorded_at": "2015-07-10T09:00", **UNIT}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="Dutybound: a policy nobody answers for is nobody's",
          owed_by="policy owner", missing="unassessable")  # fmt: skip
def policy_owned(document: Subject["policy_document"]):
    """Every policy names the post that answers for it and the day on which it will be looked at again."""
    return each(document).must(document.owner.is_known() & document.review_on.is_known(), policy("policy.owner"))


OWNED = {**DOCUMENT, "recorded_at": "2015-05-01T09:00", "owner": "Head of crime"}
policy_owned.example("it does", as_at="2015-05-31", expect="met", **OWNED, owner_recorded_at="2015-05-01T09:00")
policy_owned.example("an owner three weeks later", as_at="2015-05-31", expect="met_late", **OWNED,
                     owner_recorded_at="2015-05-22T09:00")  # fmt: skip
policy_owned.example("it does not yet", as_at="2015-05-04", expect="pending", **DOCUMENT)
policy_owned.example("it does not", as_at="2015-05-31", expect="overdue", **DOCUMENT)
policy_owned.example("and was entered ten days after its approval", as_at="2015-05-12", expect="pending",
                     recorded_at="2015-05-11T09:00", **DOCUMENT)  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q2, not yet part of routine practice", unit="days", better="fewer")
def days_to_briefing(document: Subject["policy_document"]):
    """From the launch of a policy to its first briefing: the middle."""
    return median(duration(document.launched_at, document.briefings))


days_to_briefing.example("the middle of three", as_at="2015-12-31", expect=8, subjects=[
    {**LAUNCHED, "briefings": [{"happened_at": at, **UNIT}]}
    for at in ("2015-06-02T09:00", "2015-06-09T09:00", "2015-08-01T09:00")
])  # fmt: skip
