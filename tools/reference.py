"""Writes the generated pages of docs: catalogue, rules, language, faults. --check refuses stale ones."""

import argparse
import csv
import inspect
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from dutybound import duties as language
from dutybound.cli.assessing import checked_library
from dutybound.duties.calendar import Calendar
from dutybound.duties.language import (
    AtMostWording,
    BeforeWording,
    EachWording,
    EveryWording,
    ThroughoutWording,
    WithinWording,
)
from dutybound.duties.measure import MeasureDeclaration
from dutybound.duties.policy import PolicyBook
from dutybound.duties.standard import StandardDeclaration
from dutybound.exchange.declaration import Declaration, is_declaration, read_declaration
from dutybound.exchange.mapping import SourceMapping
from dutybound.exchange.packs import PRACTICE, packs
from dutybound.inspection.degrees_page import degrees_page
from dutybound.instruments.page import instruments_page
from dutybound.records.dictionary import dictionary_page, recorded_areas
from dutybound.records.schema import schema_of_records
from dutybound.standards.catalogue import catalogue_of
from dutybound.standards.discovery import Library
from dutybound.standards.mission import mission, mission_page
from dutybound.standards.own import AREAS, all_of
from dutybound.standards.practice_page import practice_page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.faults.planting import table  # noqa: E402  the faults are data of the tests

FAULTS_PAGE = "docs/explanation/planted-faults.md"
HEAD = """# Catalogue of standards

Every standard and measure in this repository, with version, dates, source and policy. Made by `make reference` from the
standards themselves; `make check` fails where it is stale, so a standard that is lost or changed shows in a diff.
"""
RULES_HEAD = """# The rules of meaning, as a table

Every row is a world of one subject, run on every engine by `tests/spec/test_rules.py`. Times are days since Monday
2016-02-01, or ISO dates; `5@9` happened on day 5 and was recorded on day 9. `9: t1 met` means: seen at the end of day
9, the duty that arose from t1 is met. Made by `make reference` from `tests/spec/rules.csv`.
"""
WORDS_HEAD = """# The language

What an author imports: `from dutybound.duties import ...`. Made by `make reference` from the words.

A standard is a function. Its docstring is the standard as the force would publish it, its argument the subject, its
body the obligation. In the body, `fine.sendings` are the rows of a relation (as an event: when each happened; as spans:
while each lasts), and `fine.amount` is a column, compared with a constant (`==`, `!=`, `<`, `<=`, `>`, `>=`), asked by
`.is_in()`, `.is_known()` or `.is_null()`, and joined by `&`, `|` and `~`. `rows.where(...)` keeps some, `rows.exists()`
asks for any.
What would silently mean something else (`if`, `and`, `in`, a loop, `a < b < c`, an f-string) is refused.

Reading it, the engine asks three things of a condition. Is it so? Where a column that it reads is null, nobody can
tell: in `applies=` the subject cannot be assessed, elsewhere it counts as not so. When did it become known? When the
last record that it stands on was recorded. May it become untrue? Only by a correction; so what does not exist yet
cannot be a condition, and `unless=` says what ends a duty.
"""
MISSION_HEAD = """# The report, item by item

What the inspection report on the effectiveness of Staffordshire Police (March 2017) describes, and what answers it.
Made by `make reference` from the areas of practice.

"""
METHODS = ("met_by", "must", "has", "of", "example")
WORDINGS = {
    "within": (WithinWording,),
    "every": (EveryWording,),
    "before": (BeforeWording,),
    "each": (EachWording,),
    "throughout": (ThroughoutWording,),
    "at_most": (AtMostWording,),
    "standard": (StandardDeclaration,),
    "measure": (MeasureDeclaration,),
}


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


def words() -> str:
    """Every word of the language with its docstring, in the order of the alphabet."""
    lines = [WORDS_HEAD]
    for name in sorted(language.__all__, key=str.lower):
        word = getattr(language, name)
        called = f"{name}{_signature(word)}"
        lines += [f"## {name}", "", f"`{called}`", "", " ".join((inspect.getdoc(word) or "").split()), ""]
        for half in WORDINGS.get(name, ()):
            method = next(value for key, value in vars(half).items() if key in METHODS)
            lines += [f"`.{method.__name__}{_signature(method)}`", "", " ".join((method.__doc__ or "").split()), ""]
    return "\n".join(lines).rstrip() + "\n"


def _signature(word: object) -> str:
    if inspect.isclass(word):
        return '["table"]'
    given = inspect.signature(word)  # type: ignore[arg-type]
    shown = [one.replace(annotation=inspect.Parameter.empty) for one in given.parameters.values() if one.name != "self"]
    return str(given.replace(parameters=shown, return_annotation=inspect.Signature.empty))


def faults() -> str:
    """The page about planted faults, its table made anew."""
    page = (ROOT / FAULTS_PAGE).read_text(encoding="utf-8")
    return page[: page.index("| fault | in the reference |")] + table()


def practice(area: str) -> Callable[[], str]:
    return lambda: practice_page(area, *of_practice())


@cache
def of_practice() -> tuple[Library, PolicyBook]:
    """Every standard of practice under the figures that come with it; tests hold each to its examples."""
    nowhere, calendar = Path("nowhere"), Calendar("Europe/London", "GB-ENG")
    schema = schema_of_records()
    own = Declaration(nowhere, "Practice", calendar, schema, SourceMapping(), packs(), nowhere, records=True)
    return all_of(own), packs()


def mission_of_practice() -> str:
    return MISSION_HEAD + mission_page(mission(of_practice()[0]))


AREAS_THERE = [area for area in AREAS if (PRACTICE / area / "area.toml").is_file()]
PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/catalogue.md": catalogue,
    "docs/reference/rules.md": rules,
    "docs/reference/language.md": words,
    FAULTS_PAGE: faults,
    "docs/reference/instruments.md": instruments_page,
    "docs/explanation/words-of-degree.md": degrees_page,
    "docs/reference/mission.md": mission_of_practice,
    **{f"docs/reference/practice/{area}.md": practice(area) for area in AREAS_THERE},
    **{f"docs/reference/practice/records-{area}.md": partial(dictionary_page, area) for area in recorded_areas()},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for name, write in PAGES.items():
        file, content = ROOT / name, write()
        if check and (not file.exists() or file.read_text(encoding="utf-8") != content):
            stale.append(name)
        elif not check:
            file.parent.mkdir(exist_ok=True)
            file.write_text(content, encoding="utf-8")
    if stale:
        sys.exit(f"Stale: {', '.join(stale)}. Run `make reference` and read what changed.")


if __name__ == "__main__":
    main()
