"""Draws what columns are tried on: programmes, and fifty subjects of them drawn together.

The worlds are those of the laws, with what they leave out put back in: first bands and excusals on every form,
standards that come into force later, hours, weights, ids that are not unique, limits that cannot be read.
"""

from dataclasses import replace

from hypothesis import strategies as st

from dutybound.duties.limits import Limit, Unit, hours, weeks
from dutybound.engine.facts import Fact, Kind, Programme
from tests.laws.drawn import (
    DRAWN,
    FORMS,
    LIMIT,
    STARTS,
    Grain,
    below,
    corrected,
    excusals,
    facts_of,
    in_any_order,
    programmes,
    tenures,
)

ODD_LIMIT = st.one_of(
    LIMIT,
    st.integers(1, 60).map(lambda count: hours(count, ("sunday", "holiday"))),
    st.integers(1, 200).map(lambda count: Limit(count, Unit.MINUTE)),
    st.just(weeks(2)),
    st.integers(0, 5).map(lambda count: Limit(count, Unit.DAY, frozenset({"monday", "holiday"}))),
)
Batch = tuple[list[Programme], list[tuple[int, list[Fact]]]]


@st.composite
def batches(draw: st.DrawFn, subjects: int = 50) -> Batch:
    """One programme and so many subjects, or two that share them."""
    chosen, drawn = [], []
    sharing = draw(st.integers(1, 2))
    for place in range(sharing):
        form, by_day = draw(st.sampled_from(FORMS)), draw(st.booleans())
        grain = Grain(draw(st.sampled_from(STARTS)), by_day)
        bands = draw(st.sampled_from([(), (), ("high", "low"), ("a", "b", "c")])) if form in ("within", "every") else ()
        programme = draw(odd_programmes(form, grain, bands))
        chosen.append(programme)
        for _ in range(subjects // sharing):
            drawn.append((place, subject_facts(draw, form, grain, programme, bands)))
    return chosen, drawn


@st.composite
def odd_programmes(draw: st.DrawFn, form: str, grain: Grain, bands: tuple[str, ...]) -> Programme:
    """A programme of the laws, now and then with a stranger limit, policy or stretch of time in which it holds."""
    programme = draw(programmes(form, grain, bands))
    book = programme.book
    if draw(st.integers(0, 3)) == 0:
        first = replace(book.entries[0], limits={band: draw(ODD_LIMIT) for band in book.entries[0].limits})
        book = replace(book, entries=(first, *book.entries[1:]))
    if draw(st.integers(0, 9)) == 0:
        nothing = replace(book.entries[0], starts=grain.at(draw(st.integers(0, 14))), limits={}, nothing=True)
        book = replace(book, entries=(*book.entries, replace(nothing, recorded=nothing.starts, label="no policy")))
    if draw(st.integers(0, 9)) == 0:
        book = replace(book, entries=book.entries[1:])
    if draw(st.integers(0, 3)) == 0:
        cut = st.none() | st.integers(0, 16).map(grain.at)
        book = replace(book, entries=tuple(replace(one, until=draw(cut)) for one in book.entries))
    valid_from = grain.at(draw(st.integers(0, 14))) if draw(st.integers(0, 4)) == 0 else None
    or_within = draw(ODD_LIMIT) if form == "within" and draw(st.integers(0, 5)) == 0 else programme.or_within
    return replace(programme, book=book, valid_from=valid_from, or_within=or_within)


def subject_facts(draw: st.DrawFn, form: str, grain: Grain, programme: Programme, bands: tuple[str, ...]) -> list[Fact]:
    """The facts of one subject, with a seasoning of what its form does not ask for."""
    facts = DRAWN["by" if programme.due_from_record and form != "before" else form](draw, grain, programme, bands)
    if draw(st.booleans()):
        facts = facts + seasoning(draw, grain)
    which = below(draw, [15] * len(facts))
    facts = [fact if usual else made_odd(draw, fact) for fact, usual in zip(facts, which, strict=True)]
    return corrected(draw, grain, in_any_order(draw, corrected(draw, grain, facts)))


def seasoning(draw: st.DrawFn, grain: Grain) -> list[Fact]:
    what = draw(st.integers(0, 6))
    if what == 0:
        return excusals(draw, grain, 3)
    if what == 1:
        return tenures(draw, (Kind.SUSPEND, Kind.RESUME), "s", grain, 3)
    if what == 2:
        missing = facts_of(draw, Kind.UNASSESSABLE, "u", grain, 2)
        return [replace(fact, value=draw(st.sampled_from(["case.report", None]))) for fact in missing]
    if what == 3:
        limits = facts_of(draw, Kind.LIMIT, "l", grain, 2)
        chosen = st.none() | ODD_LIMIT
        return [replace(fact, limit=draw(chosen), value=draw(st.sampled_from(["soon", None]))) for fact in limits]
    if what == 4:
        changes = facts_of(draw, Kind.BAND, "b", grain, 3)
        return [replace(fact, value=draw(st.sampled_from(["high", "low", "a", "zz", None]))) for fact in changes]
    if what == 5:
        return facts_of(draw, Kind.END, "e", grain, 3) + facts_of(draw, Kind.OPEN, "o", grain, 3)
    return facts_of(draw, Kind.RELEASE, "r", grain, 2) + facts_of(draw, Kind.FULFIL, "f", grain, 5)


def made_odd(draw: st.DrawFn, fact: Fact) -> Fact:
    """One fact made odd: no recorded time, an id of another, a trigger named, a weight."""
    what = draw(st.integers(0, 3))
    if what == 0:
        return replace(fact, recorded=None)
    if what == 1:
        return replace(fact, id=draw(st.sampled_from(["t1", "o1", "f1", "x1", "c1"])))
    if what == 2 and fact.kind not in (Kind.SUSPEND, Kind.RESUME, Kind.COVER, Kind.UNCOVER):
        return replace(fact, of=draw(st.sampled_from(["t1", "t2", "", "nobody"])))
    return replace(fact, weight=draw(st.sampled_from([0.5, 1.5, 2.0])))
