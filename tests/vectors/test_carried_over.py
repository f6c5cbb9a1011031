"""What the predictors carry of the published data is that data, every row of it; skipped where it is absent."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dutybound.instruments.arithmetic import age_on
from dutybound.instruments.discovery import FOLDER
from dutybound.instruments.offence_groups import EXACT_NEEDED, NO_GROUP, offence_groups
from tests.data import shared_data

CARRIED = ("arp", "ogrs3", "snsv", "svrp", "vrp")
SHOULD_BE = {
    "OGRS3": "ogrs3",
    "SNSV": "snsv",
    "AllReoffendingPredictor": "arp",
    "ViolentReoffendingPredictor": "vrp",
    "SeriousViolentReoffendingPredictor": "svrp",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def folder_of(model: str) -> str:
    return next(folder for start, folder in SHOULD_BE.items() if model.startswith(start))


def test_every_coefficient_is_as_published() -> None:
    published = rows(shared_data("instruments") / "hmpps_coefficients.csv")
    assert len(published) == 543
    for folder in CARRIED:
        ours = rows(FOLDER / folder / "coefficients.csv")
        assert ours == [row for row in published if folder_of(row["model"]) == folder]


def group_in_ogrs3(row: dict[str, str]) -> str:
    if row["ogrs3_error"]:
        return EXACT_NEEDED
    return row["ogrs3_category"] if row["ogrs3_weight"] else NO_GROUP


def test_every_offence_code_is_as_published() -> None:
    published = rows(shared_data("instruments") / "ho_code_actuarial_map.csv")
    assert len(published) == 3039
    assert offence_groups("ogrs3") == {row["ho_code"]: group_in_ogrs3(row) for row in published}
    unknown = {"UNKNOWN": NO_GROUP}
    assert offence_groups("ogrs4") == {
        row["ho_code"]: unknown.get(row["ogrs4_category"], row["ogrs4_category"]) for row in published
    }


def test_the_weight_of_each_code_in_ogrs3_is_that_of_its_group() -> None:
    weights = {r["name"]: r["value"] for r in rows(FOLDER / "ogrs3" / "coefficients.csv") if r["kind"] == "offence"}
    for row in rows(shared_data("instruments") / "ho_code_actuarial_map.csv"):
        if row["ogrs3_weight"]:
            assert float(weights[row["ogrs3_category"]]) == float(row["ogrs3_weight"])


@pytest.mark.parametrize(("folder", "column"), [("arp", "all"), ("vrp", "violence"), ("svrp", "serious_violence")])
def test_every_published_case_of_ogrs4_is_an_example(folder: str, column: str) -> None:
    ours = Counter(
        (row["instrument"], record(row), row["expect:probability"]) for row in rows(FOLDER / folder / "vectors.csv")
    )
    published = rows(shared_data("instruments") / "ogrs4_oracle_rows.csv")
    kinds = {"static": "brief", "dynamic": "extended"}
    theirs = Counter(
        (f"{folder}-{kind}", published_record(row), row[f"{column}_{name}_predictions"])
        for kind, name in kinds.items()
        for row in published
    )
    assert len(published) == 15
    assert ours == theirs


def record(row: dict[str, str]) -> tuple[str, ...]:
    names = (
        "date_of_birth",
        "gender",
        "follow_up_from",
        "convicted_on",
        "offence_code",
        "sanctions",
        "age_at_first_sanction",
    )
    return tuple(row[name] for name in names)


def published_record(row: dict[str, str]) -> tuple[str, ...]:
    first = age_on(date.fromisoformat(row["dob"]), date.fromisoformat(row["first_sanction_date"]))
    gender = {"M": "male", "F": "female"}[row["gender"]]
    names = ("community_date", "last_sanction_date", "offence_code", "total_sanctions_count")
    return (row["dob"], gender, *(row[name] for name in names), str(first))
