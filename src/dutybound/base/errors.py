"""Errors in the user's words: what happened, where, and what to do next; all problems at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LISTED = 40  # names that are listed where none is near


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where it stands, what it is, and what to try."""

    where: str
    what: str
    remedy: str = ""

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


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known names, or lists what there is."""
    names = sorted({str(one) for one in known})
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return "Did you mean " + " or ".join(repr(one) for one in close) + "?"
    more = len(names) - LISTED
    listed = ", ".join(names[:LISTED]) + (f" and {more:,} more" if more > 0 else "")
    return f"There is: {listed}." if names else "There is none."
