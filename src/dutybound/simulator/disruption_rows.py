"""The records of what actions did to threats: as claimed, as shown, as moderated, and as it was after three months."""

import numpy as np

from dutybound.simulator.mapping_rows import Threats
from dutybound.simulator.practising import Course
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import chosen, named
from dutybound.simulator.threat_plans import FOUR_PS, LEVELS, Plans
from dutybound.simulator.work import NEVER

EVIDENCE = ("court result", "seizure", "safeguarding", "intelligence assessment", "partner data", "community view")
CONFIRMED = 0.8  # of moderations, those that find what was claimed; the others find one level less


class DisruptionRows:
    """Each disruption that was claimed, and its tables."""

    def __init__(self, threats: Threats, plans: Plans) -> None:
        self.threats, self.plans, self.tables = threats, plans, threats.tables
        self.one, self.course = plans.disruptions, Course(plans.disruptions, threats.done, threats.tables)
        self.parent = plans.parent[plans.action]
        self.at = self.course.when("act")
        places = np.arange(len(self.one))
        self.known = np.maximum(self.course.entered("claim disruption", self.at, places), self.at)
        acted = Course(plans.actions, threats.done, threats.tables)
        self.there = np.flatnonzero((self.known <= self.tables.ends) & np.isin(self.parent, threats.there)
                                    & (acted.when("approve plan")[plans.action] <= self.tables.ends))  # fmt: skip

    def write(self) -> None:
        self.claimed()
        self.shown()
        self.moderated("moderate disruption", 0)
        self.moderated("moderate again", 1)
        self.looked_at()
        self.learned()

    def of(self, question: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where a question was answered about a disruption that is on record: its place, when, and its id."""
        there = np.intersect1d(self.course.done_of(question), self.there)
        return there, self.course.when(question)[there], self.one.ids[there]

    def claimed(self) -> None:
        there, plans = self.there, self.plans
        at, known, ids = self.at[there], self.known[there], self.one.ids[there]
        result = at + plans.waits[there]
        waits = (plans.waits[there] > 0) & self.course.whole("say what it waits for", at, there)
        told = np.maximum(result, known)
        quick = plans.waits[there] == 0
        said = ~quick | self.course.whole("say that the result is known", at, there)
        claims = plans.level[there] <= 2
        self.tables.add("disruption", id=named("disruption-", ids), happened_at=at, recorded_at=known,
                        threat=self.threats.name(self.parent[there]), action=named("plan-action-", ids),
                        p=chosen(FOUR_PS, plans.p[plans.action[there]]), level=chosen(LEVELS, plans.level[there]),
                        awaits=chosen((None, "court"), waits), wait_recorded_at=np.where(waits, known, NEVER),
                        result_known_at=np.where(said & claims, result, NEVER),
                        result_recorded_at=np.where(said & claims, told, NEVER))  # fmt: skip

    def shown(self) -> None:
        """Evidence is there when somebody put it there, which is another matter than that the work was done."""
        there, at, ids = self.of("evidence disruption")
        p = self.plans.p[self.plans.action[there]]
        drawn = self.one.chance.one_of("kind of evidence", ids, (0.3, 0.3, 0.4))
        among = np.where(p[:, None] == 0, [1, 3, 1], [2, 4, 5])  # by where the action belongs
        kind = np.where(self.plans.waits[there] > 0, 0, among[np.arange(len(there)), drawn])
        self.tables.add("disruption_evidence", id=named("evidence-", ids), happened_at=at,
                        recorded_at=np.maximum(at, self.known[there]), disruption=named("disruption-", ids),
                        kind=chosen(EVIDENCE, kind))  # fmt: skip

    def moderated(self, question: str, turn: int) -> None:
        there, at, ids = self.of(question)
        found = np.where(self.one.chance.yes(f"{question}: confirmed", ids, CONFIRMED), 0, 1) + turn
        level = np.where(self.plans.level[there] <= 2, np.minimum(self.plans.level[there] + found, 3),
                         self.plans.level[there])  # fmt: skip
        panel = np.where((level == 0) & ~self.course.whole("panel for major", at, there), 1, 3)
        known = np.maximum(self.course.entered("moderate disruption", at, there), self.known[there])
        self.tables.add("moderation", id=named("moderation-", ids, np.full(len(ids), turn)), happened_at=at,
                        recorded_at=known, disruption=named("disruption-", ids), decided_by="moderation panel",
                        rationale="as the evidence is", level=chosen(LEVELS, level), panel=panel,
                        independent=self.course.whole("moderate independently", at, there))  # fmt: skip

    def looked_at(self) -> None:
        there, at, ids = self.of("look at effect")
        self.tables.add("effect_check", id=named("effect-check-", ids), happened_at=at,
                        recorded_at=np.maximum(at + 30, self.known[there]), disruption=named("disruption-", ids),
                        form="effect check, version 1", assessed_by="analyst", days_on=(at - self.at[there]) // DAY,
                        lasts=~self.plans.fades[there])  # fmt: skip

    def learned(self) -> None:
        there, at, ids = self.of("learn from failure")
        self.tables.add("practice_lesson", id=named("lesson-disruption-", ids), happened_at=at,
                        recorded_at=np.maximum(at + 30, self.known[there]), disruption=named("disruption-", ids),
                        text="what was tried, and why it did nothing")  # fmt: skip
