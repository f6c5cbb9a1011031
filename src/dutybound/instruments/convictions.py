"""What the predictors ask of a person's convictions, and what cannot be so. Dates are local days."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dutybound.base.errors import DutyboundError, Problem
from dutybound.duties.calendar import add_months, day_number
from dutybound.instruments.arithmetic import age_on, complete_months
from dutybound.instruments.instrument import Answers
from dutybound.instruments.offence_groups import refused_code

DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
CODE, SLASHED = re.compile(r"[0-9]{5}"), re.compile(r"([0-9]{1,3})/([0-9]{1,2})")


def day_first(given: Any) -> Any:
    """A day as it is written here, 14/03/1995, as ISO writes it; anything else as it is."""
    found = DAY_FIRST.fullmatch(given.strip()) if isinstance(given, str) else None
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else given


def offence_code(given: Any) -> str:
    """The five digits of a Home Office code, also from class and subclass: 28/1 and 028/01 are 02801."""
    text = given.strip() if isinstance(given, str) else ""
    slashed = SLASHED.fullmatch(text)
    code = f"{slashed[1]:0>3}{slashed[2]:0>2}" if slashed else text
    if not CODE.fullmatch(code):
        raise ValueError('is no Home Office code: write its five digits in quotes, such as "04600", or "046/00"')
    return code


#: A local day. The ends catch a slip of the year; nobody living was born before the first.
Day = Annotated[date, BeforeValidator(day_first), Field(ge=date(1900, 1, 1), lt=date(2200, 1, 1))]
Code = Annotated[str, Field(pattern=r"^[0-9]{5}$"), BeforeValidator(offence_code)]
Gender = Literal["male", "female"]
#: Age of criminal responsibility in England and Wales.
RESPONSIBLE = 10
#: The publication refuses a follow-up that begins at this age or later.
OLDEST = 110
#: Offence-free months count up to here.
MOST_MONTHS = 36


class Person(Answers):
    """Who is assessed, and from when reoffending is foreseen."""

    date_of_birth: Day = Field(title="date of birth")
    gender: Gender = Field(title="male or female, as the predictor was made: it knows no other")
    follow_up_from: Day = Field(title="start of follow-up: the day of a community sentence, or of release")

    @property
    def female(self) -> bool:
        """Whether the terms for women apply."""
        return self.gender == "female"

    @property
    def age_at_follow_up(self) -> int:
        """Years at the start of follow-up."""
        return age_on(self.date_of_birth, self.follow_up_from)


class Convictions(Person):
    """What the record says of convictions. A sanction is an occasion of conviction or caution, this one too."""

    convicted_on: Day = Field(title="day of the current conviction")
    offence_code: Code = Field(title="Home Office code of the current offence")
    sanctions: int = Field(title="sanctions for all offences, the current one too", ge=1, le=999)
    age_at_first_sanction: int = Field(title="age at the first sanction", ge=8, le=98)

    @property
    def age_at_conviction(self) -> int:
        """Years at the current conviction."""
        return age_on(self.date_of_birth, self.convicted_on)

    @property
    def career(self) -> int:
        """Years from the first sanction to the current conviction, by ages."""
        return self.age_at_conviction - self.age_at_first_sanction


class AssessedConvictions(Convictions):
    """Convictions, as they stand on the day of an assessment."""

    assessed_on: Day = Field(title="day of the assessment")

    @property
    def offence_free_months(self) -> int:
        """Complete months since follow-up began, 36 at most; none while it lies ahead."""
        return complete_months(self.follow_up_from, self.assessed_on, MOST_MONTHS)


class ViolentConvictions(AssessedConvictions):
    """Convictions, of which some for violence."""

    violent_sanctions: int = Field(title="sanctions for violent offences, the current one too", ge=0, le=999)


def check_convictions(answers: Convictions, edition: str) -> None:
    """Refuse what cannot be so; all of it at once."""
    found = [
        *_ages(answers),
        wrong_follow_up(answers),
        _assessed_too_early(answers),
        refused_code(edition, answers.offence_code),
    ]
    violent = getattr(answers, "violent_sanctions", 0)
    if violent > answers.sanctions:
        found.append(too_many_violent(violent, answers.sanctions))
    refuse(found)


def refuse(found: list[Problem | None]) -> None:
    """Raise the problems that there are."""
    if problems := [one for one in found if one]:
        raise DutyboundError(problems, "It cannot be scored")


def too_many_violent(violent: int, sanctions: int) -> Problem:
    """More sanctions for violence than sanctions."""
    what = f"{violent} sanctions for violence of {sanctions} in all"
    return Problem("violent_sanctions", what, "Sanctions for violence are some of all sanctions.")


def _ages(answers: Convictions) -> list[Problem | None]:
    at, first = answers.age_at_conviction, answers.age_at_first_sanction
    if at < RESPONSIBLE:
        return [Problem("convicted_on", f"is at age {at}, under {RESPONSIBLE}", "Check it and the date of birth.")]
    if first > at:
        what = f"is {first}, and the current conviction was at {at}"
        return [Problem("age_at_first_sanction", what, "The first sanction is this one or an earlier one: check both.")]
    return []


def wrong_follow_up(answers: Person) -> Problem | None:
    """A start of follow-up before the age of criminal responsibility, or at 110 and more."""
    age = answers.age_at_follow_up
    if RESPONSIBLE <= age < OLDEST:
        return None
    return Problem(
        "follow_up_from", f"is at age {age}", f"It begins between the ages of {RESPONSIBLE} and {OLDEST - 1}."
    )


def _assessed_too_early(answers: Convictions) -> Problem | None:
    assessed = getattr(answers, "assessed_on", None)
    if not assessed or day_number(answers.convicted_on) <= add_months(day_number(assessed), 3):
        return None
    what = "is more than three months after the assessment"
    return Problem("convicted_on", what, "Check both dates; the publication refuses it.")
