"""What is compared between two records, how near they may be, and how each nearness is said to whoever decides.

The levels and their words are declared together, so that a reason can never say something else than was weighed. The
chances with which each begins are project defaults; the data teach others (learning.py), and a level that no pair of
the data reaches keeps its default.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from splink import block_on
from splink import comparison_level_library as levels
from splink import comparison_library as comparisons
from splink.internals.blocking_rule_creator import BlockingRuleCreator  # has no public name
from splink.internals.comparison_level_creator import ComparisonLevelCreator  # nor has this

from dutybound.linkage.people import IDENTIFIER

DAY_AND_MONTH_SWAPPED = """born_on_l[1:4] = born_on_r[1:4] AND born_on_l[5:6] = born_on_r[7:8]
    AND born_on_l[7:8] = born_on_r[5:6]"""
#: The outward half of a British postcode; shorter codes of other countries have none.
SAME_DISTRICT = """length(postcode_l) >= 5 AND length(postcode_r) >= 5
    AND postcode_l[1:length(postcode_l) - 3] = postcode_r[1:length(postcode_r) - 3]"""


@dataclass(frozen=True)
class Level:
    """One nearness: in words, how it is tested, and how often it is expected (m: of one person, u: of two)."""

    words: str
    test: ComparisonLevelCreator
    m: float
    u: float


@dataclass(frozen=True)
class Comparison:
    """One field, from the nearest level to "differs". Where one side has no value it says nothing either way."""

    field: str
    called: str
    levels: tuple[Level, ...]
    needed: bool = False  # a pair for which it is not known, or differs, is never very likely
    decisive: bool = False  # where it differs, a pair is never very likely

    def is_at_odds(self, gamma: int) -> bool:
        return (self.needed and gamma <= 0) or (self.decisive and gamma == 0)

    def as_splink(self) -> comparisons.CustomComparison:
        tested = [one.test.configure(m_probability=one.m, u_probability=one.u) for one in self.levels]
        return comparisons.CustomComparison([levels.NullLevel(self.field), *tested], output_column_name=self.field)

    def words(self, gamma: int) -> str:
        """What splink calls -1 (no value) or the number of a level, counted from the last."""
        return f"{self.called} {'not known in one' if gamma < 0 else self.levels[len(self.levels) - 1 - gamma].words}"


def comparison_of(field: str) -> Comparison:
    if field.startswith(IDENTIFIER):
        return _identifier(field)
    return {one.field: one for one in (*NAMES, BORN_ON, POSTCODE, SEX)}[field]


def _name(field: str, called: str, other: str) -> Comparison:
    """Same, nearly the same, alike, or both names in each other's place, as names of many cultures come to stand."""
    swapped = levels.CustomLevel(f"{field}_l = {other}_r AND {other}_l = {field}_r")
    return Comparison(
        field,
        called,
        (
            Level("the same", levels.ExactMatchLevel(field, term_frequency_adjustments=True), 0.75, 0.01),
            Level("nearly the same", levels.JaroWinklerLevel(field, 0.92), 0.1, 0.01),
            Level("alike", levels.JaroWinklerLevel(field, 0.8), 0.05, 0.03),
            Level("exchanged with the other name", swapped, 0.05, 0.01),
            Level("differs", levels.ElseLevel(), 0.05, 0.94),
        ),
        needed=True,
    )


def _identifier(field: str) -> Comparison:
    called = field.removeprefix(IDENTIFIER).upper().replace("_", " ")
    same = Level("the same", levels.ExactMatchLevel(field), 0.95, 0.00001)
    return Comparison(field, called, (same, Level("differs", levels.ElseLevel(), 0.05, 0.99999)), decisive=True)


NAMES = (_name("given_name", "given name", "surname"), _name("surname", "surname", "given_name"))
BORN_ON = Comparison(
    "born_on",
    "date of birth",
    (
        Level("the same", levels.ExactMatchLevel("born_on"), 0.85, 0.0001),
        Level("with day and month exchanged", levels.CustomLevel(DAY_AND_MONTH_SWAPPED), 0.02, 0.0001),
        Level("one digit off", levels.DamerauLevenshteinLevel("born_on", 1), 0.08, 0.002),
        Level("two digits off", levels.DamerauLevenshteinLevel("born_on", 2), 0.02, 0.02),
        Level("differs", levels.ElseLevel(), 0.03, 0.9778),
    ),
    needed=True,
)
POSTCODE = Comparison(
    "postcode",
    "postcode",
    (
        Level("the same", levels.ExactMatchLevel("postcode"), 0.65, 0.001),
        Level("one character off", levels.DamerauLevenshteinLevel("postcode", 1), 0.05, 0.002),
        Level("of the same district", levels.CustomLevel(SAME_DISTRICT), 0.1, 0.02),
        Level("differs", levels.ElseLevel(), 0.2, 0.977),
    ),
)
SEX = Comparison(
    "sex",
    "sex",
    (Level("the same", levels.ExactMatchLevel("sex"), 0.97, 0.5), Level("differs", levels.ElseLevel(), 0.03, 0.5)),
)

#: Which pairs are looked at: those that are alike in any one of these ways; a number is how many letters are enough.
Rule = dict[str, int | None]
BLOCKING: tuple[Rule, ...] = (
    {"given_name": None, "surname": None},
    {"born_on": None},
    {"postcode": None, "surname": None},
    {"postcode": None, "given_name": None},
    {"surname": 3, "given_name": 3},
    {"born_on": 6, "surname": 2},
    {"born_on": 4, "given_name": None, "surname": 1},
)
#: A pair that agrees in all of one of these is taken to be of one person, when it is guessed how many such pairs are.
SURE = (("given_name", "surname", "born_on"), ("born_on", "postcode", "surname"), ("born_on", "postcode", "given_name"))
#: The chances of a level among pairs of one person are learned from pairs that agree in these, one set at a time.
LEARNED_FROM = (("born_on",), ("given_name", "surname"))


def blocking_for(fields: Sequence[str]) -> list[BlockingRuleCreator]:
    """The rules that the fields at hand allow; each identifier is a rule of its own."""
    own: list[Rule] = [{one: None} for one in fields if one.startswith(IDENTIFIER)]
    return [
        block_on(*(_part(*one) for one in rule.items())) for rule in (*BLOCKING, *own) if rule.keys() <= set(fields)
    ]


def _part(field: str, letters: int | None) -> str:
    return field if letters is None else f"substr({field}, 1, {letters})"
