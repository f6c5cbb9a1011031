"""Diversion projects: a place has a reason, is reviewed, is agreed to, and can be left. No list of suspects.

Where a box is empty that the standard asks for, the duty is not fulfilled: overdue when the time is over. It cannot be
assessed only where the empty box would say whether the standard applies at all.
"""

from typing import NamedTuple

from dutybound.duties import Subject, each, every, measure, policy, share, standard, throughout, within

REPORT = "PEEL 2016 Staffordshire, Q4: projects that deter people from being drawn in; the safeguard is this project's"
PLACE = {"began_at": "2016-03-01T09:00", "reference": "Simulated reference"}
LEFT = {**PLACE, "ended_at": "2016-10-31T16:00"}
GIVEN_BY = ("themselves", "parent or carer")


class Agreed(NamedTuple):
    themselves: object
    carer: object


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="youth worker", missing="unassessable")
def place_reasoned(place: Subject["diversion_place"]):
    """Nobody has a place in a diversion project without a reason, a proposer and a review date; nobody under ten has
    one; and of whoever is under sixteen it is on record until when."""
    why = place.entry_reason.is_known() & place.referred_by.is_known() & place.review_on.is_known()
    child = (place.age == "ten to fifteen") & place.years_under_sixteen.exists()
    return each(place).must(why & (child | (place.age == "sixteen or over")), within=policy("diversion.entry"))


ENTRY = {"entry_reason": "why", "referred_by": "school", "age": "sixteen or over", "review_on": "2016-08-31"}
CHILD = {**ENTRY, "age": "ten to fifteen", "years_under_sixteen": ["2016-03-01T09:00..2017-05-04T00:00"]}
place_reasoned.example("reason, proposer, age and review date are there", as_at="2016-06-30", expect="met",
                       due="2016-03-08", **PLACE, **ENTRY)  # fmt: skip
place_reasoned.example("a child of fourteen, and until when they are under sixteen", as_at="2016-06-30", expect="met",
                       **PLACE, **CHILD)  # fmt: skip
place_reasoned.example("a child of fourteen, and nobody says until when", as_at="2016-06-30", expect="overdue",
                       **PLACE, **{**CHILD, "years_under_sixteen": []})  # fmt: skip
place_reasoned.example("there is time to write it down", as_at="2016-03-08", expect="pending", **PLACE)
place_reasoned.example(
    "the place was given without a reason",
    as_at="2016-03-09",
    expect="overdue",
    **PLACE,
    **{**ENTRY, "entry_reason": None},
)
place_reasoned.example("a child of nine was given a place", as_at="2016-06-30", expect="overdue", **PLACE,
                       **{**ENTRY, "age": "under ten"})  # fmt: skip
place_reasoned.example("nobody asked how old they are", as_at="2016-06-30", expect="overdue", **PLACE,
                       **{**ENTRY, "age": None})  # fmt: skip
place_reasoned.example(
    "the reason was written down after a month",
    as_at="2016-06-30",
    expect="met_late",
    **PLACE,
    **ENTRY,
    entry_recorded_at="2016-04-01T09:00",
)


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="youth worker", missing="unassessable",
          feed="weekly")  # fmt: skip
def place_reviewed(place: Subject["diversion_place"]):
    """A place is reviewed at least every six months: whether it is still right, and why."""
    reviews = place.reviews
    reasoned = reviews.where(reviews.outcome.is_known() & reviews.rationale.is_known())
    return every(policy("diversion.review"), during=place).met_by(reasoned)


STAYS = {"outcome": "stays", "rationale": "why"}
place_reviewed.example(
    "reviewed on the last day of six months",
    as_at="2016-12-31",
    expect=["met", "pending"],
    due="2016-09-01",
    **PLACE,
    reviews=[{"happened_at": "2016-09-01T09:00", **STAYS}],
)
place_reviewed.example("reviewed a day later", as_at="2016-12-31", expect=["met_late", "pending"], **PLACE,
                       reviews=[{"happened_at": "2016-09-02T09:00", **STAYS}])  # fmt: skip
place_reviewed.example(
    "six months from the beginning of the place are not over", as_at="2016-09-01", expect="pending", **PLACE
)
place_reviewed.example("a review that gives no reason is none", as_at="2016-12-31", expect="overdue", **PLACE,
                       reviews=[{"happened_at": "2016-08-01T09:00", "outcome": "stays"}])  # fmt: skip
place_reviewed.example("reviewed, and left before the next", as_at="2016-12-31", expect=["met", "lapsed"], **LEFT,
                       reviews=[{"happened_at": "2016-08-01T09:00", **STAYS}])  # fmt: skip
place_reviewed.example("the place ended, and it was never reviewed", as_at="2016-12-31", expect="missed", **LEFT)
place_reviewed.example("reviewed in time and entered two months later", as_at="2016-12-31",
                       expect=["met", "pending"], **PLACE,
                       reviews=[{"happened_at": "2016-08-20T09:00", "recorded_at": "2016-10-20T09:00", **STAYS}],
                       )  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="youth worker", missing="unassessable",
          feed="hourly")  # fmt: skip
def place_agreed(place: Subject["diversion_place"]):
    """Nobody is in a diversion project who does not agree to it themselves, and nobody under sixteen without the
    agreement of who cares for them as well: neither can agree for the other. When one of them withdraws, the place
    ends that day. From sixteen the young person's own agreement is enough."""
    limit = policy("diversion.agreement")
    own, carers = (place.agreements.where(given_by=one) for one in GIVEN_BY)
    return Agreed(
        throughout(place).has(own, within=limit), throughout(place.years_under_sixteen).has(carers, within=limit)
    )


def agreements(given_by: str, *spans: str, **more: str) -> list[dict]:
    return [dict(zip(("began_at", "ended_at"), one.split(".."), strict=False), given_by=given_by, **more)
            for one in spans]  # fmt: skip


for part, who, other, of_place, of_left in (
    ("themselves", *GIVEN_BY, PLACE, LEFT),
    ("carer", *reversed(GIVEN_BY), {**PLACE, "years_under_sixteen": ["2016-03-01T09:00"]},
     {**LEFT, "years_under_sixteen": ["2016-03-01T09:00..2016-10-31T16:00"]}),
):  # fmt: skip
    place_agreed.example("agreed on the first day", part=part, as_at="2016-06-30", expect="met", **of_place,
                         agreements=agreements(who, "2016-03-01T11:00"))  # fmt: skip
    place_agreed.example("the first day is not over", part=part, as_at="2016-03-01", expect="pending",
                         due="2016-03-01", **of_place)  # fmt: skip
    place_agreed.example("the other agreed, and that is not enough", part=part, as_at="2016-03-02", expect="overdue",
                         **of_place, agreements=agreements(other, "2016-03-01T11:00"))  # fmt: skip
    place_agreed.example("agreed on the next day", part=part, as_at="2016-06-30", expect="met_late", **of_place,
                         agreements=agreements(who, "2016-03-02T09:00"))  # fmt: skip
    place_agreed.example("withdrawn, and in the project for weeks still", part=part, as_at="2016-12-31",
                         expect=["met", "missed"], **of_left,
                         agreements=agreements(who, "2016-02-25T09:00..2016-10-01T09:00"))  # fmt: skip
    place_agreed.example("withdrawn, and the place ended that day", part=part, as_at="2016-12-31",
                         expect=["met", "lapsed"], **of_left,
                         agreements=agreements(who, "2016-02-25T09:00..2016-10-31T09:00"))  # fmt: skip
    place_agreed.example("agreed in time and entered a week later: as everywhere, overdue while nobody could know",
                         part=part, as_at="2016-03-07", expect="overdue", **of_place,
                         agreements=agreements(who, "2016-02-25T09:00", recorded_at="2016-03-08T09:00"))  # fmt: skip
place_agreed.example("sixteen, and nobody else is asked", part="carer", as_at="2016-06-30", expect=[], **PLACE,
                     agreements=agreements("themselves", "2016-03-01T11:00"))  # fmt: skip
place_agreed.example("sixteen in May: the carer's withdrawal in June ends nothing", part="carer", as_at="2016-06-30",
                     expect="met", **PLACE, years_under_sixteen=["2016-03-01T09:00..2016-05-04T00:00"],
                     agreements=agreements("parent or carer", "2016-03-01T09:00..2016-06-10T09:00"))  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="youth worker", missing="unassessable")
def under_ten_to_early_help(proposal: Subject["under_ten_proposal"]):
    """A child under ten who is proposed to a diversion project is not taken, and is not left with nothing: they are
    referred to early help."""
    return within(policy("diversion.early_help")).met_by(proposal.early_help_referrals)


NINE = {"happened_at": "2016-06-01T09:00", "reference": "Simulated reference"}
under_ten_to_early_help.example("a child of nine, referred on the second working day", as_at="2016-06-30",
                                expect="met", due="2016-06-03", **NINE,
                                early_help_referrals=["2016-06-03T09:00"])  # fmt: skip
under_ten_to_early_help.example("two working days are not over", as_at="2016-06-03", expect="pending", **NINE)
under_ten_to_early_help.example("turned away and left with nothing", as_at="2016-06-04", expect="overdue", **NINE)
under_ten_to_early_help.example("referred after a week", as_at="2016-06-30", expect="met_late", **NINE,
                                early_help_referrals=["2016-06-08T09:00"])  # fmt: skip
under_ten_to_early_help.example("referred in time and entered a week later", as_at="2016-06-30", expect="met", **NINE,
                                early_help_referrals=[
                                    {"happened_at": "2016-06-02T09:00", "recorded_at": "2016-06-09T09:00"}],
                                )  # fmt: skip


@standard(
    version="1",
    valid_from="2015-04-01",
    mark="published",
    owed_by="youth worker",
    missing="unassessable",
    source="Data Protection Act 1998 s10(3); from 25 May 2018 General Data Protection Regulation Art. 12(3) and 17",
)
def removal_answered(place: Subject["diversion_place"]):
    """Whoever asks to be removed from a diversion project gets an answer to that request, with the reason, within the
    time that data protection law gives on that day."""
    answers = place.removal_answers
    reasoned = answers.where(answers.outcome.is_known() & answers.rationale.is_known())
    return within(policy("diversion.removal"), of=place.removal_requests).met_by(reasoned, for_=answers.request)


ASKS = {"id": "first", "happened_at": "2016-05-31T09:00"}
APPEALS = {"id": "appeal", "happened_at": "2016-06-20T09:00"}
SAYS_NO = {"outcome": "refused", "rationale": "why"}


def answered(at: str, request: str = "first", **more: str) -> dict:
    return {"happened_at": at, "request": request, **SAYS_NO, **more}


removal_answered.example(
    "answered on the twenty-first day",
    as_at="2016-08-31",
    expect="met",
    due="2016-06-21",
    **PLACE,
    removal_requests=[ASKS],
    removal_answers=[answered("2016-06-21T09:00")],
)
removal_answered.example(
    "answered a day later",
    as_at="2016-08-31",
    expect="met_late",
    **PLACE,
    removal_requests=[ASKS],
    removal_answers=[answered("2016-06-22T09:00")],
)
removal_answered.example("an answer to the first is none to the appeal", as_at="2016-06-22", expect=["met", "pending"],
                         **PLACE, removal_requests=[ASKS, APPEALS],
                         removal_answers=[answered("2016-06-21T09:00")])  # fmt: skip
removal_answered.example("refused without a reason", as_at="2016-07-01", expect="overdue", **PLACE,
                         removal_requests=[ASKS], removal_answers=[
                             {"happened_at": "2016-06-10T09:00", "request": "first", "outcome": "refused"}],
                         )  # fmt: skip
removal_answered.example("asked in May 2018, when the law gave a month", as_at="2018-07-31", expect="met",
                         due="2018-06-30", **PLACE,
                         removal_requests=[{"id": "first", "happened_at": "2018-05-30T09:00"}],
                         removal_answers=[answered("2018-06-29T09:00")])  # fmt: skip
removal_answered.example("answered in time and entered a month later", as_at="2016-08-31", expect="met", **PLACE,
                         removal_requests=[ASKS],
                         removal_answers=[answered("2016-06-20T09:00", recorded_at="2016-07-20T09:00")])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q4: greater use of partnerships to aim diversion at identified groups",
         unit="share", better="more")  # fmt: skip
def places_aimed_at_groups(place: Subject["diversion_place"]):
    """Of all places, those in projects that are aimed at a mapped group: said of the project, and never of a child."""
    return share(place.project.aims.exists())


AIMED = {"began_at": "2016-01-04T09:00", "name": "Simulated project", "aims": ["2016-01-04T09:00"]}
places_aimed_at_groups.example(
    "of two places one is in a project that is aimed at a group",
    as_at="2016-12-31",
    expect=0.5,
    subjects=[
        {**PLACE, "project": AIMED},
        {**PLACE, "project": {"began_at": "2016-01-04T09:00", "name": "Simulated project"}},
    ],
)
