"""The words by which two statements of one subject are opposite, and those that set a statement against nothing."""

import re

from dutybound.inspection.reading.lines import stems


def any_of(*phrases: str) -> re.Pattern[str]:
    """Any of the phrases as whole words, whatever their case. A phrase is a pattern; its blanks are any white space."""
    return re.compile(r"\b(?:" + "|".join(one.replace(" ", r"\s+") for one in phrases) + r")\b", re.I)


def any_word(words: str) -> re.Pattern[str]:
    """Any of the words."""
    return any_of(*words.split())


#: Where a clause ends: each says something of its own.
CLAUSES = re.compile(
    r";\s+|,\s+(?:but|and|although|though|while|whereas|yet|which)\s+|\s+(?:but|although|though|whereas)\s+|"
    r",\s+(?=it\s|they\s)|^(?:although|while|though)\s+|:\s+|\.\s+"
)

# What goes on, and what is over.
TROUBLES = ("delay", "backlog", "shortage", "shortfall", "gap", "vacanc", "queue", "failing", "failure", "weakness",
            "shortcoming", "problem", "concern", "lack")  # fmt: skip
TROUBLE = re.compile(r"\b(" + "|".join(TROUBLES) + r")(?:s|es|y|ies)?\b", re.I)
OVER = any_of(
    r"(?:has|have|had|been|were|was|are|is)\b.{0,30}?\b(?:addressed|resolved|cleared|removed|eliminated|dealt with|"
    r"overcome|rectified|remedied|ended|closed|tackled|disappeared)",
    "no longer",
    "there (?:is|are) no",
    "(?:has|have|with) no",
    "without(?: any)?",
)
GOING_ON = any_of(
    "(?:is|are)(?: still)? (?:causing|leading|resulting|facing|experiencing|suffering|creating|subject)",
    r"continu\w+",
    "remains?",
    "still (?:has|have|is|are|exists?|faces?|suffers?)",
    "there (?:is|are)(?! no)",
    "causes?",
    "leads? to",
    "results? in",
    "suffers? from",
    "persists?",
    "has (?:a|an|long|serious|significant|large)",
)

# What moved up, and what moved down.
BETTER = any_word("improved improving improves improvement improvements better strengthened increased increasing risen "
                  "rising grown")  # fmt: skip
WORSE = any_word("declined declining declines deteriorated deteriorating deteriorates worsened worsening worsens worse "
                 "fallen falling decreased decreasing slipped weakened")  # fmt: skip

# What is praised, and what is faulted.
PRAISED = (
    "good effective effectively strong excellent prompt promptly timely consistent consistently adequate adequately "
    "sufficient sufficiently satisfactory thorough thoroughly well clear robust impressive appropriate appropriately "
    "accurate accurately complete comprehensive regular regularly routine routinely always fully"
)
FAULTED = (
    "poor poorly ineffective ineffectively weak inconsistent inconsistently uneven inadequate inadequately "
    "insufficient insufficiently unsatisfactory slow late unclear patchy inaccurate inaccurately incomplete limited "
    "irregular rarely seldom inappropriate"
)
PRAISE, FAULT = any_word(PRAISED), any_word(FAULTED)

# What is done, and what is not.
DENIAL = any_of(
    "not", "never", "no", "cannot", "neither", "nor", "fails? to", "failed to", "failing to", "unable to", "lacks?",
    "yet to", "has yet", "without",
)  # fmt: skip

PARTIAL = any_of(
    "some", "sometimes", "many", "most", "mostly", "generally", "usually", "often", "in part", "partly", "mixed",
    "varies", "occasionally", "certain", "few", "a number of",
    "not (?:yet )?(?:all|always|every|consistently|fully|routinely|entirely)",
)  # fmt: skip
TOTAL = any_word("all every always consistently routinely fully entirely each throughout")
#: What is no statement of how things are: demands, plans, conditions, and what was.
NOT_NOW = any_of(
    "should", "must", "will", "would", "could", "may", "might", "need(?:s|ed)? to", "plans? to", "planned", "intends?",
    "aims?", "if", "unless", "until", "expects?", r"in 20\d\d", r"since 20\d\d", "last year", "previous(?:ly)?",
    "had been", "in the past", "at that time", "used to", "soon to", "is to be", "work to do", "recommend(?:ed|s)?",
    "lower grade", "higher grade", "judged", "grade",
)  # fmt: skip

#: Words that exclude each other: what holds of one says nothing of another.
APART = (
    ("north northern", "south southern", "east eastern", "west western", "central"),
    ("urban", "rural"),
    ("volume", "serious complex"),
    ("adult adults", "child children"),
    ("internal internally", "external externally"),
)

#: Stems of all these, and of words that say as little of a subject.
CARRIERS = frozenset(
    stems(
        f"{PRAISED} {FAULTED} addressed resolved cleared removed eliminated dealt overcome rectified remedied ended "
        "closed tackled causing cause caused resulting result facing experiencing suffering suffer "
        "continue continues continued continuing remain remains still persist there improved improving improvement "
        "improvements better strengthened increased increasing risen rising grown declined declining deteriorated "
        "worsened worse fallen falling decreased slipped weakened not never no cannot fails failed unable lacks lack "
        "yet without some many most generally usually often all every each however although making made make makes "
        "ensure marked significant significantly very much more less longer ago now today approach way ways "
        "particularly"
    )
)
