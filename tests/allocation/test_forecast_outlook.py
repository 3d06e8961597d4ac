import math
from itertools import accumulate

import numpy as np
import pytest

from guatu.allocation import FigureCourse, foresee

SEASON = tuple(100 + 20 * math.sin(math.pi * month / 6) for month in range(12))


def _course(values: tuple[float, ...], season: int = 12, ahead: int = 3, **more: object) -> FigureCourse:
    weights = tuple(tuple(float(at <= row) for at in range(ahead)) for row in range(ahead))
    return FigureCourse(("p", "i", "level"), values, season, (0.0,) * ahead, weights, **more)  # type: ignore[arg-type]


def test_a_season_that_returns_each_year_is_foretold_exactly() -> None:
    outlook = foresee((_course(SEASON * 4),))[0]
    assert outlook.values == pytest.approx(tuple(accumulate(SEASON[:3])))
    assert outlook.spreads == pytest.approx((0.0, 0.0, 0.0), abs=1e-6)


def test_last_years_period_is_moved_by_the_growth_of_the_latest() -> None:
    values = SEASON * 2 + tuple(value * 1.1 for value in SEASON)
    carried = next(one for one in foresee((_course(values),))[0].methods if one.method == "carried")
    assert carried.values[0] == pytest.approx(SEASON[0] * 1.1 * 1.1)
    naive = next(one for one in foresee((_course(values),))[0].methods if one.method == "naive")
    assert naive.values[0] == pytest.approx(SEASON[0] * 1.1)


def test_zeros_and_negative_figures_are_added_and_never_divided_by() -> None:
    random = np.random.default_rng(1)
    values = tuple(float(value) for value in random.normal(0, 5, 48).round(1))
    for outlook in foresee((_course(values), _course((0.0,) * 48))):
        assert all(math.isfinite(value) for value in outlook.values)
        assert all(spread is not None and math.isfinite(spread) for spread in outlook.spreads)
    silent = foresee((_course((0.0,) * 48),))[0]
    assert (silent.values, silent.mase) == ((0.0, 0.0, 0.0), None)


def test_a_history_too_short_to_be_tried_has_no_value() -> None:
    outlook = foresee((_course(SEASON),))[0]
    assert outlook.values == ()
    assert outlook.unknown == "连续的历史只有12期，连一次回测也做不成"


def test_a_forecast_does_not_see_what_comes_after_it() -> None:
    # The same past, another future: what is said of the past's last origin must not move.
    random = np.random.default_rng(2)
    past = tuple(float(value) for value in 100 * np.exp(random.normal(0, 0.1, 48)))
    alone = foresee((_course(past),))[0]
    beside = foresee((_course(past), _course(tuple(reversed(past)))))[0]
    assert alone.values == pytest.approx(beside.values)


def test_few_trials_widen_what_an_interval_is_read_from() -> None:
    random = np.random.default_rng(3)
    long = tuple(float(value) for value in 100 * np.exp(random.normal(0, 0.05, 60)))
    few, many = foresee((_course(long[-30:]), _course(long)))
    assert few.origins < many.origins
    assert few.freedom[-1] == 2
    assert many.freedom[-1] > few.freedom[-1]


def test_a_pool_lends_its_errors_to_a_county_with_few_of_its_own() -> None:
    random = np.random.default_rng(4)
    quiet = SEASON * 3
    errors = np.exp(random.normal(0, 0.2, (9, 36)))
    noisy = [tuple(float(value) for value in np.array(SEASON * 3) * one) for one in errors]
    pooled = foresee([_course(quiet, pool=("i",)), *(_course(one, pool=("i",)) for one in noisy)])[0]
    alone = foresee([_course(quiet)])[0]
    assert alone.spreads[-1] == pytest.approx(0.0, abs=1e-6)
    assert pooled.spreads[-1] is not None
    assert pooled.spreads[-1] > 1.0


def test_what_went_wrong_last_counts_for_the_next_period() -> None:
    random = np.random.default_rng(5)
    past = tuple(float(value) for value in 100 * np.exp(random.normal(0, 0.02, 60)))
    calm = foresee((_course(past, ahead=6),))[0]
    shaken = foresee((_course((*past[:-2], past[-2] * 3, past[-1]), ahead=6),))[0]
    assert calm.spreads[0] is not None
    assert shaken.spreads[0] is not None
    # The shock lies within the last six periods: no forecast of all six has met it whole, those of one period have.
    assert shaken.spreads[0] / shaken.values[0] > 3 * calm.spreads[0] / calm.values[0]
    assert calm.freedom == (28, 13, 8, 6, 4, 3)
    assert calm.origins == 23
