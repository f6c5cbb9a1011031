"""Whatever module of the records is imported first, Django is set up by then: commands load what they need, no more."""

import subprocess
import sys

from tests.docs.test_how_to import ROOT

#: Each is imported in a process of its own; what all of them need of other people's is there already.
SCRIPT = """
import os, sys, traceback
import django.db.models, duckdb, numpy, pyarrow.compute, typer
for name in sys.argv[1:]:
    if not os.fork():
        try:
            __import__(name)
        except BaseException as error:
            print(name, repr(error), flush=True)
            os._exit(1)
        os._exit(0)
    os.wait()
"""


def test_any_module_that_reads_records_can_be_imported_first() -> None:
    source = ROOT / "src"
    found = [
        file.relative_to(source).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        for file in sorted((source / "dutybound").rglob("*.py"))
        if "records.models" in (text := file.read_text(encoding="utf-8")) or "records.bases" in text
    ]
    modules = [one for one in found if ".migrations" not in one and "records.models." not in one]
    assert {"dutybound.casework.actions.judgments", "dutybound.records.json_schema"} <= set(modules)
    done = subprocess.run([sys.executable, "-c", SCRIPT, *modules], capture_output=True, text=True, check=True)
    assert done.stdout == ""
