"""Django's settings: SQLite in the force's own settings folder unless DUTYBOUND_DATABASE names another."""

import os
from pathlib import Path

INSTALLED_APPS = ["dutybound.records"]
USE_TZ = True
TIME_ZONE = "UTC"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("DUTYBOUND_DATABASE", Path.home() / ".config" / "dutybound" / "records.sqlite3"),
    }
}
