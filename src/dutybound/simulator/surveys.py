"""What those say who were to be served, those who work with the force, and those who work in it. Nobody by name."""

from dataclasses import dataclass

import numpy as np

from dutybound.simulator.chance import Chance
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, Shaping, minute
from dutybound.simulator.tables import Tables, named


@dataclass(frozen=True)
class Survey:
    """A question, put to so many a year (a kind of demand); what they say is the quality of a practice to them."""

    survey: str
    question: str
    asked: str
    answers: str  # the practice whose habit is the share that answers, and whose quality the share that is content
    useful: bool = False  # asked for yes or no, and not for a score


SURVEYS = (
    Survey("victims", "was the contact of use to you", "victims asked", "answer victims' survey", True),
    Survey("victims", "domestic abuse: was the contact of use to you", "victims of abuse asked",
           "answer survey of abuse", True),
    Survey("staff", "victims come first in my team", "staff asked", "answer staff survey"),
    Survey("staff", "victims of domestic abuse are believed in my team", "staff asked", "answer staff survey"),
    Survey("partners", "how do you work with the force", "partners asked", "answer partners' survey"),
    Survey("public", "do you feel safe from organised crime", "public asked", "answer public survey"),
)  # fmt: skip


def write_surveys(scenario: Scenario, chance: Chance, tables: Tables) -> None:
    """Answers through the year, by how many were asked and how many of these answer."""
    begins, ends = minute(scenario.begins) - scenario.warm_up * DAY, minute(scenario.ends) + DAY
    homes = np.array([place for place, one in enumerate(scenario.units) if one.shares])
    shaping = Shaping(scenario)
    for number, one in enumerate(SURVEYS):
        ids = np.arange(int(scenario.demand.get(one.asked, 0) * (ends - begins) / DAY / 365.25) if len(homes) else 0)
        at = begins + (chance.share(f"{one.question}: when", ids) * (ends - begins)).astype(np.int64)
        unit = homes[(chance.share(f"{one.question}: where", ids) * len(homes)).astype(int)]
        answers = chance.yes(f"{one.question}: answers", ids, shaping.value(one.answers, "habit", unit, at))
        content = chance.yes(f"{one.question}: content", ids, shaping.value(one.answers, "quality", unit, at))
        score = np.where(content, 4, 1) + chance.one_of(f"{one.question}: score", ids, (0.6, 0.4))
        said = {"useful": content[answers]} if one.useful else {"score": score[answers]}
        tables.add("survey_response", id=named(f"answer-{number}-", ids[answers]), happened_at=at[answers],
                   recorded_at=at[answers] + DAY, survey=one.survey, question=one.question, **said)  # fmt: skip
