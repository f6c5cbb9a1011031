"""What was odd about a subject's facts, in words: what was entered late, or done too early, and counts for nothing."""

from collections.abc import Callable, Sequence

from dutybound.duties.duty import Duty
from dutybound.engine.behind import Behind
from dutybound.engine.facts import Fact, Kind
from dutybound.engine.ledger import Notice

SAID = {
    "trigger after the end": "came after the end; it owes nothing",
    "opening while open": "opens what was open already; it changes nothing",
    "opening before the end": "lies before the end that it should follow; it opens nothing",
    "end while closed": "ends what was not open; it changes nothing",
}


def duty_of(notice: Notice, facts: Sequence[Fact], duties: Sequence[Duty]) -> Duty | None:
    """The duty in whose paragraph a notice belongs, by one rule: the last that was owed by then, else the first.

    Where a fulfilment names its trigger only the duty of that one is looked at, and for a late entry only the duties
    that were settled when it became known: those it came too late for.
    """
    fact = fact_of(notice, facts)
    if fact is None or not duties:
        return None
    own = [duty for duty in duties if fact.kind is Kind.FULFIL and fact.of == duty.anchor] or duties
    if notice.what == "late entry":
        own = [duty for duty in own if _is_settled(duty, notice.known)] or own
    in_order = sorted(own, key=lambda duty: duty.owed_from)
    return next((duty for duty in reversed(in_order) if duty.owed_from <= fact.happened), in_order[0])


def _is_settled(duty: Duty, known: int) -> bool:
    """Whether a duty was known by then to be met, or to have ended."""
    ways = ((duty.met_at, duty.met_recorded_at), (duty.ended_at, duty.ended_recorded_at))
    return any(at is not None and max(at, recorded or at) <= known for at, recorded in ways)


def fact_of(notice: Notice, facts: Sequence[Fact]) -> Fact | None:
    """The fact that a notice is about; of several of one id, that which became known then."""
    own = [fact for fact in facts if fact.id == notice.fact]
    return next((fact for fact in own if fact.known == notice.known), own[0] if own else None)


def told(notice: Notice, fact: Fact, duty: Duty | None, behind: Sequence[Behind], day: Callable[[int], str]) -> str:
    """A sentence about a notice; `duty` is the one that it belongs to, if there is any."""
    record = next((one for one in behind if one.id == fact.id), None)
    name = f"The {record.words}" if record else fact.id
    subject = f"{name} of {day(fact.happened)}"
    if notice.what == "done before its trigger":
        since = f", on {day(duty.owed_from)}" if duty else ""
        return f"{subject} came before this was owed{since}; it does not count."
    if notice.what != "late entry":
        return f"{subject} {SAID.get(notice.what, f'is noted as: {notice.what}')}."
    entered = "was entered" if record and record.recorded == notice.known else "became known"
    subject = f"{subject} {entered} on {day(notice.known)}"
    if fact.kind is Kind.FULFIL:
        return f"{subject}, after {settled(duty, day)}; it does not count."
    return f"{subject}, after {settled(duty, day)}; that stays as it was."


def settled(duty: Duty | None, day: Callable[[int], str]) -> str:
    """What a late entry came after."""
    if duty is not None and duty.met_at is not None:
        return f"this had been met on {day(duty.met_at)}"
    if duty is not None and duty.ended_at is not None:
        return f"the end of {day(duty.ended_at)}"
    return "this was settled"
