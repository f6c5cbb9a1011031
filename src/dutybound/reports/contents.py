"""What a report shows: figures and words, frozen, and nothing of how they are drawn."""

from dataclasses import dataclass

from dutybound.duties.duty import State
from dutybound.duties.measure import Measure
from dutybound.duties.policy import PolicyEntry
from dutybound.duties.standard import Standard
from dutybound.insight.figures import Figure
from dutybound.insight.shares import Share


@dataclass(frozen=True)
class Point:
    """One month: `part` of `whole`, the rules of the control chart that it breaks, and where they point: 1 up."""

    when: str
    part: int
    whole: int
    signals: tuple[str, ...] = ()
    direction: int = 0

    @property
    def value(self) -> float:
        return self.part / self.whole


@dataclass(frozen=True)
class History:
    """A figure month by month, oldest first, as a control chart.

    `short_name` goes before the month in a sentence. `low` and `high` are None where there are too few months for
    limits. `months` counts all there are, shown or not; `has_gaps`: in some between those shown nothing was due.
    `left_out` is a last month that is not over. `changes` are policies that began to act: month, words.
    """

    what: str
    short_name: str
    known: str
    points: tuple[Point, ...]
    months: int
    mean: float
    low: float | None
    high: float | None
    is_provisional: bool
    has_gaps: bool = False
    left_out: Point | None = None
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def latest_words(self) -> str:
        """The latest month in words, after its percentage: "in date at the end of Jun 2016"."""
        return f"{self.short_name} {self.latest.when}"

    @property
    def signals(self) -> int:
        return sum(bool(point.signals) for point in self.points)

    @property
    def is_worse(self) -> bool:
        return self.latest.direction < 0

    @property
    def is_better(self) -> bool:
        return self.latest.direction > 0


@dataclass(frozen=True)
class LateBand:
    """How many duties were late by so much: still owed, done late, and never done."""

    label: str
    still_owed: int
    done_late: int
    never_done: int

    @property
    def total(self) -> int:
        return self.still_owed + self.done_late + self.never_done


@dataclass(frozen=True)
class Lateness:
    """How late what was late is, in days after the due day; `oldest_owed` is the longest of what is still owed."""

    bands: tuple[LateBand, ...]
    median: float
    longest: int
    oldest_owed: int | None


@dataclass(frozen=True)
class UnitShare:
    """One unit's share of a standard: `part` of `whole` met in time, with its interval over subjects."""

    unit: str
    part: int
    whole: int
    subjects: int
    low: float
    high: float

    @property
    def short(self) -> int:
        return self.whole - self.part


@dataclass(frozen=True)
class UnitsShown:
    """The fewest units that carry four fifths of a shortfall, with their intervals; a small unit is not shown alone."""

    carrying: tuple[UnitShare, ...]
    units: int
    short: int
    value: float
    withheld: int

    def differs(self, one: UnitShare) -> bool:
        """Whether the interval of a unit leaves out the figure of all units together."""
        return not one.low <= self.value <= one.high


@dataclass(frozen=True)
class Way:
    """How to get from a figure to its duties: the file, and the filter that gives exactly them."""

    figure: str
    count: int
    filter: str


@dataclass(frozen=True)
class LastYear:
    """A headline over twelve months alone: `part` of `whole` duties due, or days; `when` names the months."""

    when: str
    part: int
    whole: int


@dataclass(frozen=True)
class StandardShown:
    """One standard, as a section of the report."""

    place: str  # the anchor of its section
    title: str
    versions: tuple[Standard, ...]
    policies: tuple[PolicyEntry, ...]
    states: tuple[tuple[State, int], ...]
    owed: int
    subjects: int
    unassessable_subjects: int
    coverage: float | None
    shows_rate: bool
    rate: Share | None
    rate_with_excused: Share | None
    days: Share | None
    days_with_stopped: Share | None
    in_date: tuple[int, int] | None
    reasons: tuple[tuple[str, int], ...]
    notices: tuple[tuple[str, int], ...]
    lateness: Lateness | None
    history: History | None
    ways: tuple[Way, ...]
    by_unit: UnitsShown | None
    covers: str = ""  # the time that the headline covers
    last_year: LastYear | None = None
    absent: str = ""  # the table of its subjects, where the source does not deliver it

    @property
    def standard(self) -> Standard:
        return self.versions[-1]

    @property
    def other_marks(self) -> tuple[str, ...]:
        """The marks of the figures that it reads, where they differ from its own: then each says what it marks."""
        return tuple(dict.fromkeys(entry.mark for entry in self.policies if entry.mark != self.standard.mark))

    @property
    def headline(self) -> Share | None:
        """Days in compliance where a duty recurs or cover must last; otherwise the rate."""
        return self.days if self.standard.recurs else self.rate

    @property
    def headline_name(self) -> str:
        return "days in compliance" if self.standard.recurs else "met in time"

    def count(self, *states: State) -> int:
        return sum(number for state, number in self.states if state in states)

    @property
    def tells(self) -> bool:
        """Whether any of its duties could be judged."""
        return self.owed > self.count(State.UNASSESSABLE)

    @property
    def short(self) -> int:
        """Duties that fell due and were not met in time."""
        return self.count(State.OVERDUE, State.MET_LATE, State.MISSED)


@dataclass(frozen=True)
class MeasureShown:
    measure: Measure
    figure: Figure | None


@dataclass(frozen=True)
class LeftOut:
    """Rows of a source that break one constraint."""

    table: str
    column: str
    what: str
    rows: int


@dataclass(frozen=True)
class Judged:
    """Whether a standard could be judged (`how`, in words), and what of it, or why not."""

    how: str
    place: str
    title: str
    words: str


@dataclass(frozen=True)
class Attention:
    """A thing that matters, in words, with the section that tells more."""

    place: str
    title: str
    words: str
    sentence: str = ""


@dataclass(frozen=True)
class Differing:
    """Units that lie behind others of their kind, and what fell when; `rule`: how many looks, and by which rule."""

    short: tuple[Attention, ...]
    better: tuple[Attention, ...]
    cannot_tell: int
    rule: str


@dataclass(frozen=True)
class Summary:
    """What matters most, first: each list in the order in which it should be read.

    `too_few`: standards with a history too short to tell whether anything changed, or with none.
    """

    worse: tuple[Attention, ...]
    owed: tuple[Attention, ...]
    carrying: tuple[Attention, ...]
    untold: tuple[Attention, ...]
    better: tuple[Attention, ...]
    too_few: int = 0


@dataclass(frozen=True)
class Report:
    """An assessment as it is shown. `reach`, up to when the records reach; `beyond`, that it looks further, or ""."""

    title: str
    source: str
    as_at: str
    reach: str
    beyond: str
    seen: str
    suspensions: bool
    standards: tuple[StandardShown, ...]
    measures: tuple[MeasureShown, ...]
    left_out: tuple[LeftOut, ...]
    rows_left_out: int
    not_delivered: tuple[str, ...]
    notes: tuple[str, ...]
    not_used: tuple[str, ...]
    summary: Summary
    warnings: tuple[str, ...] = ()
    feed: str = ""
    judged: tuple[Judged, ...] = ()
    differing: Differing | None = None

    @property
    def telling(self) -> tuple[StandardShown, ...]:
        """The standards of which anything could be judged; all, where that is none of them."""
        return tuple(one for one in self.standards if one.tells) or self.standards

    @property
    def silent(self) -> tuple[StandardShown, ...]:
        return tuple(one for one in self.standards if not one.tells and len(self.telling) < len(self.standards))

    def total(self, *states: State) -> int:
        return sum(one.count(*states) for one in self.standards)
