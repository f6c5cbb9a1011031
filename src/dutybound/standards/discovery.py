"""Finds standards and measures by folder. A broken file stops everything: a standard that vanished would read as
perfect compliance."""

import re
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from typing import Any

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.measure import Measure, MeasureDeclaration, read_measure, standards_named
from dutybound.duties.policy import PolicyBook
from dutybound.duties.schema import Schema
from dutybound.duties.standard import Standard, declared_by, read_standard
from dutybound.duties.unknown_words import remedy_for

IMPORTED = re.compile(r"cannot import name '(\w+)' from 'dutybound\.duties'")


@dataclass(frozen=True)
class Library:
    """The standards and measures of one folder, in the order of their ids."""

    standards: tuple[Standard, ...]
    measures: tuple[Measure, ...]
    off: tuple[Standard, ...] = ()  # known, and not judged: nobody has switched them on, or they were switched off
    starved: tuple[Standard, ...] = ()  # switched on, and not judged: data do not arrive often enough for them

    def versions(self, identity: str) -> list[Standard]:
        """A standard in all its versions, oldest first."""
        if found := [standard for standard in self.standards if standard.id == identity]:
            return found
        known = [standard.id for standard in self.standards]
        raise DutyboundError(Problem(f"standard {identity!r}", "is not known", nearest(identity, known)))


def load_library(folders: Sequence[Path], schema: Schema, policy: PolicyBook) -> Library:
    """All files of some folders, read against their tables and policy; whatever is wrong in any is said at once."""
    problems: list[Problem] = []
    files: list[Path] = []
    for folder in folders:
        found = sorted(path for path in folder.rglob("*.py") if not path.name.startswith("_"))
        if not found:
            problems.append(Problem(f"{folder}", "holds no standards", "Put each in a .py file there."))
        files += found
    standards: list[Standard] = []
    measures: list[Measure] = []
    unread: set[str] = set()  # standards that are declared, and cannot be read
    declarations = [one for file in files for one in _declarations(file, problems)]
    some_unloaded = bool(problems)
    for declared in declarations:
        read = list(_reading(declared, schema, policy, problems))
        unread |= set() if read else {declared.body.__name__}
        standards += [one for one in read if isinstance(one, Standard)]
        measures += [one for one in read if isinstance(one, Measure)]
    problems += _clashing(standards)
    if not some_unloaded:  # what a file that cannot be loaded declares is not known, so nobody misses it
        problems += _unknown_standards(measures, standards, unread)
    if problems:
        raise DutyboundError(problems, f"The standards in {folders[-1]} cannot be used")
    return Library(
        tuple(sorted(standards, key=lambda one: (one.id, one.valid_from))),
        tuple(sorted(measures, key=lambda one: one.id)),
    )


def _declarations(file: Path, problems: list[Problem]) -> list[Any]:
    try:
        found = declared_by(lambda: _run(file))
    except DutyboundError as error:
        problems += [Problem(_where(error, file), one.what, one.remedy) for one in error.problems]
        return []
    except (Exception, SystemExit) as error:  # whatever its author's code raises is reported as this file's
        what = f"cannot be loaded: {type(error).__name__}: {error}"
        problems.append(Problem(_where(error, file), what, _remedy(error)))
        return []
    if not found:
        problems.append(
            Problem(f"{file}", "declares no standard or measure", "Start its name with _ if it is not one.")
        )
    return found


def _remedy(error: BaseException) -> str:
    """What to try where a word is not known: a table stands as text, and of the others there is a nearest."""
    if isinstance(error, NameError) and error.name:
        table = "" if error.name.islower() else 'A table is named as text: Subject["investigation"].'
        return table or remedy_for(error.name, _own_names(error))
    not_there = IMPORTED.search(f"{error}") if isinstance(error, ImportError) else None
    return remedy_for(not_there[1]) if not_there else ""


def _own_names(error: BaseException) -> dict[str, Any]:
    """What the author's file had defined where an error arose."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return frames[-1].f_globals if frames else {}


def _where(error: BaseException, file: Path) -> str:
    """The last line of the author's own file that had a part in an error."""
    if isinstance(error, SyntaxError):
        return f"{file}:{error.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    return f"{file}:{lines[-1]}" if lines else f"{file}"


def _run(file: Path) -> None:
    spec = spec_from_file_location(f"standards_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise DutyboundError(Problem(f"{file}", "cannot be loaded as Python"))
    spec.loader.exec_module(module_from_spec(spec))


def _reading(
    declared: Any, schema: Schema, policy: PolicyBook, problems: list[Problem]
) -> Iterable[Standard | Measure]:
    read: Callable[[], Iterable[Standard | Measure]] = (
        (lambda: [read_measure(declared, schema, policy)])
        if isinstance(declared, MeasureDeclaration)
        else (lambda: read_standard(declared, schema, policy))
    )
    try:
        return read()
    except DutyboundError as error:
        problems += error.problems
        return []


def _clashing(standards: list[Standard]) -> list[Problem]:
    """One id may stand for several versions, one after another; never for two things at once."""
    problems = []
    for earlier, later in pairwise(sorted(standards, key=lambda one: (one.id, one.valid_from))):
        if earlier.id != later.id:
            continue
        if earlier.version == later.version or earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            remedy = "End the older version (valid_to=) before the newer begins, or give it another name."
            problems.append(Problem(later.where, f"{later.id!r} is already declared at {earlier.where}", remedy))
    return problems


def _unknown_standards(measures: list[Measure], standards: list[Standard], unread: set[str]) -> list[Problem]:
    """Standards that measures count and nobody declares; what is wrong with one that is `unread` is said already."""
    known = {standard.id for standard in standards}
    return [
        Problem(measure.where, f"counts duties of {name!r}, which is no standard here", nearest(name, known))
        for measure in measures
        for name in sorted(standards_named(measure) - known)
        if name.partition(".")[0] not in unread
    ]
