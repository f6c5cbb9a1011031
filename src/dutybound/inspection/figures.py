"""What a bearing looks at, as figures: n of N over a window, with intervals, by unit and by month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

from dutybound.insight.shares import wilson

COMPLETE = "all there are"  # what is counted where nothing was left out, and no chance is in it
FILES = "files read"  # what is counted where a trained person marked them


@dataclass(frozen=True)
class Seen:
    """`part` of `whole`, and between what the true share lies; `weighted` is the share where strata were weighted."""

    part: int
    whole: int
    low: float
    high: float
    weighted: float | None = None

    @property
    def value(self) -> float:
        return self.part / self.whole if self.weighted is None else self.weighted

    @property
    def words(self) -> str:
        """Never a bare percentage: 58.0% (58 of 100; 48.2 to 67.2%)."""
        if self.low == self.high:
            return f"{self.value:.1%} ({self.part:,} of {self.whole:,})"
        strata = "" if self.weighted is None else ", weighted by stratum"
        between = f"{self.low * 100:.1f} to {self.high:.1%}"
        return f"{self.value:.1%} ({self.part:,} of {self.whole:,}{strata}; {between})"


@dataclass(frozen=True)
class Count:
    """`part` of `whole`, before anybody says how sure that is."""

    part: int
    whole: int

    def plus(self, other: "Count") -> "Count":
        return Count(self.part + other.part, self.whole + other.whole)

    def seen(self, worth: float) -> Seen:
        """Wilson's interval, where each of the whole tells as much as `worth` independent ones (at most 1)."""
        return Seen(self.part, self.whole, *wilson(self.part / self.whole, max(1.0, self.whole * worth)))


NOTHING = Count(0, 0)


@dataclass(frozen=True)
class Figures:
    """The figures of one bearing. `of` says what is counted: "duties", "days", "cases", "files read".

    `worth`: how many independent ones one of them is worth, since those of one supervisor, or one subject, are alike.
    `cells` are counts by unit (empty: none is known) and month ("2016-03"); where they are empty the figure is of the
    force alone. `lacking` says why there is no figure. `source` says where they come from.
    """

    source: str
    of: str = "duties"
    force: Seen | None = None
    worth: float = 1.0
    cells: Mapping[tuple[str, str], Count] = field(default_factory=dict)
    lacking: str = ""

    @property
    def independent(self) -> float:
        """How many independent ones were seen."""
        return 0.0 if self.force is None else self.force.whole * self.worth

    @property
    def months(self) -> list[str]:
        return sorted({month for _, month in self.cells})

    @property
    def total(self) -> Count:
        """All cells together."""
        return reduce(Count.plus, self.cells.values(), NOTHING)

    @property
    def units(self) -> list[str]:
        """The units that are known to hold any."""
        return sorted({unit for unit, _ in self.cells if unit})

    def by_unit(self) -> dict[str, Count]:
        return self._summed({unit: [key for key in self.cells if key[0] == unit] for unit in self.units})

    def by_month(self, units: tuple[str, ...] = ()) -> dict[str, Count]:
        """By month, over some units; over all where none is named."""
        chosen = [key for key in self.cells if not units or key[0] in units]
        return self._summed({month: [key for key in chosen if key[1] == month] for month in self.months})

    def _summed(self, keys: Mapping[str, list[tuple[str, str]]]) -> dict[str, Count]:
        found = {}
        for name, chosen in keys.items():
            total = NOTHING
            for key in chosen:
                total = total.plus(self.cells[key])
            if total.whole:
                found[name] = total
        return found
