"""That two records are of one person: what software proposed, what people decided, and what stands for how long.

Records of people are never merged. A proposal is an occurrence that changes nothing; a person's decision may begin a
link or end it; what a standard may read is the link, from the moment that somebody confirmed it.
"""

from dutybound.records.bases import Decision, Occurrence, Tenure
from dutybound.records.columns import OPEN, PERSONAL, PROJECT, Code, Number, Of, Text

LEVELS = ("very likely", "possible")
OUTCOMES = ("confirmed", "rejected", "unlinked")


class LinkProposal(Occurrence):
    """Software found two records of people alike, and asks somebody to look. It has no effect by itself."""

    one = Of("Person", "proposals_as_one", "One of the two records.", PERSONAL, PROJECT)
    other = Of("Person", "proposals_as_other", "The other.", PERSONAL, PROJECT)
    probability = Number("How probable the model calls it that both are of one person, 0 to 1.", PERSONAL, PROJECT)
    weight = Number("The same as a match weight: the logarithm of the odds to base 2.", PERSONAL, PROJECT)
    level = Code("How it is shown to whoever decides.", PERSONAL, PROJECT, codes=LEVELS)
    model = Text("The model that proposed it, with its version.", OPEN, PROJECT)
    reasons = Text("What agrees and what does not, in words, without names or dates.", PERSONAL, PROJECT)


class LinkDecision(Decision):
    """A person looked at a proposal and decided. Decisions are never changed: the latest counts, all are kept."""

    proposal = Of("LinkProposal", "decisions", "The proposal.", PERSONAL, PROJECT)
    outcome = Code("What they decided.", PERSONAL, PROJECT, codes=OUTCOMES)


class PersonLink(Tenure):
    """Two records are of one person: from the decision that confirmed it until one that undoes it, if any does."""

    proposal = Of("LinkProposal", "links", "The proposal that was confirmed.", PERSONAL, PROJECT)
    one = Of("Person", "links_as_one", "One of the two records.", PERSONAL, PROJECT)
    other = Of("Person", "links_as_other", "The other.", PERSONAL, PROJECT)
    confirmed_by = Of("LinkDecision", "", "The decision that began it.", PERSONAL, PROJECT)
    undone_by = Of("LinkDecision", "", "The decision that ended it; empty: it stands.", PERSONAL, PROJECT,
                   required=False, recorded="end_recorded_at")  # fmt: skip
