"""The catalogue: every standard and measure of a folder with version, dates, source and policy, for a diff to show."""

from collections.abc import Iterator

from dutybound.duties.measure import Measure
from dutybound.duties.policy import PolicyBook, PolicyEntry
from dutybound.duties.standard import Standard
from dutybound.standards.discovery import Library


def catalogue_of(title: str, library: Library, policy: PolicyBook) -> str:
    """One section of the catalogue, in Markdown."""
    lines = [f"## {title}", "", f"{len(library.standards)} standards, {len(library.measures)} measures.", ""]
    for standard in library.standards:
        lines += [*_standard(standard, policy), ""]
    for measure in library.measures:
        lines += [*_measure(measure), ""]
    return "\n".join(lines)


def _standard(standard: Standard, policy: PolicyBook) -> Iterator[str]:
    until = f" to {standard.valid_to}" if standard.valid_to else ""
    yield f"### {standard.id}"
    yield ""
    yield standard.sentence
    yield ""
    yield f"- version {standard.version}, in force from {standard.valid_from}{until}"
    yield f"- `{standard.form}`, on each {standard.subject.name}; owed by the {standard.owed_by}"
    yield f"- source: {standard.source} ({standard.mark})"
    yield f"- where a needed fact is missing: {standard.missing.replace('_', ' ')}"
    yield f"- {len(standard.examples)} examples"
    for identity in sorted(standard.policies()):
        for entry in policy.of(identity):
            yield f"- policy {_entry(entry)}"


def _entry(entry: PolicyEntry) -> str:
    until = f" to {entry.valid_to}" if entry.valid_to else ""
    return (
        f"`{entry.id}` ({entry.layer}): {entry.written()}, from {entry.valid_from}{until}; "
        f"{entry.mark}; source: {entry.source}; owner: {entry.owner}"
    )


def _measure(measure: Measure) -> Iterator[str]:
    good = {"more": "more is better", "fewer": "fewer is better", "neither": "neither way is better"}[measure.better]
    yield f"### {measure.id}"
    yield ""
    yield measure.sentence
    yield ""
    yield f"- version {measure.version}; measure, in {measure.unit}; {good}"
    yield f"- source: {measure.source}"
    yield f"- {len(measure.examples)} examples"
