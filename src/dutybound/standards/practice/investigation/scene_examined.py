"""Scenes are examined, or it is said why not."""

from dutybound.duties import Subject, measure, policy, rate, share, standard, within

SOURCE = "PEEL 2016 Staffordshire, Q2 (clear policy on the attendance of crime scene investigators)"


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="officer", missing="unassessable",
          applies=lambda case: case.category.is_in("burglary", "robbery", "sexual offence"))  # fmt: skip
def scene_decided(case: Subject["investigation"]):
    """For each burglary, robbery and sexual offence it is decided soon whether its scene is examined; that it is not
    needs a reason."""
    decided = case.scene_decisions
    reasoned = (decided.decision == "attend") | ((decided.decision == "do not attend") & decided.rationale.is_known())
    return within(policy("scene.decision"), of=case.happened_at).met_by(decided.where(reasoned))


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="crime scene manager", missing="unassessable")
def scene_examined(case: Subject["investigation"]):
    """A scene that is to be examined is examined in time, unless somebody decides with reasons that it need not be."""
    decided = case.scene_decisions
    to_attend = decided.where(decision="attend")
    called_off = decided.where(decided.rationale.is_known(), decision="do not attend")
    return within(policy("scene.attendance"), of=to_attend, unless=called_off).met_by(
        decided.attendances, for_=decided.attendances.decision
    )


CASE = {"happened_at": "2016-05-02T09:00", "category": "burglary"}


def decided(at: str, decision: str = "attend", **more: object) -> dict:
    return {"happened_at": at, "decision": decision, **more}


def only(decision: dict) -> dict:
    return {**CASE, "scene_decisions": [decision]}


NOT = {"decision": "do not attend", "rationale": "the shed was open and nothing was touched"}
scene_decided.example("to be examined", as_at="2016-05-31", expect="met", due="2016-05-02T21:00",
                      **only(decided("2016-05-02T12:00")))  # fmt: skip
scene_decided.example("not to be, with a reason", as_at="2016-05-31", expect="met",
                      **only(decided("2016-05-02T12:00", **NOT)))  # fmt: skip
scene_decided.example("not to be, and nobody says why", as_at="2016-05-31", expect="overdue",
                      **only(decided("2016-05-02T12:00", "do not attend")))  # fmt: skip
scene_decided.example("a reason, and no decision", as_at="2016-05-31", expect="overdue",
                      **only(decided("2016-05-02T12:00", **{**NOT, "decision": None})))  # fmt: skip
scene_decided.example("there is time", as_at="2016-05-02T20:00", expect="pending", **CASE)
scene_decided.example("there was", as_at="2016-05-02T22:00", expect="overdue", **CASE)
scene_decided.example("decided the next day", as_at="2016-05-31", expect="met_late",
                      **only(decided("2016-05-03T12:00")))  # fmt: skip
scene_decided.example("decided in time, entered later", as_at="2016-05-31", expect="met",
                      **only(decided("2016-05-02T12:00", recorded_at="2016-05-04T12:00")))  # fmt: skip
scene_decided.example("a fraud has no scene", as_at="2016-05-31", expect=[], **{**CASE, "category": "fraud"})

ATTEND = decided("2016-05-02T12:00")


def examined(at: str, **more: object) -> dict:
    return only({**ATTEND, "attendances": [{"happened_at": at, **more}]})


scene_examined.example("the next morning", as_at="2016-05-31", expect="met", due="2016-05-03T12:00",
                       **examined("2016-05-03T08:00"))  # fmt: skip
scene_examined.example("there is time", as_at="2016-05-02", expect="pending", **only(ATTEND))
scene_examined.example("there was", as_at="2016-05-03", expect="overdue", **only(ATTEND))
scene_examined.example("after two days", as_at="2016-05-31", expect="met_late", **examined("2016-05-04T12:00"))
scene_examined.example("called off in time, with a reason", as_at="2016-05-31", expect="lapsed", **CASE,
                       scene_decisions=[ATTEND, decided("2016-05-02T20:00", **NOT)])  # fmt: skip
scene_examined.example("called off when it was late", as_at="2016-05-31", expect="missed", **CASE,
                       scene_decisions=[ATTEND, decided("2016-05-04T12:00", **NOT)])  # fmt: skip
scene_examined.example("examined in time, entered later", as_at="2016-05-31", expect="met",
                       **examined("2016-05-03T08:00", recorded_at="2016-05-05T08:00"))  # fmt: skip


@measure(source=SOURCE, unit="share", better="neither")
def share_of_scenes_examined(case: Subject["investigation"]):
    """Of the investigations in which it was decided, those whose scene was examined."""
    return share(case.scene_decisions.attendances.exists(), of=case.scene_decisions.exists())


share_of_scenes_examined.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    examined("2016-05-03T08:00"), only(decided("2016-05-02T12:00", **NOT)), CASE,
])  # fmt: skip


@measure(source=SOURCE, unit="identifications for each 100 investigations with an examined scene", better="more")
def identifications(case: Subject["investigation"]):
    """Identifications by what was found at scenes, for each hundred investigations whose scene was examined."""
    found = case.scene_decisions.attendances
    return rate(found.where(identified=True), per=100, of=found.exists())


identifications.example("one in two", as_at="2016-05-31", expect=50, subjects=[
    examined("2016-05-03T08:00", identified=True), examined("2016-05-03T08:00", identified=False), CASE,
])  # fmt: skip
