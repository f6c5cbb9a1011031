"""Members of groups in prison: a plan stands before their release, and somebody sees them after it."""

from typing import NamedTuple

from dutybound.duties import Subject, count, each, measure, months, policy, share, standard, within

REPORT = "PEEL 2016 Staffordshire, Q4: a sustained focus on members while they are in prison and after their release"


class Foreseen(NamedTuple):
    day_named: object
    planned: object


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="lead responsible officer (LRO)",
          missing="not_owed")  # fmt: skip
def release_planned(custody: Subject["member_custody"]):
    """For every release of a member of a group from prison there is an approved plan, unless work on the group has
    ended. A court releases on the day itself and asks nobody, so the plan may follow within days; it may also have
    stood for up to a year, which is fixed here: an older plan is of another life."""
    limit = policy("member_release.plan")
    ended = custody.member.threat.archivings
    return within(limit, of=custody.ended_at, or_within=months(12), unless=ended).met_by(
        custody.release_plans.approved_at
    )


IN_PRISON = {"began_at": "2015-11-02T09:00"}
RELEASED = {**IN_PRISON, "ended_at": "2016-06-01T10:00"}


def release_plan(approved: str | None, entered: str | None = None) -> list[dict]:
    return [{"happened_at": "2016-05-02T09:00", "approved_at": approved, "approval_recorded_at": entered or approved}]


def of_group(archived: str) -> dict:
    """A member of a group whose work ended then."""
    threat = {"happened_at": "2015-10-01T09:00", "archivings": [archived]}
    return {"began_at": "2015-10-01T09:00", "threat": threat}


release_planned.example("a plan was approved twelve days before the release", as_at="2016-06-30", expect="met",
                        due="2016-06-06", **RELEASED, release_plans=release_plan("2016-05-20T09:00"))  # fmt: skip
release_planned.example("released by a court without warning, and a plan on the third working day",
                        as_at="2016-06-30", expect="met", **RELEASED,
                        release_plans=release_plan("2016-06-06T09:00"))  # fmt: skip
release_planned.example("three working days are not over", as_at="2016-06-06", expect="pending", **RELEASED)
release_planned.example("in prison still: nothing is owed", as_at="2016-06-30", expect=[], **IN_PRISON)
release_planned.example("released with a plan that nobody approved", as_at="2016-06-30", expect="overdue", **RELEASED,
                        release_plans=release_plan(None))  # fmt: skip
release_planned.example("approved three weeks after the release", as_at="2016-06-30", expect="met_late", **RELEASED,
                        release_plans=release_plan("2016-06-22T09:00"))  # fmt: skip
release_planned.example("approved before and entered after the release", as_at="2016-06-30", expect="met", **RELEASED,
                        release_plans=release_plan("2016-05-20T09:00", "2016-06-16T09:00"))  # fmt: skip
release_planned.example("work on the group ended on the next day", as_at="2016-06-30", expect="lapsed",
                        **RELEASED, member=of_group("2016-06-02T09:00"))  # fmt: skip
release_planned.example("released without a plan, and work on the group ended a month later", as_at="2016-08-31",
                        expect="missed", **RELEASED, member=of_group("2016-07-01T09:00"))  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="lead responsible officer (LRO)",
          missing="unassessable")  # fmt: skip
def foreseen_release_planned(notice: Subject["release_notice"]):
    """When a release is foreseen its plan is approved days before it, by a day that stands on the notice; a plan that
    is approved a minute before the gate opens is late. The notice names the day by which, or it counts as failed."""
    plans = notice.custody.release_plans
    ended = notice.custody.member.threat.archivings
    return Foreseen(
        each(notice).must(notice.plan_by.is_known(), within=policy("member_release.notice")),
        within(by=notice.plan_by, or_within=months(12), unless=ended).met_by(plans.approved_at),
    )


NOTICE = {"happened_at": "2016-05-03T09:00", "recorded_at": "2016-05-03T09:00", "plan_by": "2016-05-25"}


def foreseen(sentence: str, expect: str, *plans: dict, as_at: str = "2016-06-30", archived: str = "") -> None:
    """A release on 1 June, of which prison told on 3 May, and for which the plan is to stand by 25 May."""
    member = {"member": of_group(archived)} if archived else {}
    foreseen_release_planned.example(sentence, part="planned", as_at=as_at, expect=expect, due="2016-05-25", **NOTICE,
                                     custody={**RELEASED, **member, "release_plans": list(plans)})  # fmt: skip


foreseen("approved twelve days before the release", "met", *release_plan("2016-05-20T09:00"))
foreseen("approved a minute before the release", "met_late", *release_plan("2016-06-01T09:59"))
foreseen("the day by which it must stand is not over", "pending", as_at="2016-05-25")
foreseen("the day is over, and no plan is approved", "overdue", as_at="2016-05-26")
foreseen("work on the group ended before that day", "lapsed", archived="2016-05-10T09:00")
foreseen(
    "work on the group ended after that day, without a plan", "missed", archived="2016-07-01T09:00", as_at="2016-08-31"
)
foreseen("approved in time and entered after the release", "met", *release_plan("2016-05-20T09:00", "2016-06-08T09:00"))
for sentence, as_at, expect, more in (
    ("the notice has its day", "2016-06-30", "met", {}),
    ("two working days to add the day", "2016-05-05", "pending", {"plan_by": None}),
    ("nobody has said by which day the plan must stand", "2016-05-06", "overdue", {"plan_by": None}),
    ("the day was added after a week", "2016-06-30", "met_late", {"plan_day_recorded_at": "2016-05-10T09:00"}),
):  # fmt: skip
    foreseen_release_planned.example(sentence, part="day_named", as_at=as_at, expect=expect, **{**NOTICE, **more})


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="lead responsible officer (LRO)",
          missing="not_owed")  # fmt: skip
def seen_after_release(custody: Subject["member_custody"]):
    """A member of a group is seen by the LRO, a neighbourhood officer, probation or prison soon after their release. A
    release that prison told late shows as overdue at once: that is how late the force was, and whose fault is not
    said."""
    return within(policy("member_release.contact"), of=custody.ended_at).met_by(custody.release_contacts)


seen_after_release.example("seen on the seventh day", as_at="2016-06-30", expect="met", due="2016-06-08", **RELEASED,
                           release_contacts=["2016-06-08T17:00"])  # fmt: skip
seen_after_release.example("seen on the eighth day", as_at="2016-06-30", expect="met_late", **RELEASED,
                           release_contacts=["2016-06-09T09:00"])  # fmt: skip
seen_after_release.example("the week is not over", as_at="2016-06-08", expect="pending", **RELEASED)
seen_after_release.example(
    "the week is over, and nobody has seen them", as_at="2016-06-09", expect="overdue", **RELEASED
)
seen_after_release.example("in prison still: nothing is owed", as_at="2016-06-30", expect=[], **IN_PRISON)
seen_after_release.example(
    "the release was entered after a week, in which nobody could know that a visit was due: overdue when it is",
    as_at="2016-06-09",
    expect="overdue",
    **RELEASED,
    end_recorded_at="2016-06-09T08:00",
)


@measure(source=REPORT, unit="share", better="more")
def members_with_release_plan(custody: Subject["member_custody"]):
    """Of the times that members of groups spend or spent in prison, those for which there is a plan for the release."""
    return share(custody.release_plans.exists())


members_with_release_plan.example(
    "of two times in prison one has a plan for the release",
    as_at="2016-06-30",
    expect=0.5,
    subjects=[
        {**IN_PRISON, "release_plans": release_plan(None)},
        IN_PRISON,
    ],
)


@measure(source="this project", unit="times in prison", better="neither")
def key_members_in_prison(member: Subject["threat_member"]):
    """Times in prison of key members, on whom a group depends: what the plans for releases have to cope with."""
    return count(member.custodies.where(member.custodies.member.key_member == True))  # noqa: E712


key_members_in_prison.example(
    "two times of one key member; the other member is none",
    as_at="2016-06-30",
    expect=2,
    subjects=[
        {"began_at": "2015-10-01T09:00", "key_member": True, "custodies": [RELEASED, {"began_at": "2016-06-20T09:00"}]},
        {"began_at": "2015-10-01T09:00", "key_member": False, "custodies": [RELEASED]},
    ],
)
