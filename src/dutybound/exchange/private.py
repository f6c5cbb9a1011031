"""Files that only their owner may read."""

import csv
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


def private(file: Path) -> Path:
    """An empty file for its owner alone, in place of what was there."""
    file.unlink(missing_ok=True)
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return file


def write_private(file: Path, content: Any) -> None:
    """JSON that is the same to the byte for the same content."""
    private(file).write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def private_csv(file: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with private(file).open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
