"""assess --shortfalls: which units fall short of others of their kind, and what fell when, over all standards."""

from pathlib import Path
from typing import Any

import numpy as np

from dutybound.cli.assessing import Assessment, Report
from dutybound.engine.local_days import days_of
from dutybound.engine.source import Source
from dutybound.exchange.private import write_private
from dutybound.insight.answers import Answer
from dutybound.insight.finder import Found, Stepped, detection_rule, find

YEAR = 365


def write_shortfalls(assessment: Assessment, folder: Path, report: Report) -> Found | None:
    """What was found, written to shortfalls.json; nothing where nothing says which unit had what."""
    report("Comparing units")
    found = look(assessment)
    if found is not None:
        write_private(folder / "shortfalls.json", as_found(found))
    return found


def look(assessment: Assessment) -> Found | None:
    """Look at the year up to the moment of an assessment; None where nothing says which unit had what."""
    if assessment.gathering is None:
        return None
    ground = assessment.ground
    last = int(days_of(np.array([assessment.as_at]), ground.declaration.calendar)[0])
    evidence = assessment.gathering.evidence()
    return find(evidence, kinds_of_units(ground.source), last - YEAR + 1, last, detection_rule())


def kinds_of_units(source: Source) -> dict[str, str]:
    """The kind of each unit, where the records say it: units are compared with others of their kind."""
    table = source.schema.tables.get("unit")
    if table is None or "kind" not in table.columns:
        return {}
    rows = source.connection.sql('SELECT id, kind FROM "unit" WHERE kind IS NOT NULL').fetchall()
    return dict(rows)


def as_found(found: Found) -> dict[str, Any]:
    """As it stands in shortfalls.json: every look with what it came to, and the rule over all of them."""
    return {"rule": found.rule.words(), "looks": [_as_look(one, found.steps.get(one.at)) for one in found.answers]}


def _as_look(one: Answer, step: Stepped | None) -> dict[str, Any]:
    seen = one.seen
    told = {
        "standard": one.at.standard, "unit": one.at.where, "looked_at": one.at.what, "beside": one.at.beside,
        "period": one.at.period, "answer": one.words(), "value": round(seen.estimate.value, 4),
        "difference": round(seen.difference.value, 4), "low": round(seen.difference.low, 4),
        "high": round(seen.difference.high, 4), "subjects": seen.subjects, "duties": seen.duties,
        "q": None if one.q is None else round(one.q, 4),
    }  # fmt: skip
    if step is not None:
        told["since"], told["not_before"], told["not_after"] = (
            str(np.datetime64(day, "D")) for day in (step.day, step.earliest, step.latest)
        )
    return told
