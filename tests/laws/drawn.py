"""Draws small worlds: one obligation and the facts of one subject, dense enough that everything meets everything.

Always likely: ties, late and out-of-order entry, open-ended spans, corrections, months, and nights on which clocks
change. A world prints itself in the words of rules.csv, so that one that breaks a law can become a row there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from hypothesis import strategies as st

from dutybound.duties.calendar import Calendar, day_number
from dutybound.duties.limits import HOUR, Limit, days, hours, months, weeks, working_days
from dutybound.engine.facts import Book, Entry, Fact, Kind, Programme
from tests.laws.told import told
from tests.spec.worlds import DAY_ZERO

FORMS = ("within", "every", "before", "by", "each", "throughout", "at_most")
LONDON = Calendar("Europe/London", "GB-ENG")
LAST = 14  # facts happen on days 0 to LAST
STARTS = [day_number(DAY_ZERO) + shift for shift in (0, 28, 49, 265)]  # a short month, Easter, both clock changes
LONG_AGO = -10_000

LAGS = (0, 0, 0, 0, 0, 1, 2, 3, 6, 10)
CLOCKS = (0, 0.5, 1, 1.5, 2, 9, 12, 17, 23.5)
DAY = st.integers(0, LAST)
LAG = st.sampled_from(LAGS)
LIMIT = st.one_of(
    st.integers(1, 9).map(days), st.integers(1, 4).map(working_days), st.sampled_from([weeks(1), months(1)])
)
GRACE = st.one_of(st.integers(0, 4).map(days), st.integers(0, 2).map(working_days))
CLOCK = st.sampled_from(CLOCKS)
#: Two at once, because most of the time of a test goes into drawing, whatever is drawn.
DAY_AND_LAG = st.sampled_from(list(product(range(LAST + 1), LAGS)))
CLOCK_AND_CLOCK = st.sampled_from(list(product(CLOCKS, CLOCKS)))
AT_ONCE = 1 << 24  # up to where every whole number is as likely as any other


@dataclass(frozen=True)
class World:
    """A small world, and the local days on which it is worth looking at it."""

    programme: Programme
    facts: list[Fact]
    day_zero: int

    @property
    def moments(self) -> list[int]:
        """The end of every day from before the first fact to well after the last."""
        calendar = self.programme.calendar
        last = max([calendar.day_of(fact.known) for fact in self.facts], default=self.day_zero)
        return [calendar.ends_at(day) for day in range(self.day_zero - 1, last + 12)]

    def __repr__(self) -> str:
        return told(self.programme, self.facts, self.day_zero)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Hypothesis prints a counterexample by this."""
        printer.text(repr(self))


@dataclass(frozen=True)
class Grain:
    """Turns drawn days into instants: the start of the day, or a time on it."""

    day_zero: int
    by_day: bool

    def at(self, day: int, clock: float = 0) -> int:
        return LONDON.starts_at(self.day_zero + day) + (0 if self.by_day else int(clock * HOUR))

    def end(self, day: int) -> int:
        return LONDON.ends_at(self.day_zero + day)


@st.composite
def worlds(draw: st.DrawFn, form: str, by_day: bool = True) -> World:
    """One obligation of a form, and one subject."""
    grain = Grain(draw(st.sampled_from(STARTS)), by_day)
    bands = draw(st.sampled_from([(), (), ("high", "low"), ("a", "b", "c")])) if form in ("within", "every") else ()
    programme = draw(programmes(form, grain, bands))
    facts = DRAWN[form](draw, grain, programme, bands)
    unrecorded = below(draw, [20] * len(facts))
    facts = [fact if other else replace(fact, recorded=None) for fact, other in zip(facts, unrecorded, strict=True)]
    return World(programme, corrected(draw, grain, in_any_order(draw, facts)), grain.day_zero)


# --- the obligation ---


@st.composite
def programmes(draw: st.DrawFn, form: str, grain: Grain, bands: tuple[str, ...]) -> Programme:
    from_record = form in ("before", "by")
    short = st.integers(0, 3).map(days)
    limit = {"throughout": short, "at_most": short, "each": short, "before": st.just(days(0)), "by": st.just(days(0))}
    drawn = limit.get(form, LIMIT if grain.by_day else st.one_of(LIMIT, st.integers(1, 60).map(hours)))
    grace = draw(GRACE)
    threshold = float(draw(st.integers(0, 2))) if form == "at_most" else None
    first = Entry("first", grain.at(LONG_AGO), grain.at(LONG_AGO), draw(limits(drawn, bands)), grace, False, threshold)
    later = [] if from_record else draw(st.lists(entries(grain, drawn, bands, threshold), max_size=2))
    or_within = draw(st.none() | st.integers(0, 3).map(days)) if form == "within" else None
    named = form == "each" or (form == "within" and draw(st.integers(0, 4)) == 0)
    return Programme(
        "standard", "1", "within" if form == "by" else form, LONDON, Book((first, *later)), grain.by_day,
        or_within, named, from_record,
    )  # fmt: skip


def limits(drawn: st.SearchStrategy[Limit], bands: tuple[str, ...]) -> st.SearchStrategy[dict[str | None, Limit]]:
    return st.fixed_dictionaries(dict.fromkeys(bands or (None,), drawn))


@st.composite
def entries(
    draw: st.DrawFn, grain: Grain, drawn: st.SearchStrategy[Limit], bands: tuple[str, ...], threshold: float | None
) -> Entry:
    """A later entry of the policy, perhaps put on record late, perhaps restating what was in force."""
    starts, restates = draw(DAY), draw(st.booleans())
    recorded = starts + draw(LAG)
    label = f"from {starts} recorded {recorded}"
    threshold = None if threshold is None else float(draw(st.integers(0, 2)))
    when = grain.at(starts), grain.at(recorded)
    return Entry(label, *when, draw(limits(drawn, bands)), draw(GRACE), restates, threshold)


# --- the facts ---


def facts_of(draw: st.DrawFn, kind: Kind, letter: str, grain: Grain, at_most: int, at_least: int = 0) -> list[Fact]:
    """So many facts of one kind, each with its own id, some of them recorded late."""
    found = []
    for number in range(draw(st.integers(at_least, at_most))):
        day, lag = draw(DAY_AND_LAG)
        clock, later = (0, 0) if grain.by_day else draw(CLOCK_AND_CLOCK)
        happened = grain.at(day, clock)
        recorded = happened if lag == 0 else grain.at(day + lag, later)
        found.append(Fact(kind, f"{letter}{number + 1}", happened, max(happened, recorded)))
    return found


def tenures(draw: st.DrawFn, kinds: tuple[Kind, Kind], letter: str, grain: Grain, at_most: int) -> list[Fact]:
    """Tenures that may overlap, be open, planned ahead, or have either end entered late."""
    found = []
    for began in facts_of(draw, kinds[0], letter, grain, at_most):
        name, first = began.id, LONDON.day_of(began.happened) - grain.day_zero
        planned = draw(st.integers(0, 9)) == 0
        found.append(replace(began, of=name, recorded=grain.at(max(0, first - 2)) if planned else began.recorded))
        if draw(st.integers(0, 3)):
            ended = grain.at(first + draw(st.integers(0, 8)), 0 if grain.by_day else draw(CLOCK))
            known = (
                ended + draw(LAG) * 24 * HOUR
                if not grain.by_day
                else grain.at(LONDON.day_of(ended) - grain.day_zero + draw(LAG))
            )
            found.append(
                Fact(kinds[1], name, max(began.happened, ended), began.recorded if planned else known, of=name)
            )
    return found


def excusals(draw: st.DrawFn, grain: Grain, at_most: int = 2) -> list[Fact]:
    found = []
    for fact in facts_of(draw, Kind.EXCUSE, "x", grain, at_most):
        last = LONDON.day_of(fact.happened) - grain.day_zero + draw(st.integers(0, 10))
        found.append(replace(fact, until=grain.at(last) if grain.by_day else grain.end(last)))
    return found


def banded(draw: st.DrawFn, grain: Grain, bands: tuple[str, ...], facts: list[Fact]) -> list[Fact]:
    """First bands on some openings and triggers, and changes of band; None is unknown."""
    if not bands:
        return facts
    value = st.sampled_from([*bands, None])
    found = []
    for fact in facts:
        starts = fact.kind in (Kind.OPEN, Kind.TRIGGER) and draw(st.booleans())
        found.append(replace(fact, value=draw(value), has_band=True) if starts else fact)
    changes = facts_of(draw, Kind.BAND, "b", grain, 3)
    return found + [replace(fact, value=draw(value)) for fact in changes]


def recurring(draw: st.DrawFn, grain: Grain, programme: Programme, bands: tuple[str, ...]) -> list[Fact]:
    opens = facts_of(draw, Kind.OPEN, "o", grain, 3, 1)
    acts = facts_of(draw, Kind.FULFIL, "f", grain, 4)
    rest = facts_of(draw, Kind.END, "e", grain, 2) + tenures(draw, (Kind.SUSPEND, Kind.RESUME), "s", grain, 2)
    return banded(draw, grain, bands, opens) + acts + rest + excusals(draw, grain) + own_limits(draw, grain, programme)


def own_limits(draw: st.DrawFn, grain: Grain, programme: Programme) -> list[Fact]:
    """Now and then the record has a limit of its own."""
    if draw(st.integers(0, 5)):
        return []
    return [replace(fact, limit=draw(LIMIT)) for fact in facts_of(draw, Kind.LIMIT, "l", grain, 2)]


def one_off(draw: st.DrawFn, grain: Grain, programme: Programme, bands: tuple[str, ...]) -> list[Fact]:
    triggers = facts_of(draw, Kind.TRIGGER, "t", grain, 3, 1)
    acts = facts_of(draw, Kind.FULFIL, "f", grain, 3)
    if programme.named:
        acts = [replace(fact, of=draw(st.sampled_from([*(one.id for one in triggers), None]))) for fact in acts]
    spans = facts_of(draw, Kind.OPEN, "o", grain, 2) + facts_of(draw, Kind.END, "e", grain, 2)
    rest = facts_of(draw, Kind.RELEASE, "r", grain, 1) + tenures(draw, (Kind.SUSPEND, Kind.RESUME), "s", grain, 2)
    extra = excusals(draw, grain, 1) + own_limits(draw, grain, programme)
    return banded(draw, grain, bands, triggers) + acts + spans + rest + extra


def by_record(draw: st.DrawFn, grain: Grain, programme: Programme, bands: tuple[str, ...]) -> list[Fact]:
    """Due dates that are facts: of an event, when it happens; of a record, said beforehand and moved."""
    triggers = facts_of(draw, Kind.TRIGGER, "t", grain, 2, 1)
    acts = facts_of(draw, Kind.FULFIL, "f", grain, 2)
    ends = facts_of(draw, Kind.END, "e", grain, 1) + facts_of(draw, Kind.RELEASE, "r", grain, 1)
    before = programme.form == "before"
    dues = []
    for fact in facts_of(draw, Kind.DUE, "d", grain, 1 if before else 3):
        day = LONDON.day_of(fact.happened) - grain.day_zero + (0 if before else draw(st.integers(-3, 8)))
        dues.append(replace(fact, until=grain.end(day)))
    return triggers + acts + ends + dues


def judged_each(draw: st.DrawFn, grain: Grain, programme: Programme, bands: tuple[str, ...]) -> list[Fact]:
    triggers = facts_of(draw, Kind.TRIGGER, "t", grain, 3, 1)
    acts = facts_of(draw, Kind.FULFIL, "f", grain, 3)
    acts = [replace(fact, of=draw(st.sampled_from([one.id for one in triggers]))) for fact in acts]
    return triggers + acts + facts_of(draw, Kind.END, "e", grain, 1)


def covered(draw: st.DrawFn, grain: Grain, programme: Programme, bands: tuple[str, ...]) -> list[Fact]:
    spans = facts_of(draw, Kind.OPEN, "o", grain, 2, 1) + facts_of(draw, Kind.END, "e", grain, 1)
    return spans + tenures(draw, (Kind.COVER, Kind.UNCOVER), "c", grain, 4)


def loaded(draw: st.DrawFn, grain: Grain, programme: Programme, bands: tuple[str, ...]) -> list[Fact]:
    return tenures(draw, (Kind.COVER, Kind.UNCOVER), "c", grain, 5)


DRAWN = {
    "within": one_off, "every": recurring, "before": by_record, "by": by_record, "each": judged_each,
    "throughout": covered, "at_most": loaded,
}  # fmt: skip


# --- corrections, and any order ---


def below(draw: st.DrawFn, sizes: Iterable[int]) -> list[int]:
    """A whole number below each size, one as likely as the other: as many of them as fit are drawn as one."""
    found: list[int] = []
    left = list(sizes)
    while left:
        together, room = [], 1
        while left and room * left[0] <= AT_ONCE:
            together.append(left.pop(0))
            room *= together[-1]
        number = draw(st.integers(0, room - 1)) if room > 1 else 0
        for size in together:
            number, digit = divmod(number, size)
            found.append(digit)
    return found


def in_any_order(draw: st.DrawFn, facts: list[Fact]) -> list[Fact]:
    left = list(facts)
    return [left.pop(place) for place in below(draw, range(len(facts), 0, -1))]


def corrected(draw: st.DrawFn, grain: Grain, facts: list[Fact]) -> list[Fact]:
    """Now and then one fact is taken off the record; mostly a corrected version of it, with the same id, comes on."""
    if not facts or draw(st.integers(0, 2)):
        return facts
    number = draw(st.integers(0, len(facts) - 1))
    old = facts[number]
    day = LONDON.day_of(old.known) - grain.day_zero + draw(st.integers(0, 8))
    withdrawn = grain.at(day) if grain.by_day else max(old.known, grain.at(day, draw(CLOCK)))
    found = [*facts[:number], replace(old, withdrawn=withdrawn), *facts[number + 1 :]]
    if draw(st.booleans()):
        happened = grain.at(draw(DAY), 0 if grain.by_day else draw(CLOCK))
        found.append(replace(old, happened=happened, recorded=withdrawn))
    return found
