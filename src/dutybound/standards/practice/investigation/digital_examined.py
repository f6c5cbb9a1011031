"""Phones and computers are examined by urgency, and not out of turn without a reason."""

from dutybound.duties import Subject, count, duration, duties, each, measure, median, policy, standard, within

SOURCE = "PEEL 2016 Staffordshire, Q2 (the high-tech crime unit prioritises well; digital media examiners)"


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="digital unit", missing="unassessable")
def digital_examined(exhibit: Subject["digital_exhibit"]):
    """A digital exhibit is examined and reported on as soon as its urgency asks for, unless it is withdrawn for a
    reason that is written down."""
    return within(
        policy("digital.examination", by=exhibit.triages.band), of=exhibit.happened_at,
        unless=exhibit.stages.where(exhibit.stages.because.is_known(), stage="withdrawn"),
    ).met_by(exhibit.stages.where(stage="reported"))  # fmt: skip


TAKEN = {"happened_at": "2016-05-02T09:00"}
URGENT = {**TAKEN, "triages": [{"happened_at": "2016-05-02T10:00", "band": "urgent"}]}


def stage(name: str, day: str, **more: object) -> dict:
    return {"stages": [{"happened_at": f"2016-05-{day}T10:00", "stage": name, **more}]}


digital_examined.example("urgent: a week", as_at="2016-05-31", expect="met", due="2016-05-09", **URGENT,
                         **stage("reported", "09"))  # fmt: skip
digital_examined.example("there is time", as_at="2016-05-09", expect="pending", **URGENT)
digital_examined.example("there was", as_at="2016-05-10", expect="overdue", **URGENT)
digital_examined.example("never triaged: the shortest limit", as_at="2016-05-04", expect="overdue", due="2016-05-03",
                         **TAKEN)  # fmt: skip
digital_examined.example("after two weeks", as_at="2016-05-31", expect="met_late", **URGENT, **stage("reported", "16"))
digital_examined.example(
    "withdrawn in time",
    as_at="2016-05-31",
    expect="lapsed",
    **URGENT,
    **stage("withdrawn", "06", because="charged without it"),
)
digital_examined.example(
    "withdrawn late",
    as_at="2016-05-31",
    expect="missed",
    **URGENT,
    **stage("withdrawn", "16", because="charged without it"),
)
digital_examined.example("withdrawn, and nobody says why", as_at="2016-05-31", expect="overdue", **URGENT,
                         **stage("withdrawn", "06"))  # fmt: skip
digital_examined.example("reported in time and entered later", as_at="2016-05-31", expect="met", **URGENT,
                         **stage("reported", "09", recorded_at="2016-05-13T09:00"))  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="digital unit", missing="unassessable")
def out_of_turn_reasoned(exhibit: Subject["digital_exhibit"]):
    """When an exhibit is put before others that are as urgent, it says why."""
    moved = exhibit.triages.where(out_of_turn=True)
    return each(moved).must(exhibit.triages.rationale.is_known(), within=policy("digital.out_of_turn"))


def moved(**columns: object) -> dict:
    """A triage of 4 May that puts the exhibit before others."""
    row = {"happened_at": "2016-05-04T10:00", "recorded_at": "2016-05-04T10:00", "out_of_turn": True, **columns}
    return {**TAKEN, "triages": [row]}


out_of_turn_reasoned.example("with a reason", as_at="2016-05-31", expect="met", **moved(rationale="a child at risk"))
out_of_turn_reasoned.example("a day to say why", as_at="2016-05-05", expect="pending", **moved())
out_of_turn_reasoned.example("nobody says why", as_at="2016-05-06", expect="overdue", **moved())
out_of_turn_reasoned.example("said after a week", as_at="2016-05-31", expect="met_late",
                             **moved(rationale="a child at risk", rationale_recorded_at="2016-05-11T10:00")
                             )  # fmt: skip


@measure(source=SOURCE, unit="days", better="fewer")
def days_to_digital_report(exhibit: Subject["digital_exhibit"]):
    """Days from when an exhibit came until it was first reported on: the middle, of those that were."""
    return median(duration(exhibit.happened_at, exhibit.stages.where(stage="reported")))


days_to_digital_report.example("the middle of three", as_at="2016-05-31", expect=7, subjects=[
    {**TAKEN, **stage("reported", day)} for day in ("03", "09", "30")
])  # fmt: skip


@measure(source="HMICFRS on digital forensics, December 2022 (demand not understood)", unit="days", better="fewer")
def days_in_digital_queue(exhibit: Subject["digital_exhibit"]):
    """Days that an exhibit waited before it was begun or sent elsewhere: the middle, of those that wait no longer. No
    length of a queue is set here, because what is too long depends on how much a unit can begin."""
    return median(duration(exhibit.waits, exhibit.waits.ended_at))


days_in_digital_queue.example("the middle of three", as_at="2016-05-31", expect=7, subjects=[
    {**TAKEN, "waits": [f"2016-05-02T09:00..2016-05-{day}T09:00"]} for day in ("03", "09", "30")
])  # fmt: skip


@measure(source=SOURCE, unit="exhibits", better="fewer")
def exhibits_overdue(exhibit: Subject["digital_exhibit"]):
    """Exhibits that are not reported on, and for longer than their urgency allows."""
    return count(duties("digital_examined", "overdue"))


exhibits_overdue.example("one of two", as_at="2016-05-31", expect=1, subjects=[
    URGENT, {**URGENT, **stage("reported", "09")},
])  # fmt: skip
