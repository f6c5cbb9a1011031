"""A profile of organised crime: current, and complete down to its nil returns."""

from functools import reduce
from operator import and_

from dutybound.duties import Subject, each, every, policy, standard

AFI = "PEEL 2016 Staffordshire, Q4 AFI 1, of the year from April 2015"
GUIDE = "Home Office, serious and organised crime local profiles: a guide, 13 November 2014; AFI 1 of 2016"
TOPICS = (
    "area", "groups", "newer_crimes", "gangs", "vulnerable", "enablers", "releases", "communities", "partner_data",
    "gaps", "what_works", "proposals",
)  # fmt: skip


@standard(version="1", valid_from="2014-11-13", source=GUIDE, owed_by="force", missing="unassessable", feed="weekly",
          applies=lambda unit: unit.kind.is_in("force", "division"))  # fmt: skip
def profile_current(unit: Subject["unit"]):
    """The force, and each of its divisions or commands where it has them, has a profile of organised crime in its area
    that is made anew at least as often as the policy says. Local teams work from these."""
    return every(policy("local_profile.renewal"), during=unit).met_by(unit.profiles)


FORCE = {"began_at": "2015-01-05T09:00", "name": "Simulated force", "kind": "force"}
profile_current.example(
    "approved on the last day of a year",
    as_at="2016-06-30",
    expect=["met", "pending"],
    due="2016-01-05",
    **FORCE,
    profiles=["2016-01-05T17:00"],
)
profile_current.example("approved a day later", as_at="2016-06-30", expect=["met_late", "pending"], **FORCE,
                        profiles=["2016-01-06T09:00"])  # fmt: skip
profile_current.example("the year to make a profile is not over", as_at="2016-01-05", expect="pending", **FORCE)
profile_current.example("the year is over, and the force has no profile", as_at="2016-06-30", expect="overdue", **FORCE)
profile_current.example("a profile that has grown old", as_at="2016-09-01", expect=["met", "overdue"], due="2016-06-01",
                        **FORCE, profiles=["2015-06-01T09:00"])  # fmt: skip
profile_current.example("the division was merged within its first year", as_at="2016-06-30", expect="lapsed",
                        **{**FORCE, "kind": "division"}, ended_at="2015-10-01T09:00")  # fmt: skip
profile_current.example("the division was merged, and never had a profile", as_at="2016-12-31", expect="missed",
                        **{**FORCE, "kind": "division"}, ended_at="2016-04-01T09:00")  # fmt: skip
profile_current.example("approved in time and entered two months later", as_at="2016-06-30",
                        expect=["met", "pending"], **FORCE,
                        profiles=[{"happened_at": "2015-12-20T09:00", "recorded_at": "2016-02-20T09:00"}],
                        )  # fmt: skip
profile_current.example("a local team works from the profile of its division", as_at="2016-12-31", expect=[],
                        **{**FORCE, "kind": "local policing"})  # fmt: skip


@standard(version="1", valid_from="2014-11-13", source=GUIDE, owed_by="analyst", missing="unassessable", feed="weekly")
def profile_complete(profile: Subject["local_profile"]):
    """A profile says something on every topic, and where nothing was found it says so: a nil return is an answer, on
    the newer crimes most of all. An empty topic counts as not done."""
    return each(profile).must(
        reduce(and_, (getattr(profile, one).is_known() for one in TOPICS)), within=policy("local_profile.sections")
    )


PROFILE = {"happened_at": "2016-06-01T09:00"}
WHOLE = {**PROFILE, **dict.fromkeys(TOPICS, "described")}
profile_complete.example("a nil return on newer crimes", as_at="2016-06-30", expect="met", due="2016-06-08",
                         **{**WHOLE, "newer_crimes": "nil return"})  # fmt: skip
profile_complete.example(
    "five working days to complete the profile are not over", as_at="2016-06-08", expect="pending", **PROFILE
)
profile_complete.example("nothing on newer crimes, not even that there is nothing", as_at="2016-06-09",
                         expect="overdue", **{**WHOLE, "newer_crimes": None})  # fmt: skip
profile_complete.example("the last topic was entered after two weeks", as_at="2016-06-30", expect="met_late", **WHOLE,
                         topics_recorded_at="2016-06-15T09:00")  # fmt: skip
