"""Runs tests on copies of the package, in a process that has loaded before whatever the copies have in common.

Started as `python running.py [SOUND]`, it loads the libraries, and from the copy SOUND the layers beneath the engine.
Then it reads one request a line: where a copy lies, and the tests to run. For each it forks; the child takes from that
copy what is not loaded yet, runs pytest, and answers with what failed, how, and from where the package was loaded. To
load everything anew for every fault would take five times as long.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = (
    "pytest", "hypothesis", "numpy", "pyarrow", "duckdb", "holidays", "numba.extending", "statsmodels.stats.proportion",
)  # fmt: skip
SECONDS_AT_MOST = 120  # of processor, for one run: a fault may make a loop that does not end, and a machine may be busy
BENEATH = {"base", "duties"}  # the layers beneath the engine
NOT_NEEDED = ("cacheprovider", "xdist", "hypothesispytest", "unraisableexception", "threadexception", "faulthandler")
#: Asserts are taken as they are written: to rewrite those of a test, and of Hypothesis, takes longer than to run it.
OPTIONS = ["-q", "-x", "--tb=short", "--assert=plain", *(f"-pno:{plugin}" for plugin in NOT_NEEDED)]


@dataclass(frozen=True)
class Outcome:
    """What became of a run: pytest's exit code, what passed, what failed with which error, and what was loaded."""

    code: int
    passed: list[str]
    failed: dict[str, str]
    loaded: dict[str, str]
    said: str


class Runner:
    """The waiting process, from outside."""

    def __init__(self, sound: Path | None = None, compiles: bool = True) -> None:
        """`sound` is loaded beforehand; without compiling, a kernel is run as it is written."""
        loaded_before = [] if sound is None else [str(sound)]
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "PYTHON"))}
        environment |= {} if compiles else {"NUMBA_DISABLE_JIT": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-B", str(Path(__file__).resolve()), *loaded_before],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
        )  # fmt: skip

    def run(self, package: Path, tests: list[str]) -> Outcome:
        """Run tests on the copy of the package whose folder lies in `package`."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([str(package), tests]) + "\n")
        self.process.stdin.flush()
        return Outcome(**json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=60)


class Noting:
    """A plugin that notes which tests passed, and with what kind of error the others failed."""

    def __init__(self) -> None:
        self.passed: list[str] = []
        self.failed: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.passed and report.when == "call":
            self.passed.append(report.nodeid)

    def pytest_exception_interact(self, node: Any, call: Any) -> None:
        self.failed[node.nodeid] = call.excinfo.typename


def main() -> None:
    for name in LIBRARIES:
        importlib.import_module(name)
    assert not any(name.split(".")[0] == "dutybound" for name in sys.modules)
    for sound in sys.argv[1:]:
        sys.path.insert(0, sound)
        _load_beneath_the_engine()
    for line in sys.stdin:
        package, tests = json.loads(line)
        print(_forked(package, tests), flush=True)


def _load_beneath_the_engine() -> None:
    """The lower layers, and the calendars, which take longest to make."""
    from dutybound.duties.calendar import Calendar

    for zone, region in (("Europe/London", "GB-ENG"), ("Europe/Rome", "IT")):
        calendar = Calendar(zone, region)
        assert calendar.starts
        assert calendar.holidays
    loaded = {name.split(".")[1] for name in sys.modules if name.startswith("dutybound.")}
    assert loaded == BENEATH, loaded


def _forked(package: str, tests: list[str]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        signal.setitimer(signal.ITIMER_PROF, SECONDS_AT_MOST)
        signal.alarm(10 * SECONDS_AT_MOST)  # what waits for ever takes no processor time
        try:
            found = _run(package, tests)
        except BaseException:
            found = _answer(said=traceback.format_exc())
        with os.fdopen(writing, "w") as answer:
            answer.write(found)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        found = answer.read()
    os.waitpid(child, 0)
    return found or _answer(said=f"it crashed, or took longer than {SECONDS_AT_MOST} seconds of processor")


def _run(package: str, tests: list[str]) -> str:
    import pytest

    if "dutybound" in sys.modules:
        sys.modules["dutybound"].__path__ = [f"{package}/dutybound"]
    else:
        sys.path.insert(0, package)
    noting = Noting()
    with tempfile.TemporaryFile("w+") as said:
        for output in (1, 2):
            os.dup2(said.fileno(), output)
        code = pytest.main([*OPTIONS, f"--rootdir={ROOT}", *tests], plugins=[noting])
        sys.stdout.flush()
        said.seek(0)
        text = said.read()
    loaded = {name: str(module.__file__) for name, module in sys.modules.items() if name.startswith("dutybound")}
    return _answer(int(code), noting.passed, noting.failed, loaded, text)


def _answer(code: int = -1, passed: Any = (), failed: Any = None, loaded: Any = None, said: str = "") -> str:
    return json.dumps({"code": code, "passed": passed, "failed": failed or {}, "loaded": loaded or {}, "said": said})


if __name__ == "__main__":
    main()
