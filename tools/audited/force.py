"""A made-up force of which it is known which files are real supervision, simulated and assessed once."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from dutybound.cli.audit_asked import Asked
from dutybound.cli.audit_drawing import drawn_from
from dutybound.cli.simulating import of_seed, write_scenario
from dutybound.exchange.references import References, references_in
from dutybound.inspection.audits.sampling import Drawn
from dutybound.inspection.audits.ticks import Owed, owed_by_subject
from dutybound.simulator.review_rows import COPIED
from dutybound.simulator.scenario import scenario_named

STANDARD, BEGINS, ENDS = "supervised", "2015-12-01", "2016-11-30"
#: A force of the random kind in which reviews are copied: everywhere a little, and in two units much. The duties are
#: met by a copied review as by any other.
COPIED_EVERYWHERE, COPIED_THERE = 0.07, 0.3
SCENARIO = f"""like = "random"
[practice."write own rationale"]
quality = {1 - COPIED_EVERYWHERE}
[[shortcoming]]
name = "copied reviews"
practice = "write own rationale"
cause = "quality"
to = {1 - COPIED_THERE}
units = ["Stafford", "Stoke South"]
"""
QUESTIONS = """key = "own-words"
version = "1"
title = "Reviews in their own words"
subjects = "investigation"
strata = "category"
source = "made up for this demonstration"
[[questions]]
key = "own-words"
asks = "Does every review that carries the case on say in words of its own why?"
kind = "gate"
look_for = "Words that are not those of the review before."
"""


@dataclass(frozen=True)
class Known:
    """The force: where it is, what its duties say, and which files are good, by the id of the investigation."""

    source: Path
    questions: Path
    owed: Mapping[str, Owed]
    references: References
    copied: frozenset[str]

    def is_good(self, subject: str) -> bool:
        return subject not in self.copied

    def of(self, subject: str) -> Owed:
        return self.owed.get(self.references.of(subject), Owed(0, 0))

    def drawn(self, seed: str, files: int) -> Drawn:
        """So many files of each kind of offence."""
        asked = Asked(f"{self.source}", None, f"{self.questions}", ENDS, BEGINS, None, files, (), None, (), None, None,
                      seed)  # fmt: skip
        return drawn_from(asked, lambda _: None)


def made(folder: Path, size: float, seed: int) -> Known:
    """Simulate and assess the force into a folder."""
    (folder / "copied.toml").write_text(SCENARIO, encoding="utf-8")
    (folder / "own-words.toml").write_text(QUESTIONS, encoding="utf-8")
    scenario = scenario_named(f"{folder / 'copied.toml'}").scaled(size)
    write_scenario(folder / "force", of_seed(scenario, seed), [], lambda _: None)
    command = [Path(sys.executable).parent / "dutybound", "assess", folder / "force", "--as-at", ENDS,
               "--out", folder / "assessed"]  # fmt: skip
    told = {**os.environ, "DUTYBOUND_SETTINGS": f"{folder / 'settings'}"}
    done = subprocess.run(command, env=told, capture_output=True, text=True)
    duties = folder / "assessed" / "duties.parquet"
    assert duties.is_file(), done.stderr
    return Known(folder / "force", folder / "own-words.toml", owed_by_subject(duties, STANDARD),
                 references_in(folder / "settings"), _copied(folder / "force" / "data" / "review.parquet"))  # fmt: skip


def _copied(reviews: Path) -> frozenset[str]:
    """The investigations with a review whose words are those of the review before: the duties do not read them."""
    rows = pq.read_table(reviews, columns=["investigation", "rationale"]).to_pylist()
    return frozenset(one["investigation"] for one in rows if one["rationale"] == COPIED)
