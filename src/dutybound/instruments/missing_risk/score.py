"""How great the risk to a missing person is: a person's own grade by the words of the day, and what may raise it.

Nothing here computes a grade. The tests of the grades and the first indicators of the checklist are published. That a
child in care, risk of exploitation or an indicator keeps a case from the lowest grade until a supervisor agrees is a
project default.
"""

from collections.abc import Callable
from datetime import date
from typing import Literal

from pydantic import Field

from dutybound.instruments.instrument import Answers, Instrument, Reason, Score, unanswered
from dutybound.instruments.judgement import graded, said_yes, titled

Yes = bool | None
#: The first entries of the checklist of Authorised Professional Practice; the rest of it was not to be read.
INDICATORS = ("severe_weather", "medication_missed", "illness_or_disability", "dangerous_place")
CHILDREN = ("child_in_care", "exploitation_risk")  # project default
#: What makes somebody missing and not absent, by the definition of 2013.
DEFINITION = ("out_of_character", "crime_or_risk")
SUPERVISOR = ("supervisor_agrees", "supervisor_because")


class MissingPerson(Answers):
    """What is known of a missing person, and what the grade stands on."""

    severe_weather: Yes = Field(None, title="severe weather")
    medication_missed: Yes = Field(None, title="medication that is essential was missed")
    illness_or_disability: Yes = Field(None, title="illness or disability that affects safety or decisions")
    dangerous_place: Yes = Field(None, title="a place that is dangerous for this person")
    child_in_care: Yes = Field(None, title="a child in care")
    exploitation_risk: Yes = Field(None, title="at risk of sexual or criminal exploitation")
    grade: str | None = Field(None, title="the grade a person gives")
    evidence_for: str | None = Field(None, min_length=1, title="what speaks for the grade, who said so and when")
    evidence_against: str | None = Field(None, min_length=1, title="what speaks against it, who said so and when")
    would_change: str | None = Field(None, min_length=1, title="what would change it")
    supervisor_agrees: Yes = Field(None, title="a supervisor agrees to the lowest grade")
    supervisor_because: str | None = Field(None, min_length=1, title="why the supervisor agrees")


class Missing2013(MissingPerson):
    """With the questions that tell missing from absent, 2013 to 2016."""

    out_of_character: Yes = Field(None, title="out of character")
    crime_or_risk: Yes = Field(None, title="the context suggests a crime, or that the person is at risk")
    grade: Literal["absent", "low", "medium", "high"] | None = Field(None, title="the grade a person gives")


class Missing2017(MissingPerson):
    """One scale for everybody who is missing. Later text calls its lowest grade very low; both are taken."""

    grade: Literal["no apparent risk", "very low", "low", "medium", "high"] | None = Field(
        None, title="the grade a person gives"
    )


class Missing2026(MissingPerson):
    """The same scale under the words of July 2026."""

    grade: Literal["very low", "low", "medium", "high"] | None = Field(None, title="the grade a person gives")


UPPER = {"low": "harm is possible but minimal", "medium": "harm is likely but not serious"}
#: What each grade means, in our words.
MEANS_2013 = {"absent": "not where expected, and no apparent risk", **UPPER, "high": "serious harm is very likely"}
MEANS_2017 = {"no apparent risk": "no apparent risk of harm", **UPPER, "high": "serious harm is very likely"}
MEANS_2026 = {"very low": "very low risk of harm", **UPPER, "high": "significant harm is very likely"}


def scorer(means: dict[str, str]) -> Callable[[MissingPerson], Score]:
    """How an edition is scored whose grades mean this, lowest first."""
    bands = tuple(means)

    def score_missing(answers: MissingPerson) -> Score:
        """The grade that a person gave, no lower than the rules allow, and what it stands on."""
        given = answers.grade
        grade = bands[0] if given and given not in bands else given  # very low, in 2017
        floor, rules = raised(answers, bands)
        asked = [*INDICATORS, *CHILDREN, *(DEFINITION if isinstance(answers, Missing2013) else ())]
        is_open = any(getattr(answers, name) is None for name in asked)
        own = Reason(f"graded {given}: {means[grade]}" if grade else "nobody has graded it yet")
        reasons = (own, *rules, *said_yes(answers, asked))
        skipped = () if rules else SUPERVISOR
        open_questions = tuple(name for name in unanswered(answers) if name not in skipped)
        return Score(None, "", graded(bands, grade, floor, is_open), reasons, open_questions)

    return score_missing


def raised(answers: MissingPerson, bands: tuple[str, ...]) -> tuple[str, list[Reason]]:
    """The lowest band that the rules allow, and the rules that say so."""
    defined = [name for name in DEFINITION if getattr(answers, name, None)]
    rules = [Reason(f"missing and not absent, by the definition of 2013: {one}") for one in titled(answers, defined)]
    present = [name for name in (*CHILDREN, *INDICATORS) if getattr(answers, name)]
    if present and not (answers.supervisor_agrees and answers.supervisor_because):
        text = ", ".join(titled(answers, present))
        rules.append(Reason(f"not {bands[0]} without a supervisor who says why (project default): {text}"))
    return bands[bool(rules)], rules


APP = "College of Policing, Authorised Professional Practice on missing persons"


def edition(
    name: str, version: str, source: str, means: dict[str, str], answers: type[Answers], first: date, last: date | None
) -> Instrument:
    """One edition, from its first day to its last."""
    return Instrument(
        name=name,
        title="Risk to a missing person",
        family="missing person",
        version=version,
        source=f"{source}; rules that raise: project default",
        mark="published",
        answers=answers,
        score=scorer(means),
        bands=tuple(means),
        valid_from=first,
        valid_to=last,
        dates_mark="project default",
    )


INSTRUMENTS = (
    edition("missing_2013", "ACPO 2013: absent, or missing at low, medium or high risk", "ACPO 2013", MEANS_2013,
            Missing2013, date(2013, 1, 1), date(2016, 12, 31)),  # the year is published, its day is not
    edition("missing_2017", "January 2017: one scale from no apparent risk", APP, MEANS_2017,
            Missing2017, date(2017, 1, 1), date(2026, 7, 2)),  # published between November 2016 and January 2017
    edition("missing_2026", "3 July 2026: one scale from very low", APP, MEANS_2026,
            Missing2026, date(2026, 7, 3), None),
)  # fmt: skip
