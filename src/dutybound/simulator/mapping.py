"""Networks that are noticed, put forward, mapped, scored, led, and at last archived: what there is to do about each."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from dutybound.simulator.networks import NEWER, Networks
from dutybound.simulator.practising import Subjects
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.tables import entry_lag
from dutybound.simulator.work import ALLOCATES, CLOSES, HOLDER

LEAD, ADVISER = "lead responsible officer", "tactical adviser"
SUPERVISOR = "organised crime supervisor"
SEARCH = 28  # days between two searches of the records; project default
AGAIN = np.array([1, 2, 4])  # times the interval of the top band
KINDS_OF_THREAT = ("group", "priority individual", "weak point")
NOTICED_BY = ("officer", "neighbourhood team", "public protection", "prison", "partner", "analyst",
              "search of the records")  # fmt: skip


@dataclass(frozen=True)
class Mapping:
    """What becomes of networks, as far as it is settled before anybody works: the tasks are those of the subjects."""

    networks: Networks
    searched: np.ndarray  # noticed by the search, and by nobody before
    forward: np.ndarray  # put forward, if it comes to a decision
    mapped: np.ndarray  # to be mapped, if it comes to that
    kind: np.ndarray  # as what, the place among KINDS_OF_THREAT
    lead: np.ndarray  # the case that a lead holds
    adviser: np.ndarray  # the case that an adviser holds
    head: np.ndarray  # who supervises both
    noticed_late: np.ndarray  # minutes until a candidate is entered: nobody decides on what is in no record
    decided_late: np.ndarray  # minutes until the decision to map is: nobody leads against what is not on the map

    @property
    def subjects(self) -> Subjects:
        return self.networks.subjects


def drawn_mapping(networks: Networks) -> Mapping:
    """All tasks about networks from their first notice to their archiving, but for plans."""
    one = networks.subjects
    newer = networks.sort == NEWER
    noticed = np.where(newer, one.does("notice newer network"), one.does("notice older network"))
    searched = ~noticed & one.does("search the records")
    _noticed(one, noticed & ~newer, noticed & newer, searched)
    forward = one.does("decide candidate", "quality") == networks.real
    mapped = forward & networks.real
    made = Mapping(
        networks,
        searched,
        forward & (noticed | searched),
        mapped & (noticed | searched),
        one.chance.one_of("kind of threat", one.ids, (0.92, 0.05, 0.03)),
        *_cases(one),
        _lag(one, "enter candidate"),
        _lag(one, "enter mapping decision"),
    )
    _decided(made)
    _led(made)
    _scored(made)
    return made


def _noticed(one: Subjects, older: np.ndarray, newer: np.ndarray, searched: np.ndarray) -> None:
    """By the people of the place, or by an analyst on the day on which records are next searched."""
    local, analyst = one.pool("investigator"), one.pool("analyst")
    begins = minute(one.scenario.begins) - one.scenario.warm_up * DAY
    turn = -(-(one.at - begins) // (SEARCH * DAY))
    one.add("notice older network", local, older, habit=1)
    one.add("notice newer network", local, newer, habit=1)
    one.add("search the records", analyst, searched, habit=1, released=begins + turn * SEARCH * DAY)
    one.either("candidate", "notice older network", "notice newer network", "search the records")


def _cases(one: Subjects) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What a lead and what an adviser is to hold of each, under which supervisor."""
    unit = next(each.name for each in one.scenario.units if each.posts.get(LEAD))
    leads, advisers = one.staff.squads[unit, LEAD], one.staff.squads[unit, ADVISER]
    which = (one.chance.share("squad of threat", one.ids) * len(leads)).astype(int)
    weight = np.ones(len(one))
    return (
        one.agenda.open(leads[which], weight),
        one.agenda.open(advisers[which], weight),
        one.staff.heads[leads[which]],
    )


def _lag(one: Subjects, practice: str) -> np.ndarray:
    return entry_lag(one.chance, practice, one.ids, one.say(practice, "entry"))


def _decided(made: Mapping) -> None:
    one, coordinator = made.subjects, made.subjects.pool("coordinator")
    there = one.tasks["candidate"] >= 0
    one.add("decide candidate", coordinator, there, after="candidate", delay=made.noticed_late)
    one.add("decide mapping", coordinator, made.forward, after="decide candidate", delay=30 + one.wait("mapping panel"))
    review = one.say("review retention", "interval") * DAY
    one.add("review retention", one.pool("analyst"), there & ~made.forward, after="decide candidate", delay=review)


def _led(made: Mapping) -> None:
    one, boss = made.subjects, made.subjects.pool(SUPERVISOR)
    given: dict[str, Any] = {"after": "decide mapping", "delay": made.decided_late, "kind": ALLOCATES}
    one.add("appoint lead", boss, made.mapped, case=made.lead, **given)
    one.add("appoint adviser", boss, made.mapped, case=made.adviser, **given)


def _scored(made: Mapping) -> None:
    """First, again and again by the band, after events, and when work is to end."""
    one, networks, coordinator = made.subjects, made.networks, made.subjects.pool("coordinator")
    newer = made.networks.sort == NEWER
    told = np.where(newer, one.wait("intelligence on newer crimes"), one.wait("intelligence of others"))
    one.add("score threat", coordinator, made.mapped, after="decide mapping", delay=made.decided_late + told)
    over = made.mapped & (networks.ends <= minute(one.scenario.ends))
    one.add("score for archiving", coordinator, over, after="score threat", delay=networks.ends - one.at)
    one.add("archive threat", one.pool(SUPERVISOR), over, after="score for archiving", kind=CLOSES, case=made.lead)
    one.add("archive threat", one.pool(SUPERVISOR), over, question="release adviser", after="archive threat", effort=1,
            kind=CLOSES, case=made.adviser, habit=1)  # fmt: skip
    again = one.say("score again", "interval") * AGAIN[networks.level] * DAY
    one.add("score again", coordinator, made.mapped, after="score threat", delay=again, again=again, limit=12,
            ends_with=one.tasks["archive threat"])  # fmt: skip
    one.add("debrief threat", one.pool(ADVISER), over, after="archive threat")


def holder_of(made: Mapping) -> np.ndarray:
    """The queue of whoever leads, for each network."""
    return np.full(len(made.subjects), HOLDER)
