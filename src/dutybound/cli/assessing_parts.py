"""An assessment of a source in parts: each judged by itself, two at a time, and what they come to added up.

A country is too much to be held, and no force's records belong to another's. So every part is assessed as a source of
its own, into a folder of its own, and of each standard only sums come back.
"""

from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.assessing import (
    WHEN_ASKED,
    Engine,
    Ground,
    Report,
    checked_library,
    declaration_for,
    ground_on,
    judge,
    write_assessment,
)
from dutybound.cli.definition_file import write_definitions
from dutybound.cli.placing import ASSESSMENT
from dutybound.cli.settings import settings_folder
from dutybound.cli.subject_day_file import write_subject_days
from dutybound.exchange.declaration import Declaration, read_declaration
from dutybound.exchange.duty_file import duties_into
from dutybound.exchange.references import references_in
from dutybound.insight.adding import Added, added
from dutybound.standards.discovery import Library
from dutybound.standards.excusals import without_idle_excusals
from dutybound.standards.own import all_of, switched_on

AT_ONCE = 2  # parts assessed at one time


@dataclass(frozen=True)
class Order:
    """How every part is to be assessed, and where its results go: into a folder named like it, in `out`."""

    folder: Path
    out: Path
    as_at: str
    known_at: str | None
    suspensions: bool
    identified: bool
    measures_only: bool
    engine: Engine


@dataclass(frozen=True)
class PartAssessed:
    """What a part adds, by standard; whether something could not be assessed; how many rows were left out."""

    name: str
    standards: Mapping[str, Added]
    is_unassessable_somewhere: bool
    excluded: int


@dataclass(frozen=True)
class WholeAssessed:
    """The parts, and each standard over all of them."""

    declaration: Declaration
    library: Library
    parts: tuple[PartAssessed, ...]

    @property
    def standards(self) -> dict[str, Added]:
        whole: dict[str, Added] = {}
        for part in self.parts:
            for name, one in part.standards.items():
                whole[name] = whole[name].plus(one) if name in whole else one
        return whole


def assess_parts(declaration: Declaration, order: Order, report: Report) -> WholeAssessed:
    """Assess all parts; the standards are held to their examples once, before any."""
    report("Loading standards and running their examples")
    library = checked_library(declaration)
    found = []
    with ProcessPoolExecutor(min(AT_ONCE, len(declaration.parts)), get_context("spawn")) as pool:
        for one in pool.map(assess_part, [order] * len(declaration.parts), declaration.parts):
            found.append(one)
            report(f"Assessed {len(found)} of {len(declaration.parts)} parts")
    return WholeAssessed(declaration, library, tuple(found))


def assess_part(order: Order, part: Path) -> PartAssessed:
    """Assess one part into its own folder."""
    ground = _ground(order, part)
    ground = replace(ground, extract=without_idle_excusals(ground.extract, ground.library))
    moment = ground.moment(order.as_at, "--as-at")
    ground.check_hindsight(moment)
    reference = None if order.identified else references_in(settings_folder()).of_all
    with all_or_nothing(order.out / part.name, WHEN_ASKED, ASSESSMENT) as folder:
        place = None if order.measures_only else folder / "duties.parquet"
        with duties_into(place, reference, moment, ground.about()) as duties:
            assessment = judge(ground, moment, duties, _silent, order.suspensions, order.engine)
        write_assessment(assessment, folder)
        write_definitions(assessment, folder)
        if not order.measures_only:
            write_subject_days(assessment.tallies, folder, reference, ground.about())
    standards = {name: added(tally) for name, tally in assessment.tallies.items()}
    return PartAssessed(part.name, standards, assessment.is_unassessable_somewhere, len(ground.extract.exclusions))


def _ground(order: Order, part: Path) -> Ground:
    declaration = declaration_for(part, order.folder)
    return ground_on(part, declaration, _library(order.folder), _silent, order.known_at)


@lru_cache(maxsize=1)
def _library(folder: Path) -> Library:
    """The standards, once in each process; that they are right was seen before."""
    declaration = read_declaration(folder)
    return switched_on(all_of(declaration), declaration)


def _silent(_: str) -> None:
    """Nobody looks at the progress within a part."""
