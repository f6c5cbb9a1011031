"""What a force writes about an instrument of its own, checked against its form; every problem at once."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from dutybound.base.errors import DutyboundError, Problem, nearest


class Written(BaseModel):
    """A part of a file that a force writes; an unknown key is refused, and a blank is no text."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


W = TypeVar("W", bound=Written)


def parsed(form: type[W], content: Mapping[str, Any], where: str, headline: str) -> W:
    """The content of a file in its form; `where` names the file."""
    try:
        return form.model_validate(dict(content))
    except ValidationError as error:
        raise DutyboundError([_problem(one, form, where) for one in error.errors()], headline) from None


def _problem(error: Any, form: type[Written], where: str) -> Problem:
    at = error["loc"]
    place = f"{where}: {'.'.join(str(one + 1) if isinstance(one, int) else one for one in at)}" if at else where
    if error["type"] == "extra_forbidden":
        return Problem(place, "is not known here", nearest(at[-1], form.model_fields) if len(at) == 1 else "")
    if error["type"] == "missing":
        return Problem(place, "is missing")
    what = error["msg"].removeprefix("Value error, ")
    return Problem(place, f"{what[:1].lower()}{what[1:]}")
