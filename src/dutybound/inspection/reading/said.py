"""Grades said in sentences: of what, by which words, and whether of this inspection or of an earlier one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dutybound.inspection.grades import Grade
from dutybound.inspection.reading.lines import QUOTES, sentences, stems

GRADE = r"(?P<grade>outstanding|good|adequate|inadequate|requires? improvement|required improvement)"
#: What may follow a grade. "Good progress", "outstanding practice" are no grades.
AFTER = (
    r"(?=\s*(?:$|[,.;:…)]|\s-\s|"
    r"\b(?:at|in|for|overall|and|but|with|up|down|better|worse|as|from|because|when)\b))"
)
ADVERBS = r"(?:\s+(?:still|now|also|again|overall|already|rated|graded|judged|to be|as))*"
IS = re.compile(rf"^(?P<subject>.{{2,120}}?)\s+(?:is|are|was|were|remains?|to be){ADVERBS}\s+{GRADE}\b{AFTER}", re.I)
FOUND = re.compile(
    rf"^.{{0,80}}?\b(?:found|judges?|judged)\s+(?P<subject>it|the force|the constabulary|[A-Z].{{2,60}}?)\s+"
    rf"(?:to be\s+|as\s+)?{GRADE}\b{AFTER}"
)
NEEDS = re.compile(
    rf"^(?P<subject>.{{2,120}}?){ADVERBS}\s+(?P<grade>requires? improvement|required improvement)\b", re.I
)
#: Where what was said ends: a graded object runs up to here.
OBJECT = re.compile(
    r"^\s*(?:overall)?\s*(?:at|in respect of|in how it|in how|in parts of|in|for)\s+(?P<object>.+?)"
    r"(?=[.;:…]|,\s+(?:although|though|but|which|as|the same|and\s+(?:is|it|has|requires))|\s+although|\s+\(though|$)"
)
LEAD = re.compile(
    r"^(?:(?:overall|however|but|and|also|positively|by contrast|despite this|in this area|although|though|"
    r"hmic(?:frs)? (?:judges?|judged|found|considers?)(?: that)?|we (?:judge|found)(?: that)?|in 20\d\d)\b,?\s*)+",
    re.I,
)
APPROACH = re.compile(r"^.{0,60}?\b(?:approach|response) to\s+", re.I)
EARLIER = re.compile(r"\bin (?P<year>20\d\d)\b(?!\s*/)|\blast year(?:'s)?\b|\bprevious(?:ly)?\b", re.I)
CLAUSE = re.compile(r";\s+|,\s+(?:and|but|though|although)\s+(?=(?:it|the|is|in)\b)|,\s+but\s+(?=requires)|"
                    r"\s+and\s+(?=its?\s)|:\s+")  # fmt: skip
LONGEST = 12  # words of a subject; a longer one is no name of anything
WORDS = {"require improvement": "requires improvement", "required improvement": "requires improvement"}


@dataclass(frozen=True)
class Said:
    """A grade said in a sentence: its subject as it stands, its object ("investigating crime"), the year it was of."""

    grade: Grade
    subject: str
    object: str
    sentence: str
    is_of_force: bool  # whether the force itself is the subject, not a part of what it does
    is_earlier: bool
    year: int | None = None

    @property
    def about(self) -> str:
        """What is graded, in the report's words; empty where it is all of it."""
        return self.object if self.is_of_force else APPROACH.sub("", self.subject)

    @property
    def is_in_part(self) -> bool:
        """Whether the words themselves say that not all of it is meant."""
        return (
            re.search(r"\b(?:some|parts?|certain|elements|aspects)\b", f"{self.subject} {self.object}", re.I)
            is not None
        )


def grade_word(text: str) -> Grade:
    """The grade that a word of a sentence is."""
    words = " ".join(text.casefold().split())
    return Grade(WORDS.get(words, words))


def grades_said(paragraph: str, names: tuple[str, ...]) -> Iterator[Said]:
    """Every grade that the sentences of a paragraph say, in order; `names` are those of the force."""
    for sentence in sentences(paragraph):
        is_earlier, year = False, None
        for clause in CLAUSE.split(sentence.translate(QUOTES)):
            earlier = EARLIER.search(clause)
            if earlier is not None:
                is_earlier, year = True, int(earlier["year"]) if earlier["year"] else None
            yield from _in_clause(clause, sentence, names, is_earlier and _is_of_then(sentence, earlier), year)


def _is_of_then(sentence: str, earlier: re.Match[str] | None) -> bool:
    """ "Good, as in 2014" is of now; "in 2016 it was outstanding" of then."""
    return not (
        earlier and re.search(r"\b(?:as|than|since|from|on the|to)\s+(?:in\s+)?$", earlier.string[: earlier.start()])
    )


def _in_clause(
    clause: str, sentence: str, names: tuple[str, ...], is_earlier: bool, year: int | None
) -> Iterator[Said]:
    found = FOUND.match(clause) or IS.match(clause) or NEEDS.match(clause)
    if found is None or _is_denied(found["subject"]):
        return
    after = OBJECT.match(clause[found.end() :])
    subject = _governing(LEAD.sub("", found["subject"].strip()).strip(), names)
    if len(subject.split()) > LONGEST:
        return
    yield Said(
        grade=grade_word(found["grade"]),
        subject=subject,
        object=after["object"].strip() if after else "",
        sentence=sentence,
        is_of_force=is_force(subject, names),
        is_earlier=(is_past := is_earlier or re.search(r"\b(?:was|were|judged|required)\b", found[0]) is not None),
        year=year if is_past else None,
    )


def _governing(subject: str, names: tuple[str, ...]) -> str:
    """ "It prevents crime well and is good at ...": the subject of both is "it"."""
    if subject.endswith((" and", ",")):
        for one in (*names, "It", "The force", "The constabulary"):
            if subject.casefold().startswith(f"{one.casefold()} "):
                return one
    return subject


def _is_denied(subject: str) -> bool:
    return (
        re.search(
            r"\b(?:if|whether|until|unless|would|should|could|not|when|where|extent|reports?|says?|thinks?|feels?)\b",
            subject,
            re.I,
        )
        is not None
    )


def is_force(subject: str, names: tuple[str, ...]) -> bool:
    """Whether a subject is the force: by a name of it, or "the force", "it"."""
    words = re.sub(r"^the\s+", "", subject.casefold())
    known = {re.sub(r"^the\s+", "", one.translate(QUOTES).casefold()) for one in names}
    return words in known | {"force", "constabulary", "it", "force overall", "service"}


def is_about(words: str, title: str) -> bool:
    """Whether what a sentence grades is a question as a whole: most of its words stand in the question's title."""
    said, asked = set(stems(words)), set(stems(title))
    return len(said & asked) >= 2 and len(said & asked) >= 0.75 * len(said) and len(said & asked) >= 0.4 * len(asked)
