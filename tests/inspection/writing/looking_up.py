"""Every number of a report looked up again: in the cell or the rows of its file, or, to the letter, in its place.

Nothing here reads the document that was built: texts are read from the files, and what was worked out is worked out
anew.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.frameworks.reading import framework_named
from dutybound.inspection.judging.assessed import read_assessed
from dutybound.inspection.judging.changing import Changed, OneYear, changes_of
from dutybound.inspection.judging.drafting import draft_findings
from dutybound.inspection.judging.proposing import propose
from dutybound.inspection.judging.weighing import Weighed, weigh
from dutybound.inspection.writing.gathering import (
    a_year_before,
    of_large_units,
    subjects_behind,
    windows_of,
)
from dutybound.inspection.writing.origins import Files, Listed, Origin
from dutybound.reports.saying import day_words, month_words, percent
from tests.inspection.writing.conftest import Reported

KINDS = {kind.__name__.lower(): kind for kind in Origin.__args__}


def read_back(told: Mapping[str, Any]) -> Any:
    """An origin as figures.json has it."""
    return KINDS[told["kind"]](**{name: _read(one) for name, one in told.items() if name != "kind"})


def _read(one: Any) -> Any:
    if isinstance(one, dict):
        return read_back(one)
    return tuple(_read(each) for each in one) if isinstance(one, list) else one


class LookedUp:
    """The files that a report was written from, and every text that may stand at a place."""

    def __init__(self, reported: Reported) -> None:
        self.reported = reported
        self.files: Files = reported.files()
        self.framework: Framework = framework_named(str(reported.given / "framework.toml"))

    def fault(self, entry: Mapping[str, Any]) -> str:
        """Why a number, or words with numbers, are not what stands where they are said to come from; empty: they are.

        `entry` is one of figures.json: text, value (of a number) and from.
        """
        told = entry["from"]
        if told["kind"] == "said":
            there = self.texts(told["file"], told["where"])
            return "" if entry["text"] in there else f"{entry['text']!r} is none of {sorted(there)}"
        origin = read_back(told)
        found = origin.found(self.files)
        if isinstance(origin, Listed) and set(origin.names) != self.untold:
            return f"what is counted is {sorted(self.untold)}"
        if abs(found - entry["value"]) > 1e-9 * max(1, abs(found)):
            return f"{entry['value']} is {found} there"
        written = percent(found) if entry["text"].endswith("%") else f"{found:,.0f}"
        return "" if written == entry["text"] else f"{entry['text']} is written {written}"

    def texts(self, file: str, where: str) -> set[str]:
        """What may stand there, to the letter."""
        question, _, key = where.partition(" / ")
        match file:
            case "framework":
                return self._framework(where)
            case "this/definitions.json":
                return self._defined(where)
            case "grades":
                row = tomllib.loads((self.reported.given / "grades.toml").read_text())["grade"][int(key)]
                return {f"{row[name]}" for name in ("reason", "by", "at")}
            case "findings.json":
                return self._finding(json.loads((self.reported.given / "findings.json").read_text())[int(where)])
            case "audits.json":
                return {json.loads((self.reported.given / "audits.json").read_text())[int(where)]["key"].capitalize()}
            case "calendar":
                return {month_words(where)} if len(where) == 7 else {day_words(self.days[where])}
            case "units":
                return {where} & self.units
            case "reason":
                return {self._reason(one) for one in self.weighed[question] if one.bearing.key == key}
            case "proposal":
                return self._proposal(where)
            case "draft":
                return {one.finding.text for one in self.drafts if (one.question, one.bearing) == (question, key)}
            case "rules":
                return {self._rules(where)}
            case "change":
                return self._change(where)
        raise AssertionError(f"{file}: nobody knows what that is")

    @cached_property
    def untold(self) -> set[str]:
        """Every practice of which nothing can be told."""
        return {
            f"{one.question} / {one.bearing.key}"
            for many in self.weighed.values() for one in many if one.verdict == "cannot tell"
        }  # fmt: skip

    @cached_property
    def weighed(self) -> dict[str, tuple[Weighed, ...]]:
        results = read_assessed(self.reported.this, self.reported.given / "audits.json")
        return weigh(self.framework.questions(), results, windows_of(self.framework))

    @cached_property
    def drafts(self) -> list[Any]:
        windows, results = windows_of(self.framework), read_assessed(self.reported.this)
        behind = subjects_behind(self.weighed, results, windows)
        return draft_findings(self.framework, of_large_units(self.weighed, behind))

    @cached_property
    def changes(self) -> dict[str, Changed]:
        windows = windows_of(self.framework)
        years = [read_assessed(one) for one in (self.reported.last, self.reported.this)]
        other = [read_assessed(one) for one in self.reported.crossed or ()] or [None, None]
        found = changes_of(
            self.framework, OneYear(years[0], other[0], a_year_before(windows)), OneYear(years[1], other[1], windows)
        )
        return {f"{one.question} / {one.bearing}": one for one in found}

    @cached_property
    def days(self) -> dict[str, Any]:
        windows = [*windows_of(self.framework).values()]
        return {one.isoformat(): one for window in windows for one in (window.since, window.as_at)}

    @cached_property
    def units(self) -> set[str]:
        told = json.loads((self.reported.this / "measures.json").read_text())
        return {unit for one in told.values() for unit in one["by_unit"]}

    def _framework(self, where: str) -> set[str]:
        own = self.framework
        questions = {one.key: one for one in own.questions()}
        question, _, key = where.partition(" / ")
        if where in ("title", "key", "gaps"):
            return set(own.gaps) if where == "gaps" else {getattr(own, where)}
        if key:
            return {one.claim for one in questions[question].bears if one.key == key}
        if where in questions:
            one = questions[where]
            topics = {topic.summary for topic in one.topics}
            return {one.title, one.short or one.title, f"{one.printed_number}. ", *topics}
        return {one.headline or one.key for one in own.pillars if one.key == where}

    def _defined(self, where: str) -> set[str]:
        told = json.loads((self.reported.this / "definitions.json").read_text())
        if where == "as_at":
            return {told["as_at"]}
        if where == "made_by":
            return {f"Dutybound {told['made_by']['version']}, code {told['made_by']['code'][:12]}"}
        newest = told["standards"][where]["versions"][-1]
        return {where, newest["sentence"], newest["source"], newest["mark"]}

    @staticmethod
    def _finding(row: Mapping[str, Any]) -> set[str]:
        deadline = f" Deadline: {row['deadline_words']}." if row.get("deadline_words") else ""
        status = f" Status: {row['status']}." if row.get("status") else ""
        return {f"{row['text']}{deadline}{status}", *row.get("parts", ())}

    @staticmethod
    def _reason(one: Weighed) -> str:
        why = one.figures.lacking or one.reading.reason
        return f"{why[:1].upper()}{why[1:]}."

    def _proposal(self, question: str) -> set[str]:
        (asked,) = (one for one in self.framework.questions() if one.key == question)
        found = propose(asked, self.framework.scale, self.weighed[question])
        return {f"{found.words}; confidence {found.confidence}", *(one.words for one in found.reasons)}

    def _rules(self, standard: str) -> str:
        """What differs, by the files of the two years; here only policies do."""
        files = [json.loads((one / "definitions.json").read_text()) for one in (self.reported.this, self.reported.last)]
        own, before = (
            {one["label"]: one["value"] for one in file["standards"][standard]["policies"]} for file in files
        )
        differing = [one for one in sorted({*own, *before}) if own.get(one) != before.get(one)]
        told = [f"{one}: {own.get(one, 'not there')}, where it was {before.get(one, 'not there')}" for one in differing]
        return f"{'; '.join(told)}."

    def _change(self, where: str) -> set[str]:
        bearing, _, what = where.rpartition(" / ")
        changed = self.changes[bearing]
        one = getattr(changed, what)
        low, high = (round(Decimal(100 * each), 1) for each in (one.low, one.high))
        value = self._points(changed)[what]
        return {f"{value:+} points ({min(low, value):+} to {max(high, value):+})"}

    @staticmethod
    def _points(changed: Changed) -> dict[str, Decimal]:
        """A change is what the two percentages as written differ by, and what it is made of adds up to it."""
        assert changed.earlier is not None
        assert changed.later is not None
        before, after = (Decimal(percent(one.value).removesuffix("%")) for one in (changed.earlier, changed.later))
        found = {"change": (after - before).quantize(Decimal("0.1"))}
        if changed.practice is not None and changed.rules is not None:
            parts = {"practice": changed.practice.value, "rules": changed.rules.value}
            less, more = sorted(parts, key=lambda one: (abs(parts[one]), one == "practice"))
            found[less] = round(Decimal(100 * parts[less]), 1)
            found[more] = found["change"] - found[less]
        return found


def with_one_number_changed(text: str) -> list[str]:
    """The text with one of its numbers changed, each in turn; the last digit moves by one."""
    found = []
    for number in re.finditer(r"\d+(?:[.,]\d+)*", text):
        last = number.end() - 1
        found.append(f"{text[:last]}{(int(text[last]) + 1) % 10}{text[last + 1 :]}")
    return found
