"""One assessment: a source read, its standards judged, what was found written down."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.day_file import write_days
from dutybound.cli.writing import as_figure, as_mapping, as_tally
from dutybound.duties.duty import State
from dutybound.duties.measure import Measure, standards_named
from dutybound.duties.policy import PolicyBook
from dutybound.duties.schema import Table
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.engine.relation import Judgment, judged_by_reference
from dutybound.engine.source import Source, in_hindsight, source_of
from dutybound.engine.spark.judging import judged_by_spark
from dutybound.exchange.arrivals import feeds_on_record
from dutybound.exchange.declaration import Declaration, read_declaration
from dutybound.exchange.duty_file import DutyFile
from dutybound.exchange.extract import Extract
from dutybound.exchange.given import MARKER, Given, called, folder_of, not_there
from dutybound.exchange.manifest import is_clustered
from dutybound.exchange.private import private_csv, write_private
from dutybound.exchange.reaching import Reach, reach_of
from dutybound.exchange.reading import read_source
from dutybound.exchange.versions import restated_in, stores_in, with_versions
from dutybound.insight.evidence import SUPERVISING, Gathering, supervisors_of
from dutybound.insight.figures import Figure, figure_of
from dutybound.insight.heeding import heeding, units_of
from dutybound.insight.holders import Holders
from dutybound.insight.states import as_texts
from dutybound.insight.tally import Tally, tallies_of
from dutybound.reports.showing_standards import absent_subject
from dutybound.standards.discovery import Library
from dutybound.standards.examples import check_examples
from dutybound.standards.measure_examples import check_measure_examples
from dutybound.standards.own import all_of, own_only, starved, switched_on
from dutybound.standards.records import read_moment

Report = Callable[[str], None]
Judge = Callable[[Sequence[Standard], Source, PolicyBook, int, bool], Iterator[Judgment]]


class Engine(StrEnum):
    """What judges: the same meaning, as it is read, compiled, or compiled and spread over a cluster."""

    REFERENCE = "reference"
    COLUMNAR = "columnar"
    SPARK = "spark"


JUDGES: dict[Engine, Judge] = {
    Engine.REFERENCE: judged_by_reference,
    Engine.COLUMNAR: judged_by_columns,
    Engine.SPARK: judged_by_spark,
}


@dataclass(frozen=True)
class Ground:
    """A source as read, with the standards that it is held to."""

    name: str
    declaration: Declaration
    extract: Extract
    library: Library
    source: Source
    known_at: int | None

    @cached_property
    def reach(self) -> Reach | None:
        """Up to when the records reach."""
        return reach_of(self.extract, self.declaration)

    def arrival(self, tables: Iterable[Table]) -> dict[str, str | None]:
        """What stands beside a figure over some tables: the slowest of their feeds, and up to when the data reach."""
        reach, feed = self.reach, self.declaration.feeds.slowest(table.name for table in tables)
        at, told_by = (None, None) if reach is None else (reach.at, reach.told_by)
        return {"feed": feed, "data_as_at": at, "data_as_at_told_by": told_by}

    def about(self) -> dict[str, str]:
        """What a file of results says of itself, as its metadata."""
        told = {
            **self.arrival([]),
            "feed": self.feed_words,
            "title": self.declaration.title,
            "zone": self.declaration.calendar.zone,
        }
        return {f"dutybound.{name}": value or "unknown" for name, value in sorted(told.items())}

    def tables_of(self, measure: Measure) -> list[Table]:
        """The tables that a measure reads itself, and those of the standards whose duties it counts."""
        named = standards_named(measure)
        return measure.tables() + [table for one in self.library.standards if one.id in named for table in one.tables()]

    @property
    def feed_words(self) -> str:
        return self.declaration.feeds.words(self.declaration.schema.tables)

    def check_hindsight(self, moment: int) -> None:
        """Hindsight looks back: what was on record by a moment cannot tell what was so after it."""
        if self.known_at is not None and self.known_at < moment:
            what = "lies before --as-at, so what happened in between would be missing"
            raise DutyboundError(Problem("--known-at", what, "Give the same moment or a later one."))

    def as_recorded_by(self, moment: int) -> Source:
        """The records alone as they stood at a moment: what figures over records are taken from."""
        return in_hindsight(self.source, moment) if self.known_at is None else self.source

    def moment(self, text: str, where: str) -> int:
        return read_moment(text, self.declaration.calendar, where)


@dataclass
class Assessment:
    """What was found as at a moment."""

    ground: Ground
    as_at: int
    suspensions: bool = True
    tallies: dict[str, Tally] = field(default_factory=dict)
    figures: dict[str, Figure | None] = field(default_factory=dict)
    gathering: Gathering | None = None  # what units are compared by, where somebody asked for it

    def absent(self, tally: Tally) -> str:
        """The table of a standard's subjects, where the source does not deliver it."""
        return absent_subject(tally.standard, self.ground.extract.unmapped)

    @property
    def is_unassessable_somewhere(self) -> bool:
        figures = self.figures.values()
        tallies = self.tallies.values()
        return any(tally.states[State.UNASSESSABLE] or self.absent(tally) for tally in tallies) or any(
            figure is None or figure.unknown for figure in figures
        )


def declaration_for(source: Given, folder: Path | None) -> Declaration:
    """What is declared of a source; of a database of records, with the versions that it keeps."""
    return declared_for_reading(source, read_declaration(declared_folder(source, folder)))


def declared_folder(source: Given, folder: Path | None) -> Path:
    """The folder that declares a source: the one named, or the source's own."""
    problems = [] if folder is None else not_there(folder, "folder", "--with")
    problems += not_there(source, "file or folder", "SOURCE") if isinstance(source, Path) else []
    if problems:
        raise DutyboundError(problems)
    chosen = folder or folder_of(source)
    if not (chosen / MARKER).is_file():
        remedy = f"Say --with FOLDER, the folder that holds its {MARKER}, tables, mapping, policy and standards."
        raise DutyboundError(
            Problem(f"{chosen}", f"holds no {MARKER}, so nobody says what {source.name} means", remedy)
        )
    return chosen


def declared_for_reading(source: Given, declaration: Declaration) -> Declaration:
    """With versions, where the source is a database of records and keeps some."""
    is_own = isinstance(source, Path) and source.resolve() == declaration.folder.resolve() and not is_clustered(source)
    read = declaration.source if is_own else source
    declaration = declaration if is_own else replace(declaration, parts=())  # one of them, or something else
    if not declaration.records:
        return declaration
    restated = restated_in(read)
    schema = with_versions(declaration.schema, restated)
    feeds = feeds_on_record(read, declaration.feeds)
    return replace(declaration, schema=schema, restated=restated, kept=bool(stores_in(read)), feeds=feeds)


def checked_library(declaration: Declaration) -> Library:
    """The standards that a source is held to; those of its own folder are held to their examples first."""
    library = switched_on(all_of(declaration), declaration)
    terms = (declaration.schema, declaration.policy, declaration.calendar)
    own = own_only(library)
    found = [(standard.id, check_examples(standard, *terms)) for standard in own.standards]
    problems = [problem for _, broken in found for problem in broken]
    wrong = {name for name, broken in found if broken}
    problems += [
        problem
        for measure in own.measures
        if standards_named(measure).isdisjoint(wrong)  # what it counts is wrong already, so its figure may be
        for problem in check_measure_examples(measure, library, *terms)
    ]
    if problems:
        raise DutyboundError(problems, f"The standards in {declaration.folder} cannot be used")
    return library


def prepare_ground(
    source: Given, folder: Path | Declaration | None, report: Report, known_at: str | None = None
) -> Ground:
    """Read a source and the standards that it is held to; with `known_at`, in hindsight from that moment.

    `folder` is that of its declaration, or what was read from there already.
    """
    declaration = folder if isinstance(folder, Declaration) else declaration_for(source, folder)
    report("Loading standards and running their examples")
    library = checked_library(declaration)
    ground = ground_on(source, declaration, library, report, known_at)
    mapped = [f"The mapping of {one.table}.{one.column}: {one.words()}" for one in declaration.interpreted]
    notes = (*ground.extract.notes, *mapped, *starved(library, declaration))
    return replace(ground, extract=replace(ground.extract, notes=notes))


def ground_on(
    source: Given,
    declaration: Declaration,
    library: Library,
    report: Report,
    known_at: str | None,
    only: Collection[str] | None = None,
) -> Ground:
    """Read a source, or `only` some of its tables, for standards that are loaded."""
    report(f"Reading {called(source)}")
    extract = read_source(source, declaration, only)
    report("Looking up local days")
    calendar = declaration.calendar
    hindsight = None if known_at is None else read_moment(known_at, calendar, "--known-at")
    judged, told = ([table for one in some for table in one.tables()] for some in (library.standards, library.measures))
    read = {table.name for table in (*judged, *told)} | SUPERVISING | {"unit"}
    tables = source_of(extract.tables, declaration.schema, calendar, extract.unmapped, hindsight, read)
    return Ground(called(source), declaration, extract, library, tables, hindsight)


def judge(
    ground: Ground,
    as_at: int,
    duties: DutyFile | None,
    report: Report,
    suspensions: bool = True,
    engine: Engine = Engine.COLUMNAR,
    compares: bool = False,
) -> Assessment:
    """Judge every standard on every subject; duties are written where they are to be, and kept to compare units."""
    policy, calendar, holders = ground.declaration.policy, ground.declaration.calendar, Holders(ground.source)
    tallies = tallies_of(ground.library.standards, policy, calendar, as_at, holders)
    assessment = Assessment(ground, as_at, suspensions, tallies)
    if compares and len(holders.units) > 1:
        assessment.gathering = Gathering(ground.source, as_at, holders.units)
    report(f"Judging {len(assessment.tallies)} standards")
    subjects: Counter[str] = Counter()
    for judgment in JUDGES[engine](ground.library.standards, ground.source, policy, as_at, suspensions):
        identity = judgment.standard.id
        seen = assessment.tallies[identity].take(judgment)
        if duties is not None:
            duties.add(judgment.rows(), as_texts(seen.states), *holders.told(seen.slot, seen.inherited))
        if assessment.gathering is not None:
            assessment.gathering.take(judgment, seen.states, seen.slot)
        subjects[identity] += len(judgment.subjects)
        report(f"Judging {identity}: {subjects[identity]:,} subjects")
    record = ground.as_recorded_by(as_at) if ground.library.measures else ground.source
    for measure in ground.library.measures:
        report(f"Measuring {measure.id}")
        assessment.figures[measure.id] = figure_of(measure, record, assessment.tallies, as_at)
    return assessment


def write_assessment(assessment: Assessment, folder: Path) -> None:
    """The files beside duties.parquet."""
    write_days(assessment.tallies, folder, assessment.ground.about())
    measures: dict[str, Measure] = {measure.id: measure for measure in assessment.ground.library.measures}
    ground = assessment.ground
    gathering, units = assessment.gathering, units_of(ground.source)
    supervisors = supervisors_of(ground.source) if gathering is None else gathering.supervisors
    known_at = None if ground.known_at is None else ground.declaration.calendar.local_text(ground.known_at)
    tallies = {
        name: {
            **as_tally(
                tally,
                known_at,
                assessment.suspensions,
                ground.arrival(tally.standard.tables()),
                ground.extract.unmapped,
                heeding(tally, supervisors, units),
            ),
            "mapping": as_mapping(ground.declaration.interpreted, tally.standard),
        }
        for name, tally in assessment.tallies.items()
    }
    write_private(folder / "measures.json", tallies)
    figures = {
        name: as_figure(measures[name], figure, known_at, ground.arrival(ground.tables_of(measures[name])))
        for name, figure in assessment.figures.items()
    }
    write_private(folder / "declared_measures.json", figures)
    rows = [(one.table, one.file, one.row, one.column, one.what) for one in assessment.ground.extract.exclusions]
    private_csv(folder / "excluded.csv", ("table", "file", "row", "column", "what"), rows)


#: What an assessment writes when it was asked to: beside other results than its own each would tell what is not so.
WHEN_ASKED = ("duties.parquet", "subject_days.parquet", "report.html", "shortfalls.json")
