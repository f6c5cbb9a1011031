"""Networks of organised crime as they really are, whether or not anybody ever notices them, and the traces they leave.

Nothing here is a record. What the force makes of it is in `mapping`, and what it never makes anything of stays here:
the truth that a search of the records is held against.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dutybound.simulator.agenda import Agenda
from dutybound.simulator.arrow import instants
from dutybound.simulator.investigation import KINDS, Crimes
from dutybound.simulator.practising import Subjects
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY, Shaping, minute
from dutybound.simulator.staffing import Staff
from dutybound.simulator.tables import chosen, named

OLDER, NEWER, NONE = range(3)
SORTS = ("older network", "newer network", "no network")  # kinds of demand: how many there are in all, not a year
#: Crimes by sort, with their shares; of older networks so many deal in drugs that they are 62% of 45. Project defaults.
CRIMES = (
    {"drugs": 0.8, "organised theft": 0.08, "violence": 0.04, "firearms supply": 0.03, "money laundering": 0.03,
     "illegal commodities": 0.02},
    {"child sexual exploitation": 0.25, "modern slavery": 0.2, "cyber crime": 0.1, "fraud and financial crime": 0.15,
     "county lines": 0.2, "organised immigration crime": 0.1},
    {"drugs": 0.6, "organised theft": 0.2, "county lines": 0.1, "modern slavery": 0.1},
)  # fmt: skip
TYPES = tuple(sorted({crime for shares in CRIMES for crime in shares}))
#: Crimes that are done to people, of whom somebody may be a victim in danger.
DANGER = ("child sexual exploitation", "modern slavery", "county lines", "organised immigration crime")
#: In which kind of investigation the members of a network turn up as suspects.
TRACES = {"drugs": "drugs", "county lines": "drugs", "violence": "violence", "firearms supply": "violence",
          "child sexual exploitation": "sexual offence", "organised theft": "burglary"}  # fmt: skip
MOST = 9  # suspects of a network, from three; project default
SPREAD = 60  # days within which they turn up
STOCK, SETTLES = 0.8, 150  # this share is at work already, and is noticed in so many days of the warm-up
ENDS = 0.35  # of the networks, those that come to an end before the scenario does
LEVELS = ("top", "middle", "low")
SHARES_OF_LEVELS = (0.2, 0.4, 0.4)


@dataclass(frozen=True)
class Networks:
    """All networks, and what only looks like one, by `subjects`: at home in a unit, and traceable from a minute."""

    subjects: Subjects
    sort: np.ndarray
    crime: np.ndarray  # the place among TYPES
    suspects: np.ndarray  # how many
    found: np.ndarray  # when each turned up: a row a network, MOST columns, in this order
    level: np.ndarray  # how great the threat is, the place among LEVELS
    ends: np.ndarray  # when it comes to an end, after all records if never

    @property
    def real(self) -> np.ndarray:
        return np.asarray(self.sort != NONE)

    @property
    def danger(self) -> np.ndarray:
        return np.isin(np.array(TYPES)[self.crime], DANGER)

    def people(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of some networks, each suspect: the place of the network, and which of its suspects."""
        many = np.repeat(places, self.suspects[places])
        first = np.concatenate([[0], np.cumsum(self.suspects[places])[:-1]]).astype(int) if len(places) else places
        return many, np.arange(len(many)) - np.repeat(first, self.suspects[places])


def drawn_networks(scenario: Scenario, staff: Staff, agenda: Agenda) -> Networks:
    """Every network of a scenario: the stock that is there when the warm-up begins, and what comes after."""
    chance = agenda.chance
    begins, ends = minute(scenario.begins) - scenario.warm_up * DAY, minute(scenario.ends) + DAY
    homes = np.array([place for place, one in enumerate(scenario.units) if "drugs" in one.shares])
    shares = [scenario.units[place].shares["drugs"] for place in homes]
    sort, ids = _counted(scenario, homes)
    unit = homes[chance.one_of("network: where", ids, shares)]
    room = np.where(chance.yes("network: is there already", ids, STOCK), SETTLES * DAY, ends - begins)
    came = begins + (chance.share("network: from", ids) * np.minimum(room, ends - begins)).astype(np.int64)
    suspects = 3 + chance.one_of("network: suspects", ids, [1] * (MOST - 2))
    found = came[:, None] + np.sort(_traces(chance, ids), axis=1)
    exists = ids % 1000 < _wanted(scenario, sort, unit, came)
    last = came + 200 * DAY + (chance.share("network: until", ids) * (ends - begins)).astype(np.int64)
    return Networks(
        Subjects(scenario, staff, agenda, ids[exists], unit[exists], found[exists, 2]),
        sort[exists],
        _crimes(agenda, ids, sort)[exists],
        suspects[exists],
        found[exists],
        chance.one_of("network: level", ids[exists], SHARES_OF_LEVELS),
        np.where(chance.yes("network: ends", ids, ENDS), last, ends + DAY)[exists],
    )


def _counted(scenario: Scenario, homes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sorts and ids of all that could be: more than there are, so that a paired run shares what both have."""
    many = [int(np.ceil(scenario.demand.get(name, 0) * 2.5)) if len(homes) else 0 for name in SORTS]
    sort = np.repeat(np.arange(len(SORTS)), many)
    return sort, np.concatenate([np.arange(count) + 1000 * place for place, count in enumerate(many)]).astype(int)


def _wanted(scenario: Scenario, sort: np.ndarray, unit: np.ndarray, at: np.ndarray) -> np.ndarray:
    """How many of its sort there are, as a shortcoming of demand has it where and when each would be."""
    shaping = Shaping(scenario)
    counts = np.array([scenario.demand.get(name, 0) for name in SORTS])[sort]
    factors = np.ones(len(sort))
    for place, name in enumerate(SORTS):
        here = sort == place
        factors[here] = shaping.factor(name, "demand", unit[here], at[here])
    return np.asarray(counts * factors)


def _traces(chance, ids: np.ndarray) -> np.ndarray:  # type: ignore[no-untyped-def]
    each = [chance.share("network: suspect found", ids * 16 + number) for number in range(MOST)]
    return (np.stack(each, axis=1) * SPREAD * DAY).astype(np.int64) if len(ids) else np.zeros((0, MOST), np.int64)


def _crimes(agenda: Agenda, ids: np.ndarray, sort: np.ndarray) -> np.ndarray:
    crime = np.zeros(len(ids), int)
    for place, shares in enumerate(CRIMES):
        here = sort == place
        drawn = agenda.chance.one_of("network: crime", ids[here], list(shares.values()))
        crime[here] = np.array([TYPES.index(one) for one in shares])[drawn]
    return crime


def truth_of(networks: Networks, crimes: Crimes) -> pa.Table:
    """Who is suspected of what with whom: one row a suspect of a network, with an investigation of such a crime.

    No table of the records says who is suspected in an investigation, so this stands beside them.
    """
    one = networks.subjects
    places, number = networks.people(np.flatnonzero(networks.real))
    at, crime = networks.found[places, number], np.array(TYPES)[networks.crime[places]]
    kinds = np.array([list(KINDS).index(TRACES.get(name, "other crime")) for name in crime], int)
    case = np.full(len(places), -1)
    for kind in np.unique(kinds):
        of_kind = np.flatnonzero(crimes.kind == kind)
        of_kind = of_kind[np.argsort(crimes.came.at[of_kind], kind="stable")]
        if len(of_kind):
            here = np.flatnonzero(kinds == kind)
            next_one = np.searchsorted(crimes.came.at[of_kind], at[here])
            case[here] = crimes.ids[of_kind[np.minimum(next_one, len(of_kind) - 1)]]
    return pa.table(
        {
            "network": named("network-", one.ids[places]),
            "newer": pa.array(networks.sort[places] == NEWER),
            "crime_type": pa.array(crime),
            "unit": chosen([each.name for each in one.scenario.units], one.unit[places]),
            "person": named("suspect-", one.ids[places] * 16 + number),
            "found_at": instants(at),
            "investigation": named("investigation-", case),
            "candidate": named("candidate-", one.ids[places]),
        }
    )
