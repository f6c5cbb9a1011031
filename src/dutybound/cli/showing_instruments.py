"""dutybound instruments: what there is, and of one its card and its questions."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import fill

from dutybound.cli.own_instruments import days, known, who_decides
from dutybound.instruments.discovery import card_of
from dutybound.instruments.instrument import Instrument
from dutybound.instruments.own import Own
from dutybound.instruments.questions import questions

WIDTH = 100


def listed(own: Sequence[Own], on: date | None) -> Iterator[str]:
    """Every instrument, or those that apply on a day, two lines each."""
    slots = [one.instrument for one in own]
    laid_over = {one.family for one in slots if on and one.holds_on(on)}  # by the force's own, on that day
    for one in known(own):
        if on is None or (one.holds_on(on) and (one in slots or one.family not in laid_over)):
            yield f"{one.name}: {one.title}"
            yield f"    {one.family}; {one.version}; {days(one)}; {one.mark}"


def told(one: Instrument, own: Sequence[Own]) -> Iterator[str]:
    """The card of an instrument, and every question with its name."""
    yield f"{one.name}: {one.title}"
    yield f"{one.version}; {days(one)}; {one.mark}; {one.source}"
    for heading, text in card_of(one).items():
        words = who_decides(one, own) if heading == "Who decides" else " ".join(text.split())
        yield ""
        yield heading
        yield fill(words, WIDTH, initial_indent="    ", subsequent_indent="    ")
    yield ""
    yield "Questions"
    for asked in questions(one):
        text = f"{asked.name}: {asked.about} ({asked.kind}{'; always' if asked.needed else ''})"
        yield fill(text, WIDTH, initial_indent="    ", subsequent_indent="        ", break_on_hyphens=False)
