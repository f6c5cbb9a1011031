"""Forensic submissions do not stand still, and what they find is seen."""

from dutybound.duties import Subject, between, duration, every, measure, median, policy, standard, within

SOURCE = "PEEL 2016 Staffordshire, Q2 (forensic progress tracked online)"


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="forensic unit", missing="unassessable")
def forensic_moving(submission: Subject["forensic_submission"]):
    """From when material is submitted until there is a result, or a refusal or a withdrawal with its
    reason, it comes to a next stage at
    least once in each limit."""
    stage = submission.stages
    given_up = stage.stage.is_in("refused", "withdrawn") & stage.because.is_known()
    ended = stage.where(stage.stage.is_in("identification", "negative") | given_up)
    return every(policy("forensic.stage"), during=between(submission.happened_at, ended)).met_by(
        stage.where((stage.stage != "withdrawn") & (stage.stage != "refused"))
    )


SENT = {"happened_at": "2016-03-01T09:00"}


def stages(*given: tuple[str, str], **more: object) -> dict:
    """A submission of 1 March with its stages: each with its day."""
    return {**SENT, "stages": [{"happened_at": f"{day}T10:00", "stage": stage, **more} for day, stage in given]}


forensic_moving.example("received, and four weeks from then", as_at="2016-04-12", expect=["met", "pending"],
                        due="2016-04-12", **stages(("2016-03-15", "received")))  # fmt: skip
forensic_moving.example("nothing heard", as_at="2016-03-30", expect="overdue", due="2016-03-29", **SENT)
forensic_moving.example("received late, refused the next day", as_at="2016-05-31",
                        expect=["met_late", "lapsed"],
                        **stages(("2016-04-04", "received"), ("2016-04-05", "refused"),
                                 because="too little"))  # fmt: skip
forensic_moving.example("there is time", as_at="2016-03-29", expect="pending", **SENT)
forensic_moving.example("withdrawn after it had stood still", as_at="2016-05-31", expect="missed",
                        **stages(("2016-04-20", "withdrawn"), because="charged without it"))  # fmt: skip
forensic_moving.example("withdrawn, and nobody says why", as_at="2016-05-31", expect="overdue",
                        **stages(("2016-03-20", "withdrawn")))  # fmt: skip
forensic_moving.example("a result in time, entered two months later", as_at="2016-05-31", expect=["met", "lapsed"],
                        **stages(("2016-03-15", "negative"), recorded_at="2016-05-20T10:00"))  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="officer", missing="unassessable", feed="hourly")
def identification_seen(submission: Subject["forensic_submission"]):
    """When a submission identifies somebody, the investigator has seen it within the limit."""
    return within(
        policy("forensic.identification"), of=submission.stages.where(stage="identification")
    ).met_by(submission.stages.where(stage="acknowledged"))  # fmt: skip


HIT = ("2016-04-04", "identification")
identification_seen.example("the next morning", as_at="2016-05-31", expect="met", due="2016-04-05T10:00",
                            **stages(HIT, ("2016-04-05", "acknowledged")))  # fmt: skip
identification_seen.example("there is time", as_at="2016-04-04", expect="pending", **stages(HIT))
identification_seen.example("there was", as_at="2016-04-05", expect="overdue", **stages(HIT))
identification_seen.example("after two days", as_at="2016-05-31", expect="met_late",
                            **stages(HIT, ("2016-04-06", "acknowledged")))  # fmt: skip
identification_seen.example("seen in time and entered later", as_at="2016-05-31", expect="met",
                            **{**SENT, "stages": [
                                {"happened_at": "2016-04-04T10:00", "stage": "identification"},
                                {"happened_at": "2016-04-04T15:00", "stage": "acknowledged",
                                 "recorded_at": "2016-04-08T09:00"}]})  # fmt: skip
identification_seen.example("nobody was identified", as_at="2016-05-31", expect=[],
                            **stages(("2016-04-04", "negative")))  # fmt: skip


@measure(source=SOURCE, unit="days", better="fewer")
def days_to_forensic_result(submission: Subject["forensic_submission"]):
    """Days from the submission until a result: the middle, of those that have one."""
    return median(duration(
        submission.happened_at, submission.stages.where(submission.stages.stage.is_in("identification", "negative"))
    ))  # fmt: skip


days_to_forensic_result.example("the middle of three", as_at="2016-05-31", expect=30, subjects=[
    stages((day, "negative")) for day in ("2016-03-10", "2016-03-31", "2016-05-02")
])  # fmt: skip
