"""Where the oracle and the reference disagree as yet: kinds of worlds that the laws leave out, and why.

Each entry names a world of `KNOWN_WORLDS` in test_known_disagreements.py: the smallest that shows it, with what the
sentences of 3.1 say. When the engine changes, that test says so; then the entry here goes, and the laws try such
worlds again. The kinds are wider than the faults, because a kind must be told from the facts alone.
"""

from collections.abc import Callable

from dutybound.engine.facts import Fact, Kind
from tests.laws.drawn import World

CLOCK_KINDS = (Kind.SUSPEND, Kind.RESUME, Kind.BAND, Kind.LIMIT)
COVER_KINDS = (Kind.COVER, Kind.UNCOVER)


class Facts:
    """The facts of a world, asked by kind."""

    def __init__(self, world: World) -> None:
        self.world, self.day_of = world, world.programme.calendar.day_of
        self.form = "by" if world.programme.due_from_record and not self._is("before") else world.programme.form

    def _is(self, form: str) -> bool:
        return self.world.programme.form == form

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


def late_anchor(facts: Facts) -> bool:
    """The clock's facts between a late anchor and its entry; an end entered late may bring an opening back as late."""
    ends = [fact.known for fact in facts.late(Kind.END)]
    for anchor in facts.of(Kind.OPEN, Kind.TRIGGER):
        known = facts.day_of(max([anchor.known, *ends]))
        clock = [one for one in facts.of(*CLOCK_KINDS) if facts.on(one) >= facts.on(anchor)]
        if known > facts.on(anchor) and any(facts.day_of(one.known) <= known for one in clock):
            return True
    return False


def same_day_reopening(facts: Facts) -> bool:
    meets = facts.same_day(facts.of(Kind.OPEN), facts.of(Kind.END))
    return meets and (facts.form == "throughout" or bool(facts.late(Kind.OPEN)))


def limit_on_opening_day(facts: Facts) -> bool:
    return facts.same_day(facts.of(Kind.OPEN, Kind.TRIGGER), facts.limits())


def own_limit_and_bands(facts: Facts) -> bool:
    return bool(facts.of(Kind.LIMIT)) and None not in facts.world.programme.book.entries[0].limits


def limits_of_one_day(facts: Facts) -> bool:
    pairs = [(one, other) for one in facts.limits() for other in facts.limits() if one.known != other.known]
    return any(facts.on(one) == facts.on(other) for one, other in pairs)


def late_fulfilment_and_limit(facts: Facts) -> bool:
    late = [one for one in facts.limits() if one in facts.late(one.kind)]
    return facts.form == "every" and bool(facts.late(Kind.FULFIL) and late)


def late_resumption_of_two(facts: Facts) -> bool:
    return len(facts.of(Kind.SUSPEND)) > 1 and bool(facts.late(Kind.RESUME))


def correction_and_clock(facts: Facts) -> bool:
    corrected = any(fact.withdrawn is not None for fact in facts.world.facts)
    return corrected and bool(facts.of(Kind.SUSPEND, Kind.RESUME, Kind.EXCUSE, Kind.COVER))


def due_before_trigger(facts: Facts) -> bool:
    pairs = [(due, trigger) for due in facts.of(Kind.DUE) for trigger in facts.of(Kind.TRIGGER)]
    return facts.form == "by" and any(due.happened < trigger.known for due, trigger in pairs)


def several_dues(facts: Facts) -> bool:
    dues = [fact.until for fact in facts.of(Kind.DUE)]
    return facts.form == "by" and len(dues) > 1 and (len(set(dues)) < len(dues) or bool(facts.late(Kind.DUE)))


def two_ends_and_late_trigger(facts: Facts) -> bool:
    return len(facts.of(Kind.END)) > 1 and bool(facts.late(Kind.TRIGGER))


def or_within_brought_back(facts: Facts) -> bool:
    return facts.world.programme.or_within is not None and bool(facts.late(Kind.OPEN, Kind.END))


def late_load(facts: Facts) -> bool:
    return facts.form == "at_most" and bool(facts.late(*COVER_KINDS))


def cover_without_length(facts: Facts) -> bool:
    pairs = [(began, ended) for began in facts.of(Kind.COVER) for ended in facts.of(Kind.UNCOVER)]
    return any(began.of == ended.of and facts.on(began) >= facts.on(ended) for began, ended in pairs)


def cover_ended_before_opening(facts: Facts) -> bool:
    pairs = [(ended, opening) for ended in facts.late(Kind.UNCOVER) for opening in facts.of(Kind.OPEN)]
    return facts.form == "throughout" and any(facts.on(opening) >= facts.on(ended) for ended, opening in pairs)


def cover_on_the_day_of_the_end(facts: Facts) -> bool:
    return facts.form == "throughout" and facts.same_day(facts.of(Kind.END), facts.of(*COVER_KINDS))


def late_cover_and_end(facts: Facts) -> bool:
    return facts.form == "throughout" and bool(facts.of(Kind.END) and facts.late(*COVER_KINDS))


def late_second_opening(facts: Facts) -> bool:
    return facts.form == "throughout" and len(facts.of(Kind.OPEN)) > 1 and bool(facts.late(Kind.OPEN))


KNOWN: tuple[Callable[[Facts], bool], ...] = (
    late_anchor, same_day_reopening, limit_on_opening_day, own_limit_and_bands, limits_of_one_day,
    late_fulfilment_and_limit, late_resumption_of_two, correction_and_clock, due_before_trigger, several_dues,
    two_ends_and_late_trigger, or_within_brought_back, late_load, cover_without_length, cover_ended_before_opening,
    cover_on_the_day_of_the_end, late_cover_and_end, late_second_opening,
)  # fmt: skip


def known_disagreement(world: World) -> bool:
    """Whether a world is of a kind for which a disagreement has been reported."""
    facts = Facts(world)
    return any(known(facts) for known in KNOWN)
