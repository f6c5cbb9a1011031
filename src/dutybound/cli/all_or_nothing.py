"""Files that take their place only when all are there."""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from dutybound.exchange.manifest import NAME as MANIFEST


@contextmanager
def all_or_nothing(out: Path, when_asked: Collection[str] = (), beside: str = "") -> Iterator[Path]:
    """A folder beside the results, whose files take their place only when all are there.

    A manifest does so last: if the machine fails in between, it does not match the files, and they are refused. Files
    of an earlier run that are written `when_asked`, and were not now, go before anything takes its place: if the
    machine fails in between, the earlier results lack one rather than the new ones having one too many. They are of an
    earlier run only where the file `beside` them says so: others of these names are somebody else's.
    """
    out.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=out))
    try:
        yield partial
        files = [one for one in partial.rglob("*") if one.is_file()]
        for name in when_asked if (out / beside).is_file() else ():
            if partial / name not in files:
                (out / name).unlink(missing_ok=True)
        for file in sorted(files, key=lambda one: (one.name == MANIFEST, one)):
            place = out / file.relative_to(partial)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, place)
    finally:
        shutil.rmtree(partial)
