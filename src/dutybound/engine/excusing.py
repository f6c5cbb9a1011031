"""The decisions behind excusals: why a standard is not owed, and the two people who decided so."""

from collections.abc import Mapping
from dataclasses import dataclass

from dutybound.engine.source import Source


@dataclass(frozen=True)
class Decision:
    """What an excusal's row says beside its span. It names people, so it is only read to explain."""

    reason: str
    asked_by: str
    approved_by: str

    def __str__(self) -> str:
        return f"{self.reason}; asked for by {self.asked_by}, approved by {self.approved_by}"


def decisions_on(source: Source, standard: str, subject: str) -> Mapping[str, Decision]:
    """The decisions on one subject under one standard, by the id of the excusal."""
    asked = "SELECT id, reason, asked_by, approved_by FROM excusal WHERE standard = $1 AND subject = $2"
    rows = source.connection.execute(asked, [standard, subject]).fetchall()
    return {identity: Decision(*said) for identity, *said in rows}
