"""What the kernel works on: records of whole numbers, side by side in arrays that are made once and used again.

Everything is int64, times in microseconds since 1970 as everywhere; `NONE` stands where the reference has None. Facts
are known by their number within the subject, rows by their place in `rows`, ids by their rank among the ids of the
subject, limits, policy entries and texts by their place in a table.
"""

from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from dutybound.engine.facts import Kind

NONE = -(1 << 63)
FOREVER = 1 << 62
ALWAYS = -(1 << 62)
NOTHING = -1  # no fact, no entry, no limit, no text
NO_TERMS = -1  # a fact that brings no band
OWN_LIMIT = 1 << 24  # terms from here on are limits of the record; from -2 downwards they cannot be read
OWN_LABEL = 1 << 48  # policies from here on name a limit of the record
UNREADABLE = 1 << 23

WITHIN, EVERY, BEFORE, EACH, THROUGHOUT, AT_MOST = range(6)
FORMS = ("within", "every", "before", "each", "throughout", "at_most")

(
    OPEN, TRIGGER, SUSPEND, RESUME, COVER, UNCOVER, FULFIL, BAND, LIMIT, DUE, EXCUSE, RELEASE, END, UNASSESSABLE, TURN,
) = (int(kind) for kind in Kind)  # fmt: skip

#: Why a duty cannot be assessed; from `MISSING` on it is the text of a fact.
REASONS = (
    "no policy was in force when it arose",
    "the record sets no limit that can be read",
    "an hour limit cannot be judged on dates",
)
NO_POLICY, NO_LIMIT, HOURS_ON_DATES, MISSING = range(4)

NOTICES = (
    "late entry", "trigger after the end", "opening while open", "opening before the end", "end while closed",
    "done before its trigger",
)  # fmt: skip
LATE_ENTRY, TRIGGER_AFTER, OPENING_WHILE_OPEN, OPENING_BEFORE_END, END_WHILE_CLOSED, DONE_BEFORE = range(6)

#: How the kernel comes back.
DONE, ROWS_FULL, NOTICES_FULL, COURSES_FULL, SCRATCH_FULL, OUTSIDE, ENDLESS = range(7)

PENDING, OVERDUE, MET, MET_LATE, MISSED, LAPSED, EXCUSED, CANNOT = range(8)

Array = npt.NDArray[Any]


def record(names: str, **others: str) -> np.dtype[Any]:
    """A record of int64 fields, and of others as named."""
    return np.dtype([(name, "i8") for name in names.split()] + list(others.items()))


#: A programme, with its stretch of policy entries.
PROGRAMME = record("form by_day or_within named due_from_record valid_from first_entry last_entry bands own_limits")

#: How a programme reads its strands: from when to before when an anchor counts, and the strand of its own end.
READING = record("anchors_from anchors_until own_end")

#: A policy entry. Its limits and labels by band are in `CELL`, one for each entry and band.
ENTRY = record("starts recorded until restates nothing grace label", threshold="f8")
CELL = record("limit label")

#: A limit: microseconds, days, or months; `without` is the place of the set of days that it leaves out.
TERM = record("amount elapsed is_months without", length="f8")

#: A local day under one set of days to leave out: of months and day in the month; how many days counted up to and with
#: it; the day that is counted as that number; the first day of the month of that number.
DAY_ROW = record("month day_of_month rank counted is_left_out month_begins")

#: A fact, as it lies in the columns; when it became known, and what it adds to a load.
FACT = record("index kind id happened recorded known of until terms withdrawn", weight="f8", load="f8")

#: The columns of a duty row as it is written, in this order.
COLUMNS = (
    "group", "anchor", "owed_from", "owed_recorded_at", "due_at", "due_recorded_at", "met_at", "met_recorded_at",
    "met_by", "ended_at", "ended_recorded_at", "excused_recorded_at", "unassessable", "policy", "known_from",
    "known_to",
)  # fmt: skip

#: A duty while it is judged, and a row that it left behind. `clock` is the first of its clocks.
ROW = record(
    "anchor owed_from owed_recorded due due_recorded met met_recorded met_by ended ended_recorded excused unassessable"
    " policy known_from known_to born trigger entry clock after counts_from gap_from is_live"
    " has_left left_amount left_elapsed left_without"
)

#: One subject under one programme while it is judged: the programme, what holds, and how much of each list is in use.
STATE = record(
    "form by_day or_within named due_from_record valid_from first_entry last_entry bands own_limits room"
    " none forever kinds corrected as_of until is_open opened_at ended_at"
    " has_left left_amount left_elapsed left_without"
    " anchors_from anchors_until own_end has_of has_until has_withdrawn has_code has_weight"
    " facts columns turns standing rows clocks live drafts superseded now duties seen later bands_known own_known dues"
    " excusals opened_by closed_by cut_short"
    " suspensions stops notices courses first_course moments spanning first_closing began over turned found"
    " excused is_spanned waiting spans"
    " error culprit"
)

#: The lists, each a field; how many are in use stands in the state under the first part of the name.
LIST = record(
    "by_known standing order seen sorting now drafts live"  # together, because they are always wanted
    " clock_start clock_amount clock_elapsed clock_without clock_next snapshot superseded"
    " triggers later merging duties"
    " band_at band_known band own_at own_known own dues excusals opened_by closed_by"
    " cut_trigger cut_amount cut_elapsed cut_without"
    " suspension suspended resumed stop_begins stop_ends"
    " notice notice_fact notice_known course_known course_holds course_stopped moment"
    " spanning waiting began_name began began_over over_name over turned"
    " found_anchor found_begins found_ends found_by excused_anchor excused_owed excused_by"
    " span_opening span_begins span_closing"
)


class Columns(NamedTuple):
    """The facts of many subjects, one subject after the other. An empty column is all None.

    `strand` is the query that brought the fact; what it is to a programme stands in `Reading`.
    `code` is the first band of an opening or trigger (or `NO_TERMS`), the band of a change, a limit (or, from -2
    downwards, a text that is none), the text of what is missing.
    """

    strand: Array  # int16
    id: Array  # rank
    happened: Array
    recorded: Array
    withdrawn: Array
    of: Array  # rank
    until: Array
    code: Array  # int32
    weight: Array


class Reading(NamedTuple):
    """How one programme reads the facts."""

    kinds: Array  # int8: what the facts of each strand are to it, NOTHING where it does not read them
    terms: Array  # READING, one


class Tables(NamedTuple):
    """Programmes, policies and the calendar as arrays."""

    programmes: Array  # PROGRAMME
    entries: Array  # ENTRY
    cells: Array  # CELL
    limits: Array  # TERM
    starts: Array  # the first instant of each local day
    days: Array  # DAY_ROW, for each set of days to leave out one after the other


class Scratch(NamedTuple):
    """Where one subject at a time is judged."""

    state: Array  # STATE, one
    facts: Array  # FACT
    rows: Array  # ROW
    lists: Array  # LIST


class Given(NamedTuple):
    """The columns of facts as bare pointers, with what each strand is to the programme; the state has what is there."""

    strand: Any
    id: Any
    happened: Any
    recorded: Any
    withdrawn: Any
    of: Any
    until: Any
    code: Any
    weight: Any
    kinds: Any


class Kit(NamedTuple):
    """What every function of the kernel is given: `s` the state (one), `f` facts, `rows`, `w` lists, tables."""

    s: Any
    f: Any
    rows: Any
    w: Any
    entries: Any
    cells: Any
    limits: Any
    starts: Any
    days: Any


Arrays = TypeVar("Arrays", bound=tuple[Any, ...])


def read_only(arrays: Arrays) -> Arrays:
    """The same arrays, not to be written to: numba compiles anew for every mixture of those that may and may not be."""
    views = [array.view() for array in arrays]
    for view in views:
        view.flags.writeable = False
    return type(arrays)(*views) if hasattr(arrays, "_fields") else type(arrays)(views)


def scratch_of(size: int) -> Scratch:
    """Room for lists of `size`."""
    state, facts, rows, lists = (
        np.zeros(length, dtype).view(np.recarray)
        for length, dtype in ((1, STATE), (size, FACT), (size, ROW), (size, LIST))
    )
    state[0].room, state[0].none, state[0].forever = size, NOTHING, FOREVER
    return Scratch(state, facts, rows, lists)
