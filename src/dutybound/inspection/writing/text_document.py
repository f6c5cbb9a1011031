"""A document as .docx, from the same blocks as the page: headings, tables that can be read aloud,
described pictures."""

import base64
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import docx
import vl_convert
from docx.document import Document as TextDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from dutybound.inspection.writing.blocks import Block, Bullets, Chart, Document, Heading, Paragraph, Table
from dutybound.inspection.writing.pieces import plain

#: The width of a picture, and how many dots of it stand for one of the page.
WIDTH, SCALE = Cm(16), 1.5


def write_text_document(document: Document, file: Path) -> None:
    """The document in a file of its own, for people who write on in it."""
    made = docx.Document()
    made.core_properties.title = document.title
    made.core_properties.author = "Dutybound"
    made.core_properties.language = "en-GB"
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(11)
    for section in made.sections:
        section.left_margin = section.right_margin = Cm(2.2)
    made.add_paragraph().add_run(document.kind).bold = True
    made.add_heading(document.title, 0)
    made.add_paragraph(plain(document.lead))
    for name, sentence in document.facts:
        line = made.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(plain(sentence))
    for block in document.blocks:
        _add(made, block)
    made.add_paragraph(plain(document.foot))
    made.save(str(file))


def _add(made: TextDocument, block: Block) -> None:
    match block:
        case Heading(level, text):
            made.add_heading(plain(text), level - 1)
        case Paragraph(sentence, style):
            run = made.add_paragraph().add_run(plain(sentence))
            run.bold, run.italic = style.startswith("grade"), style == "quiet"
        case Bullets(items):
            for item, parts in items:
                made.add_paragraph(plain(item), style="List Bullet")
                for part in parts:
                    made.add_paragraph(plain(part), style="List Bullet 2")
        case Table():
            _add_table(made, block)
        case Chart():
            _add_picture(made, block)


def _add_table(made: TextDocument, block: Table) -> None:
    made.add_paragraph(plain(block.caption), style="Caption")
    table = made.add_table(rows=1, cols=len(block.header), style="Light List Accent 1")
    for cell, name in zip(table.rows[0].cells, block.header, strict=True):
        cell.text = name
    _repeat_heading(table.rows[0])
    for row in block.rows:
        for cell, sentence in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(sentence)


def _repeat_heading(row: object) -> None:
    """The first row heads the table on every page, and for whoever has it read aloud."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    heading = OxmlElement("w:tblHeader")
    heading.set(qn("w:val"), "true")
    properties.append(heading)


def _add_picture(made: TextDocument, block: Chart) -> None:
    made.add_picture(BytesIO(_png(block.picture)), width=WIDTH)
    shape = made.inline_shapes[-1]._inline.docPr
    shape.set("descr", plain(block.alt))
    made.add_paragraph(plain(block.caption))


@lru_cache(maxsize=256)
def _png(picture: str) -> bytes:
    """The picture as dots: a text document shows no drawing."""
    svg = base64.b64decode(picture.partition(",")[2]).decode()
    return bytes(vl_convert.svg_to_png(svg, scale=SCALE))
