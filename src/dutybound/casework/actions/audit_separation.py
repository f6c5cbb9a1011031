"""Who may not draw a sample, as far as the records know whose work it is."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from dutybound.base.errors import Problem
from dutybound.exchange.loading.databases import Databases
from dutybound.inspection.audits.sampling import Frame
from dutybound.inspection.audits.sheets import is_same
from dutybound.records.models.organisation import PostHolding, UnitPlace

REMEDY = "The inspector draws, and not the inspected: ask somebody of the body that audits."


def drawing_own_work(by: str, frame: Frame) -> Iterator[Problem]:
    """Somebody with a hand in any record of the frame, drawn or not, would know which files they would rather see."""
    if not by.strip():
        yield Problem("who draws", "is not named", "Say who draws: it stands with the sample.")
        return
    own = sum(any(is_same(person, by) for person, _ in hands) for hands in frame.hands.values())
    if own:
        yield Problem(f"who draws, {by}", f"had a hand in {own:,} of the records that may be drawn", REMEDY)


def of_the_audited(by: str, audited: str, at: datetime, databases: Databases) -> Iterator[Problem]:
    """Somebody who holds a post in the unit that is audited, or in one that stands under it."""
    if is_same(by, audited):
        yield Problem(f"who draws, {by}", "is whose work is audited", REMEDY)
        return
    now = Q(began_at__lte=at) & (Q(ended_at=None) | Q(ended_at__gt=at))
    places = UnitPlace.objects.using(databases.alias(UnitPlace)).filter(now)
    above = dict(places.values_list("unit", "under"))
    posts = PostHolding.objects.using(databases.alias(PostHolding)).filter(now).select_related("post")
    for unit in {one.post.unit_id for one in posts if is_same(one.officer_id, by)}:
        if audited in _and_above(unit, above):
            yield Problem(f"who draws, {by}", f"holds a post in {unit}, whose work is audited", REMEDY)


def _and_above(unit: str, above: dict[str, str]) -> set[str]:
    found: set[str] = set()
    place: str | None = unit
    while place is not None and place not in found:
        found.add(place)
        place = above.get(place)
    return found
