"""Policy files: what acts when, and everything that is wrong said at once."""

import tomllib
from datetime import date

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.duties.limits import days, hours, months, working_days
from dutybound.duties.policy import PolicyBook, policy_from

ENTRY = """
[[policy]]
id = "review"
layer = "{layer}"
valid_from = {valid_from}
recorded = {recorded}
value = {value}
source = "a test"
mark = "project default"
owner = "a test"
approved_by = "a test"
{more}
"""


def entry(
    layer: str = "guidance",
    valid_from: str = "2015-01-01",
    recorded: str = "",
    value: str = '"28 days"',
    more: str = "",
) -> str:
    return ENTRY.format(layer=layer, valid_from=valid_from, recorded=recorded or valid_from, value=value, more=more)


def book(*entries: str) -> PolicyBook:
    return policy_from(tomllib.loads("".join(entries)), "policy.toml")


def refusal(*entries: str) -> str:
    with pytest.raises(DutyboundError) as refused:
        book(*entries)
    return str(refused.value)


def acting(*entries: str) -> list[tuple[str, str]]:
    return [
        (f"{stretch.begins}", stretch.entry.written() if stretch.entry else "-")
        for stretch in book(*entries).stretches("review")
    ]


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ('"28 days"', days(28)),
        ('"1 day"', days(1)),
        ('"24 hours"', hours(24)),
        ('"5 working days"', working_days(5)),
        ('"2 years"', months(24)),
        ('"48 hours without sundays and holidays"', hours(48, ("sunday", "holiday"))),
        ("15", 15.0),
    ],
)
def test_a_figure_is_a_length_of_time_or_a_number(written: str, limit: object) -> None:
    assert book(entry(value=written)).entries[0].value == {None: limit}


def test_one_entry_follows_another() -> None:
    older = entry(more="valid_to = 2015-12-31")
    assert acting(older, entry(valid_from="2016-01-01", value='"14 days"')) == [
        ("2015-01-01", "28 days"),
        ("2016-01-01", "14 days"),
    ]


def test_the_force_lays_its_own_over_guidance_from_when_it_is_on_record() -> None:
    own = entry("force", "2016-01-01", "2016-03-01", '"7 days"', "valid_to = 2016-06-30")
    assert acting(entry(), own) == [("2015-01-01", "28 days"), ("2016-03-01", "7 days"), ("2016-07-01", "28 days")]


def test_nothing_acts_after_the_last_entry_ended() -> None:
    assert acting(entry(more="valid_to = 2015-12-31")) == [("2015-01-01", "28 days"), ("2016-01-01", "-")]


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((entry(), entry(valid_from="2016-01-01")), "the entries from 2015-01-01 and 2016-01-01 overlap"),
        (
            (entry(more="valid_to = 2015-06-30"), entry(valid_from="2016-01-01")),
            "nothing is in force from 2015-07-01 to 2016-01-01",
        ),
        ((entry("law"), entry("force")), "is law, and law cannot be laid over"),
        (
            (entry(more="valid_to = 2015-12-31"), entry(valid_from="2016-01-01", value='{ high = "7 days" }')),
            "do not set the same bands (None, high)",
        ),
        ((entry("custom"),), "layer 'custom' is unknown"),
        ((entry(more="valid_to = 2014-12-31"),), "valid_to lies before valid_from"),
        ((entry(value='"28 dys"'),), "cannot read '28 dys'"),
        ((entry(value='"3 months without sundays"'),), "cannot read '3 months without sundays'"),
        ((entry(value='"5 days without funday"'),), "cannot read"),
        ((entry(valid_from='"2016-01-01"'),), "is not a date"),
        ((entry(more='sorce = "x"'),), "unknown key 'sorce'"),
        ((entry().replace('source = "a test"', 'source = ""'),), "source is missing"),
        ((entry().replace('mark = "project default"', 'mark = "official"'),), "mark 'official' is unknown"),
        ((entry("force").replace('approved_by = "a test"', ""),), "approved_by is missing"),
        (("[policies]\n",), "unknown section 'policies'"),
    ],
)
def test_what_cannot_stand_is_refused(entries: tuple[str, ...], said: str) -> None:
    assert said in refusal(*entries)


def test_everything_wrong_is_said_at_once() -> None:
    said = refusal(entry("custom", more='sorce = "x"'), entry(value='"soon"'), entry(), entry(valid_from="2016-01-01"))
    for part in ("layer 'custom'", "unknown key 'sorce'", "Did you mean 'source'", "cannot read 'soon'", "overlap"):
        assert part in said, part


def test_packs_are_checked_again_when_they_are_joined() -> None:
    with pytest.raises(DutyboundError, match="law cannot be laid over"):
        book(entry("law")).joined(book(entry("force")))


def test_a_restatement_stands_beside_what_it_corrects() -> None:
    both = book(entry(), entry(recorded="2016-05-01", value='"14 days"', more='restates = "it said 28 by mistake"'))
    assert [one.written() for one in both.restatements("review")] == ["14 days"]
    assert both.restatements("review")[0].recorded == date(2016, 5, 1)
