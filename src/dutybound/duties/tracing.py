"""While a standard is being read: where its author's slips are collected, all of them, each at its line."""

import dis
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, NoReturn

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.policy import PolicyBook
from dutybound.duties.schema import Schema, Table


class StandardStopped(Exception):
    """The body cannot be read on from here; the slips found so far say why."""


@dataclass
class Trace:
    """One standard being read: what it may refer to, where it is written, and what was wrong with it so far."""

    name: str
    file: str
    subject: Table
    schema: Schema
    policy: PolicyBook
    begins: int = 1  # the line at which it is declared
    slips: list[Problem] = field(default_factory=list)

    def slip(self, what: str, remedy: str = "", line: int | None = None) -> None:
        self.slips.append(Problem(f"{self.file}:{line or self.line()} ({self.name})", what, remedy))

    def line(self) -> int:
        """The line of the body that is being read; once it has returned, that of its declaration."""
        frame = self._frame()
        return self.begins if frame is None else frame.f_lineno

    def operation(self) -> str:
        """What the body is doing, as Python calls it: CONTAINS_OP where it asks `x in ...`."""
        frame = self._frame()
        steps = () if frame is None else dis.get_instructions(frame.f_code)
        return next((step.opname for step in steps if frame is not None and step.offset == frame.f_lasti), "")

    def _frame(self) -> FrameType | None:
        """The innermost frame of the author's own file; none once the body has returned."""
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != self.file:
            frame = frame.f_back
        return frame


CURRENT: ContextVar[Trace | None] = ContextVar("trace", default=None)


@contextmanager
def tracing(trace: Trace) -> Iterator[Trace]:
    token = CURRENT.set(trace)
    try:
        yield trace
    finally:
        CURRENT.reset(token)


def trace() -> Trace:
    """The standard being read; the words of the language mean nothing outside one."""
    current = CURRENT.get()
    if current is None:
        raise DutyboundError(
            Problem("standard", "within(...), policy(...) and the other words can only be used in its body")
        )
    return current


def slip(what: str, remedy: str = "", line: int | None = None) -> "Unknown":
    """Note a slip and go on, with something that causes no further complaints."""
    trace().slip(what, remedy, line)
    return Unknown()


def stop(what: str, remedy: str = "") -> NoReturn:
    """Note a slip after which nothing sensible can be read."""
    trace().slip(what, remedy)
    raise StandardStopped


def built(make: Callable[..., Any], *parts: Any, **named: Any) -> Any:
    """A node, or Unknown: because a part of it is, or because it cannot be built this way."""
    if any(isinstance(part, Unknown) for part in (*parts, *named.values())):
        return Unknown()
    try:
        return make(*parts, **named)
    except DutyboundError as error:
        for problem in error.problems:
            trace().slip(problem.what, problem.remedy)
        return Unknown()


class Unknown:
    """Stands where a slip was made, so that the rest of the body can still be read."""

    def __getattr__(self, name: str) -> "Unknown":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> "Unknown":
        return self

    def __bool__(self) -> bool:
        raise StandardStopped

    def __eq__(self, _: object) -> "Unknown":  # type: ignore[override]
        return self

    def __iter__(self) -> Iterator[Any]:
        raise StandardStopped

    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __or__ = __and__ = __ror__ = __rand__ = __eq__  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]

    def __invert__(self) -> "Unknown":
        return self
