"""Places in a ranking (位次): equal figures share a place (并列 1, 2, 2, 4) and a missing figure has none."""

from guatu.query import Step, quote
from guatu.series.formula import STATISTICS, finite, stated, term

UP = "'up'"


@stated(
    "位次",
    "同组中优于本单位的单位数 + 1",
    (),
    unit="位",
    gaps="没有数的不参加排位；数值相同的并列，后面的位次顺延（1、2、2、4）",
    source=STATISTICS,
)
def ranks(value: str, within: tuple[str, ...] = (), direction: str = UP) -> str:
    """Return the place of a row among the rows that agree in `within`.

    `direction` is an expression with an indicator's own direction: 'up' the highest first, 'down' the lowest
    first, 'neutral' no ranking at all.
    """
    ordered = _ordered(value, direction)
    return f"CASE WHEN {ordered} IS NOT NULL THEN rank() OVER ({_group(within)}ORDER BY {ordered} DESC NULLS LAST) END"


@stated(
    "参加排位数",
    "同组中有数的单位数",
    (),
    unit="个",
    gaps="没有数的不计",
    source=STATISTICS,
)
def count_ranked(value: str, within: tuple[str, ...] = (), direction: str = UP) -> str:
    """Return how many rows of the group have a place: the 16 of 第 3 位（共 16 个）."""
    return f"count({_ordered(value, direction)}) OVER ({_group(within).rstrip()})"


def rank_with_ties(
    source: str,
    value: str,
    *,
    within: tuple[str, ...] = (),
    direction: str = UP,
    decimals: int | None = None,
    name: str = "ranking",
) -> Step:
    """Return the source with two more columns, `rank` and `ranked` (参加排位数).

    With `decimals` figures are compared as they are printed, so that two places that both print 8.3% share a place:
    for a fraction printed with one decimal of a per cent that is 3.
    """
    compared = value if decimals is None else f"round({value}, {decimals})"
    place, counted = ranks(compared, within, direction), count_ranked(compared, within, direction)
    sql = f"SELECT *, {place} AS rank, {counted} AS ranked\nFROM {quote(source)}"
    return Step(name, sql, (source,), "按数值排位，相同的并列，没有数的不排")


def _ordered(value: str, direction: str) -> str:
    figure = finite(value)
    if direction == UP:
        return figure
    return f"CASE {term(direction)} WHEN 'up' THEN {figure} WHEN 'down' THEN -({figure}) END"


def _group(within: tuple[str, ...]) -> str:
    return f"PARTITION BY {', '.join(within)} " if within else ""
