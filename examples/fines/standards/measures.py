"""Figures about the fines that are no duties."""

from dutybound.duties import Subject, count, duration, duties, lateness, measure, median, rate, share


@measure(source="this project", unit="share", better="neither")
def appealed(fine: Subject["fine"]):
    """Of the fines that reached the offender, those that were appealed against, to the prefecture or a judge."""
    return share(fine.prefecture_appeals.exists() | fine.judge_appeals.exists(), of=fine.notifications.exists())


appealed.example("one of two notified", as_at="2007-12-31", expect=0.5, subjects=[
    {"created_on": "2007-01-01", "notifications": ["2007-02-01"], "judge_appeals": ["2007-03-01"]},
    {"created_on": "2007-01-01", "notifications": ["2007-02-01"]},
    {"created_on": "2007-01-01", "prefecture_appeals": ["2007-03-01"]},
])  # fmt: skip
appealed.example("the appeal is not yet made", as_at="2007-02-28", expect=0.0, subjects=[
    {"created_on": "2007-01-01", "notifications": ["2007-02-01"], "judge_appeals": ["2007-03-01"]},
])  # fmt: skip


@measure(source="this project", unit="days", better="fewer")
def days_to_sending(fine: Subject["fine"]):
    """Days from the creation of a fine until it is sent: the middle of those sent."""
    return median(duration(fine.created_on, fine.sendings))


days_to_sending.example("the middle of three", as_at="2007-12-31", expect=31, subjects=[
    {"created_on": "2007-01-01", "sendings": ["2007-01-02"]},
    {"created_on": "2007-01-01", "sendings": ["2007-02-01"]},
    {"created_on": "2007-01-01", "sendings": ["2007-09-01"]},
    {"created_on": "2007-01-01"},
])  # fmt: skip


@measure(source="this project", unit="days", better="fewer")
def days_late_in_sending(fine: Subject["fine"]):
    """How late a fine is sent that is sent late: days after its due date."""
    return median(lateness("sent"))


days_late_in_sending.example("one late, one in time", as_at="2007-12-31", expect=10, subjects=[
    {"created_on": "2007-01-01", "sendings": ["2007-04-11"]},
    {"created_on": "2007-01-01", "sendings": ["2007-02-01"]},
])  # fmt: skip


@measure(source="this project", unit="fines", better="fewer")
def never_sent(fine: Subject["fine"]):
    """Fines that were paid only after the police should have sent them, and had not."""
    return count(duties("sent", "missed"))


never_sent.example("one of two", as_at="2007-12-31", expect=1, subjects=[
    {"created_on": "2007-01-01", "payments": ["2007-05-01"]},
    {"created_on": "2007-01-01", "payments": ["2007-01-02"]},
])  # fmt: skip


@measure(source="this project", unit="payments for each 100 fines", better="more")
def payments(fine: Subject["fine"]):
    """Payments for each hundred fines: one may be paid in parts."""
    return rate(fine.payments, per=100)


payments.example("three for two fines", as_at="2007-12-31", expect=150, subjects=[
    {"created_on": "2007-01-01", "payments": ["2007-01-02", "2007-02-02", "2007-03-02"]},
    {"created_on": "2007-01-01"},
])  # fmt: skip
