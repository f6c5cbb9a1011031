"""A simulated force judged in memory: the evidence of the standards that are looked at."""

import numpy as np
import pyarrow as pa

from dutybound.duties.calendar import Calendar
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.engine.source import source_of
from dutybound.exchange.packs import PRACTICE, packs
from dutybound.exchange.pieces import arrow_schema
from dutybound.insight.evidence import Evidence, Gathering
from dutybound.insight.holders import Holders
from dutybound.insight.states import states_at
from dutybound.records.schema import schema_of_records
from dutybound.simulator.force import Simulated
from dutybound.standards.discovery import load_library

CALENDAR = Calendar("Europe/London", "GB-ENG")
#: What is looked at: standards on every practice that may go wrong at random, and some that feel it only through load.
LOOKED_AT = (
    "supervised", "reviewed", "directions_done", "planned", "contact_kept", "first_update", "initial_actions",
    "needs_assessed", "allocated", "kept_moving", "risk_assessed", "assessed_before_leaving", "safeguarded_at_once",
    "assessment_checked", "risk_reasoned", "heard_on_return",
)  # fmt: skip


def standards_looked_at() -> list[Standard]:
    """The standards by these names, loaded once."""
    library = load_library([PRACTICE], schema_of_records(), packs())
    found = [one for one in library.standards if one.name in LOOKED_AT]
    missing = set(LOOKED_AT) - {one.name for one in found}
    assert not missing, f"no such standards: {missing}"
    return found


def evidence_of(force: Simulated, standards: list[Standard]) -> dict[str, Evidence]:
    """The evidence of each standard at the end of the scenario."""
    schema = schema_of_records()
    tables = {
        name: force.tables.get(name, pa.table(arrow_schema(table).empty_table()))
        for name, table in schema.tables.items()
    }
    unmapped = [
        (name, column) for name, table in schema.tables.items() if name not in force.tables for column in table.columns
    ]
    source = source_of(tables, schema, CALENDAR, unmapped)
    end = (np.datetime64(force.scenario.ends, "D").astype(int) + 1) * 86_400_000_000 - 1
    holders = Holders(source)
    gathering = Gathering(source, int(end), holders.units)
    for judgment in judged_by_columns(standards, source, packs(), int(end)):
        states = states_at(judgment, int(end))
        gathering.take(judgment, states, holders.of(judgment).of_rows(judgment, states, int(end))[0])
    return gathering.evidence()
