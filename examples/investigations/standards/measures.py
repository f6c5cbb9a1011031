"""Figures about the investigations that are no duties."""

from dutybound.duties import Subject, count, duration, duties, lateness, measure, median, rate, share

CASE = {"reported_at": "2016-05-02T09:00"}


@measure(source="this project", unit="reviews", better="fewer")
def ticks(case: Subject["investigation"]):
    """Reviews that gave no direction: a tick and no more."""
    return count(case.reviews.where(active=False))


REVIEWED = {"held_at": "2016-05-03T10:00", "entered_at": "2016-05-03T10:00"}
ticks.example("one of two", as_at="2016-05-31", expect=1, subjects=[
    {**CASE, "reviews": [{**REVIEWED, "active": True}, {**REVIEWED, "active": False}]},
])  # fmt: skip


@measure(source="this project", unit="share", better="neither")
def victims_vulnerable(case: Subject["investigation"]):
    """Of the investigations with a victim, those whose victim was found vulnerable."""
    return share(case.victim.vulnerable == True, of=case.victim.exists())  # noqa: E712


KNOWN = {"known_from": "2016-05-02T09:00"}
victims_vulnerable.example("one of two of whom it is known", as_at="2016-05-31", expect=0.5, subjects=[
    {**CASE, "victim": {**KNOWN, "vulnerable": True}}, {**CASE, "victim": {**KNOWN, "vulnerable": False}},
    {**CASE, "victim": KNOWN}, CASE,
])  # fmt: skip


@measure(source="this project", unit="share", better="more")
def recorded_in_time(case: Subject["investigation"]):
    """Of the crimes that were recorded, those that were recorded within their limit."""
    return share(duties("recorded", "met"), of=duties("recorded", "met", "met_late"))


recorded_in_time.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**CASE, "crimes": ["2016-05-02T12:00"]}, {**CASE, "crimes": ["2016-05-04T12:00"]}, CASE,
])  # fmt: skip


@measure(source="this project", unit="contacts for each 100 investigations", better="more")
def contacts(case: Subject["investigation"]):
    """Contacts with victims for each hundred investigations that have one."""
    return rate(case.contacts, per=100, of=case.victim.exists())


contacts.example("three for two", as_at="2016-05-31", expect=150, subjects=[
    {**CASE, "victim": KNOWN, "contacts": ["2016-05-03T10:00", "2016-05-10T10:00", "2016-05-12T10:00"]},
    {**CASE, "victim": KNOWN}, CASE,
])  # fmt: skip


@measure(source="this project", unit="hours", better="fewer")
def hours_to_recording(case: Subject["investigation"]):
    """Hours from the report of a crime until it is recorded: the middle."""
    return median(duration(case.reported_at, case.crimes))


hours_to_recording.example("the middle of three", as_at="2016-05-31", expect=6.5, subjects=[
    {**CASE, "crimes": [at]} for at in ("2016-05-02T10:00", "2016-05-02T15:30", "2016-05-09T09:00")
])  # fmt: skip


@measure(source="this project", unit="days", better="fewer")
def days_overdue_for_review(case: Subject["investigation"]):
    """How late a review is that is late, or how long one has been overdue: the middle, in days."""
    return median(lateness("supervised"))


days_overdue_for_review.example("no grading: the shortest limit", as_at="2016-05-31", expect=22, subjects=[
    {**CASE, "open_spans": ["2016-05-02T10:00"]},
])  # fmt: skip
