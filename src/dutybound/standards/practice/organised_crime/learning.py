"""Learning from experience: what failed, what was archived, and whether another plan used what was learned."""

from dutybound.duties import Subject, before, days, each, measure, policy, share, standard, within

AFI = "PEEL 2016 Staffordshire, Q4 AFI 4, of the year from April 2015"
THREAT = {"happened_at": "2016-01-11T09:00"}

COORDINATOR = "mapping coordinator of the force or of the regional unit (ROCU)"


@standard(
    version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer (LRO)", missing="unassessable"
)
def failure_learned(threat: Subject["threat"]):
    """What did nothing against a threat, or made it stronger, leaves a lesson on record."""
    failed = threat.disruptions.where(threat.disruptions.level.is_in("none", "negative"))
    return each(failed).must(threat.disruptions.lessons.exists(), within=policy("disruption.learning"))


def failed(*lessons: str, level: str = "negative", entered: str = "2016-06-01T09:00") -> dict:
    """A disruption of 1 June that failed, and when lessons of it were written."""
    row = {"happened_at": "2016-06-01T09:00", "recorded_at": entered, "level": level, "lessons": list(lessons)}
    return {**THREAT, "disruptions": [row]}


failure_learned.example(
    "a lesson on the twenty-eighth day after it failed",
    as_at="2016-07-31",
    expect="met",
    due="2016-06-29",
    **failed("2016-06-29T09:00"),
)
failure_learned.example(
    "a lesson on the twenty-ninth day after it failed",
    as_at="2016-07-31",
    expect="met_late",
    **failed("2016-06-30T09:00"),
)
failure_learned.example(
    "four weeks to write a lesson are not over", as_at="2016-06-29", expect="pending", **failed(level="none")
)
failure_learned.example(
    "four weeks are over, and no lesson is written", as_at="2016-06-30", expect="overdue", **failed()
)
failure_learned.example("what worked is not asked about here", as_at="2016-07-31", expect=[], **failed(level="major"))
failure_learned.example("entered after three weeks: the time runs from then", as_at="2016-07-10", expect="pending",
                        **failed(entered="2016-06-22T09:00"))  # fmt: skip


@standard(
    version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer (LRO)", missing="unassessable"
)
def threat_debriefed(threat: Subject["threat"]):
    """When work on a threat ends, those who did it are debriefed, unless it begins again before that."""
    return within(policy("threat.debrief"), of=threat.archivings, unless=threat.reactivations).met_by(threat.debriefs)


ENDED = {**THREAT, "archivings": ["2016-06-01T09:00"]}
threat_debriefed.example(
    "debriefed on the twenty-eighth day after archiving",
    as_at="2016-07-31",
    expect="met",
    due="2016-06-29",
    **ENDED,
    debriefs=["2016-06-29T09:00"],
)
threat_debriefed.example(
    "debriefed on the twenty-ninth day after archiving",
    as_at="2016-07-31",
    expect="met_late",
    **ENDED,
    debriefs=["2016-06-30T09:00"],
)
threat_debriefed.example("four weeks to debrief are not over", as_at="2016-06-29", expect="pending", **ENDED)
threat_debriefed.example("four weeks are over, and nobody was debriefed", as_at="2016-06-30", expect="overdue", **ENDED)
threat_debriefed.example("work began again after two weeks", as_at="2016-07-31", expect="lapsed", **ENDED,
                         reactivations=["2016-06-15T09:00"])  # fmt: skip
threat_debriefed.example("work began again after two months", as_at="2016-12-31", expect="missed", **ENDED,
                         reactivations=["2016-08-01T09:00"])  # fmt: skip
threat_debriefed.example("a debrief before the end does not count", as_at="2016-06-30", expect="overdue", **ENDED,
                         debriefs=["2016-05-20T09:00"])  # fmt: skip
threat_debriefed.example("held in time and entered a month later", as_at="2016-07-31", expect="met", **ENDED, debriefs=[
    {"happened_at": "2016-06-20T09:00", "recorded_at": "2016-07-20T09:00"}])  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="this project: what nobody looked at again is not dismantled",
          owed_by=COORDINATOR, missing="unassessable")  # fmt: skip
def archived_on_scoring(threat: Subject["threat"]):
    """Work on a threat is ended on a scoring that is made for that, at most four weeks before. The four weeks are fixed
    here, because how far back something counts has no figure of policy."""
    ending = threat.archivings
    made_for_it = threat.scorings.where(prompted_by="archiving")
    return before(ending, of=ending, or_within=days(28), unless=threat.reactivations).met_by(made_for_it)


FOR_IT = {"prompted_by": "archiving"}
archived_on_scoring.example("scored four weeks before it was archived", as_at="2016-07-31", expect="met", **ENDED,
                            scorings=[{"happened_at": "2016-05-04T09:00", **FOR_IT}])  # fmt: skip
archived_on_scoring.example(
    "scored more than four weeks before it was archived",
    as_at="2016-07-31",
    expect="overdue",
    **ENDED,
    scorings=[{"happened_at": "2016-05-03T09:00", **FOR_IT}],
)
archived_on_scoring.example("scored after it was archived", as_at="2016-07-31", expect="met_late", **ENDED,
                            scorings=[{"happened_at": "2016-06-06T09:00", **FOR_IT}])  # fmt: skip
archived_on_scoring.example("a scoring that was not made for it", as_at="2016-07-31", expect="overdue", **ENDED,
                            scorings=[{"happened_at": "2016-05-20T09:00", "prompted_by": "interval"}])  # fmt: skip
archived_on_scoring.example("at the very moment of archiving there is time", as_at="2016-06-01T09:00",
                            expect="pending", **ENDED)  # fmt: skip
archived_on_scoring.example("never scored, and work began again", as_at="2016-07-31", expect="missed", **ENDED,
                            reactivations=["2016-06-15T09:00"])  # fmt: skip
archived_on_scoring.example("archived by mistake and taken up at once", as_at="2016-07-31", expect="lapsed", **ENDED,
                            reactivations=["2016-06-01T09:00"])  # fmt: skip
archived_on_scoring.example("scored before and entered afterwards", as_at="2016-07-31", expect="met", **ENDED,
                            scorings=[{"happened_at": "2016-05-20T09:00", "recorded_at": "2016-06-10T09:00",
                                       **FOR_IT}])  # fmt: skip


@standard(
    version="1", valid_from="2015-04-01", source=AFI, owed_by="lead responsible officer (LRO)", missing="unassessable"
)
def lessons_considered(plan: Subject["threat_plan"]):
    """Every plan against a threat says which lessons from elsewhere it uses, or why none fits."""
    return each(plan).must(
        plan.lessons_used.exists() | plan.no_lesson_fits.is_known(), within=policy("threat_plan.lessons")
    )


PLAN = {"happened_at": "2016-06-01T09:00"}
lessons_considered.example("the plan uses a lesson", as_at="2016-07-31", expect="met", due="2016-06-29", **PLAN,
                           lessons_used=["2016-06-10T09:00"])  # fmt: skip
lessons_considered.example("no lesson fits, and the plan says why", as_at="2016-07-31", expect="met", **PLAN,
                           no_lesson_fits="the first of its kind")  # fmt: skip
lessons_considered.example(
    "four weeks for the plan to name lessons are not over", as_at="2016-06-29", expect="pending", **PLAN
)
lessons_considered.example("the plan says nothing of lessons", as_at="2016-06-30", expect="overdue", **PLAN)
lessons_considered.example("the plan used a lesson after its four weeks", as_at="2016-07-31", expect="met_late", **PLAN,
                           lessons_used=["2016-07-10T09:00"])  # fmt: skip
lessons_considered.example(
    "a plan made in May and entered in July: the time runs from its entry",
    as_at="2016-07-20",
    expect="pending",
    happened_at="2016-05-02T09:00",
    recorded_at="2016-07-18T09:00",
)


@measure(source=AFI, unit="share", better="more")
def lessons_used_elsewhere(lesson: Subject["practice_lesson"]):
    """Of the lessons that were written down, those that another plan used."""
    return share(lesson.uses.exists())


LESSON = {"happened_at": "2016-06-01T09:00"}
lessons_used_elsewhere.example("of three lessons one was used, twice", as_at="2016-12-31", expect=1 / 3, subjects=[
    {**LESSON, "uses": ["2016-07-01T09:00", "2016-08-01T09:00"]}, LESSON, LESSON,
])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q4 AFI 3: dismantling in the long term", unit="share", better="neither")
def dismantled_and_back(threat: Subject["threat"]):
    """Of the threats that were archived as dismantled, those on which work had to begin again: to say so is
    honest, and none at all may mean that nobody looks."""
    return share(threat.reactivations.exists(), of=threat.archivings.where(reason="dismantled").exists())


GONE = {**THREAT, "archivings": [{"happened_at": "2016-06-01T09:00", "reason": "dismantled"}]}
dismantled_and_back.example("one of two; the dormant one is another matter", as_at="2016-12-31", expect=0.5, subjects=[
    {**GONE, "reactivations": ["2016-09-01T09:00"]}, GONE,
    {**THREAT, "archivings": [{"happened_at": "2016-06-01T09:00", "reason": "dormant"}]},
])  # fmt: skip
