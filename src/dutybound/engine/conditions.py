"""What can be said of a condition as it is written: its opposite, the test of a column in SQL, what it asks for."""

from collections.abc import Iterator

from dutybound.duties.nodes import Both, Compare, Either, IsKnown, Negated, Predicate


def test_of(node: Compare | IsKnown) -> str:
    if isinstance(node, Compare):
        return f"{node.operator} {literal(node.value)}"
    return f"IS {'NOT ' if node.is_known else ''}NULL"


def negated(node: Predicate) -> Predicate:
    """The opposite, said without a negation."""
    match node:
        case Both(one, other):
            return Either(Negated(one), Negated(other))
        case Either(one, other):
            return Both(Negated(one), Negated(other))
        case Negated(one):
            return one
        case Compare(rows, column, operator, value):
            return Compare(rows, column, OPPOSITE[operator], value)
        case IsKnown(rows, column, is_known):
            return IsKnown(rows, column, not is_known)
    raise AssertionError(node)


OPPOSITE = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def literal(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


def values_asked(node: Predicate | None) -> Iterator[Compare | IsKnown]:
    """The tests on values for want of which a condition may be unknown. Of rows that exist it is known that they do."""
    match node:
        case Both(one, other) | Either(one, other):
            yield from values_asked(one)
            yield from values_asked(other)
        case Negated(one):
            yield from values_asked(one)
        case Compare() | IsKnown():
            yield node
