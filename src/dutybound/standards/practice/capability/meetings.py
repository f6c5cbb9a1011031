"""What is decided together is reasoned, and done."""

from dutybound.duties import Subject, duties, each, measure, policy, share, standard, within


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q1, Q4 and Q5, boards with partners",
          owed_by="owner of the action", missing="not_owed")  # fmt: skip
def board_action_done(action: Subject["board_action"]):
    """What a board gives somebody to do is done by the day that it names."""
    return within(by=action.due_on, of=action).met_by(action.done_at)


@standard(version="1", valid_from="2015-04-01", source="Dutybound: without a day nothing is ever late",
          owed_by="chair", missing="unassessable")  # fmt: skip
def board_action_given(action: Subject["board_action"]):
    """What a board wants done says, once its minutes are written, who is to do it and by which day."""
    whose = action.given_to.is_known() | action.agency.is_known()
    return each(action).must(action.due_on.is_known() & whose, policy("board.minutes"))


MEETING = {"meeting": {"happened_at": "2016-05-02T10:00", "kind": "board"}}
ACTION = {"happened_at": "2016-05-02T11:00", "due_on": "2016-05-20", **MEETING}
board_action_done.example("on the day", as_at="2016-05-31", expect="met", **ACTION, done_at="2016-05-20T17:00")
board_action_done.example("the day after", as_at="2016-05-31", expect="met_late", **ACTION, done_at="2016-05-21T09:00")
board_action_done.example("there is time", as_at="2016-05-20", expect="pending", **ACTION)
board_action_done.example("there was", as_at="2016-05-21", expect="overdue", **ACTION)
board_action_done.example("no day was set: never late, so that a day is set is a standard of its own",
                          as_at="2016-12-31", expect="pending", **{**ACTION, "due_on": None})  # fmt: skip
board_action_done.example("done in time and entered later", as_at="2016-06-30", expect="met", **ACTION,
                          done_at="2016-05-20T17:00", done_recorded_at="2016-06-02T09:00")  # fmt: skip
GIVEN = {**ACTION, "recorded_at": "2016-05-02T11:00", "given_to": "Simulated post"}
board_action_given.example("a post and a day", as_at="2016-05-31", expect="met", **GIVEN)
board_action_given.example("the minutes are being written", as_at="2016-05-16", expect="pending",
                           **{**GIVEN, "due_on": None})  # fmt: skip
board_action_given.example("no day", as_at="2016-05-31", expect="overdue", **{**GIVEN, "due_on": None})
board_action_given.example("nobody", as_at="2016-05-31", expect="overdue", **{**GIVEN, "given_to": None})
board_action_given.example("entered a month after the meeting: its minutes have their fortnight from then",
                           as_at="2016-06-10", expect="pending",
                           **{**GIVEN, "given_to": None, "recorded_at": "2016-06-02T11:00"})  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q1, Q4 and Q5, boards with partners",
          owed_by="chair", missing="unassessable")  # fmt: skip
def board_decision_reasoned(meeting: Subject["board_meeting"]):
    """Every decision of a board says why, once its minutes are written."""
    return each(meeting.decisions).must(meeting.decisions.rationale.is_known(), policy("board.minutes"))


DECIDED = {"happened_at": "2016-05-02T11:00", "recorded_at": "2016-05-02T11:00"}
WHY = {"rationale": "simulated", "rationale_recorded_at": "2016-05-05T11:00"}
HELD = {"happened_at": "2016-05-02T10:00", "kind": "board"}
board_decision_reasoned.example("with the minutes", as_at="2016-05-31", expect="met", **HELD,
                                decisions=[{**DECIDED, **WHY}])  # fmt: skip
board_decision_reasoned.example("they are being written", as_at="2016-05-10", expect="pending", **HELD,
                                decisions=[DECIDED])  # fmt: skip
board_decision_reasoned.example("they do not say", as_at="2016-05-31", expect="overdue", **HELD, decisions=[DECIDED])
board_decision_reasoned.example("added a month later", as_at="2016-06-30", expect="met_late", **HELD, decisions=[
    {**DECIDED, "rationale": "simulated", "rationale_recorded_at": "2016-06-05T11:00"}])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q1, partners prioritise resources jointly", unit="share", better="more")
def partner_actions_in_time(action: Subject["board_action"]):
    """Of what boards gave somebody to do and was due, what was done in time."""
    return share(duties("board_action_done", "met"), of=duties("board_action_done", "met", "met_late", "overdue"))


partner_actions_in_time.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**ACTION, "done_at": "2016-05-20T17:00"}, ACTION, {**ACTION, "due_on": "2016-06-30"},
])  # fmt: skip
