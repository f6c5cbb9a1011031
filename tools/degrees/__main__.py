"""Made-up forces under the words of degree: what is drafted, beside what was planted. For setting degrees.toml.

python -m tools.degrees --size 0.5 --exemplary 2 --random 6 --folder build/degrees
python -m tools.degrees --size 0.5 --page    writes docs/explanation/drafts-and-effects.md
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.degrees.effects import write_page
from tools.degrees.forces import assessed, scenarios

from dutybound.inspection.degrees import Verdict
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.judging.assessed import read_assessed
from dutybound.inspection.judging.drafting import draft_findings
from dutybound.inspection.judging.proposing import propose
from dutybound.inspection.judging.weighing import weigh


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", type=float, default=0.5, help="of the force, beside Staffordshire's")
    asked.add_argument("--exemplary", type=int, default=2)
    asked.add_argument("--random", type=int, default=6)
    asked.add_argument("--folder", type=Path, default=Path("build/degrees"))
    asked.add_argument("--page", action="store_true", help="write the page on drafts and effects instead")
    given = asked.parse_args()
    if given.page:
        write_page(given.folder, given.size, given.exemplary)
        return 0
    for name, scenario, results in assessed(given.folder, scenarios(given.size, given.exemplary, given.random)):
        print(f"\n{name}")
        for one in scenario.shortcomings:
            print(
                f"  planted: {one.name} to {one.to} in {', '.join(one.units) or 'all'} from {one.begins or 'the start'}"
            )
        print("\n".join(f"  {line}" for line in told(results)), flush=True)
    return 0


def told(results: Path) -> Iterator[str]:
    """The proposals, the drafts, and by word how close to its threshold what holds came."""
    framework = framework_named("peel-2016")
    questions = [one for one in framework.questions() if one.bears]
    weighed = weigh(questions, read_assessed(results), {one.key: one.window for one in questions if one.window})
    for question in questions:
        yield f"{question.key}: {propose(question, framework.scale, weighed[question.key]).words}"
    for draft in draft_findings(framework, weighed):
        yield f"drafted: {draft.question} {draft.bearing} ({draft.verdict}): {draft.figures}"
    shares: dict[str, list[tuple[float, str]]] = {}
    for some in weighed.values():
        for one in some:
            if one.verdict is Verdict.HOLDS and one.figures.force is not None:
                shares.setdefault(str(one.bearing.degree), []).append((one.figures.force.low, one.bearing.key))
    for word, found in sorted(shares.items()):
        yield f"lowest that holds, {word}: " + ", ".join(f"{key} {low:.3f}" for low, key in sorted(found)[:3])


if __name__ == "__main__":
    sys.exit(main())
