"""An allocation matrix as data: rows in order, the first that matches decides. Checked, all problems at once."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import Field, ValidationInfo, field_validator, model_validator

from dutybound.base.errors import nearest
from dutybound.instruments.allocation.answers import Case, Kind
from dutybound.instruments.reading import Written, parsed

KINDS = get_args(Kind)
YES_NO = tuple(name for name, one in Case.model_fields.items() if one.annotation == bool | None)
COUNTS = tuple(name for name, one in Case.model_fields.items() if one.annotation == int | None)
ASKED = {"any_of": KINDS, "all_of": YES_NO, "none_of": YES_NO, "at_least": COUNTS}


class Row(Written):
    """One row: what must hold, and whose the case then is at which level."""

    rule: str
    owner: str
    level: str
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    at_least: dict[str, int] = Field(default_factory=dict)

    @field_validator(*ASKED)
    @classmethod
    def asked(cls, names: Any, field: ValidationInfo) -> Any:
        """A row asks only what a case answers."""
        known = ASKED[field.field_name or ""]
        wrong = [f"{one!r} is nothing that is asked. {nearest(one, known)}" for one in names if one not in known]
        if wrong:
            raise ValueError("; ".join(wrong))
        return names

    def holds(self, case: Case) -> bool | None:
        """Whether it matches; None where an unanswered question decides that."""
        found = [any(kind in case.kinds for kind in self.any_of)] if self.any_of else []
        asked: list[bool | None] = [*found, *(getattr(case, name) for name in self.all_of)]
        asked += [None if (no := getattr(case, name)) is None else not no for name in self.none_of]
        counted = [(getattr(case, name), least) for name, least in self.at_least.items()]
        asked += [None if count is None else count >= least for count, least in counted]
        return False if False in asked else None if None in asked else True


class Matrix(Written):
    """The rows of one edition, and its levels, lowest first."""

    edition: str
    levels: tuple[str, ...] = Field(min_length=1)
    row: tuple[Row, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def whole(self) -> "Matrix":
        """Every row has a level of the matrix, and the last takes what no other does."""
        wrong = [
            f"row {one.rule}: {one.level!r} is no level. {nearest(one.level, self.levels)}"
            for one in self.row
            if one.level not in self.levels
        ]
        last = self.row[-1]
        if last.any_of or last.all_of or last.none_of or last.at_least:
            wrong.append(f"row {last.rule}, the last, does not take every case; end with a row that asks nothing")
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


def matrix_from(content: Mapping[str, Any], where: str) -> Matrix:
    """A matrix as a TOML file has it: edition, levels and [[row]]."""
    return parsed(Matrix, content, where, "The allocation matrix cannot be used")
