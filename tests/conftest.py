"""What every run of the tests says at its end."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import settings

# Always the same examples, and as long as they take: a slow machine is no counterexample. `tests.generative` goes on.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

UNTRIED = "Spark was not tried"
SPARK = "tests/spark/"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A module goes to one worker, which makes what its tests share once; all tests of Spark to one, in one session.

    `--dist loadgroup` would go by the marks `xdist_group`, but pytest 9.2 does not let xdist 3.8 write groups into the
    names of tests (pytest-xdist issue 1386): each test went to any worker, and every worker made everything.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByModule(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module = nodeid.partition("::")[0]
            return SPARK if module.startswith(SPARK) else module

    return ByModule(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests of Spark were skipped, and why: among thousands that passed it would not be seen."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [f"{report.longrepr[2]}" for report in skipped if isinstance(report.longrepr, tuple)]
    untried = Counter(reason.partition(f"{UNTRIED}: ")[2] for reason in reasons if UNTRIED in reason)
    for why, number in untried.items():
        terminalreporter.write_line(f"SKIPPED {number} tests of Spark: {why}", yellow=True)
