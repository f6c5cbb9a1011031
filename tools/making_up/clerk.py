"""How a force that does not exist enters its records: ids, times of work, and what is entered late."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from making_up.chance import Chance

BEGIN, END = datetime(2015, 4, 1), datetime(2016, 9, 30, 23, 59)
UNITS = ("SIM-UNIT-NORTH", "SIM-UNIT-SOUTH", "SIM-UNIT-VULNERABILITY")
Span = tuple[datetime, datetime]


class Clerk:
    """The records of a small force, and its people."""

    def __init__(self, tables: Iterable[str], seed: int) -> None:
        self.chance = Chance(seed)
        self.rows: dict[str, list[dict[str, Any]]] = {table: [] for table in tables}
        self.officers = [f"SIM-OFFICER-{number:02}" for number in range(1, 13)]
        self.victims = [f"SIM-VICTIM-{number:03}" for number in range(1, 401)]
        self.known: set[str] = set()

    def unit(self, officer: str) -> str:
        return UNITS[self.officers.index(officer) // 4]

    def add(self, table: str, **row: Any) -> dict[str, Any]:
        """A row, its times as text; what was entered after the end is not in the extract."""
        if max(value for value in row.values() if isinstance(value, datetime)) > END:
            return {}
        named = f"SIM-{table.replace('_', '-').upper()}-{len(self.rows[table]) + 1:04}"
        texts = {name: value.isoformat(timespec="minutes") if isinstance(value, datetime) else value
                 for name, value in {"id": named, **row}.items()}  # fmt: skip
        self.rows[table].append(texts)
        return texts

    # --- times ---------------------------------------------------------------------------------------------------

    def later(self, moment: datetime, days: float, hour: int | None = None) -> datetime:
        """Some days on, at an hour of work; never in the hour that a night in spring leaves out."""
        then = (moment + timedelta(days=days)).replace(second=0, microsecond=0)
        if hour is not None:
            then = then.replace(hour=hour, minute=self.chance.whole(0, 59))
        return then.replace(hour=2) if then.hour == 1 else then

    def entered(self, moment: datetime, late: float = 0.06) -> datetime:
        """When it was entered: nearly always within the hour, now and then days later."""
        if self.chance.yes(late):
            return self.later(moment, 1 + self.chance.wait(3), hour=9)
        return self.later(moment, self.chance.whole(0, 60) / 1440)

    def tenure(self, table: str, began: str, ended: str, span: Span, **row: Any) -> None:
        """A row with two ends; the second is empty where it lies, or was entered, after the end of the extract."""
        ends_entered = self.entered(span[1])
        names = {"open_span": "closing_entered_at", "suspension": "end_entered_at", "allocation": "end_entered_at"}
        ending = {ended: span[1], names[table]: ends_entered} if max(span[1], ends_entered) <= END else {}
        self.add(table, **row, **{began: span[0]}, entered_at=min(self.entered(span[0]), ends_entered), **ending)
