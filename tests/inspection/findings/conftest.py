"""A finding on record."""

from pathlib import Path

import pytest

from dutybound.casework.actions import findings as actions
from tests.inspection.findings.on_record import BY, START, SUPERVISION


@pytest.fixture
def afi(records: Path) -> str:
    return actions.add(SUPERVISION, id="A1", by=BY, at=START)
