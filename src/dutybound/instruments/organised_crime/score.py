"""An organised crime group scored by its published attributes, under weights and bands of this project.

The sixteen attributes and their three levels are published; what a level means, the weights and the bands are not. So
the bands are called project bands, and are no national ones. What is unknown may be high, and the bands say so.

    criminal activity = the worst heading + half of the second worst           0 to 7.5
    capability        = the mean over its eight attributes                     0 to 5
    project band        1 from 5 points of criminal activity, 2 from 2, else 3; one up from 3.5 of capability

An average over the headings was rejected for criminal activity: a group would score less as more is learnt about it.
"""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from dutybound.instruments.instrument import Answers, Instrument, Reason, Score, possible

BANDS = ("project band 3", "project band 2", "project band 1")  # 1 is the gravest
POINTS = {"none": 0.0, "low": 1.0, "medium": 3.0, "high": 5.0}
#: Least points of criminal activity of each band.
FROM = {"project band 3": 0.0, "project band 2": 2.0, "project band 1": 5.0}
CAPABLE = 3.5  # from here on, capability lifts the band by one

Level = Literal["none", "low", "medium", "high", "unknown"] | None


def heading(topic: str) -> Level:
    """An attribute: unknown is an answer of an analyst, and counts as not answered."""
    value: Level = Field(None, title=topic)
    return value


class Group(Answers):
    """The published attributes, and six headings that the published form leaves out."""

    violence: Level = heading("violent criminal activity")
    drugs: Level = heading("drug activity")
    fraud: Level = heading("fraud and financial crime")
    theft: Level = heading("organised theft")
    illegal_commodities: Level = heading("importation, counterfeiting and illegal supply of commodities")
    sexual_offences: Level = heading("sexual offences")
    immigration_crime: Level = heading("organised immigration crime")
    environmental_crime: Level = heading("environmental crime")
    modern_slavery: Level = heading("modern slavery and trafficking (heading of this project)")
    child_exploitation: Level = heading("sexual exploitation of children (heading of this project)")
    cyber_crime: Level = heading("crime that depends on computers (heading of this project)")
    firearms_supply: Level = heading("supply of firearms (heading of this project)")
    county_lines: Level = heading("county lines (heading of this project)")
    money_laundering: Level = heading("money laundering (heading of this project)")
    worth: Level = heading("cash flow and financial worth")
    enterprises: Level = heading("several enterprises, criminal or legitimate")
    other_groups: Level = heading("links to other groups")
    scope: Level = heading("geographical scope")
    cohesion: Level = heading("cohesion")
    infiltration: Level = heading("infiltration")
    expertise: Level = heading("expertise")
    tactical_awareness: Level = heading("tactical awareness")


NAMES = tuple(Group.model_fields)
ACTIVITY, CAPABILITY = NAMES[:14], NAMES[14:]


def score_group(group: Group) -> Score:
    """Points of criminal activity and capability, and the project bands that are possible."""
    levels = {name: getattr(group, name) for name in NAMES}
    unknown = tuple(name for name, level in levels.items() if level in (None, "unknown"))
    least = {name: POINTS.get(level, POINTS["none"]) for name, level in levels.items()}
    most = {name: POINTS["high"] if name in unknown else points for name, points in least.items()}
    activity, capability = of_activity(least), of_capability(least)
    parts = {
        "capability": capability,
        "criminal activity at most": of_activity(most),
        "capability at most": of_capability(most),
        "share of attributes answered": 1 - len(unknown) / len(NAMES),
    }
    bands = possible(BANDS, band_of(activity, capability), band_of(of_activity(most), of_capability(most)))
    unit = "points of criminal activity (project rule, 0 to 7.5)"
    return Score(activity, unit, bands, reasons(levels, capability), unknown, parts)


def of_activity(points: dict[str, float]) -> float:
    """The worst heading, and half of the second worst: a second line of crime adds, and never takes away."""
    worst, second = sorted((points[name] for name in ACTIVITY), reverse=True)[:2]
    return worst + second / 2


def of_capability(points: dict[str, float]) -> float:
    """The mean over all eight attributes."""
    return sum(points[name] for name in CAPABILITY) / len(CAPABILITY)


def band_of(activity: float, capability: float) -> str:
    """The project band of so many points."""
    reached = max(number for number, band in enumerate(BANDS) if activity >= FROM[band])
    return BANDS[min(reached + (capability >= CAPABLE), len(BANDS) - 1)]


def reasons(levels: dict[str, str | None], capability: float) -> tuple[Reason, ...]:
    """What raised the score, and that the rule is the project's."""
    found = [*_found(levels, ACTIVITY, "criminal activity"), *_found(levels, CAPABILITY, "capability")]
    if capability >= CAPABLE:
        found.append(Reason(f"capability of {CAPABLE} or more lifts the band by one"))
    return (*found, Reason("weights and bands are this project's, and are no national band"))


def _found(levels: dict[str, str | None], names: Iterable[str], axis: str) -> list[Reason]:
    return [
        Reason(f"{axis}, {level}: {Group.model_fields[name].title}", POINTS[level])
        for name in names
        if (level := levels[name]) in POINTS and level != "none"
    ]


INSTRUMENTS = (
    Instrument(
        name="organised_crime",
        title="Attributes of an organised crime group (project bands, 1 is the gravest)",
        family="organised crime group",
        version="1",
        source="Attributes: Ministry of Justice prototype of 2017; weights and bands: this project",
        mark="project default",
        answers=Group,
        score=score_group,
        bands=BANDS,
    ),
)
