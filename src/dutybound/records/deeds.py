"""Which records people make here by what they do, so that no source may deliver them.

Audits, findings and judgments are kept by rules that only the actions hold: nobody reads a file after another's answers
were shown to them, a grade is one's own before there is a proposal, and only its owner closes a finding. A row that an
extract brings has passed none of them.
"""

from functools import cache

from dutybound.records.schema import area_of, record_models

#: The files of records that are written by actions alone.
BY_ACTIONS = frozenset({"inspection_audits", "inspection_findings", "inspection_judgments"})


@cache
def tables_by_actions() -> frozenset[str]:
    """The tables that no source may deliver."""
    return frozenset(one._meta.db_table for one in record_models() if area_of(one) in BY_ACTIONS)
