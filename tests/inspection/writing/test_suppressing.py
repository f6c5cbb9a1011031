"""From what is published no count of one to four can be worked out."""

from collections.abc import Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dutybound.inspection.writing.suppressing import SMALL, Line, is_small, published_lines, shows

#: Lines as forces have them: many small ones, many alike, some empty.
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 60), st.integers(0, 5000))
LINES = st.dictionaries(
    st.text("ABCDEFGHIJ", min_size=1, max_size=3),
    st.tuples(COUNTS, COUNTS).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=12,
)


def put(lines: Mapping[str, tuple[int, int]]) -> tuple[Line, ...] | None:
    """The lines as they are put together for their counts alone, with many subjects behind each."""
    return published_lines(lines, "Others", dict.fromkeys(lines, 100))


@given(LINES)
def test_no_count_that_is_shown_is_small_and_the_sums_stay(lines: dict[str, tuple[int, int]]) -> None:
    shown = put(lines)
    total = sum(one[0] for one in lines.values()), sum(one[1] for one in lines.values())
    if shown is None:
        assert not shows(*total)
        return
    assert sum(one.part for one in shown) == total[0]
    assert sum(one.whole for one in shown) == total[1]
    assert all(not is_small(number) for one in shown for number in (one.part, one.whole, one.whole - one.part))
    for one in shown:
        assert (one.part, one.whole) == tuple(sum(lines[name][at] for name in one.members) for at in (0, 1))
        assert one.name == "Others" or one.members == (one.name,)


@given(LINES)
def test_a_small_count_is_not_what_is_left_of_what_is_shown(lines: dict[str, tuple[int, int]]) -> None:
    """Whoever takes any lines shown from the total has the counts of the others together, and none of these is small.

    Within the lines put together each can be any of several counts: nobody can pin one down.
    """
    shown = put(lines) or ()
    assert sum(len(one.members) > 1 or one.name == "Others" for one in shown) <= 1
    for one in shown:
        if one.name != "Others":
            assert shows(one.part, one.whole)
            continue
        assert len(one.members) > 1
        for at, of in ((0, one.part), (1, one.whole - one.part)):
            own = [lines[name][1] - lines[name][0] if at else lines[name][0] for name in one.members]
            assert of == 0 or of > SMALL, own
        least = [1] * len(one.members)  # none is empty
        for place in range(len(one.members)):
            most = one.whole - sum(least) + 1
            assert most - least[place] >= SMALL


@given(LINES)
def test_subtracting_any_run_of_lines_shown_gives_no_small_count(lines: dict[str, tuple[int, int]]) -> None:
    shown = put(lines) or ()
    part, whole = sum(one.part for one in shown), sum(one.whole for one in shown)
    for one in shown:
        part, whole = part - one.part, whole - one.whole
        assert not is_small(part)
        assert not is_small(whole - part)


def test_what_is_small_is_put_with_another_though_that_one_is_large() -> None:
    shown = put({"North": (3, 40), "South": (60, 80), "West": (100, 200)})
    assert shown is not None
    assert [(one.name, one.part, one.whole, one.members) for one in shown] == [
        ("West", 100, 200, ("West",)), ("Others", 63, 120, ("North", "South")),
    ]  # fmt: skip


def test_a_total_that_is_small_is_not_shown_at_all() -> None:
    assert put({"North": (3, 40)}) is None
    assert put({"North": (38, 40)}) is None  # two were not
    assert put({}) == ()


def test_leaving_the_small_line_out_alone_would_not_do() -> None:
    """What the second line is put away for: without it the first is the total less the rest."""
    lines = {"North": (3, 40), "South": (60, 80), "West": (100, 200)}
    naive = [one for one in lines.values() if shows(*one)]
    left = 163 - sum(part for part, _ in naive)
    assert is_small(left)
    assert list(pairwise([left])) == []


def test_days_of_one_subject_are_put_with_others_however_many_they_are() -> None:
    """200 of 365 days are large numbers, and all of them may be one person's."""
    lines = {"North": (200, 365), "South": (900, 1200), "West": (2000, 3000)}
    shown = published_lines(lines, "Others", {"North": 1, "South": 12, "West": 20})
    assert shown is not None
    assert [(one.name, one.members) for one in shown] == [("West", ("West",)), ("Others", ("North", "South"))]


def test_lines_of_few_subjects_alone_are_not_shown_even_together() -> None:
    """The subjects of several months may be the same two."""
    assert published_lines({"2016-01": (20, 60), "2016-02": (30, 58)}, "Others", {"2016-01": 2, "2016-02": 2}) is None


@given(LINES, st.lists(st.integers(1, 12), min_size=12, max_size=12))
def test_every_line_that_is_shown_has_five_subjects(lines: dict[str, tuple[int, int]], many: list[int]) -> None:
    subjects = dict(zip(lines, many, strict=False))
    for one in published_lines(lines, "Others", subjects) or ():
        assert max(subjects[name] for name in one.members) > SMALL
