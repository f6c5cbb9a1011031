"""Where a force's own settings are kept, and the log of what left the machine under real ids."""

import getpass
import json
import os
from pathlib import Path

import typer

from dutybound.base.clock import now
from dutybound.exchange.given import Given

VARIABLE = "DUTYBOUND_SETTINGS"


def settings_folder() -> Path:
    """The folder named by DUTYBOUND_SETTINGS, or the user's own for this application."""
    return Path(os.environ.get(VARIABLE) or typer.get_app_dir("dutybound"))


def log_disclosure(what: str, source: Given, out: Path | None = None, subject: str | None = None) -> None:
    """Who saw or wrote real ids, when, from what, where to, and of whom if of one. Appended, never rewritten."""
    folder = settings_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = {
        "at": now().isoformat(),
        "by": getpass.getuser(),
        "what": what,
        "source": f"{source}",
        "out": f"{out or 'the terminal'}",
        **({} if subject is None else {"subject": subject}),
    }
    file = os.open(folder / "disclosures.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(file, "a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
