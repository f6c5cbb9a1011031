"""How strong a force is, day by day: what its workloads are held against."""

from dutybound.duties import Subject, count, measure, rate


@measure(source="PEEL 2016 Staffordshire, Q2 and Q3, capacity as a cause of delay", unit="absences for each 100",
         better="neither")  # fmt: skip
def absences_through_sickness(officer: Subject["officer"]):
    """Absences through sickness for each hundred officers and staff."""
    return rate(officer.absences.where(kind="sickness"), per=100)


SERVING = {"began_at": "2015-01-05T09:00"}
absences_through_sickness.example("two of four were away once", as_at="2016-05-31", expect=50, subjects=[
    {**SERVING, "absences": [{"began_at": "2016-05-02T09:00", "kind": "sickness"}]},
    {**SERVING, "absences": [{"began_at": "2016-05-02T09:00", "kind": "sickness"}]},
    {**SERVING, "absences": [{"began_at": "2016-05-02T09:00", "kind": "leave"}]}, SERVING,
])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q3, supervision by hour of the day", unit="turns", better="neither")
def turns_on_call(officer: Subject["officer"]):
    """Turns of duty on which somebody was on call, to be called in only when needed."""
    return count(officer.shifts.where(on_call=True))


turns_on_call.example("one of two", as_at="2016-05-31", expect=1, subjects=[{**SERVING, "shifts": [
    {"began_at": "2016-05-02T07:00", "ended_at": "2016-05-02T15:00", "on_call": False},
    {"began_at": "2016-05-03T19:00", "ended_at": "2016-05-04T07:00", "on_call": True},
]}])  # fmt: skip
