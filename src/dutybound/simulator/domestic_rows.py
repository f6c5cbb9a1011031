"""The records of domestic abuse incidents, from what was done when."""

import numpy as np

from dutybound.simulator.domestic import ANSWERED, Domestic
from dutybound.simulator.homes import write_homes
from dutybound.simulator.practising import Course
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import Tables, chosen, named, told
from dutybound.simulator.work import NEVER, Done

LEVELS = ("high", "medium", "standard")
REASONS = ("hospital", "arrest", "no interpreter", "suspect present", "left for safety")
TOPICS = ("fear", "injury", "control", "separation", "choking", "threat to kill", "worse", "stalking", "isolation",
          "children harmed", "weapon", "drink, drugs or health")  # fmt: skip
YES_ANSWERS = (4, 2, 1)  # kept of each level, of all that a form asks: a handful, so that tables stay readable


def write_domestic(made: Domestic, done: Done, tables: Tables) -> None:
    """All tables of domestic abuse incidents."""
    DomesticRows(made, done, tables).write()


class DomesticRows:
    """The columns that several tables share, and each table from them. Only what is flagged has rows."""

    def __init__(self, made: Domestic, done: Done, tables: Tables) -> None:
        self.made, self.tables, self.one = made, tables, made.subjects
        self.course = Course(made.subjects, done, tables)
        self.ids, self.at, self.chance = self.one.ids, self.one.at, self.one.chance
        self.name, self.form = named("domestic-", self.ids), named("assessment-", self.ids)
        self.victim, self.hand = named("domestic-victim-", made.couple), named("domestic-hand-", made.couple)
        self.assessed = self.course.when("assess")

    def write(self) -> None:
        self.people()
        self.incidents()
        self.assessments()
        self.factors()
        self.checks()
        self.second_looks()
        self.actions()
        self.offers()

    def people(self) -> None:
        """Victims and perpetrators from when the force first knew of them, children, and where they live."""
        came = np.flatnonzero(self.made.flagged)
        order = came[np.argsort(self.at[came], kind="stable")]
        couple, first = np.unique(self.made.couple[order], return_index=True)
        at = self.at[order][first]
        woman = self.chance.yes("victim is a woman", couple, 0.78)
        children = self.chance.yes("children", couple, 0.35)
        for prefix, who, sex in (
            ("domestic-victim-", np.arange(len(couple)), woman),
            ("domestic-hand-", np.arange(len(couple)), ~woman),
            ("domestic-child-", np.flatnonzero(children), self.chance.yes("child is a girl", couple, 0.5)),
        ):
            self.tables.add(
                "person",
                id=named(prefix, couple[who]),
                happened_at=at[who],
                recorded_at=at[who] + 5,
                name="(simulated person)",
                sex=chosen(("male", "female"), sex[who]),
                ethnicity="not stated",
            )

        write_homes(self.course, self.made, couple, at)

    def incidents(self) -> None:
        made, course, one = self.made, self.course, self.one
        plain = np.flatnonzero(made.crime < 0)
        self.tables.add(
            "incident",
            id=named("incident-domestic-", self.ids[plain]),
            happened_at=self.at[plain],
            recorded_at=self.at[plain] + 5,
            alleges_crime=False,
        )
        there = np.flatnonzero(made.flagged)
        known = np.where(made.recognised, self.at + 5, course.when("found"))[there]
        arrived, left = course.when("arrive")[there], course.when("leave the scene")[there]
        entered = course.whole("enter attendance", self.at[there], there)
        arrived, left = np.where(entered, arrived, NEVER), np.where(entered, left, NEVER)
        later = (made.there & made.recognised & ~made.at_scene)[there]
        later &= one.does("reason for assessing later", "quality")[there] & (left < NEVER)
        deferred = np.where(later, left - 3, NEVER)
        reason = self.chance.one_of("why later", self.ids[there], (0.2, 0.35, 0.1, 0.2, 0.15))
        closed = course.when("close domestic incident")[there]
        found = np.where(
            made.recognised, np.where(one.yes("at the call", 0.7), 0, 1), np.where(made.by_supervisor, 2, 3)
        )
        self.tables.add(
            "domestic_incident",
            id=self.name.take(there),
            happened_at=self.at[there],
            recorded_at=known,
            victim=self.victim.take(there),
            address=named("address-", np.where(one.yes("at home", 0.85), made.couple, -1)[there]),
            perpetrator=named("domestic-hand-", np.where(one.yes("hand known", 0.97), made.couple, -1)[there]),
            found_by=chosen(("call handler", "officer", "supervisor", "finder"), found[there]),
            answered=chosen(ANSWERED, made.answered[there]),
            attended_at=arrived,
            attendance_recorded_at=arrived,
            left_at=left,
            leaving_recorded_at=left,
            deferred_because=chosen((None, *REASONS), np.where(later, reason + 1, 0)),
            deferred_at=deferred,
            deferral_recorded_at=deferred,
            children=made.child[there],
            closed_at=closed,
            closure_recorded_at=closed,
        )
        course.held("domestic_incident", self.name.take(there), self.ids[there], one.unit[there], known, closed)

    def assessments(self) -> None:
        made, course = self.made, self.course
        there = course.done_of("assess")
        at = self.assessed[there]
        entered = course.entered("assess domestic risk", at, there)
        declined = self.chance.yes("declined", self.ids[there], 0.15)
        own = declined & course.whole("give own view", at, there)
        self.tables.add(
            "domestic_assessment",
            id=self.form.take(there),
            happened_at=at,
            recorded_at=entered,
            form="DIAL",
            assessed_by=named("officer-", course.who("assess")[there]),
            incident=self.name.take(there),
            level=chosen(LEVELS, made.graded[there]),
            reaches_high=made.reaches_high[there],
            drawn=made.drawn[there],
            declined=declined,
            own_view=chosen((None, "what was seen and heard"), own),
            own_view_recorded_at=np.where(own, entered, NEVER),
        )

    def factors(self) -> None:
        """What was answered with yes, and which action answers it."""
        made, course = self.made, self.course
        first = course.first("safeguard at once", "safeguard after check", "safeguard after second look")
        for number in range(max(YES_ANSWERS)):
            there = np.flatnonzero((self.assessed < NEVER) & (np.array(YES_ANSWERS)[made.graded] > number))
            ids = self.ids[there] * 8 + number
            topic = (self.chance.share("topic", self.ids[there]) * len(TOPICS)).astype(int) + 5 * number
            at = self.assessed[there]
            whole = course.whole("answer factors", at, there, ids=ids)
            acted = whole & (first[there] < NEVER) & self.chance.yes("factor acted on", ids, 0.85)
            reasoned = whole & ~acted
            named_at = np.where(acted, np.maximum(first[there], at), NEVER)
            self.tables.add(
                "risk_factor",
                id=named("factor-", self.ids[there], np.full(len(there), number)),
                happened_at=at,
                recorded_at=course.entered("assess domestic risk", at, there),
                assessment=self.form.take(there),
                topic=chosen(TOPICS, topic % len(TOPICS)),
                answer="yes",
                answered_by=named("safe-", np.where(acted, self.ids[there] * 4, -1)),
                answer_recorded_at=named_at,
                none_needed=chosen((None, "it is past, and nothing points to more"), reasoned),
                none_needed_recorded_at=np.where(reasoned, at + 20, NEVER),
            )

    def checks(self) -> None:
        made, course = self.made, self.course
        for question, again in (("check assessment", 0), ("check again", 1)):
            there = course.done_of(question)
            at, corrected = course.when(question)[there], made.corrected[there] & (again == 0)
            raised = corrected & made.raised[there]
            outcome = np.where(raised, 1, np.where(corrected, 2, 0))
            level = np.where(raised, made.level[there], made.graded[there])
            self.tables.add(
                "supervisor_check",
                id=named("check-", self.ids[there] * 2 + again),
                happened_at=at,
                recorded_at=course.entered("check assessment", at, there),
                decided_by=named("officer-", course.who(question)[there]),
                rationale="read against the log",
                assessment=self.form.take(there),
                outcome=chosen(("agreed", "level raised", "sent back"), outcome),
                level=chosen(LEVELS, level),
            )

    def second_looks(self) -> None:
        made, course = self.made, self.course
        there = course.done_of("second look")
        at = course.when("second look")[there]
        change = np.sign(made.second[there] - made.graded[there]) + 1  # 0 raised, 1 upheld, 2 lowered
        reasoned = (change != 1) & course.whole("reason for regrading", at, there)
        self.tables.add(
            "secondary_assessment",
            id=named("second-", self.ids[there]),
            happened_at=at,
            recorded_at=course.entered("second look", at, there),
            form="second look, version 1",
            assessed_by=named("officer-", course.who("second look")[there]),
            assessment=self.form.take(there),
            level=chosen(LEVELS, made.second[there]),
            change=chosen(("raised", "upheld", "lowered"), change),
            reason=chosen((None, "what partners know of them"), reasoned),
            reason_recorded_at=np.where(reasoned, at + 10, NEVER),
        )
        hub = self.one.staff.unit[course.who("second look")[there]]
        begins = self.assessed[there]
        course.held("domestic_assessment", self.form.take(there), self.ids[there], hub, begins, at)

    def actions(self) -> None:
        """One row for each action; that which factors name has an id that follows from the incident alone."""
        course = self.course
        at_once = ("safeguard at once", "safeguard after check", "safeguard after second look")
        taken = np.zeros(len(self.ids), bool)
        for number, question in enumerate((*at_once, "safeguard further")):
            there = course.done_of(question)
            first = ~taken[there] & (question in at_once)
            taken[there] |= question in at_once
            at = course.when(question)[there]
            set_at = np.maximum(self.assessed[there], at - 60)
            self.tables.add(
                "safeguarding_action",
                id=named("safe-", np.where(first, self.ids[there] * 4, self.ids[there] * 4 + number)),
                happened_at=set_at,
                recorded_at=set_at,
                text="what keeps them safe",
                given_to=named("officer-", course.who(question)[there]),
                due_on=at + 2 * DAY,
                done_at=at,
                done_recorded_at=course.entered("safeguard", at, there),
                incident=self.name.take(there),
            )

    def offers(self) -> None:
        course = self.course
        there = course.done_of("offer support")
        at, ids = course.when("offer support")[there], self.ids[there]
        answer = self.chance.one_of("support", ids, (0.42, 0.43, 0.15))  # accepted, refused, no answer yet
        why = (answer == 1) & course.whole("reason for refusal", at, there)
        reached = np.where(answer == 0, at + self.one.wait("support service")[there], NEVER)
        self.tables.add(
            "support_offer",
            id=named("offer-", ids),
            happened_at=at,
            recorded_at=course.entered("offer support", at, there),
            incident=self.name.take(there),
            agency="partner-support",
            accepted=told(answer == 0, answer != 2),
            refused_because=chosen((None, "has help already"), why),
            contacted_at=reached,
            contact_recorded_at=reached,
        )
