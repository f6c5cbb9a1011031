"""The files of a report: the full one, the chief officers' page, the public one, and where every number comes from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dutybound.exchange.private import private, write_private
from dutybound.inspection.writing.blocks import Document
from dutybound.inspection.writing.origins import written
from dutybound.inspection.writing.page import page_of
from dutybound.inspection.writing.pieces import Number, Quoted
from dutybound.inspection.writing.text_document import write_text_document

FIGURES = "figures.json"


def write_documents(documents: Mapping[str, Document], folder: Path) -> dict[str, int]:
    """Each as NAME.html and NAME.docx, and figures.json over them all; returns how many numbers each has."""
    keys: dict[Number | Quoted, str] = {}
    for name, document in documents.items():
        for one in document.sources():
            keys.setdefault(one, f"{len(keys) + 1}")
        private(folder / f"{name}.html").write_text(page_of(document, keys), encoding="utf-8")
        write_text_document(document, private(folder / f"{name}.docx"))
    write_private(folder / FIGURES, {key: _told(one) for one, key in keys.items()})
    return {name: sum(isinstance(one, Number) for one in document.sources()) for name, document in documents.items()}


def _told(one: Number | Quoted) -> dict[str, Any]:
    value = {"value": one.value} if isinstance(one, Number) else {}
    return {"text": one.text, **value, "from": written(one.origin)}
