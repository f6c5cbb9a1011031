"""Cells: each value of a file of figures by the name that a person would look it up under."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

Cell = str | int | float | bool | None


def cells_of(content: Any, within: str = "") -> Iterator[tuple[str, Cell]]:
    """Every value of a JSON file with its name: "planned / rate / value". An empty list or section is a cell too."""
    parts = content.items() if isinstance(content, Mapping) else enumerate(content) if isinstance(content, list) else ()
    if isinstance(content, (Mapping, list)) and content:
        for name, part in parts:
            yield from cells_of(part, f"{within} / {name}" if within else f"{name}")
    else:
        yield within, f"{content}" if isinstance(content, (Mapping, list)) else content


def cell_hashes(content: Any) -> dict[str, str]:
    """SHA-256 of every value, as JSON writes it."""
    return {name: sha256(json.dumps(value).encode()).hexdigest() for name, value in cells_of(content)}
