"""Where results may be written: never among what they were made from."""

from collections.abc import Collection
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.given import Given

RESULTS = (
    "duties.parquet", "days.parquet", "measures.json", "declared_measures.json", "excluded.csv", "report.html",
)  # fmt: skip
REMEDY = "Name another folder; one within it will do."


def refuse_among_sources(
    out: Path, source: Given, declaration: Declaration, results: Collection[str] = RESULTS
) -> None:
    """Results beside delivered files would be read as such the next time, or take the place of one."""
    refuse_in_folders(out, source, declaration.folder, declaration.source, results)


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
