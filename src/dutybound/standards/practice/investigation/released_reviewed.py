"""Who is released under investigation has no date to come back: so the force looks at it by a clock of its own."""

from dutybound.duties import Subject, days, every, policy, standard, within


@standard(version="1", valid_from="2015-04-01", source="this project, because the law sets no date for it",
          owed_by="supervisor", missing="unassessable")  # fmt: skip
def released_reviewed(release: Subject["suspect_release"]):
    """As long as a suspect is released under investigation without a decision on them, whatever became of others, a
    supervisor decides at each turn of the limit how it goes on."""
    review = release.investigation.reviews
    decided = review.where(review.decision.is_known() & review.decided_by.is_known())
    return every(policy("investigation.released"), during=release).met_by(decided)


def released(*reviews: str, until: str = "", entered: str = "") -> dict:
    """A suspect released on 3 May until a decision, if there was one; when the investigation was reviewed."""
    held = [{"happened_at": at, "decision": "continue", "decided_by": "a sergeant", "recorded_at": entered or at}
            for at in reviews]  # fmt: skip
    return {"began_at": "2018-05-03T12:00", **({"ended_at": until} if until else {}),
            "investigation": {"happened_at": "2018-05-02T09:00", "reviews": held}}  # fmt: skip


DECIDED = "2018-06-20T12:00"
released_reviewed.example("four weeks", as_at="2018-05-31", expect="pending", due="2018-05-31", **released())
released_reviewed.example("and no more", as_at="2018-06-01", expect="overdue", **released())
released_reviewed.example("reviewed, and again owed", as_at="2018-06-01", expect=["met", "pending"],
                          **released("2018-05-31T10:00"))  # fmt: skip
released_reviewed.example("reviewed late, then decided in time", as_at="2018-07-31", expect=["met_late", "lapsed"],
                          **released("2018-06-04T10:00", until=DECIDED))  # fmt: skip
released_reviewed.example("decided, and nobody had looked", as_at="2018-07-31", expect="missed",
                          **released(until=DECIDED))  # fmt: skip
released_reviewed.example("reviewed in time, entered later", as_at="2018-06-30", expect=["met", "overdue"],
                          **released("2018-05-31T10:00", entered="2018-06-29T10:00"))  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="this project: whom no record follows, no clock reminds of",
          owed_by="officer", missing="unassessable")  # fmt: skip
def release_followed(case: Subject["investigation"]):
    """Whenever a suspect is released under investigation, a record begins that lasts until a decision on them."""
    released = case.events.where(kind="released under investigation")
    return within(policy("investigation.release_followed"), of=released, or_within=days(1)).met_by(
        case.suspect_releases
    )


def event(at: str = "", **more: object) -> dict:
    """A suspect released on 3 May, and when the record of it begins."""
    releases = [{"began_at": at, **more}] if at else []
    return {"happened_at": "2018-05-02T09:00", "suspect_releases": releases,
            "events": [{"happened_at": "2018-05-03T12:00", "kind": "released under investigation"}]}  # fmt: skip


release_followed.example("from that hour", as_at="2018-05-31", expect="met", due="2018-05-04",
                         **event("2018-05-03T12:00"))  # fmt: skip
release_followed.example("there is time", as_at="2018-05-04", expect="pending", **event())
release_followed.example("no record", as_at="2018-05-05", expect="overdue", **event())
release_followed.example("from a week later", as_at="2018-05-31", expect="met_late", **event("2018-05-10T12:00"))
release_followed.example("from that hour, entered a week later", as_at="2018-05-31", expect="met",
                         **event("2018-05-03T12:00", recorded_at="2018-05-10T12:00"))  # fmt: skip
