"""A duty explains itself in a paragraph, made on demand from the reference's rows and facts; never stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dutybound.duties.calendar import Calendar
from dutybound.duties.duty import FOREVER, Duty, State
from dutybound.duties.nodes import RecordLimit, walk
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard
from dutybound.engine.behind import Behind
from dutybound.engine.excusing import Decision
from dutybound.engine.facts import Fact, Kind, Programme
from dutybound.engine.judging import THE_STANDARD
from dutybound.engine.ledger import Notice
from dutybound.engine.not_acting import not_acting
from dutybound.engine.oddities import duty_of, fact_of, told

STANDS = {
    State.PENDING: "It is pending",
    State.OVERDUE: "It is overdue",
    State.MET: "It is met",
    State.MET_LATE: "It was met late",
    State.MISSED: "It was missed",
    State.LAPSED: "It lapsed",
    State.EXCUSED: "It is excused",
    State.UNASSESSABLE: "It cannot be assessed",
}


@dataclass(frozen=True)
class Explaining:
    """Says what a duty of one subject is, from its rows and the facts that it was judged on."""

    standard: Standard
    programme: Programme
    policy: PolicyBook
    facts: tuple[Fact, ...]
    rows: tuple[Duty, ...]
    decisions: Mapping[str, Decision] = field(default_factory=dict)  # by the id of the excusal
    behind: tuple[Behind, ...] = ()
    notices: tuple[Notice, ...] = ()

    def of(self, duty: Duty, moment: int) -> str:
        """One paragraph: the rule, what it arose from, the working of the due date, and what became of it by then."""
        state = duty.state_at(moment)
        if state is None:
            return f"As at {self.day(moment)} nothing was owed or known of this duty."
        return " ".join(
            part for part in (self.standard.sentence, self.part(), self.working(duty, state, moment)) if part
        )

    def working(self, duty: Duty, state: State, moment: int) -> str:
        """What it arose from, the working of its due date, and what became of it by then."""
        parts = [self.arose(duty), self.due(duty, moment), *not_acting(duty, self.standard, self.policy, self.calendar)]
        parts += [*self.stood_still(duty), *self.moved(duty), *self.excused(duty, moment)]
        parts += [*self.odd(duty, moment), self.became(duty, state, moment)]
        return " ".join(part for part in parts if part)

    @property
    def calendar(self) -> Calendar:
        return self.programme.calendar

    def odd(self, duty: Duty | None, moment: int) -> Iterable[str]:
        """What the judge noticed of a duty by a moment; with None, of the subject where no duty is seen."""
        seen = [row for row in self.rows if row.state_at(moment) is not None]
        for what, name in dict.fromkeys((one.what, one.fact) for one in self.notices if one.known <= moment):
            notice = next(one for one in self.notices if (one.what, one.fact) == (what, name))
            fact = fact_of(notice, self.facts)
            if fact is not None and duty_of(notice, self.facts, seen) == duty:
                yield told(notice, fact, duty, self.behind, self.day)

    def day(self, instant: int) -> str:
        return self.programme.calendar.local_text(instant)

    def part(self) -> str:
        """Which part this is of a standard that asks for several things."""
        part = self.standard.id.partition(".")[2]
        return f"This is about its part {part!r}." if part else ""

    def arose(self, duty: Duty) -> str:
        begun = next((fact for fact in self.facts if fact.id == duty.anchor), None)
        words = {Kind.FULFIL: "the one before it was met", Kind.EXCUSE: "an excusal ended", Kind.OPEN: "it began"}
        why = words.get(begun.kind, "") if begun else ""
        why = f" ({why})" if why and self.standard.recurs else ""
        whose = f"For {self.standard.subject.name} {duty.subject}"
        text = f"{whose} it is owed from {self.day(duty.owed_from)}, because of {duty.anchor}{why}"
        if duty.owed_recorded_at is not None and duty.owed_recorded_at > duty.owed_from:
            text += self.learned(duty, duty.owed_recorded_at)
        return text + "."

    def learned(self, duty: Duty, known: int) -> str:
        """How it became known only later: the anchor's record was entered then, or another record brought it."""
        if self.is_recorded(duty.anchor, known):
            return f", which was recorded on {self.day(known)}"
        others = [one.id for one in self.behind if one.is_condition and one.known == known and one.id != duty.anchor]
        return f"; the duty became known on {self.day(known)}" + (
            f", with {' and '.join(dict.fromkeys(others))}" if others else ""
        )

    def is_recorded(self, identity: str | None, at: int) -> bool:
        """Whether the source itself says that a record was entered then, and not only that it counts from then."""
        if any(fact.id == identity and fact.kind is Kind.EXCUSE and fact.recorded == at for fact in self.facts):
            return True
        return any(one.id == identity and one.recorded == at for one in self.behind)

    def due(self, duty: Duty, moment: int) -> str:
        if duty.unassessable is not None:
            return ""
        due = duty.due_as_known(moment)
        if self.programme.due_from_record:
            said = "the event that it must come before" if self.programme.form == "before" else "the record's due date"
            when = f"was {self.day(due)}" if due is not None else "is not known"
            learned = "" if duty.due_recorded_at is None or due is None or duty.due_recorded_at <= due else (
                f" (known from {self.day(duty.due_recorded_at)})"
            )  # fmt: skip
            return f"{said.capitalize()} {when}{learned}."
        if self.programme.form == "at_most":
            allowed = "" if due is None else f", to be relieved by {self.day(due)}"
            return f"The load rose above {self.limit(duty)}{allowed}."
        limit = f"The limit is {self.limit(duty)}"
        if due is None:
            return f"{limit}; the clock stands still, so no due date can be told."
        if duty.state_at(moment) is State.LAPSED:
            return f"{limit}, so it would have fallen due on {self.day(due)}."
        return f"{limit}, so it {'fell' if due < moment else 'falls'} due on {self.day(due)}."

    def limit(self, duty: Duty) -> str:
        """The limit with where it comes from: the policy's entry, its band, its source and its mark."""
        label = duty.policy or ""
        if label.endswith(", from the record]"):
            return f"{label.rpartition('[')[2].removesuffix(', from the record]')}, as the record says"
        for entry in self.policy.entries:
            if label == entry.label or label.startswith(f"{entry.label} ["):
                band = label.removeprefix(entry.label).strip(" []")
                figure = entry.figure(band or None)
                banded = f" for {band}" if band in entry.value else f" [{band}]" if band else ""
                grace = f", with {entry.grace} of grace after a change" if entry.grace.count else ""
                return f"{figure}{banded} (policy {entry.label}; {entry.mark}: {entry.source}){grace}"
        return label

    def stood_still(self, duty: Duty) -> Iterable[str]:
        ended = {fact.of: fact for fact in self.facts if fact.kind is Kind.RESUME}
        over_by = min((at for at in (duty.met_at, duty.ended_at) if at is not None), default=FOREVER)
        for began in (fact for fact in self.facts if fact.kind is Kind.SUSPEND and fact.happened < over_by):
            over = ended.get(began.id)
            until = f"until {self.day(over.happened)}" if over else "and still does"
            if began.happened <= (duty.due_at or FOREVER) and (over is None or over.happened > duty.owed_from):
                yield f"The clock stood still from {self.day(began.happened)} {until} ({began.id})."

    def moved(self, duty: Duty) -> Iterable[str]:
        """What it was due before, in the rows that later ones took the place of."""
        last = duty.due_at
        for row in sorted(self.rows, key=lambda one: -one.known_from):
            if row.key == duty.key and row.known_to <= duty.known_from and row.due_at != last:
                last = row.due_at
                was = "without a due date" if row.due_at is None else f"due on {self.day(row.due_at)}"
                yield f"Until {self.day(row.known_to)} it was {was}."

    def excused(self, duty: Duty, moment: int) -> Iterable[str]:
        """The excusals whose span covers the due date: from when until when, why, and who decided so."""
        due = duty.due_as_known(moment)
        if due is None or duty.met_at is not None:
            return
        for one in (fact for fact in self.facts if fact.kind is Kind.EXCUSE and fact.id != duty.anchor):
            last = self.programme.calendar.end_of_day(one.happened if one.until is None else one.until)
            if one.happened <= due <= last:
                why = f": {self.decisions[one.id]}" if one.id in self.decisions else ""
                yield f"Excusal {one.id} covers that day, from {self.day(one.happened)} to {self.day(last)}{why}."

    def became(self, duty: Duty, state: State, moment: int) -> str:
        calendar = self.programme.calendar
        stands = f"{STANDS[state]} as at {self.day(moment)}"
        match state:
            case State.MET | State.MET_LATE:
                late = _days_after(duty.met_at, duty.due_at, calendar) if state is State.MET_LATE else ""
                entered = self.entered(duty.met_at, duty.met_recorded_at, duty.met_by)
                return f"It was done on {self.day(duty.met_at or 0)} by {duty.met_by}{late}{entered}. {stands}."
            case State.LAPSED | State.MISSED:
                ended = f"on {self.day(duty.ended_at or 0)}{self.ended(duty)}"
                if state is State.LAPSED:
                    return f"It ended first, {ended}; nothing more was owed. {stands}."
                return f"It ended undone {ended}. {stands}."
            case State.OVERDUE:
                return f"Nothing that counts was done since. {stands}{_days_after(moment, duty.due_at, calendar)}."
            case State.UNASSESSABLE:
                return f"{stands}: {duty.unassessable}{self.unreadable(duty)}."
            case State.EXCUSED:
                return f"An excusal was recorded on {self.day(duty.excused_recorded_at or 0)}. {stands}."
        return f"{stands}."

    def unreadable(self, duty: Duty) -> str:
        """Where a limit stands that cannot be read, and what stands there."""
        own = next((node for node in walk(self.standard.obligation) if isinstance(node, RecordLimit)), None)
        if own is None or "no limit that can be read" not in (duty.unassessable or ""):
            return ""
        said = [fact.value for fact in self.facts if fact.kind is Kind.LIMIT and fact.limit is None and fact.value]
        found = f" holds {', '.join(map(repr, dict.fromkeys(said)))}" if said else " is empty"
        return f": {own.rows.table.name}.{own.column.name}{found}, and a limit is written like '28 days' or '28'"

    def ended(self, duty: Duty) -> str:
        """What ended it, if that is known for the moment of its end, and when that was entered."""
        ends = [one for one in self.facts if one.kind in (Kind.END, Kind.RELEASE) and one.happened == duty.ended_at]
        end = next((one for one in ends if one.recorded == duty.ended_recorded_at), None)
        if end is None:
            return self.entered(duty.ended_at, duty.ended_recorded_at, None)
        if end.id == THE_STANDARD:
            return ", when the standard went out of force"
        record = next((one for one in self.behind if one.id == end.id), None)
        what = f"with {end.id}" if record is None else f"with the {record.words}"
        if record is not None and record.is_other_time and end.kind is Kind.END:
            what = f"when the {record.name} ended ({record.column})"
        return f", {what}{self.entered(duty.ended_at, duty.ended_recorded_at, end.id)}"

    def entered(self, at: int | None, recorded: int | None, by: str | None) -> str:
        if at is None or recorded is None or recorded <= at:
            return ""
        return f", {'entered' if self.is_recorded(by, recorded) else 'known'} on {self.day(recorded)}"


def _days_after(at: int | None, due: int | None, calendar: Calendar) -> str:
    if at is None or due is None:
        return ""
    days = calendar.day_of(at) - calendar.day_of(due)
    return (
        f", {days} day{'s' if days != 1 else ''} after the due day" if days else ", on the due day but after its time"
    )
