"""A document as one page of HTML that needs nothing else; each number is an element that says where it comes from."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dutybound.inspection.writing.blocks import Document
from dutybound.inspection.writing.pieces import Number, Quoted, Sentence, plain
from dutybound.reports.compiled_templates import COMPILED
from dutybound.reports.rendering import TEMPLATES as SHARED
from dutybound.reports.rendering import page_style

TEMPLATES = Path(__file__).parent / "templates"

#: The key of each number and of all words carried over, in figures.json.
Keys = Mapping[Number | Quoted, str]


def page_of(document: Document, keys: Keys) -> str:
    """The whole page; whatever comes from a source, a framework or a person is escaped."""
    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, SHARED], encoding="utf-8"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, bytecode_cache=COMPILED,
    )  # fmt: skip
    environment.filters.update(said=lambda sentence: _said(sentence, keys), kind=lambda block: type(block).__name__)
    environment.globals.update(plain=plain)
    style = page_style() + Markup((TEMPLATES / "written.css").read_text(encoding="utf-8"))
    return environment.get_template("written.html").render(document=document, style=style)


def _said(sentence: Sentence, keys: Keys) -> Markup:
    return Markup("").join(_piece(one, keys) for one in sentence)


def _piece(one: str | Number | Quoted, keys: Keys) -> Markup:
    if isinstance(one, str):
        return escape(one)
    if isinstance(one, Number):
        return Markup('<data value="{}" data-source="{}">{}</data>').format(f"{one.value:.6g}", keys[one], one.text)
    return Markup('<span class="said" data-source="{}">{}</span>').format(keys[one], one.text)
