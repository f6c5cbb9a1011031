"""Members of groups in prison: a plan stands before their release, and somebody sees them after it."""

from dutybound.duties import Subject, before, count, measure, policy, share, standard, within

REPORT = "PEEL 2016 Staffordshire, Q4: a sustained focus on members while they are in prison and after their release"


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="lead responsible officer",
          missing="not_owed")  # fmt: skip
def release_planned(custody: Subject["member_custody"]):
    """Before a member of a group is released from prison there is a plan for it, approved, unless work on the group
    has ended."""
    return before(custody.ended_at, unless=custody.member.threat.archivings).met_by(custody.release_plans.approved_at)


IN_PRISON = {"began_at": "2015-11-02T09:00"}
RELEASED = {**IN_PRISON, "ended_at": "2016-06-01T10:00"}


def release_plan(approved: str | None, entered: str | None = None) -> list[dict]:
    return [{"happened_at": "2016-05-02T09:00", "approved_at": approved, "approval_recorded_at": entered or approved}]


def of_group(archived: str) -> dict:
    """A member of a group whose work ended then."""
    threat = {"happened_at": "2015-10-01T09:00", "archivings": [archived]}
    return {"began_at": "2015-10-01T09:00", "threat": threat}


release_planned.example("approved, then released", as_at="2016-06-30", expect="met", due="2016-06-01T10:00",
                        **RELEASED, release_plans=release_plan("2016-05-20T09:00"))  # fmt: skip
release_planned.example("in prison still", as_at="2016-06-30", expect="pending", **IN_PRISON)
release_planned.example("released with a plan that nobody approved", as_at="2016-06-30", expect="overdue", **RELEASED,
                        release_plans=release_plan(None))  # fmt: skip
release_planned.example("approved after the release", as_at="2016-06-30", expect="met_late", **RELEASED,
                        release_plans=release_plan("2016-06-03T09:00"))  # fmt: skip
release_planned.example("approved before and entered after the release", as_at="2016-06-30", expect="met", **RELEASED,
                        release_plans=release_plan("2016-05-20T09:00", "2016-06-06T09:00"))  # fmt: skip
release_planned.example("work on the group ended while they were in prison", as_at="2016-06-30", expect="lapsed",
                        **RELEASED, member=of_group("2016-03-01T09:00"))  # fmt: skip
release_planned.example("released without a plan, then work ended", as_at="2016-08-31", expect="missed", **RELEASED,
                        member=of_group("2016-07-01T09:00"))  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="lead responsible officer",
          missing="not_owed")  # fmt: skip
def seen_after_release(custody: Subject["member_custody"]):
    """A member of a group is seen by somebody within a week of their release."""
    return within(policy("member_release.contact"), of=custody.ended_at).met_by(custody.release_contacts)


seen_after_release.example("on the seventh day", as_at="2016-06-30", expect="met", due="2016-06-08", **RELEASED,
                           release_contacts=["2016-06-08T17:00"])  # fmt: skip
seen_after_release.example("a day later", as_at="2016-06-30", expect="met_late", **RELEASED,
                           release_contacts=["2016-06-09T09:00"])  # fmt: skip
seen_after_release.example("there is time", as_at="2016-06-08", expect="pending", **RELEASED)
seen_after_release.example("there was", as_at="2016-06-09", expect="overdue", **RELEASED)
seen_after_release.example("in prison still: nothing is owed", as_at="2016-06-30", expect=[], **IN_PRISON)
seen_after_release.example("the release was entered after a week", as_at="2016-06-09", expect="overdue", **RELEASED,
                           end_recorded_at="2016-06-09T08:00")  # fmt: skip


@measure(source=REPORT, unit="share", better="more")
def members_with_release_plan(custody: Subject["member_custody"]):
    """Of the times that members of groups spend or spent in prison, those for which there is a plan for the release."""
    return share(custody.release_plans.exists())


members_with_release_plan.example("one of two", as_at="2016-06-30", expect=0.5, subjects=[
    {**IN_PRISON, "release_plans": release_plan(None)}, IN_PRISON,
])  # fmt: skip


@measure(source="this project", unit="times in prison", better="neither")
def key_members_in_prison(member: Subject["threat_member"]):
    """Times that key members, on whom a group depends, spend or spent in prison: what the release plans have to cope with."""
    return count(member.custodies.where(member.custodies.member.key_member == True))  # noqa: E712


key_members_in_prison.example("two times of one key member; the other member is none", as_at="2016-06-30", expect=2, subjects=[
    {"began_at": "2015-10-01T09:00", "key_member": True, "custodies": [RELEASED, {"began_at": "2016-06-20T09:00"}]},
    {"began_at": "2015-10-01T09:00", "key_member": False, "custodies": [RELEASED]},
])  # fmt: skip
