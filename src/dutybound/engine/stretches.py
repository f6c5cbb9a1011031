"""Stretches of time in which something is so: from when it was known, until when it was corrected, as parts of SQL.

A time may be NULL: known always, so for ever after. What stands on several things is known when the last of them was,
and until the first of them is corrected; what any of several things make so is so as long as one of them stands.
"""

NOTHING = "NULL::BIGINT"
ALWAYS, NEVER = f"{-(1 << 61)}", f"{1 << 62}"  # known before anything was; not corrected


def greatest(expressions: list[str] | tuple[str, ...]) -> str:
    return _extreme("greatest", expressions)


def least(expressions: list[str] | tuple[str, ...]) -> str:
    return _extreme("least", expressions)


def _extreme(function: str, expressions: list[str] | tuple[str, ...]) -> str:
    """The greatest or least of those that are not NULL."""
    given = [one for one in expressions if one != NOTHING]
    if not given:
        return NOTHING
    return given[0] if len(given) == 1 else f"{function}({', '.join(given)})"


def coalesced(known: str) -> str:
    return ALWAYS if known == NOTHING else f"coalesce({known}, {ALWAYS})"


def standing(stretches: str, key: tuple[str, ...], needed: int = 1, but: str = "", lasting: bool = False) -> str:
    """The stretches of time in which at least `needed` of some stretches stand together, those of each key apart.

    Takes and gives SELECT the key, known, until. The moments at which a stretch begins or ends are gone through in
    order, and counted. Stretches of `but` are taken away from the others; where they are `lasting`, none ends.
    """
    names = ", ".join(key)
    if lasting and not but:
        known = (
            f"list_sort(list(coalesce(known, {ALWAYS})))[{needed}]" if needed > 1 else f"min(coalesce(known, {ALWAYS}))"
        )
        counted = f"SELECT {names}, {known} AS known FROM ({stretches}) GROUP BY {names} HAVING count(*) >= {needed}"
        return f"SELECT {names}, nullif(known, {ALWAYS}) AS known, {NOTHING} AS until FROM ({counted})"
    if but:
        both = (standing(one, key) for one in (stretches, but))
        stretches = " UNION ALL ".join(
            f"SELECT *, {sign} AS sign FROM ({one})" for one, sign in zip(both, (1, -1), strict=True)
        )
    over = f"OVER (PARTITION BY {names} ORDER BY moment)"
    moment = f"CASE WHEN change = 1 THEN coalesce(known, {ALWAYS}) ELSE coalesce(until, {NEVER}) END AS moment"
    change = "change * sign AS change" if but else "change"
    moments = f"SELECT {names}, {moment}, {change} FROM ({stretches}) CROSS JOIN (VALUES (1), (-1)) ends(change)"
    moments += f" WHERE coalesce(known, {ALWAYS}) < coalesce(until, {NEVER})"
    changes = f"SELECT {names}, moment, sum(change) AS change FROM ({moments}) GROUP BY {names}, moment"
    counted = f"SELECT {names}, moment, sum(change) {over} >= {needed} AS is_so FROM ({changes})"
    compared = f"SELECT {names}, moment, is_so, lag(is_so, 1, false) {over} AS was_so FROM ({counted})"
    turned = (
        f"SELECT {names}, moment, is_so, lead(moment) {over} AS next_moment FROM ({compared}) WHERE is_so <> was_so"
    )
    times = f"nullif(moment, {ALWAYS}) AS known, nullif(next_moment, {NEVER}) AS until"
    return f"SELECT {names}, {times} FROM ({turned}) WHERE is_so"
