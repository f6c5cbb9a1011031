"""Every planted fault is caught by the test that is named for it, and by a wrong answer rather than by a crash."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.planting import PACKAGE, Fault, copied, kernel_faults, not_planted, plant, read_faults
from tests.faults.running import BENEATH, Outcome, Runner

FAULTS, KERNEL_FAULTS = read_faults(), kernel_faults()
WRONG_ANSWERS = {"AssertionError", "Failed"}  # Failed: an error that should have been raised was not

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="faults are planted in forked processes")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package without a fault, copied once."""
    return copied(tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="module")
def on_engine(sound: Path) -> Iterator[Runner]:
    """Runs tests on copies whose fault lies in the engine or above it."""
    waiting = Runner(sound)
    yield waiting
    waiting.close()


@pytest.fixture(scope="module")
def on_anything() -> Iterator[Runner]:
    """Runs tests on copies whose fault lies anywhere."""
    waiting = Runner()
    yield waiting
    waiting.close()


@pytest.fixture(scope="module")
def on_kernel(sound: Path) -> Iterator[Runner]:
    """Runs tests on copies whose fault lies in what is compiled, without compiling it."""
    waiting = Runner(sound, compiles=False)
    yield waiting
    waiting.close()


@pytest.fixture(scope="module")
def on_sound(on_engine: Runner, sound: Path) -> Outcome:
    """All named tests, run on the copy without a fault."""
    return on_engine.run(sound, catching(FAULTS))


def catching(faults: list[Fault]) -> list[str]:
    return sorted({fault.caught_by for fault in faults})


def test_the_copy_is_what_is_loaded(on_sound: Outcome, sound: Path) -> None:
    assert on_sound.loaded["dutybound"] == str(sound / "dutybound" / "__init__.py")
    assert {Path(file).is_relative_to(sound) for file in on_sound.loaded.values()} == {True}
    assert not sound.is_relative_to(PACKAGE)


def test_without_a_fault_every_named_test_passes(on_sound: Outcome) -> None:
    assert on_sound.code == 0, on_sound.said
    assert sorted(on_sound.passed) == catching(FAULTS)


def test_without_a_fault_in_the_kernel_every_named_test_passes(on_kernel: Runner, sound: Path) -> None:
    outcome = on_kernel.run(sound, catching(KERNEL_FAULTS))
    assert outcome.code == 0, outcome.said
    assert sorted(outcome.passed) == catching(KERNEL_FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_is_caught(fault: Fault, on_engine: Runner, on_anything: Runner, sound: Path, tmp_path: Path) -> None:
    is_caught(fault, on_anything if fault.layer in BENEATH else on_engine, sound, tmp_path)


@pytest.mark.parametrize("fault", KERNEL_FAULTS, ids=lambda fault: f"{fault.name}, in {Path(fault.file).stem}")
def test_fault_in_the_kernel_is_caught(fault: Fault, on_kernel: Runner, sound: Path, tmp_path: Path) -> None:
    is_caught(fault, on_kernel, sound, tmp_path)


def test_every_fault_is_planted_in_the_kernel_or_it_is_said_why_not() -> None:
    assert [name for name, why in not_planted().items() if not why] == []


def is_caught(fault: Fault, runner: Runner, sound: Path, folder: Path) -> None:
    """Planted in a copy, it makes its own test fail, by a wrong answer."""
    faulty = plant(fault, sound, folder / "faulty")
    outcome = runner.run(faulty, [fault.caught_by])
    assert outcome.loaded.get(fault.module) == str(faulty / "dutybound" / fault.file), "the faulty file was not loaded"
    assert outcome.code == 1, f"not caught by {fault.caught_by}:\n{outcome.said}"
    assert list(outcome.failed) == [fault.caught_by]
    assert set(outcome.failed.values()) <= WRONG_ANSWERS, outcome.said
    shutil.rmtree(faulty)


def test_a_fault_whose_old_text_is_gone_has_to_be_renewed(sound: Path, tmp_path: Path) -> None:
    gone = Fault("gone", "duties/duty.py", "text that never stood there", "", "")
    with pytest.raises(AssertionError, match="has to be renewed"):
        plant(gone, sound, tmp_path / "faulty")


def test_no_two_faults_are_the_same() -> None:
    assert [name for name, count in Counter(fault.name for fault in FAULTS).items() if count > 1] == []
    assert [
        what
        for what, count in Counter((one.file, one.old, one.new) for one in (*FAULTS, *KERNEL_FAULTS)).items()
        if count > 1
    ] == []
