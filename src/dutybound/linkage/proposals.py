"""A link that software proposes: two records, how sure the model is, and why. By itself it has no effect."""

from dataclasses import dataclass
from hashlib import blake2b

VERY_LIKELY, POSSIBLE = "very likely", "possible"


@dataclass(frozen=True)
class Floors:
    """Match weights (logarithms of the odds, to base 2) from which a pair is shown as very likely, or as possible.

    Below the lower floor a pair is not proposed at all. Whatever its weight, a pair is very likely only where nothing
    that tells people of one household apart is missing or at odds (`at_odds`): twins share surname, birthday and
    address, and a model that adds weights up forgives them their given names. The figures are policy
    (`linkage.very_likely` and `linkage.possible`), so that a force may put its own in their place.
    """

    very_likely: float
    possible: float

    def level(self, weight: float, at_odds: bool) -> str:
        return VERY_LIKELY if weight >= self.very_likely and not at_odds else POSSIBLE


@dataclass(frozen=True, order=True)
class RecordOf:
    """A record of a person in a source."""

    source: str
    id: str


@dataclass(frozen=True)
class Proposal:
    """Two records that may be of one person. `reasons` has no name, date or number of either."""

    one: RecordOf
    other: RecordOf
    weight: float
    probability: float
    level: str
    reasons: str
    model: str

    @property
    def id(self) -> str:
        return link_id(self.one, self.other)


def link_id(one: RecordOf, other: RecordOf) -> str:
    """What a pair of records is known by: the same in every run and by every model, so that a decision is kept."""
    parts = [part for record in sorted((one, other)) for part in (record.source, record.id)]
    return "link-" + blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()
