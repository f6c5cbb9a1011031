"""A contact contract is made with a vulnerable victim, and what was agreed with any victim is kept."""

from dutybound.duties import Subject, between, every, measure, policy, share, standard, throughout

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
          applies=lambda case: case.victim.is_known())  # fmt: skip
def contact_kept(case: Subject["investigation"]):
    """The victim of an open investigation hears of it as often as was agreed with them, or as the policy says where
    nothing was; a contact that they refused, or that was not safe, counts when it says so."""
    contact = case.contacts
    made = contact.where((contact.reached == True) | contact.not_made_because.is_known())  # noqa: E712
    return every(
        case.contact_contracts.interval, default=policy("victim.update"), during=case.open_spans
    ).met_by(made)  # fmt: skip


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

contact_kept.example("nothing agreed: monthly", as_at="2016-06-02", expect="pending", due="2016-06-02", **OPEN)
contact_kept.example("weekly agreed, and no contact", as_at="2016-05-10", expect="overdue", due="2016-05-09", **OPEN,
                     **agreed("2016-05-02T10:00"))  # fmt: skip
contact_kept.example("heard, and will hear again", as_at="2016-05-10", expect=["met", "pending"], due="2016-05-14",
                     **OPEN, **agreed("2016-05-02T10:00"), **heard("2016-05-07T10:00"))  # fmt: skip
contact_kept.example("a call that was not answered is none", as_at="2016-05-10", expect="overdue", **OPEN,
                     **agreed("2016-05-02T10:00"), **heard("2016-05-07T10:00", reached=False))  # fmt: skip
contact_kept.example("not safe this week, and said so", as_at="2016-05-10", expect=["met", "pending"], **OPEN,
                     **agreed("2016-05-02T10:00"),
                     **heard("2016-05-07T10:00", reached=False, not_made_because="not safe"))  # fmt: skip
contact_kept.example("heard late, closed before the next", as_at="2016-05-31", expect=["met_late", "lapsed"], **CLOSED,
                     **agreed("2016-05-02T10:00"), **heard("2016-05-14T10:00"))  # fmt: skip
contact_kept.example("never heard", as_at="2016-05-31", expect="missed", **CLOSED, **agreed("2016-05-02T10:00"))
contact_kept.example("agreed, but not how often", as_at="2016-05-31", expect="unassessable", **OPEN,
                     **agreed("2016-05-02T10:00", interval="as they wish"))  # fmt: skip
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
