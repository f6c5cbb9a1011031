"""The records, one file an area or part of one, with people and the organisation under them."""

from dutybound.records.models import (
    investigation,
    investigation_forensics,
    investigation_outcomes,
    investigation_victims,
    linkage,
    organisation,
    organised_crime,
    organised_crime_diversion,
    organised_crime_impact,
    organised_crime_partnership,
    organised_crime_response,
    people,
    vulnerability,
    vulnerability_missing,
    vulnerability_protection,
    vulnerability_referrals,
)

__all__ = [
    "investigation",
    "investigation_forensics",
    "investigation_outcomes",
    "investigation_victims",
    "linkage",
    "organisation",
    "organised_crime",
    "organised_crime_diversion",
    "organised_crime_impact",
    "organised_crime_partnership",
    "organised_crime_response",
    "people",
    "vulnerability",
    "vulnerability_missing",
    "vulnerability_protection",
    "vulnerability_referrals",
]
