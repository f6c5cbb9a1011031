"""One gap in cover, or one stretch of a load above its threshold, as it is known."""

from dataclasses import dataclass

from dutybound.engine.facts import Fact
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
        """Whether it is that of a duty that arose earlier, or the duty lies in it. What opens as it ends does not."""
        is_its_own = self.key == (draft.anchor, draft.owed_from)
        return is_its_own or (self.begins <= draft.owed_from and (self.ends is None or draft.owed_from < self.ends))

    def reaches_over(self, draft: Draft) -> bool:
        """Whether it began before a duty and went on after that began."""
        return self.begins < draft.owed_from and (self.ends is None or draft.owed_from < self.ends)
