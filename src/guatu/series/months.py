"""Months: cumulative figures (累计) to single months (当月) and back, and the usual course of a year (往年同期占比).

The source of each step is a relation in the shape of observations, with one row for a series, period and basis:
which of several vintages counts is settled before. Figures keep the indicator's unit.
"""

from guatu.query import Step, quote
from guatu.series.formula import CUSTOM, LEVEL, RATIO, finite, stated
from guatu.series.formulas import share

SERIES = ("place", "indicator")

# January and February are one figure (Spring Festival moves between them), so a January row would be half of it.
_HALF_OF_A_FIGURE = "(coalesce(january = 'merged', FALSE) AND month(period) = 1)"
_MONTHS_COVERED = "(CASE WHEN january = 'merged' AND month(period) = 2 THEN 2 ELSE 1 END)"


@stated(
    "当月数",
    "本月累计 − 上月累计",
    (),
    unit=LEVEL,
    gaps="本月或上月累计缺数时空缺",
    source="统计上通行做法；1—2月合并见国家统计局发布说明",
)
def single_months(
    source: str, january: str = "january", *, by: tuple[str, ...] = SERIES, name: str = "single_months"
) -> Step:
    """Return single months (当月) from cumulative figures: the difference of two months that follow each other.

    `january` is an expression, 'merged' where January and February are published as one figure: the year then has 11
    periods, the February row stands for 1—2月 (`months` is 2) and a January row is left out. A month that was not
    reported makes itself and the next one missing, so no row ever shows two months as one. A negative month, the
    mark of a revised figure, is kept and `negative` says so.
    """
    keys = ", ".join(by)
    sql = f"""
WITH cumulative AS (
  SELECT {keys}, period, {finite("value")} AS value, {january} AS january
  FROM {quote(source)}
  WHERE basis = 'cumulative'
), followed AS (
  SELECT *, lag(value) OVER year_so_far AS last_value, lag(month(period)) OVER year_so_far AS last_month
  FROM cumulative
  WHERE NOT {_HALF_OF_A_FIGURE}
  WINDOW year_so_far AS (PARTITION BY {keys}, year(period) ORDER BY period)
), single AS (
  SELECT {keys}, period, january, {_MONTHS_COVERED} AS months,
    CASE
      WHEN {_MONTHS_COVERED} = month(period) THEN value
      WHEN last_month = month(period) - 1 THEN {finite("value - last_value")}
    END AS value
  FROM followed
)
SELECT {keys}, period, 'month' AS basis, value, months, january, value < 0 AS negative
FROM single
"""
    return Step(name, sql.strip(), (source,), "由累计数倒推当月数：1—2月按公布办法合并，缺月不补")


@stated(
    "累计数",
    "1月至本月各月之和",
    (),
    unit=LEVEL,
    gaps="1月至本月有任何一个月缺数时空缺",
)
def cumulate_months(
    source: str, january: str = "january", *, by: tuple[str, ...] = SERIES, name: str = "cumulated_months"
) -> Step:
    """Return cumulative figures from single months, only where every month since January is there.

    `january` as in `single_months`: where it is 'merged' the February row counts for both months.
    """
    keys = ", ".join(by)
    sql = f"""
WITH single AS (
  SELECT {keys}, period, {finite("value")} AS value, {january} AS january
  FROM {quote(source)}
  WHERE basis = 'month'
), summed AS (
  SELECT *, sum(value) OVER year_so_far AS total,
    sum(CASE WHEN value IS NOT NULL THEN {_MONTHS_COVERED} END) OVER year_so_far AS months
  FROM single
  WHERE NOT {_HALF_OF_A_FIGURE}
  WINDOW year_so_far AS (PARTITION BY {keys}, year(period) ORDER BY period)
)
SELECT {keys}, period, 'cumulative' AS basis, CASE WHEN months = month(period) THEN {finite("total")} END AS value,
  january
FROM summed
"""
    return Step(name, sql.strip(), (source,), "由当月数加总累计数：1月至本月齐全才加")


@stated(
    "往年同期占比",
    "前几年（1月至本月累计 ÷ 全年）的平均",
    (),
    unit=RATIO,
    gaps="前几年没有一年同时有本月和12月累计时空缺（没有这一行）",
    source=CUSTOM,
)
def usual_schedule(
    source: str, year: int, *, years: int = 3, by: tuple[str, ...] = SERIES, name: str = "usual_schedule"
) -> Step:
    """Return the usual share of the year by month (往年同期占比) from the `years` before `year`, and how many had it.

    A year counts for a month when that month's and December's cumulative figures are both there.
    """
    keys = ", ".join(by)
    part = share("month_row.value", "whole_year.value")
    same_series = " AND ".join(f"whole_year.{key} = month_row.{key}" for key in by)
    sql = f"""
WITH past AS (
  SELECT {keys}, period, value
  FROM {quote(source)}
  WHERE basis = 'cumulative' AND year(period) BETWEEN {year - years} AND {year - 1}
), passed AS (
  SELECT {", ".join(f"month_row.{key}" for key in by)}, month(month_row.period) AS month, {part} AS part
  FROM past AS month_row
  JOIN past AS whole_year
    ON {same_series} AND year(whole_year.period) = year(month_row.period) AND month(whole_year.period) = 12
)
SELECT {keys}, month, avg(part) AS schedule, count(part) AS years
FROM passed
WHERE part IS NOT NULL
GROUP BY {keys}, month
"""
    return Step(name, sql.strip(), (source,), f"{year} 年以前 {years} 年各月累计占全年的平均比重")
