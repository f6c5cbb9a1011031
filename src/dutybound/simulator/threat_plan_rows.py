"""The records of plans against threats: strands, advice, reviews, and the actions given to units and partners."""

import numpy as np
import pyarrow as pa

from dutybound.simulator.disruption_rows import DisruptionRows
from dutybound.simulator.mapping import LEAD
from dutybound.simulator.mapping_rows import Threats
from dutybound.simulator.partners import PARTNERS_IN_PLANS
from dutybound.simulator.practising import Course
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import chosen, named
from dutybound.simulator.threat_plans import FOUR_PS, LOCAL, MOST, PARTNER, PLANS, Plans
from dutybound.simulator.work import NEVER

HOURS = 4.0  # a week that an action takes a local team; project default
TO_REVIEW = 60  # days after its approval by which a plan is to be looked at again
ADVICE = ("taken", "taken in part", "not taken")


class PlanRows:
    """The columns that several tables of plans share."""

    def __init__(self, threats: Threats, plans: Plans) -> None:
        self.threats, self.plans, self.tables = threats, plans, threats.tables
        self.course, self.one = threats.course, threats.one
        self.made_at = [self.course.when(f"make plan {plan}") for plan in range(PLANS)]
        self.approved = [self.course.when(f"approve plan {plan}") for plan in range(PLANS)]
        self.known = [self._known(plan) for plan in range(PLANS)]
        self.over = [self.until(plan) for plan in range(PLANS)]

    def _known(self, plan: int) -> np.ndarray:
        """When a plan was entered: soon after it was made, and before it can be approved."""
        at = self.made_at[plan]
        return np.asarray(np.where(at < NEVER, at + 20, NEVER))

    def there(self, plan: int) -> np.ndarray:
        return np.flatnonzero((self.made_at[plan] < NEVER) & (self.known[plan] <= self.tables.ends))

    def until(self, plan: int) -> np.ndarray:
        """Until when a plan holds: until the next is approved, or work ends."""
        following = self.approved[plan + 1] if plan + 1 < PLANS else np.full(len(self.one), NEVER)
        return np.asarray(np.minimum(following, self.threats.archived))

    def ids(self, plan: int, places: np.ndarray) -> np.ndarray:
        return np.asarray(self.one.ids[places] * PLANS + plan)

    def write(self) -> None:
        for plan in range(PLANS):
            self.plan(plan)
            self.strands(plan)
            self.advice(plan)
        self.reviews()
        self.actions()

    def plan(self, plan: int) -> None:
        there = self.there(plan)
        at, known, approved = self.made_at[plan][there], self.known[plan][there], self.approved[plan][there]
        following = self.approved[plan + 1][there] if plan + 1 < PLANS else np.full(len(there), NEVER)
        lesson = self.lesson(self.ids(plan, there), there, known)
        used = lesson >= 0
        none = ~used & self.course.whole("consider lessons", at, there, ids=self.ids(plan, there))
        self.tables.add(
            "threat_plan",
            id=named("threat-plan-", self.ids(plan, there)),
            happened_at=at,
            recorded_at=known,
            made_by="lead responsible officer",
            threat=self.threats.name(there),
            approved_at=approved,
            approval_recorded_at=approved,
            review_on=np.where(approved < NEVER, approved + TO_REVIEW * DAY, NEVER),
            review_day_recorded_at=approved,
            replaced_at=following,
            replacement_recorded_at=following,
            no_lesson_fits=chosen((None, "none is of such a crime"), none),
            no_lesson_recorded_at=np.where(none, known, NEVER),
        )
        self.tables.add(
            "lesson_use",
            id=named("lesson-use-", self.ids(plan, there[used])),
            happened_at=known[used] + 30,
            recorded_at=known[used] + 30,
            lesson=self.lessons()[0].take(lesson[used]),
            plan=named("threat-plan-", self.ids(plan, there[used])),
        )

    def lessons(self) -> tuple[pa.Array, np.ndarray]:
        """Every lesson that was written down, whether work was at its end or something failed, and since when."""
        learned = np.intersect1d(self.course.done_of("debrief threat"), self.threats.there)
        at = self.course.when("debrief threat")[learned]
        whole = self.course.whole("write a lesson down", at, learned)
        entered = self.course.entered("debrief threat", at, learned)[whole]
        failed = DisruptionRows(self.threats, self.plans)
        there, when, ids = failed.of("learn from failure")
        named_so = [named("lesson-debrief-", self.one.ids[learned[whole]]), named("lesson-disruption-", ids)]
        return pa.concat_arrays(named_so), np.concatenate([entered, np.maximum(when + 30, failed.known[there])])

    def lesson(self, ids: np.ndarray, there: np.ndarray, known: np.ndarray) -> np.ndarray:
        """For each plan the place of a lesson that was on record when it was made, if it uses one; or -1."""
        known_since = self.lessons()[1]
        since = np.sort(known_since)
        before = np.searchsorted(since, known)
        uses = self.course.whole("use a lesson", np.minimum(known, self.tables.ends), there, ids=ids) & (before > 0)
        which = (self.one.chance.share("which lesson", ids) * before).astype(int)
        return np.where(uses, np.argsort(known_since)[np.where(uses, which, 0)] if len(since) else -1, -1)

    def strands(self, plan: int) -> None:
        """From when a plan is approved; where there is no objective and no reason, there is no strand."""
        for number, p in enumerate(FOUR_PS):
            live, reasoned = self.plans.worked_at[:, plan, number], self.plans.reasoned[:, plan, number]
            there = self.there(plan)
            there = there[(self.approved[plan][there] <= self.tables.ends) & (live | reasoned)[there]]
            at, over = self.approved[plan][there], self.over[plan][there]
            self.tables.add(
                "plan_strand",
                id=named("strand-", self.ids(plan, there) * len(FOUR_PS) + number),
                began_at=at,
                recorded_at=at,
                ended_at=over,
                end_recorded_at=over,
                plan=named("threat-plan-", self.ids(plan, there)),
                p=p,
                objective=chosen((None, f"what is to be reached: {p}"), live[there]),
                nil_reason=chosen((None, "nothing would change it"), ~live[there]),
            )

    def advice(self, plan: int) -> None:
        advised, answered = self.course.when(f"advise on plan {plan}"), self.course.when(f"answer advice {plan}")
        there = np.intersect1d(np.flatnonzero(advised < NEVER), self.there(plan))
        ids = self.ids(plan, there)
        answer = self.one.chance.one_of("advice", ids, (0.6, 0.25, 0.15))
        why = (answer > 0) & self.course.whole("answer advice", advised[there], there, ids=ids)
        self.tables.add(
            "advice",
            id=named("advice-", ids),
            happened_at=advised[there],
            recorded_at=np.maximum(advised[there] + 30, self.known[plan][there]),
            plan=named("threat-plan-", ids),
            answer=chosen(ADVICE, answer),
            why_not=chosen((None, "it would put a witness at risk"), why),
            answer_recorded_at=answered[there],
        )

    def reviews(self) -> None:
        """Of whichever plan holds on that day."""
        places, turn, what = self.course.occasions("review plan")
        plan = np.sum([what["at"] >= approved[places] for approved in self.approved[1:]], axis=0)
        kept = np.isin(places, self.threats.there)
        places, turn, what, plan = places[kept], turn[kept], what[kept], plan[kept]
        at, ids = what["at"], self.one.ids[places] * 64 + turn
        reasoned = self.course.whole("review plan", at, places, ids=ids)
        outcome = self.one.chance.one_of("outcome of plan review", ids, (0.7, 0.25, 0.05))
        self.tables.add(
            "plan_review",
            id=named("threat-plan-review-", ids),
            happened_at=at,
            recorded_at=self.course.entered("review plan", at, places, ids=ids),
            plan=named("threat-plan-", self.one.ids[places] * PLANS + plan),
            decided_by=named("officer-", what["person"]),
            outcome=chosen(("continue", "change", "escalate"), outcome),
            rationale=chosen((None, "as found"), reasoned),
        )

    def actions(self) -> None:
        """Set when a plan is approved, to be done by a day; called off when work ends before."""
        plans, course = self.plans, Course(self.plans.actions, self.threats.done, self.tables)
        one, set_at, done_at = plans.actions, course.when("approve plan"), course.when("act")
        there = np.flatnonzero((set_at <= self.tables.ends) & np.isin(plans.parent, self.threats.there))
        at, done = set_at[there], done_at[there]
        off = np.where(done < NEVER, NEVER, self.threats.archived[plans.parent[there]])
        dated = course.whole("name day of action", at, there)
        due = at + (one.say("name day of action", "interval", there) * DAY).astype(np.int64)
        unit, agency = self.given(there)
        self.tables.add("plan_action", id=named("plan-action-", one.ids[there]), happened_at=at, recorded_at=at,
                        strand=named("strand-", one.ids[there] // MOST), text="what is to be done",
                        unit=one.staff.unit_names(unit), agency=chosen((None, *PARTNERS_IN_PLANS), agency),
                        given_to="whoever is named", due_on=np.where(dated, due, NEVER),
                        due_recorded_at=np.where(dated, at, NEVER), done_at=done,
                        done_recorded_at=course.entered("local team's action", done, there),
                        called_off_at=off, call_off_recorded_at=off)  # fmt: skip
        local = there[plans.whose[there] == LOCAL]
        until = np.minimum(done_at[local], self.threats.archived[plans.parent[local]])
        self.tables.add("team_task", id=named("team-task-", one.ids[local]), began_at=set_at[local],
                        recorded_at=set_at[local], ended_at=until, end_recorded_at=until, hours_a_week=HOURS,
                        action=named("plan-action-", one.ids[local]),
                        unit=one.staff.unit_names(one.unit[local]))  # fmt: skip

    def given(self, there: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each action the unit that has it, or -1; and the partner, from 1, or none."""
        one, whose = self.plans.actions, self.plans.whose[there]
        squad = next(place for place, each in enumerate(one.scenario.units) if each.posts.get(LEAD))
        unit = np.where(whose == LOCAL, one.unit[there], np.where(whose == PARTNER, -1, squad))
        partner = 1 + one.chance.one_of("which partner", one.ids[there], [1] * len(PARTNERS_IN_PLANS))
        return unit, np.where(whose == PARTNER, partner, 0)
