"""What every run of the tests says at its end."""

from collections import Counter

import pytest
from hypothesis import settings

# Always the same examples, and as long as they take: a slow machine is no counterexample. `tests.generative` goes on.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

UNTRIED = "Spark was not tried"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests of Spark were skipped, and why: among thousands that passed it would not be seen."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [f"{report.longrepr[2]}" for report in skipped if isinstance(report.longrepr, tuple)]
    untried = Counter(reason.partition(f"{UNTRIED}: ")[2] for reason in reasons if UNTRIED in reason)
    for why, number in untried.items():
        terminalreporter.write_line(f"SKIPPED {number} tests of Spark: {why}", yellow=True)
