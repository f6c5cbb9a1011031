"""What every record stands on: an `Occurrence` happened at a moment, a `Tenure` lasts from one moment to another.

Both say when they were recorded. A plain column cannot carry a band, an owner, a unit or a status, because those
change: each is a tenure, or an occurrence that holds until the next. The shapes below are what several areas share;
free text in them is restricted, because it may hold anything.
"""

import re
from typing import Any

from django.db import models
from django.db.models.base import ModelBase

from dutybound.records.columns import OPEN, PERSONAL, PROJECT, RESTRICTED, SENSITIVE, Code, Day, Instant, Text


class RecordBase(ModelBase):
    """Names the table of a model as standards and extracts call it: RiskGrading is risk_grading."""

    def __new__(cls, name: str, bases: tuple[type, ...], attributes: dict[str, Any], **given: Any) -> Any:
        meta: Any = attributes.get("Meta") or type("Meta", (), {})
        if not getattr(meta, "abstract", False):
            meta.db_table = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        attributes["Meta"] = meta
        return super().__new__(cls, name, bases, attributes, **given)


class Record(models.Model, metaclass=RecordBase):
    """A dated row about something the force did or knows."""

    id = Text("What the source knows the row by.", OPEN, PROJECT, required=True, primary_key=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.db_table} {self.pk}"


class Occurrence(Record):
    """Something that happened at a moment."""

    happened_at = Instant("When it happened.", PERSONAL, PROJECT, required=True)
    recorded_at = Instant("When it was entered in the source.", OPEN, PROJECT)

    class Meta:
        abstract = True


class Tenure(Record):
    """Something that lasts: from a moment, to another or still."""

    began_at = Instant("When it began.", PERSONAL, PROJECT, required=True)
    ended_at = Instant("When it ended; empty: it lasts still.", PERSONAL, PROJECT)
    recorded_at = Instant("When the beginning was entered in the source.", OPEN, PROJECT)
    end_recorded_at = Instant("When the end was entered in the source.", OPEN, PROJECT)

    class Meta:
        abstract = True


class Assessment(Occurrence):
    """A person assessed something by a stated form, and came to a level."""

    form = Text("The form that was in use that day, with its version.", OPEN, PROJECT)
    assessed_by = Text("Who assessed it.", PERSONAL, PROJECT)

    class Meta:
        abstract = True


class Decision(Occurrence):
    """A person decided something, and says why."""

    decided_by = Text("Who decided it.", PERSONAL, PROJECT)
    rationale = Text("Why it was decided so.", RESTRICTED, PROJECT, recorded="rationale_recorded_at")
    rationale_recorded_at = Instant("When the rationale was entered, where that was later.", OPEN, PROJECT)

    class Meta:
        abstract = True


class Plan(Occurrence):
    """A plan was made; it says when it is to be looked at again."""

    made_by = Text("Who made it.", PERSONAL, PROJECT)
    approved_at = Instant("When a supervisor approved it.", OPEN, PROJECT, recorded="approval_recorded_at")
    approval_recorded_at = Instant("When the approval was entered.", OPEN, PROJECT)
    review_on = Day("When it is to be reviewed.", OPEN, PROJECT, planned=True)

    class Meta:
        abstract = True


class Action(Occurrence):
    """Something was given to somebody to do: when it was set, by when it is due, and when it was done."""

    text = Text("What is to be done.", RESTRICTED, PROJECT)
    given_to = Text("The person, post or agency that is to do it.", PERSONAL, PROJECT)
    due_on = Day("By when.", OPEN, PROJECT, planned=True)
    done_at = Instant("When it was done.", PERSONAL, PROJECT, recorded="done_recorded_at")
    done_recorded_at = Instant("When it was entered as done.", OPEN, PROJECT)
    result = Text("What came of it.", RESTRICTED, PROJECT)

    class Meta:
        abstract = True


class Order(Tenure):
    """A court or an officer ordered something that holds for a while."""

    kind = Text("Which order.", SENSITIVE, PROJECT)
    conditions = Text("What it forbids or demands.", RESTRICTED, PROJECT)
    served_at = Instant("When it was served.", PERSONAL, PROJECT)

    class Meta:
        abstract = True


class Meeting(Occurrence):
    """People met. It is recorded when its minutes are."""

    kind = Code("Which kind of meeting.", OPEN, PROJECT,
                codes=("board", "tasking", "conference", "partnership", "strategy", "case"))  # fmt: skip
    chaired_by = Text("Who chaired it.", PERSONAL, PROJECT)

    class Meta:
        abstract = True
