"""What a victim needs is known before it is decided who investigates."""

from typing import NamedTuple

from dutybound.duties import Subject, before, measure, policy, share, standard, within

CODE = "Code of Practice for Victims of Crime, needs assessment (to be confirmed); PEEL 2016 Staffordshire, Q3"


class Assessed(NamedTuple):
    """Before the allocation, and soon: what is never allocated would otherwise never be owed."""

    before_allocation: object
    soon: object


@standard(
    version="1",
    valid_from="2013-12-10",
    source=CODE,
    owed_by="officer",
    missing="unassessable",
    applies=lambda case: case.victim.is_known() | (case.against == "person"),
)
def needs_assessed(case: Subject["investigation"]):
    """Within the limit from the report of a crime against somebody, and before its investigation is allocated, their
    needs and their rights under the Code have been assessed, so that it can go to whom they need."""
    asked = case.needs_assessments.where(
        case.needs_assessments.rights.is_known() & case.needs_assessments.vulnerable.is_known()
    )
    return Assessed(
        before(case.allocations, of=case.happened_at, during=case.open_spans).met_by(asked),
        within(policy("victim.needs"), of=case.happened_at).met_by(asked),
    )


CASE = {"happened_at": "2016-05-02T09:00", "victim": {"happened_at": "2010-01-04T09:00"}}
OPEN = {**CASE, "open_spans": ["2016-05-02T10:00"]}
CLOSED = {**CASE, "open_spans": ["2016-05-02T10:00..2016-05-20T10:00"]}
GIVEN = {"allocations": ["2016-05-03T09:00"]}


def assessed(at: str, **more: object) -> dict:
    """The victim's needs were assessed, and they are not vulnerable."""
    return {"needs_assessments": [{"happened_at": at, "rights": "standard", "vulnerable": False, **more}]}


def before_allocation(
    sentence: str, as_at: str, expect: str | list[str], due: str | None = None, **more: object
) -> None:
    needs_assessed.example(sentence, part="before_allocation", as_at=as_at, expect=expect, due=due, **more)


ASSESSED = assessed("2016-05-02T12:00")
before_allocation("assessed, then allocated", "2016-05-31", "met", due="2016-05-03T09:00", **OPEN, **GIVEN, **ASSESSED)
before_allocation("neither yet", "2016-05-31", "pending", **OPEN)
before_allocation("allocated, and nobody asked", "2016-05-31", "overdue", **OPEN, **GIVEN)
before_allocation("half a form is no assessment", "2016-05-31", "overdue", **OPEN, **GIVEN,
                  **assessed("2016-05-02T12:00", vulnerable=None))  # fmt: skip
before_allocation("assessed afterwards", "2016-05-31", "met_late", **OPEN, **GIVEN, **assessed("2016-05-04T12:00"))
before_allocation("closed, and nobody ever asked", "2016-05-31", "missed", **CLOSED, **GIVEN)
before_allocation("closed before it was allocated", "2016-05-31", "lapsed", **CLOSED)
before_allocation("assessed in time and entered later", "2016-05-31", "met", **OPEN, **GIVEN,
                  **assessed("2016-05-02T12:00", recorded_at="2016-05-05T12:00"))  # fmt: skip
before_allocation("no victim", "2016-05-31", [], **{**OPEN, "victim": None}, **GIVEN, against="nobody in particular")


def soon(sentence: str, as_at: str, expect: str | list[str], **more: object) -> None:
    needs_assessed.example(sentence, part="soon", as_at=as_at, expect=expect, **{**OPEN, **more})


soon("the same day", "2016-05-31", "met", **assessed("2016-05-02T12:00"))
soon("there is time", "2016-05-03", "pending")
soon("never asked and never allocated", "2016-05-31", "overdue")
soon("after a week", "2016-05-31", "met_late", **assessed("2016-05-09T12:00"))
soon("a person, who is not named", "2016-05-31", "overdue", victim=None, against="person")
soon("nobody says whether there is a victim", "2016-05-31", "unassessable", victim=None)
soon(
    "assessed in time and entered later",
    "2016-05-31",
    "met",
    **assessed("2016-05-02T12:00", recorded_at="2016-05-05T12:00"),
)


@measure(source=CODE, unit="share", better="more")
def share_of_victims_assessed(case: Subject["investigation"]):
    """Of the investigations that have a victim, those whose victim's needs were ever assessed: of the others nobody
    knows whether they are vulnerable."""
    return share(case.needs_assessments.exists(), of=case.victim.is_known())


share_of_victims_assessed.example(
    "one of two",
    as_at="2016-05-31",
    expect=0.5,
    subjects=[
        {**OPEN, **assessed("2016-05-02T12:00")},
        OPEN,
        {"happened_at": "2016-05-02T09:00"},
    ],
)
