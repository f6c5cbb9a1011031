"""A force's own form as a slot: topics in its own words, and a count that makes bands, or a person's judgement alone.

A licensed form (DASH, DARA) and a local one (DIAL) are held in the same way. Their wording is the force's to bring;
none comes with Dutybound, so this folder has no instrument of its own.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field, create_model, field_validator, model_validator

from dutybound.instruments.instrument import Answers, Instrument, Reason, Score, possible, unanswered
from dutybound.instruments.judgement import graded, said_yes
from dutybound.instruments.reading import Written

OWN = ("grade", "because")  # what every form asks besides its questions


class Question(Written):
    """A question by its topic; the wording stays on the force's form."""

    name: str = Field(pattern="^[a-z][a-z0-9_]*$")
    topic: str = Field(min_length=1)


class Form(Written):
    """Its questions, its bands, lowest first, and from how many yes on each of the upper ones is reached."""

    bands: tuple[str, ...] = Field(min_length=2)
    question: tuple[Question, ...] = Field(min_length=1)
    count: dict[str, int] = Field(default_factory=dict)

    @field_validator("question")
    @classmethod
    def told_apart(cls, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        """Every question has a name of its own."""
        names = [one.name for one in questions]
        taken = {*Answers.model_fields, *dir(Answers), *OWN}
        twice = sorted({name for name in names if names.count(name) > 1 or name in taken})
        if twice:
            raise ValueError(f"{', '.join(twice)}: stands twice, or is taken; give it another name")
        return questions

    @model_validator(mode="after")
    def whole_count(self) -> "Form":
        """A count reaches every band above the lowest, each later than the one below it."""
        if len(set(self.bands)) < len(self.bands):
            raise ValueError("a band stands twice")
        if not self.count:
            return self
        if set(self.count) != set(self.bands[1:]):
            raise ValueError(f"count says from how many yes on each of these is reached: {', '.join(self.bands[1:])}")
        fewest = [0, *(self.count[band] for band in self.bands[1:])]
        if any(upper <= lower for lower, upper in pairwise(fewest)):
            raise ValueError("count reaches an upper band with no more than the one below it")
        if fewest[-1] > len(self.question):
            raise ValueError(f"count asks for {fewest[-1]} yes, and there are {len(self.question)} questions")
        return self

    def band_of(self, yes: int) -> str:
        """The band of so many yes."""
        return next(band for band in reversed(self.bands) if yes >= self.count.get(band, 0))


def answers_of(form: Form, title: str) -> type[Answers]:
    """The questions of a form, each yes, no or not answered, and a person's own grade."""
    asked: dict[str, Any] = {one.name: (bool | None, Field(None, title=one.topic)) for one in form.question}
    asked["grade"] = (Literal[form.bands] | None, Field(None, title="the band that a person gives"))
    asked["because"] = (str | None, Field(None, min_length=1, title="why"))
    return create_model(title, __base__=Answers, **asked)


def form_scorer(form: Form, version: str) -> Callable[[Any], Score]:
    """How answers to a form are scored: by its count, which a person may raise, or by a person's grade alone."""
    names = [one.name for one in form.question]
    edition = Reason(f"form: {version}, " + ("bands by count" if form.count else "judgement only"))

    def score_form(answers: Any) -> Score:
        """The count where the form has one, the bands that are possible, and what was answered with yes."""
        yes = said_yes(answers, names, 1 if form.count else None)
        skipped = [name for name in names if getattr(answers, name) is None]
        bands = (by_count if form.count else by_judgement)(form, answers.grade, len(yes), len(skipped))
        own = (
            [Reason(f"a person gives {answers.grade}: {answers.because or 'without a reason'}")]
            if answers.grade
            else []
        )
        wanted = [name for name in unanswered(answers) if name not in OWN or answers.grade or not form.count]
        value = float(len(yes)) if form.count else None
        unit = f"yes answers of {len(names)}" if form.count else ""
        return Score(value, unit, bands, (*yes, *own, edition), tuple(wanted))

    return score_form


def by_count(form: Form, grade: str | None, yes: int, skipped: int) -> tuple[str, ...]:
    """The bands that the count leaves possible; a person's grade raises them and never lowers them."""
    order = form.bands.index
    floor = order(grade or form.bands[0])
    least, most = (form.bands[max(floor, order(form.band_of(count)))] for count in (yes, yes + skipped))
    return possible(form.bands, least, most)


def by_judgement(form: Form, grade: str | None, yes: int, skipped: int) -> tuple[str, ...]:
    """The bands that a person's grade leaves possible."""
    return graded(form.bands, grade, form.bands[0], skipped > 0)


INSTRUMENTS: tuple[Instrument, ...] = ()
