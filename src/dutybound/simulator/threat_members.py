"""Members of mapped groups: whether they are exploited, whether they are in prison, and what is planned for after;
and what happens meanwhile that may change how great a threat is."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from dutybound.simulator.mapping import Mapping
from dutybound.simulator.practising import Subjects
from dutybound.simulator.shaping import DAY, minute
from dutybound.simulator.work import HOLDER, NEVER

KEY = 0.25  # of the members, those on whom a group depends
PRISON = 0.14  # of the members, those who go to prison in the time that is simulated
FORESEEN = 0.85  # of releases, those of which a prison tells ahead
AHEAD = 45  # days by which it does
STANDS = 14  # days before the release by which its plan is to stand
ROLES = ("enforcer", "courier", "street dealer", "armourer", "street thief", "planner", "other")
SHARES_OF_ROLES = (0.1, 0.2, 0.3, 0.04, 0.1, 0.12, 0.14)
FOUND = ("child", "adult who may be exploited", "nobody")
EVENTS = ("charge of a key member", "remand of a key member", "firearm discharge", "new crime type", "merger or split",
          "threat to life", "release of a key member")  # fmt: skip
SHARES_OF_EVENTS = (0.4, 0.2, 0.08, 0.12, 0.1, 0.1, 0)
RELEASE = len(EVENTS) - 1


@dataclass(frozen=True)
class Members:
    """Everybody who is suspected of a mapped threat, and the events of all threats."""

    mapping: Mapping
    subjects: Subjects
    parent: np.ndarray  # by member: the place of the network
    number: np.ndarray  # which of its suspects
    key: np.ndarray
    found: np.ndarray  # the place among FOUND
    imprisoned: np.ndarray  # from when, NEVER if not
    released: np.ndarray
    foreseen: np.ndarray
    candidates: Subjects  # the networks once more, as those of whom somebody may be a victim
    victims: np.ndarray  # by network: the place among FOUND
    events: Subjects
    event_of: np.ndarray  # the place of the network
    what: np.ndarray  # the place among EVENTS


def drawn_members(made: Mapping) -> Members:
    """What there is to do about members, possible victims and events."""
    one = made.subjects
    parent, number = made.networks.people(np.flatnonzero(made.mapped))
    members = Subjects(one.scenario, one.staff, one.agenda, one.ids[parent] * 16 + number, one.unit[parent],
                       one.at[parent])  # fmt: skip
    members.tasks["decide mapping"] = one.tasks["decide mapping"][parent]
    found = members.chance.one_of("member is exploited", members.ids, (0.07, 0.1, 0.83))
    late = made.decided_late[parent] + 30
    _checked(members, "check member", np.arange(len(members)), "decide mapping", found, late)
    key = members.yes("key member", KEY)
    times = _prison(made, members, parent)
    candidates = Subjects(one.scenario, one.staff, one.agenda, one.ids, one.unit, one.at)
    candidates.tasks["candidate"] = one.tasks["candidate"]
    victims = one.chance.one_of("candidate has victims", one.ids, (0.3, 0.35, 0.35))
    danger = made.networks.danger & (one.tasks["candidate"] >= 0)
    _checked(candidates, "check candidate", np.flatnonzero(danger), "candidate", victims)
    return Members(made, members, parent, number, key, found, *times, candidates, victims,
                   *_events(made, parent, key, times[1]))  # fmt: skip


def _checked(one: Subjects, practice: str, places: np.ndarray, after: str, found: np.ndarray, late: Any = 0) -> None:
    """Whoever is on duty in the place asks at once; what is found goes to those who safeguard, that day."""
    duty = one.pool("response supervisor")
    one.add(practice, duty, places, after=after, delay=late)
    victims = places[found[places] < len(FOUND) - 1]
    one.add("refer possible victim", duty, victims, after=practice)
    one.add("decide referral mechanism", duty, victims, after=practice)


def _prison(made: Mapping, members: Subjects, parent: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """From when until when, as courts have it, and whether the force hears ahead; the lead plans for the release."""
    goes = members.yes("goes to prison", PRISON)
    began = members.at + (60 + members.chance.share("prison from", members.ids) * 240).astype(np.int64) * DAY
    until = began + ((25 + members.chance.wait("prison for", members.ids, 150)) * DAY).astype(np.int64)
    until = until // DAY * DAY + 600  # prisons release in the morning
    foreseen = members.yes("release foreseen", FORESEEN)
    told = np.where(foreseen, np.maximum(until - AHEAD * DAY, began + DAY), until)
    members.add("plan release", np.full(len(members), HOLDER), goes, released=told, case=made.lead[parent])
    members.add("approve release plan", made.head[parent], goes, after="plan release")
    members.add("see after release", members.pool("response supervisor"), goes, released=until)
    return np.where(goes, began, NEVER), np.where(goes, until, NEVER), foreseen


def _events(
    made: Mapping, parent: np.ndarray, key: np.ndarray, released: np.ndarray
) -> tuple[Subjects, np.ndarray, np.ndarray]:
    """What happens in the life of a network, and that a key member of it comes out of prison."""
    one, ends = made.subjects, minute(made.subjects.scenario.ends) + DAY
    many = one.chance.one_of("events", one.ids, (0.4, 0.3, 0.2, 0.1)) * made.mapped
    at_work = np.repeat(np.arange(len(one)), many)
    ids = one.ids[at_work] * 32 + np.arange(len(at_work)) - np.searchsorted(at_work, at_work)
    room = np.maximum(ends - one.at[at_work] - 60 * DAY, DAY)
    at = one.at[at_work] + 60 * DAY + (one.chance.share("event", ids) * room).astype(np.int64)
    free = np.flatnonzero(key & (released < NEVER))
    free_ids = one.ids[parent[free]] * 32 + 4 + np.arange(len(free)) - np.searchsorted(parent[free], parent[free])
    event_of = np.concatenate([at_work, parent[free]])
    what = np.concatenate([one.chance.one_of("event: what", ids, SHARES_OF_EVENTS), np.full(len(free), RELEASE)])
    events = Subjects(one.scenario, one.staff, one.agenda, np.concatenate([ids, free_ids]), one.unit[event_of],
                      np.concatenate([at, released[free]]))  # fmt: skip
    over = one.tasks["archive threat"][event_of]
    urgent = np.isin(what, [EVENTS.index(name) for name in ("firearm discharge", "threat to life")])
    duty, coordinator = events.pool("response supervisor"), events.pool("coordinator")
    events.add("score at risk of life", duty, urgent, ends_with=over)  # at any hour, by whoever is on duty
    events.add("score after event", coordinator, ~urgent, ends_with=over)
    events.either("score", "score at risk of life", "score after event")
    return events, event_of, what.astype(int)
