"""Tables as declared: what belongs to what, and everything that is wrong said at once."""

import tomllib

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.duties.schema import RESERVED, schema_from
from dutybound.duties.standard import StandardDeclaration
from dutybound.duties.wording import ColumnProxy, EventProxy, RowsProxy

GOOD = """
[case]
happened = "opened_on"
[case.columns]
opened_on = { type = "date" }
[review]
happened = "held_at"
recorded = "entered_at"
[review.columns]
case = { of = "case", as = "reviews" }
held_at = { type = "instant" }
entered_at = { type = "instant" }
"""


def refusal(text: str) -> str:
    with pytest.raises(DutyboundError) as refused:
        schema_from(tomllib.loads(text), "tables.toml")
    return str(refused.value)


def test_a_row_that_belongs_to_another_is_reached_by_the_name_that_it_is_given() -> None:
    schema = schema_from(tomllib.loads(GOOD))
    relation = schema.relation("case", "reviews")
    assert relation is not None
    assert (relation.child, relation.column) == ("review", "case")
    assert schema.tables["review"].recorded_for("held_at") == "entered_at"
    assert "excusal" in schema.tables


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (GOOD.replace('"opened_on"', '"opend_on"'), "Did you mean 'opened_on'?"),
        (GOOD.replace('type = "date"', 'type = "day"'), "type 'day' is unknown"),
        (GOOD.replace('of = "case"', 'of = "cases"'), "belongs to a table 'cases' that is not declared"),
        (GOOD.replace('as = "reviews"', 'as = "opened_on"'), "'opened_on' is already a column of 'case'"),
        (GOOD.replace('as = "reviews"', 'as = "where"'), "'where' is a word of the language"),
        (GOOD.replace('happened = "held_at"\n', ""), "needs either `happened`"),
        (GOOD.replace('happened = "held_at"', 'began = "held_at"'), "a tenure needs `ended`"),
        (GOOD.replace('happened = "held_at"', 'happened = "case"'), "must be a date or an instant"),
        (GOOD.replace('recorded = "entered_at"', 'recorded = "entered_at"\nvoid = "held_at"'), "must be a boolean"),
        (GOOD + '[plan]\nhappened = "on"\nversioned = true\n[plan.columns]\non = { type = "date" }\n', "versions need"),
        (GOOD + "[excusal]\n", "is a table that every source has"),
        (GOOD.replace("[review]", "[review]\nhapened = 1"), "unknown entry 'hapened'"),
    ],
)
def test_what_cannot_stand_is_refused(wrong: str, said: str) -> None:
    assert said in refusal(wrong)


def test_everything_wrong_is_said_at_once() -> None:
    said = refusal(GOOD.replace('"opened_on"', '"opend_on"').replace('of = "case"', 'of = "cases"'))
    assert "'opend_on' is not one of its columns" in said
    assert "'cases' that is not declared" in said


def test_no_column_can_take_a_word_of_the_language() -> None:
    """A column called `where` could not be reached: the proxy's own method would answer."""
    words = {name for proxy in (RowsProxy, ColumnProxy, EventProxy) for name in vars(proxy) if not name.startswith("_")}
    example = set(StandardDeclaration.example.__annotations__) - {"return", "records", "sentence"}
    assert (words | example) - RESERVED == set()
