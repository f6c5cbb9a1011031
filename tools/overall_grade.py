"""Writes docs/explanation/overall-grade.md: the rule for the overall grade on every real set of question grades.

python -m tools.overall_grade      needs the compiled grades in DUTYBOUND_DATA or ../shared/data
"""

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dutybound.inspection.grades import Grade, NoGrade, grade_in
from dutybound.inspection.overall import Overall, overall_of

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "overall-grade.md"
FOUR = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
LETTERS = {
    "O": Grade.OUTSTANDING,
    "G": Grade.GOOD,
    "RI": Grade.REQUIRES_IMPROVEMENT,
    "I": Grade.INADEQUATE,
    "?": NoGrade.UNKNOWN,
}
HEAD = """# From question grades to an overall grade

HMICFRS has published no formula: the overall grade of a pillar is the professional judgment of its inspectors. What
follows is a rule of this project (a project default), so that a proposal can stand beside a person's own decision, and
be seen to differ from it.

## The rule

1. Two or more questions inadequate: **inadequate**.
2. Otherwise, at most one question below good: **good**.
3. Otherwise **requires improvement**. On a scale of five grades: **adequate** where at most one question is below
   adequate. No overall grade was ever published on that scale, so this line has been tried on nothing real.

*Outstanding* is never proposed; only a person gives it. A question without a grade by design is left out. Where the
grade of a question is not known, all that it could be is tried: if that could change the answer, none is proposed, and
what each possibility would give is said.

## Hits and misses

The rule was made with these same grades in view, so its hits say how well it sums them up, and not how well it would
tell what an inspector will decide next. They are the pillars whose question grades could be found, and no sample drawn
by anybody. This page is written from the compiled grades by `python -m tools.overall_grade`.
"""


@dataclass(frozen=True)
class Real:
    """The question grades of one pillar of one force in one year, with the overall grade that was published."""

    pillar: str
    cycle: str
    force: str
    letters: str
    published: Grade | None
    is_complete: bool
    is_stated: bool  # every grade was printed or carried over; otherwise some are inferred from the report's words

    @property
    def proposal(self) -> Overall:
        return overall_of({str(i): LETTERS[one] for i, one in enumerate(self.letters.split(), 1)}, FOUR)

    @property
    def name(self) -> str:
        return f"{self.force} {self.cycle}, {self.pillar}: {self.letters}"

    @property
    def outcome(self) -> str:
        """ "hit", "miss", or why it is neither."""
        if self.published is None:
            return "published grade not known"
        if self.proposal.grade is None:
            return "none proposed"
        return "hit" if self.proposal.grade == self.published else "miss"

    def row(self) -> str:
        found = self.proposal.grade or "none"
        told = "stated or carried over" if self.is_stated else "some inferred or missing"
        published = self.published or "not known"
        cells = (self.force, self.cycle, self.pillar, self.letters, published, found, self.outcome, told)
        return f"| {' | '.join(cells)} |"


def real_grades(data: Path) -> list[Real]:
    """Every row of pillar_pattern.csv."""
    with (data / "peel" / "pillar_pattern.csv").open(encoding="utf-8", newline="") as file:
        return [_real(row) for row in csv.DictReader(file)]


def _real(row: dict[str, str]) -> Real:
    published = grade_in(row["overall"])
    return Real(
        row["pillar"],
        row["cycle"],
        row["force_slug"],
        row["question_grades_in_order"],
        published if isinstance(published, Grade) else None,
        row["complete_vector"] == "yes",
        row["all_stated_or_carried"] == "yes",
    )


def counted(reals: Iterable[Real]) -> dict[str, int]:
    """How many there are of each outcome."""
    found: dict[str, int] = defaultdict(int)
    for one in reals:
        found[one.outcome] += 1
    return dict(found)


def told_apart(reals: Iterable[Real]) -> dict[str, list[Real]]:
    """Question grades that led to different overall grades: the same grades in the same order, in one pillar."""
    by_letters: dict[tuple[str, str], list[Real]] = defaultdict(list)
    for one in reals:
        if one.is_complete and one.published:
            by_letters[one.pillar, one.letters].append(one)
    return {letters: found for (_, letters), found in by_letters.items() if len({one.published for one in found}) > 1}


def page(reals: Sequence[Real]) -> str:
    whole, partial = [r for r in reals if r.is_complete], [r for r in reals if not r.is_complete]
    return "\n".join([HEAD, *_figures(whole), *_misses(whole), *_apart(whole), *_whole(whole), *_partial(partial), ""])


def _figures(whole: Sequence[Real]) -> list[str]:
    stated = [one for one in whole if one.is_stated]
    judged = [one for one in whole if one.outcome in ("hit", "miss")]
    safe = [one for one in judged if one.is_stated]
    hits, safe_hits = counted(judged).get("hit", 0), counted(safe).get("hit", 0)
    return [
        f"Question grades were all known for {len(whole)} pillars of a force and year ({len(stated)} of them without "
        f"an inferred grade). The overall grade was known for {len(judged)}:",
        "",
        "| pillars | rule hits | rule misses | of |",
        "| --- | ---: | ---: | ---: |",
        f"| all question grades known | {hits} | {len(judged) - hits} | {len(judged)} |",
        f"| and none of them inferred | {safe_hits} | {len(safe) - safe_hits} | {len(safe)} |",
        "",
    ]


def _misses(whole: Sequence[Real]) -> list[str]:
    return ["The misses:", ""] + [
        f"- {one.name} was graded {one.published}; the rule says {one.proposal.grade}."
        for one in whole
        if one.outcome == "miss"
    ]


def _apart(whole: Sequence[Real]) -> list[str]:
    found = told_apart(whole)
    lines = ["", "The same question grades led to different overall grades, so no rule can be right each time:", ""]
    for letters, reals in sorted(found.items()):
        doubt = "" if all(one.is_stated for one in reals) else " (some of these question grades are inferred)"
        lines.append(f"- {letters}: " + ", ".join(f"{r.published} in {r.force} {r.cycle}" for r in reals) + doubt + ".")
    return lines


def _table(reals: Sequence[Real]) -> list[str]:
    return [
        "| force | year | pillar | questions in order | published | rule | | question grades |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(one.row() for one in reals),
    ]


def _whole(whole: Sequence[Real]) -> list[str]:
    words = "O outstanding, G good, RI requires improvement, I inadequate. What has no grade by design is left out."
    return ["", "## Every pillar with all question grades known", "", words, "", *_table(whole)]


def _partial(partial: Sequence[Real]) -> list[str]:
    proposed = [one for one in partial if one.proposal.grade is not None]
    intro = (
        f"In {len(partial)} more the grade of some question is not known (?). For {len(proposed)} of them it could not "
        f"change the answer: the rule proposes one ({counted(proposed).get('hit', 0)} hits). For the others it refuses:"
    )
    refused = [
        f"- {one.name}; published {one.published or 'not known'}. {one.proposal.reason}."
        for one in partial
        if one.proposal.grade is None
    ]
    return ["", "## Pillars with a question grade that is not known", "", intro, "", *refused, "", *_table(proposed)]


if __name__ == "__main__":
    folder = Path(os.environ.get("DUTYBOUND_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "peel" / "pillar_pattern.csv").is_file():
        sys.exit(
            f"{folder / 'peel' / 'pillar_pattern.csv'} is not there: name the folder of the data in DUTYBOUND_DATA"
        )
    PAGE.write_text(page(real_grades(folder)), encoding="utf-8")
