"""The forces command: the published grades of forces over the years, each beside the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.cli.terminal import wide_console
from dutybound.exchange.private import private_csv
from dutybound.exchange.toml_files import collected
from dutybound.inspection.forces.counting import Counted, counted
from dutybound.inspection.forces.graded import Compiled
from dutybound.inspection.forces.history import Entry, Year, force_meant, years_of
from dutybound.inspection.forces.listing import HEADER, listed
from dutybound.inspection.forces.page import ForcesPage, basis_words, forces_page, titles_of
from dutybound.inspection.forces.reading import compiled_in, revisions_by_cycle
from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.frameworks.reading import frameworks

Revisions = dict[str, list[Framework]]


@dataclass(frozen=True)
class Found:
    """What was asked for: forces by slug, none where all are meant, and the years of them or of all."""

    forces: tuple[str, ...]
    years: tuple[Year, ...]
    counts: tuple[Counted, ...]
    compiled: Compiled

    @property
    def shown(self) -> tuple[str, ...]:
        """The forces that stand in the entries of the years."""
        return self.forces or tuple(self.compiled.forces)


def forces(
    folder: Annotated[Path, typer.Argument(help="The folder with the compiled grades: forces.csv and the others.")],
    force: Annotated[str, typer.Option(help="A force by its name or as addresses have it: staffordshire.")] = "",
    beside: Annotated[str, typer.Option(help="Others to stand beside it, with commas between them.")] = "",
    cycle: Annotated[str, typer.Option(help="One year of inspection alone: 2016, 2018/19, 2021/22.")] = "",
    out: Annotated[Path | None, typer.Option(help="A page (.html) or a table (.csv) to write.")] = None,
) -> None:
    """Show the published grades of one force over the years, or count those of all. Makes no order of forces.

    Grades of frameworks that are not comparable are never said to be better or worse than each other.
    """
    problems: list[Problem] = []
    revisions = revisions_by_cycle(frameworks().values())
    if out is not None and out.suffix not in (".html", ".csv"):
        problems.append(Problem(str(out), "is neither a page nor a table", "Name a file.html or a file.csv."))
    if beside and not force:
        problems.append(Problem("--beside", "stands alone", "Say with --force which force they stand beside."))
    if cycle and cycle not in revisions:
        problems.append(Problem("--cycle", f"{cycle} is no year of inspection", nearest(cycle, revisions)))
    compiled = collected(problems, compiled_in, folder)
    named = [one for one in (force, *beside.split(",")) if one.strip()]
    slugs = () if compiled is None else [collected(problems, force_meant, one, compiled) for one in named]
    if compiled is None or problems:
        raise DutyboundError(problems)
    found = _found(compiled, [one for one in slugs if one is not None], cycle, revisions)
    titles = titles_of(revisions)
    console = wide_console()
    for year in found.years if found.forces else ():
        console.print(_year_table(year, found, titles))
    if not found.forces:
        console.print(_counts_table(found, titles))
        if cycle:
            console.print(_register_table(found, titles))
    for text in (
        *found.compiled.notes,
        *(f"Does not fit, or is not said: {one}" for one in found.compiled.doubts_about(found.forces, cycle)),
    ):
        console.print(f"{text}.", highlight=False)
    if out is not None:
        _write(out, found, folder, titles, cycle)
        console.print(f"Written to {out}", highlight=False)


def _found(compiled: Compiled, forces: Sequence[str], cycle: str, revisions: Revisions) -> Found:
    slugs = tuple(dict.fromkeys(forces))
    wanted = {name: each for name, each in revisions.items() if not cycle or name == cycle}
    years = tuple(
        year for year in years_of(slugs or tuple(compiled.forces), compiled, revisions) if year.cycle in wanted
    )
    return Found(slugs, years, counted(compiled, wanted), compiled)


def _year_table(year: Year, found: Found, titles: dict[tuple[str, str], str]) -> Table:
    table = Table(
        title=f"{year.cycle}  ({', '.join(one.key for one in year.revisions)})", title_justify="left", box=None
    )
    table.add_column("question", no_wrap=True)
    for slug in found.forces:
        table.add_column(slug)
        table.add_column("beside the one before")
    for each in year.asked:
        cells = [words for entry in each.entries for words in (_grade(entry), _since(entry, titles))]
        table.add_row(titles[year.cycle, each.key], *cells)
    return table


def _grade(entry: Entry | None) -> str:
    if entry is None:
        return "not known"
    basis = basis_words(entry.graded).split(":")[0]
    was = "".join(f"; {one.grade} until {one.valid_to}, amended" for one in entry.replaced)
    return f"{entry.graded.grade}{f' ({basis})' if basis else ''}{was}"


def _since(entry: Entry | None, titles: dict[tuple[str, str], str]) -> str:
    if entry is None:
        return ""
    several = len(entry.steps) > 1
    named = (
        f"{one.words} ({titles[one.before.cycle, one.like.question]})" if several else one.words for one in entry.steps
    )
    return "; ".join(named)


def _counts_table(found: Found, titles: dict[tuple[str, str], str]) -> Table:
    title = f"Grades of {len(found.compiled.forces)} forces, as far as they are known"
    table = Table(title=title, title_justify="left", box=None)
    for name in ("year", "question", "forces"):
        table.add_column(name, no_wrap=name != "forces")
    for one in found.counts:
        table.add_row(one.cycle, titles[one.cycle, one.key], one.words)
    return table


def _register_table(found: Found, titles: dict[tuple[str, str], str]) -> Table:
    """Every force in the order of names with its overall grades of one year, or its grades by area."""
    table = Table(title="Force by force, in the order of names", title_justify="left", box=None)
    table.add_column("force", no_wrap=True)
    for year in found.years:
        known = [one for one in year.asked if any(one.entries) and (one.is_whole or not year.has_wholes)]
        for each in known:
            table.add_column(titles[year.cycle, each.key])
        for place, name in enumerate(found.compiled.forces.values()):
            table.add_row(name, *(_grade(each.entries[place]) for each in known))
    return table


def _write(out: Path, found: Found, folder: Path, titles: dict[tuple[str, str], str], cycle: str) -> None:
    if out.suffix == ".csv":
        private_csv(out, HEADER, listed(found.shown, found.years))
        return
    register = found.years[0] if not found.forces and len(found.years) == 1 else None
    page = ForcesPage(
        found.forces, found.years if found.forces else (), found.counts, found.compiled, folder.name, register, cycle
    )
    out.write_text(forces_page(page, titles), encoding="utf-8")
