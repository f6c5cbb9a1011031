"""Evidence as a report tells it: one bearing with its figures over the window, each with where it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dutybound.inspection.figures import Seen
from dutybound.inspection.frameworks.framework import Bearing, Window
from dutybound.inspection.writing.origins import Bound, Cell, Less, Origin, Ratio, Rest, Rows, Sum
from dutybound.inspection.writing.pieces import Number, Sentence, count
from dutybound.inspection.writing.subjects import Subjects
from dutybound.reports.saying import percent

RATED = "state IN ('met', 'met_late', 'overdue', 'missed')"
STANDARD, MEASURE, AUDIT, NOTHING = "standard", "measure", "audit", "nothing"


@dataclass(frozen=True)
class Evidence:
    """One bearing of a question. `seen`: part, whole, share and its interval; None says `lacking` why.

    `cells`: part and whole by unit ("" where none is known) and month ("2016-03"), of a standard. `of`: what is
    counted. `place`: of an audit, in audits.json.
    `subjects`: of a standard, how many stand behind those counts; None where that is not known.
    """

    question: str
    bearing: Bearing
    verdict: str
    reason: str
    where: tuple[str, ...]
    lacking: str
    of: str
    seen: Seen | None
    cells: Mapping[tuple[str, str], tuple[int, int]]
    window: Window | None
    recurs: bool = False
    zone: str = "UTC"
    is_fewer: bool = False  # of a measure: fewer is better, so what is shown is what it leaves
    place: str = ""
    folder: str = "this"
    subjects: Subjects | None = None
    withheld: bool = False  # not shown in this version, for a count is small

    @property
    def kind(self) -> str:
        return (
            STANDARD
            if self.bearing.standard
            else MEASURE
            if self.bearing.measure
            else AUDIT
            if self.bearing.audit
            else NOTHING
        )

    @property
    def has_interval(self) -> bool:
        return self.seen is not None and self.seen.low != self.seen.high

    @property
    def value(self) -> float | None:
        return None if self.seen is None else self.seen.value

    def by_unit(self) -> dict[str, tuple[int, int]]:
        return _summed((unit, one) for (unit, _), one in sorted(self.cells.items()))

    def by_month(self) -> dict[str, tuple[int, int]]:
        return _summed((month, one) for (_, month), one in sorted(self.cells.items(), key=lambda pair: pair[0][1]))

    # --- where its numbers come from ------------------------------------------------------------------------------

    def parts(self, unit: str | None = None, month: str | None = None) -> tuple[Origin, Origin]:
        """The origins of a part and its whole, of the force or of one unit or month."""
        if self.kind == MEASURE:
            file, name = f"{self.folder}/declared_measures.json", self.bearing.measure
            part, whole = Cell(file, f"{name} / part"), Cell(file, f"{name} / whole")
            return (Less(whole, part) if self.is_fewer else part), whole
        if self.kind == AUDIT:
            return Cell("audits.json", f"{self.place} / good"), Cell("audits.json", f"{self.place} / of")
        return self._days(unit, month) if self.recurs else self._duties(unit, month)

    def share(self) -> Number:
        """The share: of an audit whose strata were weighted, as the audit has it, for n of N is another."""
        assert self.seen is not None
        weighted = self.seen.weighted is not None
        origin = Cell("audits.json", f"{self.place} / share") if weighted else Ratio(*self.parts())
        return Number(percent(self.seen.value), self.seen.value, origin)

    def ends(self) -> tuple[Origin, Origin]:
        """The origins of the two ends of the interval."""
        part, whole = self.parts()
        if self.kind == MEASURE:
            low, high = (
                Cell(f"{self.folder}/declared_measures.json", f"{self.bearing.measure} / {end}")
                for end in ("low", "high")
            )
            return (Rest(high), Rest(low)) if self.is_fewer else (low, high)
        if self.kind == AUDIT:
            return Cell("audits.json", f"{self.place} / low"), Cell("audits.json", f"{self.place} / high")
        worth = self._worth()
        return Bound(part, whole, worth, "low"), Bound(part, whole, worth, "high")

    @property
    def made_of(self) -> tuple[str, ...]:
        """The files that its figures, and what is said of them, follow from."""
        if self.kind in (AUDIT, NOTHING):
            return ("audits.json",) if self.kind == AUDIT else ()
        if self.kind == MEASURE:
            return (f"{self.folder}/declared_measures.json",)
        rows = "days.parquet" if self.recurs else "duties.parquet"
        return f"{self.folder}/measures.json", f"{self.folder}/{rows}"

    def _worth(self) -> Origin:
        """How many independent ones each of the whole is worth: over all that was assessed, as the results say."""
        heeded = "days_heeding_clusters" if self.recurs else "rate_heeding_clusters"
        file, name = f"{self.folder}/measures.json", f"{self.bearing.standard} / {heeded}"
        return Ratio(Cell(file, f"{name} / worth"), Cell(file, f"{name} / whole"))

    def _duties(self, unit: str | None, month: str | None) -> tuple[Origin, Origin]:
        first, past = self._span(month)
        begins, ends = (datetime(one.year, one.month, one.day, tzinfo=ZoneInfo(self.zone)) for one in (first, past))
        when = f"due_at >= TIMESTAMPTZ '{begins.isoformat()}' AND due_at < TIMESTAMPTZ '{ends.isoformat()}'"
        own = f"standard = {quoted(self.bearing.standard or '')}{_unit(unit)} AND {when}"
        file = f"{self.folder}/duties.parquet"
        return Rows(file, "count(*)", f"{own} AND state = 'met'"), Rows(file, "count(*)", f"{own} AND {RATED}")

    def _days(self, unit: str | None, month: str | None) -> tuple[Origin, Origin]:
        first, past = self._span(month)
        when = f"day >= DATE '{first}' AND day < DATE '{past}'"
        own, file = (
            f"standard = {quoted(self.bearing.standard or '')}{_unit(unit)} AND {when}",
            f"{self.folder}/days.parquet",
        )
        whole = "sum(subjects_within + subjects_overdue)"
        return Rows(file, "sum(subjects_within)", own), Rows(file, whole, own)

    def _span(self, month: str | None) -> tuple[date, date]:
        """The first day, and the day after the last, of the window or of one of its months."""
        assert self.window is not None
        first, past = self.window.since, self.window.as_at + timedelta(days=1)
        if month is None:
            return first, past
        begins = date.fromisoformat(f"{month}-01")
        return max(first, begins), min(past, (begins + timedelta(days=32)).replace(day=1))


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def _unit(unit: str | None) -> str:
    return "" if unit is None else f" AND unit = {quoted(unit)}" if unit else " AND unit IS NULL"


def _summed(cells: Iterable[tuple[str, tuple[int, int]]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for name, (part, whole) in cells:
        before = found.get(name, (0, 0))
        found[name] = before[0] + part, before[1] + whole
    return found


def of_members(evidence: Evidence, by: str, members: tuple[str, ...]) -> tuple[Origin, Origin]:
    """The origins of a part and its whole, of units or months put together (`by`: "unit", "month")."""
    pairs = [evidence.parts(**{by: one}) for one in members]
    if len(pairs) == 1:
        return pairs[0]
    return Sum(tuple(part for part, _ in pairs)), Sum(tuple(whole for _, whole in pairs))


def files_of(many: Iterable[Evidence]) -> tuple[str, ...]:
    """The files that the figures of several bearings follow from, each once."""
    return tuple(dict.fromkeys(file for one in many for file in one.made_of))


# --- in words -------------------------------------------------------------------------------------------------------


def n_of_n(part: int, whole: int, part_from: Origin, whole_from: Origin) -> Sentence:
    return count(part, part_from), " of ", count(whole, whole_from)


def figures_alone(evidence: Evidence) -> Sentence:
    """ "58.0% (58 of 100)": where the interval stands beside it already."""
    assert evidence.seen is not None
    return evidence.share(), " (", *n_of_n(evidence.seen.part, evidence.seen.whole, *evidence.parts()), ")"


def figure(evidence: Evidence) -> Sentence:
    """Never a bare percentage: "58.0% (58 of 100 duties; 95% interval 48.2% to 67.2%)"."""
    assert evidence.seen is not None
    seen, share = evidence.seen, evidence.share()
    of = n_of_n(seen.part, seen.whole, *evidence.parts())
    if not evidence.has_interval:
        return share, " (", *of, f" {evidence.of})"
    ends = evidence.ends()
    between = Number(percent(seen.low), seen.low, ends[0]), " to ", Number(percent(seen.high), seen.high, ends[1])
    weighted = "" if seen.weighted is None else ", weighted by stratum"
    return share, " (", *of, f" {evidence.of}{weighted}; interval ", *between, ")"
