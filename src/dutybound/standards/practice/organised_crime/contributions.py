"""What partners are asked for a profile: answered, and used or not for a reason."""

from dutybound.duties import Subject, duties, each, measure, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 1, of the year from April 2015"
GUIDE = "Home Office, serious and organised crime local profiles: a guide, 13 November 2014; AFI 1 of 2016"
AGENCY = {"began_at": "2010-01-04T09:00", "name": "Simulated council"}
PROFILE = {"happened_at": "2016-06-01T09:00"}


@standard(version="1", valid_from="2014-11-13", source=GUIDE, owed_by="partner that was asked",
          missing="unassessable")  # fmt: skip
def contribution_answered(request: Subject["profile_request"]):
    """A partner that is asked for a profile answers, if only that it holds nothing, or why it will not share."""
    return within(policy("local_profile.contribution"), of=request).met_by(request.answered_at)


ASKED = {"happened_at": "2016-05-26T09:00"}
contribution_answered.example(
    "the partner answered on the twentieth working day",
    as_at="2016-07-31",
    expect="met",
    due="2016-06-24",
    **ASKED,
    answered_at="2016-06-24T17:00",
)
contribution_answered.example("the partner answered a day later", as_at="2016-07-31", expect="met_late", **ASKED,
                              answered_at="2016-06-25T09:00")  # fmt: skip
contribution_answered.example("twenty working days are not over", as_at="2016-06-24", expect="pending", **ASKED)
contribution_answered.example(
    "twenty working days are over without an answer", as_at="2016-06-25", expect="overdue", **ASKED
)
contribution_answered.example("answered in time and entered two weeks later", as_at="2016-07-31", expect="met", **ASKED,
                              answered_at="2016-06-20T09:00", answer_recorded_at="2016-07-04T09:00")  # fmt: skip


@standard(version="1", valid_from="2014-11-13", source=GUIDE, owed_by="analyst", missing="unassessable", feed="weekly")
def contribution_used(profile: Subject["local_profile"]):
    """What a partner gave for a profile is used in it, or the profile says why not."""
    asked = profile.requests
    return each(asked.where(answer="given")).must(
        (asked.used == True) | asked.why_not.is_known(),  # noqa: E712
        within=policy("local_profile.use"),
    )


def given(**use: object) -> dict:
    """A contribution, asked for on 1 June and given."""
    at = "2016-06-01T09:00"
    row = {"happened_at": at, "recorded_at": at, "answered_at": at, "answer": "given", "agency": AGENCY}
    return {**PROFILE, "requests": [{**row, "use_recorded_at": at, **use}]}


contribution_used.example("used", as_at="2016-08-31", expect="met", due="2016-07-31", **given(used=True))
contribution_used.example("the profile does not use it, and says why", as_at="2016-08-31", expect="met",
                          **given(used=False, why_not="older than the profile"))  # fmt: skip
contribution_used.example(
    "sixty days to use it or to say why not are not over", as_at="2016-07-31", expect="pending", **given()
)
contribution_used.example(
    "the profile does not use it, and does not say why", as_at="2016-08-01", expect="overdue", **given(used=False)
)
contribution_used.example(
    "the partner holds nothing, so there is nothing to use",
    as_at="2016-08-31",
    expect=[],
    **given(answer="nothing held"),
)
contribution_used.example("used, as was entered after three months", as_at="2016-09-30", expect="met_late",
                          **given(used=True, use_recorded_at="2016-09-01T09:00"))  # fmt: skip


@measure(source=AFI, unit="share", better="more")
def contributions_in_time(request: Subject["profile_request"]):
    """Of what partners were asked for profiles, what they answered in time."""
    return share(
        duties("contribution_answered", "met"), of=duties("contribution_answered", "met", "met_late", "overdue")
    )


contributions_in_time.example("of two partners one answered in time", as_at="2016-07-31", expect=0.5, subjects=[
    {**ASKED, "answered_at": "2016-06-01T09:00"}, ASKED,
])  # fmt: skip
