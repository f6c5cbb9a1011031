"""What report a text is: its title, cycle, framework, force and form; and what of the page is not the report."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dutybound.inspection.frameworks.framework import Framework
from dutybound.inspection.reading.forces import force_named, force_of_address, force_of_place, forces_in
from dutybound.inspection.reading.labels import TITLE
from dutybound.inspection.reading.lines import Line, plain
from dutybound.inspection.reading.report import Layout
from dutybound.inspection.reading.sections import LaidOut
from dutybound.records.forces import Force

#: What whoever saved a page wrote above it.
SAVED = re.compile(r"^# (?P<what>source|address|text|layout|completeness|captured|note): (?P<value>.*)$")
FURNITURE = re.compile(
    r"^(?:skip to (?:main )?content|english cymraeg|english|cymraeg|os hoffech chi .*|404\b.*|page not found|home|"
    r"menu|"
    r"search|print this page|share this page|cookies?\b.{0,200}|we use (?:some )?(?:essential )?cookies.*|"
    r"accept .*cookies.*|promoting improvements|in policing and fire & rescue|services to make everyone safer|"
    r"back to top|get the report.*)$"
)
SHORTCODE = re.compile(r"\[/?[a-z_]{1,20}\]")
AREAS = re.compile(r"^our judge?ments$|^overall summary$|\bin (?:\d+|\w+) areas of policing\b")
EXTENT = re.compile(r"^the extent to which the (?:force|constabulary|service)\b")
ADDRESS_YEAR = re.compile(r"(?:peel-|[a-z]-)(20\d\d)(?:-(\d\d))?(?:/|\?|$)")
SPLIT_CYCLES = {"2018": "2018/19", "2018/19": "2018/19"}  # addresses say peel-2018


@dataclass(frozen=True)
class Cleaned:
    """The lines of the report itself, its address, and what was left out."""

    lines: tuple[Line, ...]
    address: str
    left_out: int


def cleaned(lines: Sequence[Line], address: str) -> Cleaned:
    """A report without the site around it."""
    kept: list[Line] = []
    left_out = 0
    for line in lines:
        saved = SAVED.match(line.text) if not kept else None
        if saved is not None:
            address = address or (saved["value"] if saved["what"] in ("source", "address") else "")
            continue
        text = SHORTCODE.sub(" ", line.text).strip() if len(line.text) < 5000 else line.text
        text = re.sub(r"^#{1,6}\s+", "", text)
        if not text or (len(text) < 300 and FURNITURE.match(plain(text))):
            left_out += 1
            continue
        kept.append(line if text == line.text else replace(line, text=" ".join(text.split())))
    return Cleaned(tuple(kept), canonical(address), left_out)


def canonical(address: str) -> str:
    """One address for one page: the host's old names, a trailing "?" and doubled slashes are of no matter."""
    if not (found := re.match(r"^https?://(?P<host>[^/?#\s]+)(?P<path>[^?#\s]*)", address.strip(), re.I)):
        return ""
    path = re.sub(r"/{2,}", "/", found["path"]).rstrip("/")
    path = re.sub(r"^/(?:hmic|hmicfrs)(?=/)", "", path)
    host = found["host"].casefold().removeprefix("www.")
    host = "hmicfrs.justiceinspectorates.gov.uk" if host == "justiceinspectorates.gov.uk" else host
    return f"https://{host}{path}/"


@dataclass(frozen=True)
class Titled:
    """The line that names the force and the cycle."""

    line: Line
    place: str
    cycle: str
    is_landing: bool


def title_in(lines: Sequence[Line]) -> Titled | None:
    """The title: "<Force> PEEL 2016"; without "PEEL" only where the place is that of a force."""
    for line in lines:
        if line.is_bullet or len(line.text) > 100:
            continue
        found = TITLE.match(line.text)
        if found is None or (found["peel"] is None and force_of_place(found["place"]) is None):
            continue
        is_landing = found["peel"] is None or "assessment" in found["peel"].casefold()
        return Titled(line, found["place"].strip(), cycle_of(found["year"], found["until"]), is_landing)
    return None


def cycle_of(year: str, until: str | None) -> str:
    """A cycle as frameworks call it: "2016", "2018/19", "2023-25"."""
    is_long = until is not None and int(until[-2:]) - int(year[-2:]) > 1
    words = f"{year}{'-' if is_long else '/'}{until[-2:]}" if until else year
    return SPLIT_CYCLES.get(words, words)


def cycle_of_address(address: str) -> str | None:
    found = ADDRESS_YEAR.search(address)
    return cycle_of(found[1], found[2]) if found else None


def force_of(title: Titled | None, address: str, lines: Sequence[Line]) -> tuple[Force | None, str]:
    """The force, and in words where its name was found: title, address, or the name that the text says most."""
    if title is not None:
        return force_named(title.place), "in the title"
    if (force := force_of_address(address)) is not None:
        return force, "in the address"
    named = Counter(force for line in lines if len(line.text) < 20_000 for force, _ in forces_in(line.text))
    ranked = named.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None, "nowhere"
    return ranked[0][0], "in the text, where it is named most"


def is_by_areas(lines: Sequence[Line]) -> bool:
    """Whether the report is of 2021 on: areas in place of pillars."""
    return sum(bool(AREAS.search(one.plain)) for one in lines[:60] if len(one.text) < 400) >= 2


def layout_of(kind: str, lines: Sequence[Line], title: Titled | None, out: LaidOut, by_areas: bool) -> Layout:
    """The form in which a report came, by what is there and what is missing."""
    if any(EXTENT.match(one.plain) for one in lines) or (title is not None and title.is_landing):
        return Layout.LANDING
    if by_areas:
        return Layout.AREAS
    is_told = title is not None or any(one.name or one.labels or one.questions for one in out.pillars)
    if not out.pillars or not is_told:  # a day of its last update may stand on any page
        return Layout.UNKNOWN
    if kind == "PDF":
        return Layout.PRINTED
    first = out.pillars[0]
    named = any(one.plain == first.name for one in lines)
    if not first.dates:
        return Layout.BARE
    is_graded = bool(first.labels) and (not first.questions or out.has_numbers)
    return Layout.FULL if named and (is_graded or not first.labels) else Layout.LOST_WORDS


def framework_of(cycle: str | None, frameworks: Mapping[str, Framework]) -> tuple[Framework | None, str]:
    """The framework of a cycle, and in words why there is none where there is not exactly one."""
    found = [one for one in frameworks.values() if one.version == cycle and one.owner != "force"]
    found = [one for one in found if re.match(r"^(?:peel|paf|ipa)\b", one.family)]
    if len(found) == 1:
        return found[0], ""
    if cycle is None:
        return None, "the cycle of inspections is not said"
    if not found:
        return None, f"no framework of {cycle} comes with Dutybound"
    return None, f"{cycle} had {len(found)} revisions of its framework, and the report does not say which it is"
