"""TOML as a force writes it: what is wrong is said with file and line, and reading goes on to the next file."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from dutybound.base.errors import DutyboundError, Problem

P = ParamSpec("P")
T = TypeVar("T")
SHOWN = 100  # characters of a line
POSITION = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def read_toml(path: Path, problems: list[Problem]) -> dict[str, Any] | None:
    """The content of a file, or None with the reason among the problems."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        problems.append(Problem(f"{path.name}, line {line}", "is not UTF-8", "Save the file as UTF-8."))
    except ValueError as error:  # a slip of TOML, or a day or a number that there cannot be
        problems.append(_broken(path, str(error)))
    except RecursionError:
        problems.append(Problem(path.name, "cannot be read as TOML: it has lists within lists, too many to read"))
    except OSError as error:
        problems.append(Problem(path.name, f"cannot be opened: {error.strerror}"))
    return None


def collected(problems: list[Problem], read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """What `read` returns, or None with its problems added to the others."""
    try:
        return read(*args, **kwargs)
    except DutyboundError as error:
        problems += error.problems
        return None


def sections(content: Mapping[str, Any], where: str, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """The entries that are sections; whatever else stands there is a problem."""
    problems += [
        Problem(f"{where}: {name}", "is not a section", f"Write it as [{name}].")
        for name, body in content.items()
        if not isinstance(body, dict)
    ]
    return {name: body for name, body in content.items() if isinstance(body, dict)}


def _broken(path: Path, message: str) -> Problem:
    position = POSITION.search(message)
    line = f", line {position['line']}" if position and position["line"] else ", at its end" if position else ""
    what = POSITION.sub("", message)
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    number = int(position["line"]) if position and position["line"] else len(lines)
    text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    shown = f"The line is: {text[:SHOWN]}{' ...' if len(text) > SHOWN else ''}" if text else ""
    return Problem(f"{path.name}{line}", f"cannot be read as TOML: {what[:1].lower()}{what[1:]}", shown)
