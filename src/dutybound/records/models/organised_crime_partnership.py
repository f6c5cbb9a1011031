"""Organised crime understood and worked at with partners: themes, local profiles, joint actions, campaigns."""

from dutybound.records.bases import Action, Assessment, Occurrence, Tenure
from dutybound.records.columns import (
    OPEN,
    PROJECT,
    RESTRICTED,
    Code,
    Instant,
    Number,
    Of,
    Text,
    Whole,
    YesNo,
    published,
)
from dutybound.records.models.organised_crime_response import FOUR, FOUR_PS

GUIDE = published("Home Office, serious and organised crime local profiles: a guide, 2014 and 2025")
MORILE = published("National Police Chiefs' Council, management of risk in law enforcement, 2015")


class ThreatTheme(Tenure):
    """A theme of organised crime that the force has to assess, for as long as it has to."""

    unit = Of("Unit", "themes", "The force, or the part of it, that assesses it.", OPEN, PROJECT)
    name = Text("What it is called.", OPEN, PROJECT)


class ThemeScoring(Assessment):
    """A panel assessed a theme: its harm, and how likely it is."""

    theme = Of("ThreatTheme", "scorings", "The theme.", RESTRICTED, PROJECT)
    risk = Number("Harm times likelihood, as the panel agreed it.", RESTRICTED, MORILE)
    confidence = Whole("How good the data were, from 1 to 5; said beside the risk, never multiplied into it.",
                       RESTRICTED, MORILE)  # fmt: skip
    gaps = Text("What is not known.", RESTRICTED, PROJECT)


def topic(about: str) -> Code:
    """What a profile has on one topic. Empty says nothing; a nil return says that it was looked for and not found."""
    return Code(about, OPEN, PROJECT, codes=("described", "nil return"), recorded="topics_recorded_at")


class LocalProfile(Occurrence):
    """A profile of organised crime in an area, from its approval with the partners; the document stands elsewhere."""

    unit = Of("Unit", "profiles", "The force, or the division, whose area it is about.", OPEN, GUIDE)
    area = topic("The area and its people.")
    groups = topic("Groups, by type and place, without names.")
    newer_crimes = topic("The newer crimes.")
    gangs = topic("Gangs and county lines.")
    vulnerable = topic("People, places and businesses that are vulnerable to it.")
    enablers = topic("What enables it: firearms, money laundering, corruption, professions.")
    releases = topic("Who is due to be released from prison.")
    communities = topic("What communities say.")
    partner_data = topic("Partners' data, used or not.")
    gaps = topic("What is not known.")
    what_works = topic("What has worked.")
    proposals = topic("What is recommended, by each of the four Ps.")
    topics_recorded_at = Instant("When the last topic was entered.", OPEN, PROJECT)


class ProfileRequest(Occurrence):
    """A partner was asked for what it knows, for a profile."""

    profile = Of("LocalProfile", "requests", "The profile.", RESTRICTED, PROJECT)
    agency = Of("Agency", "profile_requests", "The partner.", OPEN, PROJECT)
    answered_at = Instant("When it answered.", OPEN, PROJECT, recorded="answer_recorded_at")
    answer = Code("What it answered.", OPEN, PROJECT, codes=("given", "nothing held", "refused"),
                  recorded="answer_recorded_at")  # fmt: skip
    answer_recorded_at = Instant("When the answer was entered.", OPEN, PROJECT)
    used = YesNo("Whether the profile uses it.", OPEN, PROJECT, recorded="use_recorded_at")
    why_not = Text("Why it was not used.", RESTRICTED, PROJECT, recorded="use_recorded_at")
    use_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class ProfileRecommendation(Occurrence):
    """Something that a profile recommends."""

    profile = Of("LocalProfile", "recommendations", "The profile.", RESTRICTED, PROJECT)
    p = Code("Which of the four Ps it belongs to.", OPEN, FOUR, codes=FOUR_PS)
    declined_at = Instant("When the partnership declined it.", OPEN, PROJECT, recorded="decline_recorded_at")
    why_declined = Text("Why it was declined.", RESTRICTED, PROJECT, recorded="decline_recorded_at")
    decline_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class JointAction(Action):
    """Something that a partnership gave one of its bodies to do about organised crime."""

    recommendation = Of("ProfileRecommendation", "joint_actions", "The recommendation that it follows.", RESTRICTED,
                        PROJECT, required=False)  # fmt: skip
    meeting = Of("BoardMeeting", "joint_actions", "The meeting that set it.", OPEN, PROJECT, required=False)
    agency = Of("Agency", "joint_actions", "The body that is to do it; empty: the force.", OPEN, PROJECT,
                required=False)  # fmt: skip


class AwarenessCampaign(Tenure):
    """The public was told about organised crime and what to do, in one campaign."""

    unit = Of("Unit", "campaigns", "Who ran it.", OPEN, PROJECT)
    theme = Text("What it was about.", OPEN, PROJECT)


class CampaignResult(Assessment):
    """What a campaign did, by one measure."""

    campaign = Of("AwarenessCampaign", "results", "The campaign.", OPEN, PROJECT)
    kind = Code("By which measure.", OPEN, PROJECT,
                codes=("people reached", "share who remember it", "reports received after"))  # fmt: skip
    figure = Number("How much; empty: it could not be measured.", OPEN, PROJECT)
