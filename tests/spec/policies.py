"""The policy of a row of rules.csv as a force would write it in its file, and as it is read from there."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dutybound.duties import Subject, at_most, policy, within
from dutybound.duties.calendar import date_of
from dutybound.duties.policy import policy_from
from dutybound.duties.schema import schema_from
from dutybound.duties.standard import read_standard, standard
from dutybound.engine.facts import Book, Entry, Programme
from dutybound.engine.lowering import programme_of

LONG_AGO = date(2000, 1, 1)
SPAN = {"began_at": {"type": "instant"}, "ended_at": {"type": "instant"}}
FORCE = schema_from(
    {
        "case": {"happened": "began_at", "columns": {**SPAN, "band": {"type": "text"}}},
        "span": {"began": "began_at", "ended": "ended_at", "columns": {**SPAN, "case": {"of": "case", "as": "spans"}}},
    }
)


def book_of_file(programme: Programme) -> Book:
    """The entries of a programme, written to a file of policy and read again."""
    entries = programme.book.entries
    acting = [entry for entry in entries if not entry.restates]
    ends = {id(one): _day(after.starts, programme) - timedelta(days=1) for one, after in pairwise(acting)}
    written = [_written(entry, ends.get(id(entry)), programme) for entry in entries]
    book = policy_from({"policy": written})
    is_banded = None not in acting[0].limits
    body = _loaded if programme.form == "at_most" else _done_by_band if is_banded else _done
    said = {"version": "1", "valid_from": "2000-01-01", "source": "a", "owed_by": "b", "missing": "not_owed"}
    (read,) = read_standard(standard(**said)(body), FORCE, book)
    return programme_of(read, book, programme.calendar).book


def _written(entry: Entry, ends: date | None, programme: Programme) -> dict[str, Any]:
    limits = {band: f"{limit}" for band, limit in entry.limits.items()}
    value: Any = entry.threshold if entry.threshold is not None else limits.get(None, limits)
    said = {"source": "a", "mark": "force policy", "owner": "b", "approved_by": "c", "grace": f"{entry.grace}"}
    days = {"valid_from": _day(entry.starts, programme), "recorded": _day(entry.recorded, programme)}
    more = {**({"valid_to": ends} if ends else {}), **({"restates": "the first"} if entry.restates else {})}
    return {"id": "p", "layer": "force", "value": value, **days, **said, **more}


def _day(instant: int, programme: Programme) -> date:
    return LONG_AGO if instant < 0 else date_of(programme.calendar.day_of(instant))


def _done(case: Subject["case"]) -> Any:  # noqa: F821
    """Done in time."""
    return within(policy("p"), of=case.began_at).met_by(case.ended_at)


def _done_by_band(case: Subject["case"]) -> Any:  # noqa: F821
    """Done in time, by the band."""
    return within(policy("p", by=case.band), of=case.began_at).met_by(case.ended_at)


def _loaded(case: Subject["case"]) -> Any:  # noqa: F821
    """Not too much at once."""
    return at_most(policy("p"), per=case).of(case.spans)
