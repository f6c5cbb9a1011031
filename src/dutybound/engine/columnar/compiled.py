"""How the kernel is compiled: one place for numba's options, and for what mypy cannot see."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

from dutybound.duties import calendar, limits
from dutybound.engine import facts

NUMBA: Any = numba  # its stubs know neither its private options nor its settings
Function = TypeVar("Function", bound=Callable[..., Any])


def _digest() -> str:
    """Of all that the compiled code is made from: a kernel reads its helpers and its constants from other files."""
    here, engine, duties = Path(__file__).parent, Path(facts.__file__), Path(calendar.__file__)
    named = [here / "bare.py", here / "compiled.py", here / "shapes.py", engine, duties, Path(limits.__file__)]
    return sha256(b"".join(part.read_bytes() for part in [*sorted(here.glob("kernel*.py")), *named])).hexdigest()


DIGEST = _digest()
IS_COMPILED = not NUMBA.config.DISABLE_JIT


def compiled(function: Function) -> Function:
    """A function that only other compiled functions call.

    `_nrt=False`: otherwise numba counts references to every array at every call, which made the fold six times
    slower. It is a private option of numba; the speed test notices when it goes.
    """
    return cast(Function, NUMBA.njit(nogil=True, error_model="numpy", _nrt=False)(function))


def entry_with(*files: Path) -> Callable[[Function], Function]:
    """For functions that Python calls: compiled once and kept on disk, together with all that they call.

    numba looks only at the file of the function itself to tell whether what it kept is still good. A kernel that
    judged by the rules of yesterday would be worse than a slow one, so every file counts, here and among `files`.
    """
    digest = DIGEST + sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    def entered(function: Function) -> Function:
        made = NUMBA.njit(nogil=True, error_model="numpy", cache=True)(function)
        if IS_COMPILED:
            made._cache._cache_file._source_stamp = digest
        return cast(Function, made)

    return entered


entry = entry_with()
