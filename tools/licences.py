"""Refuses a lock file that names a package under a licence that this project may not depend on."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: GPL and AGPL never; the lesser GPL and MPL unmodified, which is how they are installed.
FORBIDDEN = re.compile(r"A?GPL|GNU (Affero )?General Public", re.IGNORECASE)
#: Whose metadata says nothing, as its LICENSE file was read.
READ = {"axe-playwright-python": "MIT"}
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)


def locked() -> set[str]:
    """The names in the lock files, as Python compares them; what is only measured against is none of ours."""
    names = set()
    for file in (path for path in (ROOT / "requirements").glob("*.lock") if path.stem != "peers"):
        names |= set(re.findall(r"^([A-Za-z0-9._-]+)==", file.read_text(encoding="utf-8"), re.MULTILINE))
    return {_normal(name) for name in names}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    listed = subprocess.run(
        [Path(sys.executable).with_name("pip-licenses"), "--format=json", "--from=mixed", "--with-system"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    found = {_normal(one["Name"]): one["License"] for one in json.loads(listed)} | READ
    unseen = sorted(locked() - set(found))
    bad = [
        f"{name}: {licence}" for name, licence in sorted(found.items()) if name in locked() and is_forbidden(licence)
    ]
    if unseen or bad:
        sys.exit("\n".join([*(f"{name}: not installed, so its licence was not read" for name in unseen), *bad]))
    print(f"licences: {len(locked())} packages, none under GPL or AGPL")


def is_forbidden(licence: str) -> bool:
    """Whether every one of the licences that one may choose from is forbidden."""
    choices = re.split(r"\s+OR\s+", licence)
    return all(
        choice in ("", "UNKNOWN") or bool(FORBIDDEN.search(choice) and not LESSER.search(choice)) for choice in choices
    )


if __name__ == "__main__":
    main()
