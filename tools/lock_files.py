"""Checks that the lock files name packages, versions and hashes and no addresses; --write makes them anew."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WITHIN = ["--constraint", "requirements/run.lock"]
LOCKS = {
    "run.lock": [],
    "dev.lock": ["--extra", "dev", *WITHIN],
    "spark.lock": ["--extra", "spark", *WITHIN],
    "peers.lock": ["--extra", "peers"],
}
OPTIONS = [
    "--quiet", "--generate-hashes", "--strip-extras", "--allow-unsafe", "--no-header", "--no-emit-index-url",
    "--no-emit-trusted-host", "--no-emit-find-links",
]  # fmt: skip


def write() -> None:
    for name, extra in LOCKS.items():
        command = [Path(sys.executable).with_name("pip-compile"), *OPTIONS, *extra]
        subprocess.run([*command, "-o", f"requirements/{name}", "pyproject.toml"], cwd=ROOT, check=True)


def check() -> None:
    for name in LOCKS:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        if found := re.findall(r"https?://\S+|^--\S*(?:index|find)\S*.*", text, re.MULTILINE):
            sys.exit(f"requirements/{name} holds addresses: {', '.join(found[:3])}")
        unpinned = [line for line in text.splitlines() if re.match(r"^[A-Za-z]", line) and "==" not in line]
        if unpinned:
            sys.exit(f"requirements/{name} does not pin {', '.join(unpinned[:3])}")
    print(f"lock files: {', '.join(LOCKS)} name versions and hashes only")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        write()
    check()


if __name__ == "__main__":
    main()
