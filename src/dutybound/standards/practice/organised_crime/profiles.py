"""A complete and current profile of organised crime in each area, made with partners, that leads to joint work."""

from functools import reduce
from operator import and_

from dutybound.duties import Subject, duties, each, every, measure, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 1"
TOPICS = (
    "area", "groups", "newer_crimes", "gangs", "vulnerable", "enablers", "releases", "communities", "partner_data",
    "gaps", "what_works", "proposals",
)  # fmt: skip
AGENCY = {"began_at": "2010-01-04T09:00", "name": "Simulated council"}


@standard(version="1", valid_from="2014-11-13", source=AFI, owed_by="force", missing="unassessable", feed="weekly",
          applies=lambda unit: unit.kind.is_in("force", "local policing"))  # fmt: skip
def profile_current(unit: Subject["unit"]):
    """The force, and each local policing team, has a profile of organised crime in its area that is made anew at
    least as often as the policy says."""
    return every(policy("profile.renewal"), during=unit).met_by(unit.profiles)


FORCE = {"began_at": "2015-01-05T09:00", "name": "Simulated force", "kind": "force"}
profile_current.example("within a year", as_at="2016-06-30", expect=["met", "pending"], due="2016-01-05", **FORCE,
                        profiles=["2016-01-05T17:00"])  # fmt: skip
profile_current.example("a day later", as_at="2016-06-30", expect=["met_late", "pending"], **FORCE,
                        profiles=["2016-01-06T09:00"])  # fmt: skip
profile_current.example("there is time", as_at="2016-01-05", expect="pending", **FORCE)
profile_current.example("the force has none", as_at="2016-06-30", expect="overdue", **FORCE)
profile_current.example("one that has grown old", as_at="2016-09-01", expect=["met", "overdue"], due="2016-06-01",
                        **FORCE, profiles=["2015-06-01T09:00"])  # fmt: skip
profile_current.example("the team was merged in time", as_at="2016-06-30", expect="lapsed",
                        **{**FORCE, "kind": "local policing"}, ended_at="2015-10-01T09:00")  # fmt: skip
profile_current.example("the team was merged, and never had one", as_at="2016-12-31", expect="missed",
                        **{**FORCE, "kind": "local policing"}, ended_at="2016-04-01T09:00")  # fmt: skip
profile_current.example("approved in time and entered two months later", as_at="2016-06-30",
                        expect=["met", "pending"], **FORCE,
                        profiles=[{"happened_at": "2015-12-20T09:00", "recorded_at": "2016-02-20T09:00"}],
                        )  # fmt: skip
profile_current.example("the control room needs none", as_at="2016-12-31", expect=[],
                        **{**FORCE, "kind": "control room"})  # fmt: skip


@standard(version="1", valid_from="2014-11-13", source=AFI, owed_by="analyst", missing="unassessable", feed="weekly")
def profile_complete(profile: Subject["local_profile"]):
    """A profile says something on every topic, and where nothing was found it says so: a nil return is an answer, on
    the newer crimes most of all."""
    return each(profile).must(
        reduce(and_, (getattr(profile, one).is_known() for one in TOPICS)), within=policy("profile.sections")
    )


PROFILE = {"happened_at": "2016-06-01T09:00"}
WHOLE = {**PROFILE, **dict.fromkeys(TOPICS, "described")}
profile_complete.example("a nil return on newer crimes", as_at="2016-06-30", expect="met", due="2016-06-08",
                         **{**WHOLE, "newer_crimes": "nil return"})  # fmt: skip
profile_complete.example("there is time", as_at="2016-06-08", expect="pending", **PROFILE)
profile_complete.example("nothing on newer crimes, not even that there is nothing", as_at="2016-06-09",
                         expect="overdue", **{**WHOLE, "newer_crimes": None})  # fmt: skip
profile_complete.example("complete after two weeks", as_at="2016-06-30", expect="met_late", **WHOLE,
                         topics_recorded_at="2016-06-15T09:00")  # fmt: skip


@standard(version="1", valid_from="2014-11-13", source=AFI, owed_by="the partner that was asked",
          missing="unassessable")  # fmt: skip
def contribution_answered(request: Subject["profile_request"]):
    """A partner that is asked for a profile answers, if only that it holds nothing, or why it will not share."""
    return within(policy("profile.contribution"), of=request).met_by(request.answered_at)


ASKED = {"happened_at": "2016-05-26T09:00"}
contribution_answered.example("on the twentieth working day", as_at="2016-07-31", expect="met", due="2016-06-24",
                              **ASKED, answered_at="2016-06-24T17:00")  # fmt: skip
contribution_answered.example("a day later", as_at="2016-07-31", expect="met_late", **ASKED,
                              answered_at="2016-06-25T09:00")  # fmt: skip
contribution_answered.example("there is time", as_at="2016-06-24", expect="pending", **ASKED)
contribution_answered.example("no answer", as_at="2016-06-25", expect="overdue", **ASKED)
contribution_answered.example("answered in time and entered two weeks later", as_at="2016-07-31", expect="met", **ASKED,
                              answered_at="2016-06-20T09:00", answer_recorded_at="2016-07-04T09:00")  # fmt: skip


@standard(version="1", valid_from="2014-11-13", source=AFI, owed_by="analyst", missing="unassessable", feed="weekly")
def contribution_used(profile: Subject["local_profile"]):
    """What a partner gave for a profile is used in it, or the profile says why not."""
    asked = profile.requests
    return each(asked.where(answer="given")).must(
        (asked.used == True) | asked.why_not.is_known(),  # noqa: E712
        within=policy("profile.use"),
    )


def given(**use: object) -> dict:
    """A contribution, asked for on 1 June and given."""
    at = "2016-06-01T09:00"
    row = {"happened_at": at, "recorded_at": at, "answered_at": at, "answer": "given", "agency": AGENCY}
    return {**PROFILE, "requests": [{**row, "use_recorded_at": at, **use}]}


contribution_used.example("used", as_at="2016-08-31", expect="met", due="2016-07-31", **given(used=True))
contribution_used.example("not used, and why", as_at="2016-08-31", expect="met",
                          **given(used=False, why_not="older than the profile"))  # fmt: skip
contribution_used.example("there is time", as_at="2016-07-31", expect="pending", **given())
contribution_used.example("not used, and not why", as_at="2016-08-01", expect="overdue", **given(used=False))
contribution_used.example("used, as was entered after three months", as_at="2016-09-30", expect="met_late",
                          **given(used=True, use_recorded_at="2016-09-01T09:00"))  # fmt: skip


@standard(version="1", valid_from="2014-11-13", source=AFI, owed_by="community safety partnership",
          missing="unassessable", feed="weekly")  # fmt: skip
def recommendation_acted(advised: Subject["profile_recommendation"]):
    """What a profile recommends leads to a joint action, unless the partnership declines it."""
    return within(policy("profile.recommendation"), of=advised, unless=advised.declined_at).met_by(
        advised.joint_actions
    )


ADVISED = {"happened_at": "2016-06-01T09:00", "p": "protect"}
recommendation_acted.example("on the last day", as_at="2016-07-31", expect="met", due="2016-06-29", **ADVISED,
                             joint_actions=["2016-06-29T09:00"])  # fmt: skip
recommendation_acted.example("a day later", as_at="2016-07-31", expect="met_late", **ADVISED,
                             joint_actions=["2016-06-30T09:00"])  # fmt: skip
recommendation_acted.example("there is time", as_at="2016-06-29", expect="pending", **ADVISED)
recommendation_acted.example("nothing came of it", as_at="2016-06-30", expect="overdue", **ADVISED)
recommendation_acted.example("declined in time", as_at="2016-07-31", expect="lapsed", **ADVISED,
                             declined_at="2016-06-20T09:00")  # fmt: skip
recommendation_acted.example("declined when it was overdue", as_at="2016-07-31", expect="missed", **ADVISED,
                             declined_at="2016-07-10T09:00")  # fmt: skip
recommendation_acted.example("set in time, and in the minutes three weeks later", as_at="2016-07-31", expect="met",
                             **ADVISED, joint_actions=[
                                 {"happened_at": "2016-06-20T09:00", "recorded_at": "2016-07-11T09:00"}])  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def joint_actions_done(action: Subject["joint_action"]):
    """Of the actions that partnerships set against organised crime with a day by which, those that are done."""
    return share(action.done_at.is_known(), of=action.due_on.is_known())


JOINT = {"happened_at": "2016-06-01T09:00", "due_on": "2016-06-30", "agency": AGENCY}
joint_actions_done.example("one of two; the third has no day", as_at="2016-07-31", expect=0.5, subjects=[
    {**JOINT, "done_at": "2016-06-20T09:00"}, JOINT, {"happened_at": "2016-06-01T09:00"},
])  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def contributions_in_time(request: Subject["profile_request"]):
    """Of what partners were asked for profiles, what they answered in time."""
    return share(
        duties("contribution_answered", "met"), of=duties("contribution_answered", "met", "met_late", "overdue")
    )


contributions_in_time.example("one of two", as_at="2016-07-31", expect=0.5, subjects=[
    {**ASKED, "answered_at": "2016-06-01T09:00"}, ASKED,
])  # fmt: skip
