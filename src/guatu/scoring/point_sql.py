"""The methods of normalisation as SQL (无量纲化方法), with the formulas of those on a sheet.

Columns that look at all units of a group are gathered before: `ID least`, `ID most`, `ID mean`, `ID deviation`,
`ID known`; `ID below` counts the units below.
"""

from collections.abc import Mapping
from decimal import Decimal

from guatu.pack import Normalisation, ScoreItem
from guatu.query import quote
from guatu.scoring.sql_words import limited_sql, number_sql

_LOW = {"z": Decimal(0), "rank": Decimal(1)}
_HIGH = {"z": Decimal(1)}


def gathered_sql(item: ScoreItem, method: str, column: str) -> Mapping[str, str]:
    """Return the aggregates over all units that a method needs for an item, by column."""
    extremes = {f"{item.id} least": f"min({column})", f"{item.id} most": f"max({column})"}
    if method in ("min_max", "maximum"):
        return extremes
    if method == "z":
        return {
            **extremes,
            f"{item.id} mean": f"avg({column})",
            f"{item.id} deviation": f"stddev_samp({column})",
        }
    if method == "percentile":
        return {f"{item.id} known": f"count({column})"}
    open_line = (method == "target" and item.zero is None) or (method == "capped_ratio" and item.base is None)
    return extremes if open_line else {}


def points_sql(item: ScoreItem, how: Normalisation, column: str) -> str:
    """Return SQL of an item's points from the column of its figure; missing where the yardstick cannot be laid on."""
    low = _LOW.get(how.method, Decimal(0)) if how.low is None else how.low
    high = _HIGH.get(how.method, Decimal(100)) if how.high is None else how.high
    signed = column if item.direction == "up" else f"(-{column})"
    if how.method == "as_is":
        return signed
    if how.method == "rank":
        return f"({quote(f'{item.id} below')} + {number_sql(low)})"
    if how.method == "capped_ratio":
        return f"({_ratio(item, column)} * {number_sql(high)})"
    if how.method == "z":
        width = f"CASE WHEN {_most(item)} > {_least(item)} THEN {quote(f'{item.id} deviation')} END"
        mean = quote(f"{item.id} mean")
        over = f"({column} - {mean})" if item.direction == "up" else f"({mean} - {column})"
        return f"({over} / NULLIF({width}, 0) * {number_sql(high)} + {number_sql(low)})"
    if how.method == "percentile":
        part = f"({quote(f'{item.id} below')} / CAST(NULLIF({quote(f'{item.id} known')} - 1, 0) AS DOUBLE))"
    elif how.method in ("min_max", "maximum"):
        width = f"NULLIF({_most(item)} - {_least(item)}, 0)"
        over = f"({column} - {_least(item)})" if item.direction == "up" else f"({_most(item)} - {column})"
        part = f"({over} / {width})"
    else:
        part = limited_sql(_to_line(item, signed), item.floor, item.cap)
    points = f"({part} * {number_sql(high - low)} + {number_sql(low)})"
    return limited_sql(points, min(low, high), max(low, high)) if how.method == "goalposts" else points


def _least(item: ScoreItem) -> str:
    return quote(f"{item.id} least")


def _most(item: ScoreItem) -> str:
    return quote(f"{item.id} most")


def _ratio(item: ScoreItem, column: str) -> str:
    """Figure over base, or base over figure where lower is better, between the floor and the cap."""
    best = _most(item) if item.direction == "up" else _least(item)
    base = best if item.base is None else number_sql(item.base)
    if item.base is not None and item.base <= 0:
        return "CAST(NULL AS DOUBLE)"
    usable = base if item.base is not None else f"CASE WHEN {base} > 0 THEN {base} END"
    if item.direction == "up":
        return limited_sql(f"({column} / {usable})", item.floor, item.cap)
    ratio = limited_sql(f"({usable} / NULLIF({column}, 0))", item.floor, item.cap)
    # What emits nothing has no ratio of its own: the cap is what it gets, where there is one.
    nothing = "" if item.cap is None else f" WHEN {column} = 0 AND {usable} > 0 THEN {number_sql(item.cap)}"
    return f"CASE WHEN {column} > 0 THEN {ratio}{nothing} END"


def _to_line(item: ScoreItem, signed: str) -> str:
    """1 - (full - x) / (full - zero), where full is the better line."""
    sign = 1 if item.direction == "up" else -1
    if item.full is None:
        return "CAST(NULL AS DOUBLE)"
    full = number_sql(sign * item.full)
    if item.zero is not None:
        width = sign * (item.full - item.zero)
        return f"(1e0 - ({full} - {signed}) / {number_sql(width)})" if width > 0 else "CAST(NULL AS DOUBLE)"
    worst = _least(item) if item.direction == "up" else f"(-{_most(item)})"
    return f"(1e0 - ({full} - {signed}) / CASE WHEN {full} > {worst} THEN {full} - {worst} END)"
