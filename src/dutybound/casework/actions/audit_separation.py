"""Who may not draw, read or moderate, as far as the records know whose work it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from dutybound.base.errors import DutyboundError, Problem
from dutybound.exchange.loading.databases import Databases
from dutybound.inspection.audits.hands import IN_UNIT, SUPERVISES
from dutybound.inspection.audits.sampling import Frame
from dutybound.inspection.audits.sheets import is_same
from dutybound.records.models.inspection_audits import AuditProgramme
from dutybound.records.models.organisation import PostHolding, Unit, UnitPlace


@dataclass(frozen=True)
class Deed:
    """What somebody does in an audit, and who has to do it."""

    who: str
    remedy: str


DRAWS = Deed("who draws", "The inspector draws, and not the inspected: ask somebody of the body that audits.")
READS = Deed("who reads", "Nobody reads the work of their own unit: give the files to somebody outside it.")
MODERATES = Deed("who moderates", "Nobody decides on the work of their own unit: ask somebody outside it.")
PARTS = {
    IN_UNIT: "holds or held a post in the unit whose work it is",
    SUPERVISES: "supervises or supervised somebody who had a hand in it",
}


def part_in(parts: frozenset[str]) -> str:
    """How somebody has to do with a file, in words: the nearest of the ways in which they do."""
    return next((words for part, words in PARTS.items() if parts == {part}), _either(parts))


def _either(parts: frozenset[str]) -> str:
    return " and ".join(PARTS.values()) if parts == set(PARTS) else "had a hand in it"


def drawing_own_work(by: str, frame: Frame) -> Iterator[Problem]:
    """Somebody with a hand in any record of the frame, drawn or not, would know which files they would rather see."""
    if not by.strip():
        yield Problem("who draws", "is not named", "Say who draws: it stands with the sample.")
        return
    if own := frame.hands.records_of({one for one in frame.hands.people() if is_same(one, by)}):
        what = f"had a hand in {own:,} of the records that may be drawn"
        yield Problem(f"{DRAWS.who}, {by}", what, DRAWS.remedy)


def of_the_audited(
    deed: Deed, by: str, programme: AuditProgramme, at: datetime, databases: Databases
) -> Iterator[Problem]:
    """Somebody who holds a post in the unit that is audited, or in one that stands under it.

    An audit of a whole force is done by some of its own people, too: a post in the body that audits does not bar them,
    where that body is a unit under the audited one. Where what is audited is no unit on record it is taken for the
    whole force, so that a name which nobody can place lets nobody in.
    """
    audited, body = f"{programme.audited}", f"{programme.body}"
    where = f"{deed.who}, {by}"
    if is_same(by, audited):
        yield Problem(where, "is whose work is audited", deed.remedy)
        return
    now = Q(began_at__lte=at) & (Q(ended_at=None) | Q(ended_at__gt=at))
    places = UnitPlace.objects.using(databases.alias(UnitPlace)).filter(now)
    above, units = dict(places.values_list("unit", "under")), _names(databases)
    posts = PostHolding.objects.using(databases.alias(PostHolding)).filter(now).select_related("post")
    for unit in sorted({one.post.unit_id for one in posts if is_same(one.officer_id, by)}):
        line = _and_above(unit, above)
        if not _bars(line, audited, body, units):
            continue
        known = any(_is(one, audited, units) for one in units)
        told = "whose work is audited" if known else f"and {audited!r} is no unit on record, so all of them are audited"
        yield Problem(where, f"holds a post in {unit}, {told}", deed.remedy)


def refuse_the_audited(deed: Deed, by: str, sample: str, at: datetime, databases: Databases) -> None:
    """Before somebody is shown a file or an answer, and not only when they enter what they made of it."""
    programme = AuditProgramme.objects.using(databases.alias(AuditProgramme)).get(samples=sample)
    if problems := list(of_the_audited(deed, by, programme, at, databases)):
        raise DutyboundError(problems, "Nothing is shown")


def has_posts(databases: Databases) -> bool:
    """Whether anything is on record of who holds which post: where nothing is, nobody's post can be asked."""
    return bool(PostHolding.objects.using(databases.alias(PostHolding)).exists())


def _names(databases: Databases) -> dict[str, str]:
    return dict(Unit.objects.using(databases.alias(Unit)).values_list("id", "name"))


def _is(unit: str, said: str, names: dict[str, str]) -> bool:
    return is_same(unit, said) or is_same(names.get(unit, unit), said)


def _bars(line: list[str], audited: str, body: str, names: dict[str, str]) -> bool:
    """Whether a unit, with those above it, has its work audited: it stands under the audited one, and not in the body
    that audits.
    """
    for unit in line:
        if _is(unit, audited, names):
            return True
        if _is(unit, body, names):
            return False
    return not any(_is(one, audited, names) for one in names)


def _and_above(unit: str, above: dict[str, str]) -> list[str]:
    found: list[str] = []
    place: str | None = unit
    while place is not None and place not in found:
        found.append(place)
        place = above.get(place)
    return found
