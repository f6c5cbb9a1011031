"""How what is shown was known, which no figure over time may leave unsaid (rule 12)."""

from collections.abc import Collection, Sequence

from dutybound.duties.standard import Standard
from dutybound.reports.saying import counted, listed

AS_NOW_KNOWN = "as now known: the source does not say when anything was recorded"


def history_words(standard: Standard, in_hindsight: bool, unmapped: Collection[tuple[str, str]] = ()) -> str:
    """How the history of one standard is known, of a source that does not deliver the columns in `unmapped`."""
    if in_hindsight:
        return "in hindsight: each fact as if recorded when it happened"
    if not standard.says_when_recorded(unmapped):
        return AS_NOW_KNOWN
    if standard.recurs:
        return "as it was known: each month as it was seen at its end"
    return "as it was known at the moment looked at: a duty done since its month counts as met late"


def seen_words(
    standards: Sequence[tuple[str, Standard]], known_at: str | None, unmapped: Collection[tuple[str, str]] = ()
) -> str:
    """How all that is shown was known; `standards` with their titles. Where they differ, which are which."""
    if known_at is not None:
        return f"in hindsight: all that was on record by {known_at}"
    without = [title for title, standard in standards if not standard.says_when_recorded(unmapped)]
    if not without:
        return "as it was known at that moment"
    if len(without) == len(standards):
        return AS_NOW_KNOWN
    those = f"{counted(len(without), 'standard')} of {len(standards)} ({listed(without)})"
    return f"as it was known at that moment; but {those} as now known, as nothing says when what they read was recorded"
