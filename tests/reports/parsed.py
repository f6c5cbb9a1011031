"""A page as its elements, read by a parser that knows nothing of how it was made."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "img", "br", "link", "input", "hr"}


@dataclass(eq=False, repr=False)
class Element:
    name: str
    attributes: dict[str, str]
    parents: list["Element"]
    text: str = ""  # with that of what stands in it


@dataclass(eq=False, repr=False)
class Page(HTMLParser):
    """Every element in its order; `faults` are tags that do not match."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].name != tag:
            self.faults.append(f"</{tag}> at line {self.getpos()[0]}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, *names: str) -> list[Element]:
        return [element for element in self.elements if element.name in names]

    def one(self, name: str) -> Element:
        (found,) = self.all(name)
        return found

    def within(self, outer: Element, *names: str) -> list[Element]:
        return [element for element in self.all(*names) if outer in element.parents]


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page
