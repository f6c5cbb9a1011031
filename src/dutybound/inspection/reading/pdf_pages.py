"""The lines of a PDF."""

import logging
from io import BytesIO

from pypdf import PdfReader

from dutybound.base.errors import DutyboundError, Problem
from dutybound.inspection.reading.lines import Line, line_of

PAGES = 600
SAVED_ANEW = "Open it, print it to a new PDF, and read that; or save the page of the report as HTML or text."


def lines_of_pdf(content: bytes, name: str) -> tuple[Line, ...]:
    """The lines of all pages. A PDF that is broken, locked or endless is refused."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong inside is no news to a reader
    try:
        reader = PdfReader(BytesIO(content))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        if not is_locked and len(reader.pages) > PAGES:
            raise _refused(name, f"has more than {PAGES} pages, and no report of one force has")
        raw = [] if is_locked else [line for page in reader.pages for line in page.extract_text().splitlines()]
    except DutyboundError:
        raise
    except Exception as error:  # pypdf lets through whatever broke inside a broken file
        raise _refused(name, f"is a PDF that cannot be read ({type(error).__name__})") from None
    if is_locked:
        raise _refused(name, "is a PDF that is locked by a password")
    found = (line_of(number, one) for number, one in enumerate(raw, start=1))
    return tuple(one for one in found if one is not None)


def _refused(name: str, what: str) -> DutyboundError:
    return DutyboundError(Problem(name, what, SAVED_ANEW), "The report cannot be read")
