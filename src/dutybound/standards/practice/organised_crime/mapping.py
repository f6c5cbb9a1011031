"""Mapped promptly: from being put forward to a decision that answers its questions, and to a first score."""

from dutybound.duties import Subject, duration, each, measure, median, policy, share, standard, throughout, within

COORDINATOR = "mapping coordinator of the force or of the regional unit (ROCU)"


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q4 AFI 2, of the year from April 2015",
          owed_by=COORDINATOR, missing="unassessable")  # fmt: skip
def nomination_decided(nomination: Subject["nomination"]):
    """Whatever is put forward to be mapped is decided promptly: mapped as a group, a priority individual or a
    weak point, developed further, or not mapped. Who maps is the force, or the regional unit (ROCU) that maps for it.
    A decision that is entered late counts for the day on which it was made, and shows as overdue until it is
    entered, as everywhere."""
    decided = nomination.decisions.where(nomination.decisions.outcome.is_known())
    return within(policy("nomination.decision"), of=nomination).met_by(decided)


FORWARD = {"happened_at": "2016-05-26T09:00"}
nomination_decided.example("five working days pass over the bank holiday", as_at="2016-06-30", expect="met",
                           due="2016-06-03", **FORWARD,
                           decisions=[{"happened_at": "2016-06-03T09:00", "outcome": "group"}])  # fmt: skip
nomination_decided.example(
    "decided a day after the five working days",
    as_at="2016-06-30",
    expect="met_late",
    **FORWARD,
    decisions=[{"happened_at": "2016-06-04T09:00", "outcome": "not mapped"}],
)
nomination_decided.example("five working days to decide are not over", as_at="2016-06-03", expect="pending", **FORWARD)
nomination_decided.example("a decision that says nothing is none", as_at="2016-06-04", expect="overdue", **FORWARD,
                           decisions=["2016-05-27T09:00"])  # fmt: skip
LATER = {"happened_at": "2016-06-01T09:00", "outcome": "group", "recorded_at": "2016-06-20T09:00"}
nomination_decided.example(
    "decided in time and entered weeks later: overdue while nobody could know",
    as_at="2016-06-19",
    expect="overdue",
    **FORWARD,
    decisions=[LATER],
)
nomination_decided.example(
    "the same decision, once it is entered: met", as_at="2016-06-20", expect="met", **FORWARD, decisions=[LATER]
)


@standard(version="1", valid_from="2015-05-03", owed_by=COORDINATOR, missing="unassessable",
          source="Serious Crime Act 2015 s45 for what a group is; that it is asked of each decision is this project's",
          )  # fmt: skip
def gate_answered(nomination: Subject["nomination"]):
    """Every mapping decision says why, and says whether there are three or more people, a crime of seven years or
    more, a gain, and that they go on with it. What is no group may be a priority individual or a weak point (a place
    or a loophole), and is not lost."""
    made = nomination.decisions
    answered = made.three_or_more.is_known() & made.serious.is_known() & made.for_gain.is_known()
    return each(made).must(
        answered & made.continuing.is_known() & made.rationale.is_known(), within=policy("nomination.gate")
    )


MADE = {"happened_at": "2016-05-31T09:00", "outcome": "group", "rationale": "why"}
GATE = {"three_or_more": True, "serious": True, "for_gain": True, "continuing": True}
FAILED = {**GATE, "three_or_more": False}
gate_answered.example(
    "all four questions answered at once",
    as_at="2016-06-30",
    expect="met",
    due="2016-06-02",
    **FORWARD,
    decisions=[{**MADE, **GATE}],
)
gate_answered.example("answered in the negative is answered", as_at="2016-06-30", expect="met", **FORWARD,
                      decisions=[{**MADE, **FAILED, "outcome": "weak point"}])  # fmt: skip
gate_answered.example(
    "two working days to add the answers are not over",
    as_at="2016-06-02",
    expect="pending",
    **FORWARD,
    decisions=[MADE],
)
gate_answered.example(
    "after two working days the questions are still open",
    as_at="2016-06-03",
    expect="overdue",
    **FORWARD,
    decisions=[MADE],
)
gate_answered.example("three questions answered of four", as_at="2016-06-30", expect="overdue", **FORWARD,
                      decisions=[{**MADE, **GATE, "continuing": None}])  # fmt: skip
gate_answered.example("the answers were added a week later", as_at="2016-06-30", expect="met_late", **FORWARD,
                      decisions=[{**MADE, **GATE, "gate_recorded_at": "2016-06-07T09:00"}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q4 AFI 2, of the year from April 2015",
          owed_by=COORDINATOR, missing="unassessable")  # fmt: skip
def threat_scored(threat: Subject["threat"]):
    """Whatever it was decided to map is scored for the first time within the limit, as long as it is worked on."""
    return within(policy("threat.first_score"), of=threat, during=threat.active_spans).met_by(threat.scorings)


MAPPED = {"happened_at": "2016-06-01T09:00", "active_spans": ["2016-06-01T09:00"]}
ENDED = {"happened_at": "2016-06-01T09:00"}
threat_scored.example(
    "scored on the tenth working day after mapping",
    as_at="2016-07-31",
    expect="met",
    due="2016-06-15",
    **MAPPED,
    scorings=["2016-06-15T09:00"],
)
threat_scored.example(
    "scored a day later", as_at="2016-07-31", expect="met_late", **MAPPED, scorings=["2016-06-16T09:00"]
)
threat_scored.example("ten working days to score it are not over", as_at="2016-06-15", expect="pending", **MAPPED)
threat_scored.example("the time is over, and it was not scored", as_at="2016-06-16", expect="overdue", **MAPPED)
threat_scored.example("merged into another before it was due", as_at="2016-07-31", expect="lapsed", **ENDED,
                      active_spans=["2016-06-01T09:00..2016-06-10T09:00"])  # fmt: skip
threat_scored.example("archived when it should have been scored", as_at="2016-07-31", expect="missed", **ENDED,
                      active_spans=["2016-06-01T09:00..2016-06-20T09:00"])  # fmt: skip
threat_scored.example("scored in time and entered after a month", as_at="2016-07-31", expect="met", **MAPPED,
                      scorings=[{"happened_at": "2016-06-08T09:00", "recorded_at": "2016-07-11T09:00"}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", owed_by="force", missing="unassessable",
          source="this project: who maps must be on record; HMIC 2017 recommended regional units from September 2017",
          )  # fmt: skip
def mapping_owned(threat: Subject["threat"]):
    """Of every threat that is worked on it is on record at all times which body maps and scores it: the force, or the
    regional unit (ROCU)."""
    return throughout(threat.active_spans).has(threat.mapping_bodies, within=policy("threat.mapping_body"))


FORCE = {"body": "force"}
ENDING = {**ENDED, "active_spans": ["2016-06-01T09:00..2016-06-20T09:00"]}
mapping_owned.example("the regional unit takes over from the force without a gap", as_at="2016-07-31", expect="met",
                      due="2016-06-06", **MAPPED, mapping_bodies=[
                          {"began_at": "2016-06-01T09:00", "ended_at": "2016-07-01T09:00", **FORCE},
                          {"began_at": "2016-07-01T09:00", "body": "regional unit"}])  # fmt: skip
mapping_owned.example("five days to say who maps it are not over", as_at="2016-06-06", expect="pending", **MAPPED)
mapping_owned.example("nobody says who maps it", as_at="2016-06-07", expect="overdue", **MAPPED)
mapping_owned.example("it was said after two weeks who maps it", as_at="2016-07-31", expect="met_late", **MAPPED,
                      mapping_bodies=[{"began_at": "2016-06-15T09:00", **FORCE}])  # fmt: skip
mapping_owned.example("archived, and nobody ever said who maps it", as_at="2016-07-31", expect="missed", **ENDING)
mapping_owned.example("handed over two days before it was archived", as_at="2016-07-31", expect=["met", "lapsed"],
                      **ENDING, mapping_bodies=[
                          {"began_at": "2016-06-01T09:00", "ended_at": "2016-06-18T09:00", **FORCE}])  # fmt: skip
mapping_owned.example("taken in time and entered two weeks later", as_at="2016-07-31", expect="met", **MAPPED,
                      mapping_bodies=[{"began_at": "2016-06-02T09:00", "recorded_at": "2016-06-16T09:00", **FORCE}],
                      )  # fmt: skip


@standard(
    version="1",
    valid_from="2015-04-01",
    owed_by=COORDINATOR,
    missing="unassessable",
    source="this project: whoever sees a mapped threat must know to whom it may be passed on",
)
def handling_said(threat: Subject["threat"]):
    """Every mapped threat carries a handling code, so that whoever sees it knows with whom it may be shared."""
    return each(threat).must(threat.handling.is_known(), within=policy("threat.handling"))


handling_said.example(
    "the code says: to be shared under conditions",
    as_at="2016-06-30",
    expect="met",
    due="2016-06-03",
    **ENDED,
    handling="C",
)
handling_said.example("two working days to give it a code are not over", as_at="2016-06-03", expect="pending", **ENDED)
handling_said.example("no handling code after two working days", as_at="2016-06-04", expect="overdue", **ENDED)
handling_said.example("the code was entered after a week", as_at="2016-06-30", expect="met_late", **ENDED,
                      handling="P", handling_recorded_at="2016-06-08T09:00")  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q4 AFI 2, of the year from April 2015", unit="days", better="fewer")
def days_to_mapping(nomination: Subject["nomination"]):
    """Days from being put forward to the first score of what was mapped: the middle."""
    return median(duration(nomination, nomination.decisions.threats.scorings))


def _scored(at: str) -> dict:
    """Put forward on 26 May, mapped on the 31st and scored then."""
    threat = {"happened_at": "2016-05-31T09:00", "scorings": [at]}
    return {**FORWARD, "decisions": [{**MADE, "threats": [threat]}]}


days_to_mapping.example("the middle of three; the fourth is not scored", as_at="2016-07-31", expect=15, subjects=[
    _scored("2016-06-02T09:00"), _scored("2016-06-10T09:00"), _scored("2016-07-20T09:00"), FORWARD,
])  # fmt: skip


@measure(source="this project", unit="share", better="neither")
def linked_groups(threat: Subject["threat"]):
    """Of the mapped groups, those of which it is known that they have to do with another."""
    return share(threat.links.exists() | threat.linked_from.exists(), of=threat.kind == "group")


GROUP = {"happened_at": "2016-06-01T09:00", "kind": "group"}
linked_groups.example("two of four groups; a weak point is none", as_at="2016-07-31", expect=0.5, subjects=[
    {**GROUP, "links": [{"began_at": "2016-06-05T09:00", "other": "example 2"}]}, GROUP, GROUP, GROUP,
    {**GROUP, "kind": "weak point"},
])  # fmt: skip
