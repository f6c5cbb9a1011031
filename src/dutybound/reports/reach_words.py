"""Up to when the records reach, and how far beyond it is looked, in words."""

from dutybound.duties.calendar import Calendar
from dutybound.exchange.reaching import Reach
from dutybound.reports.saying import counted


def reach_words(reach: Reach | None) -> str:
    """ "to 2013-06-18 (the latest payment.paid_on stands for data_as_at, which nobody has declared)"."""
    if reach is None:
        return "to no day that can be told: nobody has declared data_as_at, and no time was read"
    stands = "" if reach.is_declared else " stands for data_as_at, which nobody has declared"
    return f"to {reach.at} ({reach.told_by}{stands})"


def beyond_words(reach: Reach | None, calendar: Calendar, as_at: int) -> str:
    """What it means that the moment looked at lies on a later day than the records reach; "" where it does not."""
    days = 0 if reach is None else calendar.day_of(as_at) - reach.day
    if days <= 0:
        return ""
    unseen = "What was done since then is not in them, so what is shown as overdue may have been done"
    return f"This looks {counted(days, 'day')} further than the records reach. {unseen}."
