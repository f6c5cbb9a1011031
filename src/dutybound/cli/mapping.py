"""The map command: a source that nobody has described gets a declaration, and a declared one its value ladder."""

import os
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.assessing import Report
from dutybound.exchange.declaration import read_declaration
from dutybound.exchange.private import private
from dutybound.exchange.reading import unmapped_in
from dutybound.exchange.recognising.drafting import drafted
from dutybound.exchange.recognising.drafts import Draft
from dutybound.exchange.recognising.writing import existing, texts_of
from dutybound.records.schema import schema_of_records
from dutybound.standards.ladder import Ladder, ladder_of, ladder_page
from dutybound.standards.own import all_of

LADDER = "ladder.md"


def map_source(source: Path, out: Path, overwrite: bool, report: Report) -> tuple[Draft, Ladder | None]:
    """Write a folder that declares a source, and its ladder; the ladder is None where there is nothing to judge by.

    It holds codes and file names of the source, so its owner alone may read it.
    """
    report(f"Looking at {source}")
    draft = drafted(source, schema_of_records())
    if not draft.tables:
        problems = [Problem(str(source), line) for line in draft.unplaced]
        raise DutyboundError(problems, "Nothing in it can be held to a standard")
    texts = texts_of(draft, Path(os.path.relpath(source, out)).as_posix(), source.resolve().name)
    _refuse_existing(out, source, texts, overwrite)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    with all_or_nothing(out) as partial:
        for name, text in texts.items():
            for place in (out, partial):
                (place / name).parent.mkdir(mode=0o700, exist_ok=True)
            private(partial / name).write_text(text, encoding="utf-8")
    report("Looking what can be judged")
    has_standards = draft.records or bool(draft.standards)
    return draft, write_ladder(out) if has_standards else None


def _refuse_existing(out: Path, source: Path, texts: dict[str, str], overwrite: bool) -> None:
    remedy = "Name another folder, or say --overwrite if what you wrote there may go."
    if not overwrite and (there := existing(out, texts)):
        raise DutyboundError([Problem(str(one), "is there already", remedy) for one in there])
    if source.is_dir() and source.resolve() == out.resolve():
        what = f"{out} is the folder of the source, and the declaration would mix with it"
        raise DutyboundError(Problem("--out", what, "Name another folder; one within it will do."))


def ladder_of_folder(folder: Path) -> Ladder:
    """The value ladder of a folder that declares a source and says where it is."""
    declaration = read_declaration(folder)
    library = all_of(declaration)
    unmapped = unmapped_in(declaration.source, declaration)
    return ladder_of(library.standards, library.measures, declaration.schema, declaration.policy, unmapped)


def write_ladder(folder: Path) -> Ladder:
    """The ladder, also as a page in the folder."""
    ladder = ladder_of_folder(folder)
    with all_or_nothing(folder) as partial:
        private(partial / LADDER).write_text(ladder_page(ladder), encoding="utf-8")
    return ladder
