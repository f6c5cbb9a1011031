"""The standards of practice that come with Dutybound, and which of them are judged."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from dutybound.base.errors import DutyboundError, Problem, nearest
from dutybound.duties.measure import Measure, standards_named
from dutybound.duties.standard import Standard
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.feeds import Feeds
from dutybound.exchange.packs import PRACTICE
from dutybound.exchange.switches import FILE
from dutybound.standards.discovery import Library, load_library

AREAS = ("contact", "investigation", "vulnerability", "offenders", "organised_crime", "neighbourhood", "capability")

#: The twelve that are judged before a force has decided anything: alarm fatigue is refused, one argument at a time.
ON_BY_DEFAULT: frozenset[str] = frozenset(
    {
        "opened", "reviewed", "supervised", "allocated", "planned", "contact_kept",
        "risk_assessed", "risk_reasoned", "marac_heard",
        "candidate_decided", "threat_reassessed", "four_ps_live",
    }
)  # fmt: skip


def all_of(declaration: Declaration) -> Library:
    """The standards of a declaration's folder; where it delivers records, those of practice beside them."""
    own = declaration.folder / "standards"
    practice = [PRACTICE] if declaration.records else []
    folders = [*practice, *([own] if own.is_dir() or not practice else [])]
    return load_library(folders, declaration.schema, declaration.policy)


def switched_on(library: Library, declaration: Declaration) -> Library:
    """Only what is judged: what is on by itself or was switched on, has the feed it needs, and was not switched off."""
    if not declaration.records:
        return library
    switches = declaration.switches
    practice = {one.name: one for one in library.standards if of_practice(one)}
    problems = [
        Problem(f"{FILE}: {name}", "is no standard of practice", nearest(name, practice))
        for name in sorted({*switches.on, *switches.off} - set(practice))
    ]
    problems += [
        Problem(f"standard {name!r}", "is on by default and does not exist", nearest(name, practice))
        for name in sorted(ON_BY_DEFAULT - set(practice))
    ]
    if problems:
        raise DutyboundError(problems, f"{declaration.folder / FILE} cannot be used")
    names = (ON_BY_DEFAULT | set(switches.on)) - set(switches.off)
    on = [one for one in library.standards if not of_practice(one) or one.name in names]
    judged = tuple(one for one in on if not of_practice(one) or not slow_tables(one, declaration.feeds))
    return replace(
        library,
        standards=judged,
        measures=tuple(_told(library.measures, judged)),
        off=tuple(one for one in library.standards if one not in on),
        starved=tuple(one for one in on if one not in judged),
    )


def starved(library: Library, declaration: Declaration) -> Iterator[str]:
    """What is switched on and cannot be judged on data that come so seldom: said, so that nobody takes it for done."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in library.starved:
        found.setdefault((one.feed, slow_words(one, declaration.feeds)), set()).add(one.id)
    for (feed, slow), names in sorted(found.items()):
        yield f"not judged, because they need a {feed} feed and {slow}: {', '.join(sorted(names))}"


def slow_tables(standard: Standard, feeds: Feeds) -> list[str]:
    """The tables that a standard reads and that arrive more seldom than it needs."""
    return feeds.too_slow(standard.feed, (table.name for table in standard.tables()))


def slow_words(standard: Standard, feeds: Feeds) -> str:
    """ "this source arrives weekly", or "review arrives weekly" of a table that comes otherwise: what is too slow."""
    slow = slow_tables(standard, feeds)
    usual = [f"this source arrives {feeds.usual}"] if set(slow) - set(feeds.tables) else []
    return "; ".join([*usual, *(f"{one} arrives {feeds.of(one)}" for one in slow if one in feeds.tables)])


def own_only(library: Library) -> Library:
    """Without the standards of practice, whose examples hold under the figures that come with them."""
    standards = tuple(one for one in library.standards if not of_practice(one))
    return Library(standards, tuple(one for one in library.measures if not of_practice(one)))


def of_practice(standard: Standard | Measure) -> bool:
    """Whether a standard comes with Dutybound."""
    return standard.where.startswith(f"{PRACTICE}")


def area_of(standard: Standard | Measure) -> str:
    """The area of a standard of practice: the folder it stands in."""
    return standard.where.removeprefix(f"{PRACTICE}").lstrip("/").partition("/")[0]


def _told(measures: Collection[Measure], judged: Collection[Standard]) -> list[Measure]:
    """The measures whose duties are judged."""
    known = {one.id for one in judged}
    return [one for one in measures if standards_named(one) <= known]
