"""What the fold reads: the facts of one subject under one obligation, and how the obligation works."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from dutybound.duties.calendar import Calendar
from dutybound.duties.limits import Limit, Unit


class Kind(IntEnum):
    """What a fact says. The numbers are the order in which facts of one instant are taken."""

    OPEN = 0  # a span in which the duty holds begins (a first band may come with it)
    TRIGGER = 1  # a one-off duty arises
    SUSPEND = 2  # the clock stops; `of` names the suspension
    RESUME = 3  # the clock goes on; `of` names the suspension
    COVER = 4  # a tenure that gives cover, or adds to a holder's load, begins; `of` names it
    UNCOVER = 5  # that tenure ends
    FULFIL = 6  # what the standard asks for was done; `of` may name the one trigger that it answers
    BAND = 7  # the subject's band (`value`) changes; None is unknown
    LIMIT = 8  # the record's own limit (`limit`) becomes this
    DUE = 9  # a due date (`until`) is known; `of` may name the one trigger that it is for
    EXCUSE = 10  # from `happened` to `until` a duty that falls due is excused
    RELEASE = 11  # ends every duty that arose by then, not the subject (`unless=`)
    END = 12  # the span ends
    UNASSESSABLE = 13  # a fact that the standard needs is missing (`value` says which)
    TURN = 14  # another entry of the policy comes into force: no record says so, the fold itself does


@dataclass(frozen=True)
class Fact:
    """Something that happened to the subject. Times are microseconds since 1970 in UTC.

    `recorded` is None where the source does not say; the fact then counts as recorded when it happened.
    `withdrawn` is when a correction or a void took this version of the fact off the record.
    """

    kind: Kind
    id: str
    happened: int
    recorded: int | None = None
    value: str | None = None
    of: str | None = None
    until: int | None = None
    limit: Limit | None = None
    weight: float = 1.0
    has_band: bool = False  # an OPEN or TRIGGER whose `value` is the first band
    withdrawn: int | None = None

    @property
    def known(self) -> int:
        """When it became known. A fact about the future becomes known when it happens."""
        return self.happened if self.recorded is None else max(self.happened, self.recorded)

    @property
    def place(self) -> tuple[int, int, str]:
        """Its place in the order in which things happened."""
        return (self.happened, self.kind, self.id)


def in_order_known(facts: Iterable[Fact]) -> list[Fact]:
    """By when they became known, then when they happened, then kind, then record id."""
    return sorted(facts, key=lambda fact: (fact.known, fact.place))


NO_GRACE = Limit(0, Unit.DAY)


@dataclass(frozen=True)
class Entry:
    """One dated policy entry: a limit, or one for each band; in force from `starts`, on record from `recorded`."""

    label: str
    starts: int
    recorded: int
    limits: Mapping[str | None, Limit]  # by band; None is the limit where there are no bands
    grace: Limit = NO_GRACE
    restates: bool = False
    threshold: float | None = None  # the n of at_most
    nothing: bool = False  # from here on no policy is in force
    until: int | None = None  # a restatement corrects only what lies before this

    def counts_from(self, as_of: int) -> tuple[bool, int]:
        """Whether it is a restatement on record by `as_of`; and from when it counts, which then is before that."""
        restating = self.restates and self.recorded <= as_of
        starts = self.starts if restating else max(self.starts, self.recorded)
        return restating, starts

    def limit(self, band: str | None) -> Limit | None:
        """The limit for a band; for an unknown one the shortest; None where no policy is in force."""
        return self.limits.get(band) or min(self.limits.values(), key=lambda one: one.length, default=None)

    def limit_label(self, band: str | None) -> str:
        """What a duty row says of its policy: the entry, and the band, marked where it is unknown."""
        if set(self.limits) == {None}:
            return self.label
        return f"{self.label} [{band if band in self.limits else 'unknown'}]"


@dataclass(frozen=True)
class Book:
    """The dated entries of the policy that a duty reads. A fixed limit is a book of one entry."""

    entries: tuple[Entry, ...]

    def in_force(self, moment: int, as_of: int) -> Entry | None:
        """The entry in force at `moment` and then on record; a restatement counts back once it is recorded itself."""
        best: tuple[bool, int, Entry] | None = None
        for entry in self.entries:
            restating, starts = entry.counts_from(as_of)
            if (
                starts <= moment
                and (entry.until is None or moment < entry.until)
                and (best is None or (restating, entry.starts) >= best[:2])
            ):
                best = (restating, entry.starts, entry)
        return best[2] if best else None

    def turns(self, as_of: int) -> dict[int, Entry]:
        """The moments at which another entry comes into force, or one ends, each with the entry that says so."""
        moments: dict[int, Entry] = {}
        for entry in self.entries:
            for at in (entry.counts_from(as_of)[1], entry.until):
                if at is not None:
                    moments[at] = self.in_force(at, as_of) or entry
        return moments

    @property
    def restated(self) -> set[int]:
        """The moments at which a back-dated correction of the policy was put on record."""
        return {entry.recorded for entry in self.entries if entry.restates}


@dataclass(frozen=True)
class Programme:
    """How an obligation works, as the fold needs to know it."""

    standard: str
    version: str
    form: str  # within | every | before | each | throughout | at_most
    calendar: Calendar
    book: Book
    by_day: bool = False  # compared as local dates: every time is the start of its local day
    or_within: Limit | None = None  # how long before its trigger a fulfilment may lie
    named: bool = False  # each fulfilment names its trigger (for_=)
    due_from_record: bool = False  # the due date is a fact, not a limit
    valid_from: int | None = None  # a recurring standard is in force from here: nothing is owed from before
    valid_to: int | None = None  # and until here: its spans end then

    @property
    def recurs(self) -> bool:
        return self.form == "every"

    @property
    def has_course(self) -> bool:
        """Whether it holds for stretches of time: only then can days in compliance be counted."""
        return self.form in ("every", "throughout", "at_most")
