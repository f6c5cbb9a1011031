"""dutybound audit draw: from what was typed to the files that are drawn, and to the records."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import Report, declaration_for
from dutybound.cli.databases import records_databases
from dutybound.cli.settings import settings_folder
from dutybound.duties.calendar import Calendar
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.extract import Extract
from dutybound.exchange.given import Given, called, given_source
from dutybound.exchange.manifest import is_clustered
from dutybound.exchange.reading import read_source
from dutybound.exchange.references import references_in
from dutybound.exchange.toml_files import collected
from dutybound.inspection.audits.framing import Wanted, frame_of, schema_of_frame
from dutybound.inspection.audits.question_set import QuestionSet
from dutybound.inspection.audits.reading import question_set_named
from dutybound.inspection.audits.sampling import Drawn, draw, in_all, of_each
from dutybound.inspection.audits.ticks import met_subjects
from dutybound.reports.saying import moment_words
from dutybound.standards.records import read_moment

#: Whether a text is a day can be told before it is known what the source calls one.
ANY_CALENDAR = Calendar("Europe/London", "GB-ENG")


@dataclass(frozen=True)
class Asked:
    """What a sample is asked for, as typed."""

    source: str
    folder: Path | None
    questions: str
    as_at: str
    since: str | None
    strata: str | None
    files: int | None
    files_of: tuple[str, ...]
    total: int | None
    where: tuple[str, ...]
    duties: Path | None
    standard: str | None
    seed: str

    @property
    def question_set(self) -> QuestionSet:
        return question_set_named(self.questions)

    @property
    def strata_by(self) -> str | None:
        said = self.strata or self.question_set.strata
        return None if said == "none" else said


def drawn_from(asked: Asked, report: Report) -> Drawn:
    """The files that a source, a seed and a question set give."""
    given, questions, declaration, (pairs, numbers), as_at, since = _understood(asked)
    words = f"{questions.subjects} of {declaration.title}, up to {moment_words(declaration.calendar, as_at)}"
    words += "" if asked.since is None else f", from {asked.since}"
    words += "".join(f", {name} {value}" for name, value in pairs.items())
    words += f", with a duty of {asked.standard} that was met" if asked.standard else ""
    only, only_words = _only(asked)
    wanted = Wanted(questions.subjects, asked.strata_by, as_at, since, pairs, only, only_words, words)
    report(f"Reading {called(given)}")
    extract = _read(given, declaration, wanted)
    if only is not None:  # duties name subjects by id or by reference: here they are known by id
        rows = extract.column(questions.subjects, "id").to_pylist()
        reference = references_in(settings_folder()).of
        ids = frozenset(one for one in rows if one in only or reference(one) in only)
        wanted = Wanted(wanted.table, wanted.strata_by, as_at, since, pairs, ids, only_words, words)
    frame = frame_of(extract, declaration.schema, wanted)
    if asked.total is not None:
        return draw(frame, asked.seed, in_all(frame, asked.total))
    return draw(frame, asked.seed, of_each(frame, asked.files or questions.files, numbers))


def _read(given: Given, declaration: Declaration, wanted: Wanted) -> Extract:
    """What the frame needs. A clustered source is read as it was made: its columns lie apart in its files anyway."""
    needed = schema_of_frame(declaration.schema, wanted)
    if not (isinstance(given, Path) and is_clustered(given)):
        declaration = replace(declaration, schema=needed)
    return read_source(given, declaration, set(needed.tables))


def _understood(
    asked: Asked,
) -> tuple[Given, QuestionSet, Declaration, tuple[dict[str, str], dict[str, int]], int, int | None]:
    """What the options mean, or all that is wrong with any of them."""
    problems: list[Problem] = []
    given = collected(problems, given_source, asked.source)
    questions = collected(problems, question_set_named, asked.questions)
    pairs = collected(problems, _pairs, asked)
    declaration = None if given is None else collected(problems, declaration_for, given, asked.folder)
    if asked.duties is not None:
        collected(problems, refuse_absent, asked.duties)
    calendar = ANY_CALENDAR if declaration is None else declaration.calendar
    as_at = collected(problems, read_moment, asked.as_at, calendar, "--as-at")
    since = None if asked.since is None else collected(problems, _beginning, asked.since, calendar)
    if problems or given is None or questions is None or pairs is None or declaration is None or as_at is None:
        raise DutyboundError(problems, "No sample can be drawn")
    return given, questions, declaration, pairs, as_at, since


def _beginning(text: str, calendar: Calendar) -> int:
    """The first moment of a local day."""
    return calendar.starts_at(calendar.day_of(read_moment(text, calendar, "--since")))


def _pairs(asked: Asked) -> tuple[dict[str, str], dict[str, int]]:
    """What --where and --files-of say, with everything that is wrong with either, and what does not go together."""
    problems: list[Problem] = []
    where = _split("--where", asked.where, problems)
    numbers: dict[str, int] = {}
    for name, number in _split("--files-of", asked.files_of, problems).items():
        if number.isdecimal():
            numbers[name] = int(number)
        else:
            problems.append(Problem(f"--files-of {name}", f"{number!r} is no number", "Write burglary=20."))
    if asked.total is not None and (asked.files is not None or asked.files_of):
        problems.append(Problem("--total", "stands beside --files or --files-of", "Say one or the other."))
    if (asked.duties is None) != (asked.standard is None):
        problems.append(Problem("--duties and --standard", "go together, and one is missing"))
    if not asked.seed.strip():
        problems.append(Problem("--seed", "is empty", "Choose one, for instance by a die: it is kept with the sample."))
    if problems:
        raise DutyboundError(problems, "No sample can be drawn")
    return where, numbers


def _split(option: str, given: Sequence[str], problems: list[Problem]) -> dict[str, str]:
    found = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not (sign and name and value):
            problems.append(Problem(f"{option} {one}", "is not NAME=VALUE"))
        found[name] = value
    return found


def _only(asked: Asked) -> tuple[frozenset[str] | None, str]:
    if asked.duties is None or asked.standard is None:
        return None, ""
    refuse_absent(asked.duties)
    return met_subjects(asked.duties, asked.standard), f"have no duty of {asked.standard} that was met"


def refuse_absent(file: Path) -> None:
    if not file.is_file():
        remedy = "dutybound assess writes it: duties.parquet, in its folder of results."
        raise DutyboundError(Problem(f"{file}", "is no file", remedy))


def show_drawn(console: Console, drawn: Drawn) -> None:
    """The frame, what was left out and why, and how many of each stratum."""
    frame = drawn.frame
    console.print(f"Frame: {frame.words}: {len(frame.records):,} records", highlight=False, soft_wrap=True)
    for reason, count in sorted(frame.left_out.items()):
        console.print(f"  left out: {count:,} {reason}", highlight=False)
    table = Table(box=None)
    table.add_column(frame.strata_by or "stratum")
    for heading in ("records", "drawn", "one file stands for"):
        table.add_column(heading, justify="right")
    for name, count in frame.populations.items():
        files = len(drawn.files[name])
        table.add_row(name, f"{count:,}", f"{files:,}", f"{count / files:,.1f}" if files else "not drawn")
    console.print(table)
    console.print(f"{len(drawn):,} files, seed {drawn.seed}", highlight=False)


def put_on_record(drawn: Drawn, asked: Asked, programme: str, by: str, calibration: bool = False) -> str:
    databases = records_databases()
    from dutybound.casework.actions.audits import record_sample

    return record_sample(
        programme=programme, questions=asked.question_set, drawn=drawn, by=by, at=now(), calibration=calibration,
        databases=databases,
    )  # fmt: skip


def add_to_record(drawn: Drawn, sample: str, by: str) -> int:
    databases = records_databases()
    from dutybound.casework.actions.audits import record_more_files

    return record_more_files(sample=sample, drawn=drawn, by=by, at=now(), databases=databases)
