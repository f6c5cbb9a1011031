"""The records of networks that somebody noticed: candidates, nominations, decisions, threats, leads and archiving."""

from typing import Any

import numpy as np

from dutybound.simulator.mapping import KINDS_OF_THREAT, LEAD, NOTICED_BY, Mapping
from dutybound.simulator.networks import NEWER, TYPES
from dutybound.simulator.practising import Course
from dutybound.simulator.tables import Tables, chosen, named, told
from dutybound.simulator.work import NEVER, Done

#: Who notices, by whether the crime is a newer one; without the search of the records. Project defaults.
SHARES_OF_NOTICE = ((0.35, 0.3, 0.02, 0.13, 0.1, 0.1), (0.15, 0.1, 0.35, 0.05, 0.25, 0.1))
LINKED = 0.15  # of threats, those of which it is known that they have to do with another


class Threats:
    """Which networks became threats, and when each of their records was known; shared by all that writes of them."""

    def __init__(self, made: Mapping, done: Done, tables: Tables) -> None:
        self.made, self.done, self.tables = made, done, tables
        self.course = Course(made.subjects, done, tables)
        self.one, self.chance = made.subjects, made.subjects.chance
        self.mapped_at = self.course.when("decide mapping")
        self.mapped_at = np.where(made.mapped, self.mapped_at, NEVER)
        self.known = np.where(self.mapped_at < NEVER, self.mapped_at + made.decided_late, NEVER)
        noticed_at = self.course.when("candidate")
        self.candidate_known = np.where(noticed_at < NEVER, noticed_at + made.noticed_late, NEVER)
        self.archived = self.course.when("archive threat")
        self.there = np.flatnonzero(self.known <= tables.ends)

    def name(self, places: Any) -> Any:
        return named("threat-", self.one.ids[places])

    def within(self, places: np.ndarray, at: np.ndarray) -> np.ndarray:
        """Which of these, by the place of the network and a minute, are about a threat on which work goes on."""
        return np.flatnonzero((at > self.known[places]) & (at < self.archived[places]) & (at <= self.tables.ends))


def write_mapping(threats: Threats) -> None:
    """All of it, up to the threat, and then from its end."""
    _candidates(threats)
    _decisions(threats)
    _nominations(threats)
    _threats(threats)
    _leads(threats)
    _links(threats)


def _candidates(threats: Threats) -> None:
    one, made, course = threats.one, threats.made, threats.course
    there = course.done_of("candidate")
    at, ids = course.when("candidate")[there], one.ids[there]
    newer = (made.networks.sort[there] == NEWER).astype(int)
    by = np.where(newer, *(one.chance.one_of("noticed by", ids, SHARES_OF_NOTICE[each]) for each in (1, 0)))
    by = np.where(made.searched[there], len(NOTICED_BY) - 1, by)
    known = threats.candidate_known[there]
    threats.tables.add("candidate", id=named("candidate-", ids), happened_at=at, recorded_at=known,
                       unit=one.staff.unit_names(one.unit[there]), found_by=chosen(NOTICED_BY, by),
                       crime_type=chosen(TYPES, made.networks.crime[there]))  # fmt: skip
    places, number = made.networks.people(there)
    of = np.searchsorted(there, places)
    found = np.maximum(made.networks.found[places, number], at[of])
    suspect = one.ids[places] * 16 + number
    threats.tables.add("candidate_suspect", id=named("candidate-suspect-", suspect), happened_at=found,
                       recorded_at=np.maximum(found + 30, known[of]), candidate=named("candidate-", one.ids[places]),
                       person=named("suspect-", suspect))  # fmt: skip
    _people(threats)


def _people(threats: Threats) -> None:
    """Suspects are known from when they turn up, whether anybody sees a network in them or not."""
    one, networks = threats.one, threats.made.networks
    places, number = networks.people(np.arange(len(one)))
    at, ids = networks.found[places, number], one.ids[places] * 16 + number
    threats.tables.add("person", id=named("suspect-", ids), happened_at=at, recorded_at=at,
                       name="(simulated person)", ethnicity="not stated",
                       sex=chosen(("female", "male"), one.chance.yes("suspect: sex", ids, 0.85)))  # fmt: skip


def _decisions(threats: Threats) -> None:
    one, made, course = threats.one, threats.made, threats.course
    there = course.done_of("decide candidate")
    at, ids = course.when("decide candidate")[there], one.ids[there]
    said = course.whole("reason of candidate decision", at, there)
    threats.tables.add("candidate_decision", id=named("candidate-decision-", ids), happened_at=at, recorded_at=at + 20,
                       candidate=named("candidate-", ids), decided_by="mapping coordinator",
                       rationale=chosen((None, "as the traces are"), said),
                       outcome=chosen(("not pursued", "nominate"), made.forward[there]))  # fmt: skip
    there = course.done_of("review retention")
    at, ids = course.when("review retention")[there], one.ids[there]
    outcome = one.chance.one_of("retention", ids, (0.3, 0.2, 0.5))
    threats.tables.add("retention_review", id=named("retention-", ids), happened_at=at, recorded_at=at + 30,
                       candidate=named("candidate-", ids), decided_by="analyst", rationale="as still needed",
                       outcome=chosen(("kept", "kept in part", "deleted"), outcome))  # fmt: skip


def _nominations(threats: Threats) -> None:
    one, made, course = threats.one, threats.made, threats.course
    decided = course.when("decide candidate")
    there = np.flatnonzero((decided < NEVER) & made.forward)
    at, ids = decided[there], one.ids[there]
    threats.tables.add("nomination", id=named("nomination-", ids), happened_at=at, recorded_at=at + 20,
                       candidate=named("candidate-", ids), unit=one.staff.unit_names(one.unit[there]),
                       crime_type=chosen(TYPES, made.networks.crime[there]))  # fmt: skip
    there = np.flatnonzero((course.when("decide mapping") < NEVER) & made.forward)
    at, ids = course.when("decide mapping")[there], one.ids[there]
    known = at + made.decided_late[there]
    gate = course.whole("answer the four questions", at, there)
    yes = {name: told(made.mapped[there] | one.chance.yes(name, ids, 0.6), gate)
           for name in ("three_or_more", "serious", "for_gain", "continuing")}  # fmt: skip
    what = np.where(made.mapped[there], made.kind[there], len(KINDS_OF_THREAT))
    threats.tables.add("mapping_decision", id=named("mapping-", ids), happened_at=at, recorded_at=known, **yes,
                       gate_recorded_at=np.where(gate, known, NEVER), nomination=named("nomination-", ids),
                       outcome=chosen((*KINDS_OF_THREAT, "not mapped"), what), decided_by="mapping panel",
                       rationale=chosen((None, "as the answers are"), gate))  # fmt: skip


def _threats(threats: Threats) -> None:
    one, made, there = threats.one, threats.made, threats.there
    at, known, ids, name = threats.mapped_at[there], threats.known[there], one.ids[there], threats.name(there)
    handled = threats.course.whole("say handling", at, there)
    crime = chosen(TYPES, made.networks.crime[there])
    threats.tables.add("threat", id=name, happened_at=at, recorded_at=known, decision=named("mapping-", ids),
                       kind=chosen(KINDS_OF_THREAT, made.kind[there]), crime_type=crime,
                       handling=chosen((None, "P", "C"), handled * (1 + one.chance.yes("conditions", ids, 0.4))),
                       handling_recorded_at=np.where(handled, known + 30, NEVER))  # fmt: skip
    over = {"ended_at": threats.archived[there], "end_recorded_at": threats.archived[there]}
    tenure = {"began_at": at, "recorded_at": known, **over, "threat": name}
    threats.tables.add("threat_span", id=named("threat-span-", ids), **tenure)
    threats.tables.add("mapping_body", id=named("mapping-body-", ids), body="force", **tenure)
    unit = next(place for place, each in enumerate(one.scenario.units) if each.posts.get(LEAD))
    threats.course.held("threat", name, ids, np.full(len(there), unit), at, threats.archived[there])


def _leads(threats: Threats) -> None:
    """Who leads and who advises: the first of each until they leave, then whoever has it after them."""
    handed = threats.done.handovers
    for table, case, practice in (
        ("lead_appointment", threats.made.lead, "appoint lead"),
        ("adviser_appointment", threats.made.adviser, "appoint adviser"),
    ):
        at = threats.course.when(practice)
        first = [(at[place], threats.done.holder[case[place]]) for place in threats.there]
        rows = []
        for place, (since, who) in zip(threats.there, first, strict=True):
            if since >= NEVER or who < 0:
                continue
            later = [(int(row["at"]), int(row["person"])) for row in handed[handed["case"] == case[place]]]
            turns = [(int(since), int(who)), *later, (int(threats.archived[place]), -1)]
            rows += [(place, turn, *turns[turn], turns[turn + 1][0]) for turn in range(len(turns) - 1)]
        _appointed(threats, table, np.array(rows, np.int64).reshape(-1, 5))


def _appointed(threats: Threats, table: str, rows: np.ndarray) -> None:
    place, turn, began, who, ended = rows.T
    ids = threats.one.ids[place] * 16 + turn
    known = np.maximum(began, threats.known[place])
    threats.tables.add(table, id=named(f"{table}-", ids), threat=threats.name(place), officer=named("officer-", who),
                       began_at=began, recorded_at=known, ended_at=ended, end_recorded_at=ended)  # fmt: skip
    left = np.flatnonzero((ended < NEVER) & (ended < threats.archived[place]))
    if table == "lead_appointment":
        noted = left[threats.course.whole("leave a note", ended[left], place[left], ids=ids[left])]
        threats.tables.add("lead_handover", id=named("lead-handover-", ids[noted]), happened_at=ended[noted] - 480,
                           recorded_at=ended[noted] - 470, lead=named(f"{table}-", ids[noted]),
                           note="what the next one must know")  # fmt: skip


def _links(threats: Threats) -> None:
    """Of some threats it is known, from when the later was mapped, with which other they have to do."""
    there = threats.there[np.argsort(threats.mapped_at[threats.there])]
    later = np.flatnonzero(threats.chance.yes("linked threat", threats.one.ids[there], LINKED))
    later = later[later > 0]
    other = there[(threats.chance.share("linked to", threats.one.ids[there[later]]) * later).astype(int)]
    at = np.maximum(threats.known[there[later]], threats.known[other]) + 600
    kind = chosen(("supplies", "allied", "hostile"), threats.chance.one_of("kind of link", at, (0.5, 0.3, 0.2)))
    threats.tables.add("threat_link", id=named("threat-link-", threats.one.ids[there[later]]), began_at=at,
                       recorded_at=at, threat=threats.name(there[later]), other=threats.name(other),
                       kind=kind)  # fmt: skip
