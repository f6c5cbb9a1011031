"""What a user calls a source: a file, a folder, or a database."""

from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
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


def called(source: Given) -> str:
    """The short name of a source in headings."""
    return source.name if isinstance(source, PostgresAddress) else source.resolve().name
