"""Defects of values and of records: in which of the six dimensions of quality, and in what words."""

from dataclasses import dataclass
from enum import StrEnum

from dutybound.exchange.zones import Mask, Whole


class Dimension(StrEnum):
    """The six dimensions of data quality that the dictionary names."""

    ACCURACY = "accuracy"
    INTEGRITY = "integrity"
    TIMELINESS = "timeliness"
    COMPLETENESS = "completeness"
    CONFORMITY = "conformity"
    DUPLICATION = "duplication"


@dataclass(frozen=True)
class Amiss:
    """Which of some distinct values are amiss, and how. The words never hold a value: it may be about a person."""

    at: Mask
    dimension: Dimension
    what: str


@dataclass(frozen=True)
class Defect:
    """The rows of one entity that one check finds wrong, in rising order."""

    attribute: str
    dimension: Dimension
    what: str
    rows: Whole
