"""Who may not draw, read or moderate, as far as the records know whose work it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dutybound.base.errors import DutyboundError, Problem
from dutybound.casework.actions.audit_units import Side, Units, lasting
from dutybound.exchange.loading.databases import Databases
from dutybound.inspection.audits.hands import IN_UNIT, SUPERVISES
from dutybound.inspection.audits.sampling import Frame
from dutybound.inspection.audits.sheets import is_same
from dutybound.records.models.inspection_audits import AuditProgramme
from dutybound.records.models.organisation import Officer, PostHolding


@dataclass(frozen=True)
class Deed:
    """What somebody does in an audit, and who has to do it."""

    who: str
    remedy: str


DRAWS = Deed("who draws", "The inspector draws, and not the inspected: ask somebody of the body that audits.")
READS = Deed("who reads", "Nobody reads the work of their own unit: give the files to somebody outside it.")
MODERATES = Deed("who moderates", "Nobody decides on the work of their own unit: ask somebody outside it.")
NOBODY_DRAWS = Problem("who draws", "is not named", "Say who draws: it stands with the sample.")
PLACE_IT = "Have the source deliver where it stands (unit_place), or ask somebody outside the force."
PARTS = {
    IN_UNIT: "holds or held a post in the unit whose work it is, or above it",
    SUPERVISES: "supervises or supervised somebody who had a hand in it",
}
#: What a post in a unit means for who holds it; where nothing stands here, it does not bar.
SAID = {
    Side.AUDITED: "holds a post in {unit}, whose work is audited",
    Side.ABOVE: "holds a post in {unit}, which {audited} stands under, whose work is audited",
    Side.FORCE: "holds a post in {unit}, and all of the force is audited but {body}",
    Side.UNPLACED: "holds a post in {unit}, and where that stands is not on record: whether it is audited nobody knows",
}
SAID_OF_NO_UNIT = "holds a post in {unit}, and {audited!r} is no unit on record, so all of them are audited"


def part_in(parts: frozenset[str]) -> str:
    """How somebody has to do with a file, in words: the nearest of the ways in which they do."""
    return next((words for part, words in PARTS.items() if parts == {part}), _either(parts))


def _either(parts: frozenset[str]) -> str:
    return " and ".join(PARTS.values()) if parts == set(PARTS) else "had a hand in it"


def drawing_own_work(by: str, frame: Frame) -> Iterator[Problem]:
    """Somebody with a hand in any record of the frame, drawn or not, would know which files they would rather see; and
    so would who had a post in the unit that held it.
    """
    if not by.strip():
        yield NOBODY_DRAWS
        return
    hands = frame.hands
    if own := hands.records_of({one for one in hands.people() if is_same(one, by)}):
        what = f"had a hand in {own:,} of the records that may be drawn"
        yield Problem(f"{DRAWS.who}, {by}", what, DRAWS.remedy)
    people = {one.officer for one in hands.posts if is_same(one.officer, by)}
    if people and (held := hands.in_units_of(people, frame.records)):
        what = f"had a post in, or above, a unit while it held {held:,} of the records that may be drawn"
        yield Problem(f"{DRAWS.who}, {by}", what, DRAWS.remedy)


def body_at_work(programme: AuditProgramme, frame: Frame, at: datetime, databases: Databases) -> Iterator[Problem]:
    """A body that is part of what is audited, or may be, lets its own people in. It may not hold records of the frame
    itself, or whoever is audited could be named as who audits.
    """
    units = _units(programme, at, databases).and_places(frame.hands.places)
    own = [one for one in frame.hands.units() if units.side(one) is Side.BODY and units.may_be_inside(one)]
    if own and (held := frame.hands.held_by(own, frame.records)):
        what = f"is to audit, and {', '.join(sorted(own))} held {held:,} of the records that may be drawn"
        remedy = "Open a programme of a body that does none of the work that is audited."
        yield Problem(f"the body {programme.body}", what, remedy)


def of_the_audited(
    deed: Deed, by: str, programme: AuditProgramme, at: datetime, databases: Databases
) -> Iterator[Problem]:
    """Somebody who has held a post since the programme was opened in the unit that is audited, or in one under or above
    it.

    An audit of a whole force is done by some of its own people, too: a post in the body that audits does not bar them,
    where that body is a unit under the audited one, and every other officer is barred. Where what is audited is no unit
    on record it is taken for the whole force, so that a name which nobody can place lets nobody in; nor does a post in
    a unit that nobody can place. A post given up before bars from the files that the unit held then.
    """
    where = f"{deed.who}, {by}"
    if is_same(by, f"{programme.audited}"):
        yield Problem(where, "is whose work is audited", deed.remedy)
        return
    units = _units(programme, at, databases)
    sides = {unit: units.side(unit) for unit in _units_of(by, programme, at, databases)}
    for unit, side in sides.items():
        if side in SAID:
            said = SAID[side] if units.is_known else SAID_OF_NO_UNIT
            told = said.format(unit=unit, audited=programme.audited, body=programme.body)
            yield Problem(where, told, PLACE_IT if side is Side.UNPLACED else deed.remedy)
    if not sides and units.is_of_all and _serves(by, programme, at, databases):
        what = f"is an officer on record with no post in {programme.body}, and all of the force is audited"
        yield Problem(where, what, deed.remedy)


def _units(programme: AuditProgramme, at: datetime, databases: Databases) -> Units:
    return Units.on_record(f"{programme.audited}", f"{programme.body}", programme.began_at, at, databases)


def _units_of(by: str, programme: AuditProgramme, at: datetime, databases: Databases) -> list[str]:
    """The units in which somebody has held a post since the programme was opened."""
    posts = PostHolding.objects.using(databases.alias(PostHolding)).select_related("post")
    held = posts.filter(lasting(programme.began_at, at))
    return sorted({one.post.unit_id for one in held if is_same(one.officer_id, by)})


def _serves(by: str, programme: AuditProgramme, at: datetime, databases: Databases) -> bool:
    officers = Officer.objects.using(databases.alias(Officer)).filter(lasting(programme.began_at, at))
    return any(is_same(one, by) for one in officers.values_list("id", flat=True))


def refuse_the_audited(deed: Deed, by: str, sample: str, at: datetime, databases: Databases) -> None:
    """Before somebody is shown a file or an answer, and not only when they enter what they made of it."""
    programme = AuditProgramme.objects.using(databases.alias(AuditProgramme)).get(samples=sample)
    if problems := list(of_the_audited(deed, by, programme, at, databases)):
        raise DutyboundError(problems, "Nothing is shown")


def unasked(by: str, databases: Databases) -> str:
    """What nobody could ask of who draws, reads or moderates, in words; empty where all of it was asked."""
    if not PostHolding.objects.using(databases.alias(PostHolding)).exists():
        return (
            f"No posts are on record here: that {by} holds none in the unit that is audited was not asked, and is for "
            "whoever opened the programme to see to"
        )
    officers = Officer.objects.using(databases.alias(Officer)).values_list("id", flat=True)
    if any(is_same(one, by) for one in officers):
        return ""
    return (
        f"{by} is no officer on record here, where officers are called by their ids: that they hold no post in the "
        "unit that is audited was not asked. If they serve in this force, name them by that id; if they do not, keep "
        "with the programme who they are"
    )
