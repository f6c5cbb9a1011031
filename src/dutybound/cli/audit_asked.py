"""dutybound audit draw: what was typed, and what is meant by it, or all that is wrong with any of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import declaration_for
from dutybound.duties.calendar import Calendar
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.given import Given, given_source
from dutybound.exchange.toml_files import collected
from dutybound.inspection.audits.framing import Wanted, refuse_unfit
from dutybound.inspection.audits.question_set import QuestionSet
from dutybound.inspection.audits.reading import question_set_named
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

    def parted_by(self, questions: QuestionSet) -> str | None:
        said = self.strata or questions.strata
        return None if said == "none" else said


@dataclass(frozen=True)
class Understood:
    """What a sample is to be drawn from, and how many of which stratum; `wanted` names duties as their file does."""

    given: Given
    questions: QuestionSet
    declaration: Declaration
    wanted: Wanted
    numbers: Mapping[str, int]


def understood(asked: Asked, wrong: Iterable[Problem] = ()) -> Understood:
    """What the options mean, or all that is wrong with any of them, before a row is read."""
    problems = [*wrong, *_clashes(asked)]
    where, numbers = _split("--where", asked.where, problems), _numbers(asked, problems)
    given = collected(problems, given_source, asked.source)
    questions = collected(problems, question_set_named, asked.questions)
    declaration = None if given is None else collected(problems, declaration_for, given, asked.folder)
    as_at, since = _days(asked, ANY_CALENDAR if declaration is None else declaration.calendar, problems)
    only = collected(problems, _only, asked)
    if questions is not None and declaration is not None:
        named = Wanted(questions.subjects, asked.parted_by(questions), as_at or 0, where=where)
        collected(problems, refuse_unfit, declaration.schema, named)
    if problems or given is None or questions is None or declaration is None or as_at is None or only is None:
        raise DutyboundError(problems, "No sample can be drawn")
    words = _words(asked, questions, declaration, as_at, where)
    wanted = Wanted(questions.subjects, asked.parted_by(questions), as_at, since, where, *only, words)
    return Understood(given, questions, declaration, wanted, numbers)


def _words(
    asked: Asked, questions: QuestionSet, declaration: Declaration, as_at: int, where: Mapping[str, str]
) -> str:  # fmt: skip
    words = f"{questions.subjects} of {declaration.title}, up to {moment_words(declaration.calendar, as_at)}"
    words += "" if asked.since is None else f", from {asked.since}"
    words += "".join(f", {name} {value}" for name, value in where.items())
    return words + (f", with a duty of {asked.standard} that was met" if asked.standard else "")


def _days(asked: Asked, calendar: Calendar, problems: list[Problem]) -> tuple[int | None, int | None]:
    as_at = collected(problems, read_moment, asked.as_at, calendar, "--as-at")
    since = None if asked.since is None else collected(problems, _beginning, asked.since, calendar)
    if as_at is not None and since is not None and since > as_at:
        what = f"lies after --as-at {asked.as_at}"
        problems.append(Problem(f"--since {asked.since}", what, "Let --since be the earlier of the two."))
    return as_at, since


def _beginning(text: str, calendar: Calendar) -> int:
    """The first moment of a local day."""
    return calendar.starts_at(calendar.day_of(read_moment(text, calendar, "--since")))


def _clashes(asked: Asked) -> Iterator[Problem]:
    """What does not go together, and what has to be there."""
    if asked.total is not None and (asked.files is not None or asked.files_of):
        yield Problem("--total", "stands beside --files or --files-of", "Say one or the other.")
    if (asked.duties is None) != (asked.standard is None):
        yield Problem("--duties and --standard", "go together, and one is missing", "Name both, or neither.")
    if not asked.seed.strip():
        yield Problem("--seed", "is empty", "Choose one, for instance by a die: it is kept with the sample.")


def _numbers(asked: Asked, problems: list[Problem]) -> dict[str, int]:
    numbers = {}
    for name, number in _split("--files-of", asked.files_of, problems).items():
        if number.isdecimal():
            numbers[name] = int(number)
        else:
            problems.append(Problem(f"--files-of {name}", f"{number!r} is no number", "Write burglary=20."))
    return numbers


def _split(option: str, given: Sequence[str], problems: list[Problem]) -> dict[str, str]:
    found = {}
    for one in given:
        name, sign, value = one.partition("=")
        if sign and name and value:
            found[name] = value
        else:
            remedy = "Write burglary=20." if option == "--files-of" else "Write category=burglary."
            problems.append(Problem(f"{option} {one}", "is not NAME=VALUE", remedy))
    return found


def _only(asked: Asked) -> tuple[frozenset[str] | None, str]:
    """The subjects that alone may be drawn, and why the others are left out."""
    if asked.duties is not None:
        refuse_absent(asked.duties)
    if asked.duties is None or asked.standard is None:
        return None, ""
    return met_subjects(asked.duties, asked.standard), f"have no duty of {asked.standard} that was met"


def refuse_absent(file: Path) -> None:
    if not file.is_file():
        remedy = "dutybound assess writes it: duties.parquet, in its folder of results."
        raise DutyboundError(Problem(f"{file}", "is no file", remedy))
