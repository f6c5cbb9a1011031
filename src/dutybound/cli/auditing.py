"""dutybound audit: what the commands do between the person, the source and the records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.audit_asked import refuse_absent
from dutybound.cli.databases import records_databases
from dutybound.cli.settings import log_disclosure, settings_folder
from dutybound.exchange.references import references_in
from dutybound.inspection.audits.audit_files import write_audits
from dutybound.inspection.audits.readings import SampleRead
from dutybound.inspection.audits.results import AuditResult, audit_results
from dutybound.inspection.audits.sheets import (
    may_moderate,
    may_read,
    read_lines,
    refuse_anothers,
    refuse_filled,
    the_sample,
    write_differences,
    write_sheet,
)
from dutybound.inspection.audits.ticks import BehindTicks, behind_ticks, owed_by_subject


def sample_named(identity: str) -> SampleRead:
    """A sample as it stands in the records."""
    databases = records_databases()
    from dutybound.inspection.audits.on_record import sample_on_record

    if not databases.is_there(databases.aliases["default"]):
        raise DutyboundError(Problem(f"the sample {identity}", "is not on record: there are no records here yet"))
    databases.refuse_behind()
    return sample_on_record(identity, databases)


def _record(identified: bool) -> Callable[[str], str]:
    return (lambda one: one) if identified else references_in(settings_folder()).of


def _disclosed(what: str, sample: str, out: Path, identified: bool) -> None:
    if identified:
        log_disclosure(what, Path(sample), out)


def sheet_for(sample: str, auditor: str, out: Path, files: int | None, identified: bool) -> int:
    """Write a sheet; how many files it has."""
    found, databases = sample_named(sample), records_databases()
    from dutybound.casework.actions.audit_separation import READS, refuse_the_audited
    from dutybound.inspection.audits.on_record import interests_on_record

    refuse_the_audited(READS, auditor, sample, now(), databases)
    barred = interests_on_record(sample, auditor, databases)
    free = may_read(found, auditor, barred)
    chosen = free if files is None else free[:files]
    if not chosen:
        said = f"; {len(barred):,} are their own work, or that of their unit" if barred else ""
        what = f"has no file left that {auditor} may read{said}"
        raise DutyboundError(Problem(f"the sample {sample}", what, "Give the rest to somebody else."))
    refuse_filled(out)
    _disclosed("a sheet of an audit, with the ids of records", sample, out, identified)
    write_sheet(out, found, auditor, chosen, _record(identified))
    return len(chosen)


def take_sheet(sheet: Path, auditor: str, blind: bool) -> tuple[int, str]:
    """Put a filled-in sheet on record; how many files, of which sample."""
    _refuse_no_sheet(sheet)
    lines = read_lines(sheet)
    sample = the_sample(lines, sheet)
    refuse_anothers(lines, auditor, sheet)
    databases = records_databases()
    from dutybound.casework.actions.audits import record_readings

    count = record_readings(sample=sample, lines=lines, by=auditor, at=now(), blind=blind, databases=databases)
    return count, sample


def _refuse_no_sheet(sheet: Path) -> None:
    if not sheet.is_file():
        raise DutyboundError(Problem(f"{sheet}", "is no file", "dutybound audit sheet, or moderate --out, writes one."))


def list_differences(sample: str, out: Path, by: str, identified: bool) -> int:
    """Write where two readings differ, for a third person: nobody sees how another read a file that they read, or what
    anybody made of their own work.
    """
    found, databases = sample_named(sample), records_databases()
    from dutybound.casework.actions.audit_separation import MODERATES, refuse_the_audited
    from dutybound.inspection.audits.on_record import interests_on_record

    refuse_the_audited(MODERATES, by, sample, now(), databases)
    if found.calibration:
        what = "is a calibration of readers, and nobody decides on what differs there"
        raise DutyboundError(Problem(f"the sample {sample}", what, f"dutybound audit agreement {sample}"))
    others = may_moderate(found, by, interests_on_record(sample, by, databases))
    if not others:
        what = "has read every file of this sample, and how another read one is shown to a third person alone"
        raise DutyboundError(Problem(by, what, "Give it to somebody who read none of them, and whose work none is."))
    found = replace(found, files=tuple(others))
    refuse_filled(out)
    _disclosed("answers of an audit that differ, with the ids of records", sample, out, identified)
    return write_differences(out, found, _record(identified))


def what_was_not_asked(by: str) -> str:
    """What nobody could ask of who draws, reads or moderates, in words."""
    databases = records_databases()
    from dutybound.casework.actions.audit_separation import unasked

    return unasked(by, databases)


def take_decisions(sample: str, decisions: Path, by: str) -> int:
    _refuse_no_sheet(decisions)
    lines = read_lines(decisions)
    if (of := the_sample(lines, decisions)) != sample:
        raise DutyboundError(Problem(decisions.name, f"is of the sample {of}, and not of {sample}", "Name that one."))
    databases = records_databases()
    from dutybound.casework.actions.audits import record_moderations

    return record_moderations(sample=sample, lines=lines, by=by, at=now(), databases=databases)


def behind(
    samples: Sequence[SampleRead], duties: Path | None, standard: str | None, question: str | None, half_width: float
) -> list[BehindTicks]:
    """What each sample tells of the ticks of a standard; nothing where no duties are named."""
    if duties is None and standard is None and question is None:
        return []
    if duties is None or standard is None:
        raise DutyboundError(Problem("--duties and --standard", "go together, and one is missing", "Name both."))
    refuse_absent(duties)
    owed, references = owed_by_subject(duties, standard), references_in(settings_folder())
    return [behind_ticks(one, standard, owed, references, _key(one, question), half_width) for one in samples]


def _key(sample: SampleRead, question: str | None) -> str | None:
    if question is None:
        return None
    known = {one.key: sample.questions.key_of(one) for one in sample.questions.questions}
    key: Mapping[str, str] = known | {one: one for one in (*known.values(), sample.questions.key)}
    if question not in key:
        raise DutyboundError(Problem(f"--question {question}", "is no question of the set", nearest(question, known)))
    return key[question]


def results_of(samples: Sequence[SampleRead]) -> list[tuple[SampleRead, list[AuditResult]]]:
    """What each sample tells; how far readers agree from the calibrations among them."""
    return [(one, audit_results(one, samples)) for one in samples if not one.calibration]


def write_results(out: Path, results: Sequence[AuditResult], looked: Sequence[BehindTicks]) -> None:
    with all_or_nothing(out) as folder:
        write_audits(folder, results, looked)
