"""The reference: what one obligation means for one subject, in plain Python. It is the meaning."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dutybound.duties.duty import FOREVER, Duty, State
from dutybound.engine.cycles import Chain
from dutybound.engine.excursions import Excursions
from dutybound.engine.facts import Fact, Kind, Programme
from dutybound.engine.ledger import Course, Notice

ALWAYS = -(1 << 62)


@dataclass(frozen=True)
class Judged:
    """The rows of one subject's duties under one obligation, and what was odd about its facts."""

    duties: tuple[Duty, ...]
    notices: tuple[Notice, ...]
    course: tuple[Course, ...] = ()

    def seen_at(self, moment: int) -> list[tuple[Duty, State]]:
        """The duties seen at a moment, each with its state."""
        return [(duty, state) for duty in self.duties if (state := duty.state_at(moment)) is not None]


def judge(programme: Programme, subject: str, facts: Iterable[Fact]) -> Judged:
    """Fold the facts of one subject into duty rows.

    A correction, a void or a back-dated policy makes everything be judged again as from the moment it was recorded:
    rows that no longer hold are closed there and their successors opened; what stays the same stays (rule 12d).
    """
    facts = list(facts)
    moments = {fact.withdrawn for fact in facts if fact.withdrawn is not None} | programme.book.restated
    starts = [ALWAYS, *sorted(moments)]
    duties: list[Duty] = []
    notices: list[Notice] = []
    course: list[Course] = []
    for start, until in zip(starts, [*starts[1:], FOREVER], strict=True):
        standing = [fact for fact in facts if fact.withdrawn is None or fact.withdrawn > start]
        now, odd, goes = _judge_once(programme, subject, standing, start, until)
        earlier = [stands for stands in goes if stands.known <= start]
        begins = replace(earlier[-1], known=start) if earlier else Course(start, False, False)
        course += [begins, *goes[len(earlier) :]]
        duties = now if start == ALWAYS else _restated(duties, now, start)
        notices += [notice for notice in odd if notice.known >= start]
    return Judged(tuple(sorted(duties, key=_in_order)), tuple(notices), tuple(course) if programme.has_course else ())


def _judge_once(
    programme: Programme, subject: str, facts: list[Fact], as_of: int, until: int
) -> tuple[list[Duty], list[Notice], list[Course]]:
    """All duties as the facts stand, taken as far as `until`."""
    duties = [
        _unassessable(programme, subject, fact)
        for fact in facts
        if fact.kind is Kind.UNASSESSABLE and fact.known < until
    ]
    if programme.form in ("throughout", "at_most"):
        swept = Excursions(programme, subject, as_of)
        swept.run(facts, until)
        return duties + swept.rows(), swept.notices, swept.course
    if programme.recurs:
        chain = Chain(programme, subject, as_of)
        chain.run([fact for fact in facts if fact.kind is not Kind.TRIGGER], until)
        return duties + chain.rows(), chain.notices, chain.course
    shared = [fact for fact in facts if fact.kind is not Kind.TRIGGER]
    triggers = [fact for fact in facts if fact.kind is Kind.TRIGGER]
    notices: dict[Notice, None] = {}
    for trigger in triggers:
        chain = Chain(programme, subject, as_of)
        chain.run([trigger, *(fact for fact in shared if not _is_of_another(fact, trigger))], until)
        duties += chain.rows()
        notices |= dict.fromkeys([*chain.notices, *_done_before(chain, trigger, shared)])
    return duties, list(notices), []


def _done_before(chain: Chain, trigger: Fact, facts: list[Fact]) -> Iterable[Notice]:
    """What was done before the trigger of a duty that nothing met since: an odd order, and it counts for nothing."""
    if chain.drafts and all(draft.met is None for draft in chain.drafts):
        for fact in facts:
            if fact.kind is Kind.FULFIL and fact.happened < trigger.happened and chain.may_answer(fact, trigger.id):
                yield Notice("done before its trigger", fact.id, max(fact.known, trigger.known))


def _is_of_another(fact: Fact, trigger: Fact) -> bool:
    """A band or limit that stands on another trigger's record."""
    return fact.kind in (Kind.BAND, Kind.LIMIT) and fact.of not in (None, trigger.id)


def _unassessable(programme: Programme, subject: str, fact: Fact) -> Duty:
    return Duty(
        programme.standard, programme.version, subject, fact.id, fact.happened, fact.recorded,
        unassessable=f"{fact.value} is missing", known_from=fact.known,
    )  # fmt: skip


def _restated(before: list[Duty], now: list[Duty], start: int) -> list[Duty]:
    """What was seen before `start`, closed there unless it still holds, and what is seen from then on."""
    history = [duty for duty in before if duty.known_to <= start]
    current = {(duty.key, _as_seen(duty, start)): duty for duty in before if duty.known_from < start < duty.known_to}
    for duty in now:
        if duty.known_to <= start:
            continue
        same = current.pop((duty.key, _as_seen(duty, start)), None) if duty.known_from <= start else None
        history.append(replace(duty, known_from=same.known_from if same else max(duty.known_from, start)))
    return history + [replace(_unsettled(duty, start), known_to=start) for duty in current.values()]


def _as_seen(duty: Duty, moment: int) -> Duty:
    """A row as it looked just before `moment`, whenever it was written."""
    return replace(_unsettled(duty, moment), known_from=0, known_to=0)


def _unsettled(duty: Duty, moment: int) -> Duty:
    """The row without what was recorded, or came to be, only at `moment` or later."""
    seen = moment - 1
    if duty.due_as_known(seen) is None:
        duty = replace(duty, due_at=None, due_recorded_at=None)
    if duty.met_at is not None and max(duty.met_at, duty.met_recorded_at or duty.met_at) > seen:
        duty = replace(duty, met_at=None, met_recorded_at=None, met_by=None)
    if duty.ended_at is not None and max(duty.ended_at, duty.ended_recorded_at or duty.ended_at) > seen:
        duty = replace(duty, ended_at=None, ended_recorded_at=None)
    if duty.excused_recorded_at is not None and max(duty.excused_recorded_at, (duty.due_at or seen) + 1) > seen:
        duty = replace(duty, excused_recorded_at=None)
    return duty


def _in_order(duty: Duty) -> tuple[int, str, int]:
    return (duty.owed_from, duty.anchor, duty.known_from)
