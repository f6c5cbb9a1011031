"""Writes what was proposed for the simulated `staffordshire-2016`, beside what was published of the real force.

python -m tools.judged_beside_published RESULTS SOURCE     (results of `assess --shortfalls`; the folder simulated)

Hits and misses stand as they fall. The force is made up after the published report; its figures are assumptions.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.grades import Grade
from dutybound.inspection.judging.assessed import read_assessed
from dutybound.inspection.judging.proposing import Proposal, propose
from dutybound.inspection.judging.weighing import Weighed, weigh

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "staffordshire-2016-judged.md"
PUBLISHED = {
    "effectiveness.1": Grade.GOOD, "effectiveness.2": Grade.REQUIRES_IMPROVEMENT,
    "effectiveness.3": Grade.REQUIRES_IMPROVEMENT, "effectiveness.4": Grade.REQUIRES_IMPROVEMENT,
    "effectiveness.5": None,
}  # fmt: skip
#: The eleven areas for improvement of the published report: question and number, in our words, and what bears on each.
AREAS = {
    "1.1": ("a structured and consistent way of solving problems", ["problem-solving"]),
    "1.2": ("evaluating what works, and sharing it", ["practice-shared"]),
    "2.1": ("investigations consistently good and timely",
            ["investigation-quality", "investigations-moving", "investigations-planned"]),
    "2.2": ("regular and active supervision", ["supervision-regular", "supervision-active"]),
    "2.3": ("managing the risk of registered sex offenders", ["sex-offenders-managed"]),
    "3.1": ("missing children: rationale, earlier information, supervision at the start",
            ["missing-reasoned", "missing-rationale-quality", "missing-plans-opened", "missing-steps-used",
             "missing-earlier-used", "missing-supervised"]),
    "3.2": ("specialists' caseloads and supervision",
            ["workloads-manageable", "unit-workloads-manageable", "supervision-of-investigations",
             "vulnerable-contact-contracted", "vulnerable-planned"]),
    "4.1": ("a profile of organised crime, made and used with partners",
            ["profile-current", "partners-asked", "profile-acted-on"]),
    "4.2": ("groups mapped promptly, newer crimes too, and looked at again",
            ["groups-decided", "newer-crimes-mapped", "mapped-promptly", "re-assessed"]),
    "4.3": ("all four Ps, by the whole force, for as long as it takes",
            ["pursue-live", "prevent-live", "protect-live", "prepare-live"]),
    "4.4": ("knowing the impact, and learning from it",
            ["impact-moderated", "impact-looked-at-again", "impact-evidenced", "learned"]),
}  # fmt: skip
HEAD = """# The simulated `staffordshire-2016`, judged

The force is simulated after the published report of March 2017 ([scenario](../how-to/write-a-scenario.md)); no figure
here is of Staffordshire Police. Scenario and answers were frozen, and thresholds of finding and judging set on other
forces, before it was assessed ([scenarios](../adr/2026-11-27-scenarios-are-frozen.md),
[finding](../adr/2026-11-27-how-shortfalls-are-found.md),
[judging](../adr/2026-11-27-what-words-of-degree-take.md)). Made by `python -m tools.judged_beside_published`; hits and
misses as they fell. No audit was made of this force, so what an audit tells cannot be told.

It was assessed once when nothing was known of it, and once more after it was decided anew whose a duty is that nobody
holds any more ([whose a duty is](../adr/2026-11-24-whose-a-duty-is.md)) and how two units of a kind are compared. No
threshold was moved between the two. No proposal and no area came out otherwise; figures of units did, and what was
found in the South hub.
"""


def page(results: Path, source: Path) -> str:
    framework = framework_named("peel-2016")
    questions = [one for one in framework.questions() if one.key in PUBLISHED]
    weighed = weigh(questions, read_assessed(results), {one.key: one.window for one in questions if one.window})
    proposals = {one.key: propose(one, framework.scale, weighed[one.key]) for one in questions}
    parts = [HEAD, *_grades(proposals), *_areas(weighed), *_others(weighed), *_found(results), *_planted(source)]
    return "\n".join(parts) + "\n"


def _grades(proposals: dict[str, Proposal]) -> Iterator[str]:
    yield "## Grades\n\n| question | published | proposed | |\n| --- | --- | --- | --- |"
    for key, one in proposals.items():
        published = PUBLISHED[key]
        said = "as published" if one.grade == published and published else "no proposal" if not one.grade else "a miss"
        yield f"| {key} | {published or 'ungraded'} | {one.words} | {said} |"
    for key, one in proposals.items():
        if one.missing:
            yield f"\nMissing for {key}: {'; '.join(one.missing)}."


def _areas(weighed: dict[str, tuple[Weighed, ...]]) -> Iterator[str]:
    bearings = {(key, one.bearing.key): one for key, many in weighed.items() for one in many}
    yield "\n## The eleven areas for improvement\n"
    lines, raised = [], 0
    for number, (words, keys) in AREAS.items():
        found = [bearings[f"effectiveness.{number[0]}", key] for key in keys]
        short = [one for one in found if one.verdict.falls_short]
        raised += bool(short)
        told = "; ".join(f"{one.bearing.key}: {one.verdict}, {one.reading.reason}" for one in found)
        lines.append(f"| {number} | {words} | {'raised' if short else 'not raised'} | {told} |")
    yield f"{raised} of {len(AREAS)} would be raised.\n\n| | area | | what bears on it |\n| --- | --- | --- | --- |"
    yield from lines


def _others(weighed: dict[str, tuple[Weighed, ...]]) -> Iterator[str]:
    """What would be raised beside these: the report did not, so each is a false alarm or was not looked at."""
    covered = {(f"effectiveness.{number[0]}", key) for number, (_, keys) in AREAS.items() for key in keys}
    others = [
        (key, one) for key, many in weighed.items() for one in many
        if one.verdict.falls_short and (key, one.bearing.key) not in covered
    ]  # fmt: skip
    yield f"\n## Raised beside these: {len(others)}\n"
    yield from (f"- {key}, {one.bearing.key} ({one.verdict}): {one.reading.reason}" for key, one in others)


def _found(results: Path) -> Iterator[str]:
    looks = json.loads((results / "shortfalls.json").read_text(encoding="utf-8"))
    short = [one for one in looks["looks"] if one["answer"].startswith("short of")]
    yield f"\n## Units that were found to fall short: {len(short)}\n\n{looks['rule']}\n"
    yield "| standard | unit | short of | points | since |\n| --- | --- | --- | --- | --- |"
    for one in sorted(short, key=lambda each: (each["unit"] or "", each["standard"])):
        points = f"{100 * one['difference']:.0f} ({100 * one['low']:.0f} to {100 * one['high']:.0f})"
        where, since = one["unit"] or "the force", one.get("since", "")
        yield f"| {one['standard']} | {where} | {one['beside']} | {points} | {since} |"


def _planted(source: Path) -> Iterator[str]:
    rows: Sequence[dict[str, object]] = pq.read_table(source / "truth" / "shortcomings.parquet").to_pylist()
    yield "\n## What was planted\n\n| | practice | cause | in | from |\n| --- | --- | --- | --- | --- |"
    for one in rows:
        where, begins = one["units"] or "all", one["begins"] or "the start"
        yield f"| {one['name']} | {one['practice']} | {one['cause']} | {where} | {begins} |"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("results", type=Path)
    asked.add_argument("source", type=Path)
    given = asked.parse_args()
    PAGE.write_text(page(given.results, given.source), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
