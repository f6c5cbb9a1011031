"""A force's own coefficients of solvability: how they were validated, and what they are and are never for."""

from pydantic import Field, FiniteFloat, field_validator

from dutybound.instruments.reading import Written

#: What such a score must never be used for, whatever a file says.
NEVER = ("domestic abuse", "hate", "sexual", "child")


class Coefficients(Written):
    """The log-odds that each yes adds."""

    victim_supports: FiniteFloat
    named_suspect: FiniteFloat
    cooperative_witness: FiniteFloat
    cctv: FiniteFloat
    police_testimony: FiniteFloat
    forensic_evidence: FiniteFloat
    linked_cases: FiniteFloat
    reported_within_28_days: FiniteFloat


class Model(Written):
    """One edition of a model for some kinds of crime."""

    intercept: FiniteFloat
    threshold: float = Field(gt=0, lt=1)  # the least probability at which an investigation is recommended
    coefficients: Coefficients
    kinds: tuple[str, ...] = Field(min_length=1)
    never_for: tuple[str, ...]
    validation: str = Field(min_length=20)  # on how many cases, when, and with which errors
    entered_by: str = Field(min_length=1)

    @field_validator("never_for")
    @classmethod
    def all_that_are_barred(cls, named: tuple[str, ...]) -> tuple[str, ...]:
        """The author has read what it is never for, and says so."""
        lacking = [one for one in NEVER if one not in named]
        if lacking:
            raise ValueError(f"does not name {', '.join(lacking)}, for which such a score is never used")
        return named

    @field_validator("kinds")
    @classmethod
    def allowed(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """No kind of crime that is barred by its name."""
        barred = [kind for kind in kinds if any(one in kind.casefold() for one in NEVER)]
        if barred:
            raise ValueError(f"{', '.join(barred)} is what such a score is never used for")
        return kinds
