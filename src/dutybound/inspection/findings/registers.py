"""Who finds and who owns what was found, with the statuses and phases that each body knows: data, read or refused."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.calendar import Calendar
from dutybound.exchange.toml_files import read_toml

FILE = Path(__file__).with_name("registers.toml")
Stage = Literal["open", "closed", "superseded"]


class Fixed(BaseModel):
    """Nothing is added to what is read, nor changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Status(Fixed):
    key: str
    title: str
    stage: Stage


NONE_SAID = Status(key="", title="no status on record", stage="open")


class Register(Fixed):
    """The statuses of a register."""

    mark: Literal["published", "force policy", "project default"]
    source: str
    statuses: tuple[Status, ...] = Field(min_length=1)

    def status(self, key: str) -> Status | None:
        return next((one for one in self.statuses if one.key == key), None)


class Body(Fixed):
    title: str
    register_key: str = Field(alias="register")


class Source(Fixed):
    title: str
    owner: str


class Demonstration(Fixed):
    days: int = Field(ge=0)
    mark: Literal["published", "force policy", "project default"]
    source: str


class Phase(Fixed):
    key: str
    title: str
    closer: bool  # whether the force is looked at more closely than others


class MonitoringModel(Fixed):
    title: str
    mark: Literal["published", "force policy", "project default"]
    source: str
    gaps: tuple[str, ...] = ()
    phases: tuple[Phase, ...]


class Zone(Fixed):
    zone: str
    region: str


class Registers(Fixed):
    """All of it. What names another part names one that is there."""

    bodies: dict[str, Body]
    sources: dict[str, Source]
    registers: dict[str, Register]
    demonstration: Demonstration
    monitoring: dict[str, MonitoringModel]
    calendar: Zone

    @property
    def force_calendar(self) -> Calendar:
        return Calendar(self.calendar.zone, self.calendar.region)

    def register_of(self, body: str) -> Register:
        return self.registers[self.bodies[body].register_key]

    def status_of(self, body: str, key: str | None) -> Status:
        """A status by its key. Where none is on record none is filled in; one that is not known stays open."""
        if key is None:
            return NONE_SAID
        found = self.registers[self.bodies[body].register_key].status(key) if body in self.bodies else None
        return found or Status(key=key, title=key.replace("-", " "), stage="open")

    def phase(self, key: str) -> Phase | None:
        return next((one for model in self.monitoring.values() for one in model.phases if one.key == key), None)

    def problems_of(self, where: str, body: str) -> Iterator[Problem]:
        if body not in self.bodies:
            yield Problem(where, f"{body!r} is no body of the registers", nearest(body, self.bodies))

    def problems_of_source(self, where: str, source: str) -> Iterator[Problem]:
        if source not in self.sources:
            yield Problem(where, f"{source!r} is no kind of source", nearest(source, self.sources))


@cache
def registers(own: Path | None = None) -> Registers:
    """What comes with Dutybound, with a force's own file laid over it, entry by entry."""
    problems: list[Problem] = []
    told = read_toml(FILE, problems) or {}
    if own is not None:
        told = _laid_over(told, read_toml(own, problems) or {})
    try:
        found = Registers.model_validate(told)
        problems += _contradictions(found)
    except ValidationError as error:
        problems += [Problem(".".join(map(str, one["loc"])), one["msg"].lower()) for one in error.errors()]
    if problems:
        raise DutyboundError(problems, "The registers of findings cannot be used")
    return found


def _laid_over(told: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {**told.get(name, {}), **own[name]} if isinstance(own.get(name), dict) else own.get(name, told.get(name))
        for name in {**told, **own}
    }


def _contradictions(found: Registers) -> Iterator[Problem]:
    for key, body in found.bodies.items():
        if body.register_key not in found.registers:
            yield Problem(
                f"bodies.{key}", f"has no register {body.register_key!r}", nearest(body.register_key, found.registers)
            )
    for key, source in found.sources.items():
        yield from found.problems_of(f"sources.{key}", source.owner)
