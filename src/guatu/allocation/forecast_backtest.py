"""The backtest (回测): every method tried from past periods as if the rest were not known, many series at once.

From each of the latest origins the coming periods are foretold and compared with what came (rolling origin, FPP3,
5.10). Of the last origins only the first steps have come, and these count too: what went wrong of late matters most.
What the methods say is combined with weights inverse to the mean squared error of each (Bates & Granger 1969); an
origin knows only the errors of what had come by then.
"""

from dataclasses import dataclass

import numpy as np

from guatu.allocation.forecast_course import FigureCourse, Numbers
from guatu.allocation.forecast_methods import CARRIED, NAIVE, SMOOTHED, carried_growth, fewest_periods, seasonal_naive
from guatu.allocation.forecast_smoothing import damped_smoothing

_METHODS = (NAIVE, CARRIED, SMOOTHED)
MOST_ORIGINS = 24
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Backtest:
    """Forecasts of one group of courses: series in the first axis of what holds no methods and no origins.

    `ahead`: (methods, series, horizon); `weights`: (methods, series); `combined`: (series, horizon). `errors` are of
    the wanted sums, (origins, series, wanted), as parts of what was foretold where values are positive; zero where the
    figure has not come, which `trials` tells: how many of the first origins count, (wanted,). `step_errors`
    are mean absolute errors a period, (methods, series), `combined_errors` those of the combination, `scale` that of
    the naive method within the series (the denominator of MASE).
    """

    methods: tuple[str, ...]
    ahead: Numbers
    weights: Numbers
    combined: Numbers
    errors: Numbers
    trials: tuple[int, ...]
    step_errors: Numbers
    combined_errors: Numbers
    scale: Numbers


def run_backtest(courses: tuple[FigureCourse, ...]) -> Backtest | None:
    """Return the backtest of courses of one shape (season, length, weights, sign); None where they are too short."""
    first = courses[0]
    season, horizon, positive = first.season, first.horizon, first.is_positive
    values = np.array([one.values for one in courses])
    length = values.shape[1]
    methods = tuple(one for one in _METHODS if fewest_periods(one, season, first.trail) + horizon <= length)
    if not methods:
        return None
    fewest = max(fewest_periods(one, season, first.trail) for one in methods)
    origins = tuple(range(max(fewest, length - horizon - MOST_ORIGINS + 1), length))
    count = len(origins)
    tried = np.array(
        [_forecasts(one, values, origins=(*origins, length), course=first) for one in methods]
    )  # (methods, origins and now, series, horizon)
    padded = np.pad(values, ((0, 0), (0, horizon)))
    truth = np.array([padded[:, at : at + horizon] for at in origins])
    come = np.arange(horizon) < (count - np.arange(count))[:, None]  # (origins, horizon)
    misses = (tried[:, :-1] - truth) * come[:, None, :]
    weights = _weights(misses)
    combined = (weights[:, :, :, None] * tried).sum(axis=0)
    # At the first origin no error was known to weigh the methods by: it is for learning, where there are others.
    learnt = 1 if count > horizon else 0
    wanted = np.array(first.weights).T  # (horizon, wanted)
    trials = count - learnt - np.array([int(np.flatnonzero(one)[-1]) for one in first.weights])
    said = combined[learnt:-1] @ wanted
    errors = (truth[learnt:] @ wanted - said) * (np.arange(count - learnt)[:, None, None] < trials)
    if positive:
        errors = errors / np.maximum(said, _TINY)
    lag = min(season, length - 1)
    off = np.abs(combined[learnt:-1] - truth[learnt:]) * come[learnt:, None, :]
    return Backtest(
        methods,
        tried[:, -1],
        weights[:, -1],
        combined[-1],
        errors,
        tuple(int(one) for one in trials),
        np.abs(misses).sum(axis=(1, 3)) / come.sum(),
        off.sum(axis=(0, 2)) / come[learnt:].sum(),
        np.abs(values[:, lag:] - values[:, :-lag]).mean(axis=1),
    )


def _forecasts(method: str, values: Numbers, *, origins: tuple[int, ...], course: FigureCourse) -> Numbers:
    season, horizon, positive = course.season, course.horizon, course.is_positive
    if method == SMOOTHED:
        return damped_smoothing(values, season, horizon, origins=origins, positive=positive)
    if method == NAIVE:
        return np.array([seasonal_naive(values[:, :at], season, horizon) for at in origins])
    return np.array(
        [carried_growth(values[:, :at], season, horizon, trail=course.trail, positive=positive) for at in origins]
    )


def _weights(misses: Numbers) -> Numbers:
    """Return the weight of each method at each origin and now: (methods, origins + 1, series), adding up to one.

    Without a known error the methods weigh alike.
    """
    methods, count, series, horizon = misses.shape
    squared = misses**2
    weights = np.full((methods, count + 1, series), 1 / methods)
    back = np.arange(count)[:, None]
    for at in range(1, count + 1):
        # Origins follow each other period by period: of one k periods back the first k steps have come.
        known = np.arange(horizon) < at - back
        mean = (squared * known[:, None, :]).sum(axis=(1, 3)) / known.sum()
        inverse = 1 / np.maximum(mean, _TINY)
        weights[:, at] = inverse / inverse.sum(axis=0)
    return weights
