"""The posts on which others depend are filled."""

from dutybound.duties import Subject, policy, standard, throughout


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q2 AFI 2, cover of supervision",
          owed_by="force", missing="unassessable",
          applies=lambda post: post.role.is_in("supervisor", "detective inspector", "duty inspector"))  # fmt: skip
def supervisor_in_post(post: Subject["post"]):
    """A post that supervises is held by somebody, or somebody acts in it, for as long as it is on the establishment."""
    return throughout(post).has(post.holders, within=policy("post.cover"))


UNIT = {"unit": {"began_at": "2010-01-04T09:00", "name": "Simulated unit"}}
POST = {"began_at": "2016-02-01T09:00", "role": "supervisor", **UNIT}
OFFICER = {"officer": {"began_at": "2010-01-04T09:00"}}
ENDED = {**POST, "ended_at": "2016-06-01T09:00"}
supervisor_in_post.example("filled within a month", as_at="2016-05-31", expect="met", due="2016-02-29", **POST,
                           holders=[{"began_at": "2016-02-20T09:00", **OFFICER}])  # fmt: skip
supervisor_in_post.example("filled after six weeks", as_at="2016-05-31", expect="met_late", **POST,
                           holders=[{"began_at": "2016-03-20T09:00", **OFFICER}])  # fmt: skip
supervisor_in_post.example("not yet", as_at="2016-02-29", expect="pending", **POST)
supervisor_in_post.example("not in time", as_at="2016-03-01", expect="overdue", **POST)
supervisor_in_post.example("given up before it was due", as_at="2016-12-31", expect="lapsed",
                           **{**POST, "ended_at": "2016-02-20T09:00"})  # fmt: skip
supervisor_in_post.example("given up after it was due", as_at="2016-12-31", expect="missed", **ENDED)
supervisor_in_post.example("an investigator's post", as_at="2016-12-31", expect=[], **{**POST, "role": "investigator"})
supervisor_in_post.example("nobody knows what the post does", as_at="2016-12-31", expect="unassessable",
                           **{**POST, "role": None})  # fmt: skip
supervisor_in_post.example("filled in time, entered later", as_at="2016-05-31", expect="met", **POST, holders=[
    {"began_at": "2016-02-20T09:00", "recorded_at": "2016-04-10T09:00", **OFFICER}])  # fmt: skip
