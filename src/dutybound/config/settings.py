"""Django's settings: SQLite in the force's own settings folder, unless the environment names other files."""

import os
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("DUTYBOUND_SETTINGS") or Path.home() / ".config" / "dutybound")
#: Who writes takes the lock at once, and waits for it: a lock taken late is refused without waiting, and what was read
#: before it may be overtaken. That reading need not wait (WAL) is kept in the file, and set when it is loaded into.
SQLITE = {"transaction_mode": "IMMEDIATE"}


def kept_in(variable: str, name: str) -> dict[str, Any]:
    """A SQLite file: the one that a variable of the environment names, or that of this name in the settings folder."""
    named = os.environ.get(variable) or str(FOLDER / name)
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": named, "OPTIONS": dict(SQLITE)}


INSTALLED_APPS = ["dutybound.records"]
USE_TZ = True
TIME_ZONE = "UTC"
DATABASES = {
    "default": kept_in("DUTYBOUND_DATABASE", "records.sqlite3"),
    "diversion": kept_in("DUTYBOUND_DIVERSION_DATABASE", "diversion.sqlite3"),
}
DATABASE_ROUTERS = ["dutybound.records.stores.Apart"]
