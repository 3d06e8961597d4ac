"""Structure: the shares of parts in a total, what each part adds to its growth, and shares that print to 100%.

The source has one row for a part; `within` names the columns that a total's parts have in common, `part` the column
or expression that tells them apart. A total is either published, or the sum of parts none of which is missing.
"""

from guatu.query import Step, quote
from guatu.series.formula import RATIO, finite, stated
from guatu.series.formulas import (
    contribution,
    contribution_from_pull,
    growth,
    pull,
    pull_from_share,
    share,
    share_change,
)


def shares(
    source: str,
    within: tuple[str, ...] = (),
    *,
    part: str = "part",
    value: str = "value",
    total: str | None = None,
    name: str = "shares",
) -> Step:
    """Return `within`, part, value, total and share (比重) of each part, by the formula of `share`.

    `total` is an expression for the published total; without one the parts are added up.
    """
    columns = _columns(within)
    sql = f"""
WITH counted AS (
  SELECT {columns}{part} AS part, {finite(value)} AS value, {_whole(value, within, total)} AS total
  FROM {quote(source)}
)
SELECT {columns}part, value, total, {share("value", "total")} AS share
FROM counted
"""
    return Step(name, sql.strip(), (source,), "各部分占总体的比重")


def contributions(
    source: str,
    within: tuple[str, ...] = (),
    *,
    part: str = "part",
    totals: tuple[str, str] | None = None,
    name: str = "contributions",
) -> Step:
    """Return what each part adds to the growth of its total at current prices (现价), from `value` and `base`.

    `totals` are expressions for the published total and its base; without them the parts are added up, and then
    contributions add up to 100% and pulls to the total's growth. Columns: `within`, part, value, base, increment,
    growth, share, share_change, contribution (may be negative or over 100%), pull.
    """
    columns = _columns(within)
    total, total_base = totals or (None, None)
    share_now, share_before = share("value", "total"), share("base", "total_base")
    sql = f"""
WITH counted AS (
  SELECT {columns}{part} AS part, {finite("value")} AS value, {finite("base")} AS base,
    {_whole("value", within, total)} AS total,
    {_whole("base", within, total_base)} AS total_base
  FROM {quote(source)}
)
SELECT {columns}part, value, base, {finite("value - base")} AS increment, {growth("value", "base")} AS growth,
  {share_now} AS share,
  {share_change(share_now, share_before)} AS share_change,
  {contribution("value - base", "total - total_base")} AS contribution,
  {pull("value - base", "total_base")} AS pull
FROM counted
"""
    return Step(name, sql.strip(), (source,), "各部分对总体增长的贡献率和拉动（现价增量）")


def real_contributions(
    source: str,
    within: tuple[str, ...] = (),
    *,
    part: str = "part",
    base_share: str = "base_share",
    total_growth: str = "total_growth",
    name: str = "real_contributions",
) -> Step:
    """Return what each part adds to the growth of its total at constant prices (可比价), from its `growth`.

    Only growth is published at constant prices, so pull is last year's share times growth, and contribution is pull
    over the total's growth. Columns: `within`, part, growth, contribution, pull.
    """
    columns = _columns(within)
    sql = f"""
WITH pulled AS (
  SELECT {columns}{part} AS part, {finite("growth")} AS growth, {pull_from_share(base_share, "growth")} AS pull,
    {finite(total_growth)} AS total_growth
  FROM {quote(source)}
)
SELECT {columns}part, growth, {contribution_from_pull("pull", "total_growth")} AS contribution, pull
FROM pulled
"""
    return Step(name, sql.strip(), (source,), "各部分对总体增长的贡献率和拉动（可比价，按上年比重）")


@stated(
    "印出比重",
    "比重截到末位，余下的尾数依次补给余数最大的部分，各项之和正好 100%",
    (),
    unit=RATIO,
    gaps="组内有部分缺数或为负、总体不大于零时全组空缺",
    source="最大余数法",
)
def printed_structure(
    source: str,
    within: tuple[str, ...] = (),
    *,
    part: str = "part",
    value: str = "value",
    decimals: int = 1,
    name: str = "printed_structure",
) -> Step:
    """Return `within`, part, value, share and `printed`: shares (构成) whose printed digits add up to 100% exactly.

    `decimals` are those of the printed per cent. Of equal remainders the larger figure comes first, then `part`.
    `printed` is a DECIMAL fraction, so that adding it up stays exact.
    """
    columns, group, digits = _columns(within), _group(within), decimals + 2
    figure = finite(value)
    sql = f"""
WITH counted AS (
  SELECT {columns}{part} AS part, {figure} AS value,
    CASE WHEN min({figure}) OVER ({group}) >= 0 THEN {_whole(value, within)} END AS total
  FROM {quote(source)}
), shared AS (
  SELECT *, {share("value", "total")} AS share
  FROM counted
), cut AS (
  SELECT *, floor(share * 1e{digits}) AS units
  FROM shared
), completed AS (
  SELECT *, 1e{digits} - sum(units) OVER ({group}) AS wanting,
    row_number() OVER ({group} ORDER BY round(share * 1e{digits} - units, 9) DESC, value DESC, part) AS turn
  FROM cut
)
SELECT {columns}part, value, share,
  CAST((units + CASE WHEN turn <= wanting THEN 1 ELSE 0 END) / 1e{digits} AS DECIMAL(18, {digits})) AS printed
FROM completed
"""
    return Step(name, sql.strip(), (source,), f"印出的比重保留 {decimals} 位小数，各项之和正好 100%")


def _whole(value: str, within: tuple[str, ...], total: str | None = None) -> str:
    """Return the published total, or the sum over the group: NULL where a member of it has no figure."""
    if total is not None:
        return finite(total)
    figure, group = finite(value), _group(within)
    complete = f"count({figure}) OVER ({group}) = count(*) OVER ({group})"
    return f"CASE WHEN {complete} THEN {finite(f'sum({figure}) OVER ({group})')} END"


def _columns(within: tuple[str, ...]) -> str:
    return "".join(f"{column}, " for column in within)


def _group(within: tuple[str, ...]) -> str:
    return f"PARTITION BY {', '.join(within)}" if within else ""
