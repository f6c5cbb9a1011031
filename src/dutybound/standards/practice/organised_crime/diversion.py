"""Diversion projects: a place has a reason, is reviewed, is agreed to, and can be left. No list of suspects."""

from dutybound.duties import Subject, each, every, measure, policy, share, standard, throughout, within

REPORT = "PEEL 2016 Staffordshire, Q4: projects that deter people from being drawn in; the safeguard is this project's"
PLACE = {"began_at": "2016-03-01T09:00", "reference": "Simulated reference"}
LEFT = {**PLACE, "ended_at": "2016-10-31T16:00"}


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="youth worker", missing="unassessable")
def place_reasoned(place: Subject["diversion_place"]):
    """Nobody has a place in a diversion project without a reason, a proposer and a review date, and nobody under
    ten."""
    why = place.entry_reason.is_known() & place.referred_by.is_known() & place.review_on.is_known()
    return each(place).must(why & (place.ten_or_over == True), within=policy("diversion.entry"))  # noqa: E712


ENTRY = {"entry_reason": "why", "referred_by": "school", "ten_or_over": True, "review_on": "2016-08-31"}
place_reasoned.example("all of it", as_at="2016-06-30", expect="met", due="2016-03-08", **PLACE, **ENTRY)
place_reasoned.example("there is time to write it down", as_at="2016-03-08", expect="pending", **PLACE)
place_reasoned.example("no reason", as_at="2016-03-09", expect="overdue", **PLACE, **{**ENTRY, "entry_reason": None})
place_reasoned.example("a child of nine", as_at="2016-06-30", expect="overdue", **PLACE,
                       **{**ENTRY, "ten_or_over": False})  # fmt: skip
place_reasoned.example("nobody asked how old they are", as_at="2016-06-30", expect="overdue", **PLACE,
                       **{**ENTRY, "ten_or_over": None})  # fmt: skip
place_reasoned.example("written down after a month", as_at="2016-06-30", expect="met_late", **PLACE, **ENTRY,
                       entry_recorded_at="2016-04-01T09:00")  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="youth worker", missing="unassessable",
          feed="weekly")  # fmt: skip
def place_reviewed(place: Subject["diversion_place"]):
    """A place is reviewed at least every six months: whether it is still right, and why."""
    reviews = place.reviews
    reasoned = reviews.where(reviews.outcome.is_known() & reviews.rationale.is_known())
    return every(policy("diversion.review"), during=place).met_by(reasoned)


STAYS = {"outcome": "stays", "rationale": "why"}
place_reviewed.example("on the last day", as_at="2016-12-31", expect=["met", "pending"], due="2016-09-01", **PLACE,
                       reviews=[{"happened_at": "2016-09-01T09:00", **STAYS}])  # fmt: skip
place_reviewed.example("a day later", as_at="2016-12-31", expect=["met_late", "pending"], **PLACE,
                       reviews=[{"happened_at": "2016-09-02T09:00", **STAYS}])  # fmt: skip
place_reviewed.example("there is time", as_at="2016-09-01", expect="pending", **PLACE)
place_reviewed.example("a review that gives no reason is none", as_at="2016-12-31", expect="overdue", **PLACE,
                       reviews=[{"happened_at": "2016-08-01T09:00", "outcome": "stays"}])  # fmt: skip
place_reviewed.example("reviewed, and left before the next", as_at="2016-12-31", expect=["met", "lapsed"], **LEFT,
                       reviews=[{"happened_at": "2016-08-01T09:00", **STAYS}])  # fmt: skip
place_reviewed.example("left, and never reviewed", as_at="2016-12-31", expect="missed", **LEFT)
place_reviewed.example("reviewed in time and entered two months later", as_at="2016-12-31",
                       expect=["met", "pending"], **PLACE,
                       reviews=[{"happened_at": "2016-08-20T09:00", "recorded_at": "2016-10-20T09:00", **STAYS}],
                       )  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="youth worker", missing="unassessable",
          feed="hourly")  # fmt: skip
def place_agreed(place: Subject["diversion_place"]):
    """Nobody is in a diversion project without their agreement, or that of who cares for them: when it is withdrawn,
    the place ends that day."""
    return throughout(place).has(place.agreements, within=policy("diversion.agreement"))


place_agreed.example("from the first day", as_at="2016-06-30", expect="met", **PLACE, agreements=["2016-03-01T11:00"])
place_agreed.example("the first day is not over", as_at="2016-03-01", expect="pending", due="2016-03-01", **PLACE)
place_agreed.example("nobody agreed", as_at="2016-03-02", expect="overdue", **PLACE)
place_agreed.example("agreed on the next day", as_at="2016-06-30", expect="met_late", **PLACE,
                     agreements=["2016-03-02T09:00"])  # fmt: skip
place_agreed.example("withdrawn, and in the project for weeks still", as_at="2016-12-31", expect=["met", "missed"],
                     **LEFT, agreements=["2016-02-25T09:00..2016-10-01T09:00"])  # fmt: skip
place_agreed.example("withdrawn, and the place ended that day", as_at="2016-12-31", expect=["met", "lapsed"], **LEFT,
                     agreements=["2016-02-25T09:00..2016-10-31T09:00"])  # fmt: skip
place_agreed.example("agreed in time and entered a week later: overdue until then", as_at="2016-03-07",
                     expect="overdue", **PLACE,
                     agreements=[{"began_at": "2016-02-25T09:00", "recorded_at": "2016-03-08T09:00"}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="youth worker", missing="unassessable")
def removal_answered(place: Subject["diversion_place"]):
    """Whoever asks to be removed from a diversion project gets an answer to that request, with the reason."""
    answers = place.removal_answers
    reasoned = answers.where(answers.outcome.is_known() & answers.rationale.is_known())
    return within(policy("diversion.removal"), of=place.removal_requests).met_by(reasoned, for_=answers.request)


ASKS = {"id": "first", "happened_at": "2016-05-31T09:00"}
APPEALS = {"id": "appeal", "happened_at": "2016-06-20T09:00"}
SAYS_NO = {"outcome": "refused", "rationale": "why"}


def answered(at: str, request: str = "first", **more: str) -> dict:
    return {"happened_at": at, "request": request, **SAYS_NO, **more}


removal_answered.example("on the last day of the month", as_at="2016-08-31", expect="met", due="2016-06-30", **PLACE,
                         removal_requests=[ASKS], removal_answers=[answered("2016-06-30T09:00")])  # fmt: skip
removal_answered.example("a day later", as_at="2016-08-31", expect="met_late", **PLACE, removal_requests=[ASKS],
                         removal_answers=[answered("2016-07-01T09:00")])  # fmt: skip
removal_answered.example("an answer to the first is none to the appeal", as_at="2016-06-30", expect=["met", "pending"],
                         **PLACE, removal_requests=[ASKS, APPEALS],
                         removal_answers=[answered("2016-06-25T09:00")])  # fmt: skip
removal_answered.example("refused without a reason", as_at="2016-07-01", expect="overdue", **PLACE,
                         removal_requests=[ASKS], removal_answers=[
                             {"happened_at": "2016-06-10T09:00", "request": "first", "outcome": "refused"}],
                         )  # fmt: skip
removal_answered.example("answered in time and entered a month later", as_at="2016-08-31", expect="met", **PLACE,
                         removal_requests=[ASKS],
                         removal_answers=[answered("2016-06-20T09:00", recorded_at="2016-07-20T09:00")])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q4: greater use of partnerships to aim diversion at identified groups",
         unit="share", better="more")  # fmt: skip
def places_aimed_at_groups(place: Subject["diversion_place"]):
    """Of all places, those in projects that are aimed at a mapped group: said of the project, and never of a child."""
    return share(place.project.aims.exists())


AIMED = {"began_at": "2016-01-04T09:00", "name": "Simulated project", "aims": ["2016-01-04T09:00"]}
places_aimed_at_groups.example("one of two", as_at="2016-12-31", expect=0.5, subjects=[
    {**PLACE, "project": AIMED}, {**PLACE, "project": {"began_at": "2016-01-04T09:00", "name": "Simulated project"}},
])  # fmt: skip
