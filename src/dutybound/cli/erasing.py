"""dutybound erase: what a source erased is erased here too, in every copy that is named."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dutybound.base.clock import now
from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.all_or_nothing import all_or_nothing
from dutybound.cli.assessing import declaration_for, declared_folder
from dutybound.cli.settings import log_disclosure, settings_folder
from dutybound.exchange.declaration import Declaration, read_declaration
from dutybound.exchange.given import Given
from dutybound.exchange.manifest import is_clustered
from dutybound.exchange.references import References, references_in

if TYPE_CHECKING:
    from dutybound.exchange.loading.erasures import Erasures


def erase_listed(file: Path, targets: Sequence[Given], folder: Path | None) -> dict[str, dict[str, int]]:
    """Erase a list from each target in turn; by target, how many rows of each table were there.

    Each is erased whole or not at all. What a later one refuses leaves the earlier ones erased: they are named then.
    """
    references = references_in(settings_folder())
    done: dict[str, dict[str, int]] = {}
    for target in targets:
        try:
            with logged(f"erased what {file.name} lists", target):
                done[f"{target}"] = _erased(file, target, folder, references)
        except DutyboundError as error:
            before = f" It is erased from {', '.join(done)} already." if done else ""
            problems = [Problem(one.where, one.what, f"{one.remedy}{before}") for one in error.problems]
            raise DutyboundError(problems, f"Nothing was erased from {target}") from None
    return done


@contextmanager
def logged(deed: str, target: Given) -> Iterator[None]:
    """Log that something is about to be done, and then that it was, or was not; nothing where there is no deed.

    Both, because the machine may fail in between: a deed without a line would be worse than a line too many.
    """
    if not deed:
        yield
        return
    log_disclosure(f"to be done: {deed}", target)
    try:
        yield
    except BaseException:
        log_disclosure(f"not done: {deed}", target)
        raise
    log_disclosure(f"done: {deed}", target)


def _erased(file: Path, target: Given, folder: Path | None, references: References) -> dict[str, int]:
    from dutybound.exchange.loading.erasures import read_erasures

    if isinstance(target, Path) and is_clustered(target):
        from dutybound.exchange.loading.erasing_clustered import erase_clustered

        declaration = declaration_for(target, folder)
        erasures = read_erasures(file, declaration)
        try:
            with all_or_nothing(target) as partial:
                return erase_clustered(target, erasures, declaration.schema, references, partial)
        except OSError as error:
            what = f"could not be written to the end, so some of its files may still hold these rows: {error}"
            remedy = "Erase the rows in its source, cluster that in place of it, and erase this list from it again."
            raise DutyboundError(Problem(f"{target}", what, remedy)) from error
    return _erased_from_database(file, target, read_declaration(declared_folder(target, folder)), references)


def _erased_from_database(
    file: Path, target: Given, declaration: Declaration, references: References
) -> dict[str, int]:
    from dutybound.exchange.loading.databases import in_one, opened_beside
    from dutybound.exchange.loading.erasing import emptied_log, erase_rows, on_record
    from dutybound.exchange.loading.erasures import read_erasures
    from dutybound.exchange.versions import stores_in

    if not stores_in(target):
        what = "is neither a clustered folder nor a database of records"
        raise DutyboundError(Problem(f"{target}", what, "Erase it in the source, and let the source deliver again."))
    erasures: Erasures = read_erasures(file, declaration)
    with opened_beside(target) as databases:
        with in_one(databases):
            ids = on_record(erasures, databases)
            erase_rows(ids, erasures, databases, references, now(), declaration.schema)
        emptied_log(databases)
    return {name: len(some) for name, some in ids.items()}
