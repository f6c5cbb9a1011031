"""A finding put on record, and how it stood on later days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.casework.actions import findings as actions
from dutybound.casework.queries import findings as queries
from dutybound.inspection.findings.draft import DraftFinding, Kind
from dutybound.inspection.findings.history import History, Standing, State, standing
from dutybound.inspection.findings.registers import registers

BY = "liaison lead"
START = datetime(2017, 3, 2, 9, tzinfo=UTC)
SUPERVISION = DraftFinding(
    Kind.AREA_FOR_IMPROVEMENT, "Supervise investigations actively.", question="peel-2016:effectiveness.2",
    force="staffordshire", published=date(2017, 3, 2), deadline_words="within six months",
)  # fmt: skip
FIGURE = "standard:supervised@2017-09-30"


def later(days: int) -> datetime:
    return START + timedelta(days=days)


def stood(id: str, days: int) -> tuple[History, Standing]:
    """A finding as it was known so many days after the start."""
    one = next(one for one in queries.findings(later(days)) if one.id == id)
    return one, standing(one, later(days).date(), registers())


def state(id: str, days: int) -> State:
    return stood(id, days)[1].state


def close(id: str, days: int, body: str = "hmicfrs") -> None:
    actions.set_status(id, "complete", by=BY, at=later(days), body=body, reference="document:letter-1")


def refused(act: object, *given: object, **named: object) -> str:
    with pytest.raises(DutyboundError) as error:
        act(*given, **named)  # type: ignore[operator]
    return error.value.render()
