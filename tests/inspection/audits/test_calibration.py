"""Which questions are read differently, and how far units lie apart; never who reads how."""

import json
from dataclasses import asdict, replace
from io import StringIO
from pathlib import Path
from random import Random

import numpy as np
import pytest
from rich.console import Console
from statsmodels.stats.inter_rater import fleiss_kappa as by_statsmodels
from typer.testing import CliRunner

from dutybound.base.errors import DutyboundError
from dutybound.casework.actions.audits import open_programme, record_moderations, record_readings, record_sample
from dutybound.cli.audit_commands import app
from dutybound.cli.auditing import results_of
from dutybound.cli.showing_agreement import show_apart, show_calibration
from dutybound.insight.agreement import gwet_ac1
from dutybound.inspection.audits.apart import apart
from dutybound.inspection.audits.audit_files import read_audits, write_audits
from dutybound.inspection.audits.calibrating import calibrated, fleiss_kappa, many_ac1
from dutybound.inspection.audits.framing import SMALL, UNIT
from dutybound.inspection.audits.on_record import sample_on_record
from dutybound.inspection.audits.question_set import Answer
from dutybound.inspection.audits.readings import FileRead, Reading, SampleRead
from dutybound.inspection.audits.results import audit_results
from dutybound.inspection.audits.sampling import Frame, draw
from dutybound.inspection.audits.sheets import Line, may_read
from tests.inspection.audits.made_up import AT, NO, YES, asked, sample_of, twice
from tests.records.kept import Kept

QUESTIONS = asked("plan", scored=("tidy", "prompt"))
READERS = ("Anna", "Bert", "Cleo", "Dora", "Emil")


def exercise(seed: int = 1, files: int = 30, readers: tuple[str, ...] = READERS, strict: str = "") -> SampleRead:
    """All read all: nearly alike on the plan, by the toss of a coin on tidiness; `strict` says no to promptness."""
    chance = Random(seed)
    read = []
    for number in range(files):
        truth = {"plan": chance.random() < 0.7, "tidy": True, "prompt": True}
        readings = []
        for name in readers:
            said = {
                "plan": truth["plan"] != (chance.random() < 0.03), "tidy": chance.random() < 0.5,
                "prompt": chance.random() < (0.5 if name == strict else 0.97),
            }  # fmt: skip
            readings.append(Reading(name, True, {key: YES if one else NO for key, one in said.items()}))
        read.append(FileRead(f"made-up/1/{number:03}", f"C{number}", "all", tuple(readings)))
    return replace(sample_of(QUESTIONS, {"all": 900}, read), calibration=True)


def test_the_question_that_is_read_differently_is_found_and_the_others_are_not() -> None:
    found = calibrated(exercise())
    assert {key: one.read_differently for key, one in found.items()} == {
        "made-up": False, "made-up.plan": False, "made-up.tidy": True, "made-up.prompt": False,
    }  # fmt: skip
    assert found["made-up.tidy"].surely
    assert found["made-up.tidy"].alike < found["made-up.plan"].alike <= 30


def test_a_strict_reader_is_seen_as_a_question_and_by_no_name() -> None:
    found = calibrated(exercise(strict="Cleo"))
    stricter = {key: one.stricter for key, one in found.items()}
    assert stricter["made-up.prompt"] is not None
    assert stricter["made-up.prompt"] < 0.001
    assert stricter["made-up.tidy"] is not None
    assert stricter["made-up.tidy"] > 0.05
    console = Console(file=StringIO(), width=200)
    show_calibration(console, exercise(strict="Cleo"))
    said = f"{console.file.getvalue()} {[asdict(one) for one in found.values()]}"  # type: ignore[attr-defined]
    assert "read by 5 readers" in said
    assert not any(name in said for name in READERS)


def test_the_coefficients_are_those_of_two_readers_and_of_the_library() -> None:
    chance = Random(3)
    pairs = [(chance.choice("ab"), chance.choice("abb")) for _ in range(40)]
    counts = np.array([[pair.count(one) for one in "abc"] for pair in pairs], np.float64)
    assert many_ac1(counts) == pytest.approx(gwet_ac1(pairs, "abc").value)
    many = np.array([[chance.randint(0, 2), chance.randint(0, 2), 0] for _ in range(25)], np.float64)
    many[:, 2] = 4 - many.sum(axis=1)
    assert fleiss_kappa(many) == pytest.approx(by_statsmodels(many))


def test_the_interval_holds_the_agreement_that_was_planted() -> None:
    """Readers who say the truth nine times in ten, of a question that half of files pass: AC1 is about 0.64."""
    held = 0
    for seed in range(100):
        chance = Random(seed)
        files = []
        for number in range(25):
            truth = chance.random() < 0.5
            said = [truth != (chance.random() < 0.1) for _ in range(4)]
            readings = tuple(Reading(name, True, dict.fromkeys(("plan", "tidy", "prompt"), YES if one else NO))
                             for name, one in zip(READERS, said, strict=False))  # fmt: skip
            files.append(FileRead(f"f{number}", f"C{number}", "all", readings))
        one = calibrated(replace(sample_of(QUESTIONS, {"all": 99}, files), calibration=True))["made-up.plan"]
        by_chance = 2 * 0.25 / 4  # two of five answers are given, half and half
        held += one.ac1_low <= (0.82 - by_chance) / (1 - by_chance) <= one.ac1_high
    assert held >= 91, held


def test_of_two_readers_nothing_is_shown() -> None:
    assert calibrated(exercise(readers=READERS[:2])) == {}
    console = Console(file=StringIO(), width=200)
    show_calibration(console, exercise(readers=READERS[:2]))
    assert "Nothing is shown until 3 people have read" in console.file.getvalue()  # type: ignore[attr-defined]


def test_a_calibration_has_no_results_and_says_how_far_readers_agree_beside_those_of_another(tmp_path: Path) -> None:
    sample = sample_of(QUESTIONS, {"all": 90}, [twice(one, "all", dict.fromkeys(("plan", "tidy", "prompt"), YES))
                                                for one in range(10)])  # fmt: skip
    with pytest.raises(DutyboundError, match="is a calibration of readers"):
        audit_results(exercise())
    ((_, alone),), ((_, beside),) = results_of([sample]), results_of([sample, exercise()])
    assert alone[0].agreed is not None
    assert alone[0].agreed.how == "two blind readings"
    told = {one.key: one.agreed for one in beside}
    assert told["made-up.tidy"] is not None
    assert (told["made-up.tidy"].how, told["made-up.tidy"].read_differently) == ("calibration", True)
    other = replace(exercise(), questions=QUESTIONS.model_copy(update={"version": "2"}))
    assert results_of([sample, other])[0][1] == alone, "of other questions it says nothing"
    write_audits(tmp_path, beside, [])
    assert read_audits(tmp_path / "audits.json") == beside
    rows = json.loads((tmp_path / "audits.json").read_text())
    for row in rows:
        del row["agreed"], row["apart"]
    (tmp_path / "old.json").write_text(json.dumps(rows))
    assert [one.share for one in read_audits(tmp_path / "old.json")] == [one.share for one in beside]


def by_unit(shares: dict[str, float], files: int = 20) -> SampleRead:
    chance = Random(5)
    read = [twice(number * 100 + one, unit, dict.fromkeys(("plan", "tidy", "prompt"), YES if chance.random() < share
            else NO)) for number, (unit, share) in enumerate(shares.items()) for one in range(files)]  # fmt: skip
    return replace(sample_of(QUESTIONS, dict.fromkeys(shares, 200), read), strata_by=UNIT)


def test_units_that_lie_apart_are_seen_to_and_those_that_are_alike_are_not() -> None:
    far = apart(by_unit({f"unit-{one}": 0.95 if one % 2 else 0.35 for one in range(8)}), "made-up.plan")
    near = apart(by_unit({f"unit-{one}": 0.7 for one in range(8)}), "made-up.plan")
    assert far is not None
    assert near is not None
    assert far.by_chance < 0.001
    assert far.low > 0.1
    assert (far.units, far.files) == (8, 160)
    assert near.by_chance > 0.05
    assert near.low == 0
    assert apart(by_unit({f"unit-{one}": 0.5 for one in range(4)} | {SMALL: 0.9}), "made-up.plan") is None


def test_how_far_units_lie_apart_stands_in_the_results() -> None:
    sample = by_unit({f"unit-{one}": 0.95 if one % 2 else 0.35 for one in range(8)})
    found = audit_results(sample)
    assert all((one.apart is not None) == (one.stratum is None) for one in found)
    console = Console(file=StringIO(), width=200)
    show_apart(console, sample, found)
    assert "made-up.plan" in console.file.getvalue()  # type: ignore[attr-defined]
    show_apart(console, few := by_unit({"unit-1": 0.5, "unit-2": 0.9}), audit_results(few))
    assert "Cannot tell: fewer than five units" in console.file.getvalue()  # type: ignore[attr-defined]


def test_everybody_reads_a_calibration_and_nobody_twice(kept: Kept) -> None:
    told = {"at": AT, "databases": kept.databases}
    open_programme(key="spring", title="Spring", body="internal audit", audited="force", by="lead", **told)  # type: ignore[arg-type]
    frame = Frame("investigation", None, "made up", {f"C{one}": "all" for one in range(3)})
    name = record_sample(programme="spring", questions=QUESTIONS, by="lead", calibration=True,
                         drawn=draw(frame, "7", {"all": 3}), **told)  # type: ignore[arg-type]  # fmt: skip
    for reader in READERS:
        sample = sample_on_record(name, kept.databases)
        assert len(may_read(sample, reader, ())) == 3
        rows = [Line("row", name, file.id, one, "no" if reader == "Anna" else "yes", "") for file in sample.files
                for one in ("plan", "tidy", "prompt")]  # fmt: skip
        assert record_readings(sample=name, lines=rows, by=reader, **told) == 3  # type: ignore[arg-type]
    sample = sample_on_record(name, kept.databases)
    assert all(len(one.readings) == 5 for one in sample.files)
    assert may_read(sample, "Anna", ()) == []
    with pytest.raises(DutyboundError, match="has read spring/1/001 already"):
        record_readings(sample=name, lines=rows, by="anna", **told)  # type: ignore[arg-type]
    decided = [Line("row 2", name, sample.files[0].id, "plan", "yes", "why")]
    with pytest.raises(DutyboundError, match="is a calibration of readers"):
        record_moderations(sample=name, lines=decided, by="third", **told)  # type: ignore[arg-type]
    assert calibrated(sample)["made-up.plan"].alike == 0
    assert Answer.NO in {one.answers["plan"] for one in sample.files[0].readings}


def test_readings_stand_in_the_order_in_which_they_were_made(kept: Kept) -> None:
    told = {"at": AT, "databases": kept.databases}
    open_programme(key="spring", title="Spring", body="audit", audited="force", by="lead", **told)  # type: ignore[arg-type]
    drawn = draw(Frame("investigation", None, "made up", {"C1": "all"}), "7", {"all": 1})
    sample = record_sample(programme="spring", questions=QUESTIONS, drawn=drawn, by="lead", calibration=True, **told)  # type: ignore[arg-type]
    readers = [f"reader {number}" for number in range(1, 12)]
    for name in readers:
        rows = [Line("row 2", sample, f"{sample}/001", key, "yes", "") for key in ("plan", "tidy", "prompt")]
        record_readings(sample=sample, lines=rows, by=name, **told)  # type: ignore[arg-type]
    assert [one.auditor for one in sample_on_record(sample, kept.databases).files[0].readings] == readers


def test_that_nothing_is_written_of_a_calibration_is_said(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"at": AT, "databases": kept.databases}
    open_programme(key="spring", title="Spring", body="audit", audited="force", by="lead", **told)  # type: ignore[arg-type]
    drawn = draw(Frame("investigation", None, "made up", {"C1": "all"}), "7", {"all": 1})
    sample = record_sample(programme="spring", questions=QUESTIONS, drawn=drawn, by="lead", calibration=True, **told)  # type: ignore[arg-type]
    monkeypatch.setattr("dutybound.cli.auditing.records_databases", lambda: kept.databases)
    said = CliRunner().invoke(app, ["results", sample, "--out", f"{tmp_path / 'results'}"])
    assert "Nothing was written: of a calibration no result is taken" in said.output
    assert not (tmp_path / "results").exists()
