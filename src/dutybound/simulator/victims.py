"""People who were wronged: made-up names, days of birth, and, where people are alike, where they live."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dutybound.simulator.crimes import Crimes
from dutybound.simulator.scenario import Scenario
from dutybound.simulator.shaping import DAY
from dutybound.simulator.tables import Tables, chosen, named

#: Names of nobody: two syllables each, and every name begins with "Simulated".
STARTS = ("Ba", "Do", "Fe", "Gri", "Ha", "Jo", "Ke", "Lu", "Ma", "No", "Pe", "Ro", "Sa", "Ti", "Va", "Wi")
GIVEN_ENDS = ("la", "ren", "mi", "dan", "tha", "vin", "sy", "ro")
FAMILY_ENDS = ("bury", "cott", "dale", "field", "gate", "hurst", "land", "mere", "nock", "peth", "ridge", "stow",
               "thorpe", "wick", "worth", "yard")  # fmt: skip
ADULT, OLDEST = 6 * 365 * DAY, 88 * 365 * DAY  # minutes of age, from and to
ALIKE = ("duplicate", "twin", "sibling")


def write_people_wronged(scenario: Scenario, crimes: Crimes, tables: Tables) -> None:
    """A person for each crime that was done to one; some pairs of them are alike, if the scenario says so."""
    people = np.flatnonzero(crimes.person)
    ids, at = crimes.ids[people], crimes.came.at[people]
    given, family, born, woman = _drawn(crimes, ids, at)
    left, right, how = _pairs(scenario, crimes, ids)
    family[right], at_one = family[left], np.concatenate([left, right])
    given[right[how == 0]] = given[left[how == 0]]
    woman[right[how == 0]] = woman[left[how == 0]]
    apart = np.where(how == 2, 400 + (crimes.chance.share("between siblings", ids[left]) * 1400).astype(np.int64), 0)
    born[right] = born[left] + apart * DAY
    family_name = _misspelt(_family(family), right[how == 0])
    name = pc.binary_join_element_wise("Simulated", _given(given), family_name, " ")
    tables.add(
        "person", id=named("victim-", ids), happened_at=at, recorded_at=at + 5, name=name, born_on=born,
        sex=chosen(("male", "female"), woman), ethnicity="not stated",
    )  # fmt: skip
    _housed(crimes, tables, ids, at_one, np.concatenate([left, left]))
    tables.truth["people_alike"] = pa.table(
        {"person": named("victim-", ids[left]), "other": named("victim-", ids[right]), "how": chosen(ALIKE, how)}
    )


def _drawn(crimes: Crimes, ids: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, ...]:
    """By person: a given name and a family name as numbers, a minute of birth, and whether she is a woman."""
    chance = crimes.chance
    given = chance.one_of("given name", ids, [1.0] * len(STARTS) * len(GIVEN_ENDS))
    family = chance.one_of("family name", ids, [place**-0.5 for place in range(1, len(STARTS) * len(FAMILY_ENDS) + 1)])
    age = ADULT + chance.share("age", ids) ** 1.4 * (OLDEST - ADULT)
    return given, family, at - age.astype(np.int64), chance.yes("sex", ids, 0.5)


def _given(number: np.ndarray) -> pa.Array:
    names = [start + end for start in STARTS for end in GIVEN_ENDS]
    return chosen(names, number)


def _family(number: np.ndarray) -> pa.Array:
    names = [start + end for start in STARTS for end in FAMILY_ENDS]
    return chosen(names, number)


def _misspelt(names: pa.Array, places: np.ndarray) -> pa.Array:
    """As somebody else would hear it: another vowel, where there is one to mishear."""
    wrong = pc.replace_substring(pc.replace_substring(names, "e", "a"), "o", "u")
    there = np.zeros(len(names), bool)
    there[places] = True
    return pc.if_else(pa.array(there), wrong, names)


def _pairs(scenario: Scenario, crimes: Crimes, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who is alike: the places of one and the other, and how (a place in ALIKE). Nobody is in two pairs."""
    trap = scenario.traps.like_people
    counts = (trap.duplicates, trap.twins, trap.siblings) if trap else (0, 0, 0)
    order = np.argsort(crimes.chance.keys("alike", ids))[: 2 * sum(counts)]
    order = order[: len(order) // 2 * 2]
    return order[0::2], order[1::2], np.repeat(np.arange(3), counts)[: len(order) // 2]


def _housed(crimes: Crimes, tables: Tables, ids: np.ndarray, places: np.ndarray, homes: np.ndarray) -> None:
    """Those who are alike live at the address of the first of them."""
    if not len(places):
        return
    first, at = np.unique(homes), crimes.came.at.min()
    known = np.full(len(first), at)
    tables.add("address", id=named("victim-home-", ids[first]), happened_at=known, recorded_at=known,
               line=named("Simulated Street ", ids[first]), postcode="ZZ99 9ZZ", kind="dwelling")  # fmt: skip
    since = np.full(len(places), at)
    tables.add("residence", id=named("victim-residence-", ids[places]), person=named("victim-", ids[places]),
               address=named("victim-home-", ids[homes]), began_at=since, recorded_at=since)  # fmt: skip
