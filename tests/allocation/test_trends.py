"""Recent growth of a place, without years that broke; supports as a part of the base."""

from guatu.allocation import YearOfPlace, recent_trend, support_growth


def test_the_trend_is_the_mean_of_the_years() -> None:
    trend = recent_trend({2022: YearOfPlace(100.0, 0.04), 2023: YearOfPlace(106.0, 0.06)})
    assert trend.growth == 0.05
    assert trend.used == (2022, 2023)


def test_a_level_that_contradicts_its_growth_is_a_break() -> None:
    trend = recent_trend({2022: YearOfPlace(100.0, 0.04), 2023: YearOfPlace(160.0, 0.06)})
    assert (trend.growth, trend.broken) == (0.04, (2023,))
    assert recent_trend({2023: YearOfPlace(None, 3.0)}).broken == (2023,)


def test_without_growth_there_is_no_trend() -> None:
    assert recent_trend({2023: YearOfPlace(5.0, None)}).growth is None
    assert recent_trend({}).growth is None


def test_supports_count_by_their_certainty_and_none_is_not_zero() -> None:
    assert support_growth(((4.0, 1.0), (5.0, 0.2)), 100.0) == 0.05
    assert support_growth((), 100.0) is None
    assert support_growth(((4.0, 1.0),), None) is None
    assert support_growth(((4.0, 1.0),), 0.0) is None
