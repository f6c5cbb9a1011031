"""The page of the words of degree: each with its one test, made from the tests' own words and from degrees.toml."""

import inspect

from dutybound.inspection.degrees import TESTS, terms
from dutybound.inspection.frameworks.framework import Degree

HEAD = """# Words of degree

Reports say that *most* investigations are allocated well, that supervision is *not consistent*, that a policy is *not
yet routine*. Each of these words has one test here, from figures to a verdict: **holds**, **short**, **far short**, or
**cannot tell**. The same word is the same test wherever it stands. Made by `make reference` from
`src/dutybound/inspection/degrees.py` and `degrees.toml`.

Every threshold is a **project default**: no inspectorate has published one, and these are not its own. They were set on
made-up forces, exemplary ones and ones with faults drawn at random, and on nothing else
([how](../adr/2026-11-27-what-words-of-degree-take.md)).

Figures are n of N over the days of the question's window: days in compliance where a duty comes again, else duties met
in time of those that fell due; files that a trained person read; shares of measures (these over all the days that were
assessed). The interval is 95%, and heeds that the cases of one supervisor are alike. Nothing is told of fewer than
{fewest:.0f} independent ones (of a unit, {fewest_in_unit:.0f}); where all there are were looked at, and they are few by
nature, n of N stands without an interval from {fewest_of_all:.0f} on.
*Far* short is surely {far:.0%} or more below what the word takes, unless its test says otherwise.

| word | test | what it takes |
| --- | --- | --- |
"""
TAKES = {
    "at_least": "a share of at least {:.0%}",
    "behind": "no unit surely more than {:.0%} (points) below the middle one",
    "far_behind": "far behind: more than {:.0%} below; a third of units far behind is far short",
    "spread": "a standard deviation between units of at most {:.0%}",
    "months": "{:.0f} months in a row, to the end of the window",
    "missed": "a unit is below when it surely is in {:.0f} of them, or in all of them together",
    "matters": "a signal counts {:.0%} or more below the mean",
}
RULE = """
What is done with the verdicts: [how a grade is proposed](how-a-grade-is-proposed.md). There a question is not good when
more than {supporting:.0%} of the supporting bearings told fall short, and inadequate when {far_core:.0%} of the core
bearings, or more, are far short. Between two years a difference of less than {matters:.0%} is none that matters.
"""


def degrees_page() -> str:
    """The page, in Markdown."""
    said = terms()
    rows = [f"| *{degree}* | {_words(degree)} | {_takes(degree)} |" for degree in Degree]
    tail = RULE.format(**said["proposing"], matters=said["changing"]["matters"])
    return HEAD.format(**said["all"]) + "\n".join(rows) + "\n" + tail


def _words(degree: Degree) -> str:
    return " ".join((inspect.getdoc(TESTS[degree]) or "").split())


def _takes(degree: Degree) -> str:
    return "; ".join(TAKES[name].format(value) for name, value in terms()[str(degree)].items())
