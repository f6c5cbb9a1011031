"""The board as a page that needs nothing else: a table with caption and headings, whose words say what colour does."""

from jinja2 import Environment, StrictUndefined

from dutybound.inspection.findings.board import HEADINGS, Board
from dutybound.reports.saying import day_words

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Findings as at {{ day }}</title>
<style>
body { font: 1rem/1.4 system-ui, sans-serif; margin: 1.5rem; color: #0b0c0c; background: #fff }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-size: 1.4rem; font-weight: bold; padding-bottom: .5rem }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #b1b4b6; padding: .4rem .6rem .4rem 0 }
th span, td span { display: block }
td span + span { color: #383f43 }
tbody th span + span { font-weight: normal }
.done th { border-left: .4rem solid #00703c; padding-left: .5rem }
.alerted th { border-left: .4rem solid #d4351c; padding-left: .5rem }
</style>
</head>
<body>
<main>
<h1>Findings</h1>
<table>
<caption>All findings of all sources as at {{ day }}</caption>
<thead><tr>{% for name in headings %}<th scope="col">{{ name }}</th>{% endfor %}</tr></thead>
<tbody>
{% for line in board.lines -%}
<tr{% if line.is_green %} class="done"{% elif line.is_alerted %} class="alerted"{% endif %}>
{%- for cell in line.cells %}{% set tag = "th" if loop.first else "td" %}
<{{ tag }}{% if loop.first %} scope="row"{% endif %}>
{%- for one in cell if one %}<span>{{ one }}</span>{% endfor %}</{{ tag }}>
{%- endfor %}
</tr>
{% endfor -%}
</tbody>
</table>
<ul>{% for one in board.remarks %}<li>{{ one }}</li>{% endfor %}</ul>
</main>
</body>
</html>
"""


def board_page(board: Board) -> str:
    """The page, with whatever stands in a finding escaped."""
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(PAGE)
    return template.render(board=board, headings=HEADINGS, day=day_words(board.day))
