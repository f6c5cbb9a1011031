"""Figures in the shape in which the files of figures have them."""

from typing import Any

from dutybound.insight.backlog import age_of
from dutybound.insight.figures import Figure
from dutybound.insight.shares import LEVEL, Share
from dutybound.inspection.bundle.duty_rows import Numbers

DIGITS = 6


def figure_cells(figure: Figure) -> dict[str, Any]:
    return {
        "value": rounded(figure.value), "low": rounded(figure.low), "high": rounded(figure.high),
        "part": figure.part, "whole": figure.whole, "unknown": figure.unknown,
    }  # fmt: skip


def in_date_cells(one: tuple[int, int]) -> dict[str, Any]:
    return {"in_date": one[0], "live": one[1], "value": rounded(one[0] / one[1])}


def age_cells(days: Numbers) -> dict[str, Any] | None:
    age = age_of(days)
    return (
        None if age is None else {"duties": age.duties, "median": age.median, "oldest": age.oldest, "bands": age.bands}
    )


def share_cells(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "part": share.part, "whole": share.whole, "value": rounded(share.value), "low": rounded(share.low),
        "high": rounded(share.high), "level": LEVEL, "over_subjects": share.subjects,
    }  # fmt: skip


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
