"""Change on last year: each bearing beside itself a year before, with an interval, and whether the rules are the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dutybound.inspection.writing.evidence import Evidence, figure
from dutybound.inspection.writing.origins import Moved, MovedBound, Origin, Ratio, Said
from dutybound.inspection.writing.pieces import Number, Quoted, Sentence, words

Definitions = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """The later share less the earlier, with the interval of the difference (Newcombe's, from those of the two)."""

    this: Evidence
    last: Evidence
    value: float
    low: float
    high: float

    @property
    def word(self) -> str:
        return "improved" if self.low > 0 else "declined" if self.high < 0 else "no change that can be told from chance"


def change_of(this: Evidence, last: Evidence | None) -> Change | None:
    """None where either year has no figure."""
    if last is None or this.seen is None or last.seen is None:
        return None
    return Change(this, last, *moved(this.seen, last.seen))


def moved(this: tuple[int, int, float, float], last: tuple[int, int, float, float]) -> tuple[float, float, float]:
    """The difference of two shares and its interval (Newcombe, Statistics in Medicine 17, 1998, method 10)."""
    (later, later_low, later_high), (before, before_low, before_high) = ((one[0] / one[1], one[2], one[3]) for one in (this, last))
    difference = later - before
    below = ((later - later_low) ** 2 + (before_high - before) ** 2) ** 0.5
    above = ((later_high - later) ** 2 + (before - before_low) ** 2) ** 0.5
    return difference, difference - below, difference + above


def change_sentence(change: Change) -> Sentence:
    """ "Improved by 12.0 points (5.1 to 18.8), from 46.0% (...) to 58.0% (...)"."""
    pairs = [_ratio(one) for one in (change.this, change.last)]
    origin = Moved(*pairs)
    ends = [(one, *_ends(one)) for one in (change.this, change.last)]
    low, high = (MovedBound(pairs[0], ends[0][1], ends[0][2], pairs[1], ends[1][1], ends[1][2], end) for end in ("low", "high"))
    said = change.word.capitalize()
    return words(
        f"{said}: ", _points(change.value, origin), " points (interval ", _points(change.low, low), " to ",
        _points(change.high, high), "), from ", figure(change.last), " to ", figure(change.this), ".",
    )  # fmt: skip


def _points(value: float, origin: Origin) -> Number:
    return Number(f"{100 * value:+.1f}", value, origin)


def _ratio(one: Evidence) -> Ratio:
    return Ratio(*one.parts())


def _ends(one: Evidence) -> tuple[Origin, Origin]:
    return one.ends() if one.has_interval else (_ratio(one), _ratio(one))


def rules_sentence(standard: str, this: Definitions, last: Definitions) -> Sentence:
    """Whether both years were judged by the same rules; where not, what is other, by its name."""
    own, before = this["standards"].get(standard), last["standards"].get(standard)
    if own is None or before is None:
        return ("The standard was judged in one of the two years only.",)
    differing = list(_differing(own, before))
    if not differing:
        return ("Both years were judged by the same standard and the same policies.",)
    said = "; ".join(differing)
    return (
        "The two years were not judged by the same rules, so not all of the change is practice: ",
        Quoted(f"{said}.", Said("this/definitions.json", standard)),
    )


def _differing(own: Definitions, before: Definitions) -> Iterator[str]:
    meanings = [{one["version"]: one["meaning"] for one in many["versions"]} for many in (own, before)]
    if meanings[0] != meanings[1]:
        yield f"the standard has version {', '.join(meanings[0])}, and had {', '.join(meanings[1])}"
    labels = [{one["label"]: one["value"] for one in many["policies"]} for many in (own, before)]
    for label in sorted(set(labels[0]) | set(labels[1])):
        if labels[0].get(label) != labels[1].get(label):
            yield f"{label}: {labels[0].get(label, 'not there')}, where it was {labels[1].get(label, 'not there')}"

