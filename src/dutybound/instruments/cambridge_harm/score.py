"""The Cambridge Crime Harm Index: its table is copyright, so it weighs nothing until a force brings its own copy."""

from typing import NoReturn

from dutybound.base.errors import DutyboundError, Problem
from dutybound.instruments.instrument import Instrument
from dutybound.instruments.severity.weighing import Offences


def refuse(answers: Offences) -> NoReturn:
    """Say why nothing is weighed here, and what a force may bring."""
    what = "has no table: the table of the index is copyright and does not come with Dutybound"
    remedy = (
        "Save your copy as a CSV file with the columns code and weight, and name it in a slot of your instruments "
        'folder, under [weights], with family = "crime harm" and its edition: '
        "see docs/how-to/score-with-an-instrument.md."
    )
    raise DutyboundError(Problem("cambridge_harm", what, remedy), "Nothing can be weighed")


INSTRUMENTS = (
    Instrument(
        name="cambridge_harm",
        title="Cambridge Crime Harm Index (by a table of your own)",
        family="crime harm",
        version="without a table",
        source="Sherman, Neyroud and Neyroud, University of Cambridge; 2020 and 2026 editions differ",
        mark="published",
        answers=Offences,
        score=refuse,
    ),
)
