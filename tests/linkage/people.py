"""Records of people for the tests of linking: benchmarks with their truth, and the made-up people."""

import csv
import re

import pyarrow as pa

from dutybound.linkage.measuring import IsRight
from dutybound.linkage.people import People, PeopleColumns
from dutybound.linkage.proposals import Floors
from dutybound.simulator.recorded_twice import people_recorded
from tests.data import shared_data

FLOORS = Floors(very_likely=10, possible=0)
MADE_UP = PeopleColumns("id", "given_name", "surname", born_on="born_on", postcode="postcode", sex="sex")
FEBRL = PeopleColumns("rec_id", "given_name", "surname", born_on="date_of_birth", born_on_format="%Y%m%d",
                      postcode="postcode")  # fmt: skip
NUMBERED = PeopleColumns(**{**vars(FEBRL), "identifiers": {"social_security": "soc_sec_id"}})


def febrl(part: str, columns: PeopleColumns = FEBRL) -> People:
    """One of the FEBRL files; its names of columns and its values have blanks before them."""
    file = shared_data("linkage") / f"febrl_dataset{part}.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [{name.strip(): value.strip() or None for name, value in row.items()} for row in csv.DictReader(opened)]
    return People(f"febrl {part}", pa.Table.from_pylist(rows), columns)


def same_in_febrl(one: str, other: str) -> bool:
    """rec-1070-org and rec-1070-dup-0 are records of one person."""
    return re.sub(r"-(org|dup-\d+)$", "", one) == re.sub(r"-(org|dup-\d+)$", "", other)


def right_in_febrl() -> IsRight:
    return lambda proposal: same_in_febrl(proposal.one.id, proposal.other.id)


def made_up(records: int, seed: int = 1) -> tuple[People, dict[str, str]]:
    """Made-up people as one source, and of each record whose it is."""
    rows = people_recorded(seed, records)
    truth = dict(zip(rows["id"].to_pylist(), rows["person"].to_pylist(), strict=True))
    return People("made-up", rows.drop_columns(["person", "naming"]), MADE_UP), truth


def source(name: str, *rows: dict[str, str | None], columns: PeopleColumns = MADE_UP) -> People:
    """A source of a few records, each with the columns that it is given."""
    names = [one for one in columns.named() if one is not None]
    return People(
        name, pa.table({one: pa.array([row.get(one) for row in rows], pa.string()) for one in names}), columns
    )
