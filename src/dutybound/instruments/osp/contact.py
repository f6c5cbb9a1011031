"""OSP/DC: proven direct-contact sexual reoffending by men with a sexual conviction, in points of 64.

The band falls by one after five years at liberty without any offence (the risk reduction). What nobody answered may
still raise the band: the age at the last sexual offence, a victim who was a stranger, and the dates on which the
reduction stands.
"""

from typing import Any

from pydantic import Field

from dutybound.base.errors import Problem
from dutybound.instruments.arithmetic import age_on, banded, logistic, percentage
from dutybound.instruments.convictions import Day, Person, refuse, wrong_follow_up
from dutybound.instruments.instrument import Instrument, Reason, Score, possible, unanswered
from dutybound.instruments.predicting import CODE_BEFORE, CODE_NOW, OSP_FROM, Term, reasons, worst

#: Lowest points of each band. 64 are the most that there can be.
LOWEST = {"low": 0, "medium": 22, "high": 30, "very high": 36}
BANDS = tuple(LOWEST)
#: Points by count (the last for that many and more), by age at the last sexual offence, and of single items.
ADULT_CONTACT, CHILD_CONTACT, NON_CONTACT = (0, 5, 10, 15), (0, 3, 6, 9), (0, 2, 4, 6)
LAST_AT = {0: 0, 16: 5, 18: 10}
SANCTIONED_BEFORE, STRANGER = 6, 4
OLD, YOUNG, YOUNG_POINTS, YEARS_A_POINT = 60, 18, 14, 3
#: p = 1 / (1 + exp(SHIFT - EACH x points)); no points, no probability.
SHIFT, EACH = 8.633, 0.1598
#: Full years without an offence, and since follow-up began, after which the band falls by one.
REDUCED_AFTER = 5
COUNTS = ("contact_adult", "contact_child", "non_contact", "sanctions")


class ContactAnswers(Person):
    """What OSP/DC asks. The counts must be answered for a man with a sexual conviction."""

    assessed_on: Day = Field(title="day of the assessment")
    sexual_conviction: bool = Field(title="ever convicted of, or cautioned for, a sexual offence")
    contact_adult: int | None = Field(None, ge=0, title="sanctions for contact offences against adults")
    contact_child: int | None = Field(None, ge=0, title="sanctions for contact offences against children")
    non_contact: int | None = Field(None, ge=0, title="sanctions for other sexual offences, images left out")
    sanctions: int | None = Field(None, ge=1, title="sanctions for all offences, the current one too")
    last_sexual_offence_on: Day | None = Field(None, title="day of the last sexual offence")
    stranger_victim: bool | None = Field(None, title="the victim of the current offence was a stranger")
    in_custody: bool | None = Field(None, title="in custody on the day of the assessment")
    last_offence_on: Day | None = Field(None, title="day of the last offence of any kind")

    @property
    def applies(self) -> bool:
        """It was made of men with a sexual conviction, and is for nobody else."""
        return self.sexual_conviction and not self.female


def probability(points: float) -> float:
    """The probability of so many points; none of none."""
    return logistic(EACH * points - SHIFT) if points else 0.0


def terms(answers: ContactAnswers) -> list[Term]:
    """The terms of the sum, in points."""
    adult, child, other, count = (getattr(answers, name) or 0 for name in COUNTS)
    last = answers.last_sexual_offence_on
    at = age_on(answers.date_of_birth, last) if last else 0
    return [
        Term("contact adult", f"{adult} sanctions for contact with an adult", ADULT_CONTACT[min(adult, 3)]),
        Term("contact child", f"{child} sanctions for contact with a child", CHILD_CONTACT[min(child, 3)]),
        Term("non contact", f"{other} other sexual sanctions", NON_CONTACT[min(other, 3)]),
        Term("age", f"age {answers.age_at_follow_up} at the start of follow-up", age_points(answers.age_at_follow_up)),
        Term("age at last", f"age {at} at the last sexual offence", float(banded_points(at))),
        Term("sanctions", f"{count} sanctions in all", SANCTIONED_BEFORE if count > 1 else 0),
        Term("stranger", "the victim was a stranger", STRANGER if answers.stranger_victim else 0),
    ]


def age_points(age: int) -> int:
    """Points by age at the start of follow-up: 14 at 18, one less for every three years, none from 60."""
    return 0 if age >= OLD else YOUNG_POINTS - max(0, (age - YOUNG) // YEARS_A_POINT)


def banded_points(at: int) -> int:
    """Points by age at the last sexual offence."""
    return next(LAST_AT[first] for first in reversed(LAST_AT) if at >= first)


def reduces(answers: ContactAnswers, band: str) -> bool:
    """Whether five full years at liberty without an offence lower this band; a date nobody gave does not stop it."""
    dates = (answers.last_offence_on, answers.last_sexual_offence_on, answers.follow_up_from)
    years = min(age_on(day, answers.assessed_on) for day in dates if day)
    return not answers.female and answers.in_custody is False and band != BANDS[0] and years >= REDUCED_AFTER


def band_of(answers: ContactAnswers) -> str:
    """The band of the points, one lower where the reduction applies."""
    band = banded(_points(answers), LOWEST)
    return BANDS[BANDS.index(band) - 1] if reduces(answers, band) else band


def score_contact(answers: ContactAnswers) -> Score:
    """The percentage, the points, and the bands that are possible; no band where it does not apply."""
    if not answers.applies:
        text = "does not apply to women" if answers.female else "does not apply without a sexual conviction"
        return Score(0.0, "%", (), (Reason(text, 0.0),), (), {"points": 0.0, "probability": 0.0})
    refuse(_problems(answers))
    points, least = _points(answers), band_of(answers)
    most = band_of(worst(answers, _danger, _may_be(answers)))
    lowered = reduces(answers, banded(points, LOWEST))
    said = (Reason(f"one band lower: {REDUCED_AFTER} years at liberty without an offence"),) if lowered else ()
    parts = {one.name: one.weight for one in terms(answers)} | {"points": points, "probability": probability(points)}
    value = percentage(probability(points))
    bands = possible(BANDS, least, most)
    return Score(value, "%", bands, reasons(terms(answers)) + said, unanswered(answers), parts | {"reduced": lowered})


def _points(answers: ContactAnswers) -> float:
    return sum(one.weight for one in terms(answers))


def _danger(answers: ContactAnswers) -> tuple[int, float]:
    return BANDS.index(band_of(answers)), _points(answers)


def _may_be(answers: ContactAnswers) -> dict[str, tuple[Any, ...]]:
    """Worst: offended last on the day of the assessment, as an adult, against a stranger."""
    today = (answers.assessed_on,)
    return {"last_sexual_offence_on": today, "stranger_victim": (False, True), "last_offence_on": today}


def _problems(answers: ContactAnswers) -> list[Problem | None]:
    found = [wrong_follow_up(answers)]
    found += [
        Problem(name, "was not answered", "It cannot be scored without; nothing is counted as none.")
        for name in COUNTS
        if getattr(answers, name) is None
    ]
    for name in ("last_sexual_offence_on", "last_offence_on"):
        day = getattr(answers, name)
        if day and not answers.date_of_birth < day <= answers.assessed_on:
            found.append(Problem(name, "is not between birth and the assessment", "Check the three dates."))
    return found


CONTACT = Instrument(
    name="osp-dc",
    title="Direct contact sexual reoffending (OSP/DC, from 2024 also DC-SRP)",
    family="contact sexual reoffending",
    version="OSP/DC",
    source=f"{CODE_NOW}; before it {CODE_BEFORE}",
    mark="published",
    answers=ContactAnswers,
    score=score_contact,
    bands=BANDS,
    valid_from=OSP_FROM,
    dates_mark="project default",
)
