"""The methods (预测方法) on many series at once: each takes a table of series and returns the coming periods.

`seasonal_naive`   上年同期: the same period of last year again (Hyndman & Athanasopoulos, FPP3, 5.2)
`carried_growth`   同期增速: last year's period times the growth of the latest periods on theirs of last year
`damped_smoothing` 阻尼平滑: in `forecast_smoothing`

Series stand in rows, periods in columns, oldest first. Without a season (1) the first repeats the last value and the
second the mean of the latest three.
"""

import numpy as np

from guatu.allocation.forecast_course import Numbers

NAIVE, CARRIED, SMOOTHED, COMBINED, GIVEN = "naive", "carried", "smoothed", "combined", "given"
FEWEST_COMPARED = 3  # periods that are compared with those of last year, at the least


def seasonal_naive(values: Numbers, season: int, horizon: int) -> Numbers:
    """Return the same periods of last year; without a season the last value."""
    last = values[:, values.shape[1] - season :]
    return np.asarray(last[:, np.arange(horizon) % season])


def carried_growth(values: Numbers, season: int, horizon: int, *, trail: int, positive: bool) -> Numbers:
    """Return last year's periods moved by the growth of the latest periods.

    Growth is a factor where all values are positive, otherwise a mean difference.
    """
    length = values.shape[1]
    if season == 1:
        recent = values[:, -min(FEWEST_COMPARED, length) :].mean(axis=1, keepdims=True)
        return np.repeat(recent, horizon, axis=1)
    compared = min(trail, length - season)
    now = values[:, length - compared :]
    before = values[:, length - compared - season : length - season]
    again = seasonal_naive(values, season, horizon)
    if positive:
        return again * (now.sum(axis=1) / before.sum(axis=1))[:, None]
    return again + (now - before).mean(axis=1)[:, None]


def fewest_periods(method: str, season: int, trail: int) -> int:
    """Return how many periods a method needs behind it."""
    if season == 1:
        return {NAIVE: 1, CARRIED: FEWEST_COMPARED, SMOOTHED: 6}[method]
    compared = min(FEWEST_COMPARED, trail)
    return {NAIVE: season, CARRIED: season + compared, SMOOTHED: 2 * season + FEWEST_COMPARED}[method]
