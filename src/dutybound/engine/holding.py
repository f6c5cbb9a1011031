"""Whose a duty is: owner and unit come from who held the subject, never from the duty itself (rule 13)."""

from collections.abc import Iterable
from dataclasses import dataclass

from dutybound.duties.duty import Duty
from dutybound.duties.limits import DAY

#: A live duty taken over this short a time before it fell due is shown as inherited (project default).
INHERITED_WITHIN_DAYS = 7


@dataclass(frozen=True)
class Holding:
    """Somebody, or a unit, held a subject; each end with when it was recorded."""

    holder: str
    began_at: int
    began_recorded_at: int | None = None
    ended_at: int | None = None
    ended_recorded_at: int | None = None


@dataclass(frozen=True)
class Whose:
    """The holder of a duty, if anybody held it, and whether it came to them shortly before it fell due."""

    holder: str | None
    inherited: bool = False


def whose(duty: Duty, moment: int, holdings: Iterable[Holding]) -> Whose:
    """A settled duty is whose it was when it fell due or was settled, the earlier; a live one, whose it is now."""
    state = duty.state_at(moment)
    at = moment
    if state is not None and not state.is_live:
        settled = [at for at in (duty.met_at, duty.ended_at, duty.due_as_known(moment)) if at is not None]
        at = min(settled, default=moment)
    known = [one for one in holdings if _known(one.began_at, one.began_recorded_at) <= moment]
    held = [one for one in known if one.began_at <= at < _end_known(one, moment)]
    if not held:
        return Whose(None)
    last = max(held, key=lambda one: one.began_at)
    due = duty.due_as_known(moment)
    took_over = last.began_at > duty.owed_from
    return Whose(last.holder, due is not None and took_over and 0 <= due - last.began_at <= INHERITED_WITHIN_DAYS * DAY)


def _known(at: int, recorded: int | None) -> int:
    return at if recorded is None else max(at, recorded)


def _end_known(one: Holding, moment: int) -> int:
    if one.ended_at is None or _known(one.ended_at, one.ended_recorded_at) > moment:
        return 1 << 62
    return one.ended_at
