"""The fold for `within`, `every`, `before` and `each`: one chain of duties, fact by fact as each became known.

A chain is all that follows from one trigger, or from the openings of a recurring duty. For a duty no fact is known
before its anchor is (rule 2): what was known earlier is taken together with the anchor, in the order it happened.
A fact may become known before the opening or end that makes it count, so the chain keeps what it has seen, and goes
through what happened afterwards again when a late opening or end is taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from dutybound.duties.duty import FOREVER
from dutybound.duties.limits import Limit
from dutybound.engine.facts import Entry, Fact, Kind
from dutybound.engine.ledger import Draft, Ledger
from dutybound.engine.stopped_clock import Allowance, clock_of


@dataclass(frozen=True)
class Unreadable:
    """A limit on the record that is not a length of time: nobody can say by when."""

    written: str | None


Terms = str | Limit | Unreadable | None  # what decides the limit: a band, the record's own limit, or neither


@dataclass(frozen=True)
class Change:
    """From when a band, or a limit of the record, holds, and when that was known."""

    at: int
    known: int
    terms: Terms


@dataclass
class Chain(Ledger):
    """The duties that follow from one trigger or from the openings of a subject."""

    is_open: bool = True
    opened_at: int | None = None
    ended_at: int | None = None
    left: Allowance | None = None  # of the cycle that the last end cut short
    cut_short: list[tuple[str, Allowance]] = field(default_factory=list)  # one-off duties, owed again on reopening
    bands: list[Change] = field(default_factory=list)  # by when they happened
    own_limits: list[Change] = field(default_factory=list)  # likewise: while there is one, no band decides
    dues: list[Fact] = field(default_factory=list)
    seen: list[Fact] = field(default_factory=list)
    opened_by: set[str] = field(default_factory=set)
    closed_by: set[str] = field(default_factory=set)
    last_end: Fact | None = None

    def run(self, facts: Iterable[Fact], until: int) -> None:
        """Take the facts known before `until`, then let pass what the clock alone brings by then."""
        facts = list(facts)
        self.is_open = not self.programme.recurs
        anchor = Kind.OPEN if self.programme.recurs else Kind.TRIGGER
        floor = self.in_force(min((fact.known for fact in facts if fact.kind is anchor), default=until))
        taken = [(max(fact.known, floor), fact.place, fact) for fact in facts]
        for known, _, fact in sorted(taken, key=lambda one: one[:2]):
            if known >= until:
                break
            self.let_pass(known)
            self.take(fact, known)
            self.goes_on(known, self.is_open)
        self.let_pass(until)

    def let_pass(self, before: int) -> None:
        """Excusals take effect without a record: a recurring duty begins again at the end of the span (rule 9)."""
        for moment, draft, excusal in self.matured(before):
            if self.programme.recurs:
                if self.is_retold(draft, moment):
                    self.drafts.remove(draft)
                begins = excusal.happened if excusal.until is None else excusal.until
                self.bear(excusal.id, excusal.id, begins, excusal.recorded, moment, gap_from=excusal.happened)

    def take(self, fact: Fact, known: int) -> None:
        """One fact, at the moment it became known."""
        match fact.kind:
            case Kind.OPEN:
                if fact.has_band:
                    self.change_terms(fact, known)
                if self.open(fact, known):
                    self.go_through_again(fact, known)
            case Kind.TRIGGER:
                if fact.has_band:
                    self.change_terms(fact, known)
                self.trigger(fact, known)
            case Kind.SUSPEND:
                self.clock.suspend(fact.of or fact.id, fact.happened)
                self.suspensions_changed(known)
            case Kind.RESUME:
                self.clock.resume(fact.of or fact.id, fact.happened)
                self.suspensions_changed(known)
            case Kind.FULFIL:
                if not self.fulfil(fact, known) and self.came_too_late(fact, known):
                    self.notice("late entry", fact, known)
            case Kind.BAND | Kind.LIMIT:
                self.change_terms(fact, known)
            case Kind.DUE:
                self.dues.append(fact)
                for draft in self.drafts:
                    self.learn_due(draft, fact, known)
            case Kind.EXCUSE:
                self.excusals.append(fact)
            case Kind.RELEASE:
                self.release(fact)
            case Kind.END:
                if self.close(fact, known):
                    self.go_through_again(fact, known)
        self.seen.append(fact)

    # --- arising -----------------------------------------------------------------------------------------------

    def bear(
        self,
        anchor: str,
        trigger: str,
        owed_from: int,
        recorded: int | None,
        known: int,
        left: Allowance | None = None,
        after: bool = False,
        gap_from: int | None = None,
    ) -> None:
        """A duty arises: its limit is that of the entry in force then, by the band known for then (rule 7)."""
        draft = Draft(anchor, trigger, owed_from, recorded, known, after=after, gap_from=gap_from, left=left)
        draft.counts_from = self.earliest(owed_from)
        if self.programme.due_from_record:
            for due in self.dues:
                self.learn_due(draft, due, known)
        else:
            self.reckon(draft, known)
        self.born(draft)

    def reckon(self, draft: Draft, known: int) -> None:
        """The due date of a duty that arises now, from all that is known by now; again with what is learned at once."""
        entry = self.programme.book.in_force(draft.owed_from, self.as_of)
        terms = self.terms_at(draft.owed_from)
        limit = limit_by(entry, terms) if entry is not None else None
        draft.unassessable = self.cannot_assess(limit, entry)
        if entry is not None and limit is not None and draft.unassessable is None:
            draft.entry, draft.policy = entry, policy_label(entry, terms)
            runs_from = known if self.programme.form == "each" else draft.owed_from
            again = None if draft.left is None else self.clocks_again(entry, draft.owed_from, draft.left)
            draft.clocks = again or (clock_of(runs_from, limit, self.calendar),)
            self.replay_terms(draft, entry, terms, known)
            self.first_due(draft, known)

    def earliest(self, owed_from: int) -> int:
        """From when a fulfilment counts: the trigger, or as long before it as the standard says (`or_within=`)."""
        limit = self.programme.or_within
        if limit is None:
            return owed_from
        if limit.is_elapsed:
            return owed_from - limit.microseconds
        day = self.calendar.day_of(owed_from)
        back = self.calendar.days_back(day, limit)
        return self.calendar.starts_at(back)

    def trigger(self, fact: Fact, known: int) -> None:
        if not self.is_open and self.ended_at is not None and fact.happened > self.ended_at:
            self.notice("trigger after the end", fact, known)
            return
        self.bear(fact.id, fact.id, fact.happened, fact.recorded, known)
        if self.programme.or_within is not None:
            for earlier in sorted(self.seen, key=lambda one: one.place):
                if earlier.kind is Kind.FULFIL and earlier.place < fact.place:
                    self.fulfil(earlier, known)

    def open(self, fact: Fact, known: int) -> bool:
        """A span begins: a recurring duty with it, and what an end had cut short is owed again (rule 5)."""
        day_of = self.calendar.day_of
        if self.is_open and (self.programme.recurs or self.opened_at is not None):
            self.notice("opening while open", fact, known)
            return False
        if self.is_beginning(fact):
            self.opened_at = fact.happened
            return False
        if self.ended_at is not None and day_of(fact.happened) < day_of(self.ended_at):
            self.notice("opening before the end", fact, known)
            return False
        begins = fact.happened if self.ended_at is None else max(fact.happened, self.ended_at)
        self.is_open, self.opened_at = True, begins
        self.opened_by.add(fact.id)
        if self.programme.recurs:
            self.bear(fact.id, fact.id, self.in_force(begins), fact.recorded, known, self.left)
        again, self.cut_short = self.cut_short, []
        for trigger, left in again:
            self.bear(trigger, trigger, begins, fact.recorded, known, left)
        return True

    def is_beginning(self, fact: Fact) -> bool:
        """The first opening on record, where an end of that moment or later is known: it reopens nothing (rule 5)."""
        is_first = not self.programme.recurs and self.opened_at is None
        return is_first and self.ended_at is not None and fact.happened <= self.ended_at

    # --- while it is owed --------------------------------------------------------------------------------------

    def terms_at(self, moment: int) -> Terms:
        """What decides the limit at a moment, as known: the record's own limit, else the band."""
        for changes in (self.own_limits, self.bands):
            for change in reversed(changes):
                if change.at <= moment:
                    return change.terms
        return None

    def change_terms(self, fact: Fact, known: int) -> None:
        """A band or limit of the record changes; an older one learned late is already superseded (rule 7)."""
        was = self.terms_at(FOREVER)
        if fact.kind is Kind.LIMIT:
            changes, terms = self.own_limits, Change(fact.happened, fact.known, fact.limit or Unreadable(fact.value))
        else:
            changes, terms = self.bands, Change(fact.happened, fact.known, fact.value)
        changes.insert(sum(change.at <= fact.happened for change in changes), terms)
        now = self.terms_at(FOREVER)
        for draft in self.live:
            if draft.entry is None:
                continue
            if draft.born == known or draft.owed_from > known:  # what has not begun yet begins with it
                self.reckon(draft, known)
            elif now != was and not draft.is_frozen(known):
                self.rebind(draft, draft.entry, was, now, known, known)
                self.recalculate(draft, policy_label(draft.entry, now), known)

    def replay_terms(self, draft: Draft, entry: Entry, terms: Terms, known: int) -> None:
        """Changes already known that happened after this duty arose: each acts on it as a change mid-cycle."""
        changes = (*last_of_each_moment(self.own_limits), *last_of_each_moment(self.bands))
        later = [change for change in changes if change.at > draft.owed_from]
        for change in sorted(later, key=lambda one: one.at):
            now = self.terms_at(change.at)
            if now == terms:
                continue
            due, suspended = self.clock.runs_out(draft.clocks, known)
            if due < change.known and not suspended:
                continue
            self.rebind(draft, entry, terms, now, change.known, known)
            terms, draft.policy = now, policy_label(entry, now)

    def rebind(self, draft: Draft, entry: Entry, old: Terms, new: Terms, changed: int, known: int) -> None:
        """Shorter: the earlier of the old due and the later of grace and new limit. Longer: never earlier than old."""
        shorter, longer = limit_by(entry, new), limit_by(entry, old)
        if shorter is None or longer is None:
            return
        renewed = clock_of(draft.owed_from, shorter, self.calendar)
        if shorter.length < longer.length:
            clocks = (renewed, clock_of(changed, entry.grace, self.calendar))
            if self.clock.runs_out(clocks, known)[0] < self.clock.runs_out(draft.clocks, known)[0]:
                draft.clocks = clocks
        elif shorter.length > longer.length:
            draft.clocks = (renewed, *draft.clocks)

    def learn_due(self, draft: Draft, fact: Fact, known: int) -> None:
        """A due date on the record: the first that is learned, then, while pending, what it is moved to (rule 11)."""
        is_event = self.programme.form == "before"
        if fact.until is None or fact.of not in (None, draft.trigger) or (is_event and fact.happened < draft.owed_from):
            return
        if draft.due is None and draft.due_recorded is None:
            draft.due, draft.due_recorded = fact.until, known
        elif is_event or self.is_said_since(fact, draft):
            return
        elif draft.born == known:
            draft.due = fact.until if draft.met is None and draft.ended is None else draft.due
        elif draft in self.live and not draft.is_frozen(known):
            due = max(fact.until, self.moment_of(known))
            if fact.until != draft.due and due != draft.due:
                self.move_due(draft, due, None, known)
                draft.due_recorded = known

    def is_said_since(self, fact: Fact, draft: Draft) -> bool:
        """Whether a later saying of the due date is already known: an older one learned late is superseded."""
        return any(due.happened > fact.happened and due.of in (None, draft.trigger) for due in self.dues)

    def moment_of(self, known: int) -> int:
        """A moment as a due date; by day, the end of its day."""
        return self.calendar.end_of_day(known) if self.programme.by_day else known

    # --- being settled -----------------------------------------------------------------------------------------

    def fulfil(self, fact: Fact, known: int) -> bool:
        """What the standard asks for was done: every open duty that it counts for is met (rule 4)."""
        hit = False
        for draft in list(self.live):
            if draft.gap_from is not None and known < draft.owed_from:
                if draft.gap_from <= fact.happened < draft.owed_from:
                    self.withdraw(draft, known)
                    self.bear(fact.id, fact.id, fact.happened, fact.recorded, known, after=True)
                    hit = True
            elif self.counts(fact, draft):
                self.meet(draft, fact.happened, fact.recorded, fact.id)
                hit = True
                if self.programme.recurs:
                    self.bear(fact.id, fact.id, fact.happened, fact.recorded, known, after=True)
        return hit

    def may_answer(self, fact: Fact, trigger: str) -> bool:
        """Where each trigger needs its own fulfilment, only one that names it (rule 4)."""
        return fact.of == trigger or not (self.programme.named or self.programme.form == "each")

    def counts(self, fact: Fact, draft: Draft) -> bool:
        if not self.may_answer(fact, draft.trigger):
            return False
        if not draft.after:
            return fact.happened >= draft.counts_from
        if draft.clocks and not draft.clocks[0].allowance.elapsed:
            return self.calendar.day_of(fact.happened) > self.calendar.day_of(draft.owed_from)
        return fact.happened > draft.owed_from

    def came_too_late(self, fact: Fact, known: int) -> bool:
        """Whether it was entered late, and would have counted for a duty that is settled by now (rule 12b)."""
        return known > fact.happened and any(
            draft not in self.live
            and draft.unassessable is None
            and (draft.met is None or fact.happened < draft.met)
            and self.counts(fact, draft)
            for draft in self.drafts
        )

    def release(self, fact: Fact) -> None:
        for draft in list(self.live):
            if draft.owed_from <= fact.happened and fact.of in (None, draft.trigger):
                self.end(draft, fact.happened, fact.recorded)

    def close(self, fact: Fact, known: int) -> bool:
        """The span ends: what arose before lapses or is missed, what arose after it is closed (rule 5)."""
        if not self.is_open or (self.opened_at is not None and fact.happened < self.opened_at):
            self.notice("end while closed", fact, known)
            return False
        self.is_open, self.ended_at, self.left = False, fact.happened, None
        self.closed_by.add(fact.id)
        self.last_end = fact
        if any(draft.met is not None and draft.met > fact.happened for draft in self.drafts):
            self.notice("late entry", fact, known)
        for draft in list(self.live):
            if draft.owed_from > fact.happened:
                self.withdraw(draft, known)
                continue
            self.left = self.time_left(draft, fact.happened, known)
            if not self.programme.recurs:
                self.cut_short.append((draft.trigger, self.left))
            self.end(draft, fact.happened, fact.recorded)
        return True

    def go_through_again(self, since: Fact, known: int) -> None:
        """What was known already and happened after a late opening or end, in the order in which it happened."""
        day_of, place = self.calendar.day_of, since.place
        if self.last_end is not None and day_of(self.last_end.happened) == day_of(since.happened):
            place = max(place, self.last_end.place)  # a reopening on the day of an end is taken after it (rule 2)
        later = [
            fact
            for fact in self.seen
            if fact.place > place
            or (since.kind is Kind.END and fact.kind is Kind.OPEN and day_of(fact.happened) == day_of(since.happened))
        ]
        for fact in sorted(later, key=lambda one: one.place):
            match fact.kind:
                case Kind.FULFIL:
                    self.fulfil(fact, known)
                case Kind.OPEN if fact.id not in self.opened_by:
                    self.open(fact, known)
                case Kind.END if fact.id not in self.closed_by:
                    self.close(fact, known)
                case Kind.RELEASE:
                    self.release(fact)
                case Kind.TRIGGER if not any(draft.known_to == FOREVER for draft in self.drafts):
                    self.trigger(fact, known)
        self.drop_retold(known)

    def drop_retold(self, known: int) -> None:
        """A duty that was settled before is not there again, where a span is gone through again from its beginning."""
        self.drafts = [draft for draft in self.drafts if draft.met is None or not self.is_retold(draft, known)]

    def is_retold(self, draft: Draft, known: int) -> bool:
        """Whether a duty that arose now was settled before."""
        return draft.born == known and any(
            (other.anchor, other.owed_from) == (draft.anchor, draft.owed_from) and other.born < known
            for other in self.drafts
            if other.met is not None or other.ended is not None or other.excused_recorded is not None
        )


def last_of_each_moment(changes: list[Change]) -> list[Change]:
    """Of several that hold from one moment (or day), the one that became known last: they are one change."""
    return [one for one, after in zip_longest(changes, changes[1:]) if after is None or after.at != one.at]


def limit_by(entry: Entry, terms: Terms) -> Limit | None:
    """The limit that an entry sets for a band, unless the record has its own; None where there is neither."""
    if isinstance(terms, Unreadable):
        return None
    return terms if isinstance(terms, Limit) else entry.limit(terms)


def policy_label(entry: Entry, terms: Terms) -> str:
    if isinstance(terms, Limit | Unreadable):
        return f"{entry.label} [{terms}, from the record]"
    return entry.limit_label(terms)
