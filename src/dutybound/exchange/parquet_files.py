"""Parquet, with the types it brings."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.csv_files import PACKED, PIECE, header_problems

AGAIN = "Deliver it again: it may have been cut off."


@dataclass(frozen=True)
class ParquetFile:
    """One Parquet file that can be opened."""

    path: Path
    label: str
    columns: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return self.path.stat().st_size * PACKED

    def pieces(self, columns: tuple[str, ...]) -> Iterator[pa.Table]:
        try:
            for batch in pq.ParquetFile(self.path).iter_batches(PIECE, columns=list(columns or self.columns[:1])):
                yield pa.Table.from_batches([batch])
        except (pa.ArrowException, OSError) as error:
            raise DutyboundError(_broken(self.label, error)) from error

    def read(self, columns: tuple[str, ...]) -> pa.Table:
        """The named columns. Row i is called row i + 2, as in a CSV file of the same content."""
        try:
            return pq.ParquetFile(self.path).read(list(columns or self.columns[:1]))
        except (pa.ArrowException, OSError) as error:
            raise DutyboundError(_broken(self.label, error)) from error


def opened_parquet(path: Path, label: str) -> ParquetFile:
    """Read the footer: the file is whole as far as it says itself, and every column has a name of its own."""
    if path.stat().st_size == 0:
        raise DutyboundError(Problem(label, "is empty", AGAIN))
    try:
        header = list(pq.read_schema(path).names)
    except (pa.ArrowException, OSError) as error:
        raise DutyboundError(_broken(label, error)) from error
    if problems := header_problems(header, label):
        raise DutyboundError(problems)
    return ParquetFile(path, label, tuple(header))


def _broken(label: str, error: Exception) -> Problem:
    return Problem(label, f"cannot be read as Parquet: {str(error).splitlines()[0]}", AGAIN)
