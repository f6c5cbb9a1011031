"""Domestic abuse incidents: answered, recognised, assessed, checked, looked at again, made safer, and closed."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.demand import arrivals
from dutybound.simulator.investigation import KINDS, Crimes
from dutybound.simulator.practising import Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY
from dutybound.simulator.staffing import Staff

HIGH, MEDIUM, STANDARD = range(3)
ANSWERED = ("attended", "appointment", "telephone or video", "not answered")
#: Project defaults: 7% are not attended; about a third of what is reported follows an incident between the same two
#: within a year; one couple in six is far more dangerous than the others.
ANSWERED_SHARES = (0.85, 0.08, 0.04, 0.03)
COUPLES, CROWDING = 70_000, 1.8
DANGEROUS, HIGH_IF_DANGEROUS, HIGH_OTHERWISE, MEDIUM_SHARE = 0.17, 0.27, 0.035, 0.33
CHILDREN, HARM_SUSPECTED, ADULT_AT_RISK = 0.35, 0.12, 0.06
DRAWN = 0.05
CHASED_AFTER = 150  # minutes, where a child may be suffering significant harm; project default


@dataclass(frozen=True)
class Domestic:
    """All incidents of domestic abuse, and what is true of each. A level is 0 high, 1 medium or 2 standard."""

    subjects: Subjects
    crime: np.ndarray  # the id of the crime that it is, or -1
    couple: np.ndarray  # the two between whom it happened
    answered: np.ndarray  # the place among ANSWERED
    recognised: np.ndarray  # at the call or at the scene
    by_supervisor: np.ndarray  # of those not, found by a supervisor
    by_finder: np.ndarray  # or later, by somebody who looked for them
    at_scene: np.ndarray  # assessed before the officers leave
    level: np.ndarray  # as it is
    graded: np.ndarray  # as the first assessment has it
    reaches_high: np.ndarray
    drawn: np.ndarray  # chosen by chance for a second look
    corrected: np.ndarray  # a supervisor saw that the first assessment was wrong
    second: np.ndarray  # as the second look has it
    looked_again: np.ndarray
    child: np.ndarray
    adult: np.ndarray
    harm: np.ndarray  # a child is suspected to suffer significant harm

    @property
    def there(self) -> np.ndarray:
        """Whether somebody went."""
        return np.asarray(self.answered <= 1)

    @property
    def flagged(self) -> np.ndarray:
        """Whether it is ever known as domestic abuse."""
        return np.asarray(self.recognised | self.by_supervisor | self.by_finder)

    @property
    def raised(self) -> np.ndarray:
        """Whether a supervisor raised the level."""
        return np.asarray(self.corrected & (self.level < self.graded))

    @property
    def found_high(self) -> np.ndarray:
        """Whether anybody found a high risk, and no specialist lowered it."""
        return np.asarray(np.where(self.looked_again, self.second, np.minimum(self.graded, 2)) == HIGH)


def drawn_domestic(scenario: Scenario, staff: Staff, agenda: Agenda, crimes: Crimes) -> Domestic:
    """Every incident, crime or not, and what there is to do about it."""
    of_kind = np.flatnonzero(crimes.kind == list(KINDS).index("domestic abuse crime"))
    other = arrivals(scenario, agenda.chance, "domestic incident")
    one = Subjects(
        scenario,
        staff,
        agenda,
        np.concatenate([crimes.ids[of_kind] * 2, other.ids * 2 + 1]),
        np.concatenate([crimes.came.unit[of_kind], other.unit]),
        np.concatenate([crimes.came.at[of_kind], other.at]),
    )
    made = _true(one, np.concatenate([crimes.ids[of_kind], np.full(len(other), -1)]))
    _answered(made)
    _assessed(made)
    _looked_after(made)
    _referred(made)
    return made


def _true(one: Subjects, crime: np.ndarray) -> Domestic:
    """What is so, and what those who are thorough and those who are not make of it."""
    chance = one.chance
    shares = np.array([unit.shares.get("domestic incident", 0) for unit in one.scenario.units])
    place = np.floor(COUPLES * shares[one.unit] * chance.share("couple", one.ids) ** CROWDING)
    couple = one.unit * 1_000_000 + place.astype(np.int64)
    high = one.yes("high", np.where(chance.yes("dangerous", couple, DANGEROUS), HIGH_IF_DANGEROUS, HIGH_OTHERWISE))
    level = np.where(high, HIGH, np.where(one.yes("medium", MEDIUM_SHARE), MEDIUM, STANDARD))
    graded = _graded(one, level)
    reaches = (graded == HIGH) & one.yes("counted", 0.6)
    drawn = one.yes("drawn", DRAWN)
    second = np.where(one.does("second look", "quality"), level, graded)
    second = np.where(reaches, HIGH, second)  # what the answers themselves call high, nobody lowers
    recognised = one.does("recognise domestic abuse")
    by_supervisor = ~recognised & one.does("read for domestic abuse")
    child = chance.yes("children", couple, CHILDREN)
    answered = chance.one_of("answered", one.ids, ANSWERED_SHARES)
    return Domestic(
        subjects=one,
        crime=crime,
        couple=couple,
        answered=answered,
        recognised=recognised,
        by_supervisor=by_supervisor,
        by_finder=~recognised & ~by_supervisor & one.does("look for unrecognised abuse"),
        at_scene=recognised & (answered <= 1) & one.does("assess at the scene"),
        level=level,
        graded=graded,
        reaches_high=reaches,
        drawn=drawn,
        corrected=(graded != level) & one.does("check assessment", "quality"),
        second=second,
        looked_again=(graded < STANDARD) | drawn,
        child=child,
        adult=one.yes("adult at risk", ADULT_AT_RISK),
        harm=child & one.yes("significant harm", HARM_SUSPECTED),
    )


def _graded(one: Subjects, level: np.ndarray) -> np.ndarray:
    """The level as first assessed: where it is not sound, too low more often than too high; high may be missed."""
    sound = one.does("assess domestic risk", "quality")
    aside = np.clip(np.where(one.yes("too low", 0.75), level + 1, level - 1), HIGH, STANDARD)
    graded = np.where(sound, level, aside)
    missed = (level == HIGH) & ~one.does("recognise high risk", "quality")
    return np.where(missed, np.maximum(graded, MEDIUM), graded)


def _answered(made: Domestic) -> None:
    """Somebody goes, or telephones; what nobody recognised then is found later, or never."""
    one, response = made.subjects, made.subjects.pool("response officer")
    later = np.where(made.answered == 1, one.at + one.wait("appointment"), one.at)
    one.add("attend domestic incident", response, made.there, question="arrive", released=later)
    supervisor, coordinator = one.pool("response supervisor"), one.pool("safeguarding coordinator")
    one.add("read for domestic abuse", supervisor, made.by_supervisor, released=one.at + 360, habit=1)
    one.add("look for unrecognised abuse", coordinator, made.by_finder, released=one.at + 20 * DAY, habit=1)
    one.either("found", "read for domestic abuse", "look for unrecognised abuse")


def _assessed(made: Domestic) -> None:
    """The risk is assessed at the scene or later, checked by a supervisor and looked at again by a specialist."""
    one, response = made.subjects, made.subjects.pool("response officer")
    one.add("assess domestic risk", response, made.at_scene, question="at scene", after="arrive")
    one.either("at or after arrival", "at scene", "arrive")
    one.add("leave the scene", response, made.there, after="at or after arrival")
    waits = made.recognised & made.there & ~made.at_scene
    one.add("assess later", response, waits, question="after leaving", after="leave the scene")
    one.add("assess unattended", response, made.recognised & ~made.there)
    one.add("assess later", response, made.flagged & ~made.recognised, question="after finding", after="found")
    one.either("assess", "at scene", "after leaving", "assess unattended", "after finding")
    supervisor = one.pool("response supervisor")
    one.add("check assessment", supervisor, made.flagged, after="assess")
    sent_back = made.flagged & made.corrected & ~made.raised
    one.add("check assessment", supervisor, sent_back, question="check again", after="check assessment", delay=240)
    urgency = np.choose(made.graded, (1, 2, 3))
    assessor = one.pool("specialist assessor")
    one.add("second look", assessor, made.flagged & made.looked_again, after="assess", urgency=urgency)
    one.either("checked", "check again", "check assessment")
    one.either("before closing", "second look", "checked")
    one.add("close domestic incident", supervisor, made.flagged, after="before closing", delay=DAY)


def _looked_after(made: Domestic) -> None:
    """What is done for victim and children, at once and later, by the force and by others."""
    one, response = made.subjects, made.subjects.pool("response officer")
    assessor = one.pool("specialist assessor")
    needs = made.flagged & one.yes("needs action", np.choose(made.graded, (1, 0.6, 0.2)))
    urgency = np.where(made.graded == HIGH, 0, 2)
    one.add("safeguard", response, needs, question="safeguard at once", after="assess", urgency=urgency)
    further = made.flagged & (made.graded == HIGH) & one.yes("needs more", 0.8)
    one.add("safeguard further", assessor, further, after="assess", delay=600)
    by_check = made.flagged & made.raised & (made.level == HIGH)
    one.add("safeguard", response, by_check, question="safeguard after check", after="check assessment", urgency=0)
    by_second = made.flagged & made.looked_again & (made.second == HIGH) & (made.graded != HIGH) & ~by_check
    one.add("safeguard", assessor, by_second, question="safeguard after second look", after="second look", urgency=0)
    one.add("offer support", response, made.flagged, after="assess")


def _referred(made: Domestic) -> None:
    """Children and adults at risk are referred; the force asks again where the answer is slow or never comes."""
    one, coordinator = made.subjects, made.subjects.pool("safeguarding coordinator")
    response = one.pool("response officer")
    for kind, who in (("child", made.child), ("adult", made.adult)):
        one.add("refer to local authority", response, made.flagged & who, question=f"refer {kind}", after="assess")
        slow = one.wait("local authority answer", f"answer: {kind}") > 2 * DAY
        slow = made.flagged & who & (slow | ~one.does("local authority answer", question=f"answers: {kind}"))
        chase, refer = f"chase {kind}", f"refer {kind}"
        one.add("chase referral", coordinator, slow, question=chase, after=refer, delay=2 * DAY)
    suspected = made.flagged & made.harm
    one.add("ask for discussion", response, suspected, after="refer child")
    soonest = np.minimum(one.wait("local authority answer", "answer: child"), one.wait("strategy discussion"))
    slow = suspected & (soonest > CHASED_AFTER)
    one.add("chase referral", response, slow, question="chase harm", after="refer child", delay=CHASED_AFTER, urgency=0)
