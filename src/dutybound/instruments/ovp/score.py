"""OVP, the OASys Violence Predictor: convictions, age, gender and what is known of needs, in points."""

from math import ceil

from pydantic import Field

from dutybound.base.errors import Problem
from dutybound.instruments.convictions import RESPONSIBLE, Person, refuse, too_many_violent, wrong_follow_up
from dutybound.instruments.instrument import Instrument, Score
from dutybound.instruments.needs import Level
from dutybound.instruments.predicting import CODE_BEFORE, OGRS3_UNTIL, Term, points_score

#: Log-odds of a point, and what is taken off for one and for two years.
SHIFT = (0.0722, 4.5215, 3.8773)
#: Lowest percentage within two years of each band.
LOWEST = {"low": 0.0, "medium": 30.0, "high": 60.0, "very high": 80.0}
#: Points by sanctions for violence: none, 1, 2, 3, and then one more each from 4 (11) to 18 (25).
VIOLENT = (0, 4, 7, 9, *range(11, 26))
#: Points from so many other sanctions on, and from such an age on: both fall where the next begins.
OTHER = {0: 0, 3: 2, 5: 3, 11: 4, 21: 5}
AGE = {18: 20, 20: 17, 22: 14, 24: 12, 26: 10, 31: 8, 36: 6, 41: 4, 46: 2, 51: 0}
ADULT = 18


class OvpAnswers(Person):
    """What OVP asks: every question must be answered."""

    sanctions: int = Field(title="sanctions for all offences, the current one too", ge=1, le=999)
    violent_sanctions: int = Field(title="sanctions for violent offences, the current one too", ge=0, le=999)
    recognises_impact: bool = Field(title="recognises the impact of offending on others")
    no_fixed_abode: bool = Field(title="no fixed abode, or transient accommodation")
    unemployed: bool = Field(title="unemployed (OASys 4.2)")
    chronic_drinking: Level = Field(title="current use of alcohol is a problem, 0 to 2 (OASys 9.1)")
    binge_drinking: Level = Field(title="excessive drinking in the last six months, 0 to 2 (OASys 9.2)")
    psychiatric_treatment: bool = Field(title="in psychiatric treatment, or waiting for it")
    temper: Level = Field(title="problems with temper, 0 to 2 (OASys 11.4)")
    attitudes: Level = Field(title="attitudes in favour of crime, 0 to 2 (OASys 12.1)")


def terms(answers: OvpAnswers) -> list[Term]:
    """The terms of the sum, in points."""
    return [*_record(answers), *_needs(answers)]


def _record(answers: OvpAnswers) -> list[Term]:
    violent, age = answers.violent_sanctions, answers.age_at_follow_up
    other = answers.sanctions - violent
    return [
        Term("sanctioned", "sanctioned at all", 5),
        Term("violent", f"{violent} sanctions for violence", VIOLENT[min(violent, len(VIOLENT) - 1)]),
        Term("other", f"{other} other sanctions", _from(OTHER, other)),
        Term("age", f"age {age} at the start of follow-up", _from(AGE, age)),
        Term("gender", "man", 0 if answers.female else 5),
    ]


def _needs(answers: OvpAnswers) -> list[Term]:
    alcohol = answers.chronic_drinking + answers.binge_drinking
    return [
        Term("impact", "does not recognise the impact on others", 0 if answers.recognises_impact else 4),
        Term("no fixed abode", "no fixed abode", 4 * answers.no_fixed_abode),
        Term("unemployed", "unemployed", 4 * answers.unemployed),
        Term("alcohol", f"alcohol: {alcohol} of 4", ceil(2.5 * alcohol)),
        Term("treatment", "psychiatric treatment", 4 * answers.psychiatric_treatment),
        Term("temper", f"problems with temper: {answers.temper}", 3 * answers.temper),
        Term("attitudes", f"attitudes in favour of crime: {answers.attitudes}", 3 * answers.attitudes),
    ]


def _from(points: dict[int, int], value: int) -> int:
    return next(points[first] for first in reversed(points) if value >= first)


def score_ovp(answers: OvpAnswers) -> Score:
    """The percentage within two years, its band, the points, and the percentage within one year."""
    found = [wrong_follow_up(answers)]
    if RESPONSIBLE <= answers.age_at_follow_up < ADULT:
        what = f"is at age {answers.age_at_follow_up}: this predictor has no points under {ADULT}"
        found.append(Problem("follow_up_from", what, "Check it and the date of birth; it is for adults."))
    if answers.violent_sanctions > answers.sanctions:
        found.append(too_many_violent(answers.violent_sanctions, answers.sanctions))
    refuse(found)
    return points_score(terms(answers), SHIFT, LOWEST, answers)


INSTRUMENTS = (
    Instrument(
        name="ovp",
        title="OASys Violence Predictor (OVP)",
        family="violent reoffending with needs",
        version="OVP",
        source=CODE_BEFORE,
        mark="published",
        answers=OvpAnswers,
        score=score_ovp,
        bands=tuple(LOWEST),
        valid_to=OGRS3_UNTIL,
        dates_mark="project default",
    ),
)
