"""The board: every finding of every source, who owns it, what is owed by when, what shows that it was done, alerts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dutybound.inspection.findings.history import History, Standing, State, standing
from dutybound.inspection.findings.registers import Registers
from dutybound.reports.saying import counted, day_words

HEADINGS = ("finding", "owner and source", "deadline", "days left", "status, and how it stands", "evidence",
            "in use since", "what was found")  # fmt: skip
ORDER = (State.RECURRING, State.LATE, State.OPEN, State.READY, State.UNSHOWN, State.BEING_SHOWN, State.REVIEW_DUE,
         State.REVIEW, State.DONE, State.SUPERSEDED)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A finding on the board: each cell in one line or more, in the order of `HEADINGS`."""

    id: str
    is_green: bool
    is_alerted: bool
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Board:
    """All lines, what is owed first, and what has to be said beside them."""

    day: date
    lines: tuple[Line, ...]
    remarks: tuple[str, ...]


def board(histories: Sequence[History], day: date, known: Registers) -> Board:
    """The board at the end of a day, of findings as they were known by then; parts stand within their wholes."""
    standings = {one.id: standing(one, day, known) for one in histories}
    whole = sorted((one for one in histories if not one.parent), key=lambda one: _order(one, standings[one.id]))
    lines = tuple(_line(one, standings, [each for each in histories if each.parent == one.id], known) for one in whole)
    return Board(day, lines, tuple(_remarks(whole, histories, standings, day)))


def in_use_words(one: History, stands: Standing) -> str:
    """Since when the change is in use and until when that is being shown, or when it slipped."""
    if stands.sustained_since is None:
        return f"slipped {one.shown[-1].until}" if one.shown else ""
    return f"{stands.sustained_since}, shown by {stands.shown_by}"


def source_words(one: History, known: Registers) -> str:
    return known.sources[one.source].title if one.source in known.sources else one.source


def _order(one: History, stands: Standing) -> tuple[int, int, str]:
    return ORDER.index(stands.state), 10**6 if stands.days_left is None else stands.days_left, one.id


def _line(one: History, standings: dict[str, Standing], parts: Sequence[History], known: Registers) -> Line:
    stands = standings[one.id]
    closed = sum(standings[each.id].status.stage != "open" for each in parts)
    is_owed = stands.status.stage == "open" and stands.days_left is not None
    cells = (
        (one.id, f"{one.kind}", *([f"{closed} of {len(parts)} parts closed"] if parts else [])),
        (one.owner, source_words(one, known), *([one.force] if one.force else [])),
        (f"{stands.deadline_on or one.deadline_words or 'none given'}",
         *([f"extended {counted(stands.extensions, 'time')}"] if stands.extensions else [])),
        (f"{stands.days_left}" if is_owed else "",),
        (stands.status.title, f"{stands.state}"),
        (f"{len(one.evidence)}",),
        (in_use_words(one, stands),),
        (one.reading, *(f"{each.part}. {each.reading} ({standings[each.id].status.title})" for each in parts)),
    )  # fmt: skip
    return Line(one.id, stands.is_green, bool(stands.alerts), cells)


def _remarks(
    whole: Sequence[History], histories: Sequence[History], standings: dict[str, Standing], day: date
) -> Iterator[str]:
    done = sum(standings[one.id].is_green for one in whole)
    yield (
        f"As at {day_words(day)}: {counted(len(whole), 'finding')}, {done:,} done. Only what its owner closed, and "
        "what was shown to last, is done."
    )
    for one in histories:
        for alert in standings[one.id].alerts:
            yield (
                f"May be back: {one.id}, closed by its owner: {alert.again or alert.reference} (alert {alert.id}). "
                "Its status is its owner's to change."
            )
    for one in whole:
        if one.deadline_words and standings[one.id].deadline_on is None:
            yield f"No day can be told: {one.id}, {one.deadline_words!r}: {one.deadline_rule}."
