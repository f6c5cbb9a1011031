"""Who leads and who advises: at all times, trained, not too much at once, and with a note when they hand over."""

from typing import NamedTuple

from dutybound.duties import Subject, at_most, before, days, measure, policy, share, standard, throughout

REPORT = (
    "PEEL 2016 Staffordshire, Q4: a lead responsible officer and a specialist tactical adviser for each mapped group"
)


class Led(NamedTuple):
    lead: object
    adviser: object


@standard(version="1", valid_from="2015-04-01", source=REPORT, owed_by="force", missing="unassessable")
def led_and_advised(threat: Subject["threat"]):
    """Every mapped threat that is worked on has a lead responsible officer, and a specialist tactical adviser, at all
    times."""
    limit = policy("threat.cover")
    active = threat.active_spans
    return Led(
        throughout(active).has(threat.leads, within=limit), throughout(active).has(threat.advisers, within=limit)
    )


THREAT = {"happened_at": "2016-05-31T09:00"}
LIVE = {**THREAT, "active_spans": ["2016-05-31T09:00"]}
ARCHIVED = {**THREAT, "active_spans": ["2016-05-31T09:00..2016-06-20T09:00"]}


def covered(sentence: str, as_at: str, expect: str | list[str], cover: list, threat: dict = LIVE) -> None:
    """The same cover by a lead and by an adviser, because the same is asked of both."""
    for part, name in (("lead", "leads"), ("adviser", "advisers")):
        led_and_advised.example(sentence, part=part, as_at=as_at, expect=expect, **threat, **{name: cover})


covered("named on the fifth day", "2016-06-30", "met", ["2016-06-05T09:00"])
covered("named on the sixth day", "2016-06-30", "met_late", ["2016-06-06T09:00"])
covered("five days without anybody are not over", "2016-06-05", "pending", [])
covered("five days are over, and nobody is named", "2016-06-06", "overdue", [])
covered("two weeks between one and the next", "2016-07-31", ["met", "met_late"],
        ["2016-05-31T09:00..2016-06-10T09:00", "2016-06-24T09:00"])  # fmt: skip
covered("nobody until it was archived", "2016-07-31", "missed", [], ARCHIVED)
covered("let go two days before it was archived", "2016-07-31", ["met", "lapsed"],
        ["2016-05-31T09:00..2016-06-18T09:00"], ARCHIVED)  # fmt: skip
covered("named in time and entered two weeks later", "2016-06-30", "met",
        [{"began_at": "2016-06-02T09:00", "recorded_at": "2016-06-16T09:00"}])  # fmt: skip


@standard(
    version="1",
    valid_from="2015-04-01",
    owed_by="force",
    missing="not_owed",
    feed="weekly",
    source="this project, on the report's praise of leads in 2016; West Mercia 2024 trained none consistently",
    applies=lambda lead: lead.officer.is_known(),
)
def lead_trained(lead: Subject["lead_appointment"]):
    """An officer who leads against a threat is in date with the training for it, for as long as they lead."""
    trained = lead.officer.training.where(course="organised crime lead")
    return throughout(lead).has(trained, within=policy("threat_lead.training"))


def leading(*training: str | dict, until: str | None = None) -> dict:
    """A lead from 31 May, whose officer was trained so."""
    taken = [{"began_at": one} if isinstance(one, str) else one for one in training]
    officer = {"began_at": "2010-01-04T09:00", "training": [{**one, "course": "organised crime lead"} for one in taken]}
    return {"began_at": "2016-05-31T09:00", "ended_at": until, "officer": officer}


lead_trained.example("trained within four weeks", as_at="2016-07-31", expect="met", due="2016-06-28",
                     **leading("2016-06-28T09:00"))  # fmt: skip
lead_trained.example("trained a day later", as_at="2016-07-31", expect="met_late", **leading("2016-06-29T09:00"))
lead_trained.example("four weeks to be trained are not over", as_at="2016-06-28", expect="pending", **leading())
lead_trained.example(
    "four weeks are over, and the lead is not trained", as_at="2016-06-29", expect="overdue", **leading()
)
lead_trained.example("the lead was replaced before training was due", as_at="2016-07-31", expect="lapsed",
                     **leading(until="2016-06-20T09:00"))  # fmt: skip
lead_trained.example("led untrained to the end", as_at="2016-07-31", expect="missed",
                     **leading(until="2016-07-20T09:00"))  # fmt: skip
lead_trained.example("trained in time and entered late", as_at="2016-07-31", expect="met",
                     **leading({"began_at": "2016-06-20T09:00", "recorded_at": "2016-07-20T09:00"}))  # fmt: skip
OTHER = {"began_at": "2016-06-01T09:00", "course": "domestic abuse"}
lead_trained.example(
    "the lead is trained in something else",
    as_at="2016-07-31",
    expect="overdue",
    began_at="2016-05-31T09:00",
    officer={"began_at": "2010-01-04T09:00", "training": [OTHER]},
)
lead_trained.example("a partner's lead is the partner's to train", as_at="2016-07-31", expect=[],
                     began_at="2016-05-31T09:00")  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="this project, on the report's praise of a lead for each group",
          owed_by="force", missing="unassessable")  # fmt: skip
def lead_load(officer: Subject["officer"]):
    """Nobody leads against more threats at once than the force's policy says; what goes over is put right in two
    weeks. The two weeks are fixed here, because this form takes its grace from no policy; the number is a figure."""
    return at_most(policy("threat_lead.threats"), per=officer).of(officer.lead_appointments, within=days(14))


OFFICER = {"began_at": "2010-01-04T09:00"}
FOUR = ["2016-05-02T09:00"] * 4
lead_load.example("four threats are not too many", as_at="2016-07-31", expect=[], **OFFICER, lead_appointments=FOUR)
lead_load.example(
    "a fifth threat: two weeks to put it right",
    as_at="2016-06-15",
    expect="pending",
    due="2016-06-15",
    **OFFICER,
    lead_appointments=[*FOUR, "2016-06-01T09:00"],
)
lead_load.example("the fifth threat is still theirs after two weeks", as_at="2016-06-16", expect="overdue", **OFFICER,
                  lead_appointments=[*FOUR, "2016-06-01T09:00"])  # fmt: skip
lead_load.example("given to somebody else in time", as_at="2016-07-31", expect="met", **OFFICER,
                  lead_appointments=[*FOUR, "2016-06-01T09:00..2016-06-15T09:00"])  # fmt: skip
lead_load.example("given to somebody else a day later", as_at="2016-07-31", expect="met_late", **OFFICER,
                  lead_appointments=[*FOUR, "2016-06-01T09:00..2016-06-16T09:00"])  # fmt: skip
FIFTH = {"began_at": "2016-06-01T09:00", "recorded_at": "2016-06-20T09:00"}
lead_load.example("entered after three weeks, and not known before", as_at="2016-06-19", expect=[], **OFFICER,
                  lead_appointments=[*FOUR, FIFTH])  # fmt: skip
lead_load.example(
    "the same, once it is entered: overdue at once, as the two weeks are over",
    as_at="2016-06-20",
    expect="overdue",
    **OFFICER,
    lead_appointments=[*FOUR, FIFTH],
)


@standard(version="1", valid_from="2015-04-01", source="this project: what the next lead must know is lost otherwise",
          owed_by="lead responsible officer (LRO)", missing="not_owed")  # fmt: skip
def handed_over(lead: Subject["lead_appointment"]):
    """A lead who gives a threat up leaves a note for the next one before they go, unless the threat is archived."""
    noted = lead.handovers.where(lead.handovers.note.is_known())
    return before(lead.ended_at, unless=lead.threat.archivings).met_by(noted)


LEAD = {"began_at": "2016-03-01T09:00", "ended_at": "2016-06-01T09:00"}
NOTE = {"note": "what to know"}
handed_over.example(
    "a note was left before the lead went",
    as_at="2016-06-30",
    expect="met",
    due="2016-06-01T09:00",
    **LEAD,
    handovers=[{"happened_at": "2016-05-30T09:00", **NOTE}],
)
handed_over.example("the lead has not gone", as_at="2016-06-30", expect="pending", began_at="2016-03-01T09:00")
handed_over.example("the lead went without a note", as_at="2016-06-30", expect="overdue", **LEAD)
handed_over.example("a handover without a note is none", as_at="2016-06-30", expect="overdue", **LEAD,
                    handovers=["2016-05-30T09:00"])  # fmt: skip
handed_over.example("the note came after the lead had gone", as_at="2016-06-30", expect="met_late", **LEAD,
                    handovers=[{"happened_at": "2016-06-06T09:00", **NOTE}])  # fmt: skip
handed_over.example("written before, entered afterwards", as_at="2016-06-30", expect="met", **LEAD,
                    handovers=[{"happened_at": "2016-05-30T09:00", "recorded_at": "2016-06-08T09:00", **NOTE}],
                    )  # fmt: skip
handed_over.example("archived: there is nobody to hand over to", as_at="2016-06-30", expect="lapsed", **LEAD,
                    threat={**THREAT, "archivings": ["2016-06-01T09:00"]})  # fmt: skip
handed_over.example("gone without a note, and archived weeks later", as_at="2016-06-30", expect="missed", **LEAD,
                    threat={**THREAT, "archivings": ["2016-06-20T09:00"]})  # fmt: skip


@measure(source=REPORT, unit="share", better="more")
def partner_leads(lead: Subject["lead_appointment"]):
    """Of all leads, those who are a partner's: the lead need not be an officer of the force."""
    return share(lead.agency.is_known())


partner_leads.example("of two leads one is a partner's", as_at="2016-07-31", expect=0.5, subjects=[
    {"began_at": "2016-03-01T09:00", "agency": {"began_at": "2010-01-04T09:00", "name": "Simulated council"}},
    {"began_at": "2016-03-01T09:00"},
])  # fmt: skip
