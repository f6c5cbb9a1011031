"""A source judged as the command does it, its duties kept with their real ids."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dutybound.cli.assessing import Assessment, judge, prepare_ground
from dutybound.exchange.duty_file import DutyFile
from dutybound.insight.tally import Tally

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True)
class Judged:
    """The assessment, and its duties as known at the moment, without the rows that others superseded."""

    assessment: Assessment
    duties: pd.DataFrame

    def tally(self, standard: str) -> Tally:
        return self.assessment.tallies[standard]

    def counts(self, standard: str) -> dict[str, int]:
        """The states that occur, with how often."""
        return {state.value: count for state, count in self.tally(standard).states.items() if count}

    def states(self, standard: str) -> pd.Series:
        """The state of each subject's duty, of which there is one."""
        found = self.duties[self.duties["standard"] == standard].set_index("subject")["state"]
        assert found.index.is_unique
        return found


def judged(source: Path, folder: str, as_at: str, scratch: Path) -> Judged:
    ground = prepare_ground(source, EXAMPLES / folder, lambda _: None)
    moment = ground.moment(as_at, "as_at")
    with DutyFile(scratch / "duties.parquet", None, moment) as duties:
        assessment = judge(ground, moment, duties, lambda _: None)
    columns = ["standard", "subject", "anchor", "state", "due_at", "met_at"]
    found = pd.read_parquet(scratch / "duties.parquet", columns=columns)
    return Judged(assessment, found[found["state"].notna()])
