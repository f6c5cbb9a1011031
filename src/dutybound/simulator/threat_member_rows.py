"""The records of members: their roles, the checks whether they are exploited, time in prison and what follows it."""

import numpy as np
import pyarrow as pa

from dutybound.simulator.mapping_rows import Threats
from dutybound.simulator.practising import Course
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import chosen, named
from dutybound.simulator.threat_members import AHEAD, FOUND, ROLES, SHARES_OF_ROLES, STANDS, Members
from dutybound.simulator.work import NEVER

SEEN_BY = ("lead", "neighbourhood officer", "probation")


class MemberRows:
    """Members of the threats that are on record, from when these are."""

    def __init__(self, threats: Threats, members: Members) -> None:
        self.threats, self.members, self.tables = threats, members, threats.tables
        self.one, self.course = members.subjects, Course(members.subjects, threats.done, threats.tables)
        self.candidates = Course(members.candidates, threats.done, threats.tables)
        self.known = threats.known[members.parent] + 30
        self.there = np.flatnonzero(self.known <= self.tables.ends)

    def write(self) -> None:
        self.belong()
        self.prison()
        ids = self.one.ids
        member = named("member-", ids)
        self.checked(self.course, "check member", self.members.found, self.there, ids * 2, self.known, member=member)
        networks = self.members.candidates.ids
        known = self.threats.candidate_known
        there = np.flatnonzero(known <= self.tables.ends)
        self.checked(self.candidates, "check candidate", self.members.victims, there, networks * 2 + 1,
                     known, candidate=named("candidate-", networks))  # fmt: skip

    def belong(self) -> None:
        there = self.there
        over, ids = self.threats.archived[self.members.parent[there]], self.one.ids[there]
        role = self.one.chance.one_of("role", ids, SHARES_OF_ROLES)
        self.tables.add("threat_member", id=named("member-", ids), began_at=self.known[there],
                        recorded_at=self.known[there], ended_at=over, end_recorded_at=over,
                        threat=self.threats.name(self.members.parent[there]), person=named("suspect-", ids),
                        role=chosen(ROLES, role), key_member=self.members.key[there])  # fmt: skip

    def checked(self, course: Course, practice: str, found: np.ndarray, there: np.ndarray, ids: np.ndarray,
                known: np.ndarray, **subject: object) -> None:  # fmt: skip
        """Checks with what they found, and what followed for whoever may be a victim."""
        there = np.intersect1d(course.done_of(practice), there)
        at = course.when(practice)
        entered = np.maximum(at + 10, known)
        about = {name: column.take(there) for name, column in subject.items()}  # type: ignore[attr-defined]
        self.tables.add("exploitation_check", id=named("exploitation-check-", ids[there]), happened_at=at[there],
                        recorded_at=entered[there], form="exploitation check, version 1", assessed_by="duty sergeant",
                        found=chosen(FOUND, found[there]), **about)  # fmt: skip
        check = named("exploitation-check-", ids)
        told = np.intersect1d(course.done_of("refer possible victim"), there)
        when = np.maximum(course.when("refer possible victim")[told], entered[told])
        self.tables.add("safeguarding_referral", id=named("victim-referral-", ids[told]), happened_at=when,
                        recorded_at=when, exploitation_check=check.take(told),
                        agency="partner-county-council")  # fmt: skip
        decided = np.intersect1d(course.done_of("decide referral mechanism"), there)
        when = np.maximum(course.when("decide referral mechanism")[decided], entered[decided])
        adult = found[decided] == 1
        outcome = np.where(adult & course.subjects.chance.yes("no consent", ids[decided], 0.4), 1, 0)
        outcome = np.where(course.subjects.chance.yes("no grounds", ids[decided], 0.3), 2, outcome)
        outcomes = ("referred", "notified without consent", "no reasonable grounds")
        self.tables.add("referral_mechanism_decision", id=named("mechanism-", ids[decided]), happened_at=when,
                        recorded_at=when, exploitation_check=check.take(decided), decided_by="duty sergeant",
                        rationale="as found", outcome=chosen(outcomes, outcome))  # fmt: skip

    def prison(self) -> None:
        """In prison while the threat is worked on; what was told ahead, what was planned, and who saw them after."""
        members = self.members
        parent, until = members.parent, members.released
        began = np.maximum(members.imprisoned, self.known)
        there = np.intersect1d(self.there, np.flatnonzero((began < until - AHEAD * DAY) & (members.imprisoned < NEVER)))
        there = there[(began[there] <= self.tables.ends) & (until[there] < self.threats.archived[parent[there]])]
        custody = named("custody-", self.one.ids)
        self.tables.add("member_custody", id=custody.take(there), began_at=began[there], recorded_at=began[there] + 600,
                        ended_at=until[there], end_recorded_at=until[there] + 120, agency="partner-prison",
                        member=named("member-", self.one.ids[there]))  # fmt: skip
        held = there[began[there] + 600 <= self.tables.ends]
        self.ahead(held, custody, began)
        self.planned(held, custody, began)
        self.seen(held, custody)

    def ahead(self, held: np.ndarray, custody: pa.Array, began: np.ndarray) -> None:
        """What the prison told, and by when a plan is to stand."""
        places, until = held[self.members.foreseen[held]], self.members.released
        at = np.maximum(until[places] - AHEAD * DAY, began[places] + 600)
        dated = self.course.whole("name day of release plan", at, places)
        self.tables.add("release_notice", id=named("release-notice-", self.one.ids[places]), happened_at=at,
                        recorded_at=at, custody=custody.take(places),
                        plan_by=np.where(dated, until[places] - STANDS * DAY, NEVER),
                        plan_day_recorded_at=np.where(dated, at, NEVER))  # fmt: skip

    def planned(self, held: np.ndarray, custody: pa.Array, began: np.ndarray) -> None:
        places = np.intersect1d(self.course.done_of("plan release"), held)
        places = places[self.course.when("plan release")[places] > began[places] + 600]
        at, approved = (self.course.when(one)[places] for one in ("plan release", "approve release plan"))
        self.tables.add("release_plan", id=named("release-plan-", self.one.ids[places]), happened_at=at,
                        recorded_at=at + 20, made_by="lead responsible officer", custody=custody.take(places),
                        approved_at=approved, approval_recorded_at=approved)  # fmt: skip

    def seen(self, held: np.ndarray, custody: pa.Array) -> None:
        places = np.intersect1d(self.course.done_of("see after release"), held)
        at = self.course.when("see after release")[places]
        by = self.one.chance.one_of("seen by", self.one.ids[places], (0.3, 0.4, 0.3))
        self.tables.add("release_contact", id=named("release-contact-", self.one.ids[places]), happened_at=at,
                        recorded_at=self.course.entered("see after release", at, places),
                        custody=custody.take(places), made_by=chosen(SEEN_BY, by))  # fmt: skip
