"""The Crime Severity Score of the Office for National Statistics: recorded offences weighed by sentences passed.

The weights come with Dutybound for the codes of one published table (weights.csv). Its edition is not stated, and the
Office bases weights anew; a force lays its own file over it.
"""

from pathlib import Path

from dutybound.instruments.instrument import Instrument
from dutybound.instruments.severity.weighing import Offences, read_weights, weighed_by

UNIT = "weighted days of sentence"
EDITION = "ONS Crime Severity Score, edition of the weights not stated"
SHIPPED = read_weights(Path(__file__).with_name("weights.csv"), EDITION, UNIT)

INSTRUMENTS = (
    Instrument(
        name="crime_severity",
        title="Crime Severity Score of the Office for National Statistics",
        family="crime severity",
        version="edition of the weights not stated",
        source="Office for National Statistics (Open Government Licence v3.0), joined to codes by M-O-P-D/crims, Leeds",
        mark="published",
        answers=Offences,
        score=weighed_by(SHIPPED),
    ),
)
