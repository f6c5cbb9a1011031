"""Local policing teams in an all-force effort: no more than they have the time for."""

from dutybound.duties import Subject, at_most, days, policy, standard


@standard(version="1", valid_from="2015-04-01", owed_by="force", missing="not_owed",
          source="PEEL 2016 Staffordshire, Q4, local teams in an all-force effort; HMICFRS 2024: they lack the time",
          applies=lambda unit: unit.kind == "local policing")  # fmt: skip
def team_load(unit: Subject["unit"]):
    """No local policing team carries more hours of organised crime work a week than the force's policy says it has;
    what goes over is put right within a week. The week is fixed here, because this form takes its grace from no policy;
    the hours are a figure."""
    tasks = unit.team_tasks
    return at_most(policy("team.organised_crime_hours"), per=unit).of(tasks, weight=tasks.hours_a_week, within=days(7))


TEAM = {"began_at": "2010-01-04T09:00", "name": "Simulated team", "kind": "local policing"}
EIGHTY = [{"began_at": "2016-05-02T09:00", "hours_a_week": 40.0}] * 2
MORE = {"began_at": "2016-06-01T09:00", "hours_a_week": 8.0}
team_load.example("eighty hours are not too many", as_at="2016-07-31", expect=[], **TEAM, team_tasks=EIGHTY)
team_load.example(
    "eight hours too many: a week to put it right",
    as_at="2016-06-08",
    expect="pending",
    due="2016-06-08",
    **TEAM,
    team_tasks=[*EIGHTY, MORE],
)
team_load.example(
    "eight hours too many after a week", as_at="2016-06-09", expect="overdue", **TEAM, team_tasks=[*EIGHTY, MORE]
)
team_load.example("the eight hours were taken off the team within the week", as_at="2016-07-31", expect="met", **TEAM,
                  team_tasks=[*EIGHTY, {**MORE, "ended_at": "2016-06-08T09:00"}])  # fmt: skip
team_load.example(
    "the eight hours were taken off the team after eight days",
    as_at="2016-07-31",
    expect="met_late",
    **TEAM,
    team_tasks=[*EIGHTY, {**MORE, "ended_at": "2016-06-09T09:00"}],
)
team_load.example("entered after three weeks, and not known before", as_at="2016-06-21", expect=[], **TEAM,
                  team_tasks=[*EIGHTY, {**MORE, "recorded_at": "2016-06-22T09:00"}])  # fmt: skip
team_load.example(
    "the same, once it is entered: overdue at once, as the week is over",
    as_at="2016-06-22",
    expect="overdue",
    **TEAM,
    team_tasks=[*EIGHTY, {**MORE, "recorded_at": "2016-06-22T09:00"}],
)
team_load.example(
    "a squad against organised crime has no such limit",
    as_at="2016-07-31",
    expect=[],
    **{**TEAM, "kind": "organised crime"},
    team_tasks=[*EIGHTY, MORE],
)
