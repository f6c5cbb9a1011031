"""Grades and audits as a report takes them in, and shares that are weighted by stratum."""

import json
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.inspection.figures import FILES, Seen
from dutybound.inspection.frameworks.framework import Bearing
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.writing.chief_officers import _audit_row
from dutybound.inspection.writing.evidence import Evidence, figure
from dutybound.inspection.writing.inputs import read_audits, read_grades
from dutybound.inspection.writing.origins import Files
from dutybound.inspection.writing.pieces import Number, plain
from tests.inspection.conftest import INSPECTION

ROW = {"question": "effectiveness.1", "grade": "good", "reason": "so", "by": "an inspector", "at": "2016-08-01"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"grade": "adequate"}, "is not on the scale of peel-2016"), ({"basis": "dreamt"}, "'dreamt' is no basis"),
        ({"at": "yesterday"}, "'yesterday' is no day"), ({"at": "2999-01-01"}, "has not come yet"),
    ],
)  # fmt: skip
def test_a_grade_off_the_scale_a_strange_basis_and_a_strange_day_are_refused(
    tmp_path: Path, wrong: dict[str, str], said: str
) -> None:
    file, framework = tmp_path / "grades.toml", framework_named("peel-2016")
    for row in (ROW, {**ROW, **wrong}):
        file.write_text("[[grade]]\n" + "\n".join(f'{name} = "{value}"' for name, value in row.items()))
        if row == ROW:
            assert read_grades(file, framework)["effectiveness.1"].grade == "good"
    with pytest.raises(DutyboundError) as refused:
        read_grades(file, framework)
    assert said in refused.value.render()


#: Strata of 900 and 100 files, of which 9 and 1 of 10 were good: 82 of 100 are, though 10 of the 20 that were read.
UNEQUAL = {"share": 0.82, "good": 10, "of": 20, "population": 1000, "low": 0.542, "high": 0.946}


@pytest.fixture
def audits(tmp_path: Path) -> Path:
    (row,) = json.loads((INSPECTION / "audits.json").read_text())
    file = tmp_path / "audits.json"
    file.write_text(json.dumps([{**row, **UNEQUAL}]))
    return file


def test_a_weighted_share_is_shown_as_the_audit_has_it(audits: Path) -> None:
    """Here n of N is 50%, which lies outside the interval of the share."""
    (seen,) = read_audits(audits).values()
    bearing = Bearing(key="quality", claim="Files are good.", audit=seen.key, degree="most", weight="core")
    figures = Seen(10, 20, 0.542, 0.946, 0.82)
    one = Evidence("1", bearing, "holds", "", (), "", FILES, figures, {}, None, place=seen.place)
    assert plain(figure(one)) == "82.0% (10 of 20 files read, weighted by stratum; interval 54.2% to 94.6%)"
    row = _audit_row(seen)
    assert [plain(each) for each in row[1:]] == ["82.0%", "10 of 20", "54.2% to 94.6%"]
    files = Files({"audits.json": audits})
    for piece in (*figure(one), *row[1], *row[3]):
        if isinstance(piece, Number):
            assert piece.origin.found(files) == pytest.approx(piece.value)
