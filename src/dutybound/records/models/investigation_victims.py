"""Victims in an investigation: what they need, what was agreed with them, what they were told, and what they asked."""

from dutybound.records.bases import Assessment, Occurrence, Tenure
from dutybound.records.columns import (
    OPEN,
    PERSONAL,
    PROJECT,
    RESTRICTED,
    SENSITIVE,
    Code,
    Instant,
    Of,
    Text,
    YesNo,
    published,
)

CODE = published("Code of Practice for Victims of Crime, in the edition of the day")
REVIEW = published("National Police Chiefs' Council, police victims' right to review scheme, from 1 April 2015")


class NeedsAssessment(Assessment):
    """What a victim needs, and which rights they have under the Code, until the next assessment."""

    investigation = Of("Investigation", "needs_assessments", "The investigation.", PERSONAL, PROJECT)
    rights = Code("Enhanced for victims of the most serious crime, the persistently targeted, and the vulnerable or "
                  "intimidated.", SENSITIVE, CODE, codes=("standard", "enhanced"))  # fmt: skip
    vulnerable = YesNo("Whether they were found vulnerable or intimidated.", SENSITIVE, CODE)
    no_longer_because = Text("Why somebody who was found vulnerable no longer is.", SENSITIVE, PROJECT)


class ContactContract(Tenure):
    """What a victim and the officer agreed about contact, as long as it holds."""

    investigation = Of("Investigation", "contact_contracts", "The investigation.", PERSONAL, PROJECT)
    interval = Code("How often they are to hear; empty: no interval was agreed.", PERSONAL, PROJECT,
                    recorded="interval_recorded_at",
                    codes=("1 day", "2 days", "7 days", "14 days", "28 days", "1 month"))  # fmt: skip
    interval_recorded_at = Instant("When that was entered, where that was later.", OPEN, PROJECT)
    safe_contact = Text("How and when it is safe to reach them, and how it is not.", RESTRICTED, PROJECT)


class CaseEvent(Occurrence):
    """Something of which a victim must be told."""

    investigation = Of("Investigation", "events", "The investigation.", PERSONAL, PROJECT)
    kind = Code("What it was.", SENSITIVE, CODE,
                codes=("no investigation", "arrest", "interview under caution", "bail", "bail changed",
                       "released without charge", "released under investigation", "charge", "caution", "penalty",
                       "no further action"))  # fmt: skip


class Contact(Occurrence):
    """A victim was told something, or could safely not be, or did not wish to."""

    investigation = Of("Investigation", "contacts", "The investigation.", PERSONAL, PROJECT)
    event = Of("CaseEvent", "contacts", "The event of which they were told.", PERSONAL, PROJECT, required=False)
    reached = YesNo("Whether they were reached.", PERSONAL, PROJECT)
    not_made_because = Code("Why they are not to be reached; that nobody answered is no such reason.", SENSITIVE,
                            PROJECT, codes=("refused", "not safe"))  # fmt: skip
    new_to_them = YesNo("Whether they were told something new, or had a question answered.", PERSONAL, PROJECT)


class SupportReferral(Occurrence):
    """A victim was asked whether they want support, and said yes or no."""

    investigation = Of("Investigation", "support_referrals", "The investigation.", PERSONAL, PROJECT)
    service = Of("Agency", "support_referrals", "The service that was asked for it.", OPEN, PROJECT, required=False)
    accepted = YesNo("Whether they want it.", SENSITIVE, CODE)
    met_at = Instant("When the service reached them.", PERSONAL, CODE, recorded="met_recorded_at")
    met_recorded_at = Instant("When that was entered.", OPEN, PROJECT)


class RightToReview(Occurrence):
    """A victim asked that a decision not to prosecute be looked at again."""

    investigation = Of("Investigation", "requests_for_review", "The investigation.", PERSONAL, PROJECT)
    acknowledged_at = Instant(
        "When the request was acknowledged.", OPEN, REVIEW, recorded="acknowledgement_recorded_at"
    )
    acknowledgement_recorded_at = Instant("When that was entered.", OPEN, PROJECT)
    told_at = Instant("When the victim was told the decision, with reasons.", PERSONAL, REVIEW,
                      recorded="told_recorded_at")  # fmt: skip
    told_recorded_at = Instant("When that was entered.", OPEN, PROJECT)
