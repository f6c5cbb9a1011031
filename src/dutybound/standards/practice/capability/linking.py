"""That two records are of one person is decided by people, and a wrong link is found and undone."""

from dutybound.duties import Subject, measure, share


@measure(source="Dutybound: software proposes, a person decides (DPA 2018 s49)", unit="share", better="more")
def links_decided(proposal: Subject["link_proposal"]):
    """Of the links that software proposed, those that a person has looked at and decided."""
    return share(proposal.decisions.exists())


PERSON = {"happened_at": "2016-05-02T09:00", "name": "Simulated Person"}
PROPOSAL = {"happened_at": "2016-05-02T10:00", "one": PERSON, "other": PERSON, "level": "possible"}
CONFIRMED = {"happened_at": "2016-05-03T10:00", "outcome": "confirmed"}
UNDONE = {"happened_at": "2016-05-20T10:00", "outcome": "unlinked"}
links_decided.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**PROPOSAL, "decisions": [CONFIRMED, UNDONE]}, PROPOSAL,
])  # fmt: skip
links_decided.example("decided after the moment looked at", as_at="2016-05-02", expect=0, subjects=[
    {**PROPOSAL, "decisions": [CONFIRMED]},
])  # fmt: skip


@measure(source="Dutybound: a wrong link joins the histories of two people", unit="share",
         better="fewer")  # fmt: skip
def links_undone(link: Subject["person_link"]):
    """Of the links that a person confirmed, those that were undone since: how often a confirmation is wrong, as far
    as anybody found out.
    """
    return share(link.undone_by.is_known())


LINK = {
    "began_at": "2016-05-03T10:00", "proposal": PROPOSAL, "one": PERSON, "other": PERSON,
    "confirmed_by": {**CONFIRMED, "proposal": PROPOSAL},
}  # fmt: skip
ENDED = {"ended_at": "2016-05-20T10:00", "undone_by": {**UNDONE, "proposal": PROPOSAL}}
links_undone.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[LINK, {**LINK, **ENDED}])
links_undone.example("before it was undone", as_at="2016-05-10", expect=0, subjects=[
    {**LINK, **ENDED, "end_recorded_at": "2016-05-20T10:00"},
])  # fmt: skip
