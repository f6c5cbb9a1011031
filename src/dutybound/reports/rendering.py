"""A report as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere."""

from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dutybound.duties.duty import State
from dutybound.insight.control_chart import RUN, SETTLED
from dutybound.insight.shares import LEVEL
from dutybound.insight.tally import UNASSESSABLE_AT_MOST
from dutybound.reports import drawing, saying, units
from dutybound.reports.carrying import CARRIED
from dutybound.reports.changing import FEWEST, LATELY, change_label, change_sentence, limits_words
from dutybound.reports.compiled_templates import COMPILED
from dutybound.reports.contents import Report
from dutybound.reports.histories import MONTHS
from dutybound.reports.words import BETTER, FORMS, MARKS, STATES, figure_words, layer_words

TEMPLATES = Path(__file__).parent / "templates"


def page_of(report: Report) -> str:
    """The whole page; whatever a source or a policy names is escaped."""
    environment = page_environment()
    environment.filters.update(
        chart=drawing.history_chart,
        lateness_chart=drawing.lateness_chart,
        overview_chart=drawing.overview_chart,
        figure=figure_words,
        layer=layer_words,
    )
    return environment.get_template("report.html").render(report=report, style=page_style(), **_words())


def page_environment() -> Environment:
    """Where the templates are, and how figures are written on every page; whatever is put into one is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
    )
    environment.filters.update(percent=saying.percent, number=lambda value: f"{value:,}", day=saying.day_words)
    return environment


def page_style() -> Markup:
    """The style of every page: our own file, and no text of a source."""
    return Markup((TEMPLATES / "report.css").read_text(encoding="utf-8"))


def _words() -> dict[str, object]:
    return {
        "State": State,
        "states": STATES,
        "forms": FORMS,
        "marks": MARKS,
        "better": BETTER,
        "counted": saying.counted,
        "interval": saying.interval,
        "duties": partial(saying.counted, one="duty", several="duties"),
        "change_label": change_label,
        "change_sentence": change_sentence,
        "limits": limits_words,
        "fewest": FEWEST,
        "lately": LATELY,
        "kind": drawing.kind,
        "scale": drawing.scale,
        "level": f"{LEVEL:.0%}",
        "unassessable_at_most": f"{UNASSESSABLE_AT_MOST:.0%}",
        "months_shown": MONTHS,
        "run": RUN,
        "settled": SETTLED,
        "unit_subjects": units.SUBJECTS,
        "carried": f"{CARRIED:.0%}",
    }
