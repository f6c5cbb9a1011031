"""Django's settings: SQLite in the force's own settings folder, unless the environment names other files."""

import os
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("DUTYBOUND_SETTINGS") or Path.home() / ".config" / "dutybound")


def kept_in(variable: str, name: str) -> dict[str, Any]:
    """A SQLite file: the one that a variable of the environment names, or that of this name in the settings folder."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get(variable) or str(FOLDER / name)}


INSTALLED_APPS = ["dutybound.records"]
USE_TZ = True
TIME_ZONE = "UTC"
DATABASES = {
    "default": kept_in("DUTYBOUND_DATABASE", "records.sqlite3"),
    "diversion": kept_in("DUTYBOUND_DIVERSION_DATABASE", "diversion.sqlite3"),
}
DATABASE_ROUTERS = ["dutybound.records.stores.Apart"]
