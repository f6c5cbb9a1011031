"""A first standard for a log or a table that is no record of practice: an example to be edited, that can be judged."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dutybound.exchange.recognising.columns import Look
from dutybound.exchange.recognising.drafts import DraftTable
from dutybound.exchange.recognising.logs import Log, case_table, common_pair

START = date(2015, 3, 2)
HEAD = '''"""{title}

An example to edit, written by `dutybound map` from what is in the file. It shows how a standard looks. Where it has a
limit, that is no figure of anybody's: put your own in its place, with its source. docs/how-to/add-a-standard.md says
more.
"""

from dutybound.duties import {words}

'''
DATED = '''
@standard(version="1", valid_from="2000-01-01", source="an example to edit", owed_by="whoever does it",
          missing="not_owed")  # fmt: skip
def first_standard(case: Subject["{table}"]):
    """{sentence}"""
    limit = days({limit})  # {because}
    return within(limit, of={trigger}).met_by({fulfilment})


first_standard.example("in time", as_at="{later}", expect="met", {start},
                       {done_in_time})  # fmt: skip
first_standard.example("a day late", as_at="{later}", expect="met_late", {start},
                       {done_late})  # fmt: skip
first_standard.example("not yet, and there is time", as_at="{early}", expect="pending",
                       {start})  # fmt: skip
first_standard.example("not yet, and there is none", as_at="{later}", expect="overdue",
                       {start})  # fmt: skip
'''
COUNTED = '''
@measure(version="1", source="an example to edit", unit="rows", better="neither")
def first_measure(row: Subject["{table}"]):
    """How many rows there are: the file has one date a row, so nothing in it can be late."""
    return count(row)


first_measure.example("two", as_at="{later}", expect=2, subjects=[{{"{column}": "{day}"}}, {{"{column}": "{day}"}}])
'''


def standard_of_log(log: Log) -> dict[str, str]:
    """For how long two of its activities are apart; nothing where no two follow each other by days."""
    pair = common_pair(log)
    if pair is None:
        return {}
    first, second, limit = pair
    clock = "T10:00" if log.time.times is not None and log.time.times.clocked else ""
    told = {name: value for value, name in log.tabled}
    fields = {
        "table": case_table(log), "limit": limit, "trigger": f"case.{first}", "fulfilment": f"case.{second}",
        "because": "nine of ten took so long at most: what is done, and not what ought to be",
        "sentence": _plain(f"{told[second]} is done within {limit} days of {told[first]}."),
        "start": f'{first}=["{START}{clock}"]',
        "done_in_time": f'{second}=["{START + timedelta(limit)}{clock}"]',
        "done_late": f'{second}=["{START + timedelta(limit + 1)}{clock}"]',
    }  # fmt: skip
    return _dated(fields, limit)


def standard_of_table(table: DraftTable, looks: Mapping[str, Look]) -> dict[str, str]:
    """For how long two dates of a row are apart; where it has one alone, how many rows there are."""
    times = [one for one in table.columns if one.declared.get("type") in ("date", "instant")]
    happened = table.declared["happened"]
    other = next((one for one in times if one.name != happened), None)
    clock = {one.name: "T10:00" if one.declared["type"] == "instant" else "" for one in times}
    if other is None:
        head = HEAD.format(title="A first measure.", words="Subject, count, measure")
        day = f"{START}{clock[happened]}"
        body = COUNTED.format(table=table.name, later=START + timedelta(30), column=happened, day=day)  # fmt: skip
        return {"first_measure.py": head + body}
    limit = 28
    fields: dict[str, Any] = {
        "table": table.name, "limit": limit, "trigger": f"case.{happened}", "fulfilment": f"case.{other.name}",
        "because": "four weeks, to begin with",
        "sentence": f"{other.name} comes within {limit} days of {happened}.",
        "start": f'{happened}="{START}{clock[happened]}"',
        "done_in_time": f'{other.name}="{START + timedelta(limit)}{clock[other.name]}"',
        "done_late": f'{other.name}="{START + timedelta(limit + 1)}{clock[other.name]}"',
    }  # fmt: skip
    return _dated(fields, limit)


def _dated(fields: Mapping[str, Any], limit: int) -> dict[str, str]:
    head = HEAD.format(title="A first standard.", words="Subject, days, standard, within")
    later, early = START + timedelta(limit + 30), START
    return {"first_standard.py": head + DATED.format(**fields, later=later, early=early)}


def _plain(text: str) -> str:
    return text.replace("\\", " ").replace('"', "'")
