"""OSP/IIC: proven reoffending with images or indirect contact, by men with a sexual conviction: a table, first match.

Two editions. The one of June 2026 gives nothing at all where no count is met, and 0.281% only where both contact with
adults and other sexual sanctions are there: an "and" that may be unintended. Each is reproduced as published.
"""

from dataclasses import dataclass

from pydantic import Field

from dutybound.instruments.arithmetic import percentage
from dutybound.instruments.convictions import Gender
from dutybound.instruments.instrument import Answers, Instrument, Reason, Score
from dutybound.instruments.predicting import CODE_BEFORE, CODE_NOW, OGRS3_UNTIL, OGRS4_FROM, OSP_FROM

BANDS = ("low", "medium", "high")


class ImagesAnswers(Answers):
    """What OSP/IIC asks: every question must be answered."""

    gender: Gender = Field(title="male or female, as the predictor was made: it knows no other")
    images: int = Field(ge=0, title="sanctions for indecent images of children, or indirect contact")
    contact_adult: int = Field(ge=0, title="sanctions for contact offences against adults")
    contact_child: int = Field(ge=0, title="sanctions for contact offences against children")
    non_contact: int = Field(ge=0, title="sanctions for other sexual offences, images left out")


@dataclass(frozen=True)
class Row:
    """A row of the table: the probability, its band, and what it is about."""

    probability: float
    band: str
    text: str


TWO_IMAGES = Row(0.10310, "high", "two or more sanctions for images")
ONE_IMAGE = Row(0.03328, "medium", "one sanction for images")
TWO_CHILD = Row(0.00926, "low", "two or more sanctions for contact with children")
ONE_CHILD = Row(0.00634, "low", "one sanction for contact with a child")
OTHER = Row(0.00281, "low", "other sexual sanctions")
NONE = Row(0.00062, "low", "no sexual sanction")
NOTHING = Row(0.0, "low", "no sexual sanction that this edition counts")


def score_images(answers: ImagesAnswers) -> Score:
    """The edition before June 2026."""
    return _score(answers, OTHER if answers.contact_adult or answers.non_contact else NONE)


def score_images_2026(answers: ImagesAnswers) -> Score:
    """The edition from June 2026."""
    return _score(answers, OTHER if answers.contact_adult and answers.non_contact else NOTHING)


def _score(answers: ImagesAnswers, otherwise: Row) -> Score:
    if answers.gender == "female":
        return Score(0.0, "%", (), (Reason("does not apply to women", 0.0),), (), {"probability": 0.0})
    row = _first(answers) or otherwise
    value = percentage(row.probability)
    return Score(value, "%", (row.band,), (Reason(row.text, value),), (), {"probability": row.probability})


def _first(answers: ImagesAnswers) -> Row | None:
    """The first row of the table that is met, in either edition."""
    if answers.images:
        return TWO_IMAGES if answers.images > 1 else ONE_IMAGE
    if answers.contact_child:
        return TWO_CHILD if answers.contact_child > 1 else ONE_CHILD
    return None


IMAGES = Instrument(
    name="osp-iic",
    title="Images and indirect contact sexual reoffending (OSP/IIC, before 2024 OSP/I)",
    family="image and indirect sexual reoffending",
    version="OSP/IIC before June 2026",
    source=CODE_BEFORE,
    mark="published",
    answers=ImagesAnswers,
    score=score_images,
    bands=BANDS,
    valid_from=OSP_FROM,
    valid_to=OGRS3_UNTIL,
    dates_mark="project default",
)
IMAGES_2026 = Instrument(
    name="osp-iic-2026",
    title="Images and indirect contact sexual reoffending (IIC-SRP)",
    family="image and indirect sexual reoffending",
    version="OSP/IIC from June 2026",
    source=CODE_NOW,
    mark="published",
    answers=ImagesAnswers,
    score=score_images_2026,
    bands=BANDS,
    valid_from=OGRS4_FROM,
    dates_mark="project default",
)
