"""Organised crime: candidates, nominations, what was mapped and why, and how great each threat is found to be.

Nothing here names a source, an interception or a surveillance. An unknown heading is unknown and never low. Whoever is
suspected or is taken for a member is not thereby found to have done anything.

One rule for empty boxes in the standards of this area: where a standard asks for what should stand in the box, empty
counts as not done; where the box decides whether the standard applies at all, the duty cannot be assessed.
"""

from dutybound.records.bases import Assessment, Decision, Occurrence, Tenure
from dutybound.records.columns import (
    OPEN,
    PROJECT,
    RESTRICTED,
    SENSITIVE,
    Code,
    Instant,
    Mark,
    Of,
    Text,
    YesNo,
    published,
)

MAPPING = published("Ministry of Justice, organised crime group assessment prototype, 2017: sixteen headings")
SLAVERY = published("Modern Slavery Act 2015 s52 and the National Referral Mechanism")
STATUTE = published("Serious Crime Act 2015 s45")
KINDS = published("National Crime Agency, threats as groups, priority individuals and vulnerabilities (weak points)")
HANDLING = published("College of Policing, intelligence reports: codes 1 to 5, since 2016 P and C (to be confirmed)")

CRIMES = (
    "violence", "drugs", "fraud and financial crime", "organised theft", "illegal commodities", "sexual offences",
    "organised immigration crime", "environmental crime", "modern slavery", "child sexual exploitation", "cyber crime",
    "firearms supply", "county lines", "money laundering",
)  # fmt: skip


class Candidate(Occurrence):
    """A group, a person or a weak point (a place or a loophole) that may have to be mapped, from when somebody or a
    search of the records noticed it."""

    unit = Of("Unit", "candidates", "Where it was noticed.", OPEN, PROJECT, required=False)
    found_by = Code("Who noticed it.", RESTRICTED, PROJECT,
                    codes=("officer", "neighbourhood team", "public protection", "prison", "partner", "analyst",
                           "search of the records"))  # fmt: skip
    crime_type = Code("The crime that it seems to be about.", RESTRICTED, PROJECT, codes=CRIMES)


class CandidateSuspect(Occurrence):
    """A person was found to be suspected together with the others of a candidate."""

    candidate = Of("Candidate", "suspects", "The candidate.", RESTRICTED, PROJECT)
    person = Of("Person", "", "Who is suspected.", RESTRICTED, PROJECT, required=False)


class CandidateDecision(Decision):
    """Somebody decided what becomes of a candidate."""

    candidate = Of("Candidate", "decisions", "The candidate.", RESTRICTED, PROJECT)
    outcome = Code("What becomes of it.", RESTRICTED, PROJECT, codes=("nominate", "already mapped", "not pursued"))


class RetentionReview(Decision):
    """Somebody decided whether what is known of the suspects of a candidate is still kept."""

    candidate = Of("Candidate", "retention_reviews", "The candidate.", RESTRICTED, PROJECT)
    outcome = Code("What was decided.", RESTRICTED, PROJECT, codes=("kept", "kept in part", "deleted"))


class Nomination(Occurrence):
    """Somebody put a group, a person or a weak point forward to be mapped."""

    candidate = Of("Candidate", "nominations", "The candidate that it was.", RESTRICTED, PROJECT, required=False)
    unit = Of("Unit", "nominations", "Who put it forward.", OPEN, PROJECT, required=False)
    crime_type = Code("The crime that it is about.", RESTRICTED, PROJECT, codes=CRIMES)


class MappingDecision(Decision):
    """Whether to map what was put forward, and as what; with the four questions that make an organised crime group."""

    nomination = Of("Nomination", "decisions", "What was put forward.", RESTRICTED, PROJECT)
    outcome = Code("What was decided.", RESTRICTED, PROJECT,
                   codes=("group", "priority individual", "weak point", "develop further",
                          "not mapped"))  # fmt: skip
    three_or_more = YesNo(
        "Whether three or more people act together.", RESTRICTED, STATUTE, recorded="gate_recorded_at"
    )
    serious = YesNo("Whether their crime carries seven years or more.", RESTRICTED, STATUTE,
                    recorded="gate_recorded_at")  # fmt: skip
    for_gain = YesNo("Whether it is for a gain or benefit, of money or not.", RESTRICTED, STATUTE,
                     recorded="gate_recorded_at")  # fmt: skip
    continuing = YesNo("Whether they go on with it.", RESTRICTED, PROJECT, recorded="gate_recorded_at")
    gate_recorded_at = Instant("When the four answers were entered.", OPEN, PROJECT)


class Threat(Occurrence):
    """What was mapped: a group, a priority individual or a weak point, from the decision to map it."""

    decision = Of("MappingDecision", "threats", "The decision by which it was mapped.", RESTRICTED, PROJECT,
                  required=False)  # fmt: skip
    kind = Code("What it is.", RESTRICTED, KINDS, codes=("group", "priority individual", "weak point"))
    crime_type = Code("The crime for which it was mapped.", RESTRICTED, PROJECT, codes=CRIMES)
    handling = Code("How it may be passed on: a number of the older form; P permitted, C with conditions.", RESTRICTED,
                    HANDLING, codes=("1", "2", "3", "4", "5", "P", "C"), recorded="handling_recorded_at")  # fmt: skip
    handling_recorded_at = Instant("When the handling code was entered.", OPEN, PROJECT)


class MappingBody(Tenure):
    """A body maps and scores a threat: the force, or the regional organised crime unit (ROCU) for it."""

    threat = Of("Threat", "mapping_bodies", "The threat.", RESTRICTED, PROJECT)
    body = Code("Which.", OPEN, PROJECT, codes=("force", "regional unit"))


class ThreatSpan(Tenure):
    """The time in which a threat is disrupted, investigated or monitored; a reactivation begins another."""

    threat = Of("Threat", "active_spans", "The threat.", RESTRICTED, PROJECT)


def heading(about: str, mark: Mark = MAPPING) -> Code:
    """What a scoring found under one heading. Empty is not answered; unknown is an answer, and never low."""
    levels = ("none", "low", "medium", "high", "unknown")
    return Code(about, RESTRICTED, mark, codes=levels, recorded="headings_recorded_at")


class ThreatScoring(Assessment):
    """A threat was scored, heading by heading: eight of what it does, eight of what it can, and six that the
    published form leaves out."""

    threat = Of("Threat", "scorings", "The threat.", RESTRICTED, PROJECT)
    prompted_by = Code("Why it was scored then.", RESTRICTED, PROJECT,
                       codes=("mapping", "interval", "event", "archiving"))  # fmt: skip
    violence = heading("Violent criminal activity.")
    drugs = heading("Drug activity.")
    fraud = heading("Fraud and financial crime.")
    theft = heading("Organised theft.")
    illegal_commodities = heading("Importation, counterfeiting and illegal supply of commodities.")
    sexual_offences = heading("Sexual offences.")
    immigration_crime = heading("Organised immigration crime.")
    environmental_crime = heading("Environmental crime.")
    worth = heading("Cash flow and financial worth.")
    enterprises = heading("Several enterprises, criminal or legitimate.")
    other_groups = heading("Links to other groups.")
    scope = heading("Geographical scope.")
    cohesion = heading("Cohesion.")
    infiltration = heading("Infiltration.")
    expertise = heading("Expertise.")
    tactical_awareness = heading("Tactical awareness.")
    modern_slavery = heading("Modern slavery and trafficking.", PROJECT)
    child_exploitation = heading("Sexual exploitation of children.", PROJECT)
    cyber_crime = heading("Crime that depends on computers.", PROJECT)
    firearms_supply = heading("Supply of firearms.", PROJECT)
    county_lines = heading("County lines.", PROJECT)
    money_laundering = heading("Money laundering.", PROJECT)
    headings_recorded_at = Instant("When the last heading was entered.", OPEN, PROJECT)


class IntelligenceRequirement(Occurrence):
    """Somebody was asked to find out what a scoring did not know."""

    scoring = Of("ThreatScoring", "requirements", "The scoring.", RESTRICTED, PROJECT)
    about = Code(
        "Whether it is about what the threat does, what it can, or a heading that the published form leaves out.",
        RESTRICTED,
        PROJECT,
        codes=("activity", "capability", "further"),
        required=True,
    )


class ThreatBand(Decision):
    """How great a threat was judged to be, until the next such decision. The bands are the force's own."""

    threat = Of("Threat", "bands", "The threat.", RESTRICTED, PROJECT)
    level = Code("The band.", RESTRICTED, PROJECT, codes=("top", "middle", "low"))
    lowered = YesNo("Whether this is lower than before.", RESTRICTED, PROJECT)
    agreed_by = Text("The supervisor who agreed that it is lower.", RESTRICTED, PROJECT, recorded="agreed_recorded_at")
    agreed_recorded_at = Instant("When the agreement was entered.", OPEN, PROJECT)


class ThreatEvent(Occurrence):
    """Something happened that may change how great a threat is."""

    threat = Of("Threat", "events", "The threat.", RESTRICTED, PROJECT)
    kind = Code(
        "What happened.",
        RESTRICTED,
        PROJECT,
        codes=(
            "charge of a key member",
            "remand of a key member",
            "release of a key member",
            "firearm discharge",
            "new crime type",
            "merger or split",
            "threat to life",
        ),
    )


class ThreatMember(Tenure):
    """A person belongs to a group, in one role; another role is another row."""

    threat = Of("Threat", "members", "The group.", RESTRICTED, PROJECT)
    person = Of("Person", "memberships", "Who belongs to it.", RESTRICTED, PROJECT)
    role = Code("What they are seen to do, which does not say that they chose it.", RESTRICTED, MAPPING,
                codes=("enforcer", "courier", "street dealer", "armourer", "street thief", "planner",
                       "other"))  # fmt: skip
    key_member = YesNo("Whether the group depends on them.", SENSITIVE, PROJECT)


class ExploitationCheck(Assessment):
    """Somebody asked of one member of a group, or of those around a candidate, whether they are a child or exploited.

    A courier of fifteen is a child at risk first. Several people of one candidate are several checks.
    """

    member = Of("ThreatMember", "exploitation_checks", "The member.", SENSITIVE, PROJECT, required=False)
    candidate = Of("Candidate", "exploitation_checks", "The candidate, where nobody is a member of anything yet.",
                   RESTRICTED, PROJECT, required=False)  # fmt: skip
    found = Code("Who may be a victim: somebody under eighteen, or an adult who may be exploited.", SENSITIVE, SLAVERY,
                 codes=("child", "adult who may be exploited", "nobody"))  # fmt: skip


class SafeguardingReferral(Occurrence):
    """A child or an adult whom a check found was told to those who safeguard them."""

    exploitation_check = Of("ExploitationCheck", "safeguarding_referrals", "The check.", SENSITIVE, PROJECT)
    agency = Of("Agency", "", "Who was told.", OPEN, PROJECT, required=False)


class ReferralMechanismDecision(Decision):
    """Whether a possible victim was referred to the National Referral Mechanism, or notified without their name."""

    exploitation_check = Of("ExploitationCheck", "mechanism_decisions", "The check.", SENSITIVE, PROJECT)
    outcome = Code("What was decided: an adult is referred only with consent, and notified without it.", SENSITIVE,
                   SLAVERY, codes=("referred", "notified without consent", "no reasonable grounds"))  # fmt: skip


class ThreatLink(Tenure):
    """Two groups have to do with each other."""

    threat = Of("Threat", "links", "The one.", RESTRICTED, PROJECT)
    other = Of("Threat", "linked_from", "The other.", RESTRICTED, PROJECT)
    kind = Code("What they are to each other.", RESTRICTED, PROJECT, codes=("supplies", "allied", "hostile"))
