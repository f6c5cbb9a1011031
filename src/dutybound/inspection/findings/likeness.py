"""How alike two findings are, with the reasons, so that a person can say whether they are of one failing.

Two things count: whether both name the same failing of a published list (`failings.toml`), and how alike their words
are. The pair alone decides its score, so that a proposal does not change with what else is in the register.
Measured on pairs marked by hand: tests/inspection/findings/marked.py.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from rapidfuzz.fuzz import token_set_ratio

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.toml_files import read_toml

METHOD = "failings and wording, version 1"
#: From this score a pair is called likely, and from the other possible; below, it is not shown. Project defaults.
LIKELY, POSSIBLE = 0.6, 0.45
#: How much a shared failing is worth, and how much of alike wording counts where each names a failing of its own.
SHARED, APART = 0.6, 0.55
EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been by do does ensure ensures every for force from has have how in is it its make "
        "makes must needs not of on or should so some sure that the their them they this to when which who with",
    )
)


class Failing(BaseModel):
    """A failing by the words that name it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    practice: tuple[str, ...]
    object: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    def is_named(self, text: str, context: str) -> bool:
        return (
            _any_of(self.practice).search(text) is not None
            and (not self.object or _any_of(self.object).search(f"{text} {context}") is not None)
            and (not self.but or _any_of(self.but).search(text) is None)
        )


@dataclass(frozen=True)
class Statement:
    """What is compared: the words of a finding, and the question that it stands under in words."""

    text: str
    context: str = ""


@dataclass(frozen=True)
class Likeness:
    """A score from 0 to 1, and what it rests on."""

    score: float
    reasons: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        return self.score >= LIKELY


def likeness(one: Statement, other: Statement) -> Likeness:
    """How alike two statements are."""
    mine, theirs = failings_in(one), failings_in(other)
    words = token_set_ratio(_plain(one.text), _plain(other.text)) / 100
    shared = sorted(mine & theirs)
    if shared:
        score = SHARED + (1 - SHARED) * words * len(shared) / len(mine | theirs)
    else:
        score = APART * words if mine and theirs else words * words
    titles = [f"both are about {failings()[key].title}" for key in shared]
    return Likeness(round(score, 3), (*titles, f"wording {words:.0%} alike"))


def failings_in(one: Statement) -> frozenset[str]:
    """The failings of the list that a statement names."""
    text, context = (" ".join(part.casefold().replace("\u2019", "'").split()) for part in (one.text, one.context))
    return frozenset(key for key, failing in failings().items() if failing.is_named(text, context))


@cache
def failings(file: Path = Path(__file__).with_name("failings.toml")) -> dict[str, Failing]:
    """The list of failings, by key."""
    problems: list[Problem] = []
    told = read_toml(file, problems)
    if told is None:
        raise DutyboundError(problems, "The list of failings cannot be used")
    return {key: Failing.model_validate(one) for key, one in told.items()}


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words or phrases; a star stands for the rest of a word."""
    words = (re.escape(one).replace(r"\*", r"[\w-]*") for one in patterns)
    return re.compile("|".join(rf"\b{one}(?!\w)" for one in words))


def _plain(text: str) -> str:
    return " ".join(_stems(re.findall(r"[a-z']+", text.casefold())))


def _stems(words: Iterable[str]) -> Iterator[str]:
    """Words without what says nothing, cut to what their forms have in common: investigat."""
    for word in words:
        if word not in EMPTY:
            yield re.sub(r"(ations?|ing|ions?|ed|es|e|s|ly)$", "", word) if len(word) > 5 else word
