"""@standard, @measure and .example called wrongly: said in words with all other slips, not as Python's TypeError."""

import inspect
import sys
from collections.abc import Callable, Mapping
from functools import cache, wraps
from types import MappingProxyType
from typing import Any, ParamSpec, Protocol, TypeVar

from dutybound.base.errors import Problem, nearest

signature = cache(inspect.signature)  # of the few words that declare, and all standards are declared by them
P = ParamSpec("P")
Given = TypeVar("Given")
PACKAGE = __name__.rpartition(".")[0]


class Declared(Protocol):
    """What a declaring word makes of a function; `slips` are reported when it is read."""

    slips: list[Problem]


def caller() -> str:
    """Where in the author's file a word is called: the nearest line outside the language."""
    frame = sys._getframe(1)
    while f"{frame.f_globals.get('__name__')}.".startswith(f"{PACKAGE}.") and frame.f_back is not None:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def forgiving(
    explained: Mapping[str, str] | None = None, /, **stand_ins: Any
) -> Callable[[Callable[P, Callable[..., Any]]], Callable[P, Callable[..., Any]]]:
    """For a declaring word: a wrong call is noted on what is declared, and `stand_ins` let the rest be read.

    `explained` says of an argument that was left out what it may be.
    """

    def wrap(word: Callable[P, Callable[..., Any]]) -> Callable[P, Callable[..., Any]]:
        @wraps(word)
        def called(*args: P.args, **named: P.kwargs) -> Callable[..., Any]:
            slips = wrong_call(word, f"@{word.__name__}", args, named, explained or {})
            if not slips:
                return word(*args, **named)
            known = {name: value for name, value in named.items() if name in signature(word).parameters}
            decorate: Callable[..., Any] = word(**{**stand_ins, **known})  # type: ignore[call-arg]

            def declared(body: Callable[..., Any]) -> Any:
                return noted(decorate(body), slips)

            return declared(args[0]) if args and callable(args[0]) else declared

        return called

    return wrap


def noting(method: Callable[..., None]) -> Callable[..., None]:
    """For .example: a wrong call is noted on the declaration, and gives no example."""

    @wraps(method)
    def called(self: Declared, *args: Any, **named: Any) -> None:
        slips = wrong_call(method, f".{method.__name__}(...)", (self, *args), named)
        if slips:
            noted(self, slips)
        else:
            method(self, *args, **named)

    return called


def noted(declared: Given, slips: list[Problem]) -> Given:
    declared.slips.extend(slips)  # type: ignore[attr-defined]
    return declared


def wrong_call(
    word: Callable[..., Any],
    title: str,
    args: tuple[Any, ...],
    named: Mapping[str, Any],
    explained: Mapping[str, str] = MappingProxyType({}),
) -> list[Problem]:
    """Everything that does not fit a word's own parameters."""
    where, parameters = caller(), signature(word).parameters.values()
    placed = [one for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    names = [one.name for one in parameters if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]
    given = {one.name for one in placed[: len(args)]} | set(named)
    needed = [one.name for one in parameters if one.default is one.empty and one.name in names]
    missing = [name for name in needed if name not in given]
    problems = []
    if len(args) > len(placed):
        what = f"{title} is given something without saying what it is"
        problems.append(Problem(where, what, f"Give each by its name: {title}({needed[0]}=..., ...)."))
    if missing:
        meant = [explained[name] for name in missing if name in explained]
        remedy = " ".join([f"Add {'=..., '.join(missing)}=....", *meant])
        problems.append(Problem(where, f"{title} does not say {', '.join(missing)}", remedy))
    if not any(one.kind is one.VAR_KEYWORD for one in parameters):
        problems += [
            Problem(where, f"{title} has no {name!r}", nearest(name, names)) for name in named if name not in names
        ]
    return problems
