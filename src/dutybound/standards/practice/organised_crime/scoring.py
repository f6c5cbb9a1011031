"""How great a threat is: something on every heading, and openly unknown where nobody can tell."""

from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from dutybound.duties import Subject, each, measure, policy, rate, standard

ACTIVITY = (
    "violence", "drugs", "fraud", "theft", "illegal_commodities", "sexual_offences", "immigration_crime",
    "environmental_crime",
)  # fmt: skip
CAPABILITY = (
    "worth", "enterprises", "other_groups", "scope", "cohesion", "infiltration", "expertise", "tactical_awareness",
)  # fmt: skip
FURTHER = (
    "modern_slavery", "child_exploitation", "cyber_crime", "firearms_supply", "county_lines", "money_laundering",
)  # fmt: skip
HEADINGS = (*ACTIVITY, *CAPABILITY, *FURTHER)

COORDINATOR = "mapping coordinator of the force or of the regional unit (ROCU)"


@standard(
    version="1",
    valid_from="2015-04-01",
    owed_by=COORDINATOR,
    missing="unassessable",
    source="this project; sixteen of the headings are those of a prototype that the Ministry of Justice published in "
    "2017",
)
def headings_answered(scoring: Subject["threat_scoring"]):
    """Every scoring says something on each of its headings, those that the published form leaves
    out among them, as county lines, if only that it is unknown. An empty heading counts as not answered."""
    answered = (getattr(scoring, one).is_known() for one in HEADINGS)
    return each(scoring).must(reduce(and_, answered), within=policy("threat.headings"))


SCORED = {"happened_at": "2016-06-01T10:00"}


def scored(level: str, **others: str | None) -> dict:
    """A scoring of 1 June with all headings at one level, but for others."""
    return {**SCORED, **dict.fromkeys(HEADINGS, level), **others}


headings_answered.example(
    "every heading has an answer, be it unknown",
    as_at="2016-06-30",
    expect="met",
    due="2016-06-08",
    **scored("unknown"),
)
headings_answered.example(
    "five working days to answer the headings are not over", as_at="2016-06-08", expect="pending", **SCORED
)
headings_answered.example(
    "one heading was left out", as_at="2016-06-30", expect="overdue", **scored("low", expertise=None)
)
headings_answered.example("nobody asked about county lines", as_at="2016-06-30", expect="overdue",
                          **scored("low", county_lines=None))  # fmt: skip
headings_answered.example("every heading has an answer, entered weeks later", as_at="2016-06-30", expect="met_late",
                          **scored("low", headings_recorded_at="2016-06-20T10:00"))  # fmt: skip


class Sought(NamedTuple):
    activity: object
    capability: object
    further: object


@standard(version="1", valid_from="2015-04-01", owed_by="lead responsible officer (LRO)", missing="unassessable",
          source="this project; the Open University found in 2020 that what is unknown is the main fault of scoring",
          )  # fmt: skip
def unknowns_sought(threat: Subject["threat"]):
    """What a scoring does not know is not called low: somebody is asked to find it out."""
    return Sought(
        _sought(threat, ACTIVITY, "activity"),
        _sought(threat, CAPABILITY, "capability"),
        _sought(threat, FURTHER, "further"),
    )


def _sought(threat: Any, headings: tuple[str, ...], about: str) -> Any:
    """Of scorings with an unknown heading among these, that a requirement is about it."""
    scoring = threat.scorings
    unknown = scoring.where(_any_of([getattr(scoring, one) == "unknown" for one in headings]))
    return each(unknown).must(scoring.requirements.where(about=about).exists(), within=policy("threat.requirement"))


def _any_of(conditions: list[Any]) -> Any:
    """Any of them, halved again and again: a long row of `|` is asked one inside the other, and takes long."""
    half = len(conditions) // 2
    return or_(_any_of(conditions[:half]), _any_of(conditions[half:])) if half else conditions[0]


THREAT = {"happened_at": "2016-05-31T09:00"}


def sought(part: str, sentence: str, as_at: str, expect: str | list[str], asked: str = "", entered: str = "") -> None:
    """One heading of each kind is unknown, and of this kind somebody was asked then to find it out."""
    about = part.replace("_", " ")
    scoring = scored("low", violence="unknown", cohesion="unknown", county_lines="unknown")
    scoring |= {"recorded_at": entered or "2016-06-01T10:00", "headings_recorded_at": entered or "2016-06-01T10:00"}
    asking = {"happened_at": asked, "recorded_at": asked, "about": about}
    scoring["requirements"] = [asking] if asked else []
    unknowns_sought.example(sentence, part=part, as_at=as_at, expect=expect, **THREAT, scorings=[scoring])


for kind in Sought._fields:
    sought(kind, "somebody was asked on the last day to find it out", "2016-07-31", "met", asked="2016-06-15T09:00")
    sought(kind, "somebody was asked a day too late to find it out", "2016-07-31", "met_late", asked="2016-06-16T09:00")
    sought(kind, "ten working days to ask somebody are not over", "2016-06-15", "pending")
    sought(kind, "ten working days are over, and nobody was asked", "2016-06-16", "overdue")
    sought(
        kind,
        "a scoring that is entered after two weeks: the time runs from its entry",
        "2016-06-16",
        "pending",
        entered="2016-06-15T10:00",
    )
    others = [{"happened_at": "2016-06-02T10:00", "about": one.replace("_", " ")}
              for one in Sought._fields if one != kind]  # fmt: skip
    unknowns_sought.example(
        "somebody was asked about the other kinds of heading only",
        part=kind,
        as_at="2016-06-16",
        expect="overdue",
        **THREAT,
        scorings=[{**scored("unknown"), "requirements": others}],
    )
    unknowns_sought.example(
        "a heading that is low is not unknown, and nobody need be asked",
        part=kind,
        as_at="2016-07-31",
        expect=[],
        **THREAT,
        scorings=[scored("low")],
    )


@measure(source="this project", unit="requirements for each scoring", better="neither")
def unknowns_for_each_scoring(scoring: Subject["threat_scoring"]):
    """How much scorings do not know: what somebody was asked to find out, for each scoring."""
    return rate(scoring.requirements, per=1)


ASKED = {"happened_at": "2016-06-02T10:00", "about": "activity"}
unknowns_for_each_scoring.example(
    "two requirements for one scoring, none for another",
    as_at="2016-07-31",
    expect=1,
    subjects=[
        {**scored("unknown"), "requirements": [ASKED, {**ASKED, "about": "capability"}]},
        scored("low"),
    ],
)
