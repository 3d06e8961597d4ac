"""Outlooks (预测): each course with its figures and how far off such forecasts were in the past.

Courses of one shape are tried together. The mean squared error of a course is drawn towards that of its pool, the same
indicator in other places, as if the pool had given four further trials: three trials of one county say little.
"""

from collections.abc import Sequence

import numpy as np

from guatu.allocation.forecast_backtest import Backtest, run_backtest
from guatu.allocation.forecast_course import FigureCourse, MethodScore, Numbers, Outlook

POOL_TRIALS = 4
FEW_ORIGINS = 8  # below this a paper says that the interval rests on few trials
_FEWEST_FREEDOM = 2
_POOLED = 8  # errors that a pool must have before it lends them
Pools = dict[tuple[tuple[str, ...], int], Numbers]


def foresee(courses: Sequence[FigureCourse]) -> tuple[Outlook, ...]:
    """Return an outlook for each course, in their order.

    A course too short to be tried even once is unknown: no value is made up for it.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, one in enumerate(courses):
        shape = (one.season, len(one.values), one.weights, one.is_positive, one.trail)
        groups.setdefault(shape, []).append(place)
    tested: list[tuple[list[int], Backtest | None]] = [
        (places, run_backtest(tuple(courses[place] for place in places))) for places in groups.values()
    ]
    pools = _pools(courses, tested)
    found: dict[int, Outlook] = {}
    for places, backtest in tested:
        for row, place in enumerate(places):
            course = courses[place]
            if backtest is None:
                found[place] = Outlook(course.key, unknown=_too_short(course))
            else:
                found[place] = _outlook(course, backtest, row, pools)
    return tuple(found[place] for place in range(len(courses)))


def _too_short(course: FigureCourse) -> str:
    return f"连续的历史只有{len(course.values)}期，连一次回测也做不成"


def _pools(courses: Sequence[FigureCourse], tested: list[tuple[list[int], Backtest | None]]) -> Pools:
    """Return of each pool and horizon the sum of squared errors and how many there are: (2, wanted)."""
    lent: dict[tuple[tuple[str, ...], int], Numbers] = {}
    for places, backtest in tested:
        if backtest is None:
            continue
        for row, place in enumerate(places):
            course = courses[place]
            if course.pool:
                # Parts of a figure and points do not mix: a positive course lends to positive ones only.
                pool = (*course.pool, "factor" if course.is_positive else "sum")
                own = np.array([(backtest.errors[:, row] ** 2).sum(axis=0), backtest.trials])
                lent[pool, course.horizon] = lent.get((pool, course.horizon), 0.0) + own
    return lent


def _outlook(course: FigureCourse, backtest: Backtest, row: int, pools: Pools) -> Outlook:
    wanted = np.array(course.weights)
    rest = wanted @ backtest.combined[row]
    trials = np.array(backtest.trials)
    squared = (backtest.errors[:, row] ** 2).sum(axis=0)
    mean = squared / trials
    pool = pools.get(((*course.pool, "factor" if course.is_positive else "sum"), course.horizon))
    if pool is not None:
        total, count = pool
        drawn = (squared + POOL_TRIALS * total / count) / (trials + POOL_TRIALS)
        mean = np.where(count >= np.maximum(_POOLED, 2 * trials), drawn, mean)
    size = np.abs(rest) if course.is_positive else np.ones_like(rest)
    scale = float(backtest.scale[row])
    figures = np.array(course.made) + rest
    return Outlook(
        key=course.key,
        values=tuple(float(one) for one in figures),
        spreads=tuple(float(one) for one in np.sqrt(mean) * size),
        # Trials that overlap are not independent: of forecasts h periods ahead only one in h counts.
        freedom=tuple(max(_FEWEST_FREEDOM, count // ahead) for ahead, count in enumerate(backtest.trials, 1)),
        origins=backtest.trials[-1],
        methods=tuple(
            MethodScore(
                name,
                tuple(float(one) for one in np.array(course.made) + wanted @ backtest.ahead[at, row]),
                float(backtest.weights[at, row]),
                float(backtest.step_errors[at, row]) / scale if scale > 0 else None,
            )
            for at, name in enumerate(backtest.methods)
        ),
        mase=float(backtest.combined_errors[row]) / scale if scale > 0 else None,
        scale=scale,
    )
