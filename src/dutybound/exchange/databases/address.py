"""Where a PostgreSQL database is: an address that never shows its password."""

import os
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from dutybound.base.errors import DutyboundError, Problem

SCHEME = re.compile(r"^postgres(ql)?:", re.IGNORECASE)
SERVICE = re.compile(r"^[\w.-]*$")
#: Stricter than libpq: a password with a bare @ or / would be taken apart, and half of it shown in an error.
PART = r"(?:[\w.~!$'()*+,;=-]|%[0-9A-Fa-f]{2})"
URI = re.compile(
    rf"^//(?:(?P<user>{PART}*)(?::(?P<password>{PART}*))?@)?(?P<host>(?:[\w.,%-]|\[[0-9A-Fa-f:.]+\]|:\d)*:?\d*)"
    rf"(?:/(?P<database>{PART}*))?(?:\?(?P<query>(?:\w+=[^&@\s]*)(?:&\w+=[^&@\s]*)*))?$"
)
SHOWN_SETTINGS = ("host", "hostaddr", "port", "dbname", "user", "service")
HIDDEN = "***"
PATIENCE = "connect_timeout=15"  # seconds; without it a host that says nothing is waited for as long as TCP does


@dataclass(frozen=True)
class PostgresAddress:
    """A PostgreSQL database. `uri` may hold a password, so only `str()` of it, which has none, is ever shown."""

    uri: str = field(repr=False)
    shown: str
    name: str
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        return self.shown

    def scrubbed(self, message: str) -> str:
        """A message of the database's library, without the password."""
        for secret in self.secrets:
            message = message.replace(secret, HIDDEN)
        return message


def postgres_address(text: str) -> PostgresAddress:
    """Read an address; one that is not understood is refused without being repeated, as it may hold a password."""
    rest = SCHEME.sub("", text)
    if SERVICE.match(rest):
        settings = [f"service={rest}"] if rest else []
        name = rest or os.environ.get("PGDATABASE") or os.environ.get("PGSERVICE") or "postgresql"
        return PostgresAddress(_uri("//", settings), f"postgresql:{rest}", name)
    found = URI.match(rest)
    if found is None:
        remedy = (
            "Write postgresql://USER@HOST:PORT/DATABASE, postgresql:SERVICE, or postgresql: alone for what PGHOST, "
            "PGDATABASE and PGUSER say. In a user or password write @ as %40, / as %2F, : as %3A, # as %23, ? as %3F."
        )
        raise DutyboundError(Problem("the source", "is no address of a PostgreSQL database that can be read", remedy))
    settings = [one for one in (found["query"] or "").split("&") if one]
    return PostgresAddress(
        _uri(rest.partition("?")[0], settings),
        _shown(found, settings),
        _name(found, settings),
        _secrets(found, settings),
    )


def _uri(place: str, settings: list[str]) -> str:
    if "PGCONNECT_TIMEOUT" not in os.environ and not any(one.startswith("connect_timeout=") for one in settings):
        settings = [*settings, PATIENCE]
    return f"postgresql:{place}" + ("?" + "&".join(settings) if settings else "")


def _shown(found: re.Match[str], settings: list[str]) -> str:
    user = f"{found['user']}@" if found["user"] else ""
    database = f"/{found['database']}" if found["database"] else ""
    plain = [one for one in settings if one.partition("=")[0] in SHOWN_SETTINGS]
    return f"postgresql://{user}{found['host']}{database}" + ("?" + "&".join(plain) if plain else "")


def _name(found: re.Match[str], settings: list[str]) -> str:
    said = dict(one.split("=", 1) for one in settings)
    return unquote(found["database"] or said.get("dbname") or said.get("service") or found["user"] or "postgresql")


def _secrets(found: re.Match[str], settings: list[str]) -> tuple[str, ...]:
    hidden = [one.partition("=")[2] for one in settings if "password" in one.partition("=")[0]]
    written = [one for one in [found["password"], *hidden] if one]
    return tuple(sorted({*written, *(unquote(one) for one in written)}, key=len, reverse=True))
