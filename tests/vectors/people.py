"""Two made-up people whom the tests of the predictors assess."""

RECORD = {
    "date_of_birth": "1991-07-17",
    "gender": "male",
    "follow_up_from": "2021-12-12",
    "convicted_on": "2021-08-05",
    "offence_code": "11618",
    "sanctions": 2,
    "age_at_first_sanction": 21,
}
MAN = {
    "date_of_birth": "1960-01-01",
    "gender": "male",
    "follow_up_from": "2010-01-01",
    "assessed_on": "2026-01-01",
    "sexual_conviction": True,
    "contact_adult": 3,
    "contact_child": 3,
    "non_contact": 0,
    "sanctions": 1,
    "last_sexual_offence_on": "2008-01-01",
    "last_offence_on": "2009-01-01",
    "stranger_victim": False,
    "in_custody": False,
}
