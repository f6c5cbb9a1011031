"""The national minimum as data: entities, what each must hold, and what each attribute may be."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

#: Whose standard it is, and in which version it was read.
SOURCE = (
    "Minimum POLE Data Standards Dictionary v1.1, 30 July 2023 (Police Digital Service and Chaucer for the "
    "National Police Chiefs' Council); its entities are marked as drafts"
)
CLASSES = ("person", "object", "location", "event")


@dataclass(frozen=True)
class Attribute:
    """What one attribute may hold. `number` is the dictionary's; lengths in characters."""

    name: str
    title: str
    number: str = ""
    rule: str = "text"
    least: int = 0
    most: int | None = None
    values: tuple[str, ...] = ()
    pattern: str = ""
    never: str = ""
    says: str = ""


@dataclass(frozen=True)
class AtLeast:
    """At least `n` of these are filled; each is one attribute or several, filled where all of them are."""

    n: int
    of: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        return f"{self.n} of {', '.join(' + '.join(one) for one in self.of)}"


@dataclass(frozen=True)
class When:
    """Attributes needed where another holds one of some values, any other, or anything."""

    attribute: str
    needs: tuple[str, ...]
    values: tuple[str, ...] = ()
    otherwise: bool = False  # where it holds anything but these values


@dataclass(frozen=True)
class Entity:
    """What a record of one kind must hold at the least."""

    name: str  # "person.victim"
    number: str
    title: str
    mandatory: tuple[str, ...] = ()
    at_least: tuple[AtLeast, ...] = ()
    when: tuple[When, ...] = ()

    @property
    def kind(self) -> str:
        """Its class: person, object, location or event."""
        return self.name.partition(".")[0]

    def wanted(self) -> set[str]:
        """Every attribute that its rules name."""
        named = {name for one in self.at_least for group in one.of for name in group}
        return named.union(self.mandatory, *((one.attribute, *one.needs) for one in self.when))


@dataclass(frozen=True)
class Minimum:
    """The whole standard; `same` has, by class, the attributes that two records of one thing would share."""

    entities: Mapping[str, Entity]
    attributes: Mapping[str, Attribute]
    same: Mapping[str, tuple[tuple[str, ...], ...]]
    choices: tuple[Mapping[str, str], ...] = field(default=(), repr=False)


@cache
def minimum() -> Minimum:
    """The standard that comes with this package."""
    declared = _content("entities.toml")
    same = declared.pop("same")
    entities = {f"{kind}.{name}": body for kind in CLASSES for name, body in declared[kind].items()}
    return Minimum(
        {name: _entity(name, body) for name, body in entities.items()},
        {one.name: one for one in _attributes(_content("attributes.toml"))},
        {kind: tuple(tuple(names) for names in groups) for kind, groups in same.items()},
        tuple(_content("choices.toml")["choice"]),
    )


def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


def _attributes(declared: Mapping[str, Mapping[str, Any]]) -> Iterator[Attribute]:
    for name, own in declared.items():
        body = {**declared.get(own.get("like", ""), {}), **own}
        least, most = body.get("length", (0, None))
        rest = {key: body[key] for key in ("number", "rule", "pattern", "never", "says") if key in body}
        yield Attribute(name, body["title"], least=least, most=most, values=tuple(body.get("values", ())), **rest)


def _entity(name: str, body: Mapping[str, Any]) -> Entity:
    return Entity(
        name,
        body["number"],
        body["title"],
        tuple(body.get("mandatory", ())),
        tuple(
            AtLeast(one["n"], tuple(tuple(part.split(" + ")) for part in one["of"])) for one in body.get("at_least", ())
        ),
        tuple(_when(one) for one in body.get("when", ())),
    )


def _when(body: Mapping[str, Any]) -> When:
    values = tuple(body.get("is", body.get("is_not", ())))
    return When(body["attribute"], tuple(body["needs"]), values, otherwise="is" not in body)
