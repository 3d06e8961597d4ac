"""Comparisons with last year: growth of one series, of a group of members, and over several years.

Published growth is a fact of its own and comes first: bases are revised, and growth may be at constant prices.
"""

from guatu.query import Step, quote
from guatu.series.formula import RATIO, finite, stated
from guatu.series.formulas import average_growth, growth
from guatu.series.months import SERIES


@stated(
    "采用的同比增速",
    "公布增速；没有公布且为现价指标时 = 本期 ÷ 上年同期 − 1",
    (),
    unit=RATIO,
    gaps="没有公布增速而指标不是现价，或缺上年同期、上年同期不大于零时空缺",
    source="统计上通行做法：公布增速优先于总量相除",
)
def growth_on_year(
    source: str, expected: str = "expected_basis", *, by: tuple[str, ...] = SERIES, name: str = "growth_on_year"
) -> Step:
    """Return each figure with the base of last year and its growth (同比): published if there is one, else computed.

    `expected` is an expression with the basis on which the indicator's growth is published: 'real', 'nominal',
    'comparable' or 'none'. Growth published on another basis is not used and `set_aside` says so; one that does not
    name its basis is taken. Only a nominal indicator's growth is computed from levels, marked `computed`.
    `base` is last year's figure of the same month and basis as it stands now, whichever growth is shown.
    """
    series = ", ".join(f"now.{key}" for key in by)
    same_series = " AND ".join(f"last_year.{key} = now.{key}" for key in by)
    sql = f"""
WITH stated AS (
  SELECT {", ".join(by)}, period, basis, {finite("value")} AS value, {finite("growth")} AS growth,
    coalesce(growth_basis <> {expected}, FALSE) AS contradicts, coalesce({expected} = 'nominal', FALSE) AS nominal
  FROM {quote(source)}
), compared AS (
  SELECT {series}, now.period, now.basis, now.value, last_year.value AS base,
    CASE WHEN NOT now.contradicts THEN now.growth END AS published,
    CASE WHEN now.nominal THEN {growth("now.value", "last_year.value")} END AS from_levels,
    now.contradicts AND now.growth IS NOT NULL AS set_aside
  FROM stated AS now
  LEFT JOIN stated AS last_year
    ON {same_series} AND last_year.basis = now.basis AND last_year.period = now.period - INTERVAL 1 YEAR
)
SELECT {", ".join(by)}, period, basis, value, base, coalesce(published, from_levels) AS growth,
  published IS NULL AND from_levels IS NOT NULL AS computed, set_aside
FROM compared
"""
    return Step(name, sql.strip(), (source,), "同比：公布增速优先，只有现价指标才用总量相除")


@stated(
    "合计增速",
    "Σ本期 ÷ Σ上年同期 − 1",
    (),
    unit=RATIO,
    gaps="没有一个成员两期都有数、上年同期合计不大于零时空缺",
)
def group_growth(
    source: str, within: tuple[str, ...] = (), *, value: str = "value", base: str = "base", name: str = "group_growth"
) -> Step:
    """Return the growth of groups of members: the sums divided, never a mean of the members' rates.

    Only members with both figures count; `members` says how many did and `left_out` how many did not.
    """
    columns = "".join(f"{column}, " for column in within)
    both = f"isfinite({value}) AND isfinite({base})"
    grouped = f"\nGROUP BY {', '.join(within)}" if within else ""
    sql = f"""
WITH summed AS (
  SELECT {columns}sum({value}) FILTER (WHERE {both}) AS value, sum({base}) FILTER (WHERE {both}) AS base,
    count(*) FILTER (WHERE {both}) AS members, count(*) FILTER (WHERE ({both}) IS NOT TRUE) AS left_out
  FROM {quote(source)}{grouped}
)
SELECT {columns}value, base, {growth("value", "base")} AS growth, members, left_out
FROM summed
"""
    return Step(name, sql.strip(), (source,), "合计增速：两期都有数的成员加总后相除")


@stated(
    "采用的年均增速",
    "(各年(1 + 公布增速)之积)^(1 ÷ 年数) − 1，或 (末年 ÷ 基年)^(1 ÷ 年数) − 1",
    (),
    unit=RATIO,
    gaps="有年份没有公布增速而指标不是现价，或缺基年、末年总量时空缺",
)
def multi_year_average(
    source: str,
    first_year: int,
    last_year: int,
    *,
    expected: str = "expected_basis",
    by: tuple[str, ...] = SERIES,
    name: str = "multi_year_average",
) -> Step:
    """Return the average yearly growth from `first_year` (the base) to `last_year` (年均增速) of yearly figures.

    The published growth of all years is chained where every year has one on the indicator's basis (`expected`, as in
    `growth_on_year`); otherwise a nominal indicator's first and last level are compared, marked `computed`.
    """
    keys = ", ".join(by)
    years = last_year - first_year
    after_base = f"year(period) > {first_year}"
    chained = f"pow(product(1 + growth) FILTER (WHERE {after_base}), 1.0 / {years})"
    sql = f"""
WITH yearly AS (
  SELECT {keys}, period, {finite("value")} AS value, coalesce({expected} = 'nominal', FALSE) AS nominal,
    CASE WHEN growth >= -1 AND coalesce(growth_basis = {expected}, TRUE) THEN {finite("growth")} END AS growth
  FROM {quote(source)}
  WHERE basis = 'year' AND year(period) BETWEEN {first_year} AND {last_year}
), gathered AS (
  SELECT {keys}, bool_and(nominal) AS nominal,
    max(value) FILTER (WHERE year(period) = {first_year}) AS first_value,
    max(value) FILTER (WHERE year(period) = {last_year}) AS last_value,
    CASE WHEN count(growth) FILTER (WHERE {after_base}) = {years} THEN {chained} - 1 END AS published
  FROM yearly
  GROUP BY {keys}
), averaged AS (
  SELECT *, {finite("published")} AS chained,
    CASE WHEN nominal THEN {average_growth("first_value", "last_value", str(years))} END AS from_levels
  FROM gathered
)
SELECT {keys}, first_value, last_value, {years} AS years, coalesce(chained, from_levels) AS growth,
  chained IS NULL AND from_levels IS NOT NULL AS computed
FROM averaged
"""
    return Step(name, sql.strip(), (source,), f"{first_year} 年至 {last_year} 年的年均增速")
