"""The spans of a subject as they became known: an opening while open, or an end while closed, waits or does nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dutybound.engine.facts import Fact, Kind


@dataclass
class Span:
    """From an opening until the end that closed it, if one has."""

    opening: Fact
    begins: int
    end: Fact | None = None


@dataclass
class Spans:
    """Openings and ends taken in the order in which they became known (rule 5)."""

    day_of: Callable[[int], int]
    spans: list[Span] = field(default_factory=list)
    waiting: list[Fact] = field(default_factory=list)  # what did nothing when it became known

    @classmethod
    def known(cls, facts: Iterable[Fact], day_of: Callable[[int], int]) -> "Spans":
        """The spans that follow from facts. What was known before the first opening is taken together with it."""
        facts = list(facts)
        floor = min((fact.known for fact in facts if fact.kind is Kind.OPEN), default=0)
        spans = cls(day_of)
        for fact in sorted(facts, key=lambda one: (max(one.known, floor), one.place)):
            spans.take(fact)
        return spans

    @property
    def open(self) -> Span | None:
        return self.spans[-1] if self.spans and self.spans[-1].end is None else None

    def take(self, fact: Fact) -> bool:
        done = self._open(fact) if fact.kind is Kind.OPEN else self._close(fact)
        if done:
            self._take_waiting(fact)
        else:
            self.waiting.append(fact)
        return done

    def _open(self, fact: Fact) -> bool:
        if self.open is not None:
            return False
        begins = fact.happened
        if self.spans and (last := self.spans[-1].end) is not None:
            if self.day_of(fact.happened) < self.day_of(last.happened):
                return False
            begins = max(begins, last.happened)
        self.spans.append(Span(fact, begins))
        return True

    def _close(self, fact: Fact) -> bool:
        span = self.open
        if span is None or fact.happened < span.begins:
            return False
        span.end = fact
        return True

    def _take_waiting(self, since: Fact) -> None:
        """What had to wait for this, in the order in which it happened."""
        later = [
            fact
            for fact in self.waiting
            if fact.place > since.place
            or (since.kind is Kind.END and fact.kind is Kind.OPEN and self._same_day(fact, since))
        ]
        for fact in sorted(later, key=lambda one: one.place):
            if self._open(fact) if fact.kind is Kind.OPEN else self._close(fact):
                self.waiting.remove(fact)

    def _same_day(self, one: Fact, other: Fact) -> bool:
        return self.day_of(one.happened) == self.day_of(other.happened)
