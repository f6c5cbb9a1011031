"""How well and how fast records of one person are found, where the truth is known: `python -m tools.bench.linking`.

Writes docs/reference/linkage.md. FEBRL is looked for in DUTYBOUND_DATA or beside the repository; without it the page is
not written, because half of it would be missing.
"""

import csv
import os
import platform
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
from tools.bench.parts import Figures

from dutybound.linkage.linking import link
from dutybound.linkage.measuring import Agreement, IsRight, agreement, agreement_by_group, curve
from dutybound.linkage.people import People, PeopleColumns
from dutybound.linkage.proposals import VERY_LIKELY, Floors, Proposal
from dutybound.simulator.recorded_twice import NAMINGS, people_recorded

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DUTYBOUND_DATA", ROOT.parent / "shared" / "data")) / "linkage"
PAGE = ROOT / "docs" / "reference" / "linkage.md"
MEASURED, SHOWN = Floors(10, -10), Floors(10, 0)
WEIGHTS = (-10, -5, 0, 2, 5, 7, 10, 12, 15)
MANY = 50_000
FEBRL = PeopleColumns("rec_id", "given_name", "surname", born_on="date_of_birth", born_on_format="%Y%m%d",
                      postcode="postcode")  # fmt: skip
MADE_UP = PeopleColumns("id", "given_name", "surname", born_on="born_on", postcode="postcode", sex="sex",
                        identifiers={"pnc": "pnc"})  # fmt: skip
HEAD = """# Linking records of one person: what was measured

Made by `python -m tools.bench.linking`. What the model is and what it must not be used for:
[the model's card](../../src/dutybound/linkage/README.md). {machine}

A pair is *proposed* from match weight 0 (`linkage.possible`) and *very likely* from 10 (`linkage.very_likely`), where
neither name, date of birth nor an identifier is at odds. Both are project defaults, chosen by the tables below; a force
measures its own. Precision: of the pairs proposed, how many are of one person. Recall: of the pairs of one person, how
many are proposed.

## FEBRL

Made-up Australian people with slips of the keyboard, made for testing linkage (file 3: 5,000 records, up to five of one
person; file 4: 5,000 records beside 5,000). **It is clean of short forms (Bill for William), of names that can be
spelt in several ways, of exchanged names and of relatives at one address, so what is found on it is better than what a
force will find.** The number is the social security number of the file, which has slips too.
"""
MADE_UP_HEAD = """## Made-up people of this project

{records:,} records of fewer people, {pairs:,} pairs of one person, drawn from seed 1 by
`dutybound.simulator.recorded_twice`: short forms, several spellings, exchanged and double names, people who moved,
twins, and children called as their parent. How often each happens is a guess. {seconds:.0f} seconds on this machine
(the target is under 60). A PNC id stands in two records of five.
"""
GROUP_HEAD = """
## By way of naming

Error is not the same for everybody. The same run, by what happens to somebody's name when it is recorded (the truth is
known because the people are made up). Missed: pairs of one person that are not proposed. Wrong: proposed pairs that are
of two people.

| way of naming | pairs | missed | not very likely | wrong of what is proposed | wrong of what is very likely |
| --- | --- | --- | --- | --- | --- |
"""
GROUP_END = """
Whoever has a name that is spelt in several ways, exchanged or double is missed, or left at "possible", more often than
others; where a few names are shared by many, more proposals are wrong. These are ways of naming and not communities.
**What the error is by ethnicity in a force is not known**, and cannot be told from FEBRL or from made-up people: a
force finds out from decisions on links of people whose ethnicity is recorded.
"""


def febrl(part: str, identified: bool) -> People:
    """One FEBRL file; names of columns and values have blanks before them."""
    with (DATA / f"febrl_dataset{part}.csv").open(encoding="utf-8", newline="") as file:
        rows = [{name.strip(): value.strip() or None for name, value in row.items()} for row in csv.DictReader(file)]
    columns = replace(FEBRL, identifiers={"number": "soc_sec_id"} if identified else {})
    return People(f"FEBRL {part}", pa.Table.from_pylist(rows), columns)


def whose(identity: str) -> str:
    """rec-1070-org and rec-1070-dup-0 are of one person."""
    return re.sub(r"-(org|dup-\d+)$", "", identity)


def on_febrl(parts: Sequence[str]) -> Iterator[str]:
    """The curve of a file, without and with its number."""
    found, likely = [], []
    for identified in (False, True):
        people = [febrl(part, identified) for part in parts]
        there = pairs_there(people)
        proposals = link(people, MEASURED).proposals
        found.append(curve(proposals, same_person, there, WEIGHTS))
        likely.append(agreement((one for one in proposals if one.level == VERY_LIKELY), same_person, there))
    yield f"\n### File {parts[0].strip('ab')}\n"
    yield "| from match weight | precision | recall | precision with number | recall with number |"
    yield "| --- | --- | --- | --- | --- |"
    for weight in WEIGHTS:
        yield f"| {weight} | {figures(found[0][weight])} | {figures(found[1][weight])} |"
    yield f"| very likely | {figures(likely[0])} | {figures(likely[1])} |"


def pairs_there(people: Sequence[People]) -> int:
    """How many pairs of one person a file holds, or two files between them."""
    counted = [Counter(whose(one) for one in part.rows["rec_id"].to_pylist()) for part in people]
    if len(counted) == 1:
        return sum(number * (number - 1) // 2 for number in counted[0].values())
    return sum(number * counted[1][person] for person, number in counted[0].items())


def same_person(one: Proposal) -> bool:
    return whose(one.one.id) == whose(one.other.id)


def made_up_people(records: int) -> tuple[People, Mapping[str, str], Mapping[str, str]]:
    """The people as a source, and of each record whose it is and how that person is named."""
    rows = people_recorded(1, records)
    ids = rows["id"].to_pylist()
    truth = (dict(zip(ids, rows[name].to_pylist(), strict=True)) for name in ("person", "naming"))
    return People("made-up", rows.drop_columns(["person", "naming"]), MADE_UP), *truth  # type: ignore[return-value]


def linked(records: int = MANY) -> Figures:
    """So many made-up records linked within themselves: seconds, pairs, and how good they are."""
    people, person, _ = made_up_people(records)
    began = time.perf_counter()
    proposals = link([people], SHOWN).proposals
    found = agreement(proposals, lambda one: person[one.one.id] == person[one.other.id], _twice(person))
    return {"seconds": time.perf_counter() - began, "precision": found.precision, "recall": found.recall}


def on_made_up() -> Iterator[str]:
    people, person, naming = made_up_people(MANY)
    began = time.perf_counter()
    proposals = link([people], SHOWN).proposals
    seconds = time.perf_counter() - began
    right: IsRight = lambda one: person[one.one.id] == person[one.other.id]
    there, likely = _twice(person), [one for one in proposals if one.level == VERY_LIKELY]
    yield MADE_UP_HEAD.format(records=MANY, pairs=there, seconds=seconds)
    yield "| from match weight | precision | recall |\n| --- | --- | --- |"
    for weight, one in curve(proposals, right, there, (0, 2, 5, 7, 10, 12, 15)).items():
        yield f"| {weight} | {figures(one)} |"
    yield f"| very likely | {figures(agreement(likely, right, there))} |"
    yield GROUP_HEAD.rstrip("\n")
    of_person = {person[record]: naming[record] for record in person}
    counted = Counter(of_person[one] for one, number in Counter(person.values()).items() if number == 2)
    by = [agreement_by_group(some, right, lambda one: naming[one.one.id], counted) for some in (proposals, likely)]
    for group in NAMINGS:
        shown, sure = by[0][group], by[1][group]
        cells = (1 - shown.recall, 1 - sure.recall, 1 - shown.precision, 1 - sure.precision)
        yield f"| {group} | {shown.there:,} | {' | '.join(f'{cell:.1%}' for cell in cells)} |"
    yield GROUP_END


def _twice(person: Mapping[str, str]) -> int:
    return sum(number == 2 for number in Counter(person.values()).values())


def figures(one: Agreement) -> str:
    return f"{one.precision:.4f} | {one.recall:.4f}"


def main() -> None:
    if not DATA.is_dir():
        sys.exit(f"FEBRL is not in {DATA}. Name the folder of the data in DUTYBOUND_DATA.")
    tools = ", ".join(f"{name} {version(name)}" for name in ("splink", "duckdb"))
    machine = (
        f"Measured on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, Python {platform.python_version()}, {tools}."
    )
    lines = [HEAD.format(machine=machine), *on_febrl(["3"]), *on_febrl(["4a", "4b"]), "", *on_made_up()]
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
