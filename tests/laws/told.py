"""Tells a world in the words of rules.csv, so that a counterexample can be read, and become a row of the table."""

from dutybound.duties.calendar import date_of
from dutybound.engine.facts import Entry, Fact, Kind, Programme

WORDS = {
    Kind.OPEN: "open", Kind.TRIGGER: "trigger", Kind.SUSPEND: "suspend", Kind.RESUME: "resume", Kind.COVER: "cover",
    Kind.UNCOVER: "uncover", Kind.FULFIL: "fulfil", Kind.BAND: "band", Kind.LIMIT: "limit", Kind.DUE: "due",
    Kind.EXCUSE: "excuse", Kind.RELEASE: "release", Kind.END: "end", Kind.UNASSESSABLE: "missing",
}  # fmt: skip


def told(programme: Programme, facts: list[Fact], day_zero: int) -> str:
    """The obligation and its facts, with days counted from day zero."""
    when = Days(programme, day_zero)
    entries = programme.book.entries
    head = [f"{programme.form} {_limits(entries[0])}", f"grace {entries[0].grace}"]
    head += [f"from {when(one.starts)} recorded {when(one.recorded)}{' restates' * one.restates}: {_limits(one)}"
             f" (grace {one.grace})" for one in entries[1:]]  # fmt: skip
    head += [f"or_within {programme.or_within}"] if programme.or_within else []
    head += ["named"] * programme.named + ["due from record"] * programme.due_from_record
    order = sorted(facts, key=lambda fact: (fact.known, fact.place))
    said = "; ".join(_fact(fact, when) for fact in order)
    return f"{'; '.join(head)} | day 0 is {date_of(day_zero)} | {said}"


class Days:
    """Writes an instant as a day, with the hours since its beginning where there are any."""

    def __init__(self, programme: Programme, day_zero: int) -> None:
        self.calendar, self.day_zero = programme.calendar, day_zero

    def __call__(self, instant: int | None) -> str:
        if instant is None:
            return "?"
        day = self.calendar.day_of(instant)
        past = (instant - self.calendar.starts_at(day)) / 3_600_000_000
        ends = instant == self.calendar.ends_at(day)
        return f"{day - self.day_zero}" + ("" if past == 0 else " end" if ends else f"+{past:g}h")


def _limits(entry: Entry) -> str:
    named = " ".join(f"{limit}" if band is None else f"{band}={limit}" for band, limit in entry.limits.items())
    return named if entry.threshold is None else f"n={entry.threshold:g} {named}"


def _fact(fact: Fact, when: Days) -> str:
    text = f"{WORDS[fact.kind]} {when(fact.happened)}"
    if fact.kind is Kind.BAND or fact.has_band:
        text += f"={fact.value or '?'}"
    text += f"={fact.limit}" if fact.limit else ""
    text += f"..{when(fact.until)}" if fact.until is not None else ""
    text += "" if fact.recorded == fact.happened else f"@{when(fact.recorded)}"
    text += f" #{fact.id}" + (f" for {fact.of}" if fact.of and fact.kind in (Kind.FULFIL, Kind.DUE) else "")
    return text + ("" if fact.withdrawn is None else f" withdrawn@{when(fact.withdrawn)}")
