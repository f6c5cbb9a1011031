"""RSR and CSRP after it: serious reoffending within two years, violent or sexual: the sum of its parts, in per cent.

The parts are scores of their own (SNSV or SVRP, OSP/DC, OSP/IIC), given in per cent. A part that nobody gave counts as
none, as published; the bands run to the most that it can be.
"""

from decimal import Decimal

from pydantic import Field

from dutybound.base.errors import Problem
from dutybound.instruments.arithmetic import banded, half_up, percentage
from dutybound.instruments.convictions import Gender, refuse
from dutybound.instruments.instrument import Answers, Instrument, Score, possible, unanswered
from dutybound.instruments.osp.contact import probability
from dutybound.instruments.osp.images import NONE, TWO_IMAGES
from dutybound.instruments.predicting import (
    CODE_BEFORE,
    CODE_NOW,
    OGRS3_UNTIL,
    OGRS4_FROM,
    Term,
    reasons,
    worst,
)

#: Lowest percentage of each band.
RSR = {"low": 0.0, "medium": 3.0, "high": 6.9}
CSRP = {"low": 0.0, "medium": 1.0, "high": 3.0, "very high": 6.9}
#: Per cent for a woman with a sexual conviction, for whom there is no OSP.
WOMAN = 0.383141762
MOST = 99.99
#: The most that OSP/DC (64 points) and OSP/IIC can give, and what OSP/IIC gives of no sexual sanction, in per cent.
CONTACT_MOST = percentage(probability(64))
IMAGES_MOST = percentage(TWO_IMAGES.probability)
IMAGES_NONE = percentage(NONE.probability)


class SeriousAnswers(Answers):
    """The parts, each in per cent within two years."""

    gender: Gender = Field(title="male or female, as the predictor was made: it knows no other")
    serious_violence: float = Field(ge=0, le=100, title="serious violence (SNSV before OGRS4, SVRP since), in per cent")
    sexual_conviction: bool | None = Field(None, title="ever convicted of, or cautioned for, a sexual offence")
    contact: float | None = Field(None, ge=0, le=100, title="direct contact sexual reoffending (OSP/DC), in per cent")
    images: float | None = Field(None, ge=0, le=100, title="images and indirect contact (OSP/IIC), in per cent")


def terms(answers: SeriousAnswers) -> list[Term]:
    """The parts of the sum, in per cent."""
    woman = answers.gender == "female" and answers.sexual_conviction
    return [
        Term("serious violence", "serious violence", answers.serious_violence),
        Term("contact", "direct contact sexual reoffending", answers.contact or 0.0),
        Term("images", "images and indirect contact", answers.images or 0.0),
        Term("woman", "a woman with a sexual conviction", WOMAN if woman else 0.0),
    ]


def total(answers: SeriousAnswers) -> float:
    """The sum in decimals, to two digits, half up, 99.99 at most."""
    return min(half_up(float(sum(Decimal(str(one.weight)) for one in terms(answers))), 2), MOST)


def score_rsr(answers: SeriousAnswers) -> Score:
    """The edition with three bands."""
    return _score(answers, RSR)


def score_csrp(answers: SeriousAnswers) -> Score:
    """The edition with four bands."""
    return _score(answers, CSRP)


def _score(answers: SeriousAnswers, lowest: dict[str, float]) -> Score:
    refuse(_problems(answers))
    value, most = total(answers), total(worst(answers, total, _may_be(answers)))
    parts = {one.name: one.weight for one in terms(answers)}
    bands = possible(tuple(lowest), banded(value, lowest), banded(most, lowest))
    return Score(value, "% within two years", bands, reasons(terms(answers)), _left(answers), parts)


def _may_be(answers: SeriousAnswers) -> dict[str, tuple[float | bool, ...]]:
    if answers.gender == "female":
        return {"sexual_conviction": (False, True)}
    if answers.sexual_conviction is False:
        return {"images": (0.0, IMAGES_NONE)}
    return {"contact": (0.0, CONTACT_MOST), "images": (0.0, IMAGES_MOST)}


def _left(answers: SeriousAnswers) -> tuple[str, ...]:
    """What nobody answered, of what is asked of this person."""
    return tuple(name for name in unanswered(answers) if name in _may_be(answers) or name == "sexual_conviction")


def _problems(answers: SeriousAnswers) -> list[Problem | None]:
    woman, none = answers.gender == "female", answers.sexual_conviction is False
    why = "OSP does not apply to women" if woman else "OSP/DC does not apply without a sexual conviction"
    wrong = {
        "contact": why if woman or none else "",
        "images": "OSP does not apply to women" if woman else _too_much(answers) if none else "",
    }
    return [
        Problem(name, f"is {getattr(answers, name)}, and {said}", "Leave it out, or check the other answers.")
        for name, said in wrong.items()
        if said and getattr(answers, name)
    ]


def _too_much(answers: SeriousAnswers) -> str:
    """Why OSP/IIC cannot be that without a sexual conviction or caution, which has a row of its own in the table."""
    return f"OSP/IIC gives {IMAGES_NONE}% without a sexual conviction" if (answers.images or 0) > IMAGES_NONE else ""


INSTRUMENTS = (
    Instrument(
        name="rsr",
        title="Risk of Serious Recidivism (RSR)",
        family="serious reoffending",
        version="RSR",
        source=CODE_BEFORE,
        mark="published",
        answers=SeriousAnswers,
        score=score_rsr,
        bands=tuple(RSR),
        valid_to=OGRS3_UNTIL,
        dates_mark="project default",
    ),
    Instrument(
        name="csrp",
        title="Combined Serious Reoffending Predictor (CSRP)",
        family="serious reoffending",
        version="CSRP",
        source=CODE_NOW,
        mark="published",
        answers=SeriousAnswers,
        score=score_csrp,
        bands=tuple(CSRP),
        valid_from=OGRS4_FROM,
        dates_mark="project default",
    ),
)
