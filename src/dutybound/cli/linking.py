"""dutybound link: records that may be of one person, proposed for people to decide."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import duckdb
import typer
from rich.console import Console

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.assessing import Report, declaration_for
from dutybound.cli.link_files import FILES, LINKS, Queued, read_decided, read_queue, write_queue, write_records
from dutybound.cli.placing import REMEDY, refuse_among_sources
from dutybound.cli.settings import log_disclosure
from dutybound.duties.policy import PolicyBook
from dutybound.exchange.csv_files import opened_csv
from dutybound.exchange.given import MARKER, Given, called, folder_of, given_source, not_there
from dutybound.exchange.mapping import FileForm
from dutybound.exchange.packs import packs
from dutybound.exchange.placing import is_readable, stem
from dutybound.exchange.reading import read_source
from dutybound.exchange.toml_files import collected, read_toml
from dutybound.linkage.deciding import links_of
from dutybound.linkage.people import People, PeopleColumns, columns_from
from dutybound.linkage.proposals import POSSIBLE, VERY_LIKELY, Floors

if TYPE_CHECKING:
    from dutybound.linkage.linking import Linked

#: What is read of a source of records, and of each person the postcode where they last came to live. A refuge or a home
#: says nothing of who somebody is: many live there, and where it is must not be told by what agrees.
TABLES = ("person", "residence", "address")
LAST_HOME = """SELECT p.id, p.name, p.born_on, p.sex, home.postcode FROM person p LEFT JOIN (
    SELECT r.person, arg_max(a.postcode, (r.began_at, r.id)) AS postcode FROM residence r JOIN address a
    ON a.id = r.address WHERE a.kind IS NULL OR a.kind IN ('dwelling', 'business', 'public place') GROUP BY r.person
) home ON home.person = p.id"""
OF_RECORDS = PeopleColumns("id", name="name", born_on="born_on", postcode="postcode", sex="sex")
FLOORS = ("linkage.very_likely", "linkage.possible")

SourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(help="A source of records; or, with --columns, one or two CSV files of people."),
]
ColumnsOption = Annotated[
    Path | None, typer.Option(help="A TOML file with a section for each CSV file, that names its columns.")
]
DecisionsOption = Annotated[
    Path | None, typer.Option(help="A CSV file of decisions on what was proposed: confirm, reject or un-link.")
]


@dataclass(frozen=True)
class Proposed:
    """What was proposed, and how many of it are already decided."""

    linked: "Linked"
    decided: int


def propose(
    sources: Sequence[str], folder: Path | None, columns: Path | None, out: Path, seed: int, report: Report
) -> Proposed:
    """Write links.csv, the queue of a review. What was proposed or decided before in the same folder is kept."""
    from dutybound.linkage.linking import link  # slow to load, and no other command needs it

    given = [given_source(one) for one in sources]
    people, policy = _of_records(given, folder, out, report) if columns is None else _of_files(given, columns, out)
    report("Comparing people")
    linked = link(people, floors_of(policy, now().date()), seed)
    queue, decisions, at = read_queue(out), read_decided(out), now()
    decided = {one.link for one in decisions}
    kept = {link: one for link, one in queue.items() if link in decided}
    fresh = {one.id: Queued(one, queue[one.id].proposed_at if one.id in queue else at) for one in linked.proposals}
    for one in given:
        log_disclosure("links proposed between records of people, with their ids", one, out)
    with all_or_nothing(out) as partial:
        write_queue(partial, {**kept, **fresh}, decisions)
        write_records(partial, {**kept, **fresh}, decisions, links_of(decisions))
    return Proposed(linked, len(decided))


def show_proposed(console: Console, proposed: Proposed, out: Path) -> None:
    linked, levels = proposed.linked, Counter(one.level for one in proposed.linked.proposals)
    fields = ", ".join(one.removeprefix("identifier_").replace("_", " ") for one in linked.compared)
    console.print(f"{linked.model}; compared: {fields}", highlight=False)
    for note in linked.notes:
        console.print(f"Note: {note}", highlight=False)
    console.print(
        f"{levels[VERY_LIKELY]:,} pairs very likely, {levels[POSSIBLE]:,} possible; {proposed.decided:,} decided"
    )
    console.print(
        f"Written to {out / LINKS}. Nobody is linked by it: whoever reviews it writes link, decision (confirm, reject, "
        f"un-link), decided_by, decided_at and why to a file, then: dutybound link --decisions FILE --out {out}",
        highlight=False,
    )


def floors_of(policy: PolicyBook, day: date) -> Floors:
    """The weights from which pairs are shown, as policy has them on a day."""
    figures, problems = [], []
    for name in FLOORS:
        acting = [one.entry for one in policy.stretches(name) if one.begins <= day]
        figure = acting[-1].value.get(None) if acting and acting[-1] is not None else None
        if isinstance(figure, float):
            figures.append(figure)
        else:
            remedy = f"Give {name} one number, in force today, in the policy."
            problems.append(Problem(f"policy {name}", f"has no number for {day}", remedy))
    if not problems and figures[0] < figures[1]:
        what = f"{figures[0]:g} is below {FLOORS[1]}, {figures[1]:g}"
        problems.append(Problem(f"policy {FLOORS[0]}", what, "What is very likely is also possible: raise it."))
    if problems:
        raise DutyboundError(problems)
    return Floors(*figures)


def _of_records(
    given: Sequence[Given], folder: Path | None, out: Path, report: Report
) -> tuple[list[People], PolicyBook]:
    if len(given) != 1:
        remedy = "Name one source of records, or CSV files with --columns."
        raise DutyboundError(Problem("SOURCE", f"{len(given)} are named", remedy))
    (source,) = given
    _refuse_bare_file(source, folder)
    declaration = declaration_for(source, folder)
    if not declaration.records:
        remedy = "Export its people as CSV, and name the columns with --columns."
        raise DutyboundError(Problem(f"{source}", "is not a source of records, so it has no table of people", remedy))
    refuse_among_sources(out, source, declaration, FILES)
    report(f"Reading {called(source)}")
    extract = read_source(source, declaration, TABLES)
    with duckdb.connect(":memory:") as connection:
        for name in TABLES:
            connection.register(name, extract.tables[name])
        rows = connection.sql(LAST_HOME).to_arrow_table()
    return [People(called(source), rows, OF_RECORDS)], declaration.policy


def _refuse_bare_file(source: Given, folder: Path | None) -> None:
    """A CSV file that nothing declares is most likely one of people, of which nobody said what its columns are."""
    is_file = isinstance(source, Path) and source.is_file() and is_readable(source)
    if is_file and folder is None and not (folder_of(source) / MARKER).is_file():
        remedy = (
            f"Say --columns FILE, a TOML file with a section [{stem(source.name)}] that names the columns of its "
            "people (docs/how-to/link-records-of-one-person.md shows one); or --with FOLDER, if it is a source of "
            "records."
        )
        raise DutyboundError(
            Problem("--columns", f"is missing, and {source.name} is a file that nothing declares", remedy)
        )


def _of_files(given: Sequence[Given], columns: Path, out: Path) -> tuple[list[People], PolicyBook]:
    """CSV files as they are; every problem of every file is said at once."""
    paths, problems = [one for one in given if isinstance(one, Path)], list[Problem]()
    problems += [Problem(f"{one}", "is a database", "Name a CSV file.") for one in given if not isinstance(one, Path)]
    problems += [problem for one in (*paths, columns) for problem in not_there(one, "file")]
    places = {(out / name).resolve() for name in FILES}
    problems += [
        Problem("--out", f"results would take the place of {one}", REMEDY) for one in paths if one.resolve() in places
    ]
    sections = read_toml(columns, problems) if not problems else None
    people = [_people(one, sections, columns.name, problems) for one in paths] if sections is not None else []
    if problems:
        raise DutyboundError(problems, "Records of people cannot be linked")
    return [one for one in people if one is not None], packs()


def _people(path: Path, sections: dict[str, object], where: str, problems: list[Problem]) -> People | None:
    name = path.name.partition(".")[0]
    section = sections.get(name)
    if not isinstance(section, dict):
        problems.append(Problem(where, f"has no section [{name}] for {path.name}", nearest(name, sections)))
        return None
    columns = collected(problems, columns_from, section, name)
    opened = collected(problems, opened_csv, path, path.name, FileForm())
    if columns is None or opened is None:
        return None
    present = tuple(dict.fromkeys(one for one in columns.named() if one in opened.columns))
    rows = collected(problems, opened.read, present)
    return None if rows is None else People(name, rows, columns)
