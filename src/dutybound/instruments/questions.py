"""What an instrument asks, in words: each question by its name, what it asks about, and how it is answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dutybound.instruments.instrument import Instrument

PLAIN = {"boolean": "yes or no", "integer": "a whole number", "number": "a number", "string": "a text"}
FORMATS = {"date": "a date", "date-time": "a time"}


@dataclass(frozen=True)
class Asked:
    """One question. `needed`: nothing is scored without it."""

    name: str
    about: str
    kind: str
    needed: bool


def questions(one: Instrument) -> Iterator[Asked]:
    """Every question of an instrument, in the order of its form."""
    shape = one.answers.model_json_schema()
    needed = set(shape.get("required", ()))
    for name, body in shape["properties"].items():
        yield Asked(name, str(body.get("title", name)), _kind(body, shape.get("$defs", {})), name in needed)


def _kind(body: dict[str, Any], parts: dict[str, Any]) -> str:
    """How a question is answered, from the JSON Schema of its answer."""
    if "$ref" in body:
        return _kind(parts[body["$ref"].rpartition("/")[2]], parts)
    if "anyOf" in body:
        kinds = [_kind(one, parts) for one in body["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if values := body.get("enum", [body["const"]] if "const" in body else []):
        return f"one of: {', '.join(str(one) for one in values)}"
    if body.get("type") == "array":
        return f"a list; each {_kind(body.get('items', {}), parts)}"
    if body.get("type") == "object":
        inner = body.get("additionalProperties")
        return f"by name, {_kind(inner, parts)}" if isinstance(inner, dict) else "by name"
    return FORMATS.get(body.get("format", ""), PLAIN.get(body.get("type", ""), "a value"))
