"""Runs tests on a copy of the package, in a process that has everything loaded but the package itself.

Started as `python running.py`, it reads one request a line: where the copy lies, and the tests to run. For each it
forks; the child puts the copy first on the path, runs pytest, and answers with what failed, how, and from where the
package was loaded. To start pytest and its libraries anew for every fault would take four times as long.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOADED_ONCE = ("pytest", "numpy", "pyarrow", "duckdb", "holidays", "statsmodels.stats.proportion")
NOT_NEEDED = ("cacheprovider", "xdist", "hypothesispytest", "unraisableexception", "threadexception", "faulthandler")
OPTIONS = ["-q", "-x", "--tb=short", *(f"-pno:{plugin}" for plugin in NOT_NEEDED)]


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

    def __init__(self) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "PYTHON"))}
        self.process = subprocess.Popen(
            [sys.executable, "-B", str(Path(__file__).resolve())],
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
        self.process.stdin.close()
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
    for name in LOADED_ONCE:
        importlib.import_module(name)
    assert not any(name.split(".")[0] == "dutybound" for name in sys.modules)
    for line in sys.stdin:
        package, tests = json.loads(line)
        print(_forked(package, tests), flush=True)


def _forked(package: str, tests: list[str]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            found = json.dumps(_run(package, tests))
        except BaseException:
            found = json.dumps({"code": -1, "passed": [], "failed": {}, "loaded": {}, "said": traceback.format_exc()})
        with os.fdopen(writing, "w") as answer:
            answer.write(found)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        found = answer.read()
    os.waitpid(child, 0)
    return found


def _run(package: str, tests: list[str]) -> dict[str, Any]:
    import pytest

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
    return {"code": int(code), "passed": noting.passed, "failed": noting.failed, "loaded": loaded, "said": text}


if __name__ == "__main__":
    main()
