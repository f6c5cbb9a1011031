"""Writes the made-up data of the examples, the same to the byte each time: `python tools/make_up.py [FOLDER]`.

`fines/made_up.csv` has the columns of a published log of road traffic fines, `investigations/data/` the records of a
force that does not exist, and `first_extract/crimes.csv` what such a force would send first. Nothing in any of them is
about anybody: every id says so.
"""

import sys
from pathlib import Path

from making_up.fines import fines
from making_up.first_extract import first_extract
from making_up.investigations import investigations

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    fines(target / "fines")
    investigations(target / "investigations")
    first_extract(target / "first_extract")
