"""A contact contract is made with a vulnerable victim, and what was agreed with any victim is kept."""

from dutybound.duties import Subject, between, each, every, measure, policy, share, standard, throughout

SOURCE = "PEEL 2016 Staffordshire, Q3 (vulnerable cases without a victim contact contract)"


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="officer", missing="unassessable")
def contact_contracted(case: Subject["investigation"]):
    """From the limit after they were found vulnerable, as long as the investigation is open, a victim has a contact
    contract, which says how and when it is safe to reach them."""
    found = case.needs_assessments.where(vulnerable=True)
    safe = case.contact_contracts.where(case.contact_contracts.safe_contact.is_known())
    return throughout(between(found | case.open_spans.after(found), case.open_spans.ended_at)).has(
        safe, within=policy("victim.contract")
    )


@standard(version="1", valid_from="2013-12-10", source="Code of Practice for Victims of Crime, updates as agreed; "
          "PEEL 2016 Staffordshire, Q3", mark="published", owed_by="officer", missing="unassessable",
          applies=lambda case: case.victim.is_known() | (case.against == "person"))  # fmt: skip
def contact_kept(case: Subject["investigation"]):
    """The victim of an open investigation hears of it as often as was agreed with them, or as the policy says where
    nothing was; a contact that they refused, or that was not safe, counts when it says so."""
    contact = case.contacts
    made = contact.where((contact.reached == True) | contact.not_made_because.is_in("refused", "not safe"))  # noqa: E712
    return every(
        case.contact_contracts.interval, default=policy("victim.update"), during=case.open_spans
    ).met_by(made)  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source=SOURCE, owed_by="officer", missing="unassessable")
def contact_agreed(case: Subject["investigation"]):
    """Each contact contract says how and when it is safe to reach the victim, and names one of the intervals that are
    offered: nobody is agreed into hearing nothing."""
    contract = case.contact_contracts
    offered = contract.interval.is_in("1 day", "2 days", "7 days", "14 days", "28 days", "1 month")
    return each(contract).must(offered & contract.safe_contact.is_known(), within=policy("victim.contract_complete"))


CASE = {"happened_at": "2016-05-02T09:00", "victim": {"happened_at": "2010-01-04T09:00"}}
OPEN = {**CASE, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**CASE, "open_spans": ["2016-05-02T10:00..2016-05-20T10:00"]}
FOUND = {"needs_assessments": [{"happened_at": "2016-05-02T09:30", "vulnerable": True}]}


def agreed(began: str, ended: str = "", **more: object) -> dict:
    """A contract for a contact each week."""
    until = {"ended_at": ended} if ended else {}
    row = {"began_at": began, **until, "interval": "7 days", "safe_contact": "by day, at work", **more}
    return {"contact_contracts": [row]}


def heard(at: str, **more: object) -> dict:
    """A contact in which the victim was reached."""
    return {"contacts": [{"happened_at": at, "reached": True, **more}]}


contact_contracted.example("the same day", as_at="2016-05-31", expect="met", due="2016-05-03T09:30", **OPEN, **FOUND,
                           **agreed("2016-05-02T15:00"))  # fmt: skip
contact_contracted.example("there is time", as_at="2016-05-02", expect="pending", **OPEN, **FOUND)
contact_contracted.example("none", as_at="2016-05-03", expect="overdue", **OPEN, **FOUND)
contact_contracted.example("one that does not say what is safe", as_at="2016-05-03", expect="overdue", **OPEN, **FOUND,
                           **agreed("2016-05-02T15:00", safe_contact=None))  # fmt: skip
contact_contracted.example("after a week", as_at="2016-05-31", expect="met_late", **OPEN, **FOUND,
                           **agreed("2016-05-09T15:00"))  # fmt: skip
contact_contracted.example("given up on the day of the closing", as_at="2016-05-31", expect=["met", "lapsed"],
                           **CLOSED, **FOUND, **agreed("2016-05-02T15:00", "2016-05-20T09:00"))  # fmt: skip
contact_contracted.example("never", as_at="2016-05-31", expect="missed", **CLOSED, **FOUND)
contact_contracted.example("made in time and entered later", as_at="2016-05-31", expect="met", **OPEN, **FOUND,
                           **agreed("2016-05-02T15:00", recorded_at="2016-05-06T15:00"))  # fmt: skip

WITHIN = {"recorded_at": "2016-05-02T10:00"}
contact_agreed.example("weekly, and how it is safe", as_at="2016-05-31", expect="met", **OPEN,
                       **agreed("2016-05-02T10:00", **WITHIN))  # fmt: skip
contact_agreed.example("a day to say how often", as_at="2016-05-03", expect="pending", **OPEN,
                       **agreed("2016-05-02T10:00", interval=None, **WITHIN))  # fmt: skip
contact_agreed.example("not how often", as_at="2016-05-04", expect="overdue", **OPEN,
                       **agreed("2016-05-02T10:00", interval=None, **WITHIN))  # fmt: skip
contact_agreed.example("not what is safe", as_at="2016-05-04", expect="overdue", **OPEN,
                       **agreed("2016-05-02T10:00", safe_contact=None, **WITHIN))  # fmt: skip
contact_agreed.example("the interval was entered a week later", as_at="2016-05-31", expect="met_late", **OPEN,
                       **agreed("2016-05-02T10:00", interval_recorded_at="2016-05-09T10:00", **WITHIN))  # fmt: skip

contact_kept.example("nothing agreed: monthly", as_at="2016-06-02", expect="pending", due="2016-06-02", **OPEN)
contact_kept.example("weekly agreed, and no contact", as_at="2016-05-10", expect="overdue", due="2016-05-09", **OPEN,
                     **agreed("2016-05-02T10:00"))  # fmt: skip
contact_kept.example("heard, and will hear again", as_at="2016-05-10", expect=["met", "pending"], due="2016-05-14",
                     **OPEN, **agreed("2016-05-02T10:00"), **heard("2016-05-07T10:00"))  # fmt: skip
contact_kept.example("a call that was not answered is none", as_at="2016-05-10", expect="overdue", **OPEN,
                     **agreed("2016-05-02T10:00"), **heard("2016-05-07T10:00", reached=False))  # fmt: skip
contact_kept.example("a call that was not answered, and no reason why it should not be made", as_at="2016-05-10",
                     expect="overdue", **OPEN, **agreed("2016-05-02T10:00"),
                     **heard("2016-05-07T10:00", reached=None))  # fmt: skip
contact_kept.example("not safe this week, and said so", as_at="2016-05-10", expect=["met", "pending"], **OPEN,
                     **agreed("2016-05-02T10:00"),
                     **heard("2016-05-07T10:00", reached=False, not_made_because="not safe"))  # fmt: skip
contact_kept.example("heard late, closed before the next", as_at="2016-05-31", expect=["met_late", "lapsed"], **CLOSED,
                     **agreed("2016-05-02T10:00"), **heard("2016-05-14T10:00"))  # fmt: skip
contact_kept.example("never heard", as_at="2016-05-31", expect="missed", **CLOSED, **agreed("2016-05-02T10:00"))
contact_kept.example("agreed, but not how often: monthly", as_at="2016-06-03", expect="overdue", due="2016-06-02",
                     **OPEN, **agreed("2016-05-02T10:00", interval=None))  # fmt: skip
contact_kept.example("a person, who is not named: they are owed it all the same", as_at="2016-06-03", expect="overdue",
                     **{**OPEN, "victim": None}, against="person")  # fmt: skip
contact_kept.example("nobody says whether there is a victim", as_at="2016-06-03", expect="unassessable",
                     **{**OPEN, "victim": None})  # fmt: skip
contact_kept.example("nobody in particular", as_at="2016-06-03", expect=[],
                     **{**OPEN, "victim": None}, against="nobody in particular")  # fmt: skip
contact_kept.example("heard in time, entered later", as_at="2016-05-12", expect=["met", "pending"], **OPEN,
                     **agreed("2016-05-02T10:00"),
                     **heard("2016-05-07T10:00", recorded_at="2016-05-12T10:00"))  # fmt: skip


@measure(source="HMICFRS 2025: forces measure the quantity of updates and not their quality", unit="share",
         better="more")  # fmt: skip
def share_told_something_new(case: Subject["investigation"]):
    """Of the investigations whose victim was reached, those in which they were once told something new or had a
    question answered."""
    return share(case.contacts.where(new_to_them=True).exists(), of=case.contacts.where(reached=True).exists())


share_told_something_new.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**OPEN, **heard("2016-05-07T10:00", new_to_them=True)}, {**OPEN, **heard("2016-05-07T10:00")}, OPEN,
])  # fmt: skip
