"""What an allocation asks: the kinds of a case, known once it is recorded, and what may not be known yet."""

from typing import Literal

from pydantic import Field, model_validator

from dutybound.instruments.instrument import Answers

Yes = bool | None
Kind = Literal[
    "death", "stranger rape", "kidnap", "firearm discharged", "terrorism", "rape or serious sexual", "child abuse",
    "abuse of an adult at risk", "child exploitation", "stalking", "honour-based abuse", "forced marriage",
    "genital mutilation", "grievous harm", "armed robbery", "aggravated burglary", "complex fraud", "organised crime",
]  # fmt: skip


class Case(Answers):
    """A case to be allocated, and who sets the matrix aside and why."""

    kinds: tuple[Kind, ...] = Field(title="which of the listed kinds it is; none of them: an empty list")
    vulnerable: Yes = Field(None, title="the victim is vulnerable or intimidated")
    victim_crimes_in_12_months: int | None = Field(
        None, ge=0, title="crimes against this victim in 12 months, this one too"
    )
    domestic_high: Yes = Field(None, title="domestic abuse that is assessed as high risk")
    suspect_in_custody: Yes = Field(None, title="a suspect is in custody")
    reasonable_line: Yes = Field(None, title="there is a reasonable line of enquiry")
    screening_recommends: Yes = Field(None, title="screening recommends an investigation")
    low_harm: Yes = Field(None, title="the harm is low")
    supervisor_agrees_to_file: Yes = Field(None, title="a supervisor agrees to file it")
    override_to: str | None = Field(None, min_length=1, title="the level a person chooses instead")
    override_by: str | None = Field(None, min_length=1, title="who chooses it")
    override_because: str | None = Field(None, min_length=1, title="why")

    @model_validator(mode="after")
    def whole_override(self) -> "Case":
        """A person overrides with a name and a reason, or not at all."""
        told = [self.override_to, self.override_by, self.override_because]
        if any(told) and not all(told):
            raise ValueError("a person who sets the matrix aside says to which level, who it is and why")
        return self
