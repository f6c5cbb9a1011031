"""The faults of faults.toml, and copies of the package in which one of them is planted."""

import compileall
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

import dutybound

PACKAGE = Path(dutybound.__file__).resolve().parent
FAULTS = Path(__file__).with_name("faults.toml")
RULES = "tests/spec/test_rules.py::test_rule["


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
        if self.caught_by.startswith(RULES):
            number, _, case = self.caught_by.removeprefix(RULES).removesuffix("]").partition(": ")
            return f"rule {number}: {case}"
        file, _, test = self.caught_by.partition("::")
        return (
            f"{Path(file).stem.removeprefix('test_').replace('_', ' ')}: {test.removeprefix('test_').replace('_', ' ')}"
        )


def read_faults() -> list[Fault]:
    """All faults; a test named by the words of a row of rules.csv is written `rule 2: ...`."""
    found = []
    for entry in tomllib.loads(FAULTS.read_text(encoding="utf-8"))["fault"]:
        by = entry.pop("caught_by")
        named = f"{RULES}{by.removeprefix('rule ')}]" if by.startswith("rule ") else f"tests/{by}"
        found.append(Fault(**entry, caught_by=named))
    return found


def table() -> str:
    """The faults as the page lists them."""
    lines = [f"| {fault.name} | `{fault.file}` | {fault.test_in_words} |" for fault in read_faults()]
    return "\n".join(["| fault | file | caught by |", "| --- | --- | --- |", *lines]) + "\n"


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
