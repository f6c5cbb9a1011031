"""Whose a duty is: owner and unit come from who held the subject, never from the duty itself (rule 13)."""

from collections.abc import Iterable
from dataclasses import dataclass

from dutybound.duties.duty import Duty
from dutybound.duties.limits import DAY

#: A live duty taken over this short a time before it fell due is shown as inherited (project default).
INHERITED_WITHIN_DAYS = 7


@dataclass(frozen=True)
class Holding:
    """A unit, or somebody in it, held a subject; each end with when it was recorded."""

    holder: str
    began_at: int
    began_recorded_at: int | None = None
    ended_at: int | None = None
    ended_recorded_at: int | None = None
    officer: str | None = None  # who in the unit: a handover between two of them is one too


@dataclass(frozen=True)
class Whose:
    """The holder of a duty, if anybody held it, and whether it came to them shortly before it fell due."""

    holder: str | None
    inherited: bool = False


def whose(duty: Duty, moment: int, holdings: Iterable[Holding]) -> Whose:
    """A settled duty is whose it was when it fell due or was settled, the earlier; a live one, whose it is now.

    It stays with who gave its subject up until somebody takes it on: else what is closed, or left lying, would be
    nobody's failing.
    """
    state = duty.state_at(moment)
    settled = None if state is None or state.is_live else _settled(duty, moment)
    at = moment if settled is None else settled
    known = [one for one in holdings if _known(one.began_at, one.began_recorded_at) <= moment]
    last = _last_at(known, at, moment)
    if last is None:
        return Whose(None)
    due = duty.due_as_known(moment)
    before = _last_at(known, last.began_at - 1, moment)
    goes_on = before is not None and (before.holder, before.officer) == (last.holder, last.officer)
    took_over = last.began_at > duty.owed_from and not goes_on
    return Whose(last.holder, due is not None and took_over and 0 <= due - last.began_at <= INHERITED_WITHIN_DAYS * DAY)


def _settled(duty: Duty, moment: int) -> int | None:
    """When it fell due or was settled, the earlier, of what was known; a duty without either is whose it is now."""
    facts = ((duty.met_at, duty.met_recorded_at), (duty.ended_at, duty.ended_recorded_at))
    known = [at for at, recorded in facts if at is not None and _known(at, recorded) <= moment]
    due = duty.due_as_known(moment)
    return min([*known, *([] if due is None or due >= moment else [due])], default=None)


def _last_at(known: Iterable[Holding], at: int, moment: int) -> Holding | None:
    """Who held it at an instant, or had held it last; of several, who took it last, and of these the first listed."""
    began = [one for one in known if one.began_at <= at]
    return max(began, key=lambda one: (min(_end_known(one, moment), at + 1), one.began_at), default=None)


def _known(at: int, recorded: int | None) -> int:
    return at if recorded is None else max(at, recorded)


def _end_known(one: Holding, moment: int) -> int:
    if one.ended_at is None or _known(one.ended_at, one.ended_recorded_at) > moment:
        return 1 << 62
    return one.ended_at
