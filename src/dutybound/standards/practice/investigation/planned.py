"""Every investigation has a plan, and the plan is kept."""

from dutybound.duties import Subject, days, duration, each, every, measure, median, policy, standard, within

SOURCE = "PEEL 2016 Staffordshire, Q3 (vulnerable cases without a plan)"


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="officer", missing="unassessable",
          expected_within=days(3))  # fmt: skip
def planned(case: Subject["investigation"]):
    """Whoever takes an investigation on has a plan for it with lines of enquiry, that a supervisor approved, as soon as
    its risk asks for; whoever takes it over later has theirs approved."""
    lines = case.plans.lines
    return within(
        policy("investigation.plan", by=case.gradings.level), of=case.allocations.accepted_at, during=case.open_spans
    ).met_by(case.plans.where(lines.where(lines.text.is_known()).exists()).approved_at)


HIGH = {"happened_at": "2016-05-02T09:00", "gradings": [{"happened_at": "2016-05-02T10:00", "level": "high"}]}
TAKEN = {"allocations": [{"began_at": "2016-05-02T12:00", "accepted_at": "2016-05-02T13:00"}]}
OPEN = {**HIGH, **TAKEN, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**HIGH, **TAKEN, "open_spans": ["2016-05-02T10:00..2016-05-20T10:00"]}


def plan(approved: str, **more: object) -> dict:
    """A plan made at nine on the third, with a line of enquiry."""
    lines = [{"happened_at": "2016-05-03T09:00", "text": "trace the car"}]
    return {"plans": [{"happened_at": "2016-05-03T09:00", "approved_at": approved, "lines": lines, **more}]}


planned.example("high risk: approved within a day", as_at="2016-05-31", expect="met", due="2016-05-03T13:00", **OPEN,
                **plan("2016-05-03T12:00"))  # fmt: skip
planned.example("there is time", as_at="2016-05-02", expect="pending", **OPEN)
planned.example("made, and nobody approved it", as_at="2016-05-04", expect="overdue", **OPEN,
                plans=["2016-05-03T09:00"])  # fmt: skip
planned.example("approved, and nothing in it", as_at="2016-05-04", expect="overdue", **OPEN,
                **plan("2016-05-03T12:00", lines=[]))  # fmt: skip
planned.example("approved after two days", as_at="2016-05-31", expect="met_late", **OPEN, **plan("2016-05-04T12:00"))
planned.example("no grading: the shortest limit", as_at="2016-05-31", expect="overdue", due="2016-05-03T13:00",
                **{**OPEN, "gradings": []})  # fmt: skip
planned.example("closed without one", as_at="2016-05-31", expect="missed", **CLOSED)
planned.example("closed the same evening", as_at="2016-05-31", expect="lapsed",
                **{**CLOSED, "open_spans": ["2016-05-02T10:00..2016-05-02T20:00"]})  # fmt: skip
planned.example("approved in time and entered later", as_at="2016-05-31", expect="met", **OPEN,
                **plan("2016-05-03T12:00", approval_recorded_at="2016-05-09T12:00"))  # fmt: skip
planned.example("nobody took it on", as_at="2016-05-31", expect="unassessable",
                **{**OPEN, "allocations": ["2016-05-02T12:00"]})  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q3; police chiefs, August 2023, on "
          "all reasonable lines of enquiry (to be confirmed)", owed_by="officer", missing="unassessable")  # fmt: skip
def lines_set(case: Subject["investigation"]):
    """Each line of enquiry in a plan says what it is, and who follows it and by when, or why nobody does."""
    lines = case.plans.lines
    followed = lines.given_to.is_known() & lines.due_on.is_known()
    set_out = lines.text.is_known() & (followed | lines.not_pursued_because.is_known())
    return each(lines).must(set_out, within=policy("investigation.lines"))


def line(**columns: object) -> dict:
    """A line of enquiry of 3 May."""
    row = {"happened_at": "2016-05-03T09:00", "recorded_at": "2016-05-03T09:00", "text": "trace the car", **columns}
    return {**HIGH, "plans": [{"happened_at": "2016-05-03T09:00", "lines": [row]}]}


NOT_FOLLOWED = {"not_pursued_because": "the camera was broken"}
lines_set.example("somebody follows it by a day", as_at="2016-05-31", expect="met",
                  **line(given_to="the officer in the case", due_on="2016-05-10"))  # fmt: skip
lines_set.example("by no day", as_at="2016-05-31", expect="overdue", **line(given_to="the officer in the case"))
lines_set.example("and nobody says what", as_at="2016-05-31", expect="overdue",
                  **line(text=None, given_to="the officer in the case", due_on="2016-05-10"))  # fmt: skip
lines_set.example("not followed, and why", as_at="2016-05-31", expect="met", **line(**NOT_FOLLOWED))
lines_set.example("a day to say so", as_at="2016-05-04", expect="pending", **line())
lines_set.example("nobody follows it", as_at="2016-05-05", expect="overdue", **line())
lines_set.example("said a week later", as_at="2016-05-31", expect="met_late",
                  **line(**NOT_FOLLOWED, reason_recorded_at="2016-05-10T09:00"))  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 1 and Q3",
          owed_by="officer", missing="unassessable", applies=lambda case: case.plans.exists())  # fmt: skip
def kept_moving(case: Subject["investigation"]):
    """An investigation with a plan does not stand still: as often as its risk asks for, a line of enquiry is finished
    or the plan is made anew; while it is suspended for a reason that a supervisor agreed to, no time runs."""
    pause = case.suspensions
    return every(
        policy("investigation.progress", by=case.gradings.level), during=case.open_spans,
        paused=pause.where(pause.reason.is_known() & pause.authorised_by.is_known()),
    ).met_by(case.plans.lines.done_at | case.plans)  # fmt: skip


PLANNED = ["2016-05-02T11:00"]


def done(*times: str, entered: str = "") -> dict:
    """Lines of enquiry of the plan, and when each was done."""
    lines = [{"happened_at": "2016-05-02T10:00", "done_at": at, "done_recorded_at": entered or at} for at in times]
    return {"plans": [{"happened_at": "2016-05-02T11:00", "lines": lines}]}


kept_moving.example("the plan itself, and a fortnight from it", as_at="2016-05-16", expect=["met", "pending"],
                    due="2016-05-16", **OPEN, plans=PLANNED)  # fmt: skip
kept_moving.example("and no longer", as_at="2016-05-17", expect=["met", "overdue"], **OPEN, plans=PLANNED)
kept_moving.example("suspended, and nobody says why: time runs", as_at="2016-05-17", expect=["met", "overdue"], **OPEN,
                    plans=PLANNED, suspensions=["2016-05-04T10:00"])  # fmt: skip
kept_moving.example("suspended for a reason, by agreement", as_at="2016-05-17", expect=["met", "pending"], **OPEN,
                    plans=PLANNED, suspensions=[
                        {"began_at": "2016-05-04T10:00", "reason": "abroad", "authorised_by": "a sergeant"}]
                    )  # fmt: skip
kept_moving.example("a line finished late", as_at="2016-05-20", expect=["met", "met_late", "pending"], **OPEN,
                    **done("2016-05-18T10:00"))  # fmt: skip
kept_moving.example("stood still until it was closed", as_at="2016-05-31", expect=["met", "missed"], **CLOSED,
                    plans=PLANNED)  # fmt: skip
kept_moving.example("closed before it was due again", as_at="2016-05-31", expect=["met", "met", "lapsed"], **CLOSED,
                    **done("2016-05-12T10:00"))  # fmt: skip
kept_moving.example("finished in time and entered later", as_at="2016-05-20", expect=["met", "met", "pending"], **OPEN,
                    **done("2016-05-12T10:00", entered="2016-05-19T10:00"))  # fmt: skip


@measure(source=SOURCE, unit="hours", better="fewer")
def hours_to_plan(case: Subject["investigation"]):
    """Hours from when an investigation was first taken on until a supervisor first approved a plan: the middle."""
    return median(duration(case.allocations.accepted_at, case.plans.approved_at))


hours_to_plan.example("the middle of two that have one", as_at="2016-05-31", expect=24, subjects=[
    {**OPEN, **plan("2016-05-03T12:00")}, {**OPEN, **plan("2016-05-03T14:00")}, OPEN,
])  # fmt: skip
