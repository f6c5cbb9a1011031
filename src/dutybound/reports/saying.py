"""Figures and dates as a person reads them."""

from datetime import date

from dutybound.duties.calendar import Calendar, date_of


def percent(value: float | None) -> str:
    """A percentage that says 100% or 0% only where it is exactly so."""
    if value is None:
        return ""
    if value in (0.0, 1.0):
        return f"{value:.0%}"
    return f"{min(max(100 * value, 0.1), 99.9):.1f}%"


def interval(low: float, high: float) -> str:
    """Two percentages, the sign written once."""
    return f"{percent(low).removesuffix('%')} to {percent(high)}"


def shown(value: float) -> float:
    """A share in hundredths, as `percent` writes it."""
    return float(percent(value).removesuffix("%"))


def difference_shown(earlier: float, later: float) -> float:
    """The difference of two shares in points: that of the percentages as shown, so that a reader finds it again."""
    return round(shown(later) - shown(earlier), 1) + 0.0  # never "-0.0"


def points_words(value: float, low: float, high: float) -> str:
    """ "+12.0 points (+5.1 to +18.8)"; the ends are rounded by themselves, and never lie beside the value."""
    low, high = min(round(low, 1), value), max(round(high, 1), value)
    return f"{value:+.1f} points ({low + 0.0:+.1f} to {high + 0.0:+.1f})"


def counted(number: int, one: str, several: str = "") -> str:
    """ "1 duty", "2 duties": a count with its word."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def month_words(month: str) -> str:
    """ "2016-03" as "Mar 2016"."""
    return f"{date.fromisoformat(month + '-01'):%b %Y}"


def moment_words(calendar: Calendar, instant: int) -> str:
    """A moment in local time; the end of a day is said as such."""
    day = calendar.day_of(instant)
    if instant == calendar.ends_at(day):
        return f"the end of {day_words(date_of(day))}"
    return f"{day_words(date_of(day))}, {calendar.local_text(instant)[11:] or '00:00'}"


#: Words of an id that are written otherwise than as one word of small letters.
WRITTEN = {"marac": "MARAC", "ps": "Ps", "pnc": "PNC", "lro": "LRO", "rocu": "ROCU", "idva": "IDVA"}


def title_of(identity: str) -> str:
    """ "concluded.told" as "Concluded: told"; "kept_informed" as "Kept informed"; "marac_heard" as "MARAC heard"."""
    words = identity.replace(".", ": ").replace("_", " ")
    said = " ".join(WRITTEN.get(word, word) for word in words.split(" "))
    return said[:1].upper() + said[1:]


def listed(words: list[str]) -> str:
    """ "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
