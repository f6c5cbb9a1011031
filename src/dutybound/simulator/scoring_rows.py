"""The records of how great each threat was found to be, of what was not known of it, and of how work on it ended."""

import numpy as np

from dutybound.simulator.mapping_rows import Threats
from dutybound.simulator.networks import LEVELS, TYPES
from dutybound.simulator.tables import chosen, named
from dutybound.simulator.threat_members import EVENTS, Members
from dutybound.simulator.work import NEVER

ACTIVITY = ("violence", "drugs", "fraud", "theft", "illegal_commodities", "sexual_offences", "immigration_crime",
            "environmental_crime")  # fmt: skip
CAPABILITY = ("worth", "enterprises", "other_groups", "scope", "cohesion", "infiltration", "expertise",
              "tactical_awareness")  # fmt: skip
FURTHER = ("modern_slavery", "child_exploitation", "cyber_crime", "firearms_supply", "county_lines",
           "money_laundering")  # fmt: skip
HEADINGS = (*ACTIVITY, *CAPABILITY, *FURTHER)
PARTS = {"activity": ACTIVITY, "capability": CAPABILITY, "further": FURTHER}
ANSWERS = ("none", "low", "medium", "high", "unknown", None)
SHARES_OF_ANSWERS = (0.38, 0.2, 0.18, 0.12, 0.12)
#: Under which heading the crime of a threat is always found.
HEADING_OF = {"drugs": "drugs", "organised theft": "theft", "violence": "violence",
              "firearms supply": "firearms_supply", "money laundering": "money_laundering",
              "illegal commodities": "illegal_commodities", "child sexual exploitation": "child_exploitation",
              "modern slavery": "modern_slavery", "cyber crime": "cyber_crime", "fraud and financial crime": "fraud",
              "county lines": "county_lines", "organised immigration crime": "immigration_crime"}  # fmt: skip
CHANGES = 0.1  # of later scorings, those that find a threat lower than before
PROMPTS = ("mapping", "interval", "event", "archiving")


def write_scorings(threats: Threats, members: Members) -> None:
    """Every scoring, whatever it was prompted by, in the order in which they were made; with bands and questions."""
    place, prompt, at, ids = _scorings(threats, members)
    known = np.maximum(threats.course.entered("score threat", at, place, ids=ids), threats.known[place])
    answers = _answers(threats, place, at, ids)
    whole = np.all([answer < len(ANSWERS) - 1 for answer in answers.values()], axis=0)
    threats.tables.add("threat_scoring", id=named("scoring-", ids), happened_at=at, recorded_at=known,
                       form="scoring form, version 1", assessed_by="mapping coordinator", threat=threats.name(place),
                       prompted_by=chosen(PROMPTS, prompt), headings_recorded_at=np.where(whole, known + 20, known),
                       **{name: chosen(ANSWERS, answer) for name, answer in answers.items()})  # fmt: skip
    _requirements(threats, place, at, ids, known, answers)
    _bands(threats, place, at, ids, known)
    _events(threats, members)
    _ended(threats)


def _scorings(threats: Threats, members: Members) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The place of the threat, why, and when; and an id that says which event or turn it was."""
    course, events = threats.course, threats.course.done
    again, turn, what = course.occasions("score again")
    score = members.events.tasks["score"]
    after = np.where(score >= 0, events.at[score], NEVER)
    there = np.flatnonzero((after < NEVER) & (members.events.at > threats.known[members.event_of]))
    first, last = course.done_of("score threat"), course.done_of("score for archiving")
    place = np.concatenate([first, again, members.event_of[there], last])
    prompt = np.repeat(np.arange(len(PROMPTS)), [len(first), len(again), len(there), len(last)])
    at = np.concatenate([course.when("score threat")[first], what["at"], after[there],
                         course.when("score for archiving")[last]])  # fmt: skip
    number = np.concatenate([np.zeros(len(first), int), 1 + turn, 64 + members.events.ids[there] % 32,
                             np.full(len(last), 127)])  # fmt: skip
    kept = np.flatnonzero(np.isin(place, threats.there) & (at > threats.mapped_at[place]))
    kept = kept[np.lexsort((at[kept], place[kept]))]
    return place[kept], prompt[kept], at[kept], threats.one.ids[place[kept]] * 128 + number[kept]


def _answers(threats: Threats, place: np.ndarray, at: np.ndarray, ids: np.ndarray) -> dict[str, np.ndarray]:
    """By heading, the place of each answer; the heading of its own crime is never low, and some may be left out."""
    crime = np.array([HEADING_OF[name] for name in TYPES])[threats.made.networks.crime[place]]
    made = {}
    for number, heading in enumerate(HEADINGS):
        drawn = threats.chance.one_of(f"heading {heading}", ids, SHARES_OF_ANSWERS)
        left = ~threats.course.whole("answer headings", at, place, ids=ids * 32 + number)
        made[heading] = np.where(left, len(ANSWERS) - 1, np.where(crime == heading, 3, drawn))
    return made


def _requirements(
    threats: Threats,
    place: np.ndarray,
    at: np.ndarray,
    ids: np.ndarray,
    known: np.ndarray,
    answers: dict[str, np.ndarray],
) -> None:
    """What a scoring does not know somebody is asked to find out, by kind of heading."""
    for number, (about, headings) in enumerate(PARTS.items()):
        unknown = np.any([answers[one] == ANSWERS.index("unknown") for one in headings], axis=0)
        there = np.flatnonzero(unknown)
        there = there[threats.course.whole("ask for the unknown", at[there], place[there], ids=ids[there] * 4 + number)]
        threats.tables.add("intelligence_requirement", id=named("requirement-", ids[there] * 4 + number),
                           happened_at=at[there] + 60, recorded_at=np.maximum(at[there] + 65, known[there]),
                           scoring=named("scoring-", ids[there]), about=about)  # fmt: skip


def _bands(threats: Threats, place: np.ndarray, at: np.ndarray, ids: np.ndarray, known: np.ndarray) -> None:
    """The band follows the scoring; it is lowered now and then, which a supervisor agrees to."""
    first = np.searchsorted(place, place) == np.arange(len(place))
    falls = ~first & threats.chance.yes("lower band", ids, CHANGES)
    steps = np.cumsum(falls) - np.cumsum(falls)[np.searchsorted(place, place)]
    level = threats.made.networks.level[place] + steps
    lowered = falls & (level <= len(LEVELS) - 1)
    agreed = lowered & threats.course.whole("agree lower band", at, place, ids=ids)
    there = np.flatnonzero(first | lowered)
    threats.tables.add("threat_band", id=named("band-", ids[there]), happened_at=at[there], recorded_at=known[there],
                       threat=threats.name(place[there]), decided_by="mapping coordinator",
                       level=chosen(LEVELS, np.minimum(level, len(LEVELS) - 1)[there]), lowered=lowered[there],
                       rationale="as scored", agreed_by=chosen((None, "detective inspector"), agreed[there]),
                       agreed_recorded_at=np.where(agreed, known + 400, NEVER)[there])  # fmt: skip


def _events(threats: Threats, members: Members) -> None:
    at, of = members.events.at, members.event_of
    there = threats.within(of, at)
    threats.tables.add("threat_event", id=named("event-", members.events.ids[there]), happened_at=at[there],
                       recorded_at=at[there] + 60, threat=threats.name(of[there]),
                       kind=chosen(EVENTS, members.what[there]))  # fmt: skip


def _ended(threats: Threats) -> None:
    """Archived for a reason, and talked over; what was learned is written down."""
    one, course = threats.one, threats.course
    there = threats.there[threats.archived[threats.there] < NEVER]
    at, ids = threats.archived[there], one.ids[there]
    reason = one.chance.one_of("archived", ids, (0.4, 0.4, 0.08, 0.07, 0.05))
    kinds = ("dismantled", "dormant", "merged", "transferred", "not organised crime")
    threats.tables.add("archiving", id=named("archiving-", ids), happened_at=at, recorded_at=at,
                       threat=threats.name(there), decided_by="tasking chair", rationale="as scored",
                       reason=chosen(kinds, reason))  # fmt: skip
    threats.tables.add("reactivation", id=named("reactivation-", ids[:0]), happened_at=at[:0], recorded_at=at[:0],
                       threat=threats.name(there[:0]))  # nothing comes back here, and that is known  # fmt: skip
    there = np.intersect1d(course.done_of("debrief threat"), there)
    at, ids = course.when("debrief threat")[there], one.ids[there]
    known = course.entered("debrief threat", at, there)
    threats.tables.add("threat_debrief", id=named("debrief-", ids), happened_at=at, recorded_at=known,
                       threat=threats.name(there))  # fmt: skip
    learned = course.whole("write a lesson down", at, there)
    threats.tables.add("practice_lesson", id=named("lesson-debrief-", ids[learned]), happened_at=at[learned],
                       recorded_at=known[learned], debrief=named("debrief-", ids[learned]),
                       text="what worked, and what did not")  # fmt: skip
