"""Every instrument reproduces its published worked examples, as they stand in its vectors.csv, to the printed digit.

A column is the name of an answer (empty: not answered), `instrument` where a folder holds several editions,
`expect:value`, `expect:band`, `expect:least` (the lowest band that is possible), `expect:treat_as`, `expect:reason`
(one begins so), `expect:PART` (a figure of parts), `tolerance` (exact without one) or `source`.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutybound.instruments.discovery import FOLDER, instruments
from dutybound.instruments.instrument import Score

TAKEN = ("instrument", "tolerance", "source")


def vectors() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*/vectors.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                yield pytest.param(path, row, id=f"{path.parent.name}, line {number}")


def answered(row: dict[str, str]) -> dict[str, object]:
    given = {name: value for name, value in row.items() if value and name not in TAKEN and ":" not in name}
    return {name: json.loads(value) if value[0] in "[{" else value for name, value in given.items()}


def expected(row: dict[str, str]) -> dict[str, str]:
    return {name.partition(":")[2]: value for name, value in row.items() if name.startswith("expect:") and value}


@pytest.mark.parametrize(("path", "row"), list(vectors()))
def test_published_example(path: Path, row: dict[str, str]) -> None:
    here = [one for one in instruments().values() if one.score.__module__.split(".")[-2] == path.parent.name]
    one = next(one for one in here if one.name == (row.get("instrument") or here[0].name))
    wanted = expected(row)
    assert wanted, "a vector that expects nothing cannot fail"
    assert row["source"], "a vector says who published it"
    score = one.of(answered(row))
    for name, value in wanted.items():
        check(score, name, value, float(row.get("tolerance") or 0))


def check(score: Score, name: str, value: str, tolerance: float) -> None:
    if name in ("band", "treat_as"):
        assert getattr(score, name) == value, name
    elif name == "least":
        assert score.bands[0] == value
    elif name == "reason":
        assert any(reason.text.startswith(value) for reason in score.reasons), score.reasons
    else:
        got = score.value if name == "value" else score.parts[name]
        assert got == pytest.approx(float(value), rel=0, abs=tolerance or 1e-12), name
