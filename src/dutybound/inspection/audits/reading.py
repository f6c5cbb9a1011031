"""Question sets as files: read whole, or refused with every problem at once."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.toml_files import read_toml
from dutybound.inspection.audits.question_set import QuestionSet

FOLDER = Path(__file__).parent / "question_sets"


@cache
def question_sets() -> dict[str, QuestionSet]:
    """The question sets that come with Dutybound, by key."""
    problems: list[Problem] = []
    read = [one for file in sorted(FOLDER.glob("*.toml")) if (one := _read(file, problems)) is not None]
    problems += [
        Problem(key, "is the key of two files") for key, count in Counter(o.key for o in read).items() if count > 1
    ]
    if problems:
        raise DutyboundError(problems, "The question sets cannot be used")
    return {one.key: one for one in read}


def question_set_named(name: str) -> QuestionSet:
    """A question set that comes with Dutybound by its key, or the file of a force's own."""
    if name.endswith(".toml"):
        problems: list[Problem] = []
        found = _read(Path(name), problems)
        if found is None:
            raise DutyboundError(problems, "The question set cannot be used")
        if found.key in question_sets():
            what = f"has the key {found.key}, which is that of a set that comes with Dutybound"
            raise DutyboundError(Problem(Path(name).name, what, "Give it a key of its own, or results would be mixed."))
        return found
    if name not in question_sets():
        remedy = f"{nearest(name, question_sets())} A question set of your own is the path of a .toml file."
        raise DutyboundError(Problem(name, "is no question set", remedy))
    return question_sets()[name]


def _read(file: Path, problems: list[Problem]) -> QuestionSet | None:
    content = read_toml(file, problems)
    if content is None:
        return None
    try:
        found = QuestionSet.model_validate(content)
    except ValidationError as error:
        problems += [Problem(f"{file.name}: {_place(one['loc'])}", one["msg"].lower()) for one in error.errors()]
        return None
    wrong = list(_contradictions(file.name, found))
    problems += wrong
    return None if wrong else found


def _place(parts: tuple[int | str, ...]) -> str:
    """Where in the file, counted as people count: questions, 1, asks."""
    return ", ".join(str(part + 1) if isinstance(part, int) else part for part in parts)


def _contradictions(name: str, found: QuestionSet) -> Iterator[Problem]:
    for key, count in Counter(one.key for one in found.questions).items():
        if count > 1:
            yield Problem(f"{name}: question {key}", "stands there twice", "Give each question a key of its own.")
    if not any(found.gates()):
        what = "has no gate, so nothing says which files are good"
        yield Problem(name, what, 'Give the questions that good practice cannot do without kind = "gate".')
