"""Errors in the user's words: what happened, where, and what to do next; all problems at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

LISTED = 40  # names that are listed where none is near
PLACES = 3  # rows that are named where many have the same problem
ROW = re.compile(r"^(?P<before>.*\b)row (?P<place>.+)$")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where it stands, what it is, and what to try.

    `about` is the part of `what` in which it differs from what is alike in other rows, such as the name of a file.
    """

    where: str
    what: str
    remedy: str = ""
    about: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"\n    {self.remedy}" if self.remedy else "")


class DutyboundError(Exception):
    """Something was refused; it carries every problem found, never only the first."""

    headline = "Refused"
    shown = 40

    def __init__(self, problems: Iterable[Problem] | Problem, headline: str = "") -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.headline = headline or self.headline
        super().__init__(self.render())

    def render(self) -> str:
        """The headline with its count, then each problem; a very long list is cut and says so."""
        count = len(self.problems)
        lines = [f"{self.headline} ({count} problem{'s' if count != 1 else ''}):"]
        lines += [f"  {problem}" for problem in self.problems[: self.shown]]
        if count > self.shown:
            lines.append(f"  ... and {count - self.shown} more.")
        return "\n".join(lines)


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """What many rows have alike as one problem, with how many they are and the first few; all else as it stands."""
    found: dict[tuple[str, str, str], list[Problem]] = {}
    for one in problems:
        row = ROW.match(one.where)
        key = (row["before"], _alike(one), one.remedy) if row else (f"{one.where}:", one.what, one.remedy)
        found.setdefault(key, []).append(one)
    return [several[0] if len(several) == 1 else _together(several) for several in found.values()]


def _alike(one: Problem) -> str:
    """What is wrong, without its name: only where that stands whole, for an id "1" is no part of "q1" or of "S/1"."""
    return re.sub(rf"(?<![\w/-]){re.escape(one.about)}(?![\w/-])", "it", one.what) if one.about else one.what


def _together(several: Sequence[Problem]) -> Problem:
    first, rows = several[0], [ROW.match(one.where) for one in several]
    differ = len({one.about for one in several}) > 1
    named: dict[str, list[str]] = {}
    for one, row in zip(several, rows, strict=True):
        if row is not None:
            named.setdefault(one.about, []).append(f"{row['place']}: {one.about}" if differ else row["place"])
    if rows[0] is None:  # the very same, said twice of one place
        return first
    places = [places[0] for places in named.values()] + [one for places in named.values() for one in places[1:]]
    more = f" and {len(places) - PLACES:,} more" if len(places) > PLACES else ""
    where = f"{rows[0]['before']}{len(places):,} rows ({', '.join(places[:PLACES])}{more})"
    return Problem(where, _alike(first) if differ else first.what, first.remedy)


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known names, or lists what there is."""
    names = sorted({str(one) for one in known})
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return "Did you mean " + " or ".join(repr(one) for one in close) + "?"
    more = len(names) - LISTED
    listed = ", ".join(names[:LISTED]) + (f" and {more:,} more" if more > 0 else "")
    return f"There is: {listed}." if names else "There is none."
