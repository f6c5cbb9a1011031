"""By when, as a report says it in words, told as a day; words that name no day stay words.

How days are counted: the day of publication is day 0 of a time "within" which something is owed, and months run to the
same day of a later month, or its last. Only where the words say "beginning with" is that day the first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil import parser
from dateutil.relativedelta import relativedelta

from dutybound.duties.calendar import Calendar, date_of, day_number
from dutybound.duties.limits import NOT_WORKING
from dutybound.inspection.reading.dates import NAMED, month_number

LONDON = Calendar("Europe/London", "GB-ENG")
#: Police Act 1996, section 55(5A): "56 days beginning with the day of publication".
RESPONSE_DAYS = 56
LONGEST = 1000  # of whatever unit: beyond it there is a slip of the pen, and soon no day of the calendar
NUMBERS = tuple(re.findall(r"\w+", "one two three four five six seven eight nine ten eleven twelve"))
NUMBER = rf"(?P<count>\d+|an?|{'|'.join(NUMBERS)})"
PUBLICATION = r"(?:the )?(?:date of )?(?:the )?(?:publication|issue)(?: of (?:this|the|our) (?:report|letter))?"
SINCE = r"of|after|from|following|beginning with|beginning on"
WITHIN = re.compile(
    rf"(?:within|in|no later than|not later than) (?:the next )?{NUMBER} (?P<unit>working day|day|week|month|year)s?"
    rf"(?P<since> (?:{SINCE}) (?:the )?(?:day of )?(?:{PUBLICATION}|this report|the report))?"
)
BY = re.compile(r"(?P<how>by|no later than|not later than|on or before|before) (?P<end>the end of )?(?P<day>.+)")
MONTH = f"sept|{NAMED}"
YEAR = r"(?:19|20)\d\d"
DAY_NAMED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?P<ordinal>st|nd|rd|th)?(?: day)?(?: of)? (?P<month>{MONTH})\b(?:,? (?P<year>{YEAR}))?"
    rf"|(?P<month_after>{MONTH}) (?P<day_after>\d{{1,2}})(?P<ordinal_after>st|nd|rd|th)?\b"
    rf"(?:,? (?P<year_after>{YEAR}))?)\b"
)
SHORT = 3  # letters: "may" is a verb too, and "sep" a section; alone, they make no day of the number beside them
DAY_FOLLOWS = re.compile(r"\b(?:by|before|on|later than)(?: the)?(?: end of)? $")
DAY_WRITTEN = re.compile(rf"\b({YEAR})-(\d\d)-(\d\d)\b")
AT_ONCE = re.compile(r"(?:with immediate effect|immediately|at once|straight ?away)")


@dataclass(frozen=True)
class Deadline:
    """The words as printed, the last day where it can be told, and the rule that told it, or why none could."""

    words: str
    on: date | None
    rule: str


def deadline(words: str, published: date | None, calendar: Calendar = LONDON) -> Deadline:
    """The last day of a deadline in words; `published` is day 0, and `calendar` says which days are worked."""
    plain = " ".join(words.casefold().strip(" .;,").split())
    if not plain:
        return Deadline(words, None, "no deadline is given")
    told = _at_once(plain, published) or _within(plain, published, calendar) or _by(plain)
    unnamed = f"{day} is a day that there is not" if (day := impossible_day(words)) else "the words name no day"
    on, rule = told or (None, unnamed)
    return Deadline(words, on, rule)


def impossible_day(words: str) -> str:
    """The first day in some words that no calendar has: "31 February 2017"; empty where there is none."""
    plain = words.casefold()
    for found in DAY_NAMED.finditer(plain):
        told = {name.removesuffix("_after"): one for name, one in found.groupdict().items() if one}
        certain = told.keys() & {"ordinal", "year"} or DAY_FOLLOWS.search(plain[: found.start()])
        if len(told["month"]) == SHORT and not certain:
            continue
        year = int(told.get("year", 2000))  # a 29 February without its year is of some year
        if not _is_day(year, month_number(told["month"]), int(told["day"])):
            return words[found.start() : found.end()]
    return next((one[0] for one in DAY_WRITTEN.finditer(words) if not _is_day(*map(int, one.groups()))), "")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def respond_by(published: date) -> date:
    """The last of the 56 days in which the law asks for an answer: the day of publication is the first."""
    return published + timedelta(days=RESPONSE_DAYS - 1)


Told = tuple[date | None, str]
UNPUBLISHED = "counted from publication, and the day of that is not known"


def _at_once(plain: str, published: date | None) -> Told | None:
    if not AT_ONCE.fullmatch(plain):
        return None
    return (None, UNPUBLISHED) if published is None else (published, "the day of publication itself")


def _within(plain: str, published: date | None, calendar: Calendar) -> Told | None:
    found = WITHIN.fullmatch(plain)
    if found is None:
        return None
    if published is None:
        return None, UNPUBLISHED
    said = found["count"]
    count = int(said) if said.isdigit() else 1 if said in ("a", "an") else NUMBERS.index(said) + 1
    first = 1 if "beginning" in (found["since"] or "") else 0
    unit = found["unit"]
    if count > LONGEST:
        return None, f"{count} {unit}s is longer than any deadline: look at the words again"
    if unit == "working day":
        on = date_of(calendar.add_days(day_number(published) - first, count, NOT_WORKING))
    else:
        on = published + relativedelta(**{f"{unit}s": count}) - timedelta(days=first)
    begins = "the day of publication is day 1" if first else "the day of publication is day 0"
    return on, f"{count} {unit}{'' if count == 1 else 's'} from publication; {begins}"


def _by(plain: str) -> Told | None:
    found = BY.fullmatch(plain)
    if found is None:
        return None
    if found["end"]:
        return _end_of(found["day"])
    day = _day_in(found["day"])
    if day is None:
        return None
    if found["how"] == "before":
        return day - timedelta(days=1), "the day before the one that is named"
    return day, "the day that is named"


def _end_of(text: str) -> Told | None:
    """The last day of a month or year that is named: "the end of March 2015"."""
    told = re.fullmatch(r"(?:(?P<month>[a-z]+) )?(?P<year>(?:19|20)\d\d)", text)
    if told is None:
        return None
    month = _parsed(f"1 {told['month'] or 'december'} {told['year']}")
    return None if month is None else (month + relativedelta(day=31), "the last day of what is named")


def _day_in(text: str) -> date | None:
    """A day that is named whole. What the parser would fill in by itself shows as a difference, and is no day."""
    if not re.search(r"\d{4}", text):
        return None  # a year of two digits would be read by the clock
    one, other = (_parsed(text, datetime(*default)) for default in ((2000, 1, 1), (2001, 2, 2)))
    return one if one == other else None


def _parsed(text: str, default: datetime | None = None) -> date | None:
    parse: Callable[..., datetime] = parser.parse
    try:
        return parse(text, dayfirst=not re.match(r"\d{4}-", text), default=default).date()
    except (parser.ParserError, OverflowError):
        return None
