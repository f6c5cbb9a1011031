"""Workloads are manageable at all times: by the day, by weight, and against the hours that somebody has."""

from dutybound.duties import Subject, at_most, count, duties, measure, policy, standard, throughout

AFI = "PEEL 2016 Staffordshire, Q3 AFI 2"


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="unit", missing="unassessable",
          applies=lambda officer: officer.hours >= 30)  # fmt: skip
def workload_manageable(officer: Subject["officer"]):
    """On no day does an investigator on thirty hours a week or more hold more than the weight that the force agreed;
    what goes over is put right the same day."""
    return at_most(policy("workload.ceiling"), per=officer).of(officer.holdings, weight=officer.holdings.weight)


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="unit", missing="unassessable",
          applies=lambda officer: officer.hours < 30)  # fmt: skip
def part_time_workload_manageable(officer: Subject["officer"]):
    """On no day does an investigator on fewer than thirty hours a week hold more than the smaller weight that the force
    agreed for them; what goes over is put right the same day."""
    return at_most(policy("workload.part_time_ceiling"), per=officer).of(
        officer.holdings, weight=officer.holdings.weight
    )


JOINED = {"began_at": "2010-01-04T09:00"}
UNIT = {"began_at": "2010-01-04T09:00", "name": "Investigation", "kind": "investigation"}


def held(began: str, ended: str = "", **more: object) -> dict:
    """An investigation of weight 4 that somebody holds."""
    until = {"ended_at": ended} if ended else {}
    return {"began_at": began, **until, "subject_table": "investigation", "subject": "a case", "weight": 4.0, **more}


def examples(of: object, enough: int, **officer: object) -> None:
    """What becomes of one investigation more than are allowed: given on 10 May, and given to somebody else, or not."""
    full = [held("2016-05-02T09:00")] * enough

    def example(sentence: str, as_at: str, expect: str | list[str], *more: dict, due: str | None = None) -> None:
        of.example(sentence, as_at=as_at, expect=expect, due=due, **officer, holdings=[*full, *more])

    example("as many as are allowed", "2016-05-31", [])
    example("one more, that day", "2016-05-10", "pending", held("2016-05-10T11:00"), due="2016-05-10")
    example("and the next", "2016-05-11", "overdue", held("2016-05-10T11:00"))
    example("given to somebody else that day", "2016-05-31", "met", held("2016-05-10T11:00", "2016-05-10T16:00"))
    example("after a week", "2016-05-31", "met_late", held("2016-05-10T11:00", "2016-05-17T16:00"))
    example("entered two days later: not known before", "2016-05-11", [],
            held("2016-05-10T11:00", recorded_at="2016-05-12T09:00"))  # fmt: skip
    example("and then overdue at once", "2016-05-12", "overdue",
            held("2016-05-10T11:00", recorded_at="2016-05-12T09:00"))  # fmt: skip


examples(workload_manageable, 5, **JOINED, hours=40.0)
examples(part_time_workload_manageable, 3, **JOINED, hours=20.0)
workload_manageable.example("nobody says how many hours", as_at="2016-05-31", expect=["unassessable"], **JOINED,
                            holdings=[held("2016-05-02T09:00")])  # fmt: skip
part_time_workload_manageable.example("a holding without a weight", as_at="2016-05-31", expect="unassessable", **JOINED,
                                      hours=20.0, holdings=[held("2016-05-02T09:00", weight=None)])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=AFI, owed_by="supervisor", missing="unassessable",
          applies=lambda absence: absence.kind.is_in("sickness", "abstraction", "course"))  # fmt: skip
def absence_covered(absence: Subject["absence"]):
    """While an officer is away for a course, by sickness or for another duty, somebody answers for what they hold."""
    return throughout(absence).has(absence.covers, within=policy("workload.cover"))


AWAY = {"began_at": "2016-05-02T09:00", "kind": "sickness"}
BACK = {**AWAY, "ended_at": "2016-05-20T09:00"}
absence_covered.example("somebody from the next day", as_at="2016-05-31", expect="met", due="2016-05-05", **AWAY,
                        covers=["2016-05-03T09:00"])  # fmt: skip
absence_covered.example("nobody yet", as_at="2016-05-05", expect="pending", **AWAY)
absence_covered.example("nobody for too long", as_at="2016-05-06", expect="overdue", **AWAY)
absence_covered.example("somebody after a week", as_at="2016-05-31", expect="met_late", **AWAY,
                        covers=["2016-05-09T09:00"])  # fmt: skip
absence_covered.example("back, and nobody had answered", as_at="2016-05-31", expect="missed", **BACK)
absence_covered.example("back after two days", as_at="2016-05-31", expect="lapsed",
                        **{**AWAY, "ended_at": "2016-05-04T09:00"})  # fmt: skip
absence_covered.example("covered in time and entered later", as_at="2016-05-31", expect="met", **AWAY,
                        covers=[{"began_at": "2016-05-03T09:00", "recorded_at": "2016-05-09T09:00"}])  # fmt: skip
absence_covered.example("a day of leave", as_at="2016-05-31", expect=[], **{**AWAY, "kind": "leave"})


@measure(source=AFI, unit="times", better="fewer")
def times_over_ceiling(officer: Subject["officer"]):
    """Times that an investigator held more than the agreed weight and it was not put right the same day."""
    return count(duties("workload_manageable", "overdue", "met_late"))


times_over_ceiling.example("one of two officers", as_at="2016-05-31", expect=1, subjects=[
    {**JOINED, "hours": 40.0, "holdings": [held("2016-05-02T09:00")] * 6},
    {**JOINED, "hours": 40.0, "holdings": [held("2016-05-02T09:00")] * 5},
])  # fmt: skip
