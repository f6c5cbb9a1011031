"""The records of investigations, from what was done when."""

from typing import Any

import numpy as np

from dutybound.simulator.chance import Chance
from dutybound.simulator.investigation import KINDS, LINES, Crimes
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, Shaping
from dutybound.simulator.staffing import Staff
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER, Done

LEVELS = ("high", "medium", "standard")
KINDS_OF_ACTION = ("scene", "cctv", "witnesses", "first account", "body-worn video")


def write_investigations(scenario: Scenario, staff: Staff, crimes: Crimes, done: Done, tables: Tables) -> None:
    """All tables of investigations."""
    Rows(scenario, staff, crimes, done, tables).write()


class Rows:
    """The columns that several tables share, and each table from them."""

    def __init__(self, scenario: Scenario, staff: Staff, crimes: Crimes, done: Done, tables: Tables) -> None:
        self.staff, self.crimes, self.done, self.tables = staff, crimes, done, tables
        self.chance: Chance = tables.chance
        self.scenario, self.shaping = scenario, Shaping(scenario)
        taken = crimes.investigated
        self.ids, self.at, self.person = crimes.ids[taken], crimes.came.at[taken], crimes.person[taken]
        self.name = named("investigation-", self.ids)
        self.closed = self.when("close")

    def when(self, practice: str) -> np.ndarray:
        return np.asarray(self.done.at[self.crimes.tasks[practice]])

    def who(self, practice: str) -> np.ndarray:
        return np.asarray(self.done.by[self.crimes.tasks[practice]])

    def entered(self, practice: str, at: np.ndarray, where: Any = None) -> np.ndarray:
        """When something of these investigations was entered."""
        places = np.arange(len(self.ids)) if where is None else where
        share = self.shaping.value(practice, "entry", self.crimes.unit[places], np.minimum(at, self.tables.ends))
        return self.tables.entered(practice, self.ids[places], at, share)

    def complete(self, practice: str, places: Any, at: np.ndarray, question: str = "", ids: Any = None) -> np.ndarray:
        """Whether what was done is whole, each time with the chance of its quality there and then."""
        share = self.shaping.value(practice, "quality", self.crimes.unit[places], at)
        return self.chance.yes(question or f"{practice}: complete", self.ids[places] if ids is None else ids, share)

    def write(self) -> None:
        self.reported()
        self.investigations()
        self.first_hours()
        self.allocated()
        self.planned()
        self.reviewed()
        self.told()
        self.ended()

    def reported(self) -> None:
        crimes, came = self.crimes, self.crimes.came
        names, at = named("incident-", crimes.ids), came.at
        entered = at + 5
        self.tables.add("incident", id=names, happened_at=at, recorded_at=entered, alleges_crime=True)
        decided = at + (self.chance.wait("recording decided", crimes.ids, 5 * 60)).astype(np.int64)
        self.tables.add(
            "recording_decision",
            id=named("recording-", crimes.ids),
            incident=names,
            happened_at=decided,
            recorded_at=decided,
            decision="record",
            decided_by="crime desk",
            rationale="as reported",
        )
        self.tables.add(
            "crime", id=named("crime-", crimes.ids), incident=names, happened_at=decided, recorded_at=decided
        )
        people = np.flatnonzero(crimes.person)
        self.tables.add(
            "person",
            id=named("victim-", crimes.ids[people]),
            happened_at=at[people],
            recorded_at=entered[people],
            name="(simulated person)",
            sex=chosen(("female", "male"), self.chance.yes("sex", crimes.ids[people], 0.5)),
            ethnicity="not stated",
        )

    def investigations(self) -> None:
        crimes, came = self.crimes, self.crimes.came
        filed = np.setdiff1d(np.arange(len(crimes.ids)), crimes.investigated)
        against = np.where(crimes.person, 0, 1)
        self.tables.add(
            "investigation",
            id=named("investigation-", crimes.ids),
            happened_at=came.at,
            recorded_at=came.at + 30,
            victim=named("victim-", np.where(crimes.person, crimes.ids, -1)),
            against=chosen(("person", "business or body"), against),
            category=chosen([one.category for one in KINDS.values()], crimes.kind),
        )
        at = came.at[filed] + (self.chance.share("filed", crimes.ids[filed]) * 900 + 60).astype(np.int64)
        self.tables.add(
            "case_event",
            id=named("filed-", crimes.ids[filed]),
            investigation=named("investigation-", crimes.ids[filed]),
            happened_at=at,
            recorded_at=at,
            kind="no investigation",
        )
        told = np.flatnonzero(crimes.person[filed])
        heard = at[told] + (self.chance.wait("told of filing", crimes.ids[filed[told]], 20 * 60)).astype(np.int64)
        self.tables.add(
            "contact",
            id=named("filed-contact-", crimes.ids[filed[told]]),
            happened_at=heard,
            recorded_at=heard,
            investigation=named("investigation-", crimes.ids[filed[told]]),
            event=named("filed-", crimes.ids[filed[told]]),
            reached=True,
            new_to_them=True,
        )
        self.tables.add(
            "investigation_span",
            id=named("span-", self.ids),
            investigation=self.name,
            began_at=self.at + 45,
            recorded_at=self.at + 50,
            ended_at=self.closed,
            end_recorded_at=self.entered("sign off", self.closed),
        )
        graded = self.at + 60
        self.tables.add(
            "risk_grading",
            id=named("grading-", self.ids),
            investigation=self.name,
            happened_at=graded,
            recorded_at=graded,
            level=chosen(LEVELS, crimes.level[crimes.investigated]),
        )

    def first_hours(self) -> None:
        at = self.when("needs")
        there = np.flatnonzero((at < NEVER) & self.person)
        vulnerable = self.crimes.vulnerable[self.crimes.investigated][there]
        self.tables.add(
            "needs_assessment",
            id=named("needs-", self.ids[there]),
            investigation=self.name.take(there),
            happened_at=at[there],
            recorded_at=self.entered("assess needs", at[there], there),
            assessed_by="response officer",
            form="victim needs, version 1",
            vulnerable=vulnerable,
            rights=chosen(("standard", "enhanced"), vulnerable),
        )
        at = self.when("initial")
        for number, kind in enumerate(KINDS_OF_ACTION):
            there = np.flatnonzero(at < NEVER)
            there = there[self.complete("initial actions", there, at[there], f"initial actions: {kind}")]
            done = self.chance.yes(f"initial: {kind} done", self.ids[there], 0.7)
            self.tables.add(
                "initial_action",
                id=named("initial-", self.ids[there], np.full(len(there), number)),
                investigation=self.name.take(there),
                happened_at=at[there],
                recorded_at=self.entered("initial actions", at[there], there),
                kind=kind,
                done=done,
                not_done_because=chosen((None, "there was none"), ~done),
            )

    def allocated(self) -> None:
        at, holder = self.when("allocate"), self.done.holder[self.crimes.case]
        there = np.flatnonzero((at < NEVER) & (holder >= 0))
        to_policy = self.complete("allocate", there, at[there])
        reasoned = self.complete("reason for override", there, at[there])
        handed = {int(row["case"]): row for row in self.done.handovers}
        until = self.closed.copy()
        for place in there[np.isin(self.crimes.case[there], list(handed))]:
            until[place] = handed[int(self.crimes.case[place])]["at"]
        accepted = self.when("accept")[there]
        self.tables.add(
            "allocation",
            id=named("allocation-", self.ids[there]),
            investigation=self.name.take(there),
            officer=named("officer-", holder[there]),
            began_at=at[there],
            recorded_at=self.entered("allocate", at[there], there),
            ended_at=until[there],
            end_recorded_at=until[there],
            accepted_at=accepted,
            acceptance_recorded_at=accepted,
            rule="rule 1 of version 1",
            to_policy=to_policy,
            overridden_by=chosen((None, "duty sergeant"), ~to_policy & reasoned),
            override_reason=chosen((None, "known to the officer"), ~to_policy & reasoned),
            override_recorded_at=np.where(~to_policy & reasoned, at[there] + 30, NEVER),
            level_needed=chosen(("PIP 2", "PIP 1"), ~self.crimes.specialist[there]),
            specialist=self.crimes.specialist[there],
        )
        self.held("holding-", there, holder[there], at[there], until[there])
        self.taken_over(handed)

    def taken_over(self, handed: dict[int, Any]) -> None:
        places = np.flatnonzero(np.isin(self.crimes.case, list(handed)))
        if len(places):
            rows = [handed[int(case)] for case in self.crimes.case[places]]
            at, to = np.array([row["at"] for row in rows]), np.array([row["person"] for row in rows])
            self.tables.add(
                "allocation",
                id=named("allocation-again-", self.ids[places]),
                investigation=self.name.take(places),
                officer=named("officer-", to),
                began_at=at,
                recorded_at=at + 60,
                ended_at=self.closed[places],
                end_recorded_at=self.closed[places],
                accepted_at=at + 600,
                acceptance_recorded_at=at + 600,
                rule="rule 9 of version 1: the officer left",
                to_policy=True,
                specialist=self.crimes.specialist[places],
            )
            self.held("holding-again-", places, to, at, self.closed[places])

    def held(self, prefix: str, places: np.ndarray, who: np.ndarray, begins: np.ndarray, ends: np.ndarray) -> None:
        """Who holds an investigation, and in which unit; a holding says so at once."""
        self.tables.add(
            "holding",
            id=named(prefix, self.ids[places]),
            subject_table="investigation",
            subject=self.name.take(places),
            unit=chosen([one.name for one in self.scenario.units], self.staff.unit[who]),
            officer=named("officer-", who),
            began_at=begins,
            recorded_at=begins,
            ended_at=ends,
            end_recorded_at=ends,
            weight=1.0,
        )

    def planned(self) -> None:
        at, approved = self.when("plan"), self.when("approve")
        there = np.flatnonzero(at < NEVER)
        self.tables.add(
            "investigation_plan",
            id=named("plan-", self.ids[there]),
            investigation=self.name.take(there),
            happened_at=at[there],
            recorded_at=self.entered("plan", at[there], there),
            made_by="officer in the case",
            approved_at=approved[there],
            approval_recorded_at=approved[there],
            review_on=at[there] + 28 * DAY,
        )
        for number in range(LINES):
            has = there[self.crimes.lines[there] > number]
            done = self.when(f"line {number}")[has]
            self.tables.add(
                "line_of_enquiry",
                id=named("line-", self.ids[has], np.full(len(has), number)),
                plan=named("plan-", self.ids[has]),
                happened_at=at[has],
                recorded_at=self.entered("plan", at[has], has),
                text="a line of enquiry",
                given_to="officer in the case",
                due_on=at[has] + 28 * DAY * (number + 1),
                done_at=done,
                done_recorded_at=done,
            )

    def occasions(self, practice: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of a practice that comes back, each time: its row among the occasions, the place of its case, its number."""
        numbers = self.crimes.tasks[practice]
        rows = np.flatnonzero(
            (self.done.occasions["task"] >= numbers[0]) & (self.done.occasions["task"] <= numbers[-1])
        )
        places = self.done.occasions["task"][rows] - numbers[0]
        order = np.lexsort((self.done.occasions["at"][rows], places))
        rows, places = rows[order], places[order]
        first = np.searchsorted(places, places)
        return rows, places, np.arange(len(places)) - first

    def reviewed(self) -> None:
        rows, places, turn = self.occasions("review")
        what = self.done.occasions[rows]
        ids = self.ids[places] * 64 + turn
        directed = what["follow_up"] > 0
        none_needed = ~directed & self.chance.yes(
            "none needed",
            ids,
            self.shaping.value("reason none needed", "quality", self.crimes.unit[places], what["at"]),
        )
        decided = directed | none_needed | self.chance.yes("decided", ids, 0.9)
        name = named("review-", self.ids[places], turn)
        entry = self.shaping.value("review", "entry", self.crimes.unit[places], what["at"])
        self.tables.add(
            "review",
            id=name,
            investigation=self.name.take(places),
            happened_at=what["at"],
            recorded_at=self.tables.entered("review", ids, what["at"], entry),
            rank="sergeant",
            decided_by=named("officer-", what["person"]),
            decision=chosen((None, "continue"), decided),
            rationale=chosen((None, "see log"), decided),
            none_needed=chosen((None, "no line is open"), none_needed),
        )
        there = np.flatnonzero(directed)
        at, done = what["at"][there], what["follow_up"][there]
        self.tables.add(
            "direction",
            id=named("direction-", self.ids[places[there]], turn[there]),
            review=name.take(there),
            happened_at=at,
            recorded_at=at,
            text="what is to be done",
            given_to="officer in the case",
            due_on=at + 14 * DAY,
            done_at=done,
            done_recorded_at=done,
        )

    def told(self) -> None:
        at = self.when("contract")
        there = np.flatnonzero((at < NEVER) & self.person)
        self.tables.add(
            "contact_contract",
            id=named("contract-", self.ids[there]),
            investigation=self.name.take(there),
            began_at=at[there],
            recorded_at=self.entered("agree contact", at[there], there),
            ended_at=self.closed[there],
            end_recorded_at=self.closed[there],
            interval=chosen(("14 days", "28 days"), self.crimes.interval[there] == 28),
            safe_contact="by day, by telephone",
        )
        rows, places, turn = self.occasions("contact")
        with_victim = self.person[places]
        rows, places, turn = rows[with_victim], places[with_victim], turn[with_victim]
        at, ids = self.done.occasions["at"][rows], self.ids[places] * 64 + turn
        entry = self.shaping.value("keep contact", "entry", self.crimes.unit[places], at)
        self.tables.add(
            "contact",
            id=named("contact-", self.ids[places], turn),
            investigation=self.name.take(places),
            happened_at=at,
            recorded_at=self.tables.entered("keep contact", ids, at, entry),
            reached=self.chance.yes("reached", ids, 0.93),
            new_to_them=self.complete("keep contact", places, at, ids=ids),
        )

    def ended(self) -> None:
        at = self.when("outcome")
        there = np.flatnonzero(at < NEVER)
        number = np.array([1, 14, 15, 16, 18, 9])[
            self.chance.one_of("outcome", self.ids[there], (0.14, 0.12, 0.14, 0.22, 0.34, 0.04))
        ]
        self.tables.add(
            "outcome",
            id=named("outcome-", self.ids[there]),
            investigation=self.name.take(there),
            happened_at=at[there],
            recorded_at=self.entered("outcome", at[there], there),
            number=number,
            suspect_named=np.isin(number, (1, 14, 15, 16, 9)),
            victim_supports=~np.isin(number, (14, 16)),
            signed_off_by="a supervisor",
            decided_by="officer in the case",
            rationale="see log",
            no_line_left=True,
        )
