"""What a question was before, in earlier revisions, and what a comparison with that is worth.

A question is followed by the edges of the frameworks, never by its number: question 3 of 2014 was about anti-social
behaviour, and question 3 of 2015 about vulnerable people.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dutybound.inspection.frameworks.framework import Comparability, Framework

#: The most careful last. A comparison over several revisions is worth what the least of its steps is worth.
CARE = (Comparability.ALIKE, Comparability.WITH_CARE, Comparability.NOT)
Known = Mapping[str, Framework]
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


def likes_of(place: Place, known: Known) -> tuple[Like, ...]:
    """Likes in any other revision that edges lead to at once, in whichever file they stand.

    Where two edges say different things of the same two questions, the more careful holds.
    """
    found: dict[Place, Like] = {}
    for other, comparability, why in _edges(place, known):
        before = found.get(other)
        if before is None or CARE.index(comparability) > CARE.index(before.comparability):
            found[other] = Like(*other, comparability, (why,))
    return tuple(found.values())


def _edges(place: Place, known: Known) -> Iterator[tuple[Place, Comparability, str]]:
    for key, framework in known.items():
        for edge in framework.edges:
            here, (there, question) = (key, edge.question), edge.other.split(":")
            if here == place and there in known:
                yield (there, question), edge.comparability, edge.why
            elif (there, question) == place:
                yield here, edge.comparability, edge.why


def earlier_likes(place: Place, known: Known) -> Iterator[tuple[Like, ...]]:
    """The likes in earlier revisions, revision by revision, the latest first; each is reached by the fewest steps."""
    reached = {place: Like(*place, Comparability.ALIKE, ())}
    edge = [reached[place]]
    while edge:
        edge = [one for from_ in edge for one in _steps_back(from_, known) if one.place not in reached]
        for one in edge:
            reached.setdefault(one.place, one)
    del reached[place]
    by_revision: dict[str, list[Like]] = {}
    for like in reached.values():
        by_revision.setdefault(like.framework, []).append(like)
    for key in sorted(by_revision, key=lambda name: order_of(known[name]), reverse=True):
        yield tuple(by_revision[key])


def _steps_back(like: Like, known: Known) -> Iterator[Like]:
    before = order_of(known[like.framework])
    for one in likes_of(like.place, known):
        if order_of(known[one.framework]) < before:
            worth = max(like.comparability, one.comparability, key=CARE.index)
            yield Like(one.framework, one.question, worth, (*like.whys, *one.whys))


def beside(later: Framework, earlier: Framework, known: Known) -> tuple[tuple[Beside, ...], tuple[str, ...]]:
    """Each graded pillar and each question of one framework with its likes in another, and what is only in the other.

    The one that came later is followed back, over revisions between where there are some.
    """
    compared = tuple(Beside(key, _in(earlier, (later.key, key), known)) for key in keys_of(later))
    reached = {like.question for one in compared for like in one.likes}
    return compared, tuple(key for key in keys_of(earlier) if key not in reached)


def _in(earlier: Framework, place: Place, known: Known) -> tuple[Like, ...]:
    at_once = tuple(one for one in likes_of(place, known) if one.framework == earlier.key)
    by_steps = (one for likes in earlier_likes(place, known) for one in likes if one.framework == earlier.key)
    return at_once or tuple(by_steps)


def keys_of(framework: Framework) -> tuple[str, ...]:
    """The keys of what may be compared: pillars with a grade of their own, and questions."""
    return tuple(
        key
        for pillar in framework.pillars
        for key in (*([pillar.key] if pillar.graded else []), *(one.key for one in pillar.questions))
    )
