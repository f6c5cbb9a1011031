"""dutybound switch-on: a standard of practice is judged from now on, if somebody answers for it and it can be."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dutybound.base.errors import DutyboundError, Problem
from dutybound.cli.assessing import Report, declaration_for, ground_on
from dutybound.cli.explaining import tables_needed
from dutybound.duties.standard import Standard
from dutybound.engine.columnar.judging import judged_by_columns
from dutybound.exchange.declaration import Declaration
from dutybound.exchange.given import MARKER, Given
from dutybound.exchange.switches import FILE
from dutybound.insight.tally import tallies_of
from dutybound.standards.discovery import Library
from dutybound.standards.own import ON_BY_DEFAULT, all_of, of_practice, slow_tables, slow_words

LEAST = 0.8  # share of what is owed that must be assessable: below it no rate is shown, so nothing would be seen


@dataclass(frozen=True)
class Switch:
    """Which standard is switched on, who will answer for it, who decided so, and from when."""

    standard: str
    owner: str
    approved_by: str
    since: date


def switch_on(source: Given, folder: Path | None, switch: Switch, as_at: str, report: Report) -> float:
    """Write the switch into standards.toml; its coverage on the source. All that stands against it is said at once."""
    declaration = declaration_for(source, folder)
    library = all_of(declaration)
    versions = _versions(library, switch.standard)
    problems = _against(declaration, versions, switch)
    report(f"Judging {switch.standard}")
    judged = replace(library, standards=tuple(versions), measures=())
    coverage = _coverage(source, declaration, judged, as_at, report)
    if coverage <= LEAST:
        what = f"can be assessed for {coverage:.0%} of what is owed, and more than {LEAST:.0%} is needed"
        problems.append(
            Problem(switch.standard, what, "See in the assessment which columns are missing, and map them.")
        )
    if problems:
        raise DutyboundError(problems, f"{switch.standard} stays off")
    with (declaration.folder / FILE).open("a", encoding="utf-8") as file:
        file.write(_entry(switch, coverage, as_at))
    return coverage


def _versions(library: Library, name: str) -> list[Standard]:
    parts = [one for one in library.standards if of_practice(one) and one.name == name]
    return parts or library.versions(name)


def _against(declaration: Declaration, versions: list[Standard], switch: Switch) -> list[Problem]:
    """What can be said against a switch before anything is judged."""
    problems = []
    if not declaration.records:
        what = "is no source of records, so all standards of its folder are judged already"
        problems.append(Problem(f"{declaration.folder}", what, "Say records = true in its dutybound.toml."))
    if switch.standard in ON_BY_DEFAULT or switch.standard in declaration.switches.on:
        problems.append(Problem(switch.standard, "is on already"))
    if switch.standard in declaration.switches.off:
        problems.append(Problem(switch.standard, f"is off in {FILE}", "Take its entry out of [[off]] first."))
    if switch.owner.strip().casefold() == switch.approved_by.strip().casefold():
        problems.append(Problem("--approved-by", "is the owner too", "Somebody else decides that a standard is on."))
    slow = {(one.feed, slow_words(one, declaration.feeds)) for one in versions if slow_tables(one, declaration.feeds)}
    for feed, words in sorted(slow):
        what = f"needs a {feed} feed, and {words}"
        remedy = f'Say feed = "{feed}" in {MARKER}, or name these tables under [feeds] there, once it is so.'
        problems.append(Problem(switch.standard, what, remedy))
    figures = {name for one in versions for name in one.policies()} - declaration.policy.ids
    problems += [Problem(name, "has no figure in the policy", "Put one into policy.toml.") for name in sorted(figures)]
    return problems


def _coverage(source: Given, declaration: Declaration, library: Library, as_at: str, report: Report) -> float:
    """The least share of what is owed that can be assessed, over all parts of a standard; 0 where nothing is owed."""
    versions = library.standards
    ground = ground_on(source, declaration, library, report, None, tables_needed(versions, declaration.schema))
    moment = ground.moment(as_at, "--as-at")
    tallies = tallies_of(versions, declaration.policy, declaration.calendar, moment)
    for judgment in judged_by_columns(versions, ground.source, declaration.policy, moment):
        tallies[judgment.standard.id].take(judgment)
    return min((tally.coverage or 0.0 for tally in tallies.values()), default=0.0)


def _entry(switch: Switch, coverage: float, as_at: str) -> str:
    lines = [
        "", f"# {coverage:.0%} could be assessed as at {as_at}", "[[on]]", f"standard = {quoted(switch.standard)}",
        f"owner = {quoted(switch.owner)}", f"approved_by = {quoted(switch.approved_by)}", f"since = {switch.since}", "",
    ]  # fmt: skip
    return "\n".join(lines)


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
