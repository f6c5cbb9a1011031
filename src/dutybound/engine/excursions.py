"""The fold for `throughout` and `at_most`: each gap in cover, and each excursion above a threshold, is a duty.

What holds at each moment follows from tenures. So after every moment at which something became known the excursions
are swept afresh from the tenures as then known, and the ledger is brought into line with them: new ones arise, those
that are over are met, those that an end cut off have ended.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from dutybound.duties.duty import FOREVER
from dutybound.engine.excursion import Excursion
from dutybound.engine.facts import Fact, Kind, in_order_known
from dutybound.engine.ledger import Draft, Ledger
from dutybound.engine.spans import Spans
from dutybound.engine.stopped_clock import clock_of

OPEN_END = 1 << 62


@dataclass
class Excursions(Ledger):
    """The gaps or excursions of one subject."""

    openings: list[Fact] = field(default_factory=list)
    closings: list[Fact] = field(default_factory=list)
    began: dict[str, Fact] = field(default_factory=dict)
    over: dict[str, Fact] = field(default_factory=dict)
    excused: dict[tuple[str, int], Fact] = field(default_factory=dict)
    turned: list[Fact] = field(default_factory=list)  # when the threshold of a policy became another

    def run(self, facts: Iterable[Fact], until: int) -> None:
        """Take the facts known before `until`, one moment at a time, then let pass what the clock brings by then."""
        facts = list(facts)
        taken = in_order_known([*facts, *self.turns(facts)])
        for known, moment in groupby(taken, key=lambda fact: self.in_force(fact.known)):
            if known >= until:
                break
            self.let_pass(known)
            for fact in moment:
                self.take(fact)
            self.suspensions_changed(known)
            self.reconcile(known)
            self.goes_on(known, self.holds())
        self.let_pass(until)

    def turns(self, facts: list[Fact]) -> list[Fact]:
        """The moments at which another threshold comes into force: a load may be too much, or no longer, from then."""
        if self.programme.form != "at_most" or not facts:
            return []
        first = min(fact.happened for fact in facts)
        return [
            Fact(Kind.TURN, entry.label, at)
            for at, entry in self.programme.book.turns(self.as_of).items()
            if at > first
        ]

    def let_pass(self, before: int) -> None:
        for moment, draft, excusal in self.matured(before):
            self.excused[draft.anchor, draft.owed_from] = excusal
            self.reconcile(moment)

    def take(self, fact: Fact) -> None:
        match fact.kind:
            case Kind.TURN:
                self.turned.append(fact)
            case Kind.OPEN:
                self.openings.append(fact)
            case Kind.END:
                self.closings.append(fact)
            case Kind.COVER:
                self.began[fact.of or fact.id] = fact
            case Kind.UNCOVER:
                self.over[fact.of or fact.id] = fact
            case Kind.SUSPEND:
                self.clock.suspend(fact.of or fact.id, fact.happened)
            case Kind.RESUME:
                self.clock.resume(fact.of or fact.id, fact.happened)
            case Kind.EXCUSE:
                self.excusals.append(fact)

    # --- bringing the ledger into line -------------------------------------------------------------------------

    def reconcile(self, known: int) -> None:
        """A live duty goes on in the excursion that it lies in, however early that is now known to have begun.

        Of an excursion that goes on after it was excused or relieved, that is the last part: the earlier are settled.
        """
        found = list(self.swept(known))
        for draft in list(self.live):
            holding = [excursion for excursion in found if excursion.holds(draft)]
            own = (excursion for excursion in holding if excursion.key == (draft.anchor, draft.owed_from))
            lasting = next(own, holding[-1] if holding else None)
            if lasting is None:
                self.vanish(draft, known)
                continue
            found.remove(lasting)
            if lasting.ends is not None and lasting.ended_by is not None:
                self.settle(draft, lasting.ended_by, lasting.ends, known)
        settled = {(draft.anchor, draft.owed_from) for draft in self.drafts if draft.known_to == FOREVER}
        for excursion in found:
            if excursion.key not in settled:
                self.arise(excursion, known)

    def arise(self, excursion: Excursion, known: int) -> None:
        """A new duty, unless it lies in one already settled, or reaches over one: that is a late entry (rule 12b)."""
        for draft in self.drafts:
            settled = draft.met if draft.met is not None else draft.ended
            if settled is not None and (
                draft.owed_from <= excursion.begins < settled or self.is_load_over(excursion, draft)
            ):
                self.notice("late entry", excursion.anchor, known)
                return
        begun_by = excursion.anchor
        draft = Draft(begun_by.id, begun_by.id, excursion.begins, begun_by.recorded, known)
        draft.gap_from = begun_by.happened if begun_by.kind is Kind.EXCUSE else None
        entry = self.programme.book.in_force(excursion.begins, self.as_of)
        limit = entry.limit(None) if entry is not None else None
        draft.unassessable = self.cannot_assess(limit, entry)
        if entry is not None and limit is not None and draft.unassessable is None:
            draft.entry, draft.policy = entry, entry.label
            draft.clocks = (clock_of(excursion.begins, limit, self.calendar),)
            self.first_due(draft, known)
        self.born(draft)
        if excursion.ends is not None and excursion.ended_by is not None and draft in self.live:
            self.settle(draft, excursion.ended_by, excursion.ends, known)

    def settle(self, draft: Draft, by: Fact, at: int, known: int) -> None:
        """Over, from when the last of what it follows from was known."""
        recorded = by.recorded if by.known >= known else known
        if by.kind is Kind.END:
            self.end(draft, at, recorded)
        else:
            self.meet(draft, at, recorded, by.id)

    def vanish(self, draft: Draft, known: int) -> None:
        """As is now known there was none: relieved at its very start, or its subject had ended before it."""
        held = [fact for fact in self.relieving(draft.owed_from) if fact.known == known]
        if held and self.in_span(draft.owed_from):
            last = max(held, key=lambda fact: fact.place)
            self.meet(draft, draft.owed_from, known, last.id)
        else:
            self.withdraw(draft, known)

    def relieving(self, moment: int) -> Iterable[Fact]:
        """What may have relieved a duty at its very start: the cover there; of a load, any end or smaller tenure."""
        if self.programme.form == "throughout":
            return [
                one
                for one, over in self.lasting()
                if one.happened <= moment and (over is None or moment < over.happened)
            ]
        return (*self.began.values(), *self.over.values())

    def is_load_over(self, excursion: Excursion, draft: Draft) -> bool:
        """Whether a load that was learned late reaches over a duty: only what lies after it is owed (rule 12e)."""
        return self.programme.form == "at_most" and excursion.reaches_over(draft)

    def swept(self, known: int) -> Iterator[Excursion]:
        """The excursions as known, each again from where it was excused, or its relief proved to be none."""
        for excursion in self.gaps() if self.programme.form == "throughout" else self.overloads():
            following: Excursion | None = excursion
            keys = set()
            while following is not None and following.key not in keys:
                yield following
                keys.add(following.key)
                following = self.after_excusal(following) or self.after_relief(following)

    def after_excusal(self, excursion: Excursion) -> Excursion | None:
        excusal = self.excused.get(excursion.key)
        if excusal is None:
            return None
        resumes = excusal.happened if excusal.until is None else excusal.until
        return self.from_then_on(excursion, excusal, resumes)

    def after_relief(self, excursion: Excursion) -> Excursion | None:
        """It was met by what is now known not to have lasted, or to have been too little: the rest is owed again."""
        for draft in self.drafts:
            if draft.met is None:
                continue
            is_same = (draft.anchor, draft.owed_from) == excursion.key
            lies_within = draft.owed_from <= excursion.begins < draft.met
            if is_same or lies_within or self.is_load_over(excursion, draft):
                is_gap = self.programme.form == "throughout"
                anchor = self.over.get(draft.met_by or "") if is_gap else self.begun_last(draft.met)
                return None if anchor is None else self.from_then_on(excursion, anchor, draft.met)
        return None

    def begun_last(self, moment: int) -> Fact | None:
        """Of the tenures in force at a moment the one that began last: it is what keeps the load up."""
        held = [
            one
            for one, over in self.lasting()
            if one.weight > 0 and one.happened <= moment and (over is None or over.happened > moment)
        ]
        return max(held, key=lambda fact: fact.place, default=None)

    def from_then_on(self, excursion: Excursion, anchor: Fact, resumes: int) -> Excursion | None:
        if excursion.ends is not None and excursion.ends <= resumes:
            return None
        return Excursion(anchor, resumes, excursion.ends, excursion.ended_by)

    # --- what holds, as known ----------------------------------------------------------------------------------

    def spans(self) -> list[tuple[Fact, int, Fact | None]]:
        """The spans in which cover is owed: each opening, its begin, and the fact that ended it."""
        known = Spans.known((*self.openings, *self.closings), self.calendar.day_of).spans
        return [
            (span.opening, self.in_force(span.begins), span.end)
            for span in known
            if span.end is None or span.end.happened >= self.in_force(span.end.happened)
        ]

    def in_span(self, moment: int) -> bool:
        if self.programme.form != "throughout":
            return True
        return any(begins <= moment and (end is None or moment <= end.happened) for _, begins, end in self.spans())

    def holds(self) -> bool:
        """Whether cover is owed as known; or, for a holder, whether anything is held."""
        if self.programme.form == "throughout":
            return any(closing is None for _, _, closing in self.spans())
        return not self.closings and any(over is None for _, over in self.lasting())

    def lasting(self) -> Iterator[tuple[Fact, Fact | None]]:
        """The tenures as known, each with what ended it; one that ended as it began covers nothing and adds nothing."""
        for tenure in sorted(self.began.values(), key=lambda fact: fact.place):
            over = self.over.get(tenure.of or tenure.id)
            if over is None or over.happened > tenure.happened:
                yield tenure, over

    def gaps(self) -> Iterator[Excursion]:
        """The uncovered parts of each span. A span covered from its start owes, and has, cover at that moment."""
        tenures = list(self.lasting())
        for opening, begins, closing in self.spans():
            ends = closing.happened if closing else OPEN_END
            anchor, at = opening, begins
            for tenure, over in tenures:
                last = over.happened if over else OPEN_END
                if last <= at or tenure.happened > ends:
                    continue
                if tenure.happened > at or anchor is opening:
                    yield Excursion(anchor, at, max(at, tenure.happened), tenure)
                anchor, at = over or tenure, last
                if at >= ends:
                    break
            if at < ends or (at == ends == begins):
                yield Excursion(anchor, at, None if closing is None else closing.happened, closing)

    def loads(self) -> Iterator[tuple[int, float, Fact]]:
        """The load after each moment at which it, or the threshold, changed, with what relieved it if anything did."""
        changes = [(tenure, tenure.weight) for tenure, _ in self.lasting()]
        changes += [(over, -tenure.weight) for tenure, over in self.lasting() if over is not None]
        changes += [(turn, 0.0) for turn in self.turned]
        changes.sort(key=lambda one: one[0].place)
        load = 0.0
        for at, together in groupby(changes, key=lambda one: one[0].happened):
            facts = list(together)
            load += sum(weight for _, weight in facts)
            taken = [fact for fact, weight in facts if weight < 0]
            yield at, load, (taken or [fact for fact, _ in facts])[-1]

    def overloads(self) -> Iterator[Excursion]:
        """When the load lay above the threshold of the policy then in force, by the tenure that began last by then."""
        last = min(self.closings, key=lambda fact: fact.place, default=None)  # the standard itself went out of force
        anchor, begins = None, 0
        for at, load, relief in self.loads():
            if last is not None and at >= last.happened:
                break
            entry = self.programme.book.in_force(at, self.as_of)
            is_over = entry is not None and entry.threshold is not None and load > entry.threshold
            if is_over and anchor is None:
                anchor, begins = self.begun_last(at), self.in_force(at)
            elif not is_over and anchor is not None:
                if at >= begins:
                    yield Excursion(anchor, begins, at, relief)
                anchor = None
        if anchor is not None:
            yield Excursion(anchor, begins, None if last is None else last.happened, last)
