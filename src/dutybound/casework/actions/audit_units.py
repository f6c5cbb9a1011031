"""How a unit stands to the one that is audited, as far as the records know where units stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from django.db.models import Q

from dutybound.exchange.loading.databases import Databases
from dutybound.inspection.audits.posts import LATEST, Place, grouped, upward
from dutybound.inspection.audits.sheets import is_same
from dutybound.records.models.organisation import Unit, UnitPlace

FORCE = "force"  # the kind of the unit that is the force itself


class Side(Enum):
    """On which side of an audit a unit stands."""

    AUDITED = "audited"  # it is the audited unit, or stands under it
    ABOVE = "above"  # the audited unit stands under it
    FORCE = "force"  # the whole force is audited, and it is neither of the body that audits nor of another force
    BODY = "body"  # it is the body that audits, or stands under that
    ELSEWHERE = "elsewhere"
    UNPLACED = "unplaced"  # where it stands is not on record to the top, so nobody can tell


def lasting(since: datetime, until: datetime) -> Q:
    """Rows of what lasted at some time of a span; what has no beginning was always there."""
    return (Q(began_at=None) | Q(began_at__lte=until)) & (Q(ended_at=None) | Q(ended_at__gt=since))


@dataclass(frozen=True)
class Units:
    """The units on record with their names and kinds, and where each stood; who audits whom, as it was said."""

    audited: str
    body: str
    names: Mapping[str, str]
    kinds: Mapping[str, str | None]
    places: Mapping[str, list[Place]]

    @classmethod
    def on_record(cls, audited: str, body: str, since: datetime, until: datetime, databases: Databases) -> "Units":
        rows = list(Unit.objects.using(databases.alias(Unit)).values_list("id", "name", "kind"))
        places = UnitPlace.objects.using(databases.alias(UnitPlace)).filter(lasting(since, until))
        stood = [Place(unit, under) for unit, under in places.values_list("unit", "under")]
        return cls(audited, body, {one: name for one, name, _ in rows}, {one: kind for one, _, kind in rows},
                   grouped(stood, "unit"))  # fmt: skip

    def and_places(self, more: Iterable[Place]) -> "Units":
        """With what a source says besides of where units stand, at any time."""
        stood: list[Any] = [each for some in self.places.values() for each in some]
        return replace(self, places=grouped([*stood, *(Place(one.unit, one.under) for one in more)], "unit"))

    @property
    def is_known(self) -> bool:
        return any(self._is(one, self.audited) for one in self.names)

    @property
    def audits_itself(self) -> bool:
        """Whether the body is the audited unit, under whatever name."""
        return any(self._is(one, self.audited) and self._is(one, self.body) for one in self.names)

    @property
    def is_of_all(self) -> bool:
        """Whether the whole force is audited: its top, or a name that is no unit and nobody can place."""
        return not self.is_known or any(self._is(one, self.audited) and self._is_top(one) for one in self.names)

    def may_be_inside(self, unit: str) -> bool:
        """Whether a unit stands under what is audited, or may, because nobody placed it to the top."""
        line = self._to_the_top(unit)
        if self.is_of_all or any(self._is(one, self.audited) for one in line):
            return True
        ends = [one for one in line if one not in self.places]
        return not self._is_above(unit) and not (ends and all(self._is_top(one) for one in ends))

    def _is_above(self, unit: str) -> bool:
        return any(unit in self._to_the_top(one) for one in self.names if self._is(one, self.audited))

    def side(self, unit: str) -> Side:
        """The way up ends at the audited unit, or at the body: beyond either of them it does not matter."""
        line = self._upward(unit)
        if any(self._is(one, self.audited) for one in line):
            return Side.AUDITED
        ends = [one for one in line if one not in self.places or self._is(one, self.body)]
        if ends and all(self._is(one, self.body) for one in ends):
            return Side.BODY
        if self.is_of_all:
            is_other = self.is_known and ends and all(self.kinds.get(one) == FORCE for one in ends)
            return Side.ELSEWHERE if is_other else Side.FORCE
        if self._is_above(unit):
            return Side.ABOVE
        is_placed = ends and all(self._is_top(one) or self._is(one, self.body) for one in ends)
        return Side.ELSEWHERE if is_placed else Side.UNPLACED

    def _upward(self, unit: str) -> list[str]:
        over = {one: some for one, some in self.places.items()
                if not (self._is(one, self.audited) or self._is(one, self.body))}  # fmt: skip
        return upward(unit, over, 0, LATEST)

    def _to_the_top(self, unit: str) -> list[str]:
        return upward(unit, self.places, 0, LATEST)

    def _is(self, unit: str, said: str) -> bool:
        return is_same(unit, said) or is_same(self.names.get(unit, unit), said)

    def _is_top(self, unit: str) -> bool:
        """The force itself; where no unit is called that, one that others stand under and that stands under none."""
        if FORCE in self.kinds.values():
            return self.kinds.get(unit) == FORCE
        return unit not in self.places and any(one.under == unit for some in self.places.values() for one in some)
