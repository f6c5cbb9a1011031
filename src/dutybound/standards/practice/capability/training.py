"""Those who meet the public are trained for whom they meet."""

from dutybound.duties import Subject, measure, policy, share, standard, throughout


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q3, mandatory training",
          owed_by="learning and development", missing="unassessable")  # fmt: skip
def trained_in_vulnerability(officer: Subject["officer"]):
    """Whoever holds a frontline post is in date with the training on vulnerability."""
    frontline = officer.posts.where(officer.posts.post.frontline == True)  # noqa: E712
    return throughout(frontline).has(officer.training.where(course="vulnerability"), within=policy("training.start"))


POST = {"began_at": "2010-01-04T09:00", "unit": {"began_at": "2010-01-04T09:00", "name": "Simulated unit"}}
FRONTLINE = {
    "began_at": "2016-02-01T09:00",
    "posts": [{"began_at": "2016-02-01T09:00", "post": {**POST, "frontline": True}}],
}
LEFT = {**FRONTLINE, "posts": [{"began_at": "2016-02-01T09:00", "ended_at": "2016-08-01T09:00",
                                "post": {**POST, "frontline": True}}]}  # fmt: skip
trained_in_vulnerability.example("trained in the first quarter", as_at="2016-05-31", expect="met", due="2016-04-25",
                                 **FRONTLINE, training=[{"began_at": "2016-03-01T09:00", "course": "vulnerability"}]
                                 )  # fmt: skip
trained_in_vulnerability.example("trained later", as_at="2016-05-31", expect="met_late", **FRONTLINE,
                                 training=[{"began_at": "2016-05-09T09:00", "course": "vulnerability"}])  # fmt: skip
trained_in_vulnerability.example("another course", as_at="2016-04-25", expect="pending", **FRONTLINE,
                                 training=[{"began_at": "2016-03-01T09:00", "course": "missing people"}])  # fmt: skip
trained_in_vulnerability.example("not in time", as_at="2016-04-26", expect="overdue", **FRONTLINE)
trained_in_vulnerability.example("moved on before it was due", as_at="2016-12-31", expect="lapsed", **{
    **LEFT, "posts": [{**LEFT["posts"][0], "ended_at": "2016-03-01T09:00"}]})  # fmt: skip
trained_in_vulnerability.example("moved on after it was due", as_at="2016-12-31", expect="missed", **LEFT)
trained_in_vulnerability.example("no frontline post", as_at="2016-12-31", expect=[], began_at="2016-02-01T09:00",
                                 posts=[{"began_at": "2016-02-01T09:00", "post": {**POST, "frontline": False}}]
                                 )  # fmt: skip
trained_in_vulnerability.example(
    "trained in time, entered later", as_at="2016-05-31", expect="met", **FRONTLINE, training=[
        {"began_at": "2016-04-01T09:00", "recorded_at": "2016-05-10T09:00", "course": "vulnerability"}])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q2, quality among non-specialists", unit="share", better="more")
def accredited_investigators(officer: Subject["officer"]):
    """Of the officers, those accredited at the second level of investigation or above at some time."""
    return share(officer.skills.where((officer.skills.skill == "PIP 2") | (officer.skills.skill == "PIP 3")).exists())


accredited_investigators.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {"began_at": "2016-02-01T09:00", "skills": [{"began_at": "2016-02-01T09:00", "skill": "PIP 2"}]},
    {"began_at": "2016-02-01T09:00", "skills": [{"began_at": "2016-02-01T09:00", "skill": "child abuse"}]},
])  # fmt: skip
