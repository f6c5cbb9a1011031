"""A policy that one might expect to act on a duty and does not: it was put on record, or came into force, too late."""

from collections.abc import Iterator

from dutybound.duties.calendar import Calendar, date_of
from dutybound.duties.duty import Duty
from dutybound.duties.nodes import PolicyLimit, walk
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import Standard


def not_acting(duty: Duty, standard: Standard, policy: PolicyBook, calendar: Calendar) -> Iterator[str]:
    """A sentence for each entry that was meant to be in force when a duty arose and was not on record by then.

    Where none acts at all, also one for each that is in force only later, or was only earlier.
    """
    arose = date_of(calendar.day_of(duty.owed_from))
    without_any = duty.unassessable == "no policy was in force when it arose"
    for identity in sorted({node.id for node in walk(standard.obligation) if isinstance(node, PolicyLimit)}):
        for entry in (one for one in policy.of(identity) if not one.restates):
            until = "" if entry.valid_to is None else f" to {entry.valid_to}"
            if entry.valid_from <= arose < min(entry.recorded, entry.acts_until):
                yield (
                    f"The policy {identity} ({entry.layer}) was meant to be in force from {entry.valid_from}{until}, "
                    f"and is on record only from {entry.recorded}: it does not act on what arose before."
                )
            elif without_any:
                yield f"The policy {identity} ({entry.layer}) is in force only from {entry.acts_from}{until}."
