"""Whoever investigates has the level that the crime needs, or somebody beside them who has."""

from typing import NamedTuple

from dutybound.duties import Subject, duties, measure, policy, share, standard, throughout


class Levels(NamedTuple):
    first: object
    second: object
    third: object
    fourth: object


LEVELS = ("PIP 1", "PIP 2", "PIP 3", "PIP 4")


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2; College of Policing, "
          "professionalising investigation", owed_by="supervisor", missing="unassessable",
          applies=lambda made: made.officer.is_known() & made.level_needed.is_in(*LEVELS))  # fmt: skip
def skilled(made: Subject["allocation"]):
    """As long as an officer has an investigation they are accredited at the level that it needs or above, by their own
    dated record, and at the first level whatever it needs; while somebody is named who guides them, no time runs."""
    skills, limit = made.officer.skills, policy("allocation.guidance")
    needing = [made, *(made.where(level_needed=level) for level in LEVELS[1:])]
    return Levels(*(
        throughout(spans, paused=made.guides).has(skills.where(skills.skill.is_in(*LEVELS[place:])), within=limit)
        for place, spans in enumerate(needing)
    ))  # fmt: skip


JOINED = {"began_at": "2010-01-04T09:00"}
CASE = {"happened_at": "2016-05-02T09:00"}
GUIDE = {"began_at": "2016-05-04T09:00", "officer": {**JOINED, "skills": []}}


def given(level: str | None, *skills: str, until: str = "", **more: object) -> dict:
    """An investigation that needs a level, given on 3 May to an officer who holds these accreditations."""
    held = [{"began_at": "2014-05-01T09:00", "skill": skill} for skill in skills]
    made = {"began_at": "2016-05-03T09:00", "recorded_at": "2016-05-03T09:00", "level_needed": level, **more}
    ended = {"ended_at": until} if until else {}
    return {**made, **ended, "investigation": CASE, "officer": {**JOINED, "skills": held}}


for part, level in zip(Levels._fields, LEVELS, strict=True):
    skilled.example("to an officer who is accredited", part=part, as_at="2016-05-31", expect="met", due="2016-05-05",
                    **given(level, level))  # fmt: skip
    skilled.example("to one who is accredited above it", part=part, as_at="2016-05-31", expect="met",
                    **given(level, "PIP 4"))  # fmt: skip
    skilled.example("to one who is not, and two days to name a guide", part=part, as_at="2016-05-05", expect="pending",
                    **given(level, "domestic abuse"))  # fmt: skip
    skilled.example("nobody was named", part=part, as_at="2016-05-06", expect="overdue", **given(level))
    skilled.example("somebody guides them: no time runs", part=part, as_at="2016-05-31", expect="pending",
                    **given(level, guides=[GUIDE]))  # fmt: skip
    skilled.example("accredited a week later", part=part, as_at="2016-05-31", expect="met_late", **{
        **given(level), "officer": {**JOINED, "skills": [{"began_at": "2016-05-10T09:00", "skill": level}]}}
        )  # fmt: skip
    skilled.example("the accreditation ran out while they had it", part=part, as_at="2016-05-31",
                    expect=["met", "overdue"], **{**given(level), "officer": {**JOINED, "skills": [
                        {"began_at": "2014-05-01T09:00", "ended_at": "2016-05-12T09:00", "skill": level}]}}
                    )  # fmt: skip
    skilled.example("it had run out before", part=part, as_at="2016-05-31", expect="overdue", **{
        **given(level), "officer": {**JOINED, "skills": [
            {"began_at": "2014-05-01T09:00", "ended_at": "2016-05-01T09:00", "skill": level}]}})  # fmt: skip
    skilled.example("given to somebody else the next day", part=part, as_at="2016-05-31", expect="lapsed",
                    **given(level, until="2016-05-04T09:00"))  # fmt: skip
    skilled.example("given to somebody else after a fortnight", part=part, as_at="2016-05-31", expect="missed",
                    **given(level, until="2016-05-17T09:00"))  # fmt: skip
    skilled.example("accredited in time, and entered later", part=part, as_at="2016-05-31", expect="met", **{
        **given(level), "officer": {**JOINED, "skills": [
            {"began_at": "2016-05-04T09:00", "recorded_at": "2016-05-20T09:00", "skill": level}]}})  # fmt: skip
    skilled.example("in the tray of a unit: with no officer", part=part, as_at="2016-05-31", expect=[],
                    **{**given(level), "officer": None})  # fmt: skip
skilled.example("below it is not enough", part="second", as_at="2016-05-31", expect="overdue",
                **given("PIP 2", "PIP 1"))  # fmt: skip
skilled.example("nobody said what it needs", part="first", as_at="2016-05-31", expect="unassessable",
                **given(None, "PIP 2"))  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, summary and Q2", unit="share", better="more")
def share_with_skill(made: Subject["allocation"]):
    """Of the times that a crime which needs level 2 was with an officer whom nobody guided, those in which the officer
    was accredited from the start or within the limit."""
    owed = duties("skilled.second", "met", "met_late", "overdue", "missed")
    return share(duties("skilled.second", "met"), of=owed)


share_with_skill.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    given("PIP 2", "PIP 2"), given("PIP 2", "PIP 1"), given("PIP 1"), given("PIP 2", guides=[GUIDE])])  # fmt: skip
