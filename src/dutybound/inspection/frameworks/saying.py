"""A framework in words: what it asks, where each part comes from, what is missing, and how it stands to another."""

from collections.abc import Iterator

from dutybound.inspection.frameworks.framework import Framework, Mark, Question
from dutybound.inspection.frameworks.likes import Likes, order_of
from dutybound.reports.saying import counted, day_words

COMPARABLE = {"alike": "comparable", "with care": "comparable with care", "not": "not comparable"}
MARKS = {
    Mark.SEEN: "",
    Mark.CUT_OFF: " [cut off where it was seen]",
    Mark.BACKGROUND: " [background: not seen, to be checked]",
    Mark.PROJECT: " [project default]",
}


def framework_lines(framework: Framework) -> Iterator[str]:
    """The whole of a framework; its gaps stand before its questions, so that nobody takes it for complete."""
    yield f"{framework.title} ({framework.key}){MARKS[framework.mark]}"
    if framework.owner:
        yield f"  of {framework.owner}" + (f"; published {framework.published}" if framework.published else "")
    if framework.valid_from:
        until = f" to {day_words(framework.valid_to)}" if framework.valid_to else ""
        yield f"  holds from {day_words(framework.valid_from)}{until}"
    yield f"  grades, best first: {', '.join(framework.scale)}"
    yield f"  {counted(len(framework.gaps), 'gap')}:" if framework.gaps else "  no gap is known"
    yield from (f"    - {gap}" for gap in framework.gaps)
    for pillar in framework.pillars:
        yield f"{pillar.key}: {pillar.headline or 'no headline seen'}{MARKS[pillar.mark]}{_graded(pillar.graded)}"
        for question in pillar.questions:
            yield from _question_lines(question)
    yield from (f"read in: {source}" for source in framework.sources)


def _question_lines(question: Question) -> Iterator[str]:
    number = f"{question.printed_number}. " if question.printed_number else ""
    yield f"  {number}{question.title} ({question.key}){MARKS[question.mark]}{_graded(question.graded)}"
    if question.short:
        yield f"     in short: {question.short}"
    yield from (f"     printed elsewhere as: {one}" for one in question.variants)
    if question.window:
        days = f"{day_words(question.window.since)} to {day_words(question.window.as_at)}"
        yield f"     looked at: {days}{MARKS[question.window.mark]}"
    for topic in question.topics:
        yield f"     - {topic.summary}{MARKS[topic.mark]}"
        yield from (f"         {one}" for one in topic.characteristics)
    missing = [one.gap for one in question.bears if one.gap]
    if question.bears:
        yield f"     {counted(len(question.bears) - len(missing), 'thing')} looked at for it"
    yield from (f"     cannot be told: {one}" for one in missing)


def _graded(is_graded: bool) -> str:
    return "" if is_graded else " [without a grade by design]"


def compared_lines(one: Framework, other: Framework, likes: Likes) -> Iterator[str]:
    """The later of two frameworks beside the earlier, question by question."""
    later, earlier = sorted((one, other), key=order_of, reverse=True)
    yield f"{later.title} ({later.key}) beside {earlier.title} ({earlier.key})"
    if later.scale != earlier.scale:
        yield f"  The grades differ: {', '.join(later.scale)}; before, {', '.join(earlier.scale)}."
    pairs, gone = likes.beside(later, earlier)
    ours, theirs = _graded_keys(later), _graded_keys(earlier)
    for pair in pairs:
        if not pair.likes:
            yield f"{pair.question}: nothing like it before, as far as is known"
        for like in pair.likes:
            has_grades = pair.question in ours and like.question in theirs
            worth = COMPARABLE[like.comparability] if has_grades else "about the same; no two grades to compare"
            yield f"{pair.question} and {like.question}: {worth}"
            yield from (f"     {why}" for why in like.whys)
    yield from (f"{key} of {earlier.key}: nothing like it later, as far as is known" for key in gone)


def _graded_keys(framework: Framework) -> set[str]:
    return {one.key for one in framework.parts() if one.graded}
