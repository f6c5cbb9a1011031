"""Writes docs/reference/catalogue.md and rules.md from the standards and the table of rules; --check refuses stale ones."""

import argparse
import csv
import sys
from pathlib import Path

from dutybound.cli.assessing import checked_library
from dutybound.exchange.declaration import is_declaration, read_declaration
from dutybound.standards.catalogue import catalogue_of

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
HEAD = """# Catalogue of standards

Every standard and measure in this repository, with version, dates, source and policy. Made by `make catalogue` from the
standards themselves; `make check` fails where it is stale, so a standard that is lost or changed shows in a diff.
"""
RULES_HEAD = """# The rules of meaning, as a table

Every row is a world of one subject, run on every engine by `tests/spec/test_rules.py`. Times are days since Monday
2016-02-01, or ISO dates; `5@9` happened on day 5 and was recorded on day 9. `9: t1 met` means: seen at the end of day
9, the duty that arose from t1 is met. Made by `make catalogue` from `tests/spec/rules.csv`.
"""


def catalogue() -> str:
    parts = [HEAD]
    for folder in sorted(path for path in (ROOT / "examples").iterdir() if is_declaration(path)):
        declaration = read_declaration(folder)
        parts.append(catalogue_of(declaration.title, checked_library(declaration), declaration.policy))
    return "\n".join(parts)


def rules() -> str:
    lines = [RULES_HEAD]
    last = None
    with (ROOT / "tests" / "spec" / "rules.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["rule"] != last:
                last = row["rule"]
                lines += ["", f"## Rule {last}", "", "| case | form | facts | expected |", "| --- | --- | --- | --- |"]
            cells = (row[name].replace("|", "\\|") for name in ("case", "form", "facts", "expected"))
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for name, content in (("catalogue.md", catalogue()), ("rules.md", rules())):
        file = REFERENCE / name
        if check and (not file.exists() or file.read_text(encoding="utf-8") != content):
            stale.append(file.relative_to(ROOT))
        elif not check:
            file.write_text(content, encoding="utf-8")
    if stale:
        sys.exit(f"Stale: {', '.join(map(str, stale))}. Run `make catalogue` and read what changed.")


if __name__ == "__main__":
    main()
