"""Where results may be written: never among what they were made from, nor among those of another command."""

from collections.abc import Collection, Iterator
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.given import Given

RESULTS = (
    "duties.parquet", "days.parquet", "measures.json", "declared_measures.json", "excluded.csv", "report.html",
)  # fmt: skip
#: What an assessment alone writes, and what the report of an inspection does; both write a report.html.
ASSESSMENT, INSPECTION_REPORT = "definitions.json", "figures.json"
REMEDY = "Name another folder; one within it will do."


def refuse_among_sources(
    out: Path, source: Given, declaration: Declaration, results: Collection[str] = RESULTS
) -> None:
    """Results beside delivered files would be read as such the next time, or take the place of one."""
    refuse_in_folders(out, source, declaration.folder, declaration.source, results)


def among_an_assessment(out: Path) -> Iterator[Problem]:
    """The report of an inspection would take the place of that of an assessment."""
    if (out / ASSESSMENT).exists():
        yield Problem("--out", f"{out} holds what `dutybound assess` wrote, which has a report.html too", REMEDY)


def refuse_among_reports(*folders: Path) -> None:
    """An assessment would take the place of the report of an inspection, or its next run would remove that."""
    what = "holds what `dutybound report` wrote, which has a report.html too"
    if found := [one for one in folders if (one / INSPECTION_REPORT).exists()]:
        raise DutyboundError([Problem("--out", f"{one} {what}", REMEDY) for one in found])


def refuse_in_folders(
    out: Path, source: Given, folder: Path, own: Given | None = None, results: Collection[str] = RESULTS
) -> None:
    """The same of a source that a folder declares, which may have `own` data."""
    places = ((own, "the folder of the source"), (source, "the source"))
    kinds = {one.resolve(): kind for one, kind in places if isinstance(one, Path)}
    kinds[folder.resolve()] = "the folder that declares the source"
    place = out.resolve()
    if place in kinds:
        raise DutyboundError(Problem("--out", f"{out} is {kinds[place]}, and results would mix with it", REMEDY))
    if isinstance(source, Path) and source.resolve() in [place / name for name in results]:
        raise DutyboundError(Problem("--out", f"results would take the place of the source, {source}", REMEDY))
