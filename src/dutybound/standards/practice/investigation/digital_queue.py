"""What waits at a digital unit stays within what it can begin."""

from dutybound.duties import Subject, at_most, days, policy, standard


@standard(version="1", valid_from="2015-04-01", source="HMICFRS on digital forensics, December 2022 (demand not "
          "understood)", owed_by="unit", missing="unassessable")  # fmt: skip
def digital_queue_bounded(unit: Subject["unit"]):
    """No more exhibits wait at a unit than it can begin in time; what goes over is begun or sent elsewhere within two
    days."""
    return at_most(policy("digital.queue"), per=unit).of(unit.digital_queue, within=days(2))


STANDS = {"began_at": "2010-01-04T09:00", "name": "Digital unit", "kind": "digital"}
EIGHT = ["2016-05-02T09:00"] * 8
ONE_MORE = "2016-05-10T11:00"
digital_queue_bounded.example("eight wait", as_at="2016-05-31", expect=[], **STANDS, digital_queue=EIGHT)
digital_queue_bounded.example("one more", as_at="2016-05-12", expect="pending", due="2016-05-12", **STANDS,
                              digital_queue=[*EIGHT, ONE_MORE])  # fmt: skip
digital_queue_bounded.example("for too long", as_at="2016-05-13", expect="overdue", **STANDS,
                              digital_queue=[*EIGHT, ONE_MORE])  # fmt: skip
digital_queue_bounded.example("begun the next day", as_at="2016-05-31", expect="met", **STANDS,
                              digital_queue=[*EIGHT, f"{ONE_MORE}..2016-05-11T16:00"])  # fmt: skip
digital_queue_bounded.example("begun after a week", as_at="2016-05-31", expect="met_late", **STANDS,
                              digital_queue=[*EIGHT, f"{ONE_MORE}..2016-05-17T16:00"])  # fmt: skip
digital_queue_bounded.example("entered two days later, and not known before", as_at="2016-05-11", expect=[], **STANDS,
                              digital_queue=[*EIGHT, {"began_at": ONE_MORE, "recorded_at": "2016-05-12T09:00"}]
                              )  # fmt: skip
