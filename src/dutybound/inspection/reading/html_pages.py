"""The lines of a web page: a block is a line, an item of a list says how deep it stands, and menus are left out."""

import re

from lxml import etree, html

from dutybound.inspection.reading.lines import Line, line_of, tidied

LEFT_OUT = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "nav", "footer", "select", "button", "form", "iframe",
     "object")
)  # fmt: skip
INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
     "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var",
     "wbr")
)  # fmt: skip
LISTS = frozenset(("ul", "ol"))
DEEP = 2  # columns by which a list in a list is indented
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)


def lines_of_html(text: str) -> tuple[list[Line], str]:
    """The lines of a page, numbered as they come, and its address where the page names it."""
    try:
        page = html.document_fromstring(DECLARATION.sub("", text))
    except (etree.LxmlError, ValueError, AssertionError):
        return [], ""
    walk = _Walk()
    for event, element in etree.iterwalk(page, events=("start", "end", "comment", "pi")):
        walk.take(event, element)
    walk.flush()
    return walk.lines, _address(page)


class _Walk:
    """What has been read of a page so far."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.parts: list[str] = []
        self.depth = self.hidden = 0
        self.is_item = self.is_heading = False

    def take(self, event: str, element: etree._Element) -> None:
        if event == "start":
            self._start(element)
        elif event == "end":
            self._end(element)
        if event != "start" and not self.hidden and element.tail:
            self.parts.append(element.tail)

    def flush(self) -> None:
        text = tidied(" ".join("".join(self.parts).split()))
        self.parts = []
        line = line_of(len(self.lines) + 1, text, self.is_heading)
        if line is None:
            return
        is_bullet = self.is_item or line.is_bullet
        self.lines.append(Line(line.number, line.text, self.depth * DEEP, is_bullet, self.is_heading))
        self.is_item = False

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag).lower()
        if self.hidden or tag in LEFT_OUT or element.get("hidden") is not None or element.get("aria-hidden") == "true":
            self.hidden += 1
            return
        if tag not in INLINE:
            self.flush()
        self.depth += tag in LISTS
        self.is_item = tag == "li" or (self.is_item and tag in ("p", "div"))
        self.is_heading = bool(re.fullmatch(r"h[1-6]", tag)) or (self.is_heading and tag in INLINE)
        if tag == "img" and element.get("alt"):
            self.parts.append(f" {element.get('alt')} ")  # a grade is often a picture; its text says which
        if element.text:
            self.parts.append(element.text)

    def _end(self, element: etree._Element) -> None:
        if self.hidden:
            self.hidden -= 1
            return
        tag = str(element.tag).lower()
        if tag not in INLINE:
            self.flush()
            self.is_heading = False
        if tag == "li":
            self.is_item = False
        self.depth -= tag in LISTS


def _address(page: etree._Element) -> str:
    for path in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        for found in page.xpath(path):
            return str(found).strip()
    return ""
