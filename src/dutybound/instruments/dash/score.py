"""The domestic abuse checklist of 2009 (topics only), counted, and whether it calls for a case conference (MARAC).

Counts: 14 or more "yes" is visible high risk; 10 to 13 is shown as medium and fewer as standard, as one area publishes
it. A professional may raise the band and never lower it; a raise counts at once, and its reasons are asked for. What
nobody asked may be a yes.
"""

from typing import Literal

from pydantic import Field

from dutybound.instruments.instrument import Answers, Instrument, Reason, Score, possible

BANDS = ("standard", "medium", "high")
#: Fewest "yes" of each band. 14: SafeLives, visible high risk. 10: the guide of one area (Plymouth).
FROM = {"standard": 0, "medium": 10, "high": 14}
#: Domestic abuse events within twelve months that are taken for escalation. SafeLives: usually three, set locally.
ESCALATION = 3

Yes = bool | None


def asked(topic: str) -> Yes:
    """A question of the checklist by its topic; the wording is the publisher's."""
    value: Yes = Field(None, title=topic)
    return value


class Dash(Answers):
    """The 24 topics in the order of the list for partners, and what a professional and the records add."""

    injury: Yes = asked("the incident caused injury")
    frightened: Yes = asked("the victim is very frightened")
    feared: Yes = asked("what the victim fears: injury, killing, harm to others")
    isolated: Yes = asked("isolation from family and friends")
    depressed: Yes = asked("depression or suicidal thoughts of the victim")
    separated: Yes = asked("separation, or an attempt at it, in the past year")
    child_contact: Yes = asked("conflict over contact with children")
    stalked: Yes = asked("constant contact, following or stalking")
    pregnant: Yes = asked("pregnancy, or a baby in the past 18 months")
    more_often: Yes = asked("it happens more often")
    worse: Yes = asked("it is getting worse")
    controlled: Yes = asked("control, or excessive jealousy")
    weapons: Yes = asked("weapons or objects were used")
    killing_threatened: Yes = asked("threats to kill that were believed")
    strangled: Yes = asked("strangling, choking, suffocating or drowning")
    sexual: Yes = asked("sexual words or acts that hurt")
    others_feared: Yes = asked("another person threatens, or is feared")
    others_hurt: Yes = asked("somebody else was hurt too")
    animals: Yes = asked("animals were mistreated")
    money: Yes = asked("money, or dependence on it")
    substances: Yes = asked("drugs, alcohol or mental health of the perpetrator in the past year")
    perpetrator_suicidal: Yes = asked("threats or attempts of suicide by the perpetrator")
    breached: Yes = asked("bail, an injunction or a contact agreement was broken")
    criminal_history: Yes = asked("the perpetrator's criminal history")
    raised_to: Literal["medium", "high"] | None = Field(None, title="the band a professional raises it to")
    raised_because: str | None = Field(None, min_length=1, title="the professional's reasons")
    events_in_twelve_months: int | None = Field(
        None, ge=0, title="domestic abuse events in twelve months, this one too"
    )
    referred_within_twelve_months: Yes = asked("referred before for the same two people within twelve months")
    further_abuse_since: Yes = asked("violence, threats, stalking or sexual abuse since that referral, reported or not")


TOPICS = tuple(name for name, one in Dash.model_fields.items() if one.annotation == Yes)[:24]
REPEAT = ("referred_within_twelve_months", "further_abuse_since")


def band_of(count: int) -> str:
    """The band of so many "yes" answers."""
    return next(band for band in reversed(BANDS) if count >= FROM[band])


def score_dash(answers: Dash) -> Score:
    """The count of "yes", the bands that are possible, and the criteria for a conference that are met or may be.

    Reasons for a raise without its band may raise to the highest: what is not said is never low.
    """
    said, open_topics = counted(answers)
    raised = BANDS.index(answers.raised_to or BANDS[0])
    may_be_raised = BANDS.index(answers.raised_to or BANDS[-1 if answers.raised_because else 0])
    least = BANDS[max(raised, BANDS.index(band_of(len(said))))]
    most = BANDS[max(may_be_raised, BANDS.index(band_of(len(said) + len(open_topics))))]
    unknown = [*open_topics, *(name for name in ("events_in_twelve_months", *REPEAT) if getattr(answers, name) is None)]
    if bool(answers.raised_to) != bool(answers.raised_because):
        unknown.append("raised_because" if answers.raised_to else "raised_to")
    reasons = [Reason(f"yes: {Dash.model_fields[name].title}", 1) for name in said]
    reasons += [] if said else [Reason("no topic was answered with yes")]
    reasons += criteria(answers) + may_be_met(answers)
    return Score(len(said), "yes answers of 24", possible(BANDS, least, most), tuple(reasons), tuple(unknown))


def counted(answers: Dash) -> tuple[list[str], list[str]]:
    """The topics answered with yes, and those that nobody answered."""
    topics = {name: getattr(answers, name) for name in TOPICS}
    return [name for name in TOPICS if topics[name]], [name for name in TOPICS if topics[name] is None]


def criteria(answers: Dash) -> list[Reason]:
    """The criteria for referral to a conference that are met: any one is enough, and a person refers."""
    met = []
    if (count := len(counted(answers)[0])) >= FROM["high"]:
        met.append(Reason(f"refer: visible high risk ({count} of 24 answered yes, {FROM['high']} are enough)"))
    if answers.raised_to == "high" and answers.raised_because:
        met.append(Reason(f"refer: professional judgement ({answers.raised_because})"))
    if (answers.events_in_twelve_months or 0) >= ESCALATION:
        met.append(Reason(f"refer: escalation ({answers.events_in_twelve_months} events in twelve months)"))
    if answers.referred_within_twelve_months and answers.further_abuse_since:
        met.append(Reason("refer: a repeat within twelve months of the last referral"))
    return met


def may_be_met(answers: Dash) -> list[Reason]:
    """The criteria that what nobody answered may meet: a conference is not ruled out before they are asked."""
    said, unknown = (len(one) for one in counted(answers))
    perhaps = []
    if said < FROM["high"] <= said + unknown:
        perhaps.append(Reason(f"may be: visible high risk ({said} of 24 answered yes, {unknown} not answered)"))
    if answers.raised_to == "high" and not answers.raised_because:
        perhaps.append(Reason("may be: professional judgement (raised to high, and nobody says why)"))
    if answers.raised_because and not answers.raised_to:
        text = f"may be: professional judgement ({answers.raised_because}; nobody says to which band it raises)"
        perhaps.append(Reason(text))
    if answers.events_in_twelve_months is None:
        perhaps.append(Reason("may be: escalation (nobody counted the events of twelve months)"))
    repeat = [getattr(answers, name) for name in REPEAT]
    if None in repeat and False not in repeat:
        perhaps.append(Reason("may be: a repeat within twelve months of the last referral (not all was answered)"))
    return perhaps


INSTRUMENTS = (
    Instrument(
        name="dash",
        title="Domestic abuse checklist (DASH) and criteria for a case conference (MARAC)",
        family="domestic abuse",
        version="2009, list of 24",
        source="ACPO and CAADA 2009, SafeLives referral criteria; bands below 14 as Plymouth publishes them",
        mark="published",
        answers=Dash,
        score=score_dash,
        bands=BANDS,
    ),
)
