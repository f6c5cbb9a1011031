"""Landing pages: three sentences, one for each pillar, and extracts of the pillars below them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dutybound.inspection.grades import Grade, NoGrade
from dutybound.inspection.reading.judged import Told
from dutybound.inspection.reading.labels import grade_label
from dutybound.inspection.reading.lines import QUOTES, Line, plain
from dutybound.inspection.reading.report import Clash, Contradiction, GradeRead, ReadPillar, Seen

PILLARS = {"effective": "effectiveness", "efficient": "efficiency", "legitimate": "legitimacy"}
EXTENT = re.compile(
    r"^the extent to which the (?:force|constabulary|service) is (?P<pillar>effective|efficient|legitimate) at "
    r"keeping people safe and reducing crime(?P<rest>.*)$",
    re.I,
)


@dataclass(frozen=True)
class _Sentence:
    pillar: str
    grade: Grade | NoGrade | None
    line: Line
    has_verb: bool


def pillars_of_landing(above: Sequence[Line], pillars: Sequence[ReadPillar], told: Told) -> list[ReadPillar]:
    """The pillars of a landing page. A sentence that stands twice is raised, and its grade taken once."""
    found: dict[str, _Sentence] = {}
    for one in _sentences(above):
        if one.pillar in found:
            _repeated(found[one.pillar], one, told)
            continue
        found[one.pillar] = one
        if not one.has_verb:
            told.contradictions.append(
                Contradiction(Clash.LEFTOVER, one.line.text, "", "a word of the sentence is missing before the grade",
                              (f"line {one.line.number}",))
            )  # fmt: skip
    named = {one.name for one in pillars}
    merged = [_with_sentence(one, found[one.name], told) if one.name in found else one for one in pillars]
    alone = [
        ReadPillar(name, None, one.line.number, grade=_grade(one)) for name, one in found.items() if name not in named
    ]
    order = [*PILLARS.values(), None]
    return sorted([*merged, *alone], key=lambda one: order.index(one.name) if one.name in order else len(order))


def _sentences(lines: Sequence[Line]) -> Iterator[_Sentence]:
    for line in lines:
        said = EXTENT.match(line.text.translate(QUOTES)) if len(line.text) < 300 else None
        if said is None:
            continue
        rest = said["rest"].strip().rstrip(".").strip()
        words = re.sub(r"^(?:is\s*:?|:)\s*", "", rest)
        has_verb = rest != words or plain(words).startswith("requires")
        yield _Sentence(PILLARS[said["pillar"].casefold()], grade_label(words), line, has_verb)


def _grade(one: _Sentence) -> GradeRead:
    if one.grade is None:
        return GradeRead()
    return GradeRead(one.grade, Seen.PRINTED, one.line.text, one.line.number)


def _with_sentence(pillar: ReadPillar, one: _Sentence, told: Told) -> ReadPillar:
    """An extract and the sentence about it. Where they differ, neither grade is taken."""
    if pillar.grade.seen is not Seen.PRINTED:
        return replace(pillar, grade=_grade(one)) if one.grade is not None else pillar
    if one.grade is None or one.grade is pillar.grade.grade:
        return pillar
    told.contradictions.append(
        Contradiction(Clash.TWO_GRADES, one.line.text, pillar.grade.words, f"two grades stand for {pillar.name}",
                      (f"line {one.line.number}", f"line {pillar.grade.line}"))
    )  # fmt: skip
    return replace(pillar, grade=GradeRead())


def _repeated(first: _Sentence, second: _Sentence, told: Told) -> None:
    why = f"the sentence on {first.pillar} stands twice; another pillar's is missing where one of them stands"
    where = (f"line {first.line.number}", f"line {second.line.number}")
    told.contradictions.append(Contradiction(Clash.REPEATED, first.line.text, second.line.text, why, where))
