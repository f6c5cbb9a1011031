"""What a plan gives to units and partners: given to somebody, with a day, and done by it."""

from typing import NamedTuple

from dutybound.duties import Subject, each, measure, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 3, of the year from April 2015"


class Acted(NamedTuple):
    given: object
    done: object


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer (LRO)",
          missing="unassessable")  # fmt: skip
def plan_action_done(action: Subject["plan_action"]):
    """What is to be done by a plan is given to a unit or a partner, with a day, and is done by that day unless it is
    called off. The LRO owes both: who gives an action to nobody has nobody to blame."""
    whose = action.unit.is_known() | action.agency.is_known()
    return Acted(
        each(action).must(whose & action.due_on.is_known(), within=policy("threat_plan.day")),
        within(by=action.due_on, of=action, unless=action.called_off_at).met_by(action.done_at),
    )


TEAM = {"began_at": "2010-01-04T09:00", "name": "Simulated team", "kind": "local policing"}
SQUAD = {"began_at": "2010-01-04T09:00", "name": "Simulated squad", "kind": "organised crime"}
COUNCIL = {"began_at": "2010-01-04T09:00", "name": "Simulated council", "kind": "council"}
GIVEN = {"happened_at": "2016-06-01T09:00", "due_on": "2016-06-20"}


def acted(part: str, sentence: str, as_at: str, expect: str, **more: object) -> None:
    plan_action_done.example(sentence, part=part, as_at=as_at, expect=expect, **{**GIVEN, **more})


acted("done", "done on the day by which it is due", "2016-07-31", "met", done_at="2016-06-20T17:00")
acted("done", "done a day later", "2016-07-31", "met_late", done_at="2016-06-21T09:00")
acted("done", "the day by which it is due is not over", "2016-06-20", "pending")
acted("done", "its day is over, and it is not done", "2016-06-21", "overdue")
acted("done", "called off before its day", "2016-07-31", "lapsed", called_off_at="2016-06-15T09:00")
acted("done", "called off after its day, when it was overdue", "2016-07-31", "missed", called_off_at="2016-06-25T09:00")
acted("done", "done in time and entered two weeks later", "2016-07-31", "met", done_at="2016-06-18T09:00",
      done_recorded_at="2016-07-02T09:00")  # fmt: skip
acted("given", "given to a team, with a day", "2016-07-31", "met", unit=TEAM)
acted("given", "given to a partner, with a day", "2016-07-31", "met", agency=COUNCIL)
acted("given", "five days to give it to somebody are not over", "2016-06-06", "pending")
acted("given", "after five days the lead has given it to nobody", "2016-06-07", "overdue")
acted("given", "given to a team without a day", "2016-07-31", "overdue", unit=TEAM, due_on=None)
acted("given", "the day was set after two weeks", "2016-07-31", "met_late", unit=TEAM,
      due_recorded_at="2016-06-15T09:00")  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, summary and Q4: local policing teams in an all-force effort", unit="share",
         better="neither")  # fmt: skip
def local_teams_actions(action: Subject["plan_action"]):
    """Of the actions that a unit was given, those of local policing teams."""
    return share(action.unit.kind == "local policing", of=action.unit.is_known())


local_teams_actions.example("one of two; a partner's is neither", as_at="2016-07-31", expect=0.5, subjects=[
    {**GIVEN, "unit": TEAM}, {**GIVEN, "unit": SQUAD}, GIVEN,
])  # fmt: skip
