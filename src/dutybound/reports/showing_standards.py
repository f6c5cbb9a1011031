"""A standard as the report shows it, from its tally and the file of its duties."""

from collections.abc import Collection

from dutybound.duties.calendar import instant_text
from dutybound.duties.duty import State
from dutybound.duties.policy import PolicyBook, PolicyEntry
from dutybound.duties.standard import Standard
from dutybound.insight.tally import Tally
from dutybound.reports.assessed import Assessed
from dutybound.reports.contents import StandardShown, Way
from dutybound.reports.covering import covers_words, last_year
from dutybound.reports.histories import history_of
from dutybound.reports.late import Told
from dutybound.reports.saying import title_of
from dutybound.reports.units import units_shown


def standard_shown(number: int, name: str, assessed: Assessed, told: Told) -> StandardShown:
    """The section of one standard; `number` is its place in the report."""
    tally = assessed.tallies[name]
    versions = tuple(standard for standard, _ in tally.judged_by)
    policies = policies_of(versions, assessed.policy)
    return StandardShown(
        place=f"standard-{number}",
        title=title_of(name),
        versions=versions,
        policies=policies,
        states=tuple((state, tally.states[state]) for state in State),
        owed=tally.owed,
        subjects=tally.subjects,
        unassessable_subjects=tally.unassessable_subjects,
        coverage=tally.coverage,
        shows_rate=tally.shows_rate,
        rate=tally.rate(),
        rate_with_excused=tally.rate_with_excused(),
        days=tally.days_in_compliance(),
        days_with_stopped=tally.days_in_compliance(stopped_count=True),
        in_date=_in_date(tally),
        reasons=told.reasons.get(name, ()),
        notices=_notices(tally),
        lateness=told.late.get(name),
        history=history_of(tally, policies, assessed.known_at is not None, assessed.extract.unmapped),
        ways=tuple(ways(name, tally)),
        by_unit=units_shown(assessed.by_unit.get(name, ())),
        covers=covers_words(tally),
        last_year=last_year(tally),
        absent=absent_subject(tally.standard, assessed.extract.unmapped),
    )


def absent_subject(standard: Standard, unmapped: Collection[tuple[str, str]]) -> str:
    """The table of a standard's subjects, where it was not delivered: then nothing owed is no finding."""
    return standard.subject.name if (standard.subject.name, "id") in unmapped else ""


def policies_of(versions: tuple[Standard, ...], book: PolicyBook) -> tuple[PolicyEntry, ...]:
    """Every entry of the figures that any version of a standard reads."""
    named = {name for standard in versions for name in standard.policies()}
    return tuple(entry for identity in sorted(named) for entry in book.of(identity))


def _in_date(tally: Tally) -> tuple[int, int] | None:
    found = tally.in_date(tally.last_day) if tally.standard.recurs else None
    return found if found and found[1] and tally.shows_rate else None


def _notices(tally: Tally) -> tuple[tuple[str, int], ...]:
    late = (("known only after their due date", tally.born_overdue),) if tally.born_overdue else ()
    return (*sorted(tally.notices.items()), *late)


def ways(name: str, tally: Tally) -> list[Way]:
    """The filter on duties.parquet that gives the duties behind each figure."""
    quoted = name.replace("'", "''")
    own = f"standard = '{quoted}'"
    found = [Way("owed", tally.owed, f"{own} AND state IS NOT NULL")]
    found += [
        Way(state.value.replace("_", " "), tally.states[state], f"{own} AND state = '{state.value}'")
        for state in State
        if tally.states[state]
    ]
    if (rate := tally.rate()) is not None:
        due = f"due_at <= TIMESTAMPTZ '{_utc(tally.as_at)}'"
        counted = ", ".join(f"'{state.value}'" for state in State if state.in_rate)
        found.append(Way("met in time, of those due", rate.part, f"{own} AND state = 'met' AND {due}"))
        found.append(Way("due", rate.whole, f"{own} AND state IN ({counted}) AND {due}"))
    return found


def _utc(instant: int) -> str:
    """An instant as SQL reads it, to the microsecond."""
    return f"{instant_text(instant)[:16]}:{instant // 1_000_000 % 60:02}.{instant % 1_000_000:06}+00"
