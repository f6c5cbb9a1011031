"""What those say who were to be served: figures, never of one officer."""

from dutybound.duties import Subject, measure, share


@measure(source="PEEL 2016 Staffordshire, Q2 and Q3, focus on victims", unit="share", better="more")
def contact_of_use(response: Subject["survey_response"]):
    """Of the victims who were asked, those who say that the contact was of use to them."""
    return share(response.useful == True, of=response.survey == "victims")  # noqa: E712


ANSWER = {"happened_at": "2016-05-02T10:00", "survey": "victims"}
contact_of_use.example("two of three", as_at="2016-05-31", expect=2 / 3, subjects=[
    {**ANSWER, "useful": True}, {**ANSWER, "useful": True}, {**ANSWER, "useful": False},
    {**ANSWER, "survey": "staff"},
])  # fmt: skip


@measure(source="PEEL 2016 Staffordshire, Q3, partners say that relations are good", unit="share", better="more")
def partners_content(response: Subject["survey_response"]):
    """Of the partners who were asked how they work with the force, those who answer good or better."""
    return share(response.score >= 4, of=response.survey == "partners")


partners_content.example("one of two", as_at="2016-05-31", expect=0.5, subjects=[
    {**ANSWER, "survey": "partners", "score": 4}, {**ANSWER, "survey": "partners", "score": 2}, ANSWER,
])  # fmt: skip
