"""The records of cases: open or not, graded, allocated, held, planned, paused, and how they ended."""

from typing import Any

import numpy as np

from dutybound.simulator.casework import LINES, Casework
from dutybound.simulator.crimes import KINDS_OF_ACTION
from dutybound.simulator.practising import Course
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import Tables, chosen, named
from dutybound.simulator.work import NEVER, Done

LEVELS = ("high", "medium", "standard")
UNNAMED, AGAINST = (14, 18), (14, 16)  # outcomes without a suspect; with a victim who does not support action


class CaseRows:
    """The columns that several tables share, and each table from them."""

    def __init__(self, work: Casework, done: Done, tables: Tables) -> None:
        self.work, self.done, self.tables, self.chance = work, done, tables, tables.chance
        self.one, self.course = work.subjects, Course(work.subjects, done, tables)
        self.ids, self.staff = self.one.ids, self.one.staff
        self.name = named("investigation-", work.crimes.ids[work.crime])
        self.closed = self.course.when("close")
        first = "ended before" not in self.one.tasks
        allocated = self.course.when("allocate")
        self.opened = self.one.at + 45 if first else np.where(allocated < NEVER, allocated - 30, NEVER)
        self.there = np.flatnonzero(self.opened < NEVER)

    def write(self) -> None:
        self.spans()
        self.first_hours()
        self.allocated()
        self.planned()
        self.paused()
        self.ended()

    def spans(self) -> None:
        """When each is open, and how great the risk is found to be, at first and later."""
        there, opened = self.there, self.opened[self.there]
        closed = self.closed[there]
        self.tables.add(
            "investigation_span", id=named("span-", self.ids[there]), investigation=self.name.take(there),
            began_at=opened, recorded_at=opened + 5, ended_at=closed,
            end_recorded_at=self.course.entered("sign off", closed, there),
        )  # fmt: skip
        again, when = self.course.done_of("grade again"), self.course.when("grade again")
        up = self.one.yes("graded up", 0.3)[again]
        level = self.work.level
        after = np.clip(level[again] + np.where(up, -1, 1), 0, 2)
        for prefix, places, at, to in (
            ("grading-", there, opened + 15, level[there]),
            ("grading-again-", again, when[again], after),
        ):
            self.tables.add(
                "risk_grading", id=named(prefix, self.ids[places]), investigation=self.name.take(places),
                happened_at=at, recorded_at=at, level=chosen(LEVELS, to),
            )  # fmt: skip

    def first_hours(self) -> None:
        """What cannot be done later: each thing is seen to, or it is said why not, or neither."""
        if "initial actions" not in self.one.tasks:
            return
        at, there = self.course.when("initial actions"), self.course.done_of("initial actions")
        for number, kind in enumerate(KINDS_OF_ACTION):
            places = there[self.course.whole("initial actions", at[there], there, f"initial actions: {kind}")]
            done = self.chance.yes(f"initial: {kind} done", self.ids[places], 0.7)
            self.tables.add(
                "initial_action", id=named("initial-", self.ids[places], np.full(len(places), number)),
                investigation=self.name.take(places), happened_at=at[places],
                recorded_at=self.course.entered("initial actions", at[places], places), kind=kind, done=done,
                not_done_because=chosen((None, "there was none"), ~done),
            )  # fmt: skip

    def allocated(self) -> None:
        """Who has it, by which rule; and who had it next where they left."""
        at, holder = self.course.when("allocate"), self.done.holder[self.work.case]
        there = np.flatnonzero((at < NEVER) & (holder >= 0))
        to_policy = self.course.whole("allocate", at[there], there)
        elsewhere = ~to_policy & self.course.whole("reason for override", at[there], there)
        taken, turn, moved = self.handovers()
        until = self.closed.copy()
        until[taken[turn == 0]] = moved["at"][turn == 0]
        accepted = self.course.when("accept")[there]
        specialist = self.work.specialist
        self.tables.add(
            "allocation", id=named("allocation-", self.ids[there]), investigation=self.name.take(there),
            officer=named("officer-", holder[there]), began_at=at[there],
            recorded_at=self.course.entered("allocate", at[there], there), ended_at=until[there],
            end_recorded_at=until[there], accepted_at=accepted, acceptance_recorded_at=accepted,
            rule="rule 1 of version 1", to_policy=to_policy,
            overridden_by=chosen((None, "duty sergeant"), elsewhere),
            override_reason=chosen((None, "known to the officer"), elsewhere),
            override_recorded_at=np.where(elsewhere, at[there] + 30, NEVER),
            level_needed=chosen(("PIP 1", "PIP 2"), self.work.vulnerable[there]), specialist=specialist[there],
        )  # fmt: skip
        entered = self.course.entered("allocate", at, np.arange(len(at)))
        guided = there[(self.work.vulnerable & ~specialist)[there]]
        guided = guided[self.course.whole("guide", at[guided], guided)]
        self.tables.add(
            "allocation_guide", id=named("guide-", self.ids[guided]), allocation=named("allocation-", self.ids[guided]),
            officer=named("officer-", self.work.head[guided]), began_at=at[guided],
            recorded_at=np.maximum(at[guided] + 30, entered[guided]),
            ended_at=until[guided], end_recorded_at=until[guided],
        )  # fmt: skip
        self.held("holding-", there, self.ids[there], holder[there], at[there], until[there])
        self.taken_over(taken, turn, moved)

    def handovers(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of each handover: the place of its case, which it was for that case, and its row of the work."""
        cases = self.work.case
        rows = self.done.handovers[np.isin(self.done.handovers["case"], cases)]
        rows = rows[np.lexsort((rows["at"], rows["case"]))]
        places = rows["case"] - (cases[0] if len(cases) else 0)
        return places, np.arange(len(rows)) - np.searchsorted(places, places), rows

    def taken_over(self, places: np.ndarray, turn: np.ndarray, rows: np.ndarray) -> None:
        following = np.append(np.where(places[1:] == places[:-1], rows["at"][1:], NEVER), NEVER)[: len(rows)]
        until = np.minimum(following, self.closed[places])
        at, ids = rows["at"], self.ids[places] * 8 + turn
        self.tables.add(
            "allocation", id=named("allocation-again-", ids), investigation=self.name.take(places),
            officer=named("officer-", rows["person"]), began_at=at, recorded_at=at + 60, ended_at=until,
            end_recorded_at=until, accepted_at=at + 600, acceptance_recorded_at=at + 600,
            rule="rule 9 of version 1: the officer left", to_policy=True, specialist=self.work.specialist[places],
        )  # fmt: skip
        self.held("holding-again-", places, ids, rows["person"], at, until)

    def held(self, prefix: str, places: np.ndarray, ids: Any, who: np.ndarray, begins: Any, ends: Any) -> None:
        """Who holds an investigation, and in which unit; a holding says so at once."""
        self.tables.add(
            "holding", id=named(prefix, ids), subject_table="investigation", subject=self.name.take(places),
            unit=self.staff.unit_names(self.staff.unit[who]), officer=named("officer-", who), began_at=begins,
            recorded_at=begins, ended_at=ends, end_recorded_at=ends, weight=1.0,
        )  # fmt: skip

    def planned(self) -> None:
        """The plan with its lines of enquiry, and when a supervisor approved it."""
        at, approved = self.course.when("plan"), self.course.when("approve")
        there = self.course.done_of("plan")
        self.tables.add(
            "investigation_plan", id=named("plan-", self.ids[there]), investigation=self.name.take(there),
            happened_at=at[there], recorded_at=self.course.entered("plan", at[there], there),
            made_by="officer in the case", approved_at=approved[there], approval_recorded_at=approved[there],
            review_on=at[there] + 28 * DAY,
        )  # fmt: skip
        for number in range(LINES):
            has = there[self.work.lines[there] > number]
            done = self.course.when(f"line {number}")[has]
            set_out = self.course.whole("set out line", at[has], has, f"set out line {number}")
            self.tables.add(
                "line_of_enquiry", id=named("line-", self.ids[has], np.full(len(has), number)),
                plan=named("plan-", self.ids[has]), happened_at=at[has],
                recorded_at=self.course.entered("plan", at[has], has), text="a line of enquiry",
                given_to=chosen((None, "officer in the case"), set_out), due_on=at[has] + 28 * DAY * (number + 1),
                done_at=done, done_recorded_at=done,
            )  # fmt: skip

    def paused(self) -> None:
        """Paused while something is awaited: from when a supervisor agreed until it came, or the case ended."""
        for number, wait in enumerate(self.work.waits):
            before = self.course.when("accept" if number == 0 else f"after line {number - 1}")
            at = self.course.when(f"suspend {number}")
            came = np.where(before < NEVER, before + wait, NEVER)
            there = np.flatnonzero((at < came) & (at < self.closed))
            ends = np.minimum(came, self.closed)[there]
            reasoned = self.course.whole("suspend", at[there], there)
            entered = np.where(reasoned, at[there] + 5, NEVER)
            self.tables.add(
                "suspension", id=named("pause-", self.ids[there], np.full(len(there), number)),
                investigation=self.name.take(there), began_at=at[there],
                recorded_at=self.course.entered("suspend", at[there], there), ended_at=ends,
                end_recorded_at=self.course.entered("resume", ends, there),
                reason=chosen((None, "simulated: a result is awaited"), reasoned),
                authorised_by=chosen((None, "a supervisor"), reasoned),
                look_again_on=np.where(reasoned, at[there] + 27 * DAY, NEVER), reason_recorded_at=entered,
            )  # fmt: skip

    def ended(self) -> None:
        """The outcome that the officer proposed and a supervisor signed off, with what it rests on."""
        there, number = self.course.done_of("close"), self.work.outcome
        at, number = self.closed[there] - 1, number[there]
        grounded = self.course.whole("outcome", at, there)
        against = np.isin(number, AGAINST)
        self.tables.add(
            "outcome", id=named("outcome-", self.ids[there]), investigation=self.name.take(there), happened_at=at,
            recorded_at=self.course.entered("outcome", at, there), number=number,
            suspect_named=~np.isin(number, UNNAMED), victim_supports=~against,
            withdrawal=chosen((None, "simulated statement"), against & grounded),
            signed_off_by=chosen((None, "a supervisor"), grounded), decided_by="officer in the case",
            rationale="see log", no_line_left=True,
        )  # fmt: skip
