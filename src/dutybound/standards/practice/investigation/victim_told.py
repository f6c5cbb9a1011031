"""Victims hear what happens in their case, by the rules of the day."""

from dutybound.duties import Subject, duration, measure, median, policy, standard, within

CODE = "Code of Practice for Victims of Crime"


def has_victim(case):
    """It was done to a person, named or not."""
    return case.victim.is_known() | (case.against == "person")


def made(case):
    """They were reached, or it is written down that they did not wish to be, or safely could not."""
    contact = case.contacts
    return (contact.reached == True) | contact.not_made_because.is_in("refused", "not safe")  # noqa: E712


@standard(version="1", valid_from="2013-12-10", source=CODE, mark="published", owed_by="officer",
          missing="unassessable", applies=has_victim)  # fmt: skip
def first_update(case: Subject["investigation"]):
    """The victim first hears how their case goes on within the limit of the Code of the day from their report: the
    shorter one if their rights are enhanced, or not known."""
    return within(policy("victim.first_update", by=case.needs_assessments.rights), of=case.happened_at).met_by(
        case.contacts.where(made(case))
    )


def not_investigated(case):
    """Somebody decided that it is not to be investigated."""
    return case.events.where(kind="no investigation").exists()


def told(case, events):
    """Each of these events has a contact that names it."""
    return within(policy("victim.told", by=case.needs_assessments.rights), of=events).met_by(
        case.contacts.where(made(case)), for_=case.contacts.event
    )


def edition(version: str, begins: str, ends: str | None, source: str, *left_out: str):
    """The Code from one day to another: the kinds of event of which its edition does not say that victims are told."""

    @standard(version=version, valid_from=begins, valid_to=ends, source=source, mark="published", owed_by="officer",
              missing="unassessable", applies=has_victim)  # fmt: skip
    def victim_told(case: Subject["investigation"]):
        """The victim is told of each arrest, interview under caution, bail, change of bail, release and decision of
        which the Code of the day says so, within its limit, or it is written down why they were not."""
        return told(case, case.events.where(~case.events.kind.is_in(*left_out)))

    return victim_told


UNTIL_2021 = edition("1", "2013-12-10", "2021-03-31", f"{CODE}, 2013 and 2015 editions", "released under investigation",
                     "no investigation")  # fmt: skip
SINCE_2021 = edition("2", "2021-04-01", None, f"{CODE} of November 2020 (to be confirmed)", "no investigation")


@standard(version="1", valid_from="2013-12-10", source=CODE, mark="published", owed_by="officer",
          missing="unassessable", applies=lambda case: has_victim(case) & not_investigated(case))  # fmt: skip
def told_of_no_investigation(case: Subject["investigation"]):
    """A victim whose crime is not to be investigated is told so within the limit of the Code of the day, which runs
    from their report and not from the decision."""
    named = case.contacts.where(made(case) & (case.contacts.event.kind == "no investigation"))
    return within(policy("victim.not_investigated", by=case.needs_assessments.rights), of=case.happened_at).met_by(
        named
    )


CASE = {"happened_at": "2016-05-26T09:00", "victim": {"happened_at": "2010-01-04T09:00"}}
STANDARD = {"needs_assessments": [{"happened_at": "2016-05-26T09:30", "rights": "standard"}]}
HEARD = {"reached": True}
first_update.example("five working days, past a bank holiday", as_at="2016-06-30", expect="met", due="2016-06-03",
                     **CASE, **STANDARD, contacts=[{"happened_at": "2016-06-03T17:00", **HEARD}])  # fmt: skip
first_update.example("a day later", as_at="2016-06-30", expect="met_late", **CASE, **STANDARD,
                     contacts=[{"happened_at": "2016-06-06T09:00", **HEARD}])  # fmt: skip
first_update.example("there is time", as_at="2016-06-03", expect="pending", **CASE, **STANDARD)
first_update.example("there was", as_at="2016-06-04", expect="overdue", **CASE, **STANDARD)
first_update.example("rights enhanced: one working day", as_at="2016-05-28", expect="overdue", due="2016-05-27", **CASE,
                     needs_assessments=[{"happened_at": "2016-05-26T09:30", "rights": "enhanced"}])  # fmt: skip
first_update.example("nobody asked: the same", as_at="2016-05-28", expect="overdue", due="2016-05-27", **CASE)
first_update.example("not reached", as_at="2016-06-04", expect="overdue", **CASE, **STANDARD,
                     contacts=[{"happened_at": "2016-06-03T17:00", "reached": False}])  # fmt: skip
first_update.example("heard in time, entered later", as_at="2016-06-30", expect="met", **CASE, **STANDARD,
                     contacts=[{"happened_at": "2016-06-03T17:00", "recorded_at": "2016-06-10T09:00", **HEARD}]
                     )  # fmt: skip
first_update.example("no victim, nobody to tell", as_at="2016-06-30", expect=[], happened_at="2016-05-26T09:00",
                     against="business or body")  # fmt: skip
first_update.example("nobody says whether there is one", as_at="2016-06-30", expect="unassessable",
                     happened_at="2016-05-26T09:00")  # fmt: skip


def shown(version: object, year: int, kind: str) -> None:
    """An event on Thursday 2 June of a year like 2016, or a Wednesday of 2021, and a contact that names it."""
    case = {"happened_at": f"{year}-05-24T09:00", "victim": CASE["victim"]}
    case |= {"needs_assessments": [{"happened_at": f"{year}-05-24T09:30", "rights": "standard"}]}
    event = {"id": f"{kind} {year}", "happened_at": f"{year}-06-02T12:00", "kind": kind}

    def example(sentence: str, as_at: str, expect: str, at: str = "", **more: object) -> None:
        named = {"event": event["id"], "reached": True}
        told_by = [{"happened_at": f"{year}-{at}", **named, **more}] if at else []
        version.example(sentence, as_at=f"{year}-{as_at}", expect=expect, due=f"{year}-06-09", **case, events=[event],
                        contacts=told_by)  # fmt: skip

    example("told on the last day", "06-30", "met", "06-09T16:00")
    example("told a day later", "06-30", "met_late", "06-10T16:00")
    example("there is time", "06-09", "pending")
    example("there was", "06-10", "overdue")
    example("told of something else", "06-10", "overdue", "06-03T16:00", event=None)
    example("told in time, entered later", "06-30", "met", "06-09T16:00", recorded_at=f"{year}-06-20T09:00")
    example("a call that was not answered", "06-10", "overdue", "06-03T16:00", reached=False)
    example("they did not wish to hear, and it says so", "06-30", "met", "06-08T16:00", reached=False,
            not_made_because="refused")  # fmt: skip


shown(UNTIL_2021, 2016, "bail")
shown(SINCE_2021, 2021, "released under investigation")
UNTIL_2021.example("released under investigation was not yet in the Code", as_at="2018-06-30", expect=[],
              **{**CASE, "happened_at": "2018-05-24T09:00"},
              events=[{"happened_at": "2018-06-01T12:00", "kind": "released under investigation"}])  # fmt: skip


def refused(at: str = "", **more: object) -> dict:
    """A crime reported on Thursday 26 May, and on the 27th it was decided not to investigate it."""
    event = {"id": "decision", "happened_at": "2016-05-27T12:00", "kind": "no investigation"}
    contacts = [{"happened_at": at, "event": "decision", "reached": True, **more}] if at else []
    return {**CASE, **STANDARD, "events": [event], "contacts": contacts}


told_of_no_investigation.example("told on the fifth day from the report", as_at="2016-06-30", expect="met",
                                 due="2016-05-31", **refused("2016-05-31T16:00"))  # fmt: skip
told_of_no_investigation.example("told a day later", as_at="2016-06-30", expect="met_late",
                                 **refused("2016-06-01T16:00"))  # fmt: skip
told_of_no_investigation.example("there is time", as_at="2016-05-31", expect="pending", **refused())
told_of_no_investigation.example("there was", as_at="2016-06-01", expect="overdue", **refused())
told_of_no_investigation.example("told in time, entered later", as_at="2016-06-30", expect="met",
                                 **refused("2016-05-31T16:00", recorded_at="2016-06-06T09:00"))  # fmt: skip
told_of_no_investigation.example("it is investigated", as_at="2016-06-30", expect=[], **CASE, **STANDARD)


@measure(source=CODE, unit="days", better="fewer")
def days_to_first_update(case: Subject["investigation"]):
    """Days from the report until a victim was first reached: the middle, of those who were."""
    return median(duration(case.happened_at, case.contacts.where(reached=True)))


days_to_first_update.example("the middle of three", as_at="2016-06-30", expect=4, subjects=[
    {**CASE, "contacts": [{"happened_at": at, **HEARD}]}
    for at in ("2016-05-28T10:00", "2016-05-30T10:00", "2016-06-20T10:00")
])  # fmt: skip
