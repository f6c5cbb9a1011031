"""What every action asks of whoever does it: a name, a moment that knows its zone, and rows that are there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, OperationalError, transaction

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.records.stores import TOGETHER

LONDON = ZoneInfo("Europe/London")
AT_ONCE = "somebody entered something of the same thing at the same moment"
AGAIN = "Nothing of yours was written. Look at what is there now, and enter it again."


@contextmanager
def one_deed(headline: str) -> Iterator[list[Problem]]:
    """One transaction, with a list for what is wrong: where anything is, all of it is said and nothing is written."""
    problems: list[Problem] = []
    with one_of_two(headline), transaction.atomic(using=TOGETHER):
        yield problems
        if problems:
            raise DutyboundError(problems, headline)


@contextmanager
def one_of_two(headline: str) -> Iterator[None]:
    """Where two write of one thing at once, the one who was later is refused in words, and nothing of theirs stays.

    A log gives out its next number once (a key that is taken is refused), a row that is locked is waited for, and of
    two that wait for each other the database lets one go.
    """
    try:
        yield
    except IntegrityError as error:  # two took the next number of one log together, and one of them was first
        raise DutyboundError(Problem("the records", AT_ONCE, AGAIN), headline) from error
    except OperationalError as error:
        raise DutyboundError(Problem("the records", f"cannot be written now: {error}", AGAIN), headline) from error


def signed(by: str, at: datetime) -> Iterator[Problem]:
    """What is wrong with who does it, and when."""
    if not by.strip():
        yield Problem("by", "nobody is named", "Say which post does this: it is kept.")
    if at.tzinfo is None:
        yield Problem("at", f"{at} says no zone", "Give the moment with its zone.")


def said(where: str, text: str, why: str) -> Iterator[Problem]:
    """What is wrong with words that have to be there."""
    if not text.strip():
        yield Problem(where, "is empty", why)


def row(model: Any, id: str, problems: list[Problem], what: str) -> Any:
    """The row of a table with an id, or None with the nearest ids among the problems."""
    found = model.objects.select_for_update().filter(pk=id).first()  # who writes about a row waits for who does already
    if found is None:
        there = list(model.objects.values_list("pk", flat=True)[:2000])
        problems.append(Problem(f"{what} {id!r}", "is not on record", nearest(id, there)))
    return found


def moment(on: date | None, at: datetime) -> datetime:
    """When something happened: at midnight in London of the day that is named, or at the moment of the action."""
    return at if on is None else datetime.combine(on, time(), LONDON).astimezone(UTC)


def not_ahead(where: str, on: date | None, at: datetime) -> Iterator[Problem]:
    if on is not None and on > at.astimezone(LONDON).date():
        yield Problem(where, f"{on} has not come yet", "Say when it happened.")


def next_id(model: Any, of: str, name: str, **where: Any) -> str:
    """The id of the next row of one kind that belongs to another: "F-1/entry/3"."""
    return f"{of}/{name}/{model.objects.filter(**where).count() + 1}"
