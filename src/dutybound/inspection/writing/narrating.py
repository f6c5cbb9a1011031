"""Plain English made of claims and figures: what good practice is, and how far the records show it."""

from collections.abc import Iterable, Sequence
from datetime import date

from dutybound.inspection.degrees import Verdict
from dutybound.inspection.writing.evidence import Evidence, figure
from dutybound.inspection.writing.origins import Said
from dutybound.inspection.writing.pieces import Piece, Quoted, Sentence, words
from dutybound.reports.saying import day_words, listed

FALLS = {Verdict.SHORT: "The force falls short in this: ", Verdict.FAR_SHORT: "The force falls far short in this: "}
#: What a verdict is called in a table: words, and no colour.
VERDICTS = {
    Verdict.HOLDS: "holds", Verdict.SHORT: "falls short", Verdict.FAR_SHORT: "falls far short",
    Verdict.CANNOT_TELL: "cannot tell",
}  # fmt: skip

#: What a control chart shows.
CHARTED = (
    "Dashed: the limits between which most months lie by chance. Triangles and diamonds: months that a rule of Making "
    "Data Count marks, being outside the limits, two of three close to one of them, or one of seven in a row that lie "
    "on one side of the mean or go one way. A limit that lies beyond what can be reached is not drawn."
)


def said(text: str, file: str, where: str, made_of: tuple[str, ...] = ()) -> Piece:
    """A text that stands elsewhere: words alone as they are, and with numbers in them as what they are taken from."""
    return Quoted(text, Said(file, where, made_of)) if any(one.isdigit() for one in text) else text


def day_said(day: date) -> Quoted:
    return Quoted(day_words(day), Said("calendar", day.isoformat()))


def units_said(units: Sequence[str]) -> Piece:
    return said(listed(list(units)), "units", ", ".join(units))


def claim_of(one: Evidence) -> Piece:
    return said(one.bearing.claim, "framework", f"{one.question} / {one.bearing.key}")


def evidence_sentence(one: Evidence) -> Sentence:
    """A bearing in a sentence or two, with its figure."""
    if one.withheld:
        verdict = Verdict(one.verdict)
        return words(FALLS.get(verdict, ""), claim_of(one), " The counts are too small to be published.")
    if one.verdict == Verdict.HOLDS:
        return words(claim_of(one), " The records bear this out: ", figure(one), ".")
    is_everywhere = {unit for unit in one.by_unit() if unit} <= set(one.where)
    where = () if is_everywhere or not one.where else words(", least of all in ", units_said(one.where))
    return words(FALLS[Verdict(one.verdict)], claim_of(one), " It was so in ", figure(one), where, ".")


def untold_sentence(one: Evidence) -> Sentence:
    """What cannot be told, and why."""
    if one.withheld:
        return words(claim_of(one), " The counts are too small to be published.")
    why, place = one.lacking or one.reason, f"{one.question} / {one.bearing.key}"
    if not why:  # where the reason itself would tell a count that is not published
        figures = words(" It was so in ", figure(one), ".") if one.seen is not None else ()
        return words(claim_of(one), figures, " That is too few, or too uncertain, to tell.")
    return words(claim_of(one), " ", said(f"{why[:1].upper()}{why[1:]}.", "reason", place, one.made_of))


def told(many: Iterable[Evidence]) -> list[Evidence]:
    """Bearings that say something, those that fall short first, and core practice before the rest."""
    order = (Verdict.FAR_SHORT, Verdict.SHORT, Verdict.HOLDS)
    some = [one for one in many if one.verdict != Verdict.CANNOT_TELL]
    return sorted(some, key=lambda one: (order.index(Verdict(one.verdict)), one.bearing.weight != "core"))


def untold(many: Iterable[Evidence]) -> list[Evidence]:
    return [one for one in many if one.verdict == Verdict.CANNOT_TELL]


def short_name(one: Evidence) -> str:
    """The key of a bearing as a few words: "supervision-regular" as "Supervision regular"."""
    name = one.bearing.key.replace("-", " ").replace("_", " ").replace(".", " ")
    return name[:1].upper() + name[1:]
