"""How good forecasts are on published national series, against the same period of last year; and how fast they are.

The series are a CSV of national monthly statistics, named on the command line (columns period, cumulative, indicator,
value, growth_pct); it is no part of the project. Without it only speed is measured. From each of the last 60 periods
forecasts are made with what was known then, and compared with what came. MASE divides the mean absolute error by that
of the same period of last year within the history known then: below 1 is better than that.
"""

import argparse
import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from guatu.allocation import FigureCourse, Outlook, foresee, half_width

_ORIGINS = 60
_AHEAD = (1, 3, 6)


@dataclass(frozen=True)
class Published:
    """One published series: its name, periods a year, whether a season is looked for, and its values."""

    name: str
    year: int
    season: int
    values: tuple[float, ...]
    trail: int = 6


def read_series(path: Path) -> Iterator[Published]:
    """Yield the series; what a data vendor derived is not used, and single periods come of cumulative figures."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    singles = {(row["indicator"], row["period"]): row for row in rows if row["cumulative"] == "0"}
    sums = {(row["indicator"], row["period"]): row for row in rows if row["cumulative"] == "1"}
    for key, name in (
        ("retail_sales", "社会消费品零售总额"),
        ("fixed_asset_investment", "固定资产投资（不含农户）"),
        ("fiscal_revenue", "一般公共预算收入"),
    ):
        yield Published(name, 11, 11, _unbroken(list(_differences(key, sums))))
    for key, name in (("exports", "出口"), ("imports", "进口")):
        yield Published(name, 12, 12, _column(key, singles))
    yield Published("广义货币 M2 余额", 12, 12, _column("m2", singles), trail=1)
    for key, name in (
        ("cpi", "居民消费价格同比"),
        ("ppi", "工业生产者出厂价格同比"),
        ("pmi_manufacturing", "制造业采购经理指数"),
    ):
        yield Published(name, 12, 1, _column(key, singles))
    merged = {
        period: row for (key, period), row in (*singles.items(), *sums.items()) if key == "industrial_value_added"
    }
    growth = tuple(float(merged[period]["growth_pct"]) for period in sorted(merged) if not period.endswith("-01"))
    yield Published("规上工业增加值当期同比", 11, 1, growth)


def _column(key: str, rows: dict[tuple[str, str], dict[str, str]]) -> tuple[float, ...]:
    return tuple(float(row["value"]) for (one, _), row in sorted(rows.items()) if one == key and row["value"])


def _differences(key: str, sums: dict[tuple[str, str], dict[str, str]]) -> Iterator[tuple[str, float | None]]:
    """Yield 1—2月 as one figure and each later month; None where the month or the one before it was not published."""
    periods = sorted(period for one, period in sums if one == key)
    for year in sorted({period[:4] for period in periods}):
        for month in range(2, 13):
            period, last = f"{year}-{month:02d}", f"{year}-{month - 1:02d}"
            if period > periods[-1]:
                return
            row, before = sums.get((key, period)), sums.get((key, last))
            known = row is not None and (month == 2 or before is not None)
            base = 0.0 if month == 2 or before is None else float(before["value"])
            yield period, float(row["value"]) - base if row is not None and known else None


def _unbroken(periods: list[tuple[str, float | None]]) -> tuple[float, ...]:
    """Return the values after the last gap."""
    values: list[float] = []
    for _, value in periods:
        values = [] if value is None else [*values, value]
    return tuple(values)


def backtest(series: Published, ahead: int) -> tuple[dict[str, float], float, float, int]:
    """Return MASE of each method some periods ahead, the shares inside both intervals, and how many trials."""
    misses: dict[str, list[float]] = {}
    inside80, inside95 = 0, 0
    origins = range(max(len(series.values) - ahead - _ORIGINS + 1, 3 * series.year), len(series.values) - ahead + 1)
    for origin in origins:
        known, truth = series.values[:origin], series.values[origin + ahead - 1]
        scale = float(np.mean(np.abs(np.array(known[series.year :]) - np.array(known[: -series.year]))))
        said = outlook(series, known, ahead)
        same = known[origin - series.year + ahead - 1]
        found = {"last_year": same, "combined": said.values[-1], **{one.method: one.values[-1] for one in said.methods}}
        for name, value in found.items():
            misses.setdefault(name, []).append(abs(truth - value) / scale)
        spread, freedom = said.spreads[-1], said.freedom[-1]
        if spread is not None:
            inside80 += abs(truth - said.values[-1]) <= spread * half_width(0.8, freedom)
            inside95 += abs(truth - said.values[-1]) <= spread * half_width(0.95, freedom)
    count = len(origins)
    return {name: float(np.mean(one)) for name, one in misses.items()}, inside80 / count, inside95 / count, count


def outlook(series: Published, known: tuple[float, ...], ahead: int) -> Outlook:
    """Return the outlook of a series from what was known, for the last of some coming periods."""
    weights = tuple(tuple(float(at == row) for at in range(ahead)) for row in range(ahead))
    course = FigureCourse((series.name,), known, series.season, (0.0,) * ahead, weights, trail=series.trail)
    return foresee((course,))[0]


def accuracy(path: Path) -> None:
    """Print the table of errors."""
    print("| 序列 | 提前 | 上年同期 | 最近一期 | 同期增速 | 阻尼平滑 | 组合 | 80% 区间 | 95% 区间 | 次数 |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for series in read_series(path):
        for ahead in _AHEAD:
            mase, inside80, inside95, count = backtest(series, ahead)
            naive = f"{mase['naive']:.2f}" if series.season == 1 else "—"
            cells = [f"{mase['last_year']:.2f}", naive, *(f"{mase[name]:.2f}" for name in ("carried", "smoothed"))]
            combined = f"{mase['combined']:.2f}"
            best = "**" if mase["combined"] < mase["last_year"] else ""
            print(
                f"| {series.name} | {ahead} 期 | {' | '.join(cells)} | {best}{combined}{best} "
                f"| {inside80:.0%} | {inside95:.0%} | {count} |"
            )


def speed(count: int, length: int) -> None:
    """Print the CPU seconds that many series take."""
    random = np.random.default_rng(20_240_930)
    months = np.arange(length)
    course = 100 * 1.005**months * (1 + 0.2 * np.sin(2 * np.pi * months / 12))
    values = course * np.exp(0.03 * random.standard_normal((count, length)))
    weights = tuple(tuple(float(at <= row) for at in range(3)) for row in range(3))
    courses = [
        FigureCourse((str(row),), tuple(map(float, one)), 12, (0.0,) * 3, weights, (str(row // 20),))
        for row, one in enumerate(values)
    ]
    begun = time.process_time()
    foresee(courses)
    spent = time.process_time() - begun
    print(f"{count} series of {length} periods, forecast and tried from 24 origins: {spent:.2f} CPU s")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("series", type=Path, nargs="?", help="CSV of national monthly series")
    given = parser.parse_args()
    speed(2000, 60)
    if given.series is not None:
        accuracy(given.series)


if __name__ == "__main__":
    main()
