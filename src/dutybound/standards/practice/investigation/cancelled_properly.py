"""A recorded crime is cancelled only by somebody independent, on evidence, and its victim is told."""

from dutybound.duties import Subject, each, policy, standard


@standard(version="1", valid_from="2002-04-01", source="Home Office Counting Rules, General Rules section C "
          "(to be confirmed)", mark="published", owed_by="crime registrar", missing="unassessable")  # fmt: skip
def cancelled_properly(crime: Subject["crime"]):
    """A crime is cancelled by the force crime registrar or a designated decision maker, under one of the five classes,
    on further evidence that is written down, and the victim is told."""
    cancelled = crime.cancellations
    independent = cancelled.role.is_in("force crime registrar", "designated decision maker")
    founded = cancelled.ground.is_known() & cancelled.evidence.is_known()
    return each(cancelled).must(
        independent & founded & cancelled.told_at.is_known(), within=policy("crime.cancellation")
    )  # fmt: skip


def cancelled(role: str = "designated decision maker", told: str = "2016-05-10T10:00", entered: str = "") -> dict:
    """A crime recorded on 2 May and cancelled on the tenth as a duplicate."""
    row = {"happened_at": "2016-05-10T09:00", "recorded_at": "2016-05-10T09:00", "ground": "C3", "role": role}
    row |= {"evidence": "the same theft was reported by two people"}
    row |= {"told_at": told, "told_recorded_at": entered or told} if told else {}
    return {"happened_at": "2016-05-02T10:00", "cancellations": [row]}


cancelled_properly.example("as it should be", as_at="2016-05-31", expect="met", **cancelled())
cancelled_properly.example("the victim is not told yet", as_at="2016-05-12", expect="pending", due="2016-05-12",
                           **cancelled(told=""))  # fmt: skip
cancelled_properly.example("the victim is not told", as_at="2016-05-13", expect="overdue", **cancelled(told=""))
cancelled_properly.example("told after two weeks", as_at="2016-05-31", expect="met_late",
                           **cancelled(told="2016-05-24T10:00"))  # fmt: skip
cancelled_properly.example("told in time, and entered late", as_at="2016-05-31", expect="met_late",
                           **cancelled(entered="2016-05-20T10:00"))  # fmt: skip
cancelled_properly.example("cancelled by its own investigator", as_at="2016-05-31", expect="overdue",
                           **cancelled(role="other"))  # fmt: skip
