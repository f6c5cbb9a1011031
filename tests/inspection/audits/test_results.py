"""What an audit found: counts by hand, what is left open inside the interval, and when nothing may be relied on."""

from dataclasses import replace
from pathlib import Path

import pytest

from dutybound.base.errors import DutyboundError
from dutybound.insight.shares import wilson
from dutybound.inspection.audits.audit_files import read_audits, write_audits
from dutybound.inspection.audits.counting import counted
from dutybound.inspection.audits.readings import FileRead
from dutybound.inspection.audits.results import AuditResult, audit_results
from tests.inspection.audits.made_up import CANNOT_TELL, NO, NOT_APPLICABLE, PART, YES, asked, reading, sample_of, twice

TWO = asked("plan", "victim", scored=("tidy",))
GOOD = {"plan": YES, "victim": YES, "tidy": NO}


def found(results: list[AuditResult], key: str = "made-up", stratum: str | None = None) -> AuditResult:
    (one,) = [each for each in results if (each.key, each.stratum) == (key, stratum)]
    return one


def test_a_file_is_good_where_it_passes_every_gate_that_applies() -> None:
    files = [
        twice(1, "all", GOOD),
        twice(2, "all", GOOD | {"victim": NOT_APPLICABLE}),
        twice(3, "all", GOOD | {"victim": PART}),
        twice(4, "all", GOOD | {"victim": CANNOT_TELL}),
        twice(5, "all", GOOD | {"victim": CANNOT_TELL, "plan": NO}),
    ]
    results = audit_results(sample_of(TWO, {"all": 100}, files))
    whole, victim = found(results), found(results, "made-up.victim")
    assert (whole.good, whole.of, whole.cannot_tell) == (2, 4, 1), "one gate that failed settles it"
    assert (victim.good, victim.of, victim.not_applicable, victim.cannot_tell) == (1, 2, 1, 2)
    assert found(results, "made-up.tidy").good == 0, "and what is scored fails no file"
    assert whole.share == 0.5


def test_a_gate_that_failed_settles_it_whatever_is_still_to_be_decided() -> None:
    bad = GOOD | {"plan": NO}
    one = found(audit_results(sample_of(TWO, {"all": 9}, [twice(1, "all", bad, bad | {"victim": NO})])))
    assert (one.good, one.of, one.undecided) == (0, 1, 0)


def test_a_stratum_weighs_what_it_has_of_the_frame() -> None:
    """1 of 2 of 90 records, and 2 of 2 of 10: 55%, where the files alone would say 75%."""
    files = [twice(1, "large", GOOD), twice(2, "large", GOOD | {"plan": NO}), twice(3, "small", GOOD),
             twice(4, "small", GOOD)]  # fmt: skip
    results = audit_results(sample_of(TWO, {"large": 90, "small": 10}, files))
    assert found(results).share == pytest.approx(0.55)
    assert found(results).population == 100
    assert found(results, stratum="large").share == 0.5
    assert found(results, stratum="small").population == 10


def test_a_plain_sample_from_a_large_frame_has_wilsons_interval() -> None:
    files = [twice(one, "all", GOOD if one < 14 else GOOD | {"plan": NO}) for one in range(20)]
    one = found(audit_results(sample_of(TWO, {"all": 1_000_000}, files)))
    assert (one.low, one.high) == pytest.approx(wilson(0.7, 20), abs=0.02)


def test_all_files_read_leave_no_doubt() -> None:
    files = [twice(one, "all", GOOD if one < 3 else GOOD | {"plan": NO}) for one in range(10)]
    one = found(audit_results(sample_of(TWO, {"all": 10}, files)))
    assert (one.share, one.low, one.high) == pytest.approx((0.3, 0.3, 0.3))


def test_the_interval_never_leaves_what_is_known() -> None:
    """Of 12 records 3 are good and 7 are not: between 3 and 5 of 12."""
    files = [twice(one, "all", GOOD if one < 3 else GOOD | {"plan": NO}) for one in range(10)]
    one = found(audit_results(sample_of(TWO, {"all": 12}, files)))
    assert one.low is not None and one.high is not None  # noqa: PT018
    assert 3 / 12 <= one.low < one.high <= 5 / 12


def test_what_nobody_decided_is_inside_the_interval() -> None:
    plain = [twice(one, "all", GOOD if one < 10 else GOOD | {"plan": NO}) for one in range(20)]
    differing = [*plain[:-2], *(twice(one, "all", GOOD, GOOD | {"plan": NO}) for one in (18, 19))]
    sure, unsure = (found(audit_results(sample_of(TWO, {"all": 1000}, files))) for files in (plain, differing))
    assert (unsure.good, unsure.of, unsure.undecided) == (10, 18, 2)
    assert unsure.low == pytest.approx(sure.low), "as if both were bad"
    better = [*plain[:-2], *(twice(one, "all", GOOD) for one in (18, 19))]
    assert unsure.high == pytest.approx(found(audit_results(sample_of(TWO, {"all": 1000}, better))).high)
    decided = [*plain[:-2], *(twice(one, "all", GOOD, GOOD | {"plan": NO}, {"plan": NO}) for one in (18, 19))]
    again = found(audit_results(sample_of(TWO, {"all": 1000}, decided)))
    assert (again.good, again.of, again.undecided, again.low) == (10, 20, 0, pytest.approx(sure.low))


def test_results_are_not_relied_on_without_two_readings_that_agree() -> None:
    once = [FileRead(f"f{one}", f"C{one}", "all", (reading("A", **GOOD),)) for one in range(12)]
    assert found(audit_results(sample_of(TWO, {"all": 99}, once))).because == (
        "0 of the 10 files that it takes were read by two people, blind",
    )
    seen = [replace(twice(one, "all", GOOD), readings=(reading("A", **GOOD), reading("B", blind=False, **GOOD)))
            for one in range(12)]  # fmt: skip
    assert not found(audit_results(sample_of(TWO, {"all": 99}, seen))).relied_on, "who knew the answer is no second"
    agreeing = [twice(one, "all", GOOD) for one in range(12)]
    assert found(audit_results(sample_of(TWO, {"all": 99}, agreeing))).relied_on
    differing = [twice(one, "all", GOOD, GOOD | {"plan": NO if one % 2 else YES}, {"plan": YES}) for one in range(12)]
    results = audit_results(sample_of(TWO, {"all": 99}, differing))
    assert "two readers agree too little: AC1" in found(results, "made-up.plan").because[0]
    assert found(results, "made-up.victim").relied_on, "each question by itself"


def test_too_much_unread_or_untold_is_not_relied_on() -> None:
    unread = [FileRead(f"u{one}", f"U{one}", "all") for one in range(4)]
    files = [twice(one, "all", GOOD) for one in range(12)]
    assert found(audit_results(sample_of(TWO, {"all": 99}, [*files, *unread]))).because == (
        "4 of 16 files drawn are not read yet",
    )
    dim = [twice(one, "all", GOOD | {"plan": CANNOT_TELL if one < 4 else YES}) for one in range(12)]
    assert "4 of 12 files do not show it" in found(audit_results(sample_of(TWO, {"all": 99}, dim))).because[0]
    results = audit_results(sample_of(TWO, {"all": 60, "other": 40}, files))
    assert "nothing was read of other: 40 of 100 records" in found(results).because


def test_a_question_that_no_file_answers_has_no_share() -> None:
    files = [twice(one, "all", GOOD | {"victim": NOT_APPLICABLE}) for one in range(12)]
    one = found(audit_results(sample_of(TWO, {"all": 99}, files)), "made-up.victim")
    assert (one.share, one.low, one.high, one.relied_on) == (None, None, None, False)


def test_audits_json_comes_back_as_it_went_and_names_nobody(tmp_path: Path) -> None:
    results = audit_results(sample_of(TWO, {"all": 99}, [twice(one, "all", GOOD) for one in range(12)]))
    write_audits(tmp_path, results, [])
    assert read_audits(tmp_path / "audits.json") == results
    text = (tmp_path / "audits.json").read_text()
    assert not any(f'"{one}"' in text for one in ("A", "B", "C1", "somebody", "made-up/1/001"))
    (tmp_path / "audits.json").write_text('[{"key": "x"}]')
    with pytest.raises(DutyboundError, match="another version"):
        read_audits(tmp_path / "audits.json")
    (tmp_path / "audits.json").write_text("nothing")
    with pytest.raises(DutyboundError, match="is no file of audit results"):
        read_audits(tmp_path / "audits.json")


def test_how_often_a_reading_is_upheld_is_learnt_with_the_weights_of_files() -> None:
    """The heavy file was not upheld: of others that weigh as much it is then doubted more than by counting files."""
    questions = asked("plan")
    files = [twice(one, "all", {"plan": YES}) for one in range(3)]
    files.append(twice(3, "all", {"plan": YES}, {"plan": NO}, {"plan": NO}))
    files.append(FileRead("made-up/1/single", "C9", "all", (reading("A", plan=YES),)))
    sample = sample_of(questions, {"all": 50}, files)
    assert counted(sample, questions.key).good["made-up/1/single"] == 0.75
    weights = {one.id: 9.0 if one.id == files[3].id else 1.0 for one in files}
    assert counted(sample, questions.key, weights).good["made-up/1/single"] == 0.25
    nothing = dict.fromkeys(weights, 0.0) | {"made-up/1/single": 4.0}
    assert counted(sample, questions.key, nothing).good["made-up/1/single"] == 0.75, "then they are counted"
