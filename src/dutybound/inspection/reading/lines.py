"""Lines of a report, whatever it was a file of: text, and as much of the layout as carries meaning."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BULLET = re.compile("^(?:[•◦▪‣·●○■□\u2013\u2014*-]|o(?=\\s+[a-zA-Z]))\\s+(?=\\S)")
LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2011", "''\"\"---")


@dataclass(frozen=True)
class Line:
    """One line that says something: where it stood (from 1), and of a list item how far it was indented."""

    number: int
    text: str
    indent: int = 0
    is_bullet: bool = False
    is_heading: bool = False  # the file itself says so

    @property
    def plain(self) -> str:
        return plain(self.text)


def plain(text: str) -> str:
    """For comparing: small letters, straight quotation marks, single spaces, no full stop at the end."""
    return " ".join(text.translate(QUOTES).casefold().split()).rstrip(" .:")


def tidied(text: str) -> str:
    """A text without what cannot be seen, its white space single."""
    shown = INVISIBLE.sub("", unicodedata.normalize("NFC", text.translate(LIGATURES)))
    return " ".join("".join(one if one.isprintable() else " " for one in shown).split())


def line_of(number: int, raw: str, is_heading: bool = False) -> Line | None:
    """A line of a text, or None if nothing stands in it."""
    wide = raw.replace("\u00a0", " ").expandtabs(4)
    text = tidied(wide)
    if not text:
        return None
    bullet = BULLET.match(text)
    indent = len(wide) - len(wide.lstrip())
    if bullet is None:
        return Line(number, text, indent, False, is_heading)
    return Line(number, text[bullet.end() :], indent, True)


def lines_of_text(text: str) -> list[Line]:
    """The lines of a plain text; what is indented below a list item and is none itself belongs to the item."""
    found: list[Line] = []
    is_next = False  # the line directly below, nothing between
    for number, raw in enumerate(text.splitlines(), start=1):
        line = line_of(number, raw)
        if line is None:
            is_next = False
            continue
        if is_next and found[-1].is_bullet and not line.is_bullet and line.indent > found[-1].indent:
            found[-1] = joined(found[-1], line)
        else:
            found.append(line)
        is_next = True
    return found


def joined(first: Line, second: Line) -> Line:
    """A line that goes on in the next."""
    return Line(first.number, f"{first.text} {second.text}", first.indent, first.is_bullet, first.is_heading)


SENTENCE_END = re.compile(r"(?<=[.?!…])[\"')]*\s+(?=[\"'(]?[A-Z0-9])")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph, as they stand."""
    for one in SENTENCE_END.split(text):
        if one.strip():
            yield one.strip()


def stems(text: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """What words of a text are about: no small words, no endings. `crimes`, `crime` and `investigating` alike.

    Endings are cut crudely, since both sides of a comparison are cut alike.
    """
    left_out = SMALL_WORDS | set(without)
    words = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.translate(QUOTES).casefold().replace("'s", ""))
    return tuple(stem(one) for one in words if one not in left_out and len(one) > 1)


def stem(word: str) -> str:
    """A word without its ending."""
    word = word.replace("-", "")
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return _undoubled(word[: len(word) - len(ending)] + instead)
    return word


def _undoubled(word: str) -> str:
    """ "Mapping" and "map"; but "call" and "press" stay."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdgmnprt" else word


ENDINGS = (
    ("isations", "is"), ("isation", "is"), ("ised", "is"), ("ising", "is"), ("ises", "is"), ("ise", "is"),
    ("igations", "ig"), ("igation", "ig"), ("igating", "ig"), ("igated", "ig"), ("igates", "ig"), ("igate", "ig"),
    ("igators", "ig"), ("igator", "ig"), ("igative", "ig"), ("essments", "ess"), ("essment", "ess"), ("essing", "ess"),
    ("esses", "ess"), ("essed", "ess"), ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""), ("ations", ""),
    ("ation", ""), ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""), ("isors", "is"), ("isor", "is"),
    ("ision", "is"), ("ively", ""), ("iveness", ""), ("ives", ""), ("ive", ""), ("tions", "t"), ("tion", "t"),
    ("ings", ""), ("ing", ""), ("ately", ""), ("ally", ""), ("ly", ""), ("ies", "y"), ("ied", "y"), ("ers", ""),
    ("er", ""), ("ors", ""), ("or", ""), ("ed", ""), ("es", ""), ("al", ""), ("s", ""), ("e", ""),
)  # fmt: skip
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about above after all also although an and any are area areas as at be because been before
        being between both but by can could did do does during each effective effectively ensure for
        force forces from further had has have how however if in including into is it its itself
        just may might more most much must need needs no not of on one or other our out over own
        police policing constabulary rather same should since so some such than that the their them
        there these they this those through to too under until up use used uses using very was we
        well were what when where whether which while who whose will with within work works would
        yet
        """,
    )
)
