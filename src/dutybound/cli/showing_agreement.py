"""How far readers agree and how far units lie apart, as the audit commands show it: questions, and never readers."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from dutybound.insight.agreement import Coefficient
from dutybound.inspection.audits.agreeing import reliabilities
from dutybound.inspection.audits.calibrating import FEWEST, Agreed, calibrated, readers_of
from dutybound.inspection.audits.framing import UNIT
from dutybound.inspection.audits.readings import SampleRead
from dutybound.inspection.audits.results import AuditResult
from dutybound.reports.saying import counted, interval, percent

ADJUSTED = "the share of chance finds, were the line drawn there (Benjamini and Hochberg, over all questions)"


def show_reliability(console: Console, sample: SampleRead) -> None:
    table = Table(box=None)
    table.add_column("question")
    for heading in ("same answer", "95% interval", "kappa", "AC1"):
        table.add_column(heading, justify="right")
    table.add_column("do readers agree enough")
    for key, one in reliabilities(sample).items():
        found = one.agreement
        said = ("-", "-", "-", "-") if found is None else (
            f"{found.same:,} of {found.pairs:,}", interval(found.low, found.high), _coefficient(found.kappa),
            _coefficient(found.ac1),
        )  # fmt: skip
        table.add_row(key, *said, "; ".join(f"no: {why}" for why in one.because) or "yes")
    console.print(table)
    console.print("Two blind readings of one file. AC1 decides; kappa falls where nearly all answers are the same.")


def _coefficient(one: Coefficient | None) -> str:
    return "one answer only" if one is None else f"{one.value:.2f} ({one.low:.2f} to {one.high:.2f})"


def show_calibration(console: Console, sample: SampleRead) -> None:
    """Which questions are read differently, those most of all first."""
    found, readers = calibrated(sample), readers_of(sample)
    console.print(f"\nCalibration {sample.id}: {sample.questions.title}, read by {counted(readers, 'reader')}",
                  highlight=False, soft_wrap=True)  # fmt: skip
    if not found:
        console.print(
            f"Nothing is shown until {FEWEST} people have read two files or more, blind",
            highlight=False,
            soft_wrap=True,
        )
        return
    table = Table(box=None)
    table.add_column("question")
    for heading in ("all alike", "kappa", "AC1", "some stricter\nthan others"):
        table.add_column(heading, justify="right")
    table.add_column("read differently")
    for key, one in sorted(found.items(), key=lambda each: each[1].ac1):
        table.add_row(key, f"{one.alike:,} of {one.files:,}", _told(one.kappa, one.kappa_low, one.kappa_high),
                      _told(one.ac1, one.ac1_low, one.ac1_high), _by_chance(one), _differently(one))  # fmt: skip
    console.print(table)
    console.print(
        "Kappa is Fleiss's, AC1 Gwet's; the intervals are over files, for these readers. Some stricter than others: by "
        f"Cochran's Q; {ADJUSTED}. Of no reader is anything told.",
        highlight=False, soft_wrap=True,
    )  # fmt: skip


def _told(value: float | None, low: float | None, high: float | None) -> str:
    if value is None or low is None or high is None:
        return "one answer only"
    return _coefficient(Coefficient(value, low, high))


def _by_chance(one: Agreed) -> str:
    return "-" if one.stricter is None else f"{one.stricter:.3f}"


def _differently(one: Agreed) -> str:
    if not one.read_differently:
        return "no"
    return "yes" if one.surely else "yes, as far as these files tell"


def show_apart(console: Console, sample: SampleRead, results: Sequence[AuditResult]) -> None:
    """How far units lie apart, where the sample was drawn by unit."""
    if sample.strata_by != UNIT:
        return
    console.print("\nIs it done alike in all units?", highlight=False)
    told = [(one.key, one.apart) for one in results if one.apart is not None]
    if not told:
        console.print("  Cannot tell: fewer than five units have files that tell", highlight=False)
        return
    table = Table(box=None)
    table.add_column("question")
    for heading in ("units", "files", "units differ by", "95% interval", "a tenth\nbelow", "half\nbelow",
                    "nine tenths\nbelow", "by chance"):  # fmt: skip
        table.add_column(heading, justify="right")
    for key, one in told:
        table.add_row(key, f"{one.units:,}", f"{one.files:,}", f"{one.deviation * 100:.0f} points",
                      interval(one.low, one.high), percent(one.tenth), percent(one.middle), percent(one.ninetieth),
                      f"{one.by_chance:.3f}")  # fmt: skip
    console.print(table)
    console.print(
        "Units differ by: the standard deviation of their true shares, freed of the chance in the files read. "
        f"By chance: {ADJUSTED}.",
        highlight=False, soft_wrap=True,
    )  # fmt: skip
