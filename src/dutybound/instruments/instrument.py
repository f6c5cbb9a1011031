"""What an instrument is: answers in, a score out, with what raised it and what was not answered.

Nothing here decides anything about a person. A score is evidence for somebody who does, and names who that is.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from dutybound.base.errors import DutyboundError, Problem, nearest

#: How pydantic calls a figure that is too small or too large: where it keeps the limit, and what to say.
BOUNDS = {
    "greater_than_equal": ("ge", "less than"),
    "greater_than": ("gt", "not more than"),
    "less_than_equal": ("le", "more than"),
    "less_than": ("lt", "not less than"),
}


class Answers(BaseModel):
    """What a person answered. None is "not answered", which is never "no"; an unknown name is refused.

    Texts are taken without blanks around them, so that a blank is no reason.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


@dataclass(frozen=True)
class Reason:
    """One thing that moved a score: what was answered, and how many points (or how much of the sum) it brought."""

    text: str
    points: float | None = None


@dataclass(frozen=True)
class Score:
    """What an instrument makes of answers.

    `value` is what the publication computes from what was answered, in `unit`; None where it computes nothing.
    `bands` are those that are still possible, lowest first: one, unless what was not answered could lift it. The lowest
    band is never the only one while anything that could lift it is unanswered: unknown is never low.
    """

    value: float | None
    unit: str
    bands: tuple[str, ...]
    reasons: tuple[Reason, ...]
    unanswered: tuple[str, ...] = ()
    parts: dict[str, float] = field(default_factory=dict)  # other figures of the publication, by name with unit

    @property
    def band(self) -> str | None:
        """The band, where it is certain."""
        return self.bands[0] if len(self.bands) == 1 else None

    @property
    def treat_as(self) -> str | None:
        """The highest band that is possible: what to act on until the rest is answered."""
        return self.bands[-1] if self.bands else None


@dataclass(frozen=True)
class Instrument:
    """One edition of a scoring tool. `family` is what it is about: editions of one family follow one another by date.

    `bands` are lowest first. `score` raises `DutyboundError` where it may not score, and says why.
    """

    name: str
    title: str
    family: str
    version: str
    source: str
    mark: str  # published, force policy, project default
    answers: type[Answers]
    score: Callable[[Any], Score]
    bands: tuple[str, ...] = ()
    valid_from: date | None = None  # by the date of assessment
    valid_to: date | None = None  # its last day
    dates_mark: str = "published"  # where these two days stand, which may be lower than the formula does

    def holds_on(self, day: date) -> bool:
        """Whether it is the one to use for an assessment on this day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def of(self, given: dict[str, Any]) -> Score:
        """Score answers by name; every one that cannot be read is reported at once."""
        return self.score(self.read(given))

    def read(self, given: dict[str, Any]) -> Answers:
        """Answers by name, checked. A yes where a number is asked for is refused: pydantic would take it for 1."""
        said = "is yes or no, and a number is asked for"
        problems = [Problem(one, said) for one in numbers(self.answers) if isinstance(given.get(one), bool)]
        try:
            answers = self.answers.model_validate(given)
        except ValidationError as error:
            problems += [self._problem(one) for one in error.errors()]
        if problems:
            raise DutyboundError(problems, f"{self.title} cannot score these answers")
        return answers

    def _problem(self, error: Any) -> Problem:
        where = ".".join(str(one) for one in error["loc"]) or self.name
        if error["type"] == "extra_forbidden":
            return Problem(where, f"is no question of {self.title}", nearest(where, self.answers.model_fields))
        if error["type"] == "missing":
            return Problem(where, "field required", "It cannot be scored without.")
        what, how = _in_words(error)
        return Problem(where, what, f"{how} Leave it out if nobody answered it.".lstrip())


def _in_words(error: Any) -> tuple[str, str]:
    """What is wrong with an answer and how to write it; what has no words here, as the check of forms says it."""
    kind, given, limits = error["type"], error["input"], error.get("ctx", {})
    if kind.startswith("bool"):
        return f"{given!r} is neither yes nor no", 'Write true or false; "yes" and "no" are read too.'
    if kind.startswith("date"):
        return f"{given!r} is no day", 'Write it like 1995-03-14, or "14/03/1995".'
    if kind == "literal_error":
        return f"{given!r} is none of its answers", f"Write one of: {limits['expected'].replace(' or ', ', ')}."
    if kind.startswith("int"):
        return f"{given!r} is no whole number", ""
    if kind in BOUNDS:
        name, words = BOUNDS[kind]
        return f"{given} is {words} {limits[name]}", ""
    what = error["msg"].removeprefix("Value error, ")
    return f"{what[:1].lower()}{what[1:]}", ""


@cache
def numbers(answers: type[Answers]) -> tuple[str, ...]:
    """The questions that are answered with a number, and not with yes or no."""
    kinds = {name: {one.annotation, *get_args(one.annotation)} for name, one in answers.model_fields.items()}
    return tuple(name for name, kind in kinds.items() if kind & {int, float} and bool not in kind)


def possible(bands: tuple[str, ...], least: str, most: str) -> tuple[str, ...]:
    """The bands from the one that is reached already to the one that may be."""
    return bands[bands.index(least) : bands.index(most) + 1]


def unanswered(answers: Answers) -> tuple[str, ...]:
    """The names of the questions that nobody answered, in the order of the form."""
    return tuple(name for name in type(answers).model_fields if getattr(answers, name) is None)
