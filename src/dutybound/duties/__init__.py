"""The language of duties: what a standard's author imports. Beneath it: schema, policy, nodes, the duty itself."""

from dutybound.duties.language import (
    at_most,
    before,
    between,
    days,
    each,
    every,
    first,
    hours,
    minutes,
    months,
    nth,
    policy,
    repeat,
    throughout,
    weeks,
    within,
    working_days,
)
from dutybound.duties.measure import count, duration, duties, lateness, measure, median, rate, share
from dutybound.duties.standard import Subject, standard

__all__ = [
    "Subject", "at_most", "before", "between", "count", "days", "duration", "duties", "each", "every", "first", "hours",
    "lateness", "measure", "median", "minutes", "months", "nth", "policy", "rate", "repeat", "share", "standard",
    "throughout", "weeks", "within", "working_days",
]  # fmt: skip
