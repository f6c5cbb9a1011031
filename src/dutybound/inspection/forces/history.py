"""One force over the years: what was graded, what it rests on, and how it stands to what was before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.inspection.forces.graded import Compiled, Graded
from dutybound.inspection.forces.steps import Step, steps_to
from dutybound.inspection.frameworks.framework import Framework, Mark
from dutybound.inspection.frameworks.likes import Likes, order_of


@dataclass(frozen=True)
class Entry:
    """A grade in force, with those it replaced, and the steps to it."""

    graded: Graded
    replaced: tuple[Graded, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Asked:
    """A pillar as a whole, or a question, as its framework has it; `entries` in the order of the forces."""

    key: str
    title: str
    is_whole: bool
    is_graded: bool
    mark: Mark
    entries: tuple[Entry | None, ...]

    @property
    def has_steps(self) -> bool:
        return any(entry.steps for entry in self.entries if entry)


@dataclass(frozen=True)
class Year:
    """A cycle of inspection with its revisions, and what is known of the forces in it."""

    cycle: str
    revisions: tuple[Framework, ...]
    asked: tuple[Asked, ...]

    @property
    def scale(self) -> list[str]:
        return [one.value for one in self.revisions[-1].scale]

    @property
    def has_wholes(self) -> bool:
        return any(one.is_whole for one in self.asked)


def force_meant(text: str, compiled: Compiled) -> str:
    """The slug of a force by its slug or its official name, whatever the case."""
    plain = text.strip().casefold()
    for slug, name in compiled.forces.items():
        if plain in (slug, slug.replace("-", " "), name.casefold()):
            return slug
    known = [*compiled.forces, *compiled.forces.values()]
    raise DutyboundError(Problem(text, "is no force", nearest(plain, known)))


def years_of(
    forces: Sequence[str], compiled: Compiled, revisions: Mapping[str, Sequence[Framework]]
) -> tuple[Year, ...]:
    """Every year in which anything is known of the first of the forces, in order, with the others beside it."""
    likes = Likes({one.key: one for each in revisions.values() for one in each})
    years = sorted(revisions, key=lambda cycle: order_of(revisions[cycle][0]))
    found = (Year(cycle, tuple(revisions[cycle]), tuple(_asked(cycle, forces, compiled, likes))) for cycle in years)
    return tuple(year for year in found if any(entry for asked in year.asked for entry in asked.entries))


def _asked(cycle: str, forces: Sequence[str], compiled: Compiled, likes: Likes) -> Iterator[Asked]:
    """What was asked in a year, as its latest revision has it, then what only an earlier one asked."""
    seen: set[str] = set()
    revisions = sorted((one for one in likes.known.values() if one.version == cycle), key=order_of, reverse=True)
    for framework in revisions:
        for key, title, is_whole, is_graded, mark in _parts(framework):
            if key not in seen:
                seen.add(key)
                entries = tuple(_entry(force, cycle, key, compiled, likes) for force in forces)
                if is_graded or any(entries):
                    yield Asked(key, title, is_whole, is_graded, mark, entries)


def _parts(framework: Framework) -> Iterator[tuple[str, str, bool, bool, Mark]]:
    for pillar in framework.pillars:
        if pillar.graded or len(framework.pillars) > 1:
            yield pillar.key, f"{pillar.key.capitalize()} as a whole", True, pillar.graded, pillar.mark
        for one in pillar.questions:
            number = f"{pillar.key.capitalize()} {one.printed_number}: " if len(framework.pillars) > 1 else ""
            title = one.title if number else one.short or one.title
            yield one.key, f"{number}{title}" if number else title[:1].upper() + title[1:], False, one.graded, one.mark


def _entry(force: str, cycle: str, key: str, compiled: Compiled, likes: Likes) -> Entry | None:
    graded = compiled.now(force, cycle, key)
    if graded is None:
        return None
    return Entry(graded, tuple(compiled.replaced(graded)), steps_to(graded, compiled, likes))
