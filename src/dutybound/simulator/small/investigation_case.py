"""An investigation of the made-up force, for whoever draws what belongs to it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Case:
    """An investigation while what belongs to it is drawn."""

    id: str
    reported: datetime
    spans: list[tuple[datetime, datetime | None]]
    victim: str | None
    category: str | None

    @property
    def opened(self) -> datetime:
        return self.spans[0][0]

    @property
    def closed(self) -> datetime | None:
        return self.spans[-1][1]
