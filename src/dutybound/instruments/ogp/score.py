"""OGP, the OASys General reoffending Predictor: OGRS3 and what is known of needs, in points."""

from pydantic import Field

from dutybound.instruments.arithmetic import half_up
from dutybound.instruments.instrument import Answers, Instrument, Score
from dutybound.instruments.needs import Level
from dutybound.instruments.predicting import CODE_BEFORE, OGRS3_UNTIL, Term, points_score

#: Log-odds of a point, and what is taken off for one and for two years.
SHIFT = (0.0616, 3.6832, 3.0795)
#: Lowest percentage within two years of each band.
LOWEST = {"low": 0.0, "medium": 34.0, "high": 67.0, "very high": 85.0}
#: Points of an item that is 0, 1 or 2.
LEVEL = (0, 3, 5)


class OgpAnswers(Answers):
    """What OGP asks: every question must be answered."""

    ogrs3_two_years: int = Field(title="OGRS3 within two years, in per cent", ge=1, le=99)
    no_fixed_abode: bool = Field(title="no fixed abode, or transient accommodation")
    unemployed: bool = Field(title="unemployed (OASys 4.2)")
    activities: Level = Field(title="regular activities encourage offending, 0 to 2 (OASys 7.2)")
    drug_misuse: Level = Field(title="current misuse of drugs, 0 to 2")
    drug_motivation: Level = Field(title="motivation to tackle drug misuse: 0 full, 1 partial, 2 none (OASys 8.8)")
    problem_solving: Level = Field(title="problems in solving problems, 0 to 2")
    consequences: Level = Field(title="not aware of consequences, 0 to 2")
    others_views: Level = Field(title="does not understand other people's views, 0 to 2")
    attitudes: Level = Field(title="attitudes in favour of crime, 0 to 2 (OASys 12.1)")


def terms(answers: OgpAnswers) -> list[Term]:
    """The terms of the sum, in points."""
    drugs = answers.drug_misuse + answers.drug_motivation
    thinking = answers.problem_solving + answers.consequences + answers.others_views
    ogrs3 = answers.ogrs3_two_years
    return [
        Term("ogrs3", f"OGRS3 within two years: {ogrs3}%", half_up(0.6 * ogrs3)),
        Term("no fixed abode", "no fixed abode", 5 * answers.no_fixed_abode),
        Term("unemployed", "unemployed", 5 * answers.unemployed),
        Term("activities", f"activities encourage offending: {answers.activities}", LEVEL[answers.activities]),
        Term("drugs", f"drug misuse and motivation: {drugs} of 4", half_up(3.75 * drugs)),
        Term("thinking", f"thinking and behaviour: {thinking} of 6", half_up(5 * thinking / 6)),
        Term("attitudes", f"attitudes in favour of crime: {answers.attitudes}", LEVEL[answers.attitudes]),
    ]


def score_ogp(answers: OgpAnswers) -> Score:
    """The percentage within two years, its band, the points, and the percentage within one year."""
    return points_score(terms(answers), SHIFT, LOWEST, answers)


INSTRUMENTS = (
    Instrument(
        name="ogp",
        title="OASys General reoffending Predictor (OGP)",
        family="general reoffending with needs",
        version="OGP",
        source=CODE_BEFORE,
        mark="published",
        answers=OgpAnswers,
        score=score_ogp,
        bands=tuple(LOWEST),
        valid_to=OGRS3_UNTIL,
        dates_mark="project default",
    ),
)
