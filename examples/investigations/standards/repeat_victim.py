"""Who is a victim again hears from the force soon."""

from dutybound.duties import Subject, months, policy, repeat, standard, within


@standard(version="1", valid_from="2015-04-01", source="this project", owed_by="officer", missing="unassessable")
def repeat_victim(victim: Subject["victim"]):
    """A victim of a second crime within twelve months hears from the force within three working days of its report."""
    again = repeat(of=victim.investigations, same=victim.investigations.victim, within=months(12))
    return within(policy("victim.repeat_contact"), of=again).met_by(victim.investigations.contacts)


def crimes(*cases: dict) -> dict:
    return {"known_from": "2015-05-01T09:00", "investigations": [{"reported_at": "2015-05-01T09:00"}, *cases]}


AGAIN = {"reported_at": "2016-04-29T20:00"}
repeat_victim.example("a bank holiday does not count", as_at="2016-05-31", expect="met", due="2016-05-05",
                      **crimes({**AGAIN, "contacts": ["2016-05-05T17:00"]}))  # fmt: skip
repeat_victim.example("a day later", as_at="2016-05-31", expect="met_late",
                      **crimes({**AGAIN, "contacts": ["2016-05-06T09:00"]}))  # fmt: skip
repeat_victim.example("not yet", as_at="2016-05-05", expect="pending", **crimes(AGAIN))
repeat_victim.example("not in time", as_at="2016-05-06", expect="overdue", **crimes(AGAIN))
repeat_victim.example("a third crime, and one contact for both", as_at="2016-05-31", expect=["met", "met"],
                      **crimes(AGAIN, {"reported_at": "2016-05-03T08:00", "contacts": ["2016-05-04T10:00"]})
                      )  # fmt: skip
repeat_victim.example("more than twelve months apart", as_at="2016-05-31", expect=[],
                      **crimes({"reported_at": "2016-05-02T20:00"}))  # fmt: skip
LATE = {"made_at": "2016-05-04T17:00", "entered_at": "2016-05-09T09:00"}
repeat_victim.example("made in time and entered later", as_at="2016-05-31", expect="met",
                      **crimes({**AGAIN, "contacts": [LATE]}))  # fmt: skip
