"""Parts of a scenario made from what a file says, each key held to the kind of value that it takes, in words."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from dutybound.base.errors import Problem, nearest

WORDS = {int: "a whole number", float: "a number", str: "text in quotes", date: "a day such as 2016-05-01"}


def made_of(kind: Any, body: Any, where: str, problems: list[Problem]) -> Any:
    """A part of a scenario from its keys and values, or None; what is wrong is added to the problems."""
    found = len(problems)
    if not isinstance(body, Mapping):
        problems.append(Problem(where, f"is {body!r}, and takes keys with values"))
        return None
    hints = get_type_hints(kind)
    needed = [one.name for one in fields(kind) if one.default is one.default_factory]
    problems += [Problem(where, f"unknown key {key!r}", nearest(key, hints)) for key in sorted({*body} - {*hints})]
    problems += [Problem(where, f"{name} is missing") for name in needed if name not in body]
    problems += [
        Problem(where, f"{name} is {value!r}, and takes {wanted}")
        for name, value in body.items()
        if name in hints and (wanted := _unlike(value, hints[name]))
    ]
    if len(problems) > found:
        return None
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in body.items()})


def _unlike(value: Any, hint: Any) -> str:
    """What a key takes, in words, if a value is something else."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return "" if any(not _unlike(value, one) for one in args if one is not type(None)) else _unlike(value, args[0])
    if origin is tuple:
        each = args[:1] * len(value) if isinstance(value, list | tuple) and args[-1] is Ellipsis else args
        alike = isinstance(value, list | tuple) and len(value) == len(each)
        alike = alike and not any(_unlike(one, part) for one, part in zip(value, each, strict=True))
        count = "any number of" if args[-1] is Ellipsis else str(len(args))
        return "" if alike else f"a list of {count} ({WORDS[args[0]]})"
    if origin is not None:  # a mapping of names to numbers
        wanted = args[1]
        alike = isinstance(value, Mapping) and not any(_unlike(one, wanted) for one in value.values())
        return "" if alike else f"{{ name = {WORDS[wanted]} }}"
    numeric = (int, float) if hint is float else hint
    plain = isinstance(value, numeric) and not isinstance(value, bool) and not isinstance(value, datetime)
    return "" if plain else WORDS[hint]
