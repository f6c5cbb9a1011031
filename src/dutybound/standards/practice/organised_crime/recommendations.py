"""What a profile recommends leads to joint work, and the work gets done."""

from dutybound.duties import Subject, measure, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 1, of the year from April 2015"
GUIDE = "Home Office, serious and organised crime local profiles: a guide, 13 November 2014; AFI 1 of 2016"
AGENCY = {"began_at": "2010-01-04T09:00", "name": "Simulated council"}


@standard(version="1", valid_from="2014-11-13", source=GUIDE, owed_by="community safety partnership",
          missing="unassessable", feed="weekly")  # fmt: skip
def recommendation_acted(advised: Subject["profile_recommendation"]):
    """What a profile recommends leads to a joint action, unless the partnership declines it."""
    return within(policy("local_profile.recommendation"), of=advised, unless=advised.declined_at).met_by(
        advised.joint_actions
    )


ADVISED = {"happened_at": "2016-06-01T09:00", "p": "protect"}
recommendation_acted.example(
    "a joint action on the twenty-eighth day",
    as_at="2016-07-31",
    expect="met",
    due="2016-06-29",
    **ADVISED,
    joint_actions=["2016-06-29T09:00"],
)
recommendation_acted.example("a joint action a day later", as_at="2016-07-31", expect="met_late", **ADVISED,
                             joint_actions=["2016-06-30T09:00"])  # fmt: skip
recommendation_acted.example("the four weeks are not over", as_at="2016-06-29", expect="pending", **ADVISED)
recommendation_acted.example(
    "four weeks are over, and there is no joint action", as_at="2016-06-30", expect="overdue", **ADVISED
)
recommendation_acted.example("the partnership declined it in time", as_at="2016-07-31", expect="lapsed", **ADVISED,
                             declined_at="2016-06-20T09:00")  # fmt: skip
recommendation_acted.example(
    "the partnership declined it when it was overdue",
    as_at="2016-07-31",
    expect="missed",
    **ADVISED,
    declined_at="2016-07-10T09:00",
)
recommendation_acted.example("set in time, and in the minutes three weeks later", as_at="2016-07-31", expect="met",
                             **ADVISED, joint_actions=[
                                 {"happened_at": "2016-06-20T09:00", "recorded_at": "2016-07-11T09:00"}])  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def joint_actions_done(action: Subject["joint_action"]):
    """Of the actions that partnerships set against organised crime with a day by which, those that are done."""
    return share(action.done_at.is_known(), of=action.due_on.is_known())


JOINT = {"happened_at": "2016-06-01T09:00", "due_on": "2016-06-30", "agency": AGENCY}
joint_actions_done.example(
    "of two actions with a day one is done; the third has no day",
    as_at="2016-07-31",
    expect=0.5,
    subjects=[
        {**JOINT, "done_at": "2016-06-20T09:00"},
        JOINT,
        {"happened_at": "2016-06-01T09:00"},
    ],
)
