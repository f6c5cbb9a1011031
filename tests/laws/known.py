"""What the rules of meaning leave open: kinds of worlds in which the oracle may read them otherwise than the engines.

Each says what is open. They are left out where the oracle is asked, and nowhere else. The kinds are wider than what is
open, for a kind is told from the facts. A question that is decided becomes a row of rules.csv, and its kind goes.
"""

from collections.abc import Callable

from dutybound.engine.facts import Fact, Kind
from tests.laws.drawn import World


class Facts:
    """The facts of a world, asked by kind."""

    def __init__(self, world: World) -> None:
        self.world, self.day_of = world, world.programme.calendar.day_of
        by_record = world.programme.due_from_record and world.programme.form == "within"
        self.recurs = world.programme.form in ("every", "throughout", "at_most")
        self.form = "by" if by_record else world.programme.form

    def of(self, *kinds: Kind) -> list[Fact]:
        return [fact for fact in self.world.facts if fact.kind in kinds]

    def on(self, fact: Fact) -> int:
        return self.day_of(fact.happened)

    def late(self, *kinds: Kind) -> list[Fact]:
        return [fact for fact in self.of(*kinds) if self.day_of(fact.known) > self.on(fact)]

    def limits(self) -> list[Fact]:
        return [fact for fact in self.world.facts if fact.kind in (Kind.BAND, Kind.LIMIT) or fact.has_band]

    def same_day(self, some: list[Fact], others: list[Fact]) -> bool:
        return any(self.on(one) == self.on(other) for one in some for other in others if one is not other)


def end_and_late_trigger(facts: Facts) -> bool:
    """Which of several ends is that of a duty whose trigger is entered after them."""
    several = len(facts.of(Kind.END)) > 1 or bool(facts.late(Kind.END))
    return several and bool(facts.late(Kind.TRIGGER))


def limits_of_one_day(facts: Facts) -> bool:
    """Open: whether two limits of one day are one change, and which holds where they became known on different days."""
    return facts.same_day(facts.limits(), facts.limits())


def openings_of_one_day(facts: Facts) -> bool:
    """Open: by which of two openings of one day a span is known that a late end begins, where they were not entered
    on that day; and whether cover that was owed and met by the one is owed again by the other."""
    openings = facts.of(Kind.OPEN)
    late = facts.late(Kind.OPEN, Kind.END) if facts.form == "throughout" else facts.late(Kind.OPEN)
    return facts.same_day(openings, openings) and bool(late)


def late_suspension_and_reopening(facts: Facts) -> bool:
    """The time that was left at the end of a duty whose due date had passed when a suspension was entered."""
    return bool(facts.late(Kind.SUSPEND) and facts.late(Kind.END) and facts.of(Kind.OPEN))


def late_resumption_and_limit(facts: Facts) -> bool:
    """Open: a limit changed while suspended, as if that ended then (case 11), when it had ended before."""
    return bool(facts.late(Kind.RESUME)) and bool(facts.limits())


def late_gap_before_the_end(facts: Facts) -> bool:
    """Open: whether a gap before the end that is learned after it is a missed duty, or a late entry."""
    return facts.form == "throughout" and bool(facts.of(Kind.END)) and bool(facts.late(Kind.UNCOVER))


def load_before_what_was_judged(facts: Facts) -> bool:
    """Open: whether a tenure entered late makes a duty before the excursions that were judged by then (rule 12e)."""
    if facts.form != "at_most":
        return False
    entries = facts.world.programme.book.entries
    begun = [(cover.happened, cover.known) for cover in facts.of(Kind.COVER)]
    begun += [(at, at) for entry in entries for at in (entry.starts, max(entry.starts, entry.recorded))]
    late = facts.late(Kind.COVER)
    return any(one.happened < happened and known < one.known for one in late for happened, known in begun)


def fulfilled_before_and_suspended(facts: Facts) -> bool:
    """Open, and only the due day of what is met: how the clock stood at a fulfilment before a late trigger."""
    return facts.world.programme.or_within is not None and bool(facts.of(Kind.SUSPEND) and facts.late(Kind.TRIGGER))


def implicit_opening(facts: Facts) -> bool:
    """Open: whether the first opening on record, on the day of an end, is the beginning or a reopening."""
    return not facts.recurs and facts.same_day(facts.of(Kind.OPEN), facts.of(Kind.END))


def due_said_on_the_day_it_is_done(facts: Facts) -> bool:
    """Open: whether a due date that is said on the day of the fulfilment counts for it."""
    return facts.form == "by" and facts.same_day(facts.of(Kind.DUE), facts.of(Kind.FULFIL))


KNOWN: tuple[Callable[[Facts], bool], ...] = (
    end_and_late_trigger, limits_of_one_day, implicit_opening,
    fulfilled_before_and_suspended, due_said_on_the_day_it_is_done,
    late_gap_before_the_end, late_resumption_and_limit, openings_of_one_day, late_suspension_and_reopening,
    load_before_what_was_judged,
)  # fmt: skip


def known_disagreement(world: World) -> bool:
    """Whether a world is of a kind for which a disagreement has been reported."""
    facts = Facts(world)
    return any(known(facts) for known in KNOWN)


def gap_has_no_sure_name(world: World) -> bool:
    """Open: which tenure names a gap when several ended on the day of its beginning, or when an end is learned late."""
    facts = Facts(world)
    ended = facts.of(Kind.UNCOVER)
    return facts.form == "throughout" and (facts.same_day(ended, ended) or bool(facts.late(Kind.UNCOVER)))
