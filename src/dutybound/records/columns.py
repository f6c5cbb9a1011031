"""The columns of records: Django's fields, each with what it is about, how sensitive it is, and where it comes from.

A database keeps only its type: what a column is about may be said better without a migration.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.module_loading import import_string


class Sensitivity(StrEnum):
    """Who may be harmed if a column is seen by somebody whom it does not concern."""

    OPEN = "open"  # says nothing of any person
    PERSONAL = "personal"  # says something of a person
    SENSITIVE = "sensitive"  # health, ethnicity, an allegation, what was done to a victim
    RESTRICTED = "restricted"  # need to know: where a victim lives safely, intelligence, a plan against a group


OPEN, PERSONAL, SENSITIVE, RESTRICTED = Sensitivity


@dataclass(frozen=True)
class Mark:
    """Where the meaning of a column comes from: something published (with source), or this project."""

    kind: str
    source: str


def published(source: str) -> Mark:
    return Mark("published", source)


MARKS = ("published", "force policy", "project default")
PROJECT = Mark("project default", "this project")


class Column(models.Field):
    """What all columns of records have. `recorded` names the column that says when this one's value was entered;
    a `planned` time is set ahead, and known before it comes.
    """

    def __init__(
        self,
        about: str = "",
        sensitivity: Sensitivity | None = None,
        mark: Mark | None = None,
        *,
        required: bool = False,
        recorded: str | None = None,
        planned: bool = False,
        **options: Any,
    ) -> None:
        self.about, self.sensitivity, self.mark = about, sensitivity, mark
        self.recorded, self.planned = recorded, planned
        super().__init__(**{"null": not required, "blank": not required, **options})

    def deconstruct(self) -> Any:
        """As the plain field of Django, so that migrations know nothing of marks and words."""
        name, _, args, options = super().deconstruct()
        plain = next(kind for kind in type(self).__mro__ if kind.__module__.startswith("django.db.models"))
        options.pop("choices", None)
        return name, f"django.db.models.{plain.__name__}", args, options

    def clone(self) -> models.Field:
        """The plain field: what migrations compare is what a database keeps."""
        _, path, args, options = self.deconstruct()
        plain: models.Field = import_string(path)(*args, **options)
        return plain

    @property
    def required(self) -> bool:
        return not self.null


class Text(Column, models.TextField):
    """Words."""


class Code(Column, models.TextField):
    """One of a closed list of codes."""

    def __init__(self, about: str = "", *rest: Any, codes: Sequence[str] = (), **options: Any) -> None:
        super().__init__(about, *rest, choices=[(code, code) for code in codes], **options)


class Whole(Column, models.IntegerField):
    """A whole number."""


class Number(Column, models.FloatField):
    """A number."""


class YesNo(Column, models.BooleanField):
    """Yes or no; empty where nobody asked."""


class Day(Column, models.DateField):
    """A date without a time of day."""


class Instant(Column, models.DateTimeField):
    """A date with its time of day."""


class Of(Column, models.ForeignKey):
    """The row of another table that this row belongs to; the other calls these rows `rows`."""

    def __init__(
        self, table: str = "", rows: str = "", about: str = "", *rest: Any, required: bool = True, **options: Any
    ) -> None:
        self.rows = rows
        given = {"to": f"records.{table}", "on_delete": models.PROTECT, "related_name": rows or "+", **options}
        super().__init__(about, *rest, required=required, **given)

    def contribute_to_class(self, cls: Any, name: str, *rest: Any, **given: Any) -> None:
        """The column is called as the field is, so that a database of records is read as it stands."""
        self.db_column = name
        super().contribute_to_class(cls, name, *rest, **given)
