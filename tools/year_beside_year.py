"""Writes what changed from the simulated `staffordshire-2015` to `staffordshire-2016`, beside what was to change.

python -m tools.year_beside_year BEFORE QUESTION_3_BEFORE NOW     (three folders of results)

Both years are held to the same standards and rules, so what is seen is practice. Question 3 of 2015 was looked at in
June, as the real inspection did; the others at the end of October.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from dutybound.inspection.figures import Seen
from dutybound.inspection.frameworks.framework import Framework, Question, Window
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.grades import Grade
from dutybound.inspection.judging.assessed import Assessed, read_assessed
from dutybound.inspection.judging.changed_points import change_shown
from dutybound.inspection.judging.changing import Changed, OneYear, Way, changes_of
from dutybound.inspection.judging.proposing import propose
from dutybound.inspection.judging.weighing import weigh
from dutybound.reports.saying import difference_shown, percent

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "staffordshire-2015-and-2016.md"
EARLY = "effectiveness.3"  # was looked at in June 2015, the other questions in the autumn
PUBLISHED = {
    "effectiveness.1": (Grade.GOOD, Grade.GOOD),
    "effectiveness.2": (Grade.REQUIRES_IMPROVEMENT, Grade.REQUIRES_IMPROVEMENT),
    "effectiveness.3": (Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT),
    "effectiveness.4": (Grade.GOOD, Grade.REQUIRES_IMPROVEMENT),
}
#: What the scenarios were written to show of each practice that their records tell of. Put down here when the figures
#: of 2016 were known, and none of 2015.
EXPECTED = {
    Way.IMPROVED: (
        "first-account", "scene-seen-to", "cctv-seen-to", "vulnerable-with-specialists", "investigations-planned",
        "supervision-regular", "supervision-active", "victims-updated", "domestic-assessed", "trained",
    ),
    Way.DECLINED: ("workloads-manageable", "vulnerable-contact-contracted", "marac-heard", "newer-crimes-mapped"),
    Way.SAME: ("scenes-examined", "forensics-moving"),
}  # fmt: skip
HEAD = """# The simulated `staffordshire-2015` beside `staffordshire-2016`

Both forces are made up; no figure here is of Staffordshire Police. Each year was assessed after every threshold was
set, and both by the same rules: those of 2016. The year before begins on 1 November 2014; question 3 of it is looked at
until 30 June 2015, as the real inspection did, the others until 31 October. Made by `python -m tools.year_beside_year`,
whose list of what was to change follows the scenarios; it was committed when the figures of 2016 were known and none of
2015. Hits and misses as they fell. Both years were assessed once more after it was decided anew
[whose a duty is](../adr/2026-11-24-whose-a-duty-is.md): nothing came out otherwise.
"""


def page(before: Assessed, early: Assessed, now: Assessed) -> str:
    framework = framework_named("peel-2016")
    questions = [one for one in framework.questions() if one.key in PUBLISHED]
    years = {one.key: _years(one, early if one.key == EARLY else before, now) for one in questions}
    changed = [one for question in questions for one in _changes(framework, question, years[question.key])]
    return "\n".join([HEAD, *_grades(framework, questions, years), *_beside(changed), *_all(changed)]) + "\n"


def _years(question: Question, before: Assessed, now: Assessed) -> tuple[OneYear, OneYear]:
    assert question.window is not None
    begins = date(2014, 11, 1)
    ended = date(2015, 6, 30) if question.key == EARLY else date(2015, 10, 31)
    window = question.window.model_copy(update={"since": begins, "as_at": ended})
    windows: tuple[Mapping[str, Window], ...] = ({question.key: window}, {question.key: question.window})
    first, second = (OneYear(assessed, assessed, given) for assessed, given in zip((before, now), windows, strict=True))
    return first, second


def _changes(framework: Framework, question: Question, years: tuple[OneYear, OneYear]) -> list[Changed]:
    return [one for one in changes_of(framework, *years) if one.question == question.key]


def _grades(
    framework: Framework, questions: list[Question], years: Mapping[str, tuple[OneYear, OneYear]]
) -> Iterator[str]:
    yield "## Grades, both years by the bearings of 2016\n"
    yield "| question | published 2015 | proposed | published 2016 | proposed |\n| --- | --- | --- | --- | --- |"
    for one in questions:
        told = [
            propose(one, framework.scale, weigh([one], year.own, year.windows)[one.key]).words
            for year in years[one.key]
        ]
        published = PUBLISHED[one.key]
        yield f"| {one.key} | {published[0]} | {told[0]} | {published[1]} | {told[1]} |"


def _beside(changed: list[Changed]) -> Iterator[str]:
    found: dict[str, list[Changed]] = {}
    for one in changed:
        found.setdefault(one.bearing, []).append(one)
    hits, lines = 0, []
    for way, bearings in EXPECTED.items():
        for bearing in bearings:
            for one in found[bearing]:
                hits += one.way is way
                told = "as written" if one.way is way else "not told" if one.way is Way.CANNOT_TELL else "a miss"
                lines.append(f"| {bearing} | {way} | {one.way} | {told} | {_figures(one)} |")
    yield f"\n## What was to change: {hits} of {len(lines)} as written\n"
    yield "| practice | was to be | found | | |\n| --- | --- | --- | --- | --- |"
    yield from lines


def _all(changed: list[Changed]) -> Iterator[str]:
    known = {bearing for bearings in EXPECTED.values() for bearing in bearings}
    yield "\n## What changed besides\n\n| question | practice | went | |\n| --- | --- | --- | --- |"
    for one in changed:
        if one.bearing not in known and one.way in (Way.IMPROVED, Way.DECLINED):
            yield f"| {one.question} | {one.bearing} | {one.way} | {_figures(one)} |"


def _figures(one: Changed) -> str:
    if one.earlier is None or one.later is None or one.change is None:
        return one.note
    points = f"{difference_shown(one.earlier.value, one.later.value):+.1f} points"
    if one.change.low < one.change.high and (shown := change_shown(one)) is not None:
        points = shown.change  # of all there are, counted to the last, there is nothing in between
    return f"{_share(one.earlier)} to {_share(one.later)}: {points}"


def _share(seen: Seen) -> str:
    return f"{percent(seen.value)} ({seen.part:,} of {seen.whole:,})"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("before", "question_3_before", "now"):
        asked.add_argument(name, type=Path)
    given = asked.parse_args()
    read = (read_assessed(one) for one in (given.before, given.question_3_before, given.now))
    PAGE.write_text(page(*read), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
