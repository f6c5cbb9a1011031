"""What a question was before, in earlier revisions, and what a comparison with that is worth.

A question is followed by the edges of the frameworks, never by its number: question 3 of 2014 was about anti-social
behaviour, and question 3 of 2015 about vulnerable people.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dutybound.inspection.frameworks.framework import Comparability, Edge, Framework

#: The most careful last. A comparison over several revisions is worth what the least of its steps is worth.
CARE = (Comparability.ALIKE, Comparability.WITH_CARE, Comparability.NOT)
Place = tuple[str, str]  # the key of a framework, and of a question or a pillar in it


@dataclass(frozen=True)
class Like:
    """A question's like in another revision; `whys` has a reason for each step to it, the nearest first."""

    framework: str
    question: str
    comparability: Comparability
    whys: tuple[str, ...]

    @property
    def place(self) -> Place:
        return self.framework, self.question


@dataclass(frozen=True)
class Beside:
    """A question with its likes in another framework; without any it is new there, or gone."""

    question: str
    likes: tuple[Like, ...]


def order_of(framework: Framework) -> tuple[int, int]:
    """In which order revisions came: by the first year that the version names, then by revision."""
    year = re.search(r"\d{4}", framework.version)
    return (int(year[0]) if year else 0), framework.revision


@dataclass(frozen=True)
class Likes:
    """The edges of all known frameworks, walked from question to question."""

    known: Mapping[str, Framework]
    _earlier: dict[Place, tuple[tuple[Like, ...], ...]] = field(default_factory=dict)

    @cached_property
    def _edges(self) -> dict[Place, dict[Place, Like]]:
        """Both ways, in whichever file an edge stands. Where two contradict each other, the more careful holds."""
        found: dict[Place, dict[Place, Like]] = defaultdict(dict)
        for key, framework in self.known.items():
            for edge in framework.edges:
                other, question = edge.other.split(":")
                here, there = (key, edge.question), (other, question)
                for from_, to in ((here, there), (there, here)):
                    held = found[from_].get(to)
                    if held is None or CARE.index(edge.comparability) > CARE.index(held.comparability):
                        found[from_][to] = Like(*to, edge.comparability, (edge.why,))
        return found

    def of(self, place: Place) -> tuple[Like, ...]:
        """Likes in any other revision that an edge leads to at once."""
        return tuple(one for one in self._edges.get(place, {}).values() if one.framework in self.known)

    def earlier(self, place: Place) -> tuple[tuple[Like, ...], ...]:
        """Likes in earlier revisions, revision by revision, the latest first; each is reached by the fewest steps."""
        if place not in self._earlier:
            self._earlier[place] = tuple(self._walk(place))
        return self._earlier[place]

    def _walk(self, place: Place) -> Iterator[tuple[Like, ...]]:
        reached = {place: Like(*place, Comparability.ALIKE, ())}
        front = list(reached.values())
        while front:
            front = [one for from_ in front for one in self._steps_back(from_) if one.place not in reached]
            for one in front:
                reached.setdefault(one.place, one)
        del reached[place]
        revisions = sorted({key for key, _ in reached}, key=lambda key: order_of(self.known[key]), reverse=True)
        for key in revisions:
            yield tuple(one for one in reached.values() if one.framework == key)

    def _steps_back(self, like: Like) -> Iterator[Like]:
        before = order_of(self.known[like.framework])
        for one in self.of(like.place):
            if order_of(self.known[one.framework]) < before:
                worth = max(like.comparability, one.comparability, key=CARE.index)
                yield Like(one.framework, one.question, worth, (*like.whys, *one.whys))

    def edges(self, later: Framework, earlier: Framework) -> tuple[Edge, ...]:
        """What `beside` found as edges of the later one; of several of a question the most comparable stands last."""
        pairs, _ = self.beside(later, earlier)
        found = [
            Edge(
                question=one.question,
                other=f"{like.framework}:{like.question}",
                comparability=like.comparability,
                why="; before that: ".join(like.whys),
            )
            for one in pairs
            for like in one.likes
        ]
        return tuple(sorted(found, key=lambda edge: CARE.index(edge.comparability), reverse=True))

    def beside(self, later: Framework, earlier: Framework) -> tuple[tuple[Beside, ...], tuple[str, ...]]:
        """Each graded pillar and each question of one framework with its likes in an earlier one, and what is gone.

        Revisions between the two are walked through.
        """
        compared = tuple(Beside(key, self._in(earlier.key, (later.key, key))) for key in keys_of(later))
        reached = {like.question for one in compared for like in one.likes}
        return compared, tuple(key for key in keys_of(earlier) if key not in reached)

    def _in(self, earlier: str, place: Place) -> tuple[Like, ...]:
        at_once = tuple(one for one in self.of(place) if one.framework == earlier)
        return at_once or tuple(one for likes in self.earlier(place) for one in likes if one.framework == earlier)


def keys_of(framework: Framework) -> tuple[str, ...]:
    """The keys of what may be compared: pillars with a grade of their own, and questions."""
    return tuple(
        key
        for pillar in framework.pillars
        for key in (*([pillar.key] if pillar.graded else []), *(one.key for one in pillar.questions))
    )
