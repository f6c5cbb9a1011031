"""Crimes as they are reported: of which kind, to whom, how grave, and whether somebody investigates them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dutybound.simulator.chance import Chance
from dutybound.simulator.demand import Arrivals, arrivals
from dutybound.simulator.scenario import Scenario

HIGH, MEDIUM, STANDARD = range(3)
KINDS_OF_ACTION = ("scene", "cctv", "witnesses", "first account", "body-worn video")


@dataclass(frozen=True)
class Kind:
    """A kind of demand as records call it, whom it wrongs, and how it is dealt with: shares, project defaults."""

    category: str
    person: float  # done to a person
    vulnerable: float  # of these, found vulnerable
    investigated: float  # given to an investigator; the others are filed at the desk
    high: float  # of those investigated, graded high
    work: float = 1.0  # times the ordinary effort
    suspect: float = 0.0  # of those investigated, with a suspect to be seen
    scene: float = 0.0  # with a scene that may be examined
    device: float = 0.0  # of those investigated, with a phone or computer that is taken
    material: float = 0.0  # of those investigated, with something to be sent to a laboratory


#: So that about half of what is recorded is investigated, and 2,600 devices a year are taken.
KINDS = {
    "violence": Kind("violence", 1, 0.05, 0.62, 0.10, suspect=0.55, scene=0.03, device=0.05, material=0.03),
    "domestic abuse crime": Kind("domestic abuse", 1, 0.25, 0.95, 0.35, 1.1, suspect=0.9, device=0.06),
    "sexual offence": Kind("sexual offence", 1, 0.70, 1, 0.5, 2.0, suspect=0.65, scene=0.4, device=0.33, material=0.3),
    "robbery": Kind("robbery", 0.9, 0.10, 0.95, 0.5, 1.5, suspect=0.4, scene=0.6, device=0.15, material=0.25),
    "burglary": Kind("burglary", 0.6, 0.04, 0.60, 0.12, suspect=0.2, scene=0.75, material=0.25),
    "vehicle crime": Kind("theft", 0.9, 0.01, 0.22, 0, suspect=0.15, scene=0.2, material=0.1),
    "shoplifting": Kind("theft", 0, 0, 0.45, 0, 0.5, suspect=0.6),
    "other theft": Kind("theft", 0.8, 0.03, 0.25, 0, suspect=0.25),
    "damage": Kind("damage", 0.8, 0.02, 0.33, 0.02, suspect=0.3),
    "drugs": Kind("drugs", 0, 0, 0.8, 0.05, suspect=0.9, device=0.22, material=0.5),
    "public order": Kind("public order", 0.9, 0.04, 0.52, 0.03, suspect=0.5),
    "other crime": Kind("other", 0.5, 0.02, 0.5, 0.05, suspect=0.4, device=0.05),
}
DOMESTIC = list(KINDS).index("domestic abuse crime")
SEEN = tuple(
    list(KINDS).index(one) for one in ("burglary", "robbery", "sexual offence")
)  # a scene is decided on always


@dataclass(frozen=True)
class Crimes:
    """All recorded crimes, column by column."""

    chance: Chance
    came: Arrivals
    ids: np.ndarray  # known by in all that is drawn: of the kind, then within it
    kind: np.ndarray  # the place among KINDS
    person: np.ndarray
    vulnerable: np.ndarray
    level: np.ndarray  # HIGH, MEDIUM or STANDARD
    investigated: np.ndarray  # the places of those that are

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def filed(self) -> np.ndarray:
        """The places of those that nobody investigates."""
        return np.setdiff1d(np.arange(len(self)), self.investigated)

    def fact(self, name: str) -> np.ndarray:
        """A fact of the kind of each."""
        return np.asarray(np.array([getattr(one, name) for one in KINDS.values()])[self.kind])

    def has(self, name: str) -> np.ndarray:
        """Whether each has what its kind has with this chance (a suspect, a device ...)."""
        return np.asarray(self.chance.yes(f"has {name}", self.ids, self.fact(name)))


def came_crimes(scenario: Scenario, chance: Chance) -> Crimes:
    """Whatever is reported."""
    came = {kind: arrivals(scenario, chance, kind) for kind in KINDS if kind in scenario.demand}
    kind = np.concatenate([np.full(len(one), list(KINDS).index(name)) for name, one in came.items()])
    joined = Arrivals(
        *(np.concatenate([getattr(one, name) for one in came.values()]) for name in ("ids", "at", "unit"))
    )
    ids, facts = joined.ids * len(KINDS) + kind, list(KINDS.values())

    def drawn(name: str) -> np.ndarray:
        return chance.yes(name.replace("_", " "), ids, np.array([getattr(one, name) for one in facts])[kind])

    person = chance.yes("done to a person", ids, np.array([one.person for one in facts])[kind])
    vulnerable = person & drawn("vulnerable")
    high = drawn("high") | (vulnerable & chance.yes("vulnerable is high", ids, 0.5))
    level = np.where(high, HIGH, np.where(person & chance.yes("medium", ids, 0.35), MEDIUM, STANDARD))
    taken = np.flatnonzero(vulnerable | drawn("investigated"))
    return Crimes(chance, joined, ids, kind, person, vulnerable, level, taken)
