"""Structured judgement: the grade is a person's own. Rules raise it and never lower it, and unknown is never low."""

from collections.abc import Iterable

from dutybound.instruments.instrument import Answers, Reason, possible


def graded(bands: tuple[str, ...], grade: str | None, floor: str, is_open: bool) -> tuple[str, ...]:
    """The bands that a person's grade leaves possible.

    `floor` is the least that the rules allow. Without a grade all from there on are possible. `is_open`: something that
    could lift the lowest band is unanswered, so the lowest is never the only one.
    """
    if grade is None:
        return possible(bands, floor, bands[-1])
    least = bands[max(bands.index(grade), bands.index(floor))]
    return possible(bands, least, bands[1] if is_open and least == bands[0] else least)


def titled(answers: Answers, names: Iterable[str]) -> list[str]:
    """What questions ask about, in the words of the form."""
    return [str(type(answers).model_fields[name].title) for name in names]


def said_yes(answers: Answers, names: Iterable[str], points: float | None = None) -> list[Reason]:
    """A reason for each question that was answered with yes."""
    yes = [name for name in names if getattr(answers, name) is True]
    return [Reason(f"yes: {title}", points) for title in titled(answers, yes)]
