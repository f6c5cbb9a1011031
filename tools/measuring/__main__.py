"""Writes docs/explanation/measured-intervals.md. It takes some minutes, and is run anew when a statistic changes."""

from pathlib import Path

from tools.measuring.charts import FalseAlarms, false_alarms
from tools.measuring.clusters import Force, covered_of

from dutybound.insight.control_chart import Rule

PAGE = Path(__file__).parents[2] / "docs/explanation/measured-intervals.md"
ROUNDS, SEED = 2000, 20161231
SUPERVISORS, ALIKE, RATES = (5, 10, 30, 60, 130), (0.05, 0.27), (0.7, 0.9, 0.95)
CHARTS = ((12, 0.0), (24, 0.0), (36, 0.0), (36, 0.3), (36, 0.7))
HEAD = """# How often intervals and charts are right

What an interval says of itself has to be measured. Here made-up figures are drawn of which the truth is known, and it
is counted how often it is told. Written by `python -m tools.measuring`, {rounds:,} rounds for each figure, so that a
figure near 95% is itself good to about a point. [How findings are made](how-findings-are-made.md) says what each means.

## Intervals over supervisors

How often the 95% interval of a rate held the rate that was drawn from. Each supervisor's own rate is drawn from a beta
distribution; *alike* is the correlation of the cases of one supervisor: at 0.05 and a rate of 70%, two supervisors in
three have between 60% and 80%; at 0.27 some do nearly all and some hardly any. The number of cases of one supervisor is
uneven: about 30 in the middle, a tenth of them under 12 and a tenth over 73. *Over cases alone* is the same with no
heed of supervisors, to show what that would promise wrongly; {alone:,} rounds.

| supervisors | alike | rate | holds the truth | over cases alone |
| --- | --- | --- | --- | --- |
"""
SHORT = """
With five supervisors who are not much alike it errs on the safe side. It falls short where nearly all is met, the cases
are much alike and the supervisors few: then most of what is missed is missed by one or two of them, and a year without
these looks as if there were none. That is what the least number of clusters is for (`Thresholds.fewest_clusters`).

## Control charts where nothing changes

Share of charts with at least one month marked, where every month is drawn from one normal distribution. *Carried over*
is the part of a month's deviation that is still there in the next: a stock, such as the share in date at the month's
end, carries much over, and a chart of it then marks what is no change.

| months | carried over | any mark | the latest month marked | {rules} | a trend, if six made one |
| --- | --- | --- | --- | {dashes} | --- |
"""
RULE_NAMES = {
    Rule.OUTSIDE: "outside the limits", Rule.SHIFT: "seven on one side", Rule.RISING: "seven rising",
    Rule.FALLING: "seven falling", Rule.TWO_OF_THREE: "two of three near a limit",
}  # fmt: skip


def page() -> str:
    rows = [_covered(Force(count, alike, rate)) for alike in ALIKE for rate in RATES for count in SUPERVISORS]
    charts = [_chart(false_alarms(months, ROUNDS, SEED, carried), carried) for months, carried in CHARTS]
    dashes = " | ".join("---" for _ in Rule)
    names = " | ".join(RULE_NAMES[rule] for rule in Rule)
    over_clusters = HEAD.format(rounds=ROUNDS, alone=ROUNDS // 10) + "".join(rows)
    return over_clusters + SHORT.format(rules=names, dashes=dashes) + "".join(charts)


def _covered(force: Force) -> str:
    held = covered_of(force, ROUNDS, SEED)
    alone = covered_of(force, ROUNDS // 10, SEED, by="subject")
    return f"| {force.supervisors} | {force.alike} | {force.rate:.0%} | {held:.1%} | {alone:.0%} |\n"


def _chart(found: FalseAlarms, carried: float) -> str:
    cells = [found.anywhere, found.latest, *(found.by_rule[rule] for rule in Rule), found.trend_of_six]
    return f"| {found.points} | {carried:.0%} | " + " | ".join(f"{one:.1%}" for one in cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
