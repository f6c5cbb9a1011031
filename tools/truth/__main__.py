"""make bench-truth: are planted faults found, and is nothing found where none is? Writes docs/reference/truth.md."""

import argparse
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tools.truth.cells import NOTHING, Cell
from tools.truth.running import run

from dutybound.insight.answers import Verdict
from dutybound.insight.finder import detection_rule

ROOT = Path(__file__).parents[2]
EFFECTS = (0.02, 0.05, 0.10, 0.15, 0.25, 1.01)
DUTIES = (0, 100, 400, 1000, 10**9)
PAGE = "docs/reference/truth.md"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scenarios", type=int, default=200)
    asked.add_argument("--size", type=float, default=1.0, help="of the force, beside Staffordshire's")
    asked.add_argument("--kept", type=Path, default=ROOT / "build" / "truth", help="where a broken run goes on from")
    given = asked.parse_args()
    rule = detection_rule()
    faulty, clean = run(given.scenarios, given.size, rule, given.kept)
    text = page(faulty, clean, given.scenarios, given.size)
    print(text)
    (ROOT / PAGE).write_text(text, encoding="utf-8")
    return 0


def page(faulty: Sequence[Cell], clean: Sequence[Cell], scenarios: int, size: float) -> str:
    """What was found of what was planted, by effect and by how many duties there were."""
    large = [one for one in faulty if one.effect <= -0.15 and one.duties >= 400]
    found = [one for one in faulty if one.found]
    true, many = [one for one in found if one.effect <= -NOTHING], [one for one in found if one.duties >= 400]
    right = sum(one.effect <= -NOTHING for one in many)
    missed = [one for one in large if not one.found]
    untold = [one for one in missed if set(one.verdicts.split(", ")) == {Verdict.CANNOT_TELL}]
    forces = len({one.scenario for one in clean})
    alarms = sum(one.found for one in clean)
    lines = [
        "# Whether what was planted is found",
        "",
        f"{scenarios} simulated forces with faults drawn at random, {size:g} times the size of Staffordshire's, each",
        "beside the same force without them. A cell is one standard in one unit, or in the force. Its truth is",
        "how much lower its rate is for the faults, beyond what they did to most units of its kind, in the period in",
        "which that was most. Of the force it is how much more the faults lowered the rate since a day than before; of",
        "units with one or two others of their kind either that, or what they did beside those over the whole time. It",
        "is found where the finder says *short of*. Made by `make bench-truth`. What was changed after which run was",
        "seen, and how the same cells come out by the truth of before, stands in",
        "[how shortfalls are found](../adr/2026-11-27-how-shortfalls-are-found.md).",
        "",
        f"- Of {len(large)} cells with 15 points of effect or more and 400 duties or more, {len(large) - len(missed)}",
        f"  ({1 - len(missed) / max(1, len(large)):.1%}) are found.",
        f"- Of {len(found)} cells that were found, {len(true)} ({len(true) / max(1, len(found)):.1%}) have an effect",
        f"  of {NOTHING:.0%} or more; of those with 400 duties or more, {right} of {len(many)}",
        f"  ({right / max(1, len(many)):.1%}).",
        f"- Of the {len(missed)} that are not found though as large, {len(untold)} are answered with *cannot tell*.",
        f"- In {forces} forces without faults {alarms} of {len(clean)} cells are found: {alarms / max(1, forces):.2f}",
        "  a force.",
        "",
        "Cells found, of all with such an effect (points) and so many duties:",
        "",
        "| effect | "
        + " | ".join(f"{a} to {b - 1}" if b < 10**9 else f"{a} and more" for a, b in _pairs(DUTIES))
        + " |",
        "| --- |" + " --- |" * (len(DUTIES) - 1),
    ]
    for low, high in _pairs(EFFECTS):
        row = [[one for one in faulty if low <= -one.effect < high and a <= one.duties < b] for a, b in _pairs(DUTIES)]
        lines.append(f"| {low:.0%} to {min(high, 1):.0%} | " + " | ".join(_share(cells) for cells in row) + " |")
    return "\n".join(lines) + "\n"


def _pairs(edges: Sequence[float]) -> list[tuple[float, float]]:
    return list(pairwise(edges))


def _share(cells: Sequence[Cell]) -> str:
    found = sum(one.found for one in cells)
    return f"{found} of {len(cells)} ({found / len(cells):.0%})" if cells else "-"


if __name__ == "__main__":
    sys.exit(main())
