"""Forces beside one another as a page: what was graded when, and what a comparison is worth. No league table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dutybound.inspection.forces.counting import Counted
from dutybound.inspection.forces.graded import Basis, Compiled, Graded
from dutybound.inspection.forces.history import Asked, Entry, Year
from dutybound.inspection.forces.steps import Step, Way
from dutybound.inspection.frameworks.framework import Framework, Mark
from dutybound.reports import saying
from dutybound.reports.rendering import page_environment, page_style


@dataclass(frozen=True)
class ForcesPage:
    """What the page shows: forces by slug in the order in which they were asked for, none where all were."""

    forces: tuple[str, ...]
    years: tuple[Year, ...]
    counts: tuple[Counted, ...]
    compiled: Compiled
    source: str
    register: Year | None = None  # a year with every force in it, where no force was asked for
    cycle: str = ""  # the one year of inspection that was asked for; empty: all

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.compiled.forces[one] for one in self.forces)

    @property
    def doubts(self) -> list[str]:
        return self.compiled.doubts_about(self.forces, self.cycle)

    @property
    def wholes(self) -> tuple[str, ...]:
        """The pillars that any year graded as a whole."""
        return tuple(dict.fromkeys(one.key for year in self.years for one in year.asked if one.is_whole))

    def whole(self, year: Year, pillar: str, place: int) -> str:
        """A pillar's grade in a year, in words, for the table at the top."""
        asked = next((one for one in year.asked if one.key == pillar and one.is_whole), None)
        if asked is not None:
            return grade_words(asked.entries[place])
        is_there = any(one.key == pillar for framework in year.revisions for one in framework.pillars)
        return "ungraded" if is_there else "not asked"


def forces_page(page: ForcesPage, titles: Mapping[tuple[str, str], str]) -> str:
    """The whole page; whatever a file names is escaped."""
    environment = page_environment()
    environment.filters["place"] = lambda text: text.replace("/", "-").replace(".", "-")
    environment.tests["address"] = lambda text: text.startswith(("https://", "http://"))
    words = {
        "counted": saying.counted,
        "grade_words": grade_words,
        "basis_words": basis_words,
        "worth": worth,
        "sources": sources,
        "titles": titles,
        "listed": saying.listed,
        "Mark": Mark,
    }
    return environment.get_template("forces.html").render(page=page, style=page_style(), **words)


def titles_of(revisions: Mapping[str, Sequence[Framework]]) -> dict[tuple[str, str], str]:
    """What each question, area and pillar of each year is called in a table."""
    return {
        (cycle, key): title
        for cycle, frameworks in revisions.items()
        for framework in frameworks
        for key, title in _titles(framework)
    }


def _titles(framework: Framework) -> Iterator[tuple[str, str]]:
    for pillar in framework.pillars:
        yield pillar.key, f"{pillar.key.capitalize()} as a whole"
        for one in pillar.questions:
            plain = (one.short or one.title)[:1].upper() + (one.short or one.title)[1:]
            is_numbered = len(framework.pillars) > 1
            yield one.key, f"{pillar.key.capitalize()} {one.printed_number}" if is_numbered else plain


def grade_words(entry: Entry | None) -> str:
    return "not known" if entry is None else str(entry.graded.grade)


def basis_words(graded: Graded) -> str:
    """What a grade rests on, where nobody printed it as the judgment of that year."""
    if graded.basis == Basis.INFERRED:
        return "only inferred from a report's words: not counted, not compared"
    if graded.basis == Basis.CARRIED_OVER:
        return f"carried over from {graded.origin or 'an earlier year, which is not said'}"
    return ""


def worth(asked: Asked, titles: Mapping[tuple[str, str], str]) -> list[str]:
    """What each comparison in a row is worth, and why, said once however many forces stand beside one another."""
    steps = (step for entry in asked.entries if entry for step in entry.steps if step.way != Way.KEPT)
    return list(dict.fromkeys(_worth(step, titles) for step in steps))


def _worth(step: Step, titles: Mapping[tuple[str, str], str]) -> str:
    title, whys = titles[step.before.cycle, step.like.question], "; before that: ".join(step.like.whys)
    return f"beside {title} of {step.before.cycle}, {_SAID[step.comparability]}: {whys}"


_SAID = {"alike": "comparable", "with care": "to be compared with care", "not": "not comparable"}


def sources(year: Year, place: int) -> list[str]:
    """Where the grades of a force in a year were read, each once."""
    found = (one.entries[place] for one in year.asked)
    graded = (each for entry in found if entry for each in (*entry.replaced, entry.graded))
    return list(dict.fromkeys(one.source or one.place for one in graded))
