"""Change on last year in words: each practice beside itself, what is practice in it and what only the rules did."""

from collections.abc import Iterator, Mapping
from typing import Any

from dutybound.inspection.judging.changed_points import change_shown
from dutybound.inspection.judging.changing import Changed, Way
from dutybound.inspection.writing.evidence import Evidence, figure, figures_alone
from dutybound.inspection.writing.origins import Said
from dutybound.inspection.writing.pieces import Quoted, Sentence, words

Definitions = Mapping[str, Any]
#: What figures.json calls the folders of each year judged by the rules of the other, and where rules are read.
CROSSED = ("last-by-rules-of-this", "this-by-rules-of-last")
RULES = ("this/definitions.json", "last/definitions.json")
WAYS = {
    Way.IMPROVED: "It improved", Way.DECLINED: "It declined", Way.SAME: "It is the same",
    Way.CANNOT_TELL: "Whether it changed cannot be told",
}  # fmt: skip


def change_sentence(changed: Changed, this: Evidence, last: Evidence) -> Sentence:
    """ "It improved: from 46.0% (...) to 58.0% (...), by +12.0 points (+5.1 to +18.8)."; then practice and rules."""
    place, made_of = f"{changed.question} / {changed.bearing}", (*last.made_of, *this.made_of)
    if changed.practice is not None:
        made_of += tuple(f"{folder}/{file.partition('/')[2]}" for file in this.made_of for folder in CROSSED)
    if (shown := change_shown(changed)) is None:
        return (f"{WAYS[Way.CANNOT_TELL]}.",)
    by = Quoted(shown.change, Said("change", f"{place} / change", made_of))
    told = words(f"{WAYS[changed.way]}: from ", figure(last), " to ", figure(this), ", by ", by, ".")
    if not shown.practice:
        return told
    practice = Quoted(shown.practice, Said("change", f"{place} / practice", made_of))
    rules = Quoted(shown.rules, Said("change", f"{place} / rules", made_of))
    return words(told, " By the same rules in both years: ", practice, "; by the change of rules alone: ", rules, ".")


def by_both_rules_sentence(this: Evidence, last: Evidence, last_by_this: Evidence, this_by_last: Evidence) -> Sentence:
    """ "By the rules of last year: from 60.0% (60 of 100) to 62.0% (...). By the rules of this year: from ... ."."""
    if not (last_by_this.seen and this_by_last.seen):
        return ()
    old, new = (last, this_by_last), (last_by_this, this)
    told = [words(figures_alone(one), " to ", figures_alone(other)) for one, other in (old, new)]
    return words(" By the rules of last year: from ", told[0], ". By the rules of this year: from ", told[1], ".")


def rules_changed(standard: str, this: Definitions, last: Definitions) -> bool:
    """Whether a standard was judged in both years, and by other rules in the one than in the other."""
    own, before = this["standards"].get(standard), last["standards"].get(standard)
    return own is not None and before is not None and any(True for _ in _differing(own, before))


def rules_sentence(standard: str, this: Definitions, last: Definitions) -> Sentence:
    """Whether both years were judged by the same rules; where not, what is other, by its name."""
    own, before = this["standards"].get(standard), last["standards"].get(standard)
    if own is None or before is None:
        return ("The standard was judged in one of the two years only.",)
    differing = list(_differing(own, before))
    if not differing:
        return ("Both years were judged by the same standard and the same policies.",)
    said = "; ".join(differing)
    rules = Quoted(f"{said}.", Said("rules", standard, RULES))
    return "The two years were not judged by the same rules, so not all of the change need be practice: ", rules


def _differing(own: Definitions, before: Definitions) -> Iterator[str]:
    meanings = [{one["version"]: one["meaning"] for one in many["versions"]} for many in (own, before)]
    if meanings[0] != meanings[1]:
        yield f"the standard has version {', '.join(meanings[0])}, and had {', '.join(meanings[1])}"
    labels = [{one["label"]: one["value"] for one in many["policies"]} for many in (own, before)]
    for label in sorted(set(labels[0]) | set(labels[1])):
        if labels[0].get(label) != labels[1].get(label):
            yield f"{label}: {labels[0].get(label, 'not there')}, where it was {labels[1].get(label, 'not there')}"
