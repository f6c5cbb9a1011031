"""What a user calls a source: a file, a folder, or a database."""

from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.exchange.databases.address import SCHEME, PostgresAddress, postgres_address
from dutybound.exchange.manifest import declared_in

MARKER = "dutybound.toml"
Given = Path | PostgresAddress


def given_source(text: str) -> Given:
    """What a user calls a source: a path, or `postgresql:` with a service, an address, or nothing (PG* variables)."""
    return postgres_address(text) if SCHEME.match(text) else Path(text)


def folder_of(source: Given) -> Path:
    """The folder in which a source's own declaration would stand; a clustered one says where."""
    if isinstance(source, PostgresAddress):
        remedy = "Say --with FOLDER, the folder that holds its dutybound.toml, tables, mapping, policy and standards."
        raise DutyboundError(Problem(f"{source}", "is a database, and no folder says what it means", remedy))
    if not source.is_dir():
        return source.parent
    return (declared_in(source) if not (source / MARKER).is_file() else None) or source


def not_there(path: Path, what: str, named_by: str = "") -> list[Problem]:
    """That nothing is where a path leads, and the nearest names beside its first part that is missing."""
    if path.exists():
        return []
    missing = next(one for one in (*reversed(path.parents), path) if not one.exists())
    beside = missing.parent
    names = [f"{one.name}/" if one.is_dir() else one.name for one in _entries(beside)]
    said = f"there is no such {what}" if missing == path else f"there is no such {what}: {missing} is not there"
    looked = "here" if beside == Path() else f"in {beside}"
    remedy = nearest(missing.name, names).replace("There is: ", f"There is {looked}: ")
    return [Problem(f"{named_by} {path}".strip(), said, remedy if names else f"There is nothing {looked}.")]


def _entries(folder: Path) -> list[Path]:
    """What a folder shows; nothing where it is none, or may not be read."""
    try:
        return [one for one in folder.iterdir() if not one.name.startswith(".")]
    except OSError:
        return []


def called(source: Given) -> str:
    """The short name of a source in headings."""
    return source.name if isinstance(source, PostgresAddress) else source.resolve().name
