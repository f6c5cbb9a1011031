"""The rule from bearings to a proposal: monotone, never outstanding, and silent where what is missing decides."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybound.base.errors import DutyboundError
from dutybound.inspection.audits.audit_files import read_audited, write_audits
from dutybound.inspection.audits.results import AuditResult
from dutybound.inspection.degrees import Reading, Verdict, terms
from dutybound.inspection.figures import Count, Figures
from dutybound.inspection.frameworks.framework import Bearing
from dutybound.inspection.grades import Grade
from dutybound.inspection.judging.assessed import read_assessed
from dutybound.inspection.judging.drafting import draft_findings
from dutybound.inspection.judging.proposing import PROPOSED, Confidence, Rule, propose
from dutybound.inspection.judging.weighing import Weighed, weigh
from tests.inspection.judging.made_up import WINDOW, bearing, everywhere, framework, question, results, step

HOLDS, SHORT, FAR, CANNOT = Verdict.HOLDS, Verdict.SHORT, Verdict.FAR_SHORT, Verdict.CANNOT_TELL
FOUR = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
FIVE = tuple(Grade)


def weighed(core: list[Verdict], supporting: list[Verdict]) -> list[Weighed]:
    seen = Figures("a test", force=Count(58, 100).seen(1.0))
    told = [(f"c{n}", "core", one) for n, one in enumerate(core)]
    told += [(f"s{n}", "supporting", one) for n, one in enumerate(supporting)]
    return [
        Weighed("q.1", Bearing.model_validate(bearing(key, weight=weight)), seen, Reading(one, "because", (), 0.75))
        for key, weight, one in told
    ]


def proposed(core: list[Verdict], supporting: list[Verdict] = [], scale: tuple[Grade, ...] = FOUR):  # noqa: B006
    some = weighed(core, supporting)
    asked = question(*(one.bearing.model_dump(exclude_none=True) for one in some))
    return propose(asked, scale, some)


def test_good_is_every_core_practice_and_most_of_the_others() -> None:
    assert proposed([HOLDS] * 4, [HOLDS, HOLDS, SHORT]).grade is Grade.GOOD
    assert proposed([HOLDS] * 4, [HOLDS, SHORT, FAR]).grade is Grade.REQUIRES_IMPROVEMENT


def test_one_core_practice_short_is_not_good() -> None:
    found = proposed([HOLDS, HOLDS, HOLDS, SHORT], [HOLDS] * 9)
    assert found.grade is Grade.REQUIRES_IMPROVEMENT
    assert found.better is not None
    assert found.better.grade is Grade.GOOD
    assert found.better.bearings == ("c3",)
    assert "58% to 75%" in found.better.words


def test_reasons_begin_with_what_speaks_for_the_grade_and_would_move_it() -> None:
    (first, *others) = proposed([HOLDS, SHORT, HOLDS], [SHORT, HOLDS, HOLDS, HOLDS]).reasons
    assert (first.bearing, first.moves) == ("c1", True)
    assert others[0].bearing == "s0"
    assert [one.core for one in others[1:3]] == [True, True]
    assert proposed([HOLDS, HOLDS], [SHORT, HOLDS, HOLDS]).reasons[0].verdict is HOLDS


def test_half_of_the_core_far_short_is_inadequate() -> None:
    assert proposed([FAR, FAR, HOLDS, HOLDS]).grade is Grade.INADEQUATE
    assert proposed([FAR, SHORT, SHORT, HOLDS]).grade is Grade.REQUIRES_IMPROVEMENT


def test_adequate_stands_between_where_the_scale_has_it() -> None:
    assert proposed([HOLDS, HOLDS, SHORT], [HOLDS], FIVE).grade is Grade.ADEQUATE
    assert proposed([HOLDS, SHORT, SHORT], [HOLDS], FIVE).grade is Grade.REQUIRES_IMPROVEMENT


def test_what_is_missing_decides_or_does_not() -> None:
    found = proposed([HOLDS, HOLDS, HOLDS, CANNOT])
    assert found.grade is None
    assert found.between == (Grade.GOOD, Grade.REQUIRES_IMPROVEMENT)
    assert "cannot tell: good or requires improvement" in found.words
    assert len(found.missing) == 1
    known = proposed([SHORT, HOLDS, HOLDS, HOLDS, CANNOT])
    assert known.grade is Grade.REQUIRES_IMPROVEMENT
    assert known.confidence is not Confidence.HIGH


def test_a_question_without_records_or_grade_has_no_proposal() -> None:
    assert proposed([CANNOT, CANNOT], [HOLDS]).grade is None
    some = weighed([HOLDS], [])
    asked = question(*(one.bearing.model_dump(exclude_none=True) for one in some), graded=False)
    assert propose(asked, FOUR, some).grade is None


VERDICTS = st.sampled_from([HOLDS, SHORT, FAR])


@given(
    st.lists(VERDICTS, min_size=1, max_size=7), st.lists(VERDICTS, max_size=7), st.data(), st.sampled_from([FOUR, FIVE])
)
def test_what_gets_better_never_lowers_a_grade_and_outstanding_is_never_proposed(core, supporting, data, scale) -> None:
    some = weighed(core, supporting)
    rule, verdicts = Rule(some, scale, terms()), {one.bearing.key: one.verdict for one in some}
    key = data.draw(st.sampled_from(sorted(verdicts)))
    before, after = (rule.grade(one) for one in (verdicts, {**verdicts, key: HOLDS}))
    assert PROPOSED.index(after) <= PROPOSED.index(before)
    assert Grade.OUTSTANDING not in (before, after)


@given(
    st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=6),
    st.lists(st.sampled_from(list(Verdict)), max_size=6),
)
def test_the_smallest_change_moves_it_and_none_smaller_would(core, supporting) -> None:
    found = proposed(core, supporting)
    if found.grade is None or found.better is None:
        return
    some = weighed(core, supporting)
    rule, verdicts = Rule(some, FOUR, terms()), {one.bearing.key: one.verdict for one in some}
    assert rule.grade({**verdicts, **dict.fromkeys(found.better.bearings, HOLDS)}) is found.better.grade
    if CANNOT not in core:
        for left_out in found.better.bearings:
            fewer = [one for one in found.better.bearings if one != left_out]
            assert rule.grade({**verdicts, **dict.fromkeys(fewer, HOLDS)}) is found.grade


def judged(folder: Path, **standards):
    asked = question(*(bearing(name) for name in standards))
    some = weigh([asked], read_assessed(results(folder, standards)), {"q.1": WINDOW})
    return propose(asked, FOUR, some["q.1"]), draft_findings(framework(asked), some, "made-up"), some["q.1"]


def test_proposals_rise_and_fall_with_what_was_planted(tmp_path: Path) -> None:
    grades, drafts = [], []
    for number, share in enumerate((0.97, 0.9, 0.7, 0.5, 0.3, 0.1)):
        found = judged(tmp_path / str(number), one=everywhere(share), other={})
        grades.append(FOUR.index(found[0].grade) if found[0].grade else None)
        drafts.append(len(found[1]))
    told = [one for one in grades if one is not None]
    assert told == sorted(told)
    assert (grades[0], grades[-1]) == (FOUR.index(Grade.GOOD), FOUR.index(Grade.INADEQUATE))
    assert (drafts[0], drafts[-1]) == (0, 1)


def test_a_draft_goes_away_as_the_share_passes_the_bar_and_does_not_come_back(tmp_path: Path) -> None:
    """*Most* asks for 70%: surely below it there is a draft, and from there on never more of it, nor a lower grade."""
    gravity = (FAR, SHORT, CANNOT, HOLDS)
    verdicts, drafts, grades = [], [], []
    for share in range(40, 101, 5):
        asked = question(bearing("one", "most"), bearing("other", "most"))
        held = {"one": everywhere(share / 100), "other": everywhere(0.97)}
        some = weigh([asked], read_assessed(results(tmp_path / f"{share}", held)), {"q.1": WINDOW})
        verdicts.append(gravity.index(some["q.1"][0].verdict))
        drafts.append([one.bearing for one in draft_findings(framework(asked), some)])
        grades.append(propose(asked, FOUR, some["q.1"]).grade)
    assert verdicts == sorted(verdicts)
    assert [one == ["one"] for one in drafts] == [gravity[one].falls_short for one in verdicts]
    assert drafts[:6] == [["one"]] * 6, "40% to 65%"
    assert drafts[7:] == [[]] * 6, "75% to 100%"
    told = [FOUR.index(one) for one in grades if one is not None]
    assert told == sorted(told, reverse=True)
    assert (grades[0], grades[-1]) == (Grade.INADEQUATE, Grade.GOOD)


def test_a_draft_says_where_and_since_when(tmp_path: Path) -> None:
    proposal, (draft,), (one, _) = judged(tmp_path, one=step("South", "2016-05", 0.35), other={})
    assert proposal.grade is Grade.REQUIRES_IMPROVEMENT
    assert draft.where == ("South",)
    assert draft.since == "2016-05"
    assert "South" in draft.finding.text
    assert "in South to" in proposal.better.words
    assert one.figures.force is not None
    assert f"{one.figures.force.part:,} of {one.figures.force.whole:,}" in draft.figures


def test_a_window_bounds_what_is_looked_at(tmp_path: Path) -> None:
    asked = question(bearing("one", "most"))
    assessed = read_assessed(results(tmp_path, {"one": everywhere(0.9)}))
    spring = WINDOW.model_copy(
        update={"since": WINDOW.since.replace(year=2016, month=3), "as_at": WINDOW.as_at.replace(month=4, day=30)}
    )
    (one,) = weigh([asked], assessed, {"q.1": spring})["q.1"]
    assert one.figures.months == ["2016-03", "2016-04"]
    late = WINDOW.model_copy(update={"as_at": WINDOW.as_at.replace(year=2017)})
    (one,) = weigh([asked], assessed, {"q.1": late})["q.1"]
    assert one.verdict is CANNOT
    assert "reach to 2016-11-30" in one.reading.reason


@pytest.mark.parametrize("lacking", ["measures.json", "duties.parquet"])
def test_what_is_no_folder_of_results_is_refused(tmp_path: Path, lacking: str) -> None:
    from dutybound.base.errors import DutyboundError

    (results(tmp_path, {"one": 0.9}) / lacking).unlink()
    with pytest.raises(DutyboundError, match=lacking):
        read_assessed(tmp_path)


AUDITED = AuditResult(
    "spring/1", "investigation-quality", "Files that pass every gate", "investigation-quality", 50, 55, 400, 0.9, 0.82,
    0.95, None, 0, 0, 0, 0, True,
)  # fmt: skip


def audited(folder: Path, **more) -> Weighed:
    """A bearing on an audit, whose results are as `dutybound audit results` writes them."""
    asked = question(bearing("read", "sufficient", audit="investigation-quality"))
    row = asdict(AUDITED)
    rows = [{**row, "stratum": "burglary", "good": 0}, {**row, **more}]
    (folder / "audits.json").write_text(json.dumps(rows))
    assessed = read_assessed(results(folder, {"one": 0.9}, 2), folder / "audits.json")
    return weigh([asked], assessed, {"q.1": WINDOW})["q.1"][0]


def test_an_audit_bears_with_its_n_of_n(tmp_path: Path) -> None:
    found = audited(tmp_path)
    assert found.verdict is HOLDS
    assert "50 of 55, weighted by stratum" in found.reading.reason


def test_two_samples_of_one_key_are_refused_in_words(tmp_path: Path) -> None:
    autumn = replace(AUDITED, sample="autumn/1", good=5, share=0.09, low=0.04, high=0.2)
    write_audits(tmp_path, [AUDITED, replace(AUDITED, key="other"), autumn], [])
    with pytest.raises(DutyboundError, match="has investigation-quality 2 times, in autumn/1, spring/1"):
        read_assessed(results(tmp_path, {"one": 0.9}, 2), tmp_path / "audits.json")
    write_audits(tmp_path, [replace(AUDITED, stratum="burglary"), AUDITED, replace(AUDITED, key="other")], [])
    found = read_audited(tmp_path / "audits.json")
    assert {key: one.place for key, one in found.items()} == {"investigation-quality": "1", "other": "2"}


def test_an_audit_that_is_not_to_be_relied_on_tells_nothing(tmp_path: Path) -> None:
    found = audited(tmp_path, relied_on=False, because=["two readers agree too seldom"])
    assert found.verdict is CANNOT
    assert "agree too seldom" in found.reading.reason
