"""One gap in cover, or one stretch of a load above its threshold, as it is known."""

from dataclasses import dataclass

from dutybound.engine.facts import Fact, Kind
from dutybound.engine.ledger import Draft


@dataclass(frozen=True)
class Excursion:
    """From `begins`, because of `anchor`, until `ends` (None while it lasts), by `ended_by`."""

    anchor: Fact
    begins: int
    ends: int | None = None
    ended_by: Fact | None = None

    @property
    def key(self) -> tuple[str, int]:
        return (self.anchor.id, self.begins)

    def holds(self, draft: Draft) -> bool:
        """Whether a duty that arose earlier lies in it. What opens with the end of its subject does not, but a span."""
        if self.key == (draft.anchor, draft.owed_from):
            return True
        is_cut_off = self.ended_by is not None and self.ended_by.kind is Kind.END
        is_before = (
            self.ends is None or draft.owed_from < self.ends or (draft.owed_from == self.ends and not is_cut_off)
        )
        return self.begins <= draft.owed_from and is_before

    def reaches_over(self, draft: Draft) -> bool:
        """Whether it began before a duty and went on after that began."""
        return self.begins < draft.owed_from and (self.ends is None or draft.owed_from < self.ends)
