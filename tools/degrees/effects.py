"""Writes docs/explanation/drafts-and-effects.md: what is drafted for exemplary forces, and for how large an effect.

The same exemplary force is made again and again, with one practice planted everywhere at lower and lower shares.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tools.degrees.forces import FORCES_FROM, assessed, sized

from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.judging.assessed import read_assessed
from dutybound.inspection.judging.drafting import draft_findings
from dutybound.inspection.judging.proposing import propose
from dutybound.inspection.judging.weighing import weigh
from dutybound.simulator.scenario import Scenario, Shortcoming

PAGE = Path(__file__).parents[2] / "docs/explanation/drafts-and-effects.md"
FRAMEWORK = "peel-2016"
#: What is planted, and the share of assessments that are checked, in every unit from the first day on.
PRACTICE, OWN, SHARES = "check assessment", 0.97, (0.8, 0.6, 0.3)
EXEMPLARY_FROM, PLANTED_FROM = FORCES_FROM + 40, FORCES_FROM + 50  # seeds of forces that no threshold was set on
HEAD = """# Drafts beside the size of what was planted

An exemplary force should have nothing drafted against it; and where a practice is kept less and less, it should be
drafted from some point on, and not cease to be. Here that is counted on {count} made-up forces,
{size:g} times the size of Staffordshire's: {exemplary} exemplary, and {planted} that differ from such a one by one
practice. No threshold was set on any of them (seeds {seeds}). Written by `python -m tools.degrees --page`, under
`{framework}`. Thresholds are [project defaults](words-of-degree.md).

## Exemplary forces

"""
PLANTED = """
## One practice kept less and less

In an exemplary force a supervisor thinks of checking {own:.0%} of domestic abuse assessments at each look
(*{practice}*). Planted, in all units and from the first day on, is a lower share; each line is a force with a seed of
its own. One that was not thought of is looked at again, so that more are checked in the end, late or in time.
It bears as supporting (`domestic-checked`), so that by itself it seldom moves a grade.

"""
END = """
The two exemplary forces on which thresholds were set (seeds 7000 and 7001, made anew at half the size) have nothing
drafted; those above are others, and what is drafted there nobody planted: `groups-decided` is looked at complete, and
5 of 8 is below 70%, without an interval. Few forces of each kind were made, so this shows the order of things, and not
how often they happen. Nor does it hold of
much smaller forces: at 0.2 times the size of Staffordshire's four drafts stood against one without anything planted
(seed 7000); why was not looked into. That grades fall as planted shares do is also held by a test on made-up results
(`tests/inspection/judging/test_proposing.py`). Faults in single units, and since when, are another matter:
[whether what was planted is found](../reference/truth.md).
"""


@dataclass(frozen=True)
class Seen:
    """What a force came to: its drafts, each as question and bearing with its verdict, and the proposals in words."""

    name: str
    share: float | None  # planted; None: nothing
    drafts: tuple[str, ...]
    proposals: tuple[str, ...]


def write_page(folder: Path, size: float, exemplary: int) -> None:
    """Makes and assesses the forces that are not there yet, and writes the page."""
    seen = [
        _seen(name, scenario.shortcomings[0].to if scenario.shortcomings else None, results)
        for name, scenario, results in assessed(folder, _forces(size, exemplary))
    ]
    PAGE.write_text(page(seen, size), encoding="utf-8")


def page(seen: Sequence[Seen], size: float) -> str:
    """The page in words and two tables."""
    clean, planted = ([one for one in seen if (one.share is None) is nothing] for nothing in (True, False))
    head = HEAD.format(
        size=size, count=len(seen), exemplary=len(clean), planted=len(planted), framework=FRAMEWORK,
        seeds=f"{EXEMPLARY_FROM} and {PLANTED_FROM} on",
    )  # fmt: skip
    drafts = sum(len(one.drafts) for one in clean)
    total = f"In {len(clean)} exemplary forces {drafts or 'nothing'} {'were' if drafts > 1 else 'was'} drafted.\n"
    return "".join(
        (head, total, "\n", *_table("force", ((one.name, one) for one in clean)),
         PLANTED.format(own=OWN, practice=PRACTICE),
         *_table("planted", ((f"{one.share:.0%}", one) for one in planted)), END)
    )  # fmt: skip


def _table(first: str, rows: Iterator[tuple[str, Seen]]) -> Iterator[str]:
    questions = [one.key for one in framework_named(FRAMEWORK).questions() if one.bears]
    yield f"| {first} | drafts | drafted | {' | '.join(f'proposed: {one}' for one in questions)} |\n"
    yield f"| --- | --- | --- |{' --- |' * len(questions)}\n"
    for name, one in rows:
        yield f"| {name} | {len(one.drafts)} | {', '.join(one.drafts) or 'nothing'} | {' | '.join(one.proposals)} |\n"


def _forces(size: float, exemplary: int) -> Iterator[tuple[str, Scenario]]:
    plain = sized("exemplary", size)
    for number in range(exemplary):
        yield f"exemplary-{number}", replace(plain, seed=EXEMPLARY_FROM + number)
    for number, share in enumerate(SHARES):
        planted = Shortcoming(f"{PRACTICE}: habit", PRACTICE, "habit", share)
        yield f"planted-{share:g}", replace(plain, seed=PLANTED_FROM + number, shortcomings=(planted,))


def _seen(name: str, share: float | None, results: Path) -> Seen:
    framework = framework_named(FRAMEWORK)
    questions = [one for one in framework.questions() if one.bears]
    weighed = weigh(questions, read_assessed(results), {one.key: one.window for one in questions if one.window})
    drafts = (f"{one.bearing} ({one.verdict})" for one in draft_findings(framework, weighed))
    proposals = (propose(one, framework.scale, weighed[one.key]).words for one in questions)
    return Seen(name, share, tuple(drafts), tuple(proposals))
