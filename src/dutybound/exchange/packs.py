"""The policy that comes with the standards of practice: law and guidance of each area, beside its standards."""

from functools import cache, reduce
from importlib.resources import files
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.policy import PolicyBook, policy_from
from dutybound.exchange.toml_files import collected, read_toml

#: The folders of the areas, each with its standards in files of Python and its policy in `policy/`.
PRACTICE = Path(str(files("dutybound") / "standards" / "practice"))


@cache
def packs() -> PolicyBook:
    """All figures of all areas, as one book."""
    problems: list[Problem] = []
    paths = sorted(PRACTICE.glob("*/policy/*.toml"))
    books = [book for path in paths if (book := book_of(path, PRACTICE, problems)) is not None]
    if problems:
        raise DutyboundError(problems, "The policy of the standards of practice cannot be used")
    return reduce(PolicyBook.joined, books, PolicyBook())


def book_of(path: Path, folder: Path, problems: list[Problem]) -> PolicyBook | None:
    """The figures of one file, named from a folder; None, with the reasons added, where they cannot be used."""
    content = read_toml(path, problems)
    name = path.relative_to(folder).as_posix()
    if content is None:
        return None
    entries = content.get("policy", [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        problems.append(Problem(f"{name}: policy", "is not a list of entries", "Write each entry under [[policy]]."))
        return None
    return collected(problems, policy_from, content, name)
