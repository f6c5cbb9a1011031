"""Dates as reports print them: 02/03/2017, 2 March 2017, [on]9th February 2017, 2017-03-02."""

import re
from datetime import date

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
FIGURES = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
NAMED = "|".join((*MONTHS, *(one[:3] for one in MONTHS)))
WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+({NAMED})\s+(\d{{4}})\b", re.I)
LABEL = re.compile(r"^(?:last )?(?:updated|published|publication date)\b(?:\s+on)?", re.I)


def date_in(text: str) -> date | None:
    """The first date in a text, the day before the month as this country writes it; None if it is no real day."""
    for pattern, order in ((FIGURES, (2, 1, 0)), (ISO, (0, 1, 2)), (WORDS, (2, 1, 0))):
        found = pattern.search(text)
        if found is None:
            continue
        parts = [found.groups()[place] for place in order]
        month = int(parts[1]) if parts[1].isdecimal() else month_number(parts[1])
        try:
            return date(int(parts[0]), month, int(parts[2]))
        except ValueError:
            return None
    return None


def month_number(name: str) -> int:
    """Of a month by its name, or the first letters of it."""
    return 1 + [one[:3] for one in MONTHS].index(name[:3].casefold())


def labelled_date(text: str) -> tuple[str, date | None] | None:
    """What a line that dates the page says of it ("last updated"), and the day, None where that cannot be read."""
    if len(text) > 80:
        return None
    label = LABEL.match(text)
    return None if label is None else (label[0].casefold().removesuffix(" on"), date_in(text))
