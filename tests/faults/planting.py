"""The faults of faults.toml, in the reference and in what is compiled, and copies of the package that have one."""

import compileall
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import dutybound

PACKAGE = Path(dutybound.__file__).resolve().parent
FAULTS = Path(__file__).with_name("faults.toml")
ROW = re.compile(r"tests/(\w+)/test_rules\.py::test_rule(_by_the_fold)?\[(\d+): (.*)\]")
WHERE = {"spec": "", "columnar": "", "insight": ", as figures read it"}


@dataclass(frozen=True)
class Fault:
    """A mistake that somebody might make in the engine, and the one test that must then fail."""

    name: str
    file: str
    old: str
    new: str
    caught_by: str

    @property
    def module(self) -> str:
        return "dutybound." + self.file.removesuffix(".py").replace("/", ".")

    @property
    def layer(self) -> str:
        return self.file.split("/")[0]

    @property
    def test_in_words(self) -> str:
        """The test as a reader knows it: a row of the rules, or the sentence that is its name."""
        if row := ROW.fullmatch(self.caught_by):
            folder, by_the_fold, number, case = row.groups()
            return f"rule {number}: {case}{WHERE[folder]}{', by the fold' if by_the_fold else ''}"
        file, _, test = self.caught_by.partition("::")
        return (
            f"{Path(file).stem.removeprefix('test_').replace('_', ' ')}: {test.removeprefix('test_').replace('_', ' ')}"
        )


def read_faults() -> list[Fault]:
    """All faults in the reference, and in what every engine shares."""
    return [_fault(entry, entry, "spec") for entry in _entries()]


def kernel_faults() -> list[Fault]:
    """The same mistakes in what is compiled: none, one, or several where it says the same thing twice."""
    return [_fault(entry, one, "columnar") for entry in _entries() for one in _compiled(entry)]


def not_planted() -> dict[str, str]:
    """The faults without a counterpart in what is compiled, and why they have none."""
    return {entry["name"]: _content()["shared"].get(entry["file"], "") for entry in _entries() if not _compiled(entry)}


def table() -> str:
    """The faults as the page lists them."""
    lines = ["| fault | in the reference | caught by | in the compiled engine | caught by |", "| --- " * 5 + "|"]
    reasons = not_planted()
    for fault in read_faults():
        also = [one for one in kernel_faults() if one.name == fault.name]
        files, tests = ("<br>".join(cells) for cells in _cells(also))
        lines.append(
            f"| {fault.name} | `{fault.file}` | {fault.test_in_words} | "
            + (f"{files} | {tests} |" if also else f"shared: {reasons[fault.name]} | |")
        )
    return "\n".join(lines) + "\n"


def _cells(faults: list[Fault]) -> tuple[list[str], list[str]]:
    """Where they are planted, and the tests; said once where they are the same."""
    tests = list(dict.fromkeys(one.test_in_words for one in faults))
    return [f"`{one.file}`" for one in faults], tests


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(FAULTS.read_text(encoding="utf-8"))


def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = _content()["fault"]
    return entries


def _compiled(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = entry.get("kernel", [])
    return found


def _fault(entry: Mapping[str, Any], planted: Mapping[str, Any], folder: str) -> Fault:
    """A test named by the words of a row of rules.csv is written `rule 2: ...`."""
    by = planted.get("caught_by", entry["caught_by"])
    is_row = by.startswith("rule ")
    named = f"tests/{folder}/test_rules.py::test_rule[{by.removeprefix('rule ')}]" if is_row else f"tests/{by}"
    return Fault(entry["name"], planted["file"], planted["old"], planted["new"], named)


def copied(folder: Path) -> Path:
    """A copy of the package as it is, in a folder of its own, compiled."""
    shutil.copytree(PACKAGE, folder / "dutybound")
    compileall.compile_dir(folder, quiet=1)
    return folder


def plant(fault: Fault, sound: Path, folder: Path) -> Path:
    """The sound copy with the fault in it. Old text that is not there exactly once has to be renewed."""
    text = (sound / "dutybound" / fault.file).read_text(encoding="utf-8")
    if (count := text.count(fault.old)) != 1:
        raise AssertionError(
            f"the fault {fault.name!r} has to be renewed: its old text stands {count} times in {fault.file}, not once"
        )
    (folder / "dutybound").mkdir(parents=True)
    for part in (sound / "dutybound").iterdir():
        if part.name != fault.layer:
            (folder / "dutybound" / part.name).symlink_to(part)
    shutil.copytree(sound / "dutybound" / fault.layer, folder / "dutybound" / fault.layer)
    path = folder / "dutybound" / fault.file
    path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()
    return folder
