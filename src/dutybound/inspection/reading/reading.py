"""A file read as the report of an inspection."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from dutybound.inspection.frameworks.framework import Framework, Pillar, Question
from dutybound.inspection.frameworks.reading import frameworks as shipped_frameworks
from dutybound.inspection.reading.accuracy import contradictions_of
from dutybound.inspection.reading.dates import date_in
from dutybound.inspection.reading.files import Opened, opened
from dutybound.inspection.reading.judged import Told, pillar_read
from dutybound.inspection.reading.labels import HEADLINES
from dutybound.inspection.reading.landing import pillars_of_landing
from dutybound.inspection.reading.lines import Line, plain
from dutybound.inspection.reading.recognising import (
    cleaned,
    cycle_of_address,
    force_of,
    framework_of,
    is_by_areas,
    layout_of,
    title_in,
)
from dutybound.inspection.reading.report import Layout, ReadPillar, ReadQuestion, ReadReport
from dutybound.inspection.reading.sections import Laid, LaidOut, LaidPillar, laid_out
from dutybound.inspection.reading.unseen import what_was_not_seen
from dutybound.records.forces import Force
from dutybound.reports.saying import counted

UPDATED = re.compile(r"\bpage was updated on (.{5,30})", re.I)
ALIKE = 0.8  # of two titles, from which they are one question whose wording drifted
COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
           "thirteen", "fourteen", "fifteen")  # fmt: skip
INSPECTED = re.compile(r"\bin (\d+|\w+) areas of policing\b", re.I)
GRADED = re.compile(r"\bgraded judge?ments? in (\d+|\w+) of these\b", re.I)


def read_report(path: Path, frameworks: Mapping[str, Framework] | None = None) -> ReadReport:
    """Read a report. Raises DutyboundError, in words, where the file cannot be read at all.

    What a file does not show stays unknown; no grade is given that does not stand in it.
    """
    return report_of(opened(path), path.name, shipped_frameworks() if frameworks is None else frameworks)


def report_of(file: Opened, name: str, frameworks: Mapping[str, Framework]) -> ReadReport:
    """What an opened file says."""
    clean = cleaned(file.lines, file.address)
    title = title_in(clean.lines)
    lines = [one for one in clean.lines if title is None or one.text != title.line.text]
    cycle = title.cycle if title else cycle_of_address(clean.address)
    framework, why_none = framework_of(cycle, frameworks)
    force, _ = force_of(title, clean.address, lines)
    by_areas = is_by_areas(lines)
    out = laid_out(lines, _headlines(framework), by_areas)
    for laid in out.pillars if file.kind == "PDF" else ():
        laid.questions = list(_without_sub_headings(laid, framework))
    told = Told()
    names = force.names if force else ()
    pillars = [pillar_read(one, _all_names(force, names), told) for one in out.pillars]
    layout = layout_of(file.kind, lines, title, out, by_areas)
    if layout is Layout.LANDING:
        pillars = pillars_of_landing(out.above, pillars, told)
    pillars = [_with_keys(one, framework) for one in pillars]
    report = ReadReport(
        name=name,
        kind=file.kind,
        layout=layout,
        title=title.line.text if title else None,
        cycle=cycle,
        framework=framework.key if framework else None,
        force=force,
        address=clean.address,
        dates=(*(dated for one in out.pillars for dated in one.dates), *_updates(lines)),
        pillars=tuple(pillars),
        in_prose=tuple(told.said),
        areas_inspected=_counted(lines, INSPECTED),
        areas_graded=_counted(lines, GRADED),
        notes=tuple(_notes(file, clean.left_out, out)),
    )
    report = replace(report, contradictions=(*told.contradictions, *contradictions_of(report, lines)))
    return replace(report, not_seen=tuple(what_was_not_seen(report, framework, why_none, lines)))


def _all_names(force: Force | None, names: tuple[str, ...]) -> tuple[str, ...]:
    """A force that is not listed is called by its place, with and without what it is."""
    if force is None or force.is_listed:
        return names
    return (*names, f"{force.name} Police", f"{force.name} Constabulary")


def _headlines(framework: Framework | None) -> dict[str, str]:
    own = {plain(one.headline): one.key for one in framework.pillars if one.headline} if framework else {}
    return {**HEADLINES, **{words: key for words, key in own.items() if words.endswith("?")}}


def _without_sub_headings(laid: LaidPillar, framework: Framework | None) -> Iterator[Laid]:
    """Printed reports ask smaller questions within each question: what stands below one belongs to the one above.

    Only where the framework says which are its questions, and never what has a grade of its own.
    """
    asked = [one for one in framework.pillars if laid.name in (None, one.key)] if framework else []
    above: Laid | None = None
    for one in laid.questions:
        is_known = _question_of(one.title, asked) is not None
        if above is not None and one.title and not is_known and not one.labels and one.number is None:
            above.body += one.body
            continue
        above = one if is_known else None
        yield one


def _with_keys(pillar: ReadPillar, framework: Framework | None) -> ReadPillar:
    """A pillar whose questions have the keys of the framework."""
    if framework is None:
        return pillar
    asked = [one for one in framework.pillars if pillar.name in (None, one.key)]
    return replace(pillar, questions=tuple(_with_key(one, asked) for one in pillar.questions))


def _with_key(question: ReadQuestion, pillars: Sequence[Pillar]) -> ReadQuestion:
    best = _question_of(question.title, pillars)
    return question if best is None else replace(question, key=best.key, number=question.number or best.printed_number)


def _question_of(asked: str, pillars: Sequence[Pillar]) -> Question | None:
    """The question of a framework that a title is most like, however its wording drifted."""
    best, likeness = None, ALIKE
    for one in (one for pillar in pillars for one in pillar.questions):
        for title in filter(None, (one.title, one.short)):
            ratio = SequenceMatcher(None, plain(title), plain(asked), autojunk=False).ratio()
            if ratio >= likeness:
                best, likeness = one, ratio
    return best


def _updates(lines: Sequence[Line]) -> Iterator[tuple[str, date]]:
    """Days on which a page says that something was added to it."""
    for line in lines:
        found = UPDATED.search(line.text) if len(line.text) < 500 else None
        if found is not None and (day := date_in(found[1])) is not None:
            yield "updated in part", day


def _counted(lines: Sequence[Line], pattern: re.Pattern[str]) -> int | None:
    """A count said in words or figures."""
    for line in lines:
        found = pattern.search(line.text) if len(line.text) < 5000 else None
        if found is None:
            continue
        words = found[1].casefold()
        if words.isdecimal():
            return int(words) if len(words) < 3 else None
        return COUNTED.index(words) if words in COUNTED else None
    return None


def _notes(file: Opened, left_out: int, out: LaidOut) -> Iterator[str]:
    yield from file.notes
    if left_out:
        yield f"passed over: {counted(left_out, 'line')} of the site around the report"
    for line in out.strays:
        yield f'line {line.number} is a grade, "{line.text}", and stands under no question: it was not taken'
