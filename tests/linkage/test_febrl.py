"""Measured on FEBRL, whose truth is known: made-up Australians, without short forms or other spellings of names."""

import pytest

from dutybound.linkage.linking import link
from dutybound.linkage.measuring import curve
from dutybound.linkage.people import PeopleColumns
from dutybound.linkage.proposals import VERY_LIKELY, Floors
from tests.linkage.people import FEBRL, NUMBERED, febrl, right_in_febrl

WEIGHTS = (-10, -5, 0, 2, 5, 7, 10, 12, 15)
WIDE = Floors(very_likely=10, possible=-10)
TASKS = {"3": 6_538, "4a 4b": 5_000}  # parts, and how many pairs of one person are there


@pytest.mark.parametrize("columns", [FEBRL, NUMBERED], ids=["without number", "with number"])
@pytest.mark.parametrize("parts", TASKS)
def test_precision_is_095_at_recall_090(parts: str, columns: PeopleColumns, capsys: pytest.CaptureFixture[str]) -> None:
    proposals = link([febrl(part, columns) for part in parts.split()], WIDE).proposals
    found = curve(proposals, right_in_febrl(), TASKS[parts], WEIGHTS)
    with capsys.disabled():
        print(f"\nFEBRL {parts}, {len(columns.identifiers)} identifiers: weight, precision, recall")
        for weight, one in found.items():
            print(f"{weight:>4} {one.precision:.4f} {one.recall:.4f}")
    assert max(one.precision for one in found.values() if one.recall >= 0.9) >= 0.95
    shown = found[0]  # from where the product proposes
    assert (shown.precision >= 0.95, shown.recall >= 0.9) == (True, True)
    likely = [one for one in proposals if one.level == VERY_LIKELY]
    assert likely
    assert all(map(right_in_febrl(), likely))


def test_the_pairs_of_one_person_are_counted_from_the_file_itself() -> None:
    from collections import Counter

    whose = Counter(identity.split("-")[1] for identity in febrl("3").rows["rec_id"].to_pylist())
    assert sum(number * (number - 1) // 2 for number in whose.values()) == TASKS["3"]
