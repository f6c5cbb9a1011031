"""The policy that comes with the standards of practice: law and guidance of each area, beside its standards."""

from functools import cache, reduce
from importlib.resources import files
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.policy import PolicyBook, policy_from
from dutybound.exchange.toml_files import read_toml

#: The folders of the areas, each with its standards in files of Python and its policy in `policy/`.
PRACTICE = Path(str(files("dutybound") / "standards" / "practice"))


@cache
def packs() -> PolicyBook:
    """All figures of all areas, as one book."""
    problems: list[Problem] = []
    books = []
    for path in sorted(PRACTICE.glob("*/policy/*.toml")):
        content = read_toml(path, problems)
        if content is not None:
            books.append(policy_from(content, path.relative_to(PRACTICE).as_posix()))
    if problems:
        raise DutyboundError(problems, "The policy of the standards of practice cannot be used")
    return reduce(PolicyBook.joined, books, PolicyBook())
