"""A document as a sequence of blocks: what it says, and nothing of how a page or a text document shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dutybound.inspection.writing.pieces import Number, Quoted, Sentence


@dataclass(frozen=True)
class Heading:
    level: int
    text: Sentence
    id: str


@dataclass(frozen=True)
class Paragraph:
    """`style`: "" for text, "grade" for a judgment, "quiet" for what stands back, "note" for what must be seen."""

    sentence: Sentence
    style: str = ""


@dataclass(frozen=True)
class Bullets:
    """Each item with the parts nested in it."""

    items: tuple[tuple[Sentence, tuple[Sentence, ...]], ...]


@dataclass(frozen=True)
class Table:
    """The first cell of each row heads it; columns from `numbers` on hold figures."""

    caption: Sentence
    header: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    numbers: int = 1


@dataclass(frozen=True)
class Chart:
    """A picture (the address of one that holds all of itself), what it shows in words, and what to know to read it."""

    picture: str
    alt: Sentence
    caption: Sentence


Block = Heading | Paragraph | Bullets | Table | Chart


@dataclass(frozen=True)
class Document:
    """`kind` stands at the top: what it is, and who may see it."""

    title: str
    kind: str
    lead: Sentence
    facts: tuple[tuple[str, Sentence], ...]
    blocks: tuple[Block, ...]
    foot: Sentence
    is_one_page: bool = False

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of it, in its order."""
        yield self.lead
        yield from (said for _, said in self.facts)
        for block in self.blocks:
            yield from sentences_of(block)
        yield self.foot

    def sources(self) -> Iterator[Number | Quoted]:
        """Every number, and all words that are carried over with numbers in them, in their order."""
        for sentence in self.sentences():
            yield from (one for one in sentence if not isinstance(one, str))


def sentences_of(block: Block) -> Iterator[Sentence]:
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(sentence=sentence):
            yield sentence
        case Bullets(items=items):
            for item, parts in items:
                yield item
                yield from parts
        case Table(caption=caption, rows=rows):
            yield caption
            for row in rows:
                yield from row
        case Chart(alt=alt, caption=caption):
            yield alt
            yield caption
