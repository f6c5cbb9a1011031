"""A PostgreSQL server of the tests' own: on a socket in a temporary folder, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import adbc_driver_postgresql.dbapi as postgresql

PASSWORD = "p@ss/w%rd"
ENCODED = "p%40ss%2Fw%25rd"
USER = "keeper"


@dataclass(frozen=True)
class Server:
    """A running server. Its one user must give a password."""

    folder: Path

    def uri(self, user: str = f"{USER}:{ENCODED}", database: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Each statement by itself, at once."""
        with postgresql.connect(self.uri(database=database), autocommit=True) as connection:
            for statement in statements:
                with connection.cursor() as cursor:
                    cursor.execute(statement)


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs, where it is installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@contextmanager
def running(binaries: Path) -> Iterator[Server]:
    """Started as the user postgres where the tests run as root, which PostgreSQL refuses."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path may have 107 letters
    owner = "postgres" if os.geteuid() == 0 else None
    if owner:
        shutil.chown(folder, owner)
    try:
        (folder / "password").write_text(PASSWORD)
        initdb = ["initdb", "-D", "data", "-U", USER, "-A", "scram-sha-256", "--pwfile=password", "-E", "UTF8"]
        _run(binaries, folder, owner, [*initdb, "--no-sync", "--locale=C"])
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        _run(binaries, folder, owner, ["pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start"])
        try:
            yield Server(folder)
        finally:
            _run(binaries, folder, owner, ["pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder)


def _run(binaries: Path, folder: Path, owner: str | None, command: list[str]) -> None:
    """Its words go to a file: a pipe would stay open as long as the server, which inherits it."""
    who = {"user": owner, "group": owner, "extra_groups": []} if owner else {}
    with (folder / "words").open("w+") as words:
        done = subprocess.run(
            [binaries / command[0], *command[1:]], cwd=folder, stdout=words, stderr=words, timeout=120, **who
        )
        words.seek(0)
        assert done.returncode == 0, words.read()
