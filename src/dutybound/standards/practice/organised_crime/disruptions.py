"""What was disrupted: shown by evidence, judged by somebody else, and looked at again when time has passed.

How great it was is judged soon and provisionally: the levels are nowhere defined (the National Crime Agency to Northern
Ireland's police), and whether it lasted is known only after three months. Where the effect has gone it is judged again.
An empty box counts as not done, unless it decides whether the standard applies: then the duty cannot be assessed.
"""

from typing import NamedTuple

from dutybound.duties import Subject, count, each, measure, months, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 4, of the year from April 2015"


class Evidenced(NamedTuple):
    result_said: object
    shown: object


@standard(
    version="1",
    valid_from="2015-04-01",
    source=AFI,
    owed_by="lead responsible officer (LRO)",
    missing="unassessable",
    applies=lambda disruption: disruption.level.is_in("major", "moderate", "minor"),
)
def disruption_evidenced(disruption: Subject["disruption"]):
    """Whoever claims a disruption says soon when its result was known, or what it waits for, such as a court; and when
    the result is known, puts on record what shows it. One that did nothing, or harm, needs no evidence. What was
    collected up to a year before the result counts: this is fixed, for a long trial."""
    settled = disruption.result_known_at.is_known() | disruption.awaits.is_known()
    known = disruption.result_known_at
    return Evidenced(
        each(disruption).must(settled, within=policy("disruption.result")),
        within(policy("disruption.evidence"), of=known, or_within=months(12)).met_by(disruption.evidence),
    )


DONE = {"happened_at": "2016-06-01T09:00", "level": "moderate", "p": "pursue"}
KNOWN = {**DONE, "result_known_at": "2016-06-01T09:00"}


def shown(sentence: str, as_at: str, expect: str | list, claim: dict = KNOWN, **more: object) -> None:
    disruption_evidenced.example(sentence, part="shown", as_at=as_at, expect=expect, **{**claim, **more})


shown("shown on the fourteenth day after the result", "2016-07-31", "met", evidence=["2016-06-15T09:00"])
shown("shown on the fifteenth day after the result", "2016-07-31", "met_late", evidence=["2016-06-16T09:00"])
shown("the fourteen days are not over", "2016-06-15", "pending")
shown("claimed and not shown", "2016-06-16", "overdue")
shown("a court decided after nine months: the days run from its judgment", "2017-03-10", "pending",
      {**DONE, "awaits": "court"}, result_known_at="2017-03-01T12:00")  # fmt: skip
shown("the seizure was on record when the court decided", "2017-03-31", "met", {**DONE, "awaits": "court"},
      result_known_at="2017-03-01T12:00", evidence=["2016-06-02T09:00"])  # fmt: skip
shown("it openly did nothing", "2016-07-31", [], {**KNOWN, "level": "none"})
shown("nobody says how great it was", "2016-07-31", "unassessable", {**KNOWN, "level": None})
shown("shown in time and entered after a month", "2016-07-31", "met",
      evidence=[{"happened_at": "2016-06-10T09:00", "recorded_at": "2016-07-10T09:00"}])  # fmt: skip
for sentence, as_at, expect, claim in (
    ("the result was known on the day", "2016-07-31", "met", KNOWN),
    ("a court has still to decide", "2016-12-31", "met", {**DONE, "awaits": "court"}),
    ("a court was waited for, and decided after nine months", "2017-03-31", "met",
     {**DONE, "awaits": "court", "result_known_at": "2017-03-01T12:00"}),
    ("there is time to say what it waits for", "2016-06-29", "pending", DONE),
    ("claimed, and nobody says what came of it or what it waits for", "2016-06-30", "overdue", DONE),
    ("it was said after six weeks", "2016-07-31", "met_late", {**KNOWN, "result_recorded_at": "2016-07-12T09:00"}),
    ("it openly did nothing", "2016-07-31", [], {**DONE, "level": "none"}),
    ("nobody says how great it was", "2016-07-31", "unassessable", {**DONE, "level": None}),
):  # fmt: skip
    disruption_evidenced.example(sentence, part="result_said", as_at=as_at, expect=expect, **claim)


@standard(version="1", valid_from="2015-04-01", owed_by="force", missing="unassessable",
          source="National Crime Agency: whoever reports it judges it; that another moderates is this project's",
          )  # fmt: skip
def disruption_moderated(disruption: Subject["disruption"]):
    """How great a disruption was is decided by somebody who had no part in it; provisionally, until it is looked at
    after three months whether the effect is still there."""
    moderations = disruption.moderations
    by_others = moderations.where(moderations.level.is_known(), independent=True)
    return within(policy("disruption.moderation"), of=disruption).met_by(by_others)


SEEN = {"level": "minor", "independent": True}
disruption_moderated.example(
    "moderated on the twenty-eighth day",
    as_at="2016-07-31",
    expect="met",
    due="2016-06-29",
    **DONE,
    moderations=[{"happened_at": "2016-06-29T09:00", **SEEN}],
)
disruption_moderated.example("moderated a day later", as_at="2016-07-31", expect="met_late", **DONE,
                             moderations=[{"happened_at": "2016-06-30T09:00", **SEEN}])  # fmt: skip
disruption_moderated.example(
    "four weeks for somebody else to judge are not over", as_at="2016-06-29", expect="pending", **DONE
)
disruption_moderated.example("only whoever did it has judged it", as_at="2016-07-31", expect="overdue", **DONE,
                             moderations=[{"happened_at": "2016-06-10T09:00", **SEEN, "independent": False}],
                             )  # fmt: skip
disruption_moderated.example("nobody says who judged it", as_at="2016-07-31", expect="overdue", **DONE,
                             moderations=[{"happened_at": "2016-06-10T09:00", "level": "minor"}])  # fmt: skip
disruption_moderated.example(
    "somebody else judged it in time, and that was entered later",
    as_at="2016-07-31",
    expect="met",
    **DONE,
    moderations=[{"happened_at": "2016-06-20T09:00", "recorded_at": "2016-07-04T09:00", **SEEN}],
)


@standard(version="1", valid_from="2015-04-01", source="this project: the greatest claim needs more than one judge",
          owed_by="force", missing="unassessable")  # fmt: skip
def major_by_panel(disruption: Subject["disruption"]):
    """A disruption is found to be major only by three people or more, who say why. Three is fixed here, because a
    condition on a record has no figure of policy."""
    moderations = disruption.moderations
    by_three = (moderations.panel >= 3) & moderations.rationale.is_known()
    return each(moderations.where(level="major")).must(by_three, within=policy("disruption.panel"))


def major(why_entered: str = "", **said: object) -> dict:
    """Found to be major on 13 June."""
    at = {"happened_at": "2016-06-13T09:00", "recorded_at": "2016-06-13T09:00", "level": "major"}
    why = {"rationale": "why", "rationale_recorded_at": why_entered or "2016-06-13T09:00"}
    return {**DONE, "moderations": [{**at, **why, **said}]}


major_by_panel.example(
    "found to be major by three people", as_at="2016-07-31", expect="met", due="2016-06-20", **major(panel=3)
)
major_by_panel.example("found to be major by two people", as_at="2016-07-31", expect="overdue", **major(panel=2))
major_by_panel.example("there is time to say by how many", as_at="2016-06-20", expect="pending", **major())
major_by_panel.example(
    "found to be major by three people who gave the reason two weeks later",
    as_at="2016-07-31",
    expect="met_late",
    **major("2016-06-27T09:00", panel=3),
)
major_by_panel.example("found to be minor, which needs no panel", as_at="2016-07-31", expect=[], **major(level="minor"))


@standard(
    version="1",
    valid_from="2015-04-01",
    source=AFI,
    owed_by="lead responsible officer (LRO)",
    missing="unassessable",
    feed="weekly",
    applies=lambda disruption: disruption.level.is_in("major", "moderate"),
)
def effect_looked_at(disruption: Subject["disruption"]):
    """Ninety days or more after a major or moderate disruption somebody looks whether its effect is still there; a look
    before that tells nothing. The ninety days are fixed here, because a condition on a record has no figure of policy;
    by when somebody looks at the latest is a figure."""
    checks = disruption.effect_checks
    return within(policy("disruption.effect"), of=disruption).met_by(
        checks.where((checks.days_on >= 90) & checks.lasts.is_known())
    )


LASTS = {"days_on": 95, "lasts": True}
effect_looked_at.example(
    "somebody looked after ninety-five days",
    as_at="2016-12-31",
    expect="met",
    due="2016-09-29",
    **DONE,
    effect_checks=[{"happened_at": "2016-09-04T09:00", **LASTS}],
)
effect_looked_at.example("a week is too soon to tell", as_at="2016-09-29", expect="pending", **DONE,
                         effect_checks=[{"happened_at": "2016-06-08T09:00", **LASTS, "days_on": 7}])  # fmt: skip
effect_looked_at.example("nobody looked within a hundred and twenty days", as_at="2016-09-30", expect="overdue", **DONE)
effect_looked_at.example("somebody looked after half a year", as_at="2016-12-31", expect="met_late", **DONE,
                         effect_checks=[{"happened_at": "2016-12-01T09:00", **LASTS, "days_on": 183}])  # fmt: skip
effect_looked_at.example("looked at in time and entered a month later", as_at="2016-12-31", expect="met", **DONE,
                         effect_checks=[{"happened_at": "2016-09-04T09:00", "recorded_at": "2016-10-10T09:00",
                                         **LASTS}])  # fmt: skip
effect_looked_at.example(
    "a minor disruption need not be looked at again", as_at="2016-12-31", expect=[], **{**DONE, "level": "minor"}
)
effect_looked_at.example("nobody says how great it was", as_at="2016-12-31", expect="unassessable",
                         **{**DONE, "level": None})  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="this project: a level that outlives the effect is no level",
          owed_by="force", missing="unassessable",
          applies=lambda check: check.lasts == False)  # noqa: E712  # fmt: skip
def faded_effect_moderated_again(check: Subject["effect_check"]):
    """Where somebody looked again and the effect of a disruption had gone, how great it was is decided anew, by
    somebody who had no part in it."""
    moderations = check.disruption.moderations
    by_others = moderations.where(moderations.level.is_known(), independent=True)
    return within(policy("disruption.moderation"), of=check).met_by(by_others)


GONE = {"happened_at": "2016-09-04T09:00", "days_on": 95, "lasts": False}


def faded(sentence: str, as_at: str, expect: str | list, *moderations: dict, **more: object) -> None:
    """A disruption whose effect had gone on 4 September, and how it was moderated."""
    faded_effect_moderated_again.example(sentence, as_at=as_at, expect=expect, **{
        **GONE, **more, "disruption": {**DONE, "moderations": [{**SEEN, **one} for one in moderations]}})  # fmt: skip


faded("found to be minor after all, on the last day", "2016-12-31", "met", {"happened_at": "2016-10-02T09:00"})
faded("moderated again a day late", "2016-12-31", "met_late", {"happened_at": "2016-10-03T09:00"})
faded("four weeks to moderate again are not over", "2016-10-02", "pending")
faded("moderated in June and never again", "2016-10-03", "overdue", {"happened_at": "2016-06-20T09:00"})
faded("moderated again in time and entered a month later", "2016-12-31", "met",
      {"happened_at": "2016-09-20T09:00", "recorded_at": "2016-10-20T09:00"})  # fmt: skip
faded("the effect is still there", "2016-12-31", [], lasts=True)
faded("nobody says whether it is still there", "2016-12-31", "unassessable", lasts=None)


@measure(source=AFI, unit="share", better="more")
def effects_that_last(disruption: Subject["disruption"]):
    """Of the disruptions that somebody looked at again after ninety days, those whose effect was still there."""
    checks = disruption.effect_checks
    late = checks.where(checks.days_on >= 90)
    return share(checks.where(checks.days_on >= 90, lasts=True).exists(), of=late.exists())


effects_that_last.example("one of two; the third was looked at too soon", as_at="2016-12-31", expect=0.5, subjects=[
    {**DONE, "effect_checks": [{"happened_at": "2016-09-04T09:00", **LASTS}]},
    {**DONE, "effect_checks": [{"happened_at": "2016-09-04T09:00", **LASTS, "lasts": False}]},
    {**DONE, "effect_checks": [{"happened_at": "2016-06-08T09:00", **LASTS, "days_on": 7}]},
])  # fmt: skip


@measure(source="National Crime Agency: the scale of disruptions has five levels", unit="disruptions", better="neither")
def negative_disruptions(disruption: Subject["disruption"]):
    """Disruptions that were found to have left a threat stronger than it was. None at all says rather that nobody dares
    to find it."""
    return count(disruption.moderations.where(level="negative"))


negative_disruptions.example("of two disruptions one was found to be negative", as_at="2016-12-31", expect=1, subjects=[
    {**DONE, "moderations": [{"happened_at": "2016-06-20T09:00", "level": "negative", "independent": True}]}, DONE,
])  # fmt: skip
