"""Words in a body that mean nothing: each is a slip with the nearest that does, and the rest is still read."""

import builtins
import dis
from collections.abc import Callable, Iterator
from importlib import import_module
from types import CodeType, FunctionType
from typing import Any

from dutybound.base.errors import nearest
from dutybound.duties.tracing import Unknown, slip


def known_words(body: Callable[..., Any]) -> Callable[..., Any]:
    """The body, with something that causes no further complaints in the place of words that nobody defines."""
    if not isinstance(body, FunctionType):
        return body
    unknown: dict[str, int | None] = {}
    for name, line in _looked_up(body.__code__):
        if name not in body.__globals__ and not hasattr(builtins, name):
            unknown.setdefault(name, line)
    for name, line in unknown.items():
        slip(f"{name!r} means nothing here", remedy_for(name, body.__globals__), line)
    filled = {**body.__globals__, **{name: Unknown() for name in unknown}}
    copy = FunctionType(body.__code__, filled, body.__name__, body.__defaults__, body.__closure__)
    copy.__kwdefaults__ = body.__kwdefaults__
    return copy if unknown else body


def remedy_for(name: str, defined: dict[str, Any] | None = None) -> str:
    """A word of the language that was not imported, or the nearest that there is."""
    words: list[str] = import_module("dutybound.duties").__all__
    if name in words:
        return f"Write from dutybound.duties import {name}."
    own = [one for one, value in (defined or {}).items() if not one.startswith("_") and one.islower() and value]
    return nearest(name, [*words, *own])


def _looked_up(code: CodeType) -> Iterator[tuple[str, int | None]]:
    """The names that a body looks up outside itself, each with its line."""
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"):
            yield step.argval, step.positions.lineno if step.positions else None
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _looked_up(inner)
