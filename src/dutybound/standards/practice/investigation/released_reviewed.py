"""Who is released under investigation has no date to come back: so the force looks at it by a clock of its own."""

from dutybound.duties import Subject, between, every, policy, standard


@standard(version="1", valid_from="2015-04-01", source="this project, because the law sets no date for it",
          owed_by="supervisor", missing="unassessable")  # fmt: skip
def released_reviewed(case: Subject["investigation"]):
    """From when a suspect is released under investigation until a decision on them, a supervisor decides at each turn
    of the limit how it goes on."""
    kind = case.events.kind
    released = case.events.where(kind="released under investigation")
    decided = case.events.where(kind.is_in("charge", "caution", "no further action"))
    decisions = case.reviews.where(case.reviews.decision.is_known())
    return every(
        policy("investigation.released"), during=between(released, decided | case.open_spans.ended_at)
    ).met_by(decisions)  # fmt: skip


RELEASED = {"happened_at": "2018-05-03T12:00", "kind": "released under investigation"}
DECIDED = {"happened_at": "2018-06-20T12:00", "kind": "no further action"}


def released(*reviews: str, decided: bool = False, entered: str = "") -> dict:
    """A suspect released on 3 May; when it was reviewed, and whether there was a decision on 20 June."""
    held = [{"happened_at": at, "decision": "continue", "recorded_at": entered or at} for at in reviews]
    return {"happened_at": "2018-05-02T09:00", "open_spans": ["2018-05-02T10:00"], "reviews": held,
            "events": [RELEASED, DECIDED] if decided else [RELEASED]}  # fmt: skip


released_reviewed.example("four weeks", as_at="2018-05-31", expect="pending", due="2018-05-31", **released())
released_reviewed.example("and no more", as_at="2018-06-01", expect="overdue", **released())
released_reviewed.example("reviewed, and again owed", as_at="2018-06-01", expect=["met", "pending"],
                          **released("2018-05-31T10:00"))  # fmt: skip
released_reviewed.example("reviewed late, then decided in time", as_at="2018-07-31", expect=["met_late", "lapsed"],
                          **released("2018-06-04T10:00", decided=True))  # fmt: skip
released_reviewed.example("decided, and nobody had looked", as_at="2018-07-31", expect="missed",
                          **released(decided=True))  # fmt: skip
released_reviewed.example("reviewed in time, entered later", as_at="2018-06-30", expect=["met", "overdue"],
                          **released("2018-05-31T10:00", entered="2018-06-29T10:00"))  # fmt: skip
