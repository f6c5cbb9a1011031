"""What is not mapped yet: candidates, the newer crimes among them, and what becomes of each.

The newer crimes are the types of which the inspection of 2016 found that groups were missed. They are named here once;
a force that misses others adds a standard of its own for them.
"""

from dutybound.duties import Subject, count, duties, each, first, measure, months, nth, policy, share, standard, within

COORDINATOR = "mapping coordinator of the force or of the regional unit (ROCU)"

NEWER = (
    "child sexual exploitation", "modern slavery", "cyber crime", "fraud and financial crime", "county lines",
    "organised immigration crime",
)  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q4, second shortcoming and AFI 2",
          owed_by=COORDINATOR, missing="unassessable", feed="weekly",
          applies=lambda candidate: candidate.crime_type.is_in(*NEWER))  # fmt: skip
def newer_crime_decided(candidate: Subject["candidate"]):
    """Three people suspected together in one of the newer crimes are put forward as a group, or it is on record why
    not, within the limit from when the third was found. Newer are child sexual exploitation, modern slavery, cyber
    crime, fraud, county lines and immigration crime. This is the time for mapping alone: possible victims are
    safeguarded at once."""
    third = first(nth(3, of=candidate.suspects, within=months(12)))
    reasoned = candidate.decisions.where(candidate.decisions.rationale.is_known())
    return within(policy("threat_candidate.newer_crime"), of=third).met_by(reasoned)


WHY = {"rationale": "the reason"}
SLAVERY = {"happened_at": "2016-03-01T09:00", "crime_type": "modern slavery"}
THREE = {**SLAVERY, "suspects": ["2016-03-01T09:00", "2016-03-10T09:00", "2016-04-04T09:00"]}
newer_crime_decided.example(
    "decided four weeks after the third was found",
    as_at="2016-06-30",
    expect="met",
    due="2016-05-02",
    **THREE,
    decisions=[{"happened_at": "2016-05-02T10:00", **WHY}],
)
newer_crime_decided.example("decided a day later", as_at="2016-06-30", expect="met_late", **THREE,
                            decisions=[{"happened_at": "2016-05-03T10:00", **WHY}])  # fmt: skip
newer_crime_decided.example("the four weeks are not over", as_at="2016-05-02", expect="pending", **THREE)
newer_crime_decided.example("a decision without a reason is none", as_at="2016-05-03", expect="overdue", **THREE,
                            decisions=["2016-04-20T10:00"])  # fmt: skip
newer_crime_decided.example("two people are no group", as_at="2016-12-31", expect=[], **SLAVERY,
                            suspects=["2016-03-01T09:00", "2016-03-10T09:00"])  # fmt: skip
newer_crime_decided.example("the third is entered after his time had run out", as_at="2016-05-20", expect="overdue",
                            **SLAVERY, suspects=["2016-03-01T09:00", "2016-03-10T09:00", {
                                "happened_at": "2016-04-04T09:00", "recorded_at": "2016-05-18T09:00"}])  # fmt: skip
newer_crime_decided.example("a fourth asks for no other decision", as_at="2016-06-30", expect="met",
                            **SLAVERY, suspects=[*THREE["suspects"], "2016-05-20T09:00"],
                            decisions=[{"happened_at": "2016-05-02T10:00", **WHY}])  # fmt: skip
newer_crime_decided.example("drugs are not one of the newer crimes", as_at="2016-12-31", expect=[],
                            **{**THREE, "crime_type": "drugs"})  # fmt: skip
newer_crime_decided.example("nobody says which crime it is", as_at="2016-12-31", expect="unassessable",
                            **{**THREE, "crime_type": None})  # fmt: skip


@standard(version="1", valid_from="2015-04-01", source="PEEL 2016 Staffordshire, Q4 AFI 2, of the year from April 2015",
          owed_by=COORDINATOR, missing="unassessable", feed="weekly")  # fmt: skip
def candidate_decided(candidate: Subject["candidate"]):
    """Of every candidate that anybody or any search notices, it is soon on record what becomes of it, and why."""
    reasoned = candidate.decisions.where(candidate.decisions.rationale.is_known())
    return each(candidate).must(reasoned.exists(), within=policy("threat_candidate.decision"))


NOTICED = {"happened_at": "2016-03-01T09:00"}
candidate_decided.example(
    "the candidate is not pursued, and the reason is there",
    as_at="2016-05-31",
    expect="met",
    due="2016-03-29",
    **NOTICED,
    decisions=[{"happened_at": "2016-03-20T09:00", **WHY}],
)
candidate_decided.example(
    "four weeks from when it was noticed are not over", as_at="2016-03-29", expect="pending", **NOTICED
)
candidate_decided.example(
    "four weeks are over, and nothing is decided", as_at="2016-03-30", expect="overdue", **NOTICED
)
candidate_decided.example("decided after seven weeks", as_at="2016-05-31", expect="met_late", **NOTICED,
                          decisions=[{"happened_at": "2016-04-20T09:00", **WHY}])  # fmt: skip
candidate_decided.example("the search found it in March, and it was entered in May", as_at="2016-05-20",
                          expect="pending", **NOTICED, recorded_at="2016-05-10T09:00")  # fmt: skip


@standard(version="1", valid_from="2015-04-01", owed_by=COORDINATOR, missing="unassessable", feed="weekly",
          source="Management of police information: what is held of people is reviewed; the time is this project's",
          )  # fmt: skip
def suspects_retention_reviewed(candidate: Subject["candidate"]):
    """Where a candidate is not pursued, it is decided after a while, with a reason, whether what is known of those who
    were suspected is still kept; unless it is put forward after all."""
    decisions, reviews = candidate.decisions, candidate.retention_reviews
    reasoned = reviews.where(reviews.outcome.is_known() & reviews.rationale.is_known())
    return within(
        policy("threat_candidate.retention"), of=decisions.where(outcome="not pursued"), unless=candidate.nominations
    ).met_by(reasoned)


LET_GO = {**NOTICED, "decisions": [{"happened_at": "2016-03-20T09:00", "outcome": "not pursued", **WHY}]}
DELETED = {"outcome": "deleted", **WHY}
suspects_retention_reviewed.example("deleted after four months", as_at="2016-12-31", expect="met", due="2016-09-20",
                                    **LET_GO, retention_reviews=[
                                        {"happened_at": "2016-07-20T09:00", **DELETED}])  # fmt: skip
suspects_retention_reviewed.example("the six months are not over", as_at="2016-09-20", expect="pending", **LET_GO)
suspects_retention_reviewed.example("kept without anybody having decided it", as_at="2016-09-21", expect="overdue",
                                    **LET_GO)  # fmt: skip
suspects_retention_reviewed.example(
    "the suspects are kept on record, and nobody says why",
    as_at="2016-09-21",
    expect="overdue",
    **LET_GO,
    retention_reviews=[{"happened_at": "2016-07-20T09:00", "outcome": "kept"}],
)
suspects_retention_reviewed.example("reviewed a month late", as_at="2016-12-31", expect="met_late", **LET_GO,
                                    retention_reviews=[{"happened_at": "2016-10-20T09:00", **DELETED}])  # fmt: skip
suspects_retention_reviewed.example("put forward after all in the summer", as_at="2016-12-31", expect="lapsed",
                                    **LET_GO, nominations=["2016-07-01T09:00"])  # fmt: skip
suspects_retention_reviewed.example("put forward when the review was overdue", as_at="2016-12-31", expect="missed",
                                    **LET_GO, nominations=["2016-11-01T09:00"])  # fmt: skip
suspects_retention_reviewed.example("reviewed in time and entered months later", as_at="2016-12-31", expect="met",
                                    **LET_GO, retention_reviews=[
                                        {"happened_at": "2016-07-20T09:00", "recorded_at": "2016-11-20T09:00",
                                         **DELETED}])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q4 AFI 2, of the year from April 2015", unit="candidates", better="fewer")
def undecided_candidates(candidate: Subject["candidate"]):
    """Candidates of which nobody has decided what becomes of them: to be read beside each figure on mapped groups."""
    return count(duties("candidate_decided", "pending", "overdue"))


undecided_candidates.example("one overdue, one in time, one decided", as_at="2016-04-10", expect=2, subjects=[
    NOTICED, {"happened_at": "2016-04-01T09:00"},
    {**NOTICED, "decisions": [{"happened_at": "2016-03-20T09:00", **WHY}]},
])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q4, second shortcoming", unit="share", better="neither")
def newer_crimes_put_forward(candidate: Subject["candidate"]):
    """Of the candidates in the newer crimes, those that were put forward to be mapped."""
    return share(candidate.nominations.exists(), of=candidate.crime_type.is_in(*NEWER))


newer_crimes_put_forward.example("one of two; the third is drugs", as_at="2016-12-31", expect=0.5, subjects=[
    {**SLAVERY, "nominations": ["2016-04-01T09:00"]}, SLAVERY, {**NOTICED, "crime_type": "drugs"},
])  # fmt: skip
