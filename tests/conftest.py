"""What every run of the tests says at its end."""

from collections import Counter

import pytest
from hypothesis import settings

# Always the same examples, and as long as they take: a slow machine is no counterexample. `tests.generative` goes on.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

UNTRIED = "Spark was not tried"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a module makes once for all its tests is made once: without a group, every worker makes it."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None and (module := _sharing(item)):
            item.add_marker(pytest.mark.xdist_group(module))


def _sharing(item: pytest.Item) -> str | None:
    """The module, if the test asks for something that is made once in it, whether for the module or for the session."""
    module = item.nodeid.partition("::")[0]
    told = getattr(item, "_fixtureinfo", None)  # pytest has no public name for it
    made = [one for some in told.name2fixturedefs.values() for one in some] if told else []
    is_its_own = any(one.scope == "module" or (one.scope == "session" and one.baseid == module) for one in made)
    return module if is_its_own else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests of Spark were skipped, and why: among thousands that passed it would not be seen."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [f"{report.longrepr[2]}" for report in skipped if isinstance(report.longrepr, tuple)]
    untried = Counter(reason.partition(f"{UNTRIED}: ")[2] for reason in reasons if UNTRIED in reason)
    for why, number in untried.items():
        terminalreporter.write_line(f"SKIPPED {number} tests of Spark: {why}", yellow=True)
