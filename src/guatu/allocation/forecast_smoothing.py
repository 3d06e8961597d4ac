"""Damped exponential smoothing with a season (阻尼趋势指数平滑), fitted on a grid, for many series in one pass.

Level, trend and season follow the error of each period (Hyndman & Athanasopoulos, FPP3, 8.5, in the error-correction
form; the damped trend is Gardner & McKenzie 1985). Where all values are positive the logarithm is smoothed, so that
trend and season are factors; otherwise they are added. Every pair of parameters runs beside the others, and at each
origin the pair is taken that had the smallest squared errors until then: a forecast never sees what came after it.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from guatu.allocation.forecast_course import Numbers

_LEVELS = (0.05, 0.15, 0.3, 0.5, 0.75)
_TRENDS = (0.0, 0.1, 0.3)  # as a part of the level's
_SEASONS = (0.0, 0.15, 0.4)  # as a part of what the level leaves
_DAMPINGS = (0.8, 0.9, 0.98)


@dataclass
class _State:
    """Level and trend of every pair of parameters (rows) and series (columns); the season by place in the year."""

    level: Numbers
    trend: Numbers
    season: Numbers
    squared: Numbers


def damped_smoothing(
    values: Numbers, season: int, horizon: int, *, origins: tuple[int, ...], positive: bool
) -> Numbers:
    """Return the coming periods as seen from each origin: (origins, series, horizon).

    An origin is how many periods were known; it is at least two years, or two periods where there is no season.
    """
    known = np.log(values) if positive else values
    level, trend, seasonal, damping = _grid(season)
    state = _first_state(known[:, : 2 * season], season, len(level))
    found = np.empty((len(origins), values.shape[0], horizon))
    wanted = {origin: place for place, origin in enumerate(origins)}
    for at in range(known.shape[1] + 1):
        if at in wanted:
            found[wanted[at]] = _ahead(state, at, damping[:, 0], horizon=horizon, season=season)
        if at == known.shape[1]:
            break
        place = at % season
        carried = damping * state.trend
        expected = state.level + carried
        error = known[:, at] - expected - state.season[place]
        state.squared += error**2
        state.level = expected + level * error
        state.trend = carried + trend * error
        if season > 1:
            state.season[place] += seasonal * error
    return np.exp(found) if positive else found


def _grid(season: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return the parameters to try, a row each; without a trend the damping says nothing and is tried once."""
    pairs = [
        (level, level * trend, (1 - level) * seasonal, damping)
        for level, trend, seasonal, damping in product(_LEVELS, _TRENDS, _SEASONS, _DAMPINGS)
        if (season > 1 or seasonal == 0) and (trend > 0 or damping == _DAMPINGS[1])
    ]
    columns = np.array(pairs)
    return columns[:, 0:1], columns[:, 1:2], columns[:, 2:3], columns[:, 3:4]


def _first_state(first: Numbers, season: int, pairs: int) -> _State:
    """Return the state before the first period, from the first two years: their means, what lies between, the rest."""
    series = first.shape[0]
    if season == 1:
        level, trend, seasonal = first[:, 0], np.zeros(series), np.zeros((series, 1))
    else:
        years = first.reshape(series, 2, season)
        means = years.mean(axis=2)
        trend = (means[:, 1] - means[:, 0]) / season
        middle = np.arange(season) - (season - 1) / 2
        line = means[:, :, None] + trend[:, None, None] * middle
        seasonal = (years - line).mean(axis=1)
        level = means[:, 0] - trend * (season + 1) / 2
    shape = (pairs, series)
    return _State(
        np.broadcast_to(level, shape).copy(),
        np.broadcast_to(trend, shape).copy(),
        np.broadcast_to(seasonal.T[:, None, :], (season, *shape)).copy(),
        np.zeros(shape),
    )


def _ahead(state: _State, at: int, damping: Numbers, *, horizon: int, season: int) -> Numbers:
    """Return the coming periods of each series by the parameters that were best for it until now."""
    best = np.argmin(state.squared, axis=0)
    each = np.arange(best.size)
    level, trend, factor = state.level[best, each], state.trend[best, each], damping[best]
    steps = np.cumsum(factor[:, None] ** np.arange(1, horizon + 1), axis=1)
    places: list[int] = [(at + ahead) % season for ahead in range(horizon)]
    return np.asarray(level[:, None] + steps * trend[:, None] + state.season[places][:, best, each].T)
