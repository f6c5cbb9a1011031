"""Where results may be written: never among what they were made from."""

from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.declaration import Declaration

RESULTS = ("duties.parquet", "measures.json", "declared_measures.json", "excluded.csv")
REMEDY = "Name another folder; one within it will do."


def refuse_among_sources(out: Path, source: Path, declaration: Declaration) -> None:
    """Results beside delivered files would be read as such the next time, or take the place of one."""
    kinds = {
        declaration.source.resolve(): "the folder of the source",
        declaration.folder.resolve(): "the folder that declares the source",
        source.resolve(): "the source",
    }
    place = out.resolve()
    if place in kinds:
        raise DutyboundError(Problem("--out", f"{out} is {kinds[place]}, and results would mix with it", REMEDY))
    if source.resolve() in [place / name for name in RESULTS]:
        raise DutyboundError(Problem("--out", f"results would take the place of the source, {source}", REMEDY))
