"""The words of the report for what is written short elsewhere: states, forms, marks, layers, figures."""

from dutybound.duties.duty import State
from dutybound.duties.measure import Rate
from dutybound.duties.policy import PolicyEntry
from dutybound.reports.contents import MeasureShown
from dutybound.reports.saying import interval, percent

STATES = {
    State.PENDING: "owed, and not yet due",
    State.OVERDUE: "due date passed, and still owed",
    State.MET: "done in time",
    State.MET_LATE: "done after the due date",
    State.MISSED: "due date passed, then the subject ended with it undone",
    State.LAPSED: "the subject ended in time, so it is owed no more",
    State.EXCUSED: "two people said why it need not be done",
    State.UNASSESSABLE: "a fact that it needs is missing",
}
FORMS = {
    "within": "once, within a limit",
    "every": "again and again, at most a period apart",
    "before": "before something else",
    "each": "on each occasion",
    "throughout": "at all times",
    "at_most": "never more than so many",
}
#: A project default says what it is not, wherever it is shown.
MARKS = {
    "published": "Published",
    "force policy": "Force policy",
    "project default": "Project default: not law, not national guidance, not the policy of any force",
}
BETTER = {"more": "more is better", "fewer": "fewer is better", "neither": "neither way is better"}


def layer_words(entry: PolicyEntry) -> str:
    """The layer of a policy; where no guidance and no force sets the figure, that it only stands in for one."""
    return entry.layer if entry.mark != "project default" else f"{entry.layer} (this figure only stands in for one)"


def figure_words(shown: MeasureShown) -> dict[str, str]:
    """The value of a measure, its interval, and how many of how many, each as text; "" where there is none."""
    figure, measure = shown.figure, shown.measure
    if figure is None:
        return {
            "value": "cannot be told: a column it reads was not delivered, or by the day alone",
            "interval": "",
            "of": "",
            "unknown": "",
        }
    is_share = measure.unit == "share"
    value = percent(figure.value) if is_share else _number(figure.value)
    between = ""
    if figure.low is not None and figure.high is not None:
        between = interval(figure.low, figure.high) if is_share else f"{_number(figure.low)} to {_number(figure.high)}"
    link = "for" if isinstance(measure.figure, Rate) else "of"
    of = "" if figure.part is None or figure.whole is None else f"{figure.part:,} {link} {figure.whole:,}"
    unit = "" if is_share or not value else f" {measure.unit}"
    return {
        "value": f"{value}{unit}" or "none to count",
        "interval": between,
        "of": of,
        "unknown": f"{figure.unknown:,}" if figure.unknown else "",
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.5g}"
